"""PDF as published: health law against its CSV by pasal, and the ASN law of 2023."""

import csv
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from evals.bench.indolaw import squashed
from evals.bench.parser_process import Cost, Parsed, parse_files

ASN_LAW = "UU-20-2023-ASN.pdf"
ASN_PASAL = 77
NEAR = 0.99
"""Similarity of characters from which two texts are called near: a recognition error here and there."""
_CSV_NAME = re.compile(r"pasal_output_(.+)-(\d+)-(\d+)\.csv")
_PASAL_ROW = re.compile(r'"tipe_bagian"\s*:\s*"\s*Pasal\s+(\w+)\s*"')
_FILE_WORDS = {"uu_darurat": "UU_Darurat", "pp": "PP", "uu": "UU", "perpres": "Perpres"}


@dataclass(slots=True)
class PdfReport:
    """Health law and the ASN law.

    Attributes:
        pairs: PDF with a CSV; ``identified`` of them parsed as the regulation their name says.
        wanted: pasal in the CSV files, ``found`` of them by the parser.
        equal: of the found ones, text equal after normalisation; ``near`` the same or all but equal.
        misses: pasal not found or unequal, with the similarity.
        asn_pasal: labels in order, of the ASN law.
        asn_complete: they are exactly Pasal 1 to 77, each with words.
    """

    pairs: int = 0
    identified: int = 0
    wanted: int = 0
    found: int = 0
    equal: int = 0
    near: int = 0
    misses: list[str] = field(default_factory=list)
    asn_pasal: list[str] = field(default_factory=list)
    asn_complete: bool = False
    cost: Cost | None = None


def measure_pdfs(data: Path, note: Callable[[str], None]) -> PdfReport:
    """Parse every PDF that has a CSV, and the ASN law."""
    health = data / "lexmedica_health_law"
    tables = {
        pdf: table for table in sorted((health / "pasal_csv").iterdir()) if (pdf := _pdf_of(table, health))
    }
    report = PdfReport(pairs=len(tables))
    asn_law = data / "documents" / ASN_LAW

    def take(result: Parsed) -> None:
        pdf = Path(result["file"])
        if pdf.name == ASN_LAW:
            _judge_asn_law(result, report)
        else:
            _judge(result, tables[pdf], report)

    report.cost = parse_files([*tables, asn_law], take, note)
    return report


def _pdf_of(table: Path, health: Path) -> Path | None:
    match = _CSV_NAME.fullmatch(table.name)
    if match is None:
        return None
    kind, number, year = match.groups()
    name = re.compile(rf"{_FILE_WORDS[kind.lower()]}_Nomor_+{number}_Tahun_{year}\.pdf")
    return next(
        (pdf.resolve() for pdf in sorted((health / "pdf").iterdir()) if name.fullmatch(pdf.name)), None
    )


def _judge(result: Parsed, table: Path, report: PdfReport) -> None:
    match = _CSV_NAME.fullmatch(table.name)
    source = result.get("source", {})
    if match is not None:
        report.identified += source.get("number") == match[2] and source.get("year") == int(match[3])
    have = {
        provision["label"].removeprefix("Pasal ").upper(): squashed(provision["full_text"])
        for provision in result.get("provisions", ())
        if provision["kind"] == "pasal" and provision["id"].count("/") == 1
    }
    for number, text in pasal_of(table).items():
        report.wanted += 1
        if number not in have:
            report.misses.append(f"{table.stem} Pasal {number} tidak ditemukan")
            continue
        report.found += 1
        alike = similarity(have[number], text)
        report.equal += alike == 1.0
        report.near += alike >= NEAR
        if alike < 1.0:
            report.misses.append(f"{table.stem} Pasal {number} {alike:.3f}")


def pasal_of(table: Path) -> dict[str, str]:
    """Squashed words by pasal number; where a table names one twice, its first words."""
    csv.field_size_limit(sys.maxsize)
    pasal: dict[str, str] = {}
    with table.open(encoding="utf-8", errors="replace", newline="") as rows:
        for row in csv.DictReader(rows):
            # Read by pattern: the metadata of some rows is no valid JSON.
            if match := _PASAL_ROW.search(row["metadata"] or ""):
                pasal.setdefault(match[1].upper(), squashed(row["content"] or ""))
    return pasal


def similarity(first: str, second: str) -> float:
    """1 for equal texts, else twice the characters in matching runs over all characters."""
    if first == second:
        return 1.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < NEAR:
        return matcher.real_quick_ratio()
    return min(matcher.ratio(), 0.9999)


def _judge_asn_law(result: Parsed, report: PdfReport) -> None:
    pasal = [
        provision
        for provision in result.get("provisions", ())
        if provision["kind"] == "pasal" and provision["id"].count("/") == 1
    ]
    report.asn_pasal = [provision["label"] for provision in pasal]
    wanted = [f"Pasal {number}" for number in range(1, ASN_PASAL + 1)]
    report.asn_complete = report.asn_pasal == wanted and all(provision["full_text"] for provision in pasal)
