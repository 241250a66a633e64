"""The command line: ``tanya ingest | ask | search | serve | status | parse | fetch | audit
| versions | correct | remove | account | eval | feedback | forum | handovers | jobs | llm | mcp | notula
| worker``.

Exit codes: 0 done, 1 it failed and says why in one line, 2 wrong usage, 130 stopped with Ctrl+C.
"""

import sys
from collections.abc import Iterable
from importlib import import_module
from importlib.metadata import version
from io import TextIOWrapper
from typing import Annotated

import typer

from api.cli.common import out, say
from api.logs import configure_logging
from corpus.errors import TanyaError

COMMANDS = {
    "ingest": "library:ingest",
    "ask": "asking:ask",
    "search": "asking:search",
    "serve": "library:serve",
    "status": "library:status",
    "parse": "parsing:parse",
    "fetch": "fetching:fetch",
    "versions": "upkeep:versions",
    "remove": "upkeep:remove",
    "mcp": "mcp:mcp",
    "notula": "minutes:notula",
    "worker": "worker:worker",
    "audit": "audit:app",
    "correct": "correcting:correct",
    "account": "accounts:app",
    "eval": "evaluating:app",
    "feedback": "feedback:app",
    "forum": "forum:app",
    "handovers": "handovers:app",
    "jobs": "worker:jobs",
    "llm": "language_model:app",
}
"""Where each command lives, in the order of the help: module of this package, and name in it."""
INTERRUPTED = 130


def _show_version(wanted: bool) -> None:
    if wanted:
        out.print(f"tanya {version('tanya-asn')}", highlight=False)
        raise typer.Exit


def application(names: Iterable[str] = tuple(COMMANDS)) -> typer.Typer:
    """The application with the commands of these names.

    All of them together import most of the product, which takes longer than ``tanya status`` itself.
    """
    app = typer.Typer(
        name="tanya", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
    )
    app.callback()(_options)
    for name in names:
        module, _, attribute = COMMANDS[name].partition(":")
        command = getattr(import_module(f"api.cli.{module}"), attribute)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app


def _asked_for(arguments: list[str]) -> Iterable[str]:
    """The commands that these arguments need: one, none, or all for the help and for a misspelled name."""
    first = arguments[0] if arguments else ""
    if first in COMMANDS:
        return (first,)
    return () if first == "--version" else COMMANDS


def _options(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Tampilkan versi."),
    ] = False,
) -> None:
    """Tanya ASN: jawaban kepegawaian dengan sitasi yang diperiksa kata demi kata."""


def main() -> None:
    """Entry point: errors of ours become one line and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Whatever the locale: quotes have letters that ASCII lacks, and JSON is UTF-8.
            stream.reconfigure(encoding="utf-8")
    # Standard output is for results alone; scripts read JSON from it.
    configure_logging()
    try:
        application(_asked_for(sys.argv[1:]))()
    except TanyaError as error:
        _fail(str(error))
    except OSError as error:
        # What no layer below explains: a disk that fills up or fails under SQLite's or Chroma's files.
        place = f" ({error.filename})" if error.filename else ""
        _fail(f"{error.strerror or error}{place}. Periksa ruang disk dan izin folder.")
    except SystemExit as ended:
        # Typer makes this code of Ctrl+C, and says nothing.
        if ended.code == INTERRUPTED:
            say("Dihentikan. Jalankan perintah yang sama untuk melanjutkan.")
        raise


def _fail(reason: str) -> None:
    say("Gagal: " + " ".join(reason.split()))
    sys.exit(1)
