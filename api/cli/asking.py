"""``tanya ask`` and ``tanya search``: one question, or a batch of them."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError

from api.cli.batch import run_batch
from api.cli.common import Home, Json, On, day_of, out, print_json, ready_library, say
from api.cli.console import show_answer, show_passages
from api.cli.history import read_history
from api.schemas import AskRequest, AskResponse, SearchResponse, completed
from assistant.models import LONGEST_QUESTION

if TYPE_CHECKING:
    from api.library import Library

K = Annotated[int, typer.Option("--k", min=1, max=100, help="Banyaknya bagian sumber.")]
Batch = Annotated[
    Path | None,
    typer.Option("--batch", help='JSONL berisi {"id", "question", "on"?}; satu baris JSON per baris.'),
]
History = Annotated[
    Path | None,
    typer.Option(
        "--history", help='JSONL tanya jawab sebelumnya: {"question", "cited"?}, yang terlama dahulu.'
    ),
]
Asked = Annotated[str | None, typer.Argument(help="Pertanyaan.", show_default=False)]


def ask(
    question: Asked = None,
    home: Home = None,
    on: On = None,
    k: K = 8,
    json_: Json = False,
    batch: Batch = None,
    history: History = None,
) -> None:
    """Jawab pertanyaan dengan sitasi, atau katakan terus terang bahwa tidak ada sumbernya."""
    if batch is not None and history is not None:
        raise typer.BadParameter("--history hanya untuk satu pertanyaan, bukan untuk --batch")
    turns = read_history(history) if history is not None else ()

    def answer(library: "Library", request: AskRequest) -> AskResponse:
        given = library.ask(request.question, request.on, request.k, turns)
        return AskResponse.of(given, request.id, asked=request.question)

    def show(library: "Library", request: AskRequest) -> None:
        given = library.ask(request.question, request.on, request.k, turns)
        show_answer(given, library, out, understood_as=completed(given, request.question))

    _respond(home, question, batch, on, k, answer, None if json_ else show)


def search(
    question: Asked = None,
    home: Home = None,
    on: On = None,
    k: K = 10,
    json_: Json = False,
    batch: Batch = None,
) -> None:
    """Cari bagian sumber yang paling dekat dengan pertanyaan."""

    def find(library: "Library", request: AskRequest) -> SearchResponse:
        return SearchResponse.of(library.search(request.question, request.on, request.k), request.id)

    def show(library: "Library", request: AskRequest) -> None:
        show_passages(library.search(request.question, request.on, request.k), out)

    _respond(home, question, batch, on, k, find, None if json_ else show)


def _respond(
    home: Path | None,
    question: str | None,
    batch: Path | None,
    on: datetime | None,
    k: int,
    respond: "Callable[[Library, AskRequest], AskResponse | SearchResponse]",
    show: "Callable[[Library, AskRequest], None] | None",
) -> None:
    """Answer one question or a batch; wrong usage is told before any library is prepared."""
    if batch is not None and question is not None:
        raise typer.BadParameter("pakai pertanyaan atau --batch, jangan keduanya")
    request = _request(question, on, k) if batch is None else None
    with ready_library(home) as library:
        if batch is not None:
            _run_batch(library, batch, respond, on, k)
        elif request is not None and show is not None:
            show(library, request)
        elif request is not None:
            print_json(respond(library, request).model_dump_json())


def _request(question: str | None, on: datetime | None, k: int) -> AskRequest:
    if question is None:
        raise typer.BadParameter("tulis pertanyaannya, atau pakai --batch BERKAS.jsonl")
    try:
        return AskRequest(question=question.strip(), on=day_of(on), k=k)
    except ValidationError as error:
        raise typer.BadParameter(f"pertanyaan harus 1 sampai {LONGEST_QUESTION} karakter") from error


def _run_batch(
    library: "Library",
    batch: Path,
    respond: "Callable[[Library, AskRequest], AskResponse | SearchResponse]",
    on: datetime | None,
    k: int,
) -> None:
    failed = run_batch(batch, lambda request: respond(library, request), sys.stdout, on=day_of(on), k=k)
    if failed:
        say(f"{failed} baris gagal; lihat “error” pada keluarannya.")
        raise typer.Exit(1)
