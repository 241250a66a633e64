"""``make verify-starter``: check every entry and every digest, tell what is wrong, exit 1 if anything is."""

import argparse
import sys
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from api.cli.console import BarProgress
from api.starter_check.entries import check_basis, check_citing, check_numbers, check_review
from api.starter_check.files import REPOSITORY, Starter, load_starter, statements
from api.starter_check.findings import Finding
from api.starter_check.law import RealLaw, library_with
from api.starter_check.readability import readability
from api.starter_check.readings import check_readings, load_readings
from api.starter_check.wording import ReferenceTexts, check_wording
from corpus.acts import regulation_of

REFERENCE = REPOSITORY.parent / "shared" / "data"
LAWS = "regulasi_asn"
"""Folder of the reference documents whose laws are all read, for what amends or repeals what."""


def main() -> int:
    """Check, report, and give the exit status."""
    arguments = argparse.ArgumentParser(prog="make verify-starter", description=__doc__)
    arguments.add_argument(
        "--reference", type=Path, default=REFERENCE, help="folder of the reference documents"
    )
    arguments.add_argument(
        "--on", type=date.fromisoformat, default=None, help="day the law must be in force on"
    )
    arguments.add_argument("--without-readings", action="store_true", help="leave the record of readings out")
    chosen = arguments.parse_args()
    console = Console(stderr=True)
    if not chosen.reference.is_dir():
        console.print(
            f"There are no reference documents in {chosen.reference}; name their folder: --reference."
        )
        return 2
    starter = load_starter()
    with BarProgress(console) as progress:
        laws = sorted({chosen.reference / LAWS, *_documents(starter, chosen.reference)})
        with library_with(laws, progress) as library:
            on = chosen.on or library.today()
            findings = _law(starter, RealLaw(library.store), chosen.reference, on)
    findings += _entries(starter, on, readings=not chosen.without_readings)
    _report(starter, findings, Console())
    return 1 if findings else 0


def _documents(starter: Starter, reference: Path) -> set[Path]:
    """The documents beside ``LAWS`` that digests rest on."""
    named = {provision.located.document for provision in starter.provisions.values()}
    return {reference / document for document in named if not document.startswith(f"{LAWS}/")}


def _entries(starter: Starter, today: date, *, readings: bool) -> list[Finding]:
    recorded = load_readings() if readings else []
    findings: list[Finding] = []
    for entry in starter.entries:
        findings += check_basis(entry, starter.provisions)
        findings += check_numbers(entry, starter.provisions)
        findings += check_citing(entry)
        findings += check_review(entry, today)
        if readings:
            findings += check_readings(entry, starter.provisions, recorded)
    return findings


def _law(starter: Starter, law: RealLaw, reference: Path, on: date) -> list[Finding]:
    texts = ReferenceTexts(reference)
    findings = [finding for entry in starter.entries for finding in law.check_force(entry, on)]
    for identifier, provision in starter.provisions.items():
        wording = check_wording(identifier, provision, texts)
        findings += wording
        if not wording:
            findings += law.check_place(identifier, provision, texts.located(provision))
    return findings


def _report(starter: Starter, findings: list[Finding], console: Console) -> None:
    for finding in sorted(findings):
        console.print(f"{finding.where}: {finding.problem}", markup=False, highlight=False, soft_wrap=True)
    table = Table("kind", "number", title="Starter corpus")
    kinds = [entry.id.split("/")[0] for entry in starter.entries]
    for kind in ("faq", "sop", "forum"):
        table.add_row(kind, str(kinds.count(kind)))
    table.add_row("digested provisions", str(len(starter.provisions)))
    table.add_row("regulations", str(len({regulation_of(identifier) for identifier in starter.provisions})))
    table.add_row("findings", str(len(findings)))
    read = readability(statements(entry) for entry in starter.entries)
    table.add_row("words per sentence", f"{read.words_per_sentence:.1f}")
    table.add_row("longest tenth of the sentences, words", f"{read.longest_tenth:.0f}")
    table.add_row("LIX", f"{read.lix:.0f}")
    console.print(table)


if __name__ == "__main__":
    sys.exit(main())
