"""``tanya fetch`` from the command line to the library."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api import cli
from api import library as libraries
from api.library import Library
from tests.fakes import WordEmbedder
from tests.ingestion.fetch.site import Reply, Site, running_site
from tests.workbench import CUTI

runner = CliRunner()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("TANYA_FETCH_ALLOW_PRIVATE", "true")
    monkeypatch.setenv("TANYA_FETCH_DELAY", "0")
    with running_site() as running:
        running.answers["/pp-91-2019.txt"] = Reply(CUTI.encode())
        yield running


def run(*arguments: object) -> Result:
    return runner.invoke(cli.application(), ["fetch", *map(str, arguments)])


def test_json_has_a_line_for_each_document(site: Site, tmp_path: Path) -> None:
    result = run(f"{site.url}/pp-91-2019.txt", f"{site.url}/tak-ada.pdf", "--into", tmp_path, "--json")
    assert result.exit_code == 1
    first, second = map(json.loads, result.stdout.splitlines())
    assert list(first) == ["url", "outcome", "file", "sha256", "size", "error", "links", "page"]
    assert (first["outcome"], first["file"]) == ("baru", str(tmp_path / "pp-91-2019.txt"))
    assert (second["outcome"], second["file"]) == ("gagal", None)
    assert "404" in second["error"]
    assert "1 dari 2 dokumen" in result.stderr


def test_what_a_manifest_lists_is_brought_in(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libraries, "Library", lambda settings: Library(settings, embedder=WordEmbedder()))
    home, manifest = tmp_path / "home", tmp_path / "daftar.yaml"
    manifest.write_text(f"- url: {site.url}/pp-91-2019.txt\n  regulation: pp-91-2019\n", encoding="utf-8")
    home.mkdir()
    result = run("--manifest", manifest, "--home", home, "--ingest", "--json")
    assert result.exit_code == 0
    assert [json.loads(line)["outcome"] for line in result.stdout.splitlines()] == ["baru"]
    assert (home / "unduhan" / "pp-91-2019.txt").read_bytes() == CUTI.encode()
    found = runner.invoke(
        cli.application(), ["search", "cuti tahunan", "--k", "100", "--home", str(home), "--json"]
    )
    sources = {passage["source_id"] for passage in json.loads(found.stdout)["passages"]}
    assert "pp-91-2019" in sources


def test_people_see_what_came_and_which_links_a_page_has(site: Site, tmp_path: Path) -> None:
    site.answers["/detail"] = Reply(b'<html><body><p>UU</p><a href="/uu.pdf">Unduh</a></body></html>')
    shown = run(f"{site.url}/detail", "--into", tmp_path).stdout
    assert "baru" in shown
    assert f"{site.url}/uu.pdf" in shown


def test_nothing_to_fetch_is_wrong_usage() -> None:
    assert run().exit_code == 2
