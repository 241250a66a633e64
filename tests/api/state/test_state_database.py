"""The state's schema: from blank, beside the library in either order, append-only tables, broken files."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, select, text, update
from sqlalchemy.exc import DBAPIError, StatementError

from api.state.columns import new_id
from api.state.database import MIGRATIONS, STATE, StateDatabase
from api.state.schema import StateBase
from api.state.state import State
from api.state.tables import APPEND_ONLY, LedgerRow
from assistant.llm.books import Entry
from assistant.llm.chat import Caller, Feature
from corpus.database import STATE_PREFIX, open_database
from corpus.errors import StorageError
from corpus.tables import Base
from tests.api.state.answers import answer_to
from tests.databases import KINDS, dead_url, url_at
from tests.postgres import new_database

ROOT = Path(__file__).parents[3]
OWN = set(StateBase.metadata.tables) | {STATE.version_table}
LIBRARY = set(Base.metadata.tables) | {"alembic_version"}


@pytest.fixture(params=KINDS)
def blank_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'blank.sqlite3'}"
    return new_database(request.getfixturevalue("postgres_url"), f"state_{new_id()}")


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def test_a_blank_database_gets_the_schema_the_code_describes(blank_url: str) -> None:
    engine = open_database(blank_url, STATE)
    assert tables(engine) == OWN
    assert all(name.startswith(STATE_PREFIX) for name in OWN)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": STATE.version_table})
        assert compare_metadata(context, StateBase.metadata) == []
    engine.dispose()
    open_database(blank_url, STATE).dispose()


@pytest.mark.parametrize("library_first", [True, False])
def test_library_and_state_share_a_database_whichever_comes_first(
    blank_url: str, library_first: bool
) -> None:
    order = ("library", "state") if library_first else ("state", "library")
    for _ in range(2):
        for one in order:
            engine = open_database(blank_url) if one == "library" else open_database(blank_url, STATE)
            engine.dispose()
    assert tables(engine) == OWN | LIBRARY
    engine.dispose()


def test_a_database_of_another_application_is_refused(blank_url: str) -> None:
    engine = open_database(blank_url, STATE)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE pegawai (nip VARCHAR(18))"))
        connection.execute(text(f"DROP TABLE {STATE.version_table}"))
    with pytest.raises(StorageError, match="bukan dibuat Tanya ASN"):
        open_database(blank_url, STATE)
    engine.dispose()


def test_tables_of_ours_without_a_revision_are_refused(blank_url: str) -> None:
    engine = open_database(blank_url, STATE)
    with engine.begin() as connection:
        connection.execute(text(f"DROP TABLE {STATE.version_table}"))
    with pytest.raises(StorageError, match="bukan dibuat Tanya ASN"):
        open_database(blank_url, STATE)
    engine.dispose()


def test_a_newer_schema_is_refused(blank_url: str) -> None:
    engine = open_database(blank_url, STATE)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {STATE.version_table} SET version_num = '9999'"))
    with pytest.raises(StorageError, match=r"versi yang lebih baru.*9999"):
        open_database(blank_url, STATE)
    engine.dispose()


def test_the_schema_can_be_taken_down_and_made_again_beside_the_library(blank_url: str) -> None:
    open_database(blank_url).dispose()
    engine = open_database(blank_url, STATE)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes.update(connection=connection, version_table=STATE.version_table)
        command.downgrade(config, "base")
    assert tables(engine) == LIBRARY | {STATE.version_table}
    engine.dispose()
    engine = open_database(blank_url, STATE)
    assert tables(engine) == OWN | LIBRARY
    engine.dispose()


def test_processes_that_start_together_make_both_schemas_once(blank_url: str) -> None:
    code = (
        "import sys; from corpus.database import open_database; from api.state.database import STATE;"
        "open_database(sys.argv[1], STATE); open_database(sys.argv[1])"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", code, blank_url], cwd=ROOT, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    assert [process.communicate(timeout=120)[1] for process in processes] == [b"", b""]


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_what_is_on_record_cannot_be_changed(state: State, table: str, statement: str) -> None:
    state.switch.turn_off(reason="uji", by="Ani")
    caller = Caller(feature=Feature.ANSWER)
    state.ledger.record(
        Entry(
            at=datetime(2026, 11, 20, tzinfo=UTC),
            caller=caller,
            model="m",
            prompt_tokens=1,
            completion_tokens=1,
            cost=None,
            outcome="baik",
            seconds=1.0,
        )
    )
    with pytest.raises(DBAPIError, match="append-only"), state.database.engine.begin() as connection:
        connection.execute(text(statement.format(table, "id", "id + 1")))
    with state.database.engine.connect() as connection:
        assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 1


def test_postgres_refuses_to_empty_the_audit_trail(shared_url: str) -> None:
    engine = open_database(shared_url, STATE)
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text("TRUNCATE layanan_audit"))
    engine.dispose()


def test_a_moment_without_a_zone_is_refused_and_one_with_a_zone_comes_back_in_utc(state: State) -> None:
    jakarta = datetime(2026, 11, 20, 6, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
    entry = Entry(
        at=jakarta,
        caller=Caller(feature=Feature.ANSWER),
        model="m",
        prompt_tokens=0,
        completion_tokens=0,
        cost=None,
        outcome="baik",
        seconds=0,
    )
    state.ledger.record(entry)
    with state.database.reading() as session:
        kept = session.scalar(select(LedgerRow.at))
    assert kept is not None
    assert kept.isoformat() == "2026-11-19T23:30:00+00:00"
    with pytest.raises(StatementError, match="time zone"), state.database.writing("x") as session:
        session.execute(update(LedgerRow).values(at=datetime(2026, 11, 20)))


def test_identifiers_are_uuids_of_version_seven_and_never_the_same() -> None:
    made = [new_id() for _ in range(1_000)]
    assert len(set(made)) == 1_000
    assert all(one[14] == "7" and one[19] in "89ab" for one in made)
    assert [one[:8] for one in made] == sorted(one[:8] for one in made)


def test_a_database_that_cannot_be_opened_says_so_every_time_and_not_at_once(tmp_path: Path) -> None:
    database = StateDatabase(dead_url(tmp_path))
    for _ in range(2):
        with pytest.raises(StorageError, match="Basis data tidak dapat dibuka"), database.reading():
            pass
    database.close()


def test_handovers_of_the_first_schema_are_read_after_the_second(tmp_path: Path) -> None:
    url = url_at(tmp_path / "lama.sqlite3")
    state = State(url, days=90, zone=ZoneInfo("Asia/Jakarta"))
    ani = state.owners.admit()[0]
    conversation = state.conversations.create(ani).id
    exchange = state.conversations.append(ani, conversation, "satu", answer_to("satu"), snapshot="s1")
    sent = state.handovers.send(ani, exchange.id, message="hilang bersama kolomnya")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with state.database.engine.begin() as connection:
        config.attributes.update(connection=connection, version_table=STATE.version_table)
        command.downgrade(config, "0001")
    state.close()
    assert state.handovers.show(sent.receipt) == sent.model_copy(update={"message": ""})
    state.close()
