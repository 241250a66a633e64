import re

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.models import PassageKind, PassageUnit
from ingestion.chunking import chunk_document
from ingestion.document import Block, BlockKind, Document

SENTENCE = "Kalimat ini panjangnya tepat lima puluh huruf ya."
"""50 characters."""


def chunk(
    *blocks: Block, name: str = "panduan.docx", media_type: str = "text/plain", title: str = ""
) -> list[PassageUnit]:
    return chunk_document("panduan", Document(name, media_type, blocks, title=title))


def paragraph(text: str, page: int | None = None) -> Block:
    return Block("paragraph", text, page=page)


def heading(text: str, level: int) -> Block:
    return Block("heading", text, level=level)


def test_units_follow_the_headings() -> None:
    units = chunk(
        heading("Cuti", 1), paragraph("Umum."), heading("Tahunan", 2), paragraph("Lama."),
        heading("Sakit", 2), paragraph("Surat."), heading("Pensiun", 1), paragraph("Usia."), title="Panduan",
    )  # fmt: skip
    assert [(unit.path, unit.text) for unit in units] == [
        (("Panduan", "Cuti"), "Umum."),
        (("Panduan", "Cuti", "Tahunan"), "Lama."),
        (("Panduan", "Cuti", "Sakit"), "Surat."),
        (("Panduan", "Pensiun"), "Usia."),
    ]
    assert [unit.id for unit in units] == [f"panduan/bagian-{n}" for n in (1, 2, 3, 4)]
    assert {unit.kind for unit in units} == {PassageKind.TEXT}


def test_title_falls_back_to_the_name_and_is_not_repeated() -> None:
    assert chunk(paragraph("Isi."))[0].path == ("panduan",)
    assert chunk(heading("Buku", 1), paragraph("Isi."), title="Buku")[0].path == ("Buku",)


def test_a_heading_with_nothing_under_it_is_not_lost() -> None:
    units = chunk(heading("A", 1), heading("B", 1), paragraph("x"), heading("C", 2))
    assert [(unit.path, unit.text) for unit in units] == [
        (("panduan",), "A"), (("panduan", "B"), "x"), (("panduan", "B"), "C"),
    ]  # fmt: skip


def test_paragraphs_are_packed_and_sentences_stay_whole() -> None:
    units = chunk(paragraph("Pendek."), paragraph("Juga."), paragraph(" ".join([SENTENCE] * 20)))
    assert units[0].text == "Pendek.\nJuga.\n" + " ".join([SENTENCE] * 17)  # 13 + 1 + 17 * 51 - 1 = 880
    assert units[1].text == " ".join([SENTENCE] * 3)


def test_wrapped_lines_become_one_line_and_broken_compounds_whole() -> None:
    (unit,) = chunk(paragraph("peraturan perundang-\nundangan\nyang berlaku"))
    assert unit.text == "peraturan perundang-undangan yang berlaku"


def test_list_items_stand_on_their_own_lines() -> None:
    (unit,) = chunk(paragraph("Syarat:\na. KTP;\nb. KK."), Block("list_item", "ijazah"))
    assert unit.text == "Syarat:\na. KTP;\nb. KK.\nijazah"


def test_the_lead_of_a_list_finds_its_later_items_too() -> None:
    items = [Block("list_item", f"{n}. {SENTENCE * 8}") for n in range(1, 5)]
    units = chunk(paragraph("Dokumen yang dilampirkan:"), *items)
    assert len(units) == 2
    assert units[0].search_text == ""
    assert units[1].search_text == "Dokumen yang dilampirkan:"


def test_only_a_sentence_beyond_the_limit_is_cut_at_whitespace() -> None:
    words = ("kata " * 600).strip()
    units = chunk(paragraph(words), paragraph("x" * 4_500))
    assert [len(unit.text) for unit in units] == [1_999, 999, 2_000, 2_000, 500]


def test_pages_slides_and_sheets_in_the_path() -> None:
    pdf = chunk(paragraph("Satu.", 3), paragraph("Dua.", 4))
    assert pdf[0].path[-1] == "halaman 3–4"
    slides = chunk(
        Block("paragraph", "Satu.", page=1, label="Visi"), Block("paragraph", "Dua.", page=2, label="Visi"),
        media_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
    )  # fmt: skip
    assert [unit.path[1:] for unit in slides] == [("Visi", "salindia 1"), ("Visi", "salindia 2")]
    sheets = chunk(
        Block("table", "a", page=1, label="Data"), Block("table", "b", page=2, label="Rujukan"),
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )  # fmt: skip
    assert [unit.path[1:] for unit in sheets] == [("Data",), ("Rujukan",)]


def test_a_row_can_be_found_and_quoted() -> None:
    table = Block(
        "table",
        "Kode | Provinsi | Ibu kota\n14 | Riau | Pekanbaru\n21 |  | Tanjungpinang\n | Bali",
        header=("Kode", "Provinsi", "Ibu kota"),
    )
    (unit,) = chunk(table)
    assert unit.text == (
        "Kode: 14; Provinsi: Riau; Ibu kota: Pekanbaru\nKode: 21; Ibu kota: Tanjungpinang\nProvinsi: Bali"
    )


def test_tables_without_header_or_with_wider_rows() -> None:
    assert chunk(Block("table", "a | b\nc"))[0].text == "a; b\nc"
    assert chunk(Block("table", "A | B\n1 | 2 | 3", header=("A", "B")))[0].text == "1; 2; 3"
    assert chunk(Block("table", "A | B", header=("A", "B")))[0].text == "A; B"


def test_rows_are_packed_but_never_split() -> None:
    rows = [f"{n} | {'x' * 400}" for n in range(10)]
    units = chunk(Block("table", "No | Isi\n" + "\n".join(rows), header=("No", "Isi")))
    assert [unit.text.count("No: ") for unit in units] == [2] * 5


def test_an_empty_document_gives_nothing() -> None:
    assert chunk() == []
    assert chunk(paragraph(" \n "), heading(" ", 1), Block("table", "")) == []


_WORDS = st.text(st.sampled_from("ab1.,:;!?()-\n é|"), max_size=120)
_LONG = st.integers(1_900, 4_200).map(lambda n: "x" * n)
_KINDS: st.SearchStrategy[BlockKind] = st.sampled_from(["heading", "paragraph", "list_item", "table"])
_BLOCKS = st.lists(
    st.builds(
        Block,
        kind=_KINDS,
        text=_WORDS | st.lists(_WORDS, min_size=5, max_size=20).map(". ".join) | _LONG,
        level=st.integers(1, 3),
        page=st.none() | st.integers(1, 3),
        label=st.sampled_from(["", "Data"]),
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(_BLOCKS, st.sampled_from(["text/plain", "application/x-presentation", "application/x-sheet"]))
def test_no_text_is_lost(blocks: list[Block], media_type: str) -> None:
    document = Document("a.txt", media_type, tuple(blocks))
    units = chunk_document("a", document)
    body = [block for block in blocks if block.kind != "heading" or len(block.text.strip()) > 300]
    headings = {" ".join(block.text.split()) for block in blocks if block not in body}
    shown = [unit for unit in units if unit.text not in headings]
    if not any(" ".join(block.text.split()) in headings for block in body):
        assert _letters("".join(unit.text for unit in shown)) == _letters(
            "".join(block.text for block in body)
        )
    everywhere = {text for unit in units for text in (*unit.path, unit.text)}
    assert headings - {""} <= everywhere


@settings(max_examples=150, deadline=None)
@given(_BLOCKS)
def test_units_are_bounded_distinct_ordered_and_deterministic(blocks: list[Block]) -> None:
    document = Document("a.txt", "text/plain", tuple(blocks))
    units = chunk_document("a", document)
    assert all(0 < len(unit.text) <= 2_000 for unit in units)
    assert [unit.order for unit in units] == list(range(len(units)))
    assert len({unit.id for unit in units}) == len(units)
    assert chunk_document("a", document) == units


def _letters(text: str) -> str:
    """What a chunker must keep: everything but white space and the separators of cells."""
    return re.sub(r"[\s|;]", "", text)
