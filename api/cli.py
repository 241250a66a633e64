"""The command line: ``tanya ingest | ask | search | serve | status``.

Exit codes: 0 done, 1 it failed and says why in one line, 2 wrong usage, 130 stopped with Ctrl+C.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import structlog
import typer
from pydantic import ValidationError
from rich.console import Console

from api.batch import run_batch
from api.console import BarProgress, show_answer, show_ingest, show_passages, show_status
from api.library import Library
from api.schemas import AskRequest, AskResponse, SearchResponse
from api.settings import Settings
from corpus.errors import CorruptIndex, InvalidInput, NotFound, TanyaError

app = typer.Typer(
    name="tanya",
    help="Tanya ASN: jawaban kepegawaian dengan sitasi yang diperiksa kata demi kata.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
INTERRUPTED = 130
out = Console()
err = Console(stderr=True)

Home = Annotated[
    Path | None, typer.Option("--home", help="Folder dengan semua data (bawaan: TANYA_HOME atau .tanya).")
]
On = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help="Tanggal yang ditanyakan, mis. 2024-05-01."),
]
K = Annotated[int, typer.Option("--k", min=1, max=100, help="Banyaknya bagian sumber.")]
Json = Annotated[bool, typer.Option("--json", help="Cetak JSON.")]
Batch = Annotated[
    Path | None,
    typer.Option("--batch", help='JSONL berisi {"id", "question", "on"?}; satu baris JSON per baris.'),
]
Asked = Annotated[str | None, typer.Argument(help="Pertanyaan.", show_default=False)]


@contextmanager
def _library(home: Path | None) -> Iterator[Library]:
    library = Library(_settings(home))
    try:
        yield library
    finally:
        library.close()


def _settings(home: Path | None) -> Settings:
    try:
        settings = Settings()
    except ValidationError as error:
        wrong = ", ".join(f"TANYA_{item['loc'][0]}".upper() for item in error.errors())
        raise InvalidInput(f"Setelan {wrong} tidak sah. Contoh yang sah ada di .env.example.") from error
    except UnicodeDecodeError as error:
        raise InvalidInput("Berkas .env bukan teks UTF-8. Simpan ulang sebagai UTF-8.") from error
    return settings if home is None else settings.model_copy(update={"home": home})


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Berkas atau folder.", show_default=False)],
    home: Home = None,
    as_json: Json = False,
    no_starter: Annotated[
        bool, typer.Option("--no-starter", help="Jangan isi pustaka baru dengan korpus bawaan.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Baca ulang juga berkas yang tidak berubah.")
    ] = False,
) -> None:
    """Masukkan dokumen ke pustaka; aman dihentikan dan dijalankan lagi."""
    with _library(home) as library, BarProgress(err) as progress:
        report = library.ingest(paths, starter=not no_starter, force=force, progress=progress)
    show_ingest(report, out, as_json=as_json)
    if report.files and all(result.outcome == "ditolak" for result in report.files):
        raise typer.Exit(1)


@app.command()
def ask(
    question: Asked = None,
    home: Home = None,
    on: On = None,
    k: K = 8,
    as_json: Json = False,
    batch: Batch = None,
) -> None:
    """Jawab pertanyaan dengan sitasi, atau katakan terus terang bahwa tidak ada sumbernya."""

    def answer(library: Library, request: AskRequest) -> AskResponse:
        return AskResponse.of(library.ask(request.question, request.on, request.k), request.id)

    def show(library: Library, request: AskRequest) -> None:
        show_answer(library.ask(request.question, request.on, request.k), library, out)

    _respond(home, question, batch, on, k, answer, None if as_json else show)


@app.command()
def search(
    question: Asked = None,
    home: Home = None,
    on: On = None,
    k: K = 10,
    as_json: Json = False,
    batch: Batch = None,
) -> None:
    """Cari bagian sumber yang paling dekat dengan pertanyaan."""

    def find(library: Library, request: AskRequest) -> SearchResponse:
        return SearchResponse.of(library.search(request.question, request.on, request.k), request.id)

    def show(library: Library, request: AskRequest) -> None:
        show_passages(library.search(request.question, request.on, request.k), out)

    _respond(home, question, batch, on, k, find, None if as_json else show)


@app.command()
def status(home: Home = None, as_json: Json = False) -> None:
    """Tampilkan isi pustaka dan berkas yang ditolak."""
    with _library(home) as library:
        if as_json:
            lists: dict[str, list[dict[str, str]]] = {"refused": [], "warnings": []}
            for item in library.refusals():
                kind = "warnings" if item.is_warning else "refused"
                lists[kind].append({"path": item.origin, "reason": item.reason})
            _print_json(json.dumps({**library.status().model_dump(), **lists}, ensure_ascii=False))
        else:
            show_status(library, out)


@app.command()
def serve(
    home: Home = None,
    host: Annotated[str | None, typer.Option("--host", help="Alamat (bawaan: TANYA_HOST).")] = None,
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help="Porta.")] = None,
) -> None:
    """Jalankan aplikasi web."""
    from api import serving
    from api.app import create_app

    settings = _settings(home)
    address, number = host or settings.host, port or settings.port
    taken = serving.take_address(address, number)
    with _ready(home) as library:
        _say(f"Tanya ASN siap di {serving.shown_url(address, number)} (Ctrl+C untuk berhenti)")
        serving.serve(create_app(settings, library=library), taken)


@contextmanager
def _ready(home: Path | None) -> Iterator[Library]:
    """A library that can answer; a new home is prepared first."""
    with _library(home) as library:
        try:
            made_with = library.snapshot().info.model
            if made_with != library.embedder.model_id:
                _say(
                    f"Vektor pustaka ini dibuat dengan model lain ({made_with}); pencarian memakai kata saja "
                    "sampai vektor dibuat ulang oleh tanya serve atau tanya ingest."
                )
        except NotFound:
            _say("Menyiapkan pustaka; sekali saja.")
            _prepare(library)
        except CorruptIndex as error:
            _say(f"{error} Indeks disusun ulang dari basis data.")
            _prepare(library)
        yield library


def _prepare(library: Library) -> None:
    with BarProgress(err) as progress:
        library.prepare(progress=progress, wait=600)


def _respond(
    home: Path | None,
    question: str | None,
    batch: Path | None,
    on: datetime | None,
    k: int,
    respond: Callable[[Library, AskRequest], AskResponse | SearchResponse],
    show: Callable[[Library, AskRequest], None] | None,
) -> None:
    """Answer one question or a batch; wrong usage is told before any library is prepared."""
    if batch is not None and question is not None:
        raise typer.BadParameter("pakai pertanyaan atau --batch, jangan keduanya")
    request = _request(question, on, k) if batch is None else None
    with _ready(home) as library:
        if batch is not None:
            _run_batch(library, batch, respond, on, k)
        elif request is not None and show is not None:
            show(library, request)
        elif request is not None:
            _print_json(respond(library, request).model_dump_json())


def _request(question: str | None, on: datetime | None, k: int) -> AskRequest:
    if question is None:
        raise typer.BadParameter("tulis pertanyaannya, atau pakai --batch BERKAS.jsonl")
    try:
        return AskRequest(question=question.strip(), on=_day(on), k=k)
    except ValidationError as error:
        raise typer.BadParameter("pertanyaan harus 1 sampai 4000 karakter") from error


def _day(on: datetime | None) -> date | None:
    return on.date() if on else None


def _run_batch(
    library: Library,
    batch: Path,
    respond: Callable[[Library, AskRequest], AskResponse | SearchResponse],
    on: datetime | None,
    k: int,
) -> None:
    failed = run_batch(batch, lambda request: respond(library, request), sys.stdout, on=_day(on), k=k)
    if failed:
        _say(f"{failed} baris gagal; lihat “error” pada keluarannya.")
        raise typer.Exit(1)


def _print_json(text: str) -> None:
    sys.stdout.write(text + "\n")


def _say(words: str) -> None:
    """One line for a person on standard error, however long, with nothing in it read as markup."""
    err.print(words, markup=False, highlight=False, soft_wrap=True)


def main() -> None:
    """Entry point: errors of ours become one line and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Whatever the locale: quotes have letters that ASCII lacks, and JSON is UTF-8.
            stream.reconfigure(encoding="utf-8")
    # Standard output is for results alone; scripts read JSON from it.
    structlog.configure(logger_factory=lambda *_: structlog.PrintLogger(sys.stderr))
    try:
        app()
    except TanyaError as error:
        _fail(str(error))
    except OSError as error:
        # What no layer below explains: a disk that fills up or fails under SQLite's or Chroma's files.
        place = f" ({error.filename})" if error.filename else ""
        _fail(f"{error.strerror or error}{place}. Periksa ruang disk dan izin folder.")
    except SystemExit as ended:
        # Typer makes this code of Ctrl+C, and says nothing.
        if ended.code == INTERRUPTED:
            _say("Dihentikan. Jalankan perintah yang sama untuk melanjutkan.")
        raise


def _fail(reason: str) -> None:
    _say("Gagal: " + " ".join(reason.split()))
    sys.exit(1)
