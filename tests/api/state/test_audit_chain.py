"""The audit trail is a chain: whatever is changed, removed, inserted or cut off is found."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from alembic import command
from alembic.config import Config
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue
from sqlalchemy import text

from api.state.audit import Audited, add_entry
from api.state.audit_chain import GENESIS, Linked, chained, check
from api.state.database import MIGRATIONS, STATE, StateDatabase
from api.state.state import State
from tests.api.tampering import tamper
from tests.databases import KINDS
from tests.postgres import new_database

AT = datetime(2026, 11, 22, 3, 4, 5, 678900, tzinfo=UTC)


def entry(subject: str = "x", **details: JsonValue) -> Audited:
    return Audited(at=AT, actor="ani", action="uji", subject=subject, reason="", details=details)


def write(state: State, *entries: Audited) -> None:
    for one in entries:
        with state.database.writing("uji") as session:
            add_entry(session, one)


def test_a_link_is_the_hash_of_what_it_says() -> None:
    canonical = (
        '{"action":"uji","actor":"ani","at":"2026-11-22T03:04:05.678900+00:00","details":{"a":"é","b":1},'
        '"number":7,"reason":"","subject":"x"}'
    )
    expected = hashlib.sha256((GENESIS + canonical).encode()).hexdigest()
    assert chained(GENESIS, 7, entry(b=1, a="é")) == expected


def test_a_number_that_json_has_not_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        chained(GENESIS, 1, entry(a=float("nan")))


def test_entries_hold_with_everything_a_database_could_change(state: State) -> None:
    write(
        state,
        entry(),
        entry("nol\0", teks="a\0b", bersarang={"angka": [1, 1.0, 0.1, -0.0, 1e22, True, None]}),
        entry("é 👍", ke="ñ"),
    )
    found = state.audit.verify()
    assert found.fault is None
    assert found.entries == 3
    assert [link.number for link in state.audit.links()] == [1, 2, 3]
    assert state.audit.entries()[1].details["teks"] == "a\ufffdb"
    assert found.head == list(state.audit.links())[-1].hash


def test_an_empty_trail_holds(state: State) -> None:
    found = state.audit.verify()
    assert (found.entries, found.head, found.fault) == (0, GENESIS, None)


@pytest.mark.parametrize(
    ("statement", "number", "what"),
    [
        ("UPDATE layanan_audit SET reason = 'lain' WHERE id = 3", 3, "isi entri 3 diubah"),
        ("UPDATE layanan_audit SET details = '{\"a\": 2}' WHERE id = 2", 2, "isi entri 2 diubah"),
        ("UPDATE layanan_audit SET hash = previous WHERE id = 4", 4, "isi entri 4 diubah"),
        ("DELETE FROM layanan_audit WHERE id = 1", 2, "entri 1 hilang"),
        ("DELETE FROM layanan_audit WHERE id IN (2, 3)", 4, "entri 2 sampai 3 hilang"),
        ("DELETE FROM layanan_audit WHERE id = 2", 3, "entri 2 hilang"),
    ],
)
def test_the_first_broken_link_is_named(state: State, statement: str, number: int, what: str) -> None:
    write(state, *(entry(str(one), a=1) for one in range(5)))
    tamper(state.database, statement)
    fault = state.audit.verify().fault
    assert fault is not None
    assert fault.number == number
    assert fault.what.startswith(what)


def test_an_entry_whose_own_hash_was_made_to_fit_is_found_at_the_next(state: State) -> None:
    write(state, entry("1"), entry("2"), entry("3"))
    first, second, _ = state.audit.links()
    forged = chained(first.hash, 2, second.model_copy(update={"actor": "budi"}))
    tamper(state.database, f"UPDATE layanan_audit SET actor = 'budi', hash = '{forged}' WHERE id = 2")
    fault = state.audit.verify().fault
    assert fault is not None
    assert fault.number == 3
    assert "tidak menyambung pada entri 2" in fault.what


def test_a_cut_end_is_found_by_the_head_that_was_kept(state: State) -> None:
    write(state, entry("1"), entry("2"))
    kept = state.audit.verify().head
    write(state, entry("3"))
    assert state.audit.verify(expect=kept).fault is None
    tamper(state.database, "DELETE FROM layanan_audit WHERE id > 1")
    assert state.audit.verify().fault is None
    fault = state.audit.verify(expect=kept).fault
    assert fault is not None
    assert "entri terakhir telah dibuang" in fault.what


def test_a_trail_that_was_written_anew_is_found_by_the_head_that_was_kept(state: State) -> None:
    write(state, entry("1"), entry("2"))
    kept = state.audit.verify().head
    tamper(state.database, "DELETE FROM layanan_audit")
    write(state, entry("1"), entry("lain"), entry("3"))
    assert state.audit.verify().fault is None
    assert state.audit.verify(expect=kept).fault is not None


def test_a_transaction_that_fails_leaves_no_entry_and_no_gap(state: State) -> None:
    write(state, entry("1"))
    with state.database.writing("uji") as session:
        add_entry(session, entry("2"))
        session.rollback()
    write(state, entry("3"))
    assert [(one.number, one.subject) for one in state.audit.links()] == [(1, "1"), (2, "3")]
    assert state.audit.verify().fault is None


def test_entries_written_at_once_make_one_chain(state: State) -> None:
    def several(writer: int) -> None:
        for one in range(10):
            with state.database.writing("uji") as session:
                add_entry(session, entry(f"{writer}-{one}"))
                add_entry(session, entry(f"{writer}-{one}b"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(several, range(8)))
    found = state.audit.verify()
    assert (found.entries, found.fault) == (160, None)
    numbers = {one.subject: one.number for one in state.audit.links()}
    assert all(numbers[f"{w}-{n}b"] == numbers[f"{w}-{n}"] + 1 for w in range(8) for n in range(10))


@pytest.mark.parametrize("kind", KINDS)
def test_entries_of_an_earlier_version_are_chained(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'lama.sqlite3'}"
    if kind == "postgres":
        url = new_database(request.getfixturevalue("postgres_url"), "trail_before_chain")
    database = StateDatabase(url)
    with database.engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes.update(connection=connection, version_table=STATE.version_table)
        command.downgrade(config, "0008")
        for number, at in (
            (1, "2026-01-02 03:04:05"),
            (2, "2026-01-02 03:04:06.5"),
            (5, "2026-02-02 00:00:00"),
        ):
            connection.execute(
                text(
                    "INSERT INTO layanan_audit (id, at, actor, action, subject, reason) "
                    f"VALUES ({number}, '{at}', 'ani', 'llm.off', '', 'é')"
                )
            )
    database.close()
    state = State(url, days=90, zone=ZoneInfo("Asia/Jakarta"))
    write(state, entry())
    assert [one.number for one in state.audit.links()] == [1, 2, 5, 6]
    found = state.audit.verify()
    assert (found.entries, found.fault) == (4, None)
    state.close()


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(st.lists(TEXTS, min_size=1, max_size=6), st.data())
def test_no_entry_can_be_changed_removed_or_moved_unseen(subjects: list[str], data: st.DataObject) -> None:
    links: list[Linked] = []
    previous = GENESIS
    for number, subject in enumerate(subjects, 1):
        told = entry(subject)
        previous_hash, previous = previous, chained(previous, number, told)
        links.append(Linked(number=number, previous=previous_hash, hash=previous, **told.model_dump()))
    assert check(links, expect=previous).fault is None
    at = data.draw(st.integers(0, len(links) - 1))
    other = data.draw(TEXTS.filter(lambda text: text != subjects[at]))
    changed = [*links[:at], links[at].model_copy(update={"subject": other}), *links[at + 1 :]]
    assert check(changed).fault is not None
    assert check([*links[:at], *links[at + 1 :]], expect=previous).fault is not None
