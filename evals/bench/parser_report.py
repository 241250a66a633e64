"""The parser's figures as tables for people."""

from rich.console import Console
from rich.table import Table

from evals.bench.parser import ParserReport
from evals.bench.parser_cost import CostReport
from evals.bench.parser_metadata import FIELDS, RELATIONS, MetadataReport
from evals.bench.parser_pdfs import PdfReport
from evals.bench.parser_scale import ScaleReport
from evals.bench.parser_structure import StructureReport, StructureScore, Tally
from evals.bench.plot import line_plot

SHOWN = 15
"""Misses that are shown of development documents; all are in the JSON."""


def show_parser(report: ParserReport, out: Console) -> None:
    """Print every table."""
    out.rule("[bold]parser")
    if report.structure:
        _show_structure(report.structure, out)
    if report.metadata:
        _show_metadata(report.metadata, out)
    if report.pdfs:
        _show_pdfs(report.pdfs, out)
    if report.scale:
        _show_scale(report.scale, out)
    if report.cost:
        _show_cost(report.cost, out)


def cost_plot(cost: CostReport) -> str:
    """Seconds against length as SVG."""
    points = [(point.millions, point.cpu_seconds) for point in cost.real]
    return line_plot(
        points,
        cost.seconds_per_million,
        cost.start_seconds,
        title="tanya parse: waktu menurut panjang naskah",
        across="juta huruf",
        up="detik prosesor",
    )


def _show_structure(report: StructureReport, out: Console) -> None:
    table = _table("Pohon ketentuan terhadap indolaw", "Ukuran")
    columns: list[StructureScore] = []
    for split in ("dev", "held"):
        for name, scores in (("mentah", report.raw), ("tanpa kunci keliru", report.adjudicated)):
            table.add_column(f"{split}, {name}", justify="right")
            columns.append(scores[split])
    table.add_row("dokumen", *(str(score.documents) for score in columns))
    for kind in columns[0].units:
        label = kind.replace("_", " ")
        table.add_row(f"{label}: presisi", *(_share(score.units[kind].precision) for score in columns))
        table.add_row(f"{label}: kelengkapan", *(_share(score.units[kind].recall) for score in columns))
    table.add_row("bunyi pasal sama", *(_part(score.equal, score.compared) for score in columns))
    out.print(table)
    _list("Selisih pada dev", report.raw["dev"].misses, out)
    _list("Tidak diurai", [f"{name}: {reason}" for name, reason in report.refused.items()], out)
    out.print(f"Kunci yang terbukti keliru: {report.known_errors}. {_cost(report.cost.seconds)}")


def _show_metadata(report: MetadataReport, out: Console) -> None:
    table = _table("Identitas terhadap metadata_json (nama berkas disembunyikan)", "Isian")
    for split, metadata in report.metadata.items():
        table.add_column(f"{split} ({metadata.documents})", justify="right")
    for name in FIELDS:
        table.add_row(
            name, *(_part(score.right[name], score.documents) for score in report.metadata.values())
        )
    out.print(table)
    table = _table("Hubungan antara undang-undang terhadap metadata_json", "Jenis")
    tallies: list[dict[str, Tally]] = []
    for split, relations in report.relations.items():
        for name, tally in (("mentah", relations.kinds), ("menurut naskahnya", relations.judged)):
            table.add_column(f"{split} ({relations.actors}), {name}: presisi", justify="right")
            table.add_column("kelengkapan", justify="right")
            tallies.append(tally)
    for kind in RELATIONS:
        shares = [(tally[kind].precision, tally[kind].recall) for tally in tallies]
        table.add_row(kind, *(_share(share) for pair in shares for share in pair))
    out.print(table)
    verdicts = ", ".join(f"{name} {count}" for name, count in report.relations["dev"].verdicts.items())
    out.print(f"Hubungan pada dev yang naskahnya berkata lain, dinilai oleh satu pembaca: {verdicts}.")
    _list("Identitas yang berbeda pada dev", report.metadata["dev"].misses, out)
    _list("Hubungan yang berbeda pada dev", report.relations["dev"].misses, out)


def _show_pdfs(report: PdfReport, out: Console) -> None:
    table = _table("PDF hukum kesehatan terhadap CSV per pasal", "Ukuran")
    table.add_column("Hasil", justify="right")
    table.add_row("PDF dengan CSV", str(report.pairs))
    table.add_row("identitas benar", _part(report.identified, report.pairs))
    table.add_row("pasal ditemukan", _part(report.found, report.wanted))
    table.add_row("bunyi sama persis", _part(report.equal, report.found))
    table.add_row("bunyi sama sampai 99 % huruf", _part(report.near, report.found))
    complete = "lengkap" if report.asn_complete else "tidak lengkap"
    table.add_row("UU 20/2023", f"{len(report.asn_pasal)} pasal, {complete}")
    out.print(table)


def _show_scale(report: ScaleReport, out: Console) -> None:
    table = _table("regulasi_full", "Ukuran")
    table.add_column("Hasil", justify="right")
    table.add_row("dokumen", str(report.documents))
    table.add_row("ditolak", str(len(report.refused)))
    table.add_row("dokumen per detik", f"{report.per_second:.1f}")
    table.add_row("urutan pasal utuh", _part(report.unbroken, report.with_pasal))
    table.add_row("penjelasan pasal utuh", _part(report.unbroken_penjelasan, report.with_penjelasan))
    table.add_row("dengan satuan yang perlu dilihat", _part(report.suspicious, report.documents))
    table.add_row("keyakinan di bawah 0,9", _part(report.low_confidence, report.documents))
    out.print(table)


def _show_cost(report: CostReport, out: Console) -> None:
    table = _table("Biaya menurut panjang", "Juta huruf")
    for column in ("Detik", "Detik prosesor", "Memori puncak", "Keterangan"):
        table.add_column(column, justify="right")
    for name, points in (("", report.real), ("dibuat sulit", report.hard)):
        for point in points:
            memory = "–" if point.peak_mb is None else f"{point.peak_mb:.0f} MB"
            seconds = (f"{point.seconds:.1f}", f"{point.cpu_seconds:.1f}")
            table.add_row(f"{point.millions:.2f}", *seconds, memory, point.refused[:80] or name)
    out.print(table)
    out.print(
        f"{report.seconds_per_million:.2f} detik prosesor per juta huruf setelah {report.start_seconds:.1f}; "
        f"r² {report.r_squared:.4f}; pangkat {report.exponent:.2f} (1 berarti sebanding dengan panjang)."
    )


def _table(title: str, first: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(first)
    return table


def _list(title: str, lines: list[str], out: Console) -> None:
    if not lines:
        return
    out.print(f"[bold]{title}[/] ({len(lines)}; semuanya ada dalam JSON)")
    for line in lines[:SHOWN]:
        out.print(f"  {line}", markup=False, highlight=False, soft_wrap=True)


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.4f}"


def _part(part: int, whole: int) -> str:
    return f"{part / whole:.4f} ({part}/{whole})" if whole else "–"


def _cost(seconds: float) -> str:
    return f"{seconds:.0f} detik."
