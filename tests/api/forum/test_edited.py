"""Edited replies are verified and scored anew, by the verifier that everything goes through."""

from collections.abc import Sequence
from datetime import date

import pytest

from api.forum.edited import Reverified, reverify, reverify_text
from api.forum.edited_text import editor_text
from assistant.models import Answer, AnswerStatus, Claim, Question
from assistant.support import Support, SupportVerdict
from corpus.errors import InvalidInput
from corpus.models import Citation
from corpus.open_snapshot import OpenSnapshot
from evals.scorecard import Opinion

TODAY = date(2026, 11, 22)
LEAVE = "Pegawai berhak atas cuti tahunan selama 12 (dua belas) hari kerja."
LAW = "pp-91-2019/pasal-2/ayat-1"
CITED = Claim(
    text="Cuti tahunan lamanya 12 hari kerja.",
    citations=(Citation(provision_id=LAW, quote=LEAVE, start=0, end=len(LEAVE)),),
)
DRAFT = Answer(
    question=Question(text="Berapa lama cuti tahunan?", on=date(2026, 11, 1)),
    status=AnswerStatus.ANSWERED,
    text="Cuti tahunan lamanya 12 hari kerja. [1]",
    claims=(CITED,),
    confidence=0.9,
)


def edited(text: str, snapshot: OpenSnapshot, base: Answer = DRAFT) -> Reverified:
    return reverify_text(text, base, snapshot, on=TODAY)


def blockers(found: Reverified) -> list[tuple[int, str]]:
    return [(problem.sentence, problem.what) for problem in found.blockers]


def test_a_draft_left_as_it_was_is_the_same_answer_for_today(snapshot: OpenSnapshot) -> None:
    found = edited(editor_text(DRAFT.claims), snapshot)
    assert found.problems == ()
    assert found.scorecard.opinion is Opinion.READY
    assert (found.answer.claims, found.answer.text) == (DRAFT.claims, DRAFT.text)
    assert found.answer.question.on == TODAY
    assert found.snapshot == snapshot.info.id


def test_greetings_may_stand_without_a_reference(snapshot: OpenSnapshot) -> None:
    text = f"Yth. Bapak/Ibu,\nTerima kasih atas pertanyaannya.\n{editor_text(DRAFT.claims)}"
    found = edited(text, snapshot)
    assert found.problems == ()
    assert found.answer.text.splitlines()[0] == "Yth. Bapak/Ibu,"


def test_another_number_than_the_law_has_blocks(snapshot: OpenSnapshot) -> None:
    found = edited(editor_text(DRAFT.claims).replace("lamanya 12", "lamanya 21"), snapshot)
    assert blockers(found) == [(1, "“21 hari kerja” tidak ada dalam rujukan")]


def test_a_rule_without_a_reference_blocks(snapshot: OpenSnapshot) -> None:
    found = edited(f"Atasan wajib menyetujui cuti.\n{editor_text(DRAFT.claims)}", snapshot)
    assert [place for place, _ in blockers(found)] == [1]
    assert "tanpa rujukan" in blockers(found)[0][1]


@pytest.mark.parametrize(
    "reference",
    [
        "Pasal 3 PP 91/2019",
        "pp-91-2019/pasal-3",
        "Pasal 3 PP Nomor 91 Tahun 2019: “WAJIB melampirkan  surat keterangan dokter”",
        "“wajib melampirkan surat keterangan dokter”",
    ],
)
def test_an_officer_adds_a_reference_in_the_way_they_know(snapshot: OpenSnapshot, reference: str) -> None:
    line = f"Sakit lebih dari 14 hari wajib dengan surat dokter. [{reference}]"
    found = edited(f"{line}\n{editor_text(DRAFT.claims)}", snapshot)
    assert blockers(found) == []
    (cited,) = found.answer.claims[0].citations
    assert cited.provision_id == "pp-91-2019/pasal-3"
    assert "wajib melampirkan surat keterangan dokter" in cited.quote
    assert found.answer.text.splitlines()[0] == "Sakit lebih dari 14 hari wajib dengan surat dokter. [1]"


def test_a_reference_added_to_the_list_is_found(snapshot: OpenSnapshot) -> None:
    text = editor_text(DRAFT.claims).replace("\n\nDasar:", "\nSurat dokter wajib dilampirkan. [2]\n\nDasar:")
    found = edited(f"{text}\n[2] Pasal 3 PP 91/2019", snapshot)
    assert blockers(found) == []
    assert [one.provision_id for claim in found.answer.claims for one in claim.citations] == [
        LAW,
        "pp-91-2019/pasal-3",
    ]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("Cuti boleh diambil. [7]", "nomor [7] tidak ada pada daftar dasar"),
        (
            "Cuti boleh diambil. [Pasal 99 PP 91/2019]",
            "rujukan “Pasal 99 PP 91/2019” tidak ada di pustaka ini",
        ),
        (
            "Cuti boleh diambil. [Pasal 3 PP 91/2019: “boleh sekali diambil”]",
            "kutipan “boleh sekali diambil” tidak ada dalam Pasal 3 PP Nomor 91 Tahun 2019",
        ),
        ("Cuti boleh diambil. [“boleh sekali diambil”]", "tidak ditemukan; sebutkan pasalnya"),
    ],
)
def test_a_reference_that_leads_nowhere_blocks(snapshot: OpenSnapshot, line: str, what: str) -> None:
    found = edited(f"{line}\n{editor_text(DRAFT.claims)}", snapshot)
    assert found.blockers[0].sentence == 1
    assert what in found.blockers[0].what


def test_a_forged_quote_of_the_draft_itself_blocks(snapshot: OpenSnapshot) -> None:
    forged = Citation(provision_id=LAW, quote="Pegawai bebas cuti.", start=0, end=19)
    draft = DRAFT.model_copy(update={"claims": (CITED.model_copy(update={"citations": (forged,)}),)})
    found = reverify(draft, snapshot, on=TODAY)
    assert found.scorecard.opinion is Opinion.STOP
    assert found.blockers


def test_what_replaces_no_answer_is_an_answer(snapshot: OpenSnapshot) -> None:
    base = DRAFT.model_copy(update={"status": AnswerStatus.NO_SOURCE, "claims": (), "text": "Belum ada."})
    found = edited("Cuti tahunan 12 hari kerja. [Pasal 2 ayat (1) PP 91/2019]", snapshot, base)
    assert (found.answer.status, blockers(found)) == (AnswerStatus.ANSWERED, [])


def test_personal_data_is_told_but_does_not_block(snapshot: OpenSnapshot) -> None:
    found = edited(f"NIP Anda 198503152010121003 tercatat.\n{editor_text(DRAFT.claims)}", snapshot)
    assert [(problem.sentence, problem.blocks) for problem in found.problems][-1] == (1, False)


class Doubter:
    """Doubts every sentence."""

    name = "peragu"

    def check(self, claim: str, evidence: Sequence[str]) -> SupportVerdict:
        assert LEAVE in evidence[0]
        return SupportVerdict(label=Support.BEYOND, probability=0.9, reason=f"Ragu: {claim[:4]}.")


def test_the_support_checker_advises(snapshot: OpenSnapshot) -> None:
    found = reverify(DRAFT, snapshot, on=TODAY, checker=Doubter())
    assert [(problem.what, problem.blocks) for problem in found.problems] == [("Ragu: Cuti", False)]


@pytest.mark.parametrize("text", ["", "  \n", "x" * 20_001, "Dasar:\n[1] Pasal 3 PP 91/2019"])
def test_an_empty_or_endless_reply_is_refused(snapshot: OpenSnapshot, text: str) -> None:
    with pytest.raises(InvalidInput):
        edited(text, snapshot)
