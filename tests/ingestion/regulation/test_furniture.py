"""What pages carry besides the law goes, in any spelling; the law's own words stay."""

import pytest

from ingestion.document import Block, Document
from ingestion.regulation.furniture import without_furniture
from ingestion.regulation.manuscript import manuscript
from tests.ingestion.regulation.conftest import document


def left(text: str) -> str:
    cleaned = without_furniture(manuscript(document(text)))
    return cleaned.words(0, len(text))


@pytest.mark.parametrize(
    "head",
    [
        "PRESIDEN\nREPUBLIK INDONESIA",
        "PRES I DEN REPUBLIK INDONESIA",
        "PRE S ID EN REPUBLIK INDONESIA",
        "PR E S IDEN REPUBLIK INOONESIA",
        "PRESIO€N REPUBLIK INOONESIA",
        "FRESIDEN REPUBUK INIX)NESIA",
        "PRES I DEN RE.PUELII( INDONESIA",
        "r)RESIOE N R T.PUBLIK INDONESIA",
        "trRESTDEN REPUBLIK INDONESIA",
        "REPIIBLIK INDONESIA",
        "t,',?Sf; *. r,",
        "SK No 202875 A",
        "SK No 2ll43l A",
        "SK No 247O47A",
        "Sl( No 085394 A",
        "5r( No 099591 A",
        "\nSK No l52l ll A\n",
        "\n2-\n",
        "l( irlo l(|6ali I A",
        "- 12 -",
        "epkumham.go.id",
        "epkumham.go",
        "ditjen Peraturan Perundang-undangan",
    ],
)
def test_page_heads_go(head: str) -> None:
    assert left(f"Pegawai wajib hadir. {head} Cuti diberikan.") == "Pegawai wajib hadir. Cuti diberikan."


def test_what_recognition_leaves_of_a_page_head_goes() -> None:
    head = "PRESIDEN\nREPUBLIK INDONESIA\n"
    pages = (
        "Pegawai wajib hadir.\nPasal ..",
        f"an\n.\n{head}- 5 -\nPasal 2\nCuti diberikan.",
        "PRESIDEN\nELIK INDO\n- 6 -\nDenda disetor.",
        "Pasal 3\n- 7 -\nLelang diadakan untuk\n(3) Pelaku …",
        "- 8 -\npegawai.\nRanjau . . . sudah diangkat.\nNama ..........",
        "- 9 -\nLahir di",
        f"dan\n{head}MEMUTUSKAN:",
    )
    blocks = tuple(Block("paragraph", words, page=page) for page, words in enumerate(pages, 1))
    read = manuscript(Document("naskah.pdf", "application/pdf", blocks))
    words = without_furniture(read).words(0, len(read.text))
    assert words == (
        "Pegawai wajib hadir. Pasal 2 Cuti diberikan. Denda disetor. Pasal 3 Lelang diadakan untuk"
        " pegawai. Ranjau . . . sudah diangkat. Nama .......... Lahir di"
        " dan PRESIDEN REPUBLIK INDONESIA MEMUTUSKAN:"
    )


def test_a_catchword_keeps_the_label_that_is_lost_overleaf() -> None:
    text = "5. Guru mengajar.\n6.Satuan ...\n- 3 -\nSatuan pendidikan adalah kelompok layanan."
    assert left(text) == "5. Guru mengajar. 6. Satuan pendidikan adalah kelompok layanan."


@pytest.mark.parametrize(
    "kept",
    [
        "KEPUTUSAN PRESIDEN REPUBLIK INDONESIA NOMOR 12",
        "DENGAN RAHMAT TUHAN YANG MAHA ESA PRESIDEN REPUBLIK INDONESIA, Menimbang",
        "MENTERI/SEKRETARIS NEGARA REPUBLIK INDONESIA ttd MOERDIONO",
        "ANGGOTA ANGKATAN BERSENJATA REPUBLIK INDONESIA YANG DIANGKAT",
        "PEGAWAI YAYASAN TELEVISI REPUBLIK INDONESIA MENJADI PEGAWAI",
        "disebut P.G.P.N.-1955 dan B.B.L.-1938/ B.A.G.-1949 seperti",
        "Kelompok | ........................ | | | Masa | Tarif | Garis | Saldo",
        "Direktur Jenderal Peraturan Perundang-undangan menerbitkan",
        "sebesar Rp1.000.000,00 atau 2,5% x Rp500,00 = Rp12,50",
    ],
)
def test_the_laws_own_words_stay(kept: str) -> None:
    assert left(kept) == kept


def test_the_note_of_a_reprint_and_the_gazette_number_go() -> None:
    note = "CATATAN Kutipan: LEMBARAN NEGARA DAN TAMBAHAN LEMBARAN NEGARA TAHUN 1976 YANG TELAH DICETAK ULANG"
    assert left(f"Cukup jelas. {note}") == "Cukup jelas."
    assert (
        left("Cukup jelas. TAMBAHAN LEMBARAN NEGARA REPUBLIK INDONESIA TAHUN 1983 NOMOR 3250")
        == "Cukup jelas."
    )


def test_many_capitals_are_read_in_one_pass() -> None:
    """Not timed; a quadratic step would keep this from ever ending."""
    for piece in ("PRESIDEN REPUBLIK INDONESIA BARU ", "PRES I DEN ", "|. ", "REPUBUK INIX)NESIA "):
        left(piece * (300_000 // len(piece)))
