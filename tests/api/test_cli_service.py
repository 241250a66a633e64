"""``tanya feedback``, ``handovers``, ``llm off | on | usage`` on a home folder; the daily purge."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api import cli
from api.settings import Settings
from api.state.feedback import Judgement, Reason
from api.state.housekeeping import Housekeeping
from api.state.owners import Owner
from api.state.state import State, state_of
from corpus.errors import InvalidInput, NotFound, StorageError
from tests.api.state.answers import NIP
from tests.api.state.test_conversations import begun
from tests.api.state.test_service_books import entry
from tests.databases import sqlite_only

runner = CliRunner()


def run(home: Path, *arguments: str) -> Result:
    return runner.invoke(cli.application(), [*arguments, "--home", str(home)], catch_exceptions=False)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    opened = state_of(Settings(home=tmp_path, _env_file=None))
    yield opened
    opened.close()


@pytest.fixture
def ani(state: State) -> Owner:
    return state.owners.admit()[0]


def exchange(state: State, owner: Owner, question: str) -> str:
    return state.conversations.exchange_ids(owner, begun(state, owner, question))[0]


def test_a_complaint_goes_from_the_list_to_a_candidate_question(
    tmp_path: Path, state: State, ani: Owner
) -> None:
    about = exchange(state, ani, f"NIP {NIP}, berapa hari cuti?")
    given = state.feedback.give(ani, about, Judgement(helpful=False, reason=Reason.INCOMPLETE, text="kurang"))
    good = state.feedback.give(ani, exchange(state, ani, "kapan?"), Judgement(helpful=True))
    listed = run(tmp_path, "feedback", "list")
    assert "2 penilaian." in listed.stderr
    assert "tidak lengkap" in listed.stdout
    negative = json.loads(run(tmp_path, "feedback", "list", "--negative", "--json").stdout)
    assert [one["id"] for one in negative] == [given.id]
    shown = run(tmp_path, "feedback", "show", given.id).stdout
    assert "Kata pengguna: kurang" in shown
    assert "model kecil, prompt abc" in shown
    assert NIP not in shown
    assert "0 calon soal" in run(tmp_path, "feedback", "export").stderr
    run(tmp_path, "feedback", "accept", given.id, "--by", "Petugas", "--note", "benar")
    run(tmp_path, "feedback", "reject", good.id, "--by", "Petugas")
    exported = run(tmp_path, "feedback", "export")
    (line,) = exported.stdout.splitlines()
    assert json.loads(line)["tags"] == ["umpan-balik", "tidak_lengkap"]
    assert NIP not in line
    assert "oleh Petugas: benar" in run(tmp_path, "feedback", "show", given.id).stdout
    assert (
        json.loads(run(tmp_path, "feedback", "list", "--state", "ditolak", "--json").stdout)[0]["id"]
        == good.id
    )
    with pytest.raises(NotFound, match="tanya feedback list"):
        run(tmp_path, "feedback", "show", "tidak-ada")


def test_a_handed_over_question_waits_until_it_is_closed(tmp_path: Path, state: State, ani: Owner) -> None:
    sent = state.handovers.send(ani, exchange(state, ani, "berapa [hari] cuti?"), contact="lewat kantor")
    assert sent.receipt in run(tmp_path, "handovers", "list").stdout
    shown = run(tmp_path, "handovers", "show", sent.receipt.lower()).stdout
    assert "Pertanyaan: berapa [hari] cuti? (menurut aturan per 20-11-2026)" in shown
    assert "Ingin dihubungi: lewat kantor" in shown
    assert "Dicoba (0.500, bukan-peraturan): FAQ, Cuti" in shown
    run(tmp_path, "handovers", "close", sent.receipt, "--by", "Petugas", "--note", "lewat surat")
    assert json.loads(run(tmp_path, "handovers", "list", "--json").stdout) == []
    (closed,) = json.loads(run(tmp_path, "handovers", "list", "--all", "--json").stdout)
    assert (closed["state"], closed["note"]) == ("ditangani", "lewat surat")
    assert "oleh Petugas: lewat surat" in run(tmp_path, "handovers", "show", sent.receipt).stdout
    with pytest.raises(NotFound, match="tanya handovers list"):
        run(tmp_path, "handovers", "close", "X")


def test_the_kill_switch_is_turned_by_command(tmp_path: Path, state: State) -> None:
    turned = run(tmp_path, "llm", "off", "--reason", "biaya", "--by", "Ani")
    assert "dimatikan oleh Ani: biaya" in turned.stderr
    assert state.switch.off_because() == "biaya"
    assert "sedang dimatikan: biaya" in run(tmp_path, "llm", "usage").stderr
    run(tmp_path, "llm", "on", "--by", "Budi")
    assert state.switch.off_because() is None
    assert run(tmp_path, "llm", "off").exit_code == 2
    with pytest.raises(InvalidInput, match="Alasan"):
        run(tmp_path, "llm", "off", "--reason", " ")


def test_usage_is_shown_as_table_csv_and_json(tmp_path: Path, state: State) -> None:
    assert "Belum ada pemakaian" in run(tmp_path, "llm", "usage").stderr
    state.ledger.record(entry(datetime.now(UTC), user="ani"))
    state.ledger.record(entry(datetime.now(UTC), user="ani", cost=None, outcome="mati"))
    shown = run(tmp_path, "llm", "usage", "--by", "user").stdout
    assert [cell.strip() for cell in shown.splitlines()[-1].split("│")][:3] == ["ani", "2", "1"]
    assert run(tmp_path, "llm", "usage", "--by", "model", "--csv").stdout.splitlines() == [
        "key,calls,failed,prompt_tokens,completion_tokens,cost,unpriced",
        "kecil,2,1,200,40,0.5,1",
    ]
    (line,) = json.loads(run(tmp_path, "llm", "usage", "--by", "feature", "--json").stdout)
    assert (line["key"], line["calls"]) == ("jawaban", 2)


def test_housekeeping_purges_at_once_and_again_whatever_happens(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[int] = []
    enough = threading.Event()
    purge = state.purge

    def purge_or_fail() -> object:
        rounds.append(1)
        if len(rounds) == 1:
            raise StorageError("Basis data sibuk.")
        enough.set()
        return purge()

    monkeypatch.setattr(state, "purge", purge_or_fail)
    housekeeping = Housekeeping(state, every=0.01)
    housekeeping.start()
    assert enough.wait(30)
    housekeeping.stop()
    assert len(rounds) >= 2


@sqlite_only
def test_what_nobody_asked_for_is_not_made(tmp_path: Path, state: State) -> None:
    assert not (tmp_path / "layanan.sqlite3").exists()
    state.conversations.list(Owner(id="x"))
    assert (tmp_path / "layanan.sqlite3").exists()
