"""The whole day and a walk through every page; minutes, so only ``make day`` does it."""

import os
from pathlib import Path

import pytest

from tests.chromium import IN_BROWSER
from tests.e2e.working_day import chores, day
from tests.e2e.working_day.agency import Agency
from tests.e2e.working_day.every_page import NO_PAGES, STOPS, page_routes, walk
from tests.e2e.working_day.matters import ACCUSED, ANONYMOUS, FORGOTTEN, WHOLE_DAY

WANTED = "TANYA_WHOLE_DAY"
PICTURES = "TANYA_DAY_PICTURES"
long = [
    *IN_BROWSER,
    pytest.mark.whole_day,
    pytest.mark.skipif(WANTED not in os.environ, reason="takes minutes; run make day"),
]


def test_every_page_is_on_the_walk() -> None:
    assert page_routes() == set(STOPS)
    assert set(STOPS).isdisjoint(NO_PAGES)


class TestWholeDay:
    """Thirty questions, then every page of what they left."""

    pytestmark = long

    def test_a_whole_day_and_every_page_after_it(self, agency: Agency, tmp_path: Path) -> None:
        chores.admin_keeps_a_reply(agency)
        named = chores.visitor_asks(agency)
        named |= chores.meeting_is_minuted(agency)
        spent = day.spend(agency, WHOLE_DAY)
        assert spent.ways["accepted"] >= 15
        assert spent.ways["edited"] >= 2
        assert spent.ways["rejected, written alone"] == 2
        assert spent.ways["refused"] == spent.ways["second reader"] == 1
        numbers = {"own": FORGOTTEN, "anonymous": ANONYMOUS, "risky": ACCUSED}
        named |= {name: str(spent.numbers[matter]) for name, matter in numbers.items()}
        named |= day.left_open(spent)
        chores.evaluator_measures(agency)
        wrong = walk(agency, named, Path(os.environ.get(PICTURES, tmp_path)))
        assert wrong == [], "\n".join(wrong)
        day.close(spent)
