"""What every command shares: the two consoles, common options, settings, and the open library."""

import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from pydantic import ValidationError
from rich.console import Console

from api.cli.console import BarProgress
from api.settings import Settings
from corpus.errors import CorruptIndex, InvalidInput, NotFound

if TYPE_CHECKING:
    from api.library import Library
    from api.state.state import State

out = Console()
err = Console(stderr=True)

Home = Annotated[
    Path | None, typer.Option("--home", help="Folder dengan semua data (bawaan: TANYA_HOME atau .tanya).")
]
On = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help="Tanggal yang ditanyakan, mis. 2024-05-01."),
]
Json = Annotated[bool, typer.Option("--json", help="Cetak JSON.")]
By = Annotated[str | None, typer.Option("--by", help="Nama Anda (bawaan: nama pengguna komputer ini).")]


def read_settings(home: Path | None = None) -> Settings:
    """The settings of the environment, with another home folder where one is named.

    Raises:
        InvalidInput: a setting has a value it cannot have; the message names it.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        wrong = ", ".join(f"TANYA_{item['loc'][0]}".upper() for item in error.errors())
        raise InvalidInput(f"Setelan {wrong} tidak sah. Contoh yang sah ada di .env.example.") from error
    except UnicodeDecodeError as error:
        raise InvalidInput("Berkas .env bukan teks UTF-8. Simpan ulang sebagai UTF-8.") from error
    return settings if home is None else settings.model_copy(update={"home": home})


@contextmanager
def open_library(home: Path | None) -> "Iterator[Library]":
    """The library of a home folder, closed afterwards."""
    # Opening the index takes a second of imports that `tanya parse` and `tanya fetch` do not need.
    from api import library as libraries

    library = libraries.Library(read_settings(home))
    try:
        yield library
    finally:
        library.close()


@contextmanager
def open_state(home: Path | None) -> "Iterator[State]":
    """The database of people and service, without the library; closed afterwards."""
    from api.state.state import state_of
    from corpus.home import Home as HomeFolder

    settings = read_settings(home)
    HomeFolder(settings.home).create()
    state = state_of(settings)
    try:
        yield state
    finally:
        state.close()


def who(by: str | None) -> str:
    """Who acts: as ``--by`` says, else the user of this computer."""
    return by if by is not None else getpass.getuser()


@contextmanager
def ready_library(home: Path | None) -> "Iterator[Library]":
    """A library that can answer; a new home is prepared first."""
    with open_library(home) as library:
        try:
            made_with = library.snapshot().info.model
            if made_with != library.embedder.model_id:
                say(
                    f"Vektor pustaka ini dibuat dengan model lain ({made_with}); pencarian memakai kata saja "
                    "sampai vektor dibuat ulang oleh tanya serve atau tanya ingest."
                )
        except NotFound:
            say("Menyiapkan pustaka; sekali saja.")
            _prepare(library)
        except CorruptIndex as error:
            say(f"{error} Indeks disusun ulang dari basis data.")
            _prepare(library)
        yield library


def _prepare(library: "Library") -> None:
    with BarProgress(err) as progress:
        library.prepare(progress=progress, wait=600)


def bar_among_results() -> BarProgress:
    """A bar for a command that prints as it goes: where both share a terminal, results are drawn above it."""
    return BarProgress(out if out.is_terminal else err)


def day_of(on: datetime | None) -> date | None:
    """The day of an ``--on`` option."""
    return on.date() if on else None


def clock_time(moment: datetime, zone: ZoneInfo) -> str:
    """``22-11-2026 14.05``, as the clock of ``zone`` shows it."""
    return f"{moment.astimezone(zone):%d-%m-%Y %H.%M}"


def print_json(text: str) -> None:
    """One JSON text on standard output."""
    # A lone surrogate, which a damaged document can hold, cannot be written.
    sys.stdout.write(text.encode("utf-8", "replace").decode("utf-8") + "\n")
    sys.stdout.flush()


def as_json(value: object, *, pretty: bool = False) -> str:
    """A value as JSON with its letters as they are; on several lines where a person reads it."""
    return json.dumps(value, ensure_ascii=False, indent=2 if pretty else None)


def say(words: str) -> None:
    """One line for a person on standard error, however long, with nothing in it read as markup."""
    err.print(words, markup=False, highlight=False, soft_wrap=True)
