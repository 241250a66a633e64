"""Reports show every answer with its reasons, whatever is in them, and need nothing from outside."""

import csv
import io
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from assistant.models import Claim
from corpus.models import Citation, Passage, PassageKind, PassageUnit
from evals.items import Item
from evals.metrics.metric import About
from evals.records import RecordedAnswer
from evals.report.curve import curve_svg
from evals.report.html import html_report
from evals.report.junit import junit_report
from evals.report.marking import marked
from evals.report.tabular import csv_report
from evals.scoring import ScoredRun, score_run
from tests.evals.runs import NOWHERE, Confidence, item, manifest, record

ITEMS = (item("a"), item("b"), item("c", tags=("=1+1", "cuti")))
HARD = Confidence(hard=True)
METRICS: list[About] = [HARD]


def records(*values: float | None) -> list[RecordedAnswer]:
    return [record(one.id, value) for one, value in zip(ITEMS, values, strict=True)]


def scored(found: list[RecordedAnswer], items: tuple[Item, ...] = ITEMS) -> ScoredRun:
    return score_run(manifest(items), items, found, NOWHERE, metrics=[HARD])


GOOD = records(1.0, 1.0, 0.5)


def test_every_question_stands_in_the_page_with_its_answer() -> None:
    page = html_report(scored(GOOD), ITEMS, GOOD, METRICS)
    for one in ITEMS:
        assert f'id="{one.id}-0"' in page
        assert one.question in page
    assert page.count("Begitu.") == 3
    assert "Keyakinan ↑" in page


def test_the_page_needs_nothing_from_outside() -> None:
    page = html_report(scored(GOOD), ITEMS, GOOD, METRICS)
    assert not re.search(r"<(?:script|link|img|iframe)|@import|url\(|https?://", page)


def test_failures_and_problems_are_shown() -> None:
    found = records(1.0, None, 0.5)
    page = html_report(scored(found), ITEMS, found, METRICS)
    assert "Belum membuktikan apa pun" in page
    assert "mati" in page
    # What could not be measured stands before what was answered.
    assert page.index('id="b-0"') < page.index('id="a-0"')


def test_markup_in_questions_and_answers_stays_text() -> None:
    evil = "<script>alert(1)</script>"
    nasty = (ITEMS[0].model_copy(update={"question": evil}), *ITEMS[1:])
    broken = [*GOOD[:2], record("c", None, error=evil)]
    page = html_report(scored(broken, nasty), nasty, broken, METRICS)
    assert evil not in page
    assert str(escape(evil)) in page


def test_quoted_words_are_marked_in_the_passage() -> None:
    text = "Cuti tahunan lamanya 12 hari kerja."
    quote = "12 hari kerja"
    unit = PassageUnit(
        id="pp-1-2020/pasal-1",
        source_id="pp-1-2020",
        kind=PassageKind.PROVISION,
        path=("Pasal 1",),
        text=text,
        order=0,
    )
    citation = Citation(provision_id=unit.id, quote=quote, start=21, end=34)
    answer = GOOD[0].answer
    assert answer is not None
    told = answer.model_copy(
        update={
            "claims": (Claim(text="Lamanya 12 hari kerja.", citations=(citation,)),),
            "passages": (Passage(unit=unit, score=1.0, status="berlaku"),),
        }
    )
    found = [GOOD[0].model_copy(update={"answer": told}), *GOOD[1:]]
    page = html_report(scored(found), ITEMS, found, METRICS)
    assert "Cuti tahunan lamanya <mark>12 hari kerja</mark>." in page
    assert "Pasal 1 PP Nomor 1 Tahun 2020" in page


def test_marks_join_where_quotations_overlap() -> None:
    assert marked("satu dua tiga", ["satu dua", "dua tiga"]) == "<mark>satu dua tiga</mark>"
    assert marked("a & b", ["&"]) == "a <mark>&amp;</mark> b"
    assert marked("satu", [""]) == "satu"
    assert marked("", ["x"]) == ""


@given(st.text(), st.lists(st.text(max_size=5), max_size=4))
def test_marking_changes_no_letter(text: str, quotes: list[str]) -> None:
    assert marked(text, quotes).replace("<mark>", "").replace("</mark>", "") == escape(text)


def test_the_curve_starts_and_ends_where_it_must() -> None:
    """Two answers, the sure one right, the other wrong: risk 0 at half coverage, one half at full."""
    svg = curve_svg([(0.9, False), (0.4, True)])
    system = re.search(r'class="sistem" points="([^"]+)"', svg)
    assert system is not None
    assert system[1] == "280.0,272.0 512.0,160.0"
    assert curve_svg([]) == ""


def test_csv_has_a_line_for_each_metric_and_runs_no_formula() -> None:
    found = records(1.0, None, 0.5)
    rows = list(csv.DictReader(io.StringIO(csv_report(scored(found), {one.id: one for one in ITEMS}))))
    assert [row["state"] for row in rows] == ["scored", "error", "scored"]
    assert [row["value"] for row in rows] == ["1.0", "", "0.5"]
    assert rows[2]["tags"] == "'=1+1 cuti"
    assert "mati" in rows[1]["reasons"]


def test_junit_fails_the_questions_that_break_a_hard_metric() -> None:
    found = records(1.0, None, 0.5)
    suite = ElementTree.fromstring(junit_report(scored(found), ITEMS, found, METRICS))
    cases = {case.get("name"): [child.tag for child in case] for case in suite}
    assert cases == {"a": [], "b": ["error"], "c": ["failure"], "evaluasi": ["error"]}
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("4", "1", "2")


@pytest.mark.parametrize("text", ["\x00", "\ud800", "\ufffe", "<&\"'>"])
def test_junit_holds_whatever_a_question_holds(text: str) -> None:
    nasty = (ITEMS[0].model_copy(update={"question": f"apa {text}?"}), *ITEMS[1:])
    found = records(0.1, 1.0, 1.0)
    run = scored(found, ITEMS)
    suite = ElementTree.fromstring(junit_report(run, nasty, found, METRICS))
    assert suite.get("failures") == "1"
