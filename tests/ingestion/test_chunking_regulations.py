import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.identifiers import RegulationType
from corpus.models import PassageKind, PassageUnit, Provision, ProvisionKind, Regulation
from ingestion.chunking import chunk_regulation
from ingestion.readers import read
from ingestion.regulation import parse_regulation

REGULATION = Regulation(
    id="pp-94-2021", type=RegulationType.PP, number="94", year=2021, title="Disiplin Pegawai Negeri Sipil"
)
NAME = "PP 94/2021 Disiplin Pegawai Negeri Sipil"
LABELS = {
    ProvisionKind.PASAL: "Pasal {}",
    ProvisionKind.AYAT: "ayat ({})",
    ProvisionKind.HURUF: "huruf {}",
    ProvisionKind.ANGKA: "angka {}",
}
Tree = tuple[str, str, list["Tree"], str]


def node(path: str, text: str, *children: Tree, penjelasan: str = "") -> Tree:
    return (path, text, list(children), penjelasan)


def provisions(*trees: Tree) -> list[Provision]:
    """Provisions with ``full_text`` as the parser builds it: own words, then marked children."""
    result: list[Provision] = []

    def full(tree: Tree) -> str:
        parts = [tree[1], *(f"{child[0].partition('-')[2]}. {full(child)}" for child in tree[2])]
        return "\n".join(part for part in parts if part)

    def add(tree: Tree, parent: str) -> None:
        segment, text, children, penjelasan = tree
        kind = ProvisionKind(segment.partition("-")[0])
        number = segment.partition("-")[2]
        identifier = f"{parent or REGULATION.id}/{segment}"
        result.append(
            Provision(
                id=identifier,
                regulation_id=REGULATION.id,
                kind=kind,
                label=LABELS[kind].format(number) if kind in LABELS else segment,
                parent_id=parent,
                order=len(result),
                heading_path=("BAB I",) if kind is ProvisionKind.PASAL else (),
                text=text,
                full_text=full(tree),
                penjelasan=penjelasan,
            )
        )
        for child in children:
            add(child, identifier)

    for tree in trees:
        add(tree, "")
    return result


def chunk(*trees: Tree, digest: bool = False) -> list[PassageUnit]:
    return chunk_regulation("s", REGULATION, provisions(*trees), digest=digest)


def ids(units: list[PassageUnit]) -> list[str]:
    return [unit.id.removeprefix("pp-94-2021/") for unit in units]


def test_ayat_or_the_pasal_without_ayat() -> None:
    units = chunk(
        node("pasal-5", "", node("ayat-1", "Satu."), node("ayat-2", "Dua:", node("huruf-a", "a;"))),
        node("pasal-6", "Enam."),
    )  # fmt: skip
    assert ids(units) == ["pasal-5/ayat-1", "pasal-5/ayat-2", "pasal-6"]
    assert units[1].text == "Dua:\na. a;"
    assert units[0].path == (NAME, "Pasal 5", "ayat (1)")
    assert units[2].path == (NAME, "BAB I", "Pasal 6")
    assert {unit.kind for unit in units} == {PassageKind.PROVISION}
    assert [unit.order for unit in units] == [0, 1, 2]


def test_a_long_unit_gives_its_items_with_its_lead_to_find_them_by() -> None:
    huruf = [node(f"huruf-{letter}", f"{letter * 500};") for letter in "abc"]
    units = chunk(node("pasal-5", "", node("ayat-1", "PNS dilarang:", *huruf)))
    assert ids(units) == ["pasal-5/ayat-1/huruf-a", "pasal-5/ayat-1/huruf-b", "pasal-5/ayat-1/huruf-c"]
    assert units[0].text == "a" * 500 + ";"
    assert {unit.search_text for unit in units} == {"PNS dilarang:"}


def test_definitions_are_always_split() -> None:
    definitions = [node("angka-1", "PNS adalah pegawai."), node("angka-2", "Cuti adalah izin.")]
    first = node("pasal-1", "Dalam peraturan ini yang dimaksud dengan:", *definitions)
    later = node("pasal-9", "Dalam bab ini, yang dimaksud dengan", *definitions)
    plain = node("pasal-10", "PNS wajib:", *definitions)
    assert ids(chunk(first, later, plain)) == [
        "pasal-1/angka-1", "pasal-1/angka-2", "pasal-9/angka-1", "pasal-9/angka-2", "pasal-10",
    ]  # fmt: skip


def test_words_of_a_lost_ayat_stay_findable() -> None:
    own = "Setiap PNS wajib masuk kerja dan menaati ketentuan jam kerja."
    units = chunk(node("pasal-5", own, node("ayat-2", "Dua.")))
    assert [(unit.id.rpartition("/")[2], unit.text) for unit in units] == [
        ("pasal-5", own),
        ("ayat-2", "Dua."),
    ]


def test_amending_articles_give_the_pasal_they_hold() -> None:
    units = chunk(
        node(
            "pasal-i",
            "Beberapa ketentuan diubah:",
            node("angka-1", "Pasal 5 diubah:", node("pasal-5", "Baru.")),
        ),
    )
    assert ids(units) == ["pasal-i/angka-1/pasal-5"]
    assert units[0].search_text == "Beberapa ketentuan diubah:\nPasal 5 diubah:"


def test_considerations_are_kept_and_formulas_are_not() -> None:
    units = chunk(
        node("pembukaan", "DENGAN RAHMAT", node("menimbang", "bahwa perlu;")),
        node("mengingat", "", node("angka-1", "UU.")),
        node("pasal-1", "Isi."),
        node("penutup", "Agar setiap orang mengetahuinya"),
    )  # fmt: skip
    assert ids(units) == ["pembukaan/menimbang", "pasal-1"]


def test_penjelasan_is_searched_unless_it_says_nothing() -> None:
    units = chunk(
        node("pasal-2", "Dua.", penjelasan="Cukup jelas."),
        node(
            "pasal-3", "Tiga.", node("huruf-a", "a", penjelasan="Yang dimaksud a."), penjelasan="Maksud tiga."
        ),
        node("pasal-4", "", node("ayat-1", "x", penjelasan="cukup jelas"), penjelasan="Maksud empat."),
    )
    assert [unit.search_text for unit in units] == ["", "Maksud tiga.\nYang dimaksud a.", "Maksud empat."]


def test_text_without_structure_is_cut_between_sentences() -> None:
    sentence = "Kalimat penjelasan umum yang cukup panjang untuk diuji di sini."
    units = chunk(node("penjelasan_umum", " ".join([sentence] * 40)), node("lampiran-i", "Pendek."))
    assert ids(units) == [
        "penjelasan_umum", "penjelasan_umum/bagian-2", "penjelasan_umum/bagian-3", "lampiran-i",
    ]  # fmt: skip
    assert all(unit.text.endswith(".") and len(unit.text) <= 900 for unit in units)


def test_a_digest_gives_every_provision_as_it_is() -> None:
    digest = [
        Provision(
            id=f"pp-94-2021/{path}",
            regulation_id="pp-94-2021",
            kind=ProvisionKind.AYAT,
            label="ayat (2)",
            order=order,
            heading_path=("BAB III",),
            text=path,
            full_text=path,
        )
        for order, path in enumerate(("pasal-8/ayat-2", "pasal-9/ayat-2"))
    ]
    units = chunk_regulation("ringkasan-pp-94-2021", REGULATION, digest, digest=True)
    assert ids(units) == ["pasal-8/ayat-2", "pasal-9/ayat-2"]
    assert {unit.kind for unit in units} == {PassageKind.DIGEST}
    assert units[0].path == (NAME, "BAB III", "Pasal 8", "ayat (2)")


_TEXT = st.sampled_from(
    ["", "Pendek.", "Lead:", "Kalimat sedang yang berisi aturan tersendiri. ", "x " * 700, "y" * 2_300]
)


def _tree(kinds: list[str]) -> st.SearchStrategy[list[Tree]]:
    if not kinds:
        return st.just([])
    below = _tree(kinds[1:])
    return st.lists(st.tuples(_TEXT, below), max_size=3).map(
        lambda rows: [
            (f"{kinds[0]}-{n}", text.strip(), children, "") for n, (text, children) in enumerate(rows, 1)
        ]
    )


@settings(max_examples=100, deadline=None)
@given(_tree(["pasal", "ayat", "huruf", "angka"]))
def test_any_tree_gives_quotable_distinct_units_without_loss(trees: list[Tree]) -> None:
    given_provisions = provisions(*trees)
    by_id = {provision.id: provision for provision in given_provisions}
    units = chunk_regulation("s", REGULATION, given_provisions, digest=False)
    for unit in units:
        identifier = unit.id if unit.id in by_id else unit.id.rpartition("/")[0]
        assert unit.text in by_id[identifier].full_text
        assert 0 < len(unit.text) <= 2_000
    assert len({unit.id for unit in units}) == len(units)
    assert [unit.order for unit in units] == list(range(len(units)))
    shown = "".join("".join(unit.text.split()) for unit in units)
    for provision in given_provisions:
        if len(provision.text) >= 40:
            assert "".join(provision.text.split()) in shown
    assert chunk_regulation("s", REGULATION, given_provisions, digest=False) == units


@pytest.mark.real_data
def test_real_regulations_are_cut_without_loss() -> None:
    beside = Path(__file__).resolve().parents[3] / "shared" / "data"
    folder = Path(os.environ.get("TANYA_REFERENCE_DATA", beside)) / "regulasi_asn" / "pp"
    files = [folder / "2021" / "94.md", folder / "2019" / "30.md", folder / "2018" / "49.md"]
    if not all(path.exists() for path in files):
        pytest.skip(f"reference regulations are not at {folder}")
    for path in files:
        parsed = parse_regulation(read(path), origin=path.name)
        units = chunk_regulation("s", parsed.regulation, parsed.provisions, digest=False)
        by_id = {provision.id: provision for provision in parsed.provisions}
        found = {unit.id if unit.id in by_id else unit.id.rpartition("/")[0] for unit in units}
        for unit in units:
            owner = by_id[unit.id if unit.id in by_id else unit.id.rpartition("/")[0]]
            assert unit.text in owner.full_text
        for provision in parsed.provisions:
            if provision.kind is ProvisionKind.PASAL:
                assert any(i == provision.id or i.startswith(f"{provision.id}/") for i in found), provision.id
        assert len({unit.id for unit in units}) == len(units)
        assert max(len(unit.text) for unit in units) <= 2_000


def test_words_that_close_a_list_stay_findable() -> None:
    closing = "dipidana dengan pidana penjara paling lama 5 (lima) tahun dan denda."
    tree = node(
        "pasal-2",
        "",
        node(
            "ayat-1",
            f"Setiap orang yang: {closing}",
            node("huruf-a", "merusak hutan; atau " * 60),
            node("huruf-b", "membakar hutan, " * 60),
        ),
    )
    built = provisions(tree)
    whole = built[1].model_copy(
        update={"full_text": f"Setiap orang yang:\n{built[2].text}\n{built[3].text}\n{closing}"}
    )
    units = chunk_regulation("s", REGULATION, [built[0], whole, *built[2:]], digest=False)
    assert [unit.text for unit in units if unit.id == "pp-94-2021/pasal-2/ayat-1"] == [closing]


def test_a_long_table_is_cut_between_rows_only() -> None:
    rows = [f"{number} | jabatan {number} | Rp{number}.000.000,00" for number in range(400)]
    table = "\n".join(["No | Jabatan | Tunjangan", *rows])
    units = chunk(node("lampiran", "DAFTAR TUNJANGAN", node("tabel-1", table)))
    cut = [unit for unit in units if "/tabel-1" in unit.id]
    assert len(cut) > 1
    assert "\n".join(unit.text for unit in cut) == table
    assert all("No | Jabatan | Tunjangan" in unit.search_text for unit in cut)
