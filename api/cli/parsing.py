"""``tanya parse``: what the parser makes of documents, without touching any store."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.common import Json, as_json, bar_among_results, out, print_json, say
from api.cli.parse_report import show_parsed
from api.parse_view import parse_file, parsed_json
from corpus.errors import UnreadableDocument
from ingestion.files import InputFile, find_files
from ingestion.isolated_reader import IsolatedReader


def parse(
    paths: Annotated[list[Path], typer.Argument(help="Berkas atau folder peraturan.", show_default=False)],
    json_: Json = False,
) -> None:
    """Urai peraturan menjadi pohon ketentuan, tanpa menyentuh pustaka.

    Satu berkas memberi satu JSON; beberapa berkas atau satu folder memberi satu baris JSON per berkas.
    """
    files = find_files(paths)
    with IsolatedReader() as reader:
        if len(paths) == 1 and not paths[0].is_dir():
            parsed = parse_file(files[0].path, reader)
            if json_:
                print_json(as_json(parsed_json(parsed), pretty=True))
            else:
                show_parsed(parsed, out)
            return
        failed = _parse_each(files, reader, json_=json_)
    if failed:
        say(f"{failed} dari {len(files)} berkas tidak dapat diurai.")
        raise typer.Exit(1)


def _parse_each(files: list[InputFile], reader: IsolatedReader, *, json_: bool) -> int:
    """Print every file as soon as it is parsed; returns how many could not be."""
    failed = 0
    with bar_among_results() as progress:
        progress.begin("Mengurai", len(files))
        for file in files:
            try:
                parsed = parse_file(file.path, reader)
            except UnreadableDocument as error:
                failed += 1
                if json_:
                    print_json(as_json({"file": file.place, "error": error.reason}))
                else:
                    say(f"Gagal: {file.origin}: {error.reason}")
            else:
                if json_:
                    print_json(as_json({"file": file.place, **parsed_json(parsed)}))
                else:
                    show_parsed(parsed, out, name=file.origin)
            progress.advance(label=file.origin)
    return failed
