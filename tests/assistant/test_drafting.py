"""Which drafts are made, and in which order they are preferred."""

import pytest

from assistant.drafting import Draft, drafts, for_those_named
from assistant.models import Question
from assistant.understand import understand
from corpus.models import FaqEntry, Passage
from tests.assistant.conftest import TODAY, Desk

Ranked = tuple[str, float, float]
"""Unit identifier, score, confidence."""


NOT_HOLDING = {"dicabut", "belum-berlaku"}


def drafted(desk: Desk, question: str, *ranked: Ranked, status: str = "berlaku") -> list[Draft]:
    """Drafts for passages that retrieval would have ranked so."""
    units = desk.snapshot.knowledge.units_by_id([unit_id for unit_id, _, _ in ranked])
    pairs = [
        (
            Passage(unit=units[unit_id], score=score, status=status, holds=status not in NOT_HOLDING),
            confidence,
        )
        for unit_id, score, confidence in ranked
    ]
    return list(drafts(desk.snapshot, understand(Question(text=question, on=TODAY)), pairs, 0.6))


FAQ, SOP, FORUM = "faq/contoh-cuti-tahunan", "sop/contoh-mengajukan-cuti", "forum/contoh-sakit-20-hari"
LEAVE, SICK, PARKING = "pp-91-2019/pasal-2/ayat-1", "pp-91-2019/pasal-3", "parkir/bagian-1"


def test_an_entry_goes_before_a_provision_that_is_no_likelier(desk: Desk) -> None:
    made = drafted(desk, "cuti tahunan", (LEAVE, 2.4, 0.9), (FAQ, 2.0, 0.9))
    assert [(draft.origin, draft.origin_id) for draft in made] == [("faq", FAQ), ("provision", LEAVE)]


def test_a_likelier_provision_goes_before_an_entry(desk: Desk) -> None:
    made = drafted(desk, "cuti tahunan", (LEAVE, 2.0, 0.9), (FAQ, 3.0, 0.8))
    assert [draft.origin for draft in made] == ["provision", "faq"]


def test_the_likeliest_entry_goes_first_however_they_are_ranked(desk: Desk) -> None:
    made = drafted(desk, "cuti tahunan", (SOP, 3.0, 0.7), (FAQ, 2.9, 0.9), (FORUM, 2.8, 0.8))
    assert [draft.origin for draft in made] == ["faq", "forum", "sop"]


def test_equally_likely_entries_in_the_order_they_are_ranked(desk: Desk) -> None:
    made = drafted(desk, "cuti tahunan", (SOP, 3.0, 0.9), (FAQ, 2.9, 0.9), (FORUM, 2.8, 0.9))
    assert [draft.origin for draft in made] == ["sop", "faq", "forum"]
    assert all(draft.whole for draft in made)


@pytest.mark.parametrize(
    ("groups", "text", "named"),
    [
        (("PNS", "Guru"), "bup guru berapa", True),
        (("PNS", "Guru"), "bup gurunda berapa", False),
        (("Janda/duda PNS",), "pensiun janda atau duda", True),
        (("Janda/duda PNS",), "pensiun janda", False),
        (("PNS", "PPPK"), "cuti pns", False),
        ((), "guru", False),
    ],
)
def test_a_group_that_the_question_names(desk: Desk, groups: tuple[str, ...], text: str, named: bool) -> None:
    entry = desk.snapshot.knowledge.entry(FAQ)
    assert entry is not None
    assert for_those_named(entry.model_copy(update={"applies_to": groups}), text) is named


def test_of_entries_as_likely_the_one_for_whom_it_names_goes_first(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.drafting.for_those_named", lambda entry, _: entry.id == FORUM)
    ranked = ((SOP, 3.0, 0.9), (FAQ, 2.9, 0.895), (FORUM, 2.8, 0.89))
    made = drafted(desk, "cuti tahunan", *ranked)
    assert [draft.origin for draft in made] == ["forum", "sop", "faq"]
    made = drafted(desk, "cuti tahunan", *ranked[:2], (FORUM, 2.8, 0.87))
    assert [draft.origin for draft in made] == ["sop", "faq", "forum"]


def test_the_likeliest_entry_stays_first_where_it_is_asked_about_those_named(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = desk.snapshot.knowledge.entry(FAQ)
    assert isinstance(entry, FaqEntry)
    asked = entry.question
    monkeypatch.setattr(
        "assistant.drafting.for_those_named", lambda entry, text: entry.id == FORUM and "cuti tahunan" in text
    )
    assert "cuti tahunan" in asked
    ranked = ((FAQ, 3.0, 0.9), (FORUM, 2.8, 0.89))
    assert [draft.origin for draft in drafted(desk, "cuti tahunan", *ranked)] == ["faq", "forum"]


def test_what_does_not_answer_gives_no_draft(desk: Desk) -> None:
    assert drafted(desk, "cuti tahunan", (LEAVE, 3.0, 0.3), (FAQ, 2.0, 0.3)) == []


OLD = "pp-90-2010/pasal-1"


def test_a_repealed_rule_is_told_only_with_its_repeal_and_only_where_nothing_else_answers(desk: Desk) -> None:
    (made,) = drafted(desk, "mangkir", (OLD, 3.0, 0.9), status="dicabut")
    assert made.ended
    assert [claim.text for claim in made.claims] == [
        "PP Nomor 90 Tahun 2010 tidak berlaku lagi: dicabut oleh PP Nomor 92 Tahun 2021.",
        "Bunyi aturan yang dahulu berlaku:",
        "Pegawai yang mangkir selama 5 (lima) hari kerja dijatuhi teguran lisan.",
    ]
    assert made.claims[0].citations[0].provision_id == "pp-92-2021/pasal-5"
    assert drafted(desk, "mangkir", (OLD, 3.0, 0.3), status="dicabut") == []


def test_a_rule_that_has_not_begun_gives_no_draft(desk: Desk) -> None:
    assert drafted(desk, "mangkir", (OLD, 3.0, 0.9), status="belum-berlaku") == []
    assert drafted(desk, "mangkir", (OLD, 3.0, 0.9), status="tidak-diketahui") != []


def test_an_entry_about_other_employees_gives_no_draft(desk: Desk) -> None:
    assert drafted(desk, "cuti tahunan PPPK", (FAQ, 2.0, 0.9)) == []
    assert len(drafted(desk, "cuti tahunan PNS", (FAQ, 2.0, 0.9))) == 1
    # The forum thread does not say whom it is about.
    assert len(drafted(desk, "sakit PPPK", (FORUM, 2.0, 0.9))) == 1


def test_only_passages_nearly_as_likely_are_quoted(desk: Desk) -> None:
    (draft,) = drafted(desk, "pegawai", (LEAVE, 3.0, 0.98), (SICK, 2.9, 0.62))
    assert [claim.citations[0].provision_id for claim in draft.claims] == [LEAVE]
    (draft,) = drafted(desk, "pegawai", (LEAVE, 3.0, 0.98), (SICK, 1.0, 0.64))
    assert [claim.citations[0].provision_id for claim in draft.claims] == [LEAVE, SICK]


def test_considerations_speak_only_where_no_rule_does(desk: Desk) -> None:
    recital = "pp-92-2021/menimbang"
    (draft,) = drafted(desk, "disiplin", (recital, 3.0, 0.9), (SICK, 2.5, 0.9))
    assert draft.origin_id == SICK
    (draft,) = drafted(desk, "disiplin", (recital, 3.0, 0.9))
    assert draft.origin_id == recital


def test_a_draft_from_other_text_says_so(desk: Desk) -> None:
    (draft,) = drafted(desk, "parkir", (PARKING, 3.0, 0.9))
    assert (draft.origin, draft.origin_id, draft.whole) == ("text", PARKING, False)


def test_a_draft_has_the_confidence_of_its_passage(desk: Desk) -> None:
    made = drafted(desk, "cuti tahunan", (LEAVE, 2.1, 0.8), (FAQ, 2.0, 0.95))
    assert [draft.confidence for draft in made] == [0.95, 0.8]


def test_an_entry_that_is_gone_gives_no_draft(desk: Desk) -> None:
    unit = desk.snapshot.knowledge.unit(FAQ).model_copy(update={"id": "faq/hilang"})
    question = understand(Question(text="cuti tahunan", on=TODAY))
    gone = Passage(unit=unit, score=2.0, status="x")
    assert list(drafts(desk.snapshot, question, [(gone, 0.9)], 0.6)) == []
