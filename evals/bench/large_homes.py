"""Home folders of thousands of laws, kept between runs."""

import shutil
from pathlib import Path

from evals.bench.homes import copied, ingest
from evals.bench.shared_vectors import borrow_vectors

KUHP = Path("uu/2023/1.md")
"""Below the folder of ``regulasi_full``: UU 1/2023, the criminal code."""


def asn_home(data: Path, cache: Path) -> Path:
    """A home with every regulation of ``regulasi_asn`` and the documents, all with vectors."""
    home = cache / "asn"
    borrow_vectors(home, cache)
    ingest([data / "regulasi_asn", data / "documents"], home)
    return home


def kuhp_home(every: Path, cache: Path) -> Path:
    """A home with UU 1/2023 alone.

    Args:
        every: ``regulasi_full``, unpacked.
    """
    home = cache / "kuhp"
    borrow_vectors(home, cache)
    ingest(copied([every / KUHP], every, home / "berkas"), home)
    return home


def kuhp_among_asn(asn: Path, every: Path, cache: Path) -> Path:
    """The ASN home with UU 1/2023 beside it."""
    home = _grown_from(asn, cache / "kuhp-asn")
    borrow_vectors(home, cache)
    ingest(copied([every / KUHP], every, home / "berkas"), home)
    return home


def everything_home(asn: Path, every: Path, cache: Path) -> Path:
    """The ASN home with all of ``regulasi_full`` beside it, found by words alone."""
    home = _grown_from(asn, cache / "skala")
    ingest([every / kind for kind in ("uu", "pp", "permenkeu")], home, vectors=False)
    return home


def _grown_from(home: Path, grown: Path) -> Path:
    """A copy of a home, made once; a copy that was cut short is made anew."""
    if not grown.exists():
        unfinished = grown.with_name(f"{grown.name}.belum")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(home, unfinished, ignore=shutil.ignore_patterns("berkas", "serving"))
        unfinished.rename(grown)
    return grown
