"""``tanya llm …``: the group that the commands about language models are registered on."""

import typer

app = typer.Typer(
    name="llm", no_args_is_help=True, help="Model bahasa: periksa, matikan, nyalakan, lihat pemakaian."
)
