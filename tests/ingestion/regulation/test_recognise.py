"""A regulation is told from a document that mentions regulations."""

from ingestion.regulation import looks_like_regulation
from tests.ingestion.regulation.conftest import FOOT, HEAD, document

BODY = "Pasal 1\nIsi.\nPasal 2\nIsi.\nPasal 3\nIsi.\n"


def test_a_regulation_in_lines_and_in_running_text() -> None:
    assert looks_like_regulation(document(HEAD + BODY + FOOT))
    assert looks_like_regulation(document(" ".join((HEAD + BODY + FOOT).split())))


def test_a_regulation_without_its_heading() -> None:
    assert looks_like_regulation(document("Menimbang" + HEAD.split("Menimbang", 1)[1] + BODY))


def test_the_constitution() -> None:
    body = "".join(f"Pasal {number}\nIsi.\n" for number in range(1, 12))
    assert looks_like_regulation(
        document(f"UNDANG-UNDANG DASAR NEGARA REPUBLIK INDONESIA TAHUN 1945\nBAB I\n{body}")
    )


def test_a_circular() -> None:
    assert looks_like_regulation(
        document(
            "SURAT EDARAN\nMENTERI KEUANGAN\nNOMOR 5 TAHUN 2022\nTENTANG\nCUTI\n1. Latar belakang\nIsi.\n"
        )
    )


def test_terms_of_reference_with_a_legal_basis_are_none() -> None:
    text = """KERANGKA ACUAN KERJA
A. Latar Belakang
Kegiatan ini dilaksanakan berdasarkan:
1. Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah;
2. Peraturan Presiden Nomor 39 Tahun 2019 tentang Satu Data Indonesia, Pasal 3 ayat (2);
B. Maksud dan Tujuan
Menetapkan data prioritas.
"""
    assert not looks_like_regulation(document(text))


def test_an_article_that_quotes_pasal_is_none() -> None:
    text = "Disiplin PNS\nMenurut PP Nomor 94 Tahun 2021,\n"
    text += "Pasal 3\nPNS wajib setia. Pasal 5 mengatur larangan.\n"
    assert not looks_like_regulation(document(text * 5))


def test_an_empty_document_is_none() -> None:
    assert not looks_like_regulation(document(""))


def test_a_contract_in_pasal_is_none() -> None:
    body = "".join(f"Pasal {number}\nPara Pihak sepakat.\n" for number in range(1, 14))
    text = f"PERJANJIAN KERJA\nNomor 800/1/2021\n{body}setia kepada "
    text += "Undang-Undang Dasar Negara Republik Indonesia Tahun 1945"
    assert not looks_like_regulation(document(text))
