"""``tanya audit verify`` and ``export``: the trail of decisions on a home folder."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api import cli
from api.settings import Settings
from api.state.audit_chain import GENESIS, Linked, chained, check
from api.state.state import State, state_of
from tests.api.tampering import tamper

runner = CliRunner()


def run(home: Path, *arguments: str) -> Result:
    return runner.invoke(
        cli.application(), ["audit", *arguments, "--home", str(home)], catch_exceptions=False
    )


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    opened = state_of(Settings(home=tmp_path, _env_file=None))
    opened.switch.turn_off(reason="biaya, habis", by="Ani")
    opened.switch.turn_on(by="Budi", reason="=1+1")
    yield opened
    opened.close()


def test_a_whole_trail_shows_the_head_to_keep(tmp_path: Path, state: State) -> None:
    found = run(tmp_path, "verify")
    head = state.audit.verify().head
    assert found.exit_code == 0
    assert "Jejak utuh: 2 entri." in found.stdout
    assert head in found.stdout
    assert "Simpan hash ujung" in found.stderr
    again = run(tmp_path, "verify", "--expect", head.upper())
    assert (again.exit_code, again.stderr) == (0, "")


def test_a_cut_trail_is_told_by_the_exit_code(tmp_path: Path, state: State) -> None:
    head = state.audit.verify().head
    tamper(state.database, "DELETE FROM layanan_audit WHERE id = 2")
    assert run(tmp_path, "verify").exit_code == 0
    found = run(tmp_path, "verify", "--expect", head)
    assert found.exit_code == 1
    assert "Jejak tidak utuh pada entri 1" in found.stdout
    told = json.loads(run(tmp_path, "verify", "--expect", head, "--json").stdout)
    assert told["entries"] == 1
    assert told["fault"]["number"] == 1


def test_the_trail_as_lines_can_be_checked_by_others(tmp_path: Path, state: State) -> None:
    lines = run(tmp_path, "export", "--format", "jsonl").stdout.splitlines()
    links = [Linked.model_validate_json(line) for line in lines]
    assert check(links) == state.audit.verify()
    assert links[0].hash == chained(GENESIS, 1, links[0])


def test_the_trail_as_a_table_runs_nothing_in_a_spreadsheet(tmp_path: Path, state: State) -> None:
    rows = list(csv.DictReader(io.StringIO(run(tmp_path, "export").stdout)))
    assert [row["actor"] for row in rows] == ["Ani", "Budi"]
    assert [row["reason"] for row in rows] == ["biaya, habis", "'=1+1"]
    assert rows[1]["previous"] == rows[0]["hash"] == next(state.audit.links()).hash


def test_options_before_the_word_are_refused_rather_than_lost(tmp_path: Path) -> None:
    found = runner.invoke(cli.application(), ["audit", "--home", str(tmp_path), "verify"])
    assert found.exit_code == 2
    assert "setelah kata verify" in found.stderr
