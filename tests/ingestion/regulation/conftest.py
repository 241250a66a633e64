"""Small regulations in the forms that readers give them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.models import Provision
from ingestion.document import Block, Document
from ingestion.readers import read
from ingestion.regulation import ParsedRegulation, parse_regulation

HEAD = """PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR 7 TAHUN 2021
TENTANG
CUTI PEGAWAI
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang : a. bahwa untuk melaksanakan ketentuan Pasal 8 ayat (2) Undang-Undang Nomor 5 Tahun 2014 tentang
Aparatur Sipil Negara, perlu diatur cuti;
b. bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, perlu menetapkan Peraturan Pemerintah;
Mengingat : 1. Pasal 5 ayat (2) Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;
2. Undang-Undang Nomor 5 Tahun 2014 tentang Aparatur Sipil Negara;
MEMUTUSKAN:
Menetapkan : PERATURAN PEMERINTAH TENTANG CUTI PEGAWAI.
"""
FOOT = """
Agar setiap orang mengetahuinya, memerintahkan pengundangan Peraturan Pemerintah ini.
Ditetapkan di Jakarta
pada tanggal 3 Mei 2021
Diundangkan di Jakarta
pada tanggal 1 0 Mei 2021
"""


def document(text: str, name: str = "naskah.txt") -> Document:
    """A document of one block."""
    return Document(name, "text/plain", (Block("paragraph", text),))


@pytest.fixture
def parse() -> Callable[[str], ParsedRegulation]:
    """Parse a body between a fixed opening and closing."""
    return lambda body: parse_regulation(document(HEAD + body + FOOT))


@pytest.fixture(scope="session")
def read_reference(reference_data: Path) -> Callable[[str], ParsedRegulation]:
    """Read and parse a reference document by its path; the folder's name is no part of the origin."""

    def parsed(path: str) -> ParsedRegulation:
        origin = path.removeprefix("regulasi_asn/")
        return parse_regulation(read(reference_data / path), origin=origin)

    return parsed


def under(parsed: ParsedRegulation) -> dict[str, Provision]:
    """Provisions by their path below the regulation."""
    return {provision.id.split("/", 1)[1]: provision for provision in parsed.provisions}
