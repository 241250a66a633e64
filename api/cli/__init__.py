"""The command line: ``tanya ingest | ask | search | serve | status | parse | fetch | audit
| versions | correct | remove | account | eval | feedback | forum | handovers | jobs | llm | mcp | notula
| worker``.

Exit codes: 0 done, 1 it failed and says why in one line, 2 wrong usage, 130 stopped with Ctrl+C.
"""

import sys
from importlib.metadata import version
from io import TextIOWrapper
from typing import Annotated

import typer

from api.cli import accounts, audit, evaluating, feedback, forum, handovers, language_model
from api.cli.asking import ask, search
from api.cli.common import out, say
from api.cli.correcting import correct
from api.cli.fetching import fetch
from api.cli.library import ingest, serve, status
from api.cli.llm_check import check
from api.cli.llm_usage import off, on, usage
from api.cli.mcp import mcp
from api.cli.minutes import notula
from api.cli.parsing import parse
from api.cli.upkeep import remove, versions
from api.cli.worker import jobs, worker
from api.logs import configure_logging
from corpus.errors import TanyaError

app = typer.Typer(
    name="tanya",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (ingest, ask, search, serve, status, parse, fetch, versions, remove, mcp, notula, worker):
    app.command()(command)
app.add_typer(audit.app, name="audit")
app.add_typer(correct, name="correct")
app.add_typer(accounts.app, name="account")
app.add_typer(evaluating.app, name="eval")
app.add_typer(feedback.app, name="feedback")
app.add_typer(forum.app, name="forum")
app.add_typer(handovers.app, name="handovers")
app.add_typer(jobs, name="jobs")
language_model.app.command()(check)
language_model.app.command()(off)
language_model.app.command()(on)
language_model.app.command()(usage)
app.add_typer(language_model.app, name="llm")

INTERRUPTED = 130


def _show_version(wanted: bool) -> None:
    if wanted:
        out.print(f"tanya {version('tanya-asn')}", highlight=False)
        raise typer.Exit


@app.callback()
def options(
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
            say("Dihentikan. Jalankan perintah yang sama untuk melanjutkan.")
        raise


def _fail(reason: str) -> None:
    say("Gagal: " + " ".join(reason.split()))
    sys.exit(1)
