"""Every topic of the starter corpus leads to a bidang and a category of a new installation."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from assistant.routing.examples import starter_entries, starter_files
from evals.bench.routing import starter_categories

STARTER = Path(__file__).parents[4] / "corpus" / "starter"
BIDANG = {one.id: one.bidang_id for one in starter_categories()}


def topics() -> Iterator[tuple[str, dict[str, object]]]:
    for kind in ("faq", "forum"):
        for path in sorted((STARTER / kind).glob("*.yaml")):
            yield f"{kind}/{path.stem}", yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "topic"), [pytest.param(*one, id=one[0]) for one in topics()])
def test_a_topic_has_a_category_of_its_bidang(name: str, topic: dict[str, object]) -> None:
    assert topic["bidang"] in BIDANG.values()
    assert topic["bidang"] == BIDANG[starter_files()[name]]


def test_every_procedure_is_of_a_bidang_and_of_a_topic_that_questions_are_routed_by() -> None:
    asked = {str(topic["topic"]): topic["bidang"] for _, topic in topics()}
    for path in (STARTER / "sop").glob("*.yaml"):
        sop = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert asked[sop["topic"]] == sop["bidang"], path.name


def test_every_entry_has_a_category_that_exists() -> None:
    found = starter_entries()
    written = {
        str(entry["id"])
        for _, topic in topics()
        for entry in topic["entries"]  # type: ignore[attr-defined]  # a list in every file, by the content test
    }
    assert found.keys() == written
    assert set(found.values()) <= BIDANG.keys()
