"""``tanya audit`` without a word behind it, ``tanya versions`` and ``tanya remove``."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from api.cli.common import Home, Json, On, as_json, day_of, err, out, print_json, ready_library, say
from api.cli.console import BarProgress, show_line
from corpus.amendments import PasalVersion
from corpus.audit import Audit, Finding
from corpus.citations import format_citation
from corpus.dates import long_date
from corpus.errors import InvalidIdentifier, NotFound
from corpus.identifiers import split_provision_id, without_version
from corpus.knowledge import Knowledge
from corpus.wordings import holds_on, versioned_unit


def show_library_audit(home: Path | None, on: datetime | None, *, as_json: bool, strict: bool) -> None:
    """Print what in the library rests on rules that no longer hold, and which amendments are lacking.

    Raises:
        Exit: with code 1, where something does and ``strict``.
    """
    from api.upkeep import audit_library

    with ready_library(home) as library:
        found = audit_library(library, day_of(on))
    if as_json:
        print_json(json.dumps(_audit_json(found), ensure_ascii=False))
    else:
        _show_audit(found)
    if strict and found.findings:
        raise typer.Exit(1)


def _audit_json(found: Audit) -> dict[str, object]:
    return {
        "on": found.on.isoformat(),
        "documents": found.documents,
        "stale": [_finding_json(finding) for finding in found.findings],
        "unknown": found.unknown,
        "missing": [asdict(missing) for missing in found.missing],
    }


def _finding_json(finding: Finding) -> dict[str, object]:
    document = finding.document
    return {
        "id": document.id,
        "kind": document.kind.value,
        "title": document.title,
        "origin": document.origin,
        "checked": document.checked.isoformat() if document.checked else None,
        "bases": [
            {
                "id": stale.basis.identifier,
                "status": stale.status.value,
                "reason": stale.reason,
                "since": stale.since.isoformat() if stale.since else None,
                "ended_by": stale.ended_by,
                "successor": stale.successor,
                "quote": stale.basis.quote,
            }
            for stale in finding.stale
        ],
    }


def _show_audit(found: Audit) -> None:
    if found.findings:
        table = Table(title=f"Dasar yang tidak berlaku pada {long_date(found.on)}", title_justify="left")
        for column in ("Dokumen", "Dasar", "Status", "Sebab", "Pengganti"):
            table.add_column(column, overflow="fold")
        for finding in found.findings:
            name = f"{finding.document.title} ({finding.document.id})"
            for stale in finding.stale:
                day = f" Sejak {long_date(stale.since)}." if stale.since else ""
                basis = _name(stale.basis.identifier)
                successor = _name(stale.successor) if stale.successor else "-"
                cells = (name, basis, stale.status.value, stale.reason + day, successor)
                table.add_row(*map(escape, cells))
                name = ""
        out.print(table)
    _show_missing(found)
    show_line(
        out,
        f"{found.documents} dokumen diperiksa; {len(found.findings)} di antaranya bersandar pada dasar yang "
        f"tidak berlaku. {len(found.unknown)} dasar tidak dapat diperiksa: naskahnya tidak ada di pustaka.",
    )


def _show_missing(found: Audit) -> None:
    """What a knowledge manager should bring in, the most needed first."""
    if not found.missing:
        return
    table = Table(title="Perubahan yang naskahnya tidak ada di pustaka", title_justify="left")
    for column in ("Peraturan yang diubah", "Diubah dengan", "Menurut", "Dirujuk"):
        table.add_column(column, overflow="fold")
    for missing in found.missing:
        amending = _name(missing.amending_id) if missing.amending_id else f"{missing.unnamed} perubahan lain"
        if missing.is_here:
            amending += " (ada, tetapi perubahannya belum terbaca)"
        told = _name(missing.told_by[-1])
        if len(missing.told_by) > 1:
            told += f" dan {len(missing.told_by) - 1} lainnya"
        table.add_row(*map(escape, (_name(missing.target_id), amending, told, f"{missing.cited} sumber")))
    out.print(table)
    show_line(
        out,
        "Bunyi peraturan di atas mungkin sudah lain. Masukkan naskah perubahannya dengan tanya ingest, atau "
        "tolak yang salah baca dengan tanya correct relation reject.",
    )


def versions(
    provision: Annotated[str, typer.Argument(help="Mis. uu-8-1974/pasal-5.", show_default=False)],
    home: Home = None,
    on: On = None,
    json_: Json = False,
) -> None:
    """Tampilkan bunyi suatu ketentuan dari waktu ke waktu, atau pada satu tanggal."""
    split_provision_id(provision)
    day = day_of(on)
    with ready_library(home) as library:
        snapshot = library.snapshot()
        wordings = _wordings(snapshot.knowledge, without_version(provision))
        force = snapshot.force.in_force(provision, day or library.today())
    shown = [(version, text) for version, text in wordings if day is None or holds_on(version, day)]
    if json_:
        listed = [{**version.model_dump(mode="json"), "text": text} for version, text in shown]
        report = {"id": provision, "status": force.status.value, "reason": force.reason, "versions": listed}
        print_json(as_json(report))
        return
    show_line(out, f"[bold]{escape(_name(provision))}[/]: {force.status.value}. {escape(force.reason)}")
    if not shown:
        show_line(out, "Ketentuan ini tidak ada pada tanggal itu.")
    for version, text in shown:
        _show_wording(version, text)


def _wordings(knowledge: Knowledge, provision: str) -> list[tuple[PasalVersion, str]]:
    """Every wording of a unit with its words, those of the unit alone where it stands within a pasal.

    Raises:
        NotFound: it was never here.
    """
    pasal = versioned_unit(provision)
    within = provision.removeprefix(pasal)
    known = knowledge.versions_of(pasal) or [PasalVersion(pasal_id=pasal, text_id=pasal)]
    readings = knowledge.readings_by_id([f"{version.text_id}{within}" for version in known])
    if not readings:
        raise NotFound(f"Ketentuan “{provision}” tidak ada di pustaka ini.")
    words = {identifier: found[0][0].full_text for identifier, found in readings.items()}
    return [(version, words.get(f"{version.text_id}{within}", "")) for version in known]


def _show_wording(version: PasalVersion, text: str) -> None:
    span = f"sejak {long_date(version.since)}" if version.since else "semula"
    span += f" sampai sebelum {long_date(version.until)}" if version.until else ""
    by = ", ".join(map(_name, version.by))
    show_line(out, f"\n[bold]{span}[/]{f' dengan {escape(by)}' if by else ''}")
    if version.doubt:
        show_line(out, f"[yellow]Diragukan:[/] {escape(version.doubt)}")
    out.print(text or "(tidak ada dalam bunyi ini)", markup=False, highlight=False)


def remove(
    source: Annotated[str, typer.Argument(help="Pengenal sumber, mis. pp-53-2010.", show_default=False)],
    home: Home = None,
    yes: Annotated[bool, typer.Option("--yes", help="Jangan tanya lagi.")] = False,
) -> None:
    """Keluarkan satu sumber dari pustaka; koreksi dengan tangan tetap disimpan."""
    from api.upkeep import remove as take_out

    with ready_library(home) as library:
        title = library.store.source(source).title
        if not yes and not typer.confirm(f"Keluarkan “{title}” ({source}) dari pustaka?", err=True):
            raise typer.Exit(1)
        with BarProgress(err) as progress:
            take_out(library, source, progress=progress)
    say(f"“{title}” dikeluarkan dari pustaka.")


def _name(identifier: str) -> str:
    try:
        return format_citation(identifier)
    except InvalidIdentifier:
        return identifier
