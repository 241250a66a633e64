"""The parser's benchmark: structure, metadata, relations, scale, PDF and cost, on real documents.

Every figure comes out of ``tanya parse --json`` in a process of its own. ``docs/benchmarks.md`` defines them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evals.bench.indolaw import documents, unpack
from evals.bench.parser_cost import CostReport, measure_cost
from evals.bench.parser_metadata import MetadataReport, measure_metadata
from evals.bench.parser_pdfs import PdfReport, measure_pdfs
from evals.bench.parser_scale import ScaleReport, measure_scale
from evals.bench.parser_structure import StructureReport, measure_structure


@dataclass(frozen=True, slots=True)
class ParserReport:
    """Everything measured of the parser; None for what the reference documents do not allow."""

    structure: StructureReport | None
    metadata: MetadataReport | None
    pdfs: PdfReport | None
    scale: ScaleReport | None
    cost: CostReport | None


def measure_parser(
    data: Path, cache: Path, scratch: Path, note: Callable[[str], None], *, quick: bool
) -> ParserReport:
    """Measure what ``data`` allows.

    Args:
        cache: where the archives are unpacked, once.
        scratch: for copies under other names.
        quick: samples, short texts, and no PDF.
    """
    laws = _unpacked(data / "indolaw" / "indolaw.tar.xz", cache, note)
    every = _unpacked(data / "regulasi_full.tar.xz", cache, note)
    structure = metadata = pdfs = scale = cost = None
    if laws is not None:
        trees = documents(laws)
        note("Parser: pohon ketentuan dibandingkan dengan indolaw")
        structure = measure_structure(trees[::5] if quick else trees, scratch / "structure", note)
        note("Parser: identitas dan hubungan dibandingkan dengan indolaw")
        metadata = measure_metadata(laws, None if quick else every, scratch / "metadata", note)
    if not quick and (data / "lexmedica_health_law").is_dir():
        note("Parser: PDF")
        pdfs = measure_pdfs(data, note)
    if every is not None:
        note("Parser: seluruh regulasi_full" if not quick else "Parser: contoh dari regulasi_full")
        scale = measure_scale(every, note, quick=quick)
        cost = measure_cost(every / "uu", scratch / "cost", note, quick=quick)
    return ParserReport(structure, metadata, pdfs, scale, cost)


def _unpacked(archive: Path, cache: Path, note: Callable[[str], None]) -> Path | None:
    if not archive.is_file():
        note(f"{archive.name} tidak ada; bagian ini dilewati")
        return None
    return unpack(archive, cache / archive.name.partition(".")[0])
