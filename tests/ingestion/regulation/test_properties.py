"""What holds for any text: no crash, nothing lost, the same result twice, time in proportion."""

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableDocument
from corpus.identifiers import provision_id, split_provision_id
from ingestion.document import Document
from ingestion.regulation import looks_like_regulation, parse_regulation
from ingestion.regulation.nodes import Node
from ingestion.regulation.sequence import Candidate, Reading, best_chain
from ingestion.regulation.structure import Structure, structure_of
from tests.ingestion.regulation.conftest import FOOT, HEAD, document

PIECES = st.sampled_from(
    [
        "Pasal 1", "Pasal 2", "Pasal 3", "Pasal l", "Pasal 1 1", "Pasal 2A", "Pasal I", "Pasal II",
        "pasal 4", "(1)", "(2)", "(21", "(3)", "(a)", "a.", "b.", "c.", "1.", "2.", "l.", "1)", "2)", "a)",
        "b)", "BAB I", "BAB II KETENTUAN", "Bagian Kesatu", "Paragraf 1", "ayat", "huruf", "angka", "dan",
        "Cukup jelas.", "Ayat (1)", "Huruf a", "Angka 1", "PENJELASAN ATAS", "I. UMUM",
        "II. PASAL DEMI PASAL", "LAMPIRAN I", "MEMUTUSKAN:", "Menetapkan :", "Menimbang :", "Mengingat :",
        "bahwa", "Agar setiap orang", "Ditetapkan di", "KESATU", "KEDUA :",
        "dicabut dan dinyatakan tidak berlaku.", "Peraturan Pemerintah Nomor 1 Tahun 2000",
        "SK No 106893 A", "- 3 -", "PRESIDEN REPUBLIK INDONESIA", ". . .", "il( Nlo l0(,15,) /r", "Isi;",
        "Isi.", "Wajib:", "[ayat (1)](/uu/1)", "^jabatan", "31 Agustus 2O2l",
        "TAMBAHAN LEMBARAN NEGARA NOMOR 12",
    ]
)  # fmt: skip
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", "\n", " \n ", ""])), max_size=60).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)
ANYTHING = st.one_of(TEXTS, st.text(max_size=300))


def accounted(structure: Structure) -> list[int]:
    """How often each position of the text is claimed by a label, a heading, a unit or the elucidation."""
    counts = [0] * len(structure.text.text)

    def claim(start: int, end: int) -> None:
        for position in range(start, end):
            counts[position] += 1

    def claim_node(node: Node) -> None:
        claim(node.start, node.label_end)
        for start, end in node.own:
            claim(start, end)
        for child in node.children:
            claim_node(child)

    for node in structure.nodes:
        claim_node(node)
    segments = {node.segment for node in structure.body.units}
    for explanation in structure.explanations:
        if explanation.pasal in segments:
            claim(explanation.label_start, explanation.end)
    return counts


def assert_nothing_lost(source: Document) -> None:
    structure = structure_of(source)
    bare_labels = {
        position
        for explanation in structure.explanations
        for position in range(explanation.label_start, explanation.start)
    }
    for position, count in enumerate(accounted(structure)):
        if structure.text.masked[position].isspace():
            continue
        # A label of the elucidation without words under a pasal that the body lacks says nothing.
        if position in bare_labels and count == 0:
            continue
        assert count == 1, (position, structure.text.text[max(0, position - 30) : position + 30])


@given(ANYTHING)
@settings(max_examples=200, deadline=None)
def test_every_character_is_in_exactly_one_place(text: str) -> None:
    assert_nothing_lost(document(HEAD + text + FOOT))
    assert_nothing_lost(document(text))


@given(ANYTHING)
@settings(max_examples=200, deadline=None)
def test_nothing_crashes_and_identifiers_hold(text: str) -> None:
    looks_like_regulation(document(text))
    try:
        parsed = parse_regulation(document(text), origin="pp/2021/7.md")
    except UnreadableDocument:
        return
    identifiers = [provision.id for provision in parsed.provisions]
    assert len(set(identifiers)) == len(identifiers)
    for provision in parsed.provisions:
        regulation, segments = split_provision_id(provision.id)
        assert provision_id(regulation, *segments) == provision.id
        assert provision.parent_id == "" or provision.parent_id in identifiers
    assert 0 <= parsed.report.confidence <= 1


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_the_same_text_gives_the_same_result(text: str) -> None:
    source = document(HEAD + text + FOOT)
    assert parse_regulation(source) == parse_regulation(source)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_words_of_a_unit_stand_in_the_full_text_of_its_parent(text: str) -> None:
    parsed = parse_regulation(document(HEAD + text + FOOT))
    by_id = {provision.id: provision for provision in parsed.provisions}
    for provision in parsed.provisions:
        words = iter(provision.full_text.split())
        assert all(word in words for word in provision.text.split())
        if provision.parent_id:
            assert provision.full_text in by_id[provision.parent_id].full_text


@given(st.lists(st.tuples(st.integers(1, 12), st.floats(0.1, 5)), max_size=9))
def test_the_chain_is_the_best_of_all_rising_chains(raw: list[tuple[int, float]]) -> None:
    candidates = [
        Candidate(index, str(number), (Reading((number, ""), index + 1),), score)
        for index, (number, score) in enumerate(raw)
    ]

    def worth(numbers: list[tuple[int, float]]) -> float:
        total, before = 0.0, 0
        for number, score in numbers:
            if number <= before:
                return float("-inf")
            total += score - 0.5 * (number - before - 1)
            before = number
        return total

    every = [
        worth([pair for bit, pair in enumerate(raw) if mask >> bit & 1]) for mask in range(1, 1 << len(raw))
    ]
    chain = best_chain(candidates)
    found = worth([(link.reading.key[0], link.candidate.score) for link in chain])
    assert abs(found - max(every, default=0.0)) < 1e-6


def test_a_megabyte_of_headings_is_read_in_one_pass() -> None:
    """Not timed; a quadratic step would keep this from ever ending."""
    numbered = "".join(f"Pasal {number}\nIsi.\n" for number in range(1, 20_000))
    for body in ("Pasal 1 " * 120_000, numbered, "(1) A " * 150_000, "a. x; " * 150_000):
        parse_regulation(document(HEAD + body + FOOT))
