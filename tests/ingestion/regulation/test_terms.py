"""Definitions become terms."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from corpus.models import Provision, ProvisionKind
from ingestion.regulation import ParsedRegulation
from ingestion.regulation.terms import terms_of

Parse = Callable[[str], ParsedRegulation]
LEAD = "Pasal 1\nDalam Peraturan Pemerintah ini yang dimaksud dengan:\n"


def test_a_list_of_definitions(parse: Parse) -> None:
    parsed = parse(
        LEAD + "1. Pegawai Negeri Sipil yang selanjutnya disingkat PNS adalah warga negara yang diangkat.\n"
        "2. Cuti adalah keadaan tidak masuk kerja yang diizinkan.\n"
        "3. Pejabat Pembina Kepegawaian, yang selanjutnya disebut Pejabat, ialah menteri.\nPasal 2\nIsi.\n"
    )
    assert [(t.term, t.abbreviation, t.definition) for t in parsed.terms] == [
        ("Pegawai Negeri Sipil", "PNS", "warga negara yang diangkat."),
        ("Cuti", "", "keadaan tidak masuk kerja yang diizinkan."),
        ("Pejabat Pembina Kepegawaian", "Pejabat", "menteri."),
    ]
    assert [term.provision_id for term in parsed.terms] == [f"pp-7-2021/pasal-1/angka-{n}" for n in (1, 2, 3)]


def test_definitions_numbered_like_ayat(parse: Parse) -> None:
    parsed = parse(
        LEAD + "(1) Pelayanan publik adalah kegiatan bagi setiap warga negara.\n"
        "(2) Penyelenggara pelayanan publik yang selanjutnya disebut Penyelenggara adalah setiap institusi.\n"
        "Pasal 2\n(1) Biaya adalah beban negara.\n(2) Isi.\n"
    )
    assert [(t.term, t.abbreviation, t.provision_id) for t in parsed.terms] == [
        ("Pelayanan publik", "", "pp-7-2021/pasal-1/ayat-1"),
        ("Penyelenggara pelayanan publik", "Penyelenggara", "pp-7-2021/pasal-1/ayat-2"),
    ]


def test_a_definition_by_a_list_and_one_with_a_stray_semicolon(parse: Parse) -> None:
    parsed = parse(
        LEAD + "1. Penerima pensiun adalah:\na. pensiunan; dan\nb. janda.\n"
        "2. Register Nasional yang selanjutnya disebut Register; adalah daftar resmi.\nPasal 2\nIsi.\n"
    )
    assert [(t.term, t.abbreviation, t.definition) for t in parsed.terms] == [
        ("Penerima pensiun", "", "a. pensiunan; dan b. janda."),
        ("Register Nasional", "Register", "daftar resmi."),
    ]


def test_the_only_definition_behind_the_colon(parse: Parse) -> None:
    parsed = parse(
        LEAD.strip() + " Perusahaan Umum DAMRI, yang selanjutnya disebut Perusahaan, adalah badan usaha.\n"
        "Pasal 2\nIsi.\n"
    )
    assert [(t.term, t.abbreviation, t.definition) for t in parsed.terms] == [
        ("Perusahaan Umum DAMRI", "Perusahaan", "badan usaha")
    ]


def test_a_definition_within_a_provision(parse: Parse) -> None:
    parsed = parse('Pasal 1\nIsi.\nPasal 2\nYang dimaksud dengan "hari" adalah hari kerja.\n')
    assert [(t.term, t.definition, t.provision_id) for t in parsed.terms] == [
        ("hari", "hari kerja", "pp-7-2021/pasal-2")
    ]


def test_an_ordinary_list_defines_nothing(parse: Parse) -> None:
    parsed = parse("Pasal 1\nHak PNS adalah:\na. gaji;\nb. Cuti adalah hak setiap PNS.\nPasal 2\nIsi.\n")
    assert parsed.terms == ()


@given(st.text(max_size=300))
def test_any_words_are_read(text: str) -> None:
    unit = Provision(
        id="pp-7-2021/pasal-1", regulation_id="pp-7-2021", kind=ProvisionKind.PASAL, label="Pasal 1", order=0,
        text=f"Yang dimaksud dengan {text}", full_text=text,
    )  # fmt: skip
    assert all(term.term and term.provision_id == unit.id for term in terms_of([unit]))
