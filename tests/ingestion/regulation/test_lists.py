"""Ayat, huruf and angka: nested, restarted, closed by words of their parent, damaged by recognition."""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion.document import Block, Document
from ingestion.regulation import ParsedRegulation, parse_regulation
from tests.ingestion.regulation.conftest import FOOT, HEAD, document, under

Parse = Callable[[str], ParsedRegulation]


def paths(parsed: ParsedRegulation) -> list[str]:
    """What stands below pasal 1, without the pasal."""
    return [path.removeprefix("pasal-1/") for path in under(parsed) if path.startswith("pasal-1/")]


def test_closing_words_belong_to_the_unit_whose_list_they_end(parse: Parse) -> None:
    units = under(
        parse(
            "Pasal 1\n(1) Setiap orang yang:\na. menebang pohon; atau\nb. membakar hutan,\n"
            "dipidana dengan pidana penjara 5 (lima) tahun.\n(2) Denda disetor.\n"
        )
    )
    assert units["pasal-1/ayat-1/huruf-b"].text == "membakar hutan,"
    assert units["pasal-1/ayat-1"].text == (
        "Setiap orang yang: dipidana dengan pidana penjara 5 (lima) tahun."
    )
    assert units["pasal-1/ayat-1"].full_text.splitlines() == [
        "Setiap orang yang:",
        "a. menebang pohon; atau",
        "b. membakar hutan,",
        "dipidana dengan pidana penjara 5 (lima) tahun.",
    ]


def test_a_predicate_closes_the_whole_sentence_even_from_an_inner_list(parse: Parse) -> None:
    units = under(
        parse(
            "Pasal 1\nSetiap orang yang:\na. merusak; atau\nb. membawa:\n1. gergaji; atau\n2. api,\n"
            "dipidana dengan pidana denda.\n"
        )
    )
    assert units["pasal-1/huruf-b/angka-2"].text == "api,"
    assert units["pasal-1"].text == "Setiap orang yang: dipidana dengan pidana denda."


def test_a_predicate_that_every_item_has_is_the_items_own(parse: Parse) -> None:
    units = under(
        parse(
            "Pasal 1\nOrang yang melanggar:\na. Pasal 2, dipidana dengan denda;\n"
            "b. Pasal 3, dipidana dengan penjara.\n"
        )
    )
    assert units["pasal-1/huruf-b"].text == "Pasal 3, dipidana dengan penjara."
    assert units["pasal-1"].text == "Orang yang melanggar:"


def test_a_new_sentence_after_a_list_of_clauses_is_the_parents(parse: Parse) -> None:
    units = under(
        parse(
            "Pasal 1\nJenjang terdiri atas:\na. ahli muda; dan\n"
            "b. ahli pertama. Jenjang lain diatur Menteri.\n"
        )
    )
    assert units["pasal-1/huruf-b"].text == "ahli pertama."
    assert units["pasal-1"].text == "Jenjang terdiri atas: Jenjang lain diatur Menteri."


def test_a_wrapped_last_item_keeps_its_words(parse: Parse) -> None:
    body = (
        "Pasal 1\nPegawai wajib memenuhi seluruh persyaratan sebagai berikut:\n"
        "a. sehat jasmani dan rohani menurut dokter pemerintah; dan\n"
        "b. tidak pernah diberhentikan dengan tidak hormat oleh pejabat\nberwenang dari instansi mana pun.\n"
    )
    units = under(parse(body))
    assert units["pasal-1/huruf-b"].text.endswith("pejabat berwenang dari instansi mana pun.")


def test_a_second_list_of_one_unit_follows_the_sentence_that_opens_it(parse: Parse) -> None:
    body = (
        "Pasal 1\nJenjang keahlian:\na. utama; dan\nb. madya. Jenjang keterampilan terdiri atas:\n"
        "a. penyelia; dan\nb. mahir.\n"
    )
    assert paths(parse(body)) == ["huruf-a", "huruf-b", "huruf-a~2", "huruf-b~2"]


def test_letters_go_on_behind_z(parse: Parse) -> None:
    letters = [*"abcdefghijklmnopqrstuvwxyz", "aa", "bb", "cc"]
    body = "Pasal 1\nUrusan meliputi:\n" + "".join(f"{letter}. urusan;\n" for letter in letters)
    assert paths(parse(body)) == [f"huruf-{letter}" for letter in letters]


def test_an_inserted_ayat_keeps_its_letter(parse: Parse) -> None:
    parsed = parse("Pasal 1\n(1) Satu.\n(2) Dua.\n(2a) Dua a.\n(3) Tiga.\n")
    assert paths(parsed) == ["ayat-1", "ayat-2", "ayat-2a", "ayat-3"]
    assert under(parsed)["pasal-1/ayat-2a"].label == "ayat (2a)"


def test_an_ayat_that_consists_of_a_list(parse: Parse) -> None:
    assert paths(parse("Pasal 1\n(1) Satu\n(2) a. Penetapan diucapkan;\nb. Pemanggilan dilakukan.\n")) == [
        "ayat-1",
        "ayat-2",
        "ayat-2/huruf-a",
        "ayat-2/huruf-b",
    ]


def test_damaged_labels_are_read_as_what_is_due_and_recorded(parse: Parse) -> None:
    parsed = parse(
        "Pasal 1\n(l) Satu. l2l Dua, yaitu:\na. satu;\nb. dua;\n"
        "e. tiga;\nd, empat; dan\ne. lima.\n(3 ^) Tiga.\n"
    )
    assert paths(parsed) == [
        "ayat-1",
        "ayat-2",
        *(f"ayat-2/huruf-{letter}" for letter in "abcde"),
        "ayat-3",
    ]
    repairs = {(repair.raw.strip(), repair.repaired) for repair in parsed.report.repairs}
    assert {("(l)", "(1)"), ("l2l", "(2)"), ("e.", "c."), ("d,", "d."), ("(3 ^)", "(3)")} <= repairs


def test_a_repair_names_its_page() -> None:
    pages = (Block("paragraph", HEAD, page=1), Block("paragraph", "Pasal 1\n(l) Satu.\n(2) Dua.", page=4))
    parsed = parse_regulation(Document("naskah.pdf", "application/pdf", pages, pages=4))
    assert [repair.page for repair in parsed.report.repairs if repair.raw == "(l)"] == [4]
    assert parsed.report.pages_to_look_at == (4,)


def test_a_list_whose_first_label_is_lost_begins_late_and_is_told(parse: Parse) -> None:
    parsed = parse("Pasal 1\nTugas pejabat:\nmemberi saran;\nb. memantau;\nc. menilai; dan\nd. melapor.\n")
    assert paths(parsed) == ["huruf-b", "huruf-c", "huruf-d"]
    assert [(item.where, item.reason) for item in parsed.report.suspicious] == [
        ("pp-7-2021/pasal-1/huruf-b", "penomoran dimulai dari huruf b")
    ]


def test_holes_and_lost_words_are_told(parse: Parse) -> None:
    parsed = parse("Pasal 1\n(1) Satu.\n(3)\n(4) Empat meliputi hal lain; b. tertinggal.\n")
    assert [(item.where.removeprefix("pp-7-2021/"), item.reason) for item in parsed.report.suspicious] == [
        ("pasal-1/ayat-3", "ada yang tidak ditemukan di antara ayat (1) dan ayat (3)"),
        ("pasal-1/ayat-3", "tidak ada kata-katanya; mungkin tercetak terpisah dari labelnya"),
        ("pasal-1/ayat-4", "memuat “b.” yang mungkin awal butir tersendiri"),
    ]


def test_a_sound_document_is_not_doubted(parse: Parse) -> None:
    assert parse("Pasal 1\n(1) Satu.\n(2) Dua:\na. x; dan\nb. y.\n").report.suspicious == ()


def test_labels_as_scans_print_them(parse: Parse) -> None:
    parsed = parse(
        "Pasal 1\n(1) Guru diberhentikan karena:\na. Meninggal dunia,\nb Mencapai batas usia pensiun:\n"
        "Cc. Atas permintaan sendiri,\nd, Sakit jasmani,\ne-. Perjanjian berakhir, atau\nf- Lalai,\n"
        "g. Pindah negara.\n(S2) Guru diangkat:\na. Menteri:\nC. Bupati.\n"
    )
    listed = [path for path in paths(parsed) if path.startswith("ayat-1/")]
    assert listed == [f"ayat-1/huruf-{letter}" for letter in "abcdefg"]
    assert "ayat-2" in paths(parsed)
    assert [repair.raw for repair in parsed.report.repairs[:3]] == ["b", "Cc.", "d,"]


def test_figures_and_dots_that_recognition_split_or_doubled(parse: Parse) -> None:
    terms = [f"{number}. Istilah {number} adalah kata." for number in range(1, 12)]
    terms[7], terms[10] = terms[7].replace("8.", "S."), terms[10].replace("11.", "1 1.")
    listed = "\n".join(terms)
    parsed = parse(
        f"Pasal 1\nYang dimaksud dengan:\n{listed}\n"
        "Pasal 2\nLembaga:\na.. menilai;\nb. menyusun; dan\nc menguji.\n"
    )
    expected = [f"angka-{number}" for number in range(1, 12)]
    assert paths(parsed) == paths(parse(f"Pasal 1\nYang dimaksud dengan: {' '.join(terms)}\n")) == expected
    assert {f"pasal-2/huruf-{letter}" for letter in "abc"} < set(under(parsed))


def test_an_ayat_whose_blank_is_lost_begins_a_line(parse: Parse) -> None:
    parsed = parse(
        "Pasal 1\n(1)Guru diangkat.\n(2)dalam hal guru pindah, ayat\n(1)tidak berlaku.\n(3)hak tetap.\n"
    )
    assert paths(parsed) == ["ayat-1", "ayat-2", "ayat-3"]
    assert under(parsed)["pasal-1/ayat-2"].text == "dalam hal guru pindah, ayat (1)tidak berlaku."


def test_a_letter_that_begins_a_line_is_no_label_without_those_about_it(parse: Parse) -> None:
    parsed = parse("Pasal 1\nGolongan terdiri atas:\na. golongan satu;\nb. ruang\nc dalam golongan dua.\n")
    assert paths(parsed) == ["huruf-a", "huruf-b"]
    assert under(parsed)["pasal-1/huruf-b"].text == "ruang c dalam golongan dua."


def test_the_assent_of_parliament_is_no_legal_basis() -> None:
    head = HEAD.replace("MEMUTUSKAN:", "Dengan Persetujuan Bersama\nDEWAN PERWAKILAN RAKYAT\nMEMUTUSKAN:")
    units = under(parse_regulation(document(head + "Pasal 1\nIsi.\n" + FOOT)))
    assert units["mengingat/angka-2"].text.endswith("Aparatur Sipil Negara;")
    assert units["mengingat"].text == "Dengan Persetujuan Bersama DEWAN PERWAKILAN RAKYAT"


@dataclass(frozen=True)
class Item:
    """A generated item: its words and the items of the list below it."""

    words: str
    below: tuple["Item", ...] = ()


WORDS = st.lists(
    st.sampled_from(["pegawai", "cuti", "gaji", "pejabat", "jabatan", "surat"]), min_size=2, max_size=5
).map(" ".join)
LEAVES = st.lists(st.builds(Item, WORDS), min_size=2, max_size=6).map(tuple)
NESTED = st.recursive(
    LEAVES,
    lambda below: st.lists(
        st.one_of(st.builds(Item, WORDS), st.builds(Item, WORDS, below)), min_size=2, max_size=5
    ).map(tuple),
    max_leaves=12,
)
STYLES = (("huruf", "."), ("angka", "."), ("huruf", ")"), ("angka", ")"))
MISREAD = {"(1)": "(l)", "(2)": "(21", "(3)": "(3 ^)", "c.": "e.", "1.": "l.", "g.": "C."}


def depth_of(items: tuple[Item, ...]) -> int:
    """Levels of nesting."""
    return 1 + max((depth_of(item.below) for item in items if item.below), default=0)


def write(
    items: tuple[Item, ...], level: int, path: str, noise: Callable[[str], str]
) -> tuple[str, dict[str, str]]:
    """The list as printed, and the words expected at each path."""
    kind, mark = STYLES[level]
    printed, expected = "", {}
    for number, item in enumerate(items, 1):
        name = chr(96 + number) if kind == "huruf" else str(number)
        end = ":" if item.below else "." if level == 0 and number == len(items) else ";"
        # Only the label that follows proves what a damaged one was.
        is_proven = level == 0 and number < len(items)
        label = noise(f"{name}{mark}") if is_proven else f"{name}{mark}"
        printed += f"{label} {item.words}{end}\n"
        here = f"{path}/{kind}-{name}"
        expected[here] = f"{item.words}{end}"
        if item.below:
            below, inner = write(item.below, level + 1, here, noise)
            printed += below
            expected |= inner
    return printed, expected


@given(
    st.lists(NESTED.filter(lambda items: depth_of(items) <= len(STYLES)), min_size=2, max_size=5),
    st.booleans(),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_generated_lists_come_back_as_they_were(
    ayat: list[tuple[Item, ...]], is_noisy: bool, is_inline: bool
) -> None:
    def noise(label: str) -> str:
        return MISREAD.get(label, label) if is_noisy and not is_inline else label

    body, expected = "Pasal 1\n", {}
    for number, items in enumerate(ayat, 1):
        printed, inner = write(items, 0, f"pasal-1/ayat-{number}", noise)
        body += f"{noise(f'({number})')} Ketentuan meliputi:\n{printed}"
        expected |= {f"pasal-1/ayat-{number}": "Ketentuan meliputi:", **inner}
    if is_inline:
        body = " ".join(body.split()) + "\n"
    units = under(parse_regulation(document(HEAD + body + FOOT)))
    found = {path: unit.text for path, unit in units.items() if path.startswith("pasal-1/")}
    assert found == expected


def test_an_inner_list_that_ends_on_the_label_and_words_of_the_outer_one_is_kept() -> None:
    inner = "1. gaji;\n2. surat:\na) jabatan;\nb) cuti gaji;\n"
    body = f"Pasal 1\n(1) Ketentuan meliputi:\na. cuti:\n{inner}b. cuti gaji.\n"
    units = under(parse_regulation(document(HEAD + body + "(2) Isi.\n" + FOOT)))
    assert units["pasal-1/ayat-1/huruf-a/angka-2/huruf-b"].text == "cuti gaji;"
    assert units["pasal-1/ayat-1/huruf-b"].text == "cuti gaji."
