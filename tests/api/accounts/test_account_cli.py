"""``tanya account …`` on a home folder."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api import cli
from api.accounts.models import Role
from api.settings import Settings
from api.state.state import State, state_of
from corpus.errors import Conflict, InvalidInput, NotFound
from tests.api.accounts.test_accounts import bidang, trail

runner = CliRunner()


def run(home: Path, *arguments: str) -> Result:
    return runner.invoke(
        cli.application(), ["account", *arguments, "--home", str(home)], catch_exceptions=False
    )


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    opened = state_of(Settings(home=tmp_path, _env_file=None))
    yield opened
    opened.close()


def test_an_account_is_added_listed_given_roles_and_closed(tmp_path: Path, state: State) -> None:
    bidang(state, "mutasi")
    added = run(tmp_path, "add", "ani", "--name", "Ani", "--by", "sri")
    password = added.stdout.strip()
    assert "Akun ani dibuat sebagai asn." in added.stderr
    ani = state.accounts.authenticate("ani", password)
    assert ani is not None
    assert ani.must_change
    run(tmp_path, "grant", "ani", "--role", "admin", "--bidang", "mutasi", "--by", "sri")
    run(tmp_path, "revoke", "ani", "--role", "asn", "--by", "sri")
    (listed,) = json.loads(run(tmp_path, "list", "--json").stdout)
    assert listed["grants"] == [{"role": "admin", "bidang": "mutasi"}]
    assert "admin di mutasi" in run(tmp_path, "list").stdout
    run(tmp_path, "deactivate", "ani", "--reason", "pindah", "--by", "sri")
    assert "0 dari 0 akun." in run(tmp_path, "list").stderr
    assert "nonaktif" in run(tmp_path, "list", "--all").stdout
    run(tmp_path, "deactivate", "ani", "--undo", "--by", "sri")
    assert state.accounts.by_username("ani").active
    assert [one[:2] for one in trail(state)] == [
        ("sri", "account.created"),
        ("sri", "account.granted"),
        ("sri", "account.revoked"),
        ("sri", "account.deactivated"),
        ("sri", "account.activated"),
    ]


def test_a_password_is_reset_to_one_that_is_printed_once(tmp_path: Path, state: State) -> None:
    run(tmp_path, "add", "ani", "--name", "Ani", "--without-password")
    reset = run(tmp_path, "reset-password", "ani")
    assert state.accounts.authenticate("ani", reset.stdout.strip()) is not None
    assert reset.stdout.strip() not in reset.stderr


def test_a_table_is_tried_then_imported_with_passwords_in_a_file_of_ones_own(
    tmp_path: Path, state: State
) -> None:
    table, kept = tmp_path / "akun.csv", tmp_path / "sandi.csv"
    table.write_text("username,name,email,role,bidang\nani,Ani,,,\nbudi,Budi,,evaluator,\n", encoding="utf-8")
    tried = run(tmp_path, "import", str(table), "--dry-run", "--passwords", str(kept))
    assert "2 akun akan dibuat." in tried.stderr
    assert not kept.exists()
    assert "2 akun dibuat." in run(tmp_path, "import", str(table), "--passwords", str(kept)).stderr
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    head, first, _ = kept.read_text(encoding="utf-8").splitlines()
    assert head == "username,password"
    assert state.accounts.authenticate(*first.split(",")) is not None
    assert state.accounts.by_username("budi").has(Role.EVALUATOR)
    with pytest.raises(InvalidInput, match="sudah ada"):
        run(tmp_path, "import", str(table), "--passwords", str(kept))
    with pytest.raises(InvalidInput, match="2 baris salah"):
        run(tmp_path, "import", str(table))


def test_what_cannot_be_done_is_told(tmp_path: Path, state: State) -> None:
    state.accounts.first_admin()
    with pytest.raises(NotFound, match="tanya account list"):
        run(tmp_path, "grant", "siapa", "--role", "asn")
    with pytest.raises(InvalidInput, match="Peran “raja” tidak ada"):
        run(tmp_path, "add", "ani", "--name", "Ani", "--role", "raja")
    with pytest.raises(Conflict, match="superadmin aktif yang terakhir"):
        run(tmp_path, "deactivate", "admin")
    with pytest.raises(InvalidInput, match="tidak dapat dibaca"):
        run(tmp_path, "import", str(tmp_path / "tidak-ada.csv"))
    (tmp_path / "latin.csv").write_bytes(
        "username,name,email,role,bidang\nani,Jos\xe9,,,\n".encode("latin-1")
    )
    with pytest.raises(InvalidInput, match="bukan teks UTF-8"):
        run(tmp_path, "import", str(tmp_path / "latin.csv"))
