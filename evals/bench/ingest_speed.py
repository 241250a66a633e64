"""How fast documents come in: parsing and embedding apart, through the product's own command."""

from dataclasses import dataclass
from pathlib import Path

from evals.bench.homes import copied, ingest

REAL = ("regulasi_asn/pp/2021/94.md", "regulasi_asn/pp/2018/49.md", "documents/UU-20-2023-ASN.pdf")
QUICK = ("regulasi_asn/pp/2021/79.md",)
SYNTHETIC_PASAL = 150


@dataclass(frozen=True, slots=True)
class IngestSpeed:
    """One ingest into a new library.

    Attributes:
        parse_seconds: reading, parsing and storing, with the workers that read documents.
        embed_seconds: making vectors, with loading the model.
        real: the documents are real ones and not made up.
    """

    files: int
    provisions: int
    parse_seconds: float
    vectors: int
    embed_seconds: float
    real: bool

    @property
    def provisions_per_second(self) -> float:
        """Provisions parsed a second."""
        return self.provisions / self.parse_seconds if self.parse_seconds else 0.0

    @property
    def passages_per_second(self) -> float:
        """Passages embedded a second."""
        return self.vectors / self.embed_seconds if self.embed_seconds else 0.0


def measure_ingest(data: Path | None, folder: Path, *, quick: bool) -> IngestSpeed:
    """Ingest a fixed set of documents into a new home under ``folder``.

    Args:
        data: the reference documents; None for a made-up regulation instead.
    """
    names: tuple[str, ...] = ()
    if data is None:
        made = folder / "peraturan-contoh.md"
        folder.mkdir(parents=True, exist_ok=True)
        made.write_text(synthetic_regulation(SYNTHETIC_PASAL), encoding="utf-8")
        files = [made]
    else:
        names = QUICK if quick else REAL
        files = copied([data / name for name in names], data, folder / "berkas")
    report = ingest(files, folder / "home")
    return IngestSpeed(
        files=len(names) or 1,
        provisions=int(_number(report, "provisions")),
        parse_seconds=_number(report, "parse_seconds"),
        vectors=int(_number(report, "vectors_made")),
        embed_seconds=_number(report, "embed_seconds"),
        real=data is not None,
    )


def synthetic_regulation(pasal: int) -> str:
    """A regulation in the usual form with ``pasal`` pasal of two ayat each."""
    head = (
        "PERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 901 TAHUN 2020\nTENTANG\nPEGAWAI CONTOH\n"
        "DENGAN RAHMAT TUHAN YANG MAHA ESA\nPRESIDEN REPUBLIK INDONESIA,\n"
        "Menimbang:\na. bahwa pegawai contoh perlu diatur;\nMEMUTUSKAN:\n"
        "Menetapkan: PERATURAN PEMERINTAH TENTANG PEGAWAI CONTOH.\nBAB I\nKETENTUAN UMUM\n"
    )
    body = "".join(
        f"Pasal {number}\n"
        f"(1) Pegawai contoh golongan {number} mengajukan permohonan tertulis kepada pejabat yang berwenang "
        f"paling lambat {number} hari kerja sebelum kegiatan dimulai.\n"
        f"(2) Pejabat yang berwenang memutuskan permohonan dalam waktu {number + 5} hari kerja dan "
        "menyampaikan keputusannya secara tertulis beserta alasannya.\n"
        for number in range(1, pasal + 1)
    )
    return f"{head}{body}Ditetapkan di Jakarta\npada tanggal 2 Januari 2020\n"


def _number(report: dict[str, object], field: str) -> float:
    value = report[field]
    return float(value) if isinstance(value, int | float) else 0.0
