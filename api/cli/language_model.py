"""``tanya llm …``: the commands about language models."""

import typer

from api.cli.llm_check import check
from api.cli.llm_usage import off, on, usage

app = typer.Typer(
    name="llm", no_args_is_help=True, help="Model bahasa: periksa, matikan, nyalakan, lihat pemakaian."
)
for command in (check, off, on, usage):
    app.command()(command)
