"""``tanya ingest``, ``tanya status`` and ``tanya serve``."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.common import (
    Home,
    Json,
    as_json,
    err,
    open_library,
    out,
    print_json,
    read_settings,
    ready_library,
    say,
)
from api.cli.console import BarProgress, show_ingest, show_status


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Berkas atau folder.", show_default=False)],
    home: Home = None,
    json_: Json = False,
    no_starter: Annotated[
        bool, typer.Option("--no-starter", help="Jangan isi pustaka baru dengan korpus bawaan.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Baca ulang juga berkas yang tidak berubah.")
    ] = False,
    no_vectors: Annotated[
        bool,
        typer.Option(
            "--no-vectors",
            help="Cari berkas ini menurut kata saja, tanpa membuat vektor; jalankan lagi tanpa opsi ini "
            "untuk membuatnya.",
        ),
    ] = False,
) -> None:
    """Masukkan dokumen ke pustaka; aman dihentikan dan dijalankan lagi."""
    with open_library(home) as library, BarProgress(err) as progress:
        report = library.ingest(
            paths, starter=not no_starter, force=force, vectors=not no_vectors, progress=progress
        )
    show_ingest(report, out, as_json=json_)
    if report.files and all(result.outcome == "ditolak" for result in report.files):
        raise typer.Exit(1)


def status(home: Home = None, json_: Json = False) -> None:
    """Tampilkan isi pustaka dan berkas yang ditolak."""
    with open_library(home) as library:
        if json_:
            lists: dict[str, list[dict[str, str]]] = {"refused": [], "warnings": []}
            for item in library.refusals():
                kind = "warnings" if item.is_warning else "refused"
                lists[kind].append({"path": item.origin, "reason": item.reason})
            print_json(as_json({**library.status().model_dump(), **lists}))
        else:
            show_status(library, out)


def serve(
    home: Home = None,
    host: Annotated[str | None, typer.Option("--host", help="Alamat (bawaan: TANYA_HOST).")] = None,
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help="Porta.")] = None,
) -> None:
    """Jalankan aplikasi web."""
    from api import serving
    from api.app import create_app

    settings = read_settings(home)
    address, number = host or settings.host, port or settings.port
    taken = serving.take_address(address, number)
    with ready_library(home) as library:
        say(f"Tanya ASN siap di {serving.shown_url(address, number)} (Ctrl+C untuk berhenti)")
        serving.serve(create_app(settings, library=library), taken, proxies=settings.proxies)
