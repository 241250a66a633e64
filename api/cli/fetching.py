"""``tanya fetch``: documents from official sites into a folder, and from there into the library."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from api.cli.common import (
    Home,
    Json,
    as_json,
    bar_among_results,
    err,
    open_library,
    out,
    print_json,
    read_settings,
    say,
)
from api.cli.console import BarProgress, show_ingest, show_line
from api.settings import Settings
from ingestion.fetch import (
    AddressGuard,
    Fetched,
    Fetcher,
    FetchLimits,
    FetchOutcome,
    Wanted,
    read_manifest,
    wanted_url,
)

FOLDER = "unduhan"
"""Below the home folder, where no other is named."""


def fetch(
    urls: Annotated[list[str] | None, typer.Argument(help="URL dokumen.", show_default=False)] = None,
    manifest: Annotated[
        Path | None, typer.Option("--manifest", help="Daftar YAML atau JSON; lihat docs/fetching.md.")
    ] = None,
    into: Annotated[
        Path | None, typer.Option("--into", help="Folder tujuan (bawaan: unduhan di folder data).")
    ] = None,
    ingest: Annotated[bool, typer.Option("--ingest", help="Masukkan hasilnya ke pustaka.")] = False,
    home: Home = None,
    json_: Json = False,
) -> None:
    """Unduh peraturan dari situs resmi; sopan, dapat dilanjutkan, dan diperiksa checksum-nya."""
    wanted = [wanted_url(url) for url in urls or ()]
    if manifest is not None:
        wanted += read_manifest(manifest)
    if not wanted:
        raise typer.BadParameter("tulis URL-nya, atau pakai --manifest BERKAS")
    settings = read_settings(home)
    results = _fetch_all(wanted, into or settings.home / FOLDER, settings, json_=json_)
    failed = sum(result.outcome is FetchOutcome.FAILED for result in results)
    files = [result.path for result in results if result.path is not None]
    if ingest and files:
        _ingest(files, home, json_=json_)
    if failed:
        say(f"{failed} dari {len(results)} dokumen tidak dapat diunduh.")
        raise typer.Exit(1)


def _fetch_all(wanted: list[Wanted], folder: Path, settings: Settings, *, json_: bool) -> list[Fetched]:
    limits = FetchLimits(
        max_bytes=settings.fetch_max_bytes, delay=settings.fetch_delay, timeout=settings.fetch_timeout
    )
    guard = AddressGuard(allow_private=settings.fetch_allow_private)
    results = []
    with bar_among_results() as bar, Fetcher(folder, limits=limits, guard=guard, progress=bar) as fetcher:
        for result in fetcher.fetch(wanted):
            results.append(result)
            if json_:
                print_json(as_json(_line(result)))
            else:
                _show(result)
    return results


def _ingest(files: list[Path], home: Path | None, *, json_: bool) -> None:
    with open_library(home) as library, BarProgress(err) as progress:
        report = library.ingest(files, progress=progress)
    # With --json, standard output has one shape: a line for each download.
    show_ingest(report, err if json_ else out, as_json=False)


def _line(result: Fetched) -> dict[str, object]:
    return {
        "url": result.url,
        "outcome": result.outcome.value,
        "file": str(result.path.resolve()) if result.path else None,
        "sha256": result.sha256,
        "size": result.size,
        "error": result.reason,
        "links": result.links,
        "page": result.page,
    }


def _show(result: Fetched) -> None:
    if result.path is None:
        show_line(out, f"[bold]{result.outcome}[/] {escape(result.url)}: {escape(result.reason)}")
        return
    size = f"{result.size / 1024:.0f} KiB, sha256 {result.sha256[:12]}…"
    show_line(out, f"[bold]{result.outcome}[/] {escape(str(result.path))} ({size})")
    if result.links:
        show_line(out, "  Tautan PDF pada halaman ini (ambil URL-nya, atau “follow: pdf” pada manifes):")
        for link in result.links:
            show_line(out, f"  {escape(link)}")
