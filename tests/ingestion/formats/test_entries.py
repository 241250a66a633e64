from datetime import date
from pathlib import Path

import pytest

from corpus.errors import UnreadableDocument
from corpus.models import FaqEntry, ForumAnswer, PassageKind, SopEntry
from ingestion.formats import Format, load
from tests.ingestion.formats.conftest import LoadText

CHECKED = "checked: 2026-11-21\nreview_by: 2027-05-21\n"
BASIS = "legal_basis: [pp-11-2017/pasal-311/ayat-2]"


def faq(*entries: str, head: str = CHECKED) -> str:
    return f"topic: Cuti\nbidang: Disiplin dan Kinerja\n{head}entries:\n" + "".join(
        f"- {e}\n" for e in entries
    )


def test_faq_entry(load_text: LoadText) -> None:
    content = faq(f"{{id: lama, question: 'Berapa  hari?', variants: [brp?], answer: '12 hari.', {BASIS}}}")
    loaded = load_text("cuti.yaml", content)
    assert loaded.entries == (
        FaqEntry(
            id="faq/lama",
            topic="Cuti",
            bidang="disiplin-kinerja",
            legal_basis=("pp-11-2017/pasal-311/ayat-2",),
            checked=date(2026, 11, 21),
            review_by=date(2027, 5, 21),
            question="Berapa hari?",
            variants=("brp?",),
            answer="12 hari.",
        ),
    )
    assert loaded.refusals == ()


def test_an_entry_without_legal_basis_is_for_search_only(load_text: LoadText) -> None:
    loaded = load_text(
        "tanya-jawab.yaml", faq("{id: x, question: 'Di mana?', variants: [dmn?], answer: Di loket.}")
    )
    assert loaded.entries == ()
    (unit,) = loaded.units
    assert (unit.id, unit.source_id, unit.kind, unit.path) == (
        "faq/x", "tanya-jawab", PassageKind.FAQ, ("Cuti", "Di mana?"),
    )  # fmt: skip
    assert (unit.text, unit.search_text) == ("Di loket.", "Di mana?\ndmn?")
    assert loaded.refusals == (("entri 1 (x)", "tanpa dasar hukum: hanya untuk pencarian"),)


@pytest.mark.parametrize(
    ("head", "fields", "reason"),
    [
        ("", BASIS, "tanpa tanggal pemeriksaan (checked); tanpa tanggal tinjau ulang (review_by)"),
        ("", BASIS + ", checked: 2026-11-21, review_by: 2026-11-21", "tanggal tinjau ulang tidak sesudah"),
        (CHECKED, "legal_basis: [Edaran lisan]", "dasar hukum “Edaran lisan” tidak dikenali"),
        (CHECKED, "legal_basis: [pp-11-2017]", "dasar hukum “pp-11-2017” tidak dikenali"),
    ],
)
def test_nothing_is_invented_for_what_is_missing(
    load_text: LoadText, head: str, fields: str, reason: str
) -> None:
    loaded = load_text("a.yaml", faq(f"{{id: x, question: a, answer: b, {fields}}}", head=head))
    assert (len(loaded.entries), len(loaded.units)) == (0, 1)
    ((where, why),) = loaded.refusals
    assert where == "entri 1 (x)"
    assert why.startswith(reason)
    assert why.endswith(": hanya untuk pencarian")


def test_a_basis_that_is_partly_unread_is_noted(load_text: LoadText) -> None:
    entry = "{id: x, question: a, answer: b, legal_basis: [pp-11-2017/pasal-312, kebiasaan]}"
    loaded = load_text("a.yaml", faq(entry))
    assert loaded.entries[0].legal_basis == ("pp-11-2017/pasal-312",)
    assert loaded.refusals == (("entri 1 (x)", "dasar hukum “kebiasaan” tidak dikenali dan dilewati"),)


def test_broken_entries_never_stop_the_others(load_text: LoadText) -> None:
    good = f"{{id: baik, question: a, answer: b, {BASIS}}}"
    loaded = load_text(
        "a.yaml",
        faq(
            "{id: kosong, question: a, answer: ''}",
            "teks saja",
            "{question: a, answer: [b]}",
            "{id: tgl, question: a, answer: b, checked: kemarin}",
            good,
            "{id: faq/BAIK, question: c, answer: d}",
            "{id: dua, question: a, pertanyaan: b, answer: c}",
        ).replace("- {id: kosong", f"- {good.replace('baik', 'awal')}\n- {{id: kosong"),
    )
    assert [entry.id for entry in loaded.entries] == ["faq/awal", "faq/baik"]
    assert [where for where, _ in loaded.refusals] == [
        "entri 2 (kosong)", "entri 3", "entri 4", "entri 5 (tgl)", "entri 7 (faq/BAIK)", "entri 8 (dua)",
    ]  # fmt: skip
    reasons = dict(loaded.refusals)
    assert reasons["entri 2 (kosong)"] == "“answer” kosong"
    assert "sudah dipakai" in reasons["entri 7 (faq/BAIK)"]
    assert "dua kali" in reasons["entri 8 (dua)"]


def test_unknown_fields_are_reported_once(load_text: LoadText) -> None:
    entry = "question: a{n}, answer: b, varian: [c], legal_basis: [pp-11-2017/pasal-312]"
    loaded = load_text("a.yaml", faq(*(f"{{{entry.format(n=n)}}}" for n in range(2))))
    assert len(loaded.entries) == 2
    assert loaded.refusals == (("berkas", "isian “varian” tidak dikenal dan diabaikan"),)


def test_identifiers_come_from_the_question_where_none_is_given(load_text: LoadText) -> None:
    long = "kata " * 40
    loaded = load_text(
        "a.yaml",
        faq(
            *(
                f"{{question: '{q}', answer: b, {BASIS}}}"
                for q in ("Berapa hari?", long, long + "lagi", "？", "¿")
            )
        ),
    )
    ids = [entry.id for entry in loaded.entries]
    assert ids[0] == "faq/berapa-hari"
    assert len(set(ids)) == 5
    assert all(len(identifier) < 100 for identifier in ids)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Pasal 311 ayat (2) PP 11/2017", ("pp-11-2017/pasal-311/ayat-2",)),
        ("Pasal 311 PP 11/2017; Pasal 312", ("pp-11-2017/pasal-311", "pp-11-2017/pasal-312")),
        ("pp-11-2017/pasal-312; Pasal 313 ayat (1)", ("pp-11-2017/pasal-312", "pp-11-2017/pasal-313/ayat-1")),
        ("Pasal 5 dan Pasal 6 PP 94/2021", ("pp-94-2021/pasal-5", "pp-94-2021/pasal-6")),
    ],
)
def test_written_citations(load_text: LoadText, written: str, expected: tuple[str, ...]) -> None:
    loaded = load_text("a.yaml", faq(f"{{question: a, answer: b, legal_basis: '{written}'}}"))
    assert loaded.entries[0].legal_basis == expected
    assert loaded.refusals == ()


def test_a_pasal_of_no_regulation_is_no_basis(load_text: LoadText) -> None:
    loaded = load_text("a.yaml", faq("{question: a, answer: b, legal_basis: Pasal 5}"))
    assert loaded.entries == ()


def test_legal_basis_is_never_shared(load_text: LoadText) -> None:
    loaded = load_text("a.yaml", faq("{question: a, answer: b}", head=CHECKED + BASIS + "\n"))
    assert loaded.entries == ()


def test_sop(load_text: LoadText) -> None:
    head = f"id: pindah\ntitle: Pindah Instansi\ntopic: Mutasi\nbidang: mutasi\n{CHECKED}{BASIS}\n"
    (entry,) = load_text("a.yaml", head + "steps: [Ajukan., Tunggu.]\npurpose: Pindah.\n").entries
    assert isinstance(entry, SopEntry)
    assert (entry.id, entry.steps, entry.requirements, entry.cost) == (
        "sop/pindah",
        ("Ajukan.", "Tunggu."),
        (),
        "",
    )


def test_sop_without_legal_basis_is_searchable(load_text: LoadText) -> None:
    loaded = load_text("a.yaml", "title: Pinjam Ruang\nsteps: [Isi buku.]\nrequirements: [KTP]\nunit: Umum\n")
    (unit,) = loaded.units
    assert unit.text == "Persyaratan:\n- KTP\nLangkah:\n1. Isi buku.\nUnit: Umum"
    assert unit.kind is PassageKind.SOP


def test_sop_without_steps_is_refused(load_text: LoadText) -> None:
    loaded = load_text("a.yaml", "title: Pinjam Ruang\nsteps: []\n")
    assert loaded.refusals == (("entri 1", "“steps” kosong; tulis sedikitnya satu langkah"),)


def test_forum(load_text: LoadText) -> None:
    thread = f"title: T, question: q, answer: a, asked_on: 2026-03-02, answered_on: 2026-03-03, {BASIS}"
    loaded = load_text("a.yaml", faq(f"{{{thread}}}"))
    (entry,) = loaded.entries
    assert isinstance(entry, ForumAnswer)
    assert (entry.id, entry.asked_on) == ("forum/t", date(2026, 3, 2))


@pytest.mark.parametrize(
    ("dates", "reason"),
    [
        ("asked_on: 2026-03-02", "tanpa tanggal tanya dan jawab"),
        ("asked_on: 2026-03-02, answered_on: 2026-03-01", "dijawab sebelum ditanyakan"),
    ],
)
def test_a_thread_with_doubtful_dates_is_for_search_only(
    load_text: LoadText, dates: str, reason: str
) -> None:
    loaded = load_text("a.yaml", faq(f"{{question: q, answer: a, {dates}, {BASIS}}}"))
    assert loaded.units[0].kind is PassageKind.FORUM
    assert loaded.refusals == (("entri 1", f"{reason}: hanya untuk pencarian"),)


@pytest.mark.parametrize(
    "content",
    ["entries: []\n", "entries: x\n", "topic: x\n", "- a\n", "", "topik: a\ntopic: b\nentries: [a]\n"],
)
def test_a_file_without_entries_is_unreadable(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableDocument):
        load(path, Format.FAQ)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(17 * 1024 * 1024)
    with pytest.raises(UnreadableDocument, match="16 MiB"):
        load(path, Format.FAQ)
