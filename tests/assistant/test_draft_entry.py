"""Drafting from approved entries: their own sentences, each with the law it rests on."""

from datetime import date

import pytest

from assistant.draft_entry import draft_answer, draft_sop, heading
from assistant.entry_citations import Reading, citations_for
from assistant.models import Claim, Question
from assistant.told_changes import changes_told
from assistant.understand import understand
from corpus.knowledge import Knowledge
from corpus.models import (
    FaqEntry,
    ForumAnswer,
    Provision,
    ProvisionKind,
    SopEntry,
    Source,
    SourceKind,
)
from corpus.rows import AnyEntry
from tests.assistant.conftest import TODAY, Desk

LEAVE, ASKING, SICK = "pp-91-2019/pasal-2/ayat-1", "pp-91-2019/pasal-2/ayat-2", "pp-91-2019/pasal-3"
MANGKIR_3, MANGKIR_10 = "pp-92-2021/pasal-2/ayat-1", "pp-92-2021/pasal-2/ayat-2"


def draft(desk: Desk, answer: str, *basis: str) -> tuple[Claim, ...]:
    """Claims of an answer that rests on some provisions."""
    return draft_answer(answer, basis, desk.snapshot.knowledge, desk.snapshot.lexical.weight)


def cited(claim: Claim) -> list[str]:
    """Identifiers a claim cites, in order."""
    return [citation.provision_id for citation in claim.citations]


def test_each_sentence_cites_what_it_rests_on(desk: Desk) -> None:
    claims = draft(
        desk, "Cuti tahunan lamanya 12 hari kerja. Sakit di atas 14 hari perlu surat dokter.", LEAVE, SICK
    )
    assert [(claim.text, cited(claim)) for claim in claims] == [
        ("Cuti tahunan lamanya 12 hari kerja.", [LEAVE]),
        ("Sakit di atas 14 hari perlu surat dokter.", [SICK]),
    ]


def test_a_fact_decides_over_words(desk: Desk) -> None:
    # Both ayat have the same words; only the second has the number.
    (claim,) = draft(desk, "Pegawai yang mangkir 10 hari kerja dijatuhi hukuman.", MANGKIR_3, MANGKIR_10)
    assert cited(claim) == [MANGKIR_10]


def test_a_sentence_of_two_rules_cites_both(desk: Desk) -> None:
    (claim,) = draft(
        desk, "Mangkir 3 hari kerja: teguran lisan; 10 hari kerja: penurunan jabatan.", MANGKIR_3, MANGKIR_10
    )
    assert set(cited(claim)) == {MANGKIR_3, MANGKIR_10}


def test_the_second_half_without_facts_is_supported_too(desk: Desk) -> None:
    (claim,) = draft(
        desk, "Cuti tahunan 12 hari kerja, diajukan tertulis kepada atasan langsung.", LEAVE, ASKING
    )
    assert cited(claim) == [LEAVE, ASKING]


def test_advice_cites_nothing(desk: Desk) -> None:
    (claim,) = draft(desk, "Untuk keadaan khusus, hubungi bagian umum.", LEAVE, ASKING)
    assert claim.citations == ()


def test_one_word_in_common_is_chance(desk: Desk) -> None:
    (claim,) = draft(desk, "Semoga pegawai sehat.", LEAVE)
    assert claim.citations == ()


def test_a_fact_that_no_basis_has_is_not_covered_up(desk: Desk) -> None:
    (claim,) = draft(desk, "Cuti tahunan lamanya 99 hari kerja.", LEAVE)
    assert claim.citations == ()


def test_short_rules_are_quoted_whole(desk: Desk) -> None:
    (claim,) = draft(desk, "Cuti tahunan 12 hari kerja.", LEAVE)
    text = desk.snapshot.knowledge.provision(LEAVE)[0].full_text
    assert (claim.citations[0].quote, claim.citations[0].start) == (text, 0)


def test_list_lines_are_claims_of_their_own(desk: Desk) -> None:
    claims = draft(
        desk,
        "Hukumannya:\n- 3 hari kerja: teguran lisan\n- 10 hari kerja: penurunan jabatan",
        MANGKIR_3,
        MANGKIR_10,
    )
    assert [(claim.text, cited(claim)) for claim in claims] == [
        ("Hukumannya:", []),  # its items rest on different rules
        ("- 3 hari kerja: teguran lisan", [MANGKIR_3]),
        ("- 10 hari kerja: penurunan jabatan", [MANGKIR_10]),
    ]


def test_the_words_that_open_a_list_rest_on_what_all_its_items_rest_on(desk: Desk) -> None:
    opening, *items = draft(desk, "Hal ini:\n- cuti tahunan pegawai\n- lamanya 12 hari kerja", LEAVE, SICK)
    assert [cited(item) for item in items] == [[LEAVE], [LEAVE]]
    assert cited(opening) == [LEAVE]


def test_a_short_item_needs_fewer_words_where_its_list_cites_the_provision(desk: Desk) -> None:
    item = "- tahunan penuh"
    (alone,) = draft(desk, item, LEAVE)
    assert alone.citations == ()
    assert cited(draft(desk, f"Cuti tahunan pegawai:\n{item}", LEAVE)[1]) == [LEAVE]


@pytest.mark.parametrize("item", ["- cuti 99 hari kerja", "- siapkan surat cuti (praktik umum)", "- payung"])
def test_an_item_with_a_fact_of_its_own_or_of_usual_practice_takes_nothing(desk: Desk, item: str) -> None:
    assert draft(desk, f"Cuti tahunan pegawai:\n{item}", LEAVE)[1].citations == ()


def test_two_rules_that_tell_one_half_each_are_cited_together() -> None:
    texts = {LEAVE: "Buku pinjaman dicatat.", ASKING: "Kunci lemari dijaga."}
    sentence = "Buku dicatat, kunci dijaga, pintu ditutup, lampu dimatikan petugas."
    basis = [[reading(identifier, text)] for identifier, text in texts.items()]
    found = citations_for(sentence, basis, lambda word: 1.0)
    # Two of its nine words each: 0.22 of it, 0.44 together.
    assert [citation.provision_id for citation in found] == [LEAVE, ASKING]
    assert citations_for(sentence, basis[:1], lambda word: 1.0) == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Aturan cuti ini pernah diubah PP 17/2020.", [LEAVE]),
        ("Menurut PP 17/2020 cuti diambil pegawai.", []),
        ("Aturan cuti ini pernah diubah PP 18/2020.", []),
    ],
)
def test_a_change_that_the_note_tells_may_be_named(sentence: str, expected: list[str]) -> None:
    basis = [[reading(LEAVE, "Pegawai mengambil cuti.", "Diubah sebagian oleh PP 17/2020.")]]
    found = citations_for(sentence, basis, lambda word: 1.0)
    assert [citation.provision_id for citation in found] == expected


def reading(identifier: str, text: str, note: str = "") -> Reading:
    """A stored wording whose source has a note."""
    provision = Provision(
        id=identifier, regulation_id="pp-91-2019", kind=ProvisionKind.AYAT, label="ayat (1)",
        order=0, text=text, full_text=text,
    )  # fmt: skip
    return Reading(provision, changes_told(note))


def test_a_list_line_of_several_sentences_is_supported_sentence_by_sentence(desk: Desk) -> None:
    (claim,) = draft(
        desk, "- Cuti tahunan: 12 hari kerja. Ajukan tertulis kepada atasan langsung.", LEAVE, ASKING
    )
    assert cited(claim) == [LEAVE, ASKING]


def test_a_bare_yes_or_no_is_said_with_what_it_means(desk: Desk) -> None:
    claims = draft(desk, "Ya. Cuti tahunan 12 hari kerja.", LEAVE)
    assert [(claim.text, cited(claim)) for claim in claims] == [("Ya. Cuti tahunan 12 hari kerja.", [LEAVE])]


def test_a_bare_no_of_three_words_is_said_with_what_it_means_too(desk: Desk) -> None:
    (claim,) = draft(desk, "Pada dasarnya tidak. Cuti tahunan 12 hari kerja.", LEAVE)
    assert cited(claim) == [LEAVE]


def test_a_word_of_comfort_stays_by_itself(desk: Desk) -> None:
    comfort, rule = draft(desk, "Turut berduka cita. Cuti tahunan 12 hari kerja.", LEAVE)
    assert (comfort.text, cited(comfort), cited(rule)) == ("Turut berduka cita.", [], [LEAVE])


@pytest.mark.parametrize("answer", ["Tidak boleh.", "Ya"])
def test_an_answer_of_nothing_else_stays(desk: Desk, answer: str) -> None:
    assert [claim.text for claim in draft(desk, answer, LEAVE)] == [answer]


def test_a_basis_that_is_not_here_is_passed_over(desk: Desk) -> None:
    (claim,) = draft(desk, "Cuti tahunan 12 hari kerja.", "pp-91-2019/pasal-77", LEAVE)
    assert cited(claim) == [LEAVE]


def test_an_answer_without_text_gives_no_claim(desk: Desk) -> None:
    assert draft(desk, " \n ", LEAVE) == ()


class TwoReadings(Knowledge):
    """Knowledge of one provision in its official text and in our digest."""

    def __init__(self, official: str, digest: str) -> None:
        self._texts = (official, digest)

    def readings_by_id(self, provision_ids: object) -> dict[str, list[tuple[Provision, Source]]]:
        versions = []
        for number, text in enumerate(self._texts):
            provision = Provision(
                id=LEAVE, regulation_id="pp-91-2019", kind=ProvisionKind.AYAT, label="ayat (1)",
                order=0, text=text, full_text=text,
            )  # fmt: skip
            source = Source(
                id=f"s{number}", kind=SourceKind.REGULATION, title="PP", origin="x", sha256="0",
                media_type="text/plain", added_at="2026-01-01T00:00:00Z", digest=number == 1,
            )  # fmt: skip
            versions.append((provision, source))
        return {LEAVE: versions}


def quote(official: str, digest: str, sentence: str) -> str:
    """The words cited for a sentence where both readings are here."""
    (claim,) = draft_answer(sentence, (LEAVE,), TwoReadings(official, digest), lambda word: 1.0)
    return claim.citations[0].quote


def test_the_official_text_is_cited_before_the_digest() -> None:
    official = "Pegawai berhak atas cuti tahunan selama 12 (dua belas) hari kerja."
    assert (
        quote(official, "Cuti tahunan lamanya 12 hari kerja.", "Cuti tahunan lamanya 12 hari kerja.")
        == official
    )


def test_the_digest_is_cited_where_only_it_has_the_fact() -> None:
    # A scan that lost the number.
    digest = "Cuti tahunan lamanya 12 hari kerja."
    assert (
        quote("Pegawai berhak atas cuti tahunan selama l2 hari kerja.", digest, "Cuti 12 hari kerja.")
        == digest
    )


def test_a_purpose_that_no_law_bears_out_cites_the_procedure(desk: Desk) -> None:
    knowledge = desk.snapshot.knowledge
    unit = knowledge.unit("sop/contoh-mengajukan-cuti")
    entry = knowledge.entry(unit.id)
    assert isinstance(entry, SopEntry)
    bare = entry.model_copy(update={"legal_basis": ()})
    purpose = draft_sop(bare, unit, knowledge, desk.snapshot.lexical.weight)[0]
    assert cited(purpose) == [unit.id]
    assert purpose.citations[0].quote == f"Tujuan: {entry.purpose}"


def test_sop_lines_cite_the_law_or_else_the_procedure(desk: Desk) -> None:
    knowledge = desk.snapshot.knowledge
    unit = knowledge.unit("sop/contoh-mengajukan-cuti")
    entry = knowledge.entry(unit.id)
    assert isinstance(entry, SopEntry)
    claims = draft_sop(entry, unit, knowledge, desk.snapshot.lexical.weight)
    assert [(claim.text, cited(claim)) for claim in claims] == [
        ("Memandu pegawai mengajukan cuti tahunan secara tertulis kepada atasan langsung.", [ASKING]),
        ("Persyaratan:", []),
        ("- Surat permintaan cuti tahunan kepada atasan langsung secara tertulis.", [ASKING]),
        ("Langkah:", []),
        ("1. Isi formulir warna biru di loket (praktik umum).", [unit.id]),
        ("2. Serahkan kepada atasan langsung secara tertulis.", [ASKING]),
        ("Waktu: Mengikuti ketentuan instansi", [unit.id]),
        ("Biaya: Mengikuti ketentuan instansi", [unit.id]),
        ("Unit: Bagian umum", [unit.id]),
    ]
    for claim in claims:
        for citation in claim.citations:
            if citation.provision_id == unit.id:
                assert unit.text[citation.start : citation.end] == citation.quote


COMMON = {
    "topic": "Cuti",
    "bidang": "x",
    "legal_basis": (LEAVE,),
    "checked": date(2026, 1, 1),
    "review_by": date(2026, 6, 1),
}
FAQ = FaqEntry(
    id="faq/a",
    question="Bolehkah pegawai honorer mengambil cuti tahunan?",
    variants=("honorer bs cuti thn ga",),
    answer="Tidak.",
    **COMMON,
)
FORUM = ForumAnswer(
    id="forum/a",
    title="Cuti honorer",
    question="Min, sy honorer di kecamatan, bs cuti?",
    answer="Tidak.",
    asked_on=date(2026, 1, 1),
    answered_on=date(2026, 1, 2),
    **COMMON,
)
SOP = SopEntry(
    id="sop/a",
    title="Mengajukan cuti",
    purpose="Cuti.",
    requirements=(),
    steps=("Isi.",),
    duration="",
    cost="",
    unit="",
    **COMMON,
)


def heading_for(entry: AnyEntry, question: str) -> list[str]:
    """The heading of an answer from ``entry`` to a question."""
    understood = understand(Question(text=question, on=TODAY))
    return [claim.text for claim in heading(entry, understood, lambda word: 1.0)]


@pytest.mark.parametrize(
    "question",
    ["Bolehkah pegawai honorer mengambil cuti tahunan?", "honorer bs cuti tahun tdk", "honorer cuti tahunan"],
)
def test_no_heading_where_the_question_is_the_entrys(question: str) -> None:
    assert heading_for(FAQ, question) == []


@pytest.mark.parametrize(
    "question", ["apakah honorer bisa jadi kepala sekolah", "cuti", "berapa gaji honorer sekarang"]
)
def test_another_question_is_told_which_one_is_answered(question: str) -> None:
    expected = "Jawaban untuk pertanyaan “Bolehkah pegawai honorer mengambil cuti tahunan?”:"
    assert heading_for(FAQ, question) == [expected]


def test_a_forum_thread_says_so() -> None:
    assert heading_for(FORUM, "gaji kepala sekolah") == ["Dari forum, tentang “Cuti honorer”:"]


def test_a_procedure_always_has_its_title() -> None:
    assert heading_for(SOP, "Mengajukan cuti") == ["Prosedur: Mengajukan cuti"]


def test_a_heading_states_no_fact_that_the_question_does_not() -> None:
    entry = FAQ.model_copy(update={"question": "Apakah honorer mendapat 12 hari kerja?", "variants": ()})
    assert heading_for(entry, "kepala sekolah") == ["Jawaban terdekat, dari topik “Cuti”:"]
    # The title of a thread tells of its asker: nobody else is served with it.
    assert heading_for(FORUM.model_copy(update={"title": "Cuti 12 hari kerja"}), "kepala sekolah") == []
    asked = "kepala sekolah desa rapat 12 hari kerja"
    assert heading_for(entry, asked) == ["Jawaban untuk pertanyaan “Apakah honorer mendapat 12 hari kerja?”:"]


def test_another_way_to_ask_is_the_heading_where_the_question_has_a_fact() -> None:
    entry = FAQ.model_copy(update={"question": "Dapatkah honorer cuti setahun sekali?"})
    assert heading_for(entry, "kepala sekolah") == ["Jawaban untuk pertanyaan “honorer bs cuti thn ga”:"]


def test_another_number_is_another_question() -> None:
    entry = FAQ.model_copy(update={"question": "Apakah PP 99/2000 masih berlaku?", "variants": ()})
    assert heading_for(entry, "Apakah PP 99/2000 masih berlaku?") == []
    assert heading_for(entry, "Apakah PP 11/2017 masih berlaku?") != []
