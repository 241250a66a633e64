"""The judgements are of questions that are asked, and gold stands for its ayat alone."""

import pytest

from evals.datasets import load_items
from evals.items import Item
from evals.judgements import load_judgements, stands_for_gold


@pytest.mark.parametrize("name", ["starter", "starter-topik"])
def test_every_answerable_question_is_judged_on_the_scale(name: str) -> None:
    judged = load_judgements(name)
    assert judged.keys() == {item.id for item in load_items(name) if item.answerable}
    assert {grade for one in judged.values() for grade in one.grades.values()} == {0, 1, 2, 3}
    assert {one.judge for one in judged.values()} == {1, 2, 3}
    assert min(len(one.grades) for one in judged.values()) >= 5


def test_a_set_that_was_not_judged_has_none() -> None:
    assert load_judgements("regulasi") == {}


@pytest.mark.parametrize(
    ("identifier", "stands"),
    [
        ("pp-1-2020/pasal-2/ayat-1", True),
        ("pp-1-2020/pasal-2/ayat-1/huruf-a", True),
        ("pp-1-2020/pasal-2", True),
        ("pp-1-2020/pasal-2@2021-01-01/ayat-1", True),
        ("pp-1-2020/pasal-2/ayat-2", False),
        ("pp-1-2020/pasal-2/ayat-10", False),
    ],
)
def test_gold_is_matched_to_the_ayat(identifier: str, stands: bool) -> None:
    gold = (("pp-1-2020/pasal-2/ayat-1",),)
    item = Item(id="x", question="Apa?", answerable=True, gold=gold, tags=("cuti",), split="dev")
    assert stands_for_gold((identifier,), item) is stands
    assert stands_for_gold(("uu-1-1999/pasal-1", identifier), item) is stands
