"""Accounts: made, found, changed, given roles, closed; on both databases."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from api.accounts.accounts import FIRST, Accounts
from api.accounts.models import Grant, Role
from api.state.account_tables import AccountRow
from api.state.forum_tables import BidangRow
from api.state.state import State
from corpus.errors import Conflict, InvalidInput, NotFound
from tests.api.state.answers import HandClock

SANDI = "kuda hijau makan rumput"


def bidang(state: State, *names: str) -> None:
    with state.database.writing("bidang") as session:
        for position, name in enumerate(names):
            session.add(BidangRow(id=name, name=name, description="", position=position, active=True))


def trail(state: State) -> list[tuple[str, str, str, str]]:
    """Actor, action, subject and reason, the oldest first."""
    return [(one.actor, one.action, one.subject, one.reason) for one in reversed(state.audit.entries())]


def at_once(count: int, work: Callable[[], object]) -> list[object]:
    """Do the same on several threads at the same moment; what each gave, errors among it."""
    gate, given = threading.Barrier(count), []

    def run() -> None:
        gate.wait()
        try:
            given.append(work())
        except (Conflict, InvalidInput) as error:
            given.append(error)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def test_an_account_is_found_however_its_name_is_typed(state: State) -> None:
    made = state.accounts.create(
        " Ani.W ", name="Ani  Wulandari", email="ani@contoh.go.id", password=SANDI, by="sri"
    )
    assert (made.username, made.name, made.email) == ("ani.w", "Ani Wulandari", "ani@contoh.go.id")
    assert made.grants == (Grant(role=Role.ASN),)
    assert made.must_change
    assert state.accounts.by_username("ANI.W") == made
    assert state.accounts.by_id(made.id) == made
    assert trail(state) == [("sri", "account.created", "ani.w", "asn")]
    with pytest.raises(NotFound, match="tidak ada"):
        state.accounts.by_username("budi")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"username": "an"}, "3 sampai 64"),
        ({"username": "ani wulan"}, "3 sampai 64"),
        ({"username": "-ani"}, "3 sampai 64"),
        ({"name": "  "}, "Nama harus diisi"),
        ({"name": "x" * 121}, "Nama harus diisi"),
        ({"email": "ani"}, "e-mail"),
        ({"email": "ani@contoh"}, "e-mail"),
        ({"email": "ani@contoh.id, budi@contoh.id"}, "e-mail"),
        ({"password": "pendek"}, "10 sampai"),
        ({"grants": (Grant(role=Role.ADMIN, bidang="tak-ada"),)}, "Bidang “tak-ada” tidak ada"),
    ],
)
def test_what_may_not_be_is_refused_and_nothing_is_kept(
    state: State, values: dict[str, str], message: str
) -> None:
    with pytest.raises(InvalidInput, match=message):
        state.accounts.create(**{"username": "ani", "name": "Ani", "by": "sri", **values})  # type: ignore[arg-type]  # spread
    assert state.accounts.list() == ([], 0)
    assert trail(state) == []


def test_a_username_belongs_to_one(state: State) -> None:
    state.accounts.create("ani", name="Ani", by="sri")
    with pytest.raises(InvalidInput, match="“ani” sudah dipakai"):
        state.accounts.create("ANI", name="Ani Lain", by="sri")
    assert len(trail(state)) == 1


def test_of_many_that_take_a_username_at_once_one_gets_it(state: State) -> None:
    given = at_once(8, lambda: state.accounts.create("ani", name="Ani", by="sri"))
    assert sum(isinstance(one, InvalidInput) for one in given) == 7
    assert state.accounts.list()[1] == 1


def test_roles_are_given_and_taken(state: State) -> None:
    bidang(state, "mutasi", "pensiun")
    ani = state.accounts.create("ani", name="Ani", by="sri")
    admin = Grant(role=Role.ADMIN, bidang="mutasi")
    state.accounts.grant(ani.id, admin, by="sri")
    state.accounts.grant(ani.id, admin, by="sri")
    both = state.accounts.grant(ani.id, Grant(role=Role.ADMIN, bidang="pensiun"), by="sri")
    assert both.bidang_as(Role.ADMIN) == {"mutasi", "pensiun"}
    left = state.accounts.revoke(ani.id, admin, by="sri")
    assert state.accounts.revoke(ani.id, admin, by="sri") == left
    assert left.grants == (Grant(role=Role.ADMIN, bidang="pensiun"), Grant(role=Role.ASN))
    assert trail(state)[1:] == [
        ("sri", "account.granted", "ani", "admin di mutasi"),
        ("sri", "account.granted", "ani", "admin di pensiun"),
        ("sri", "account.revoked", "ani", "admin di mutasi"),
    ]
    with pytest.raises(InvalidInput, match="Yang ada: mutasi, pensiun"):
        state.accounts.grant(ani.id, Grant(role=Role.OPERATOR, bidang="gaji"), by="sri")


def test_lists_are_filtered_and_counted(state: State) -> None:
    bidang(state, "mutasi")
    for name in ("ani", "budi", "citra"):
        state.accounts.create(name, name=name.title(), email=f"{name}@contoh.go.id", by="sri")
    state.accounts.grant(
        state.accounts.by_username("budi").id, Grant(role=Role.ADMIN, bidang="mutasi"), by="s"
    )
    state.accounts.deactivate(state.accounts.by_username("citra").id, by="sri")

    def names(**filters: object) -> list[str]:
        return [one.account.username for one in state.accounts.list(**filters)[0]]  # type: ignore[arg-type]  # spread

    assert names() == ["ani", "budi", "citra"]
    assert names(words="CITRA@") == ["citra"]
    assert names(words="%") == []
    assert names(role=Role.ADMIN) == ["budi"]
    assert names(bidang="mutasi") == ["budi"]
    assert names(active=False) == ["citra"]
    assert names(limit=1, offset=1) == ["budi"]
    assert state.accounts.list(limit=1)[1] == 3


def test_a_change_needs_the_version_it_is_of(state: State) -> None:
    ani = state.accounts.create("ani", name="Ani", by="sri")
    version = state.accounts.line(ani.id).version
    changed = state.accounts.change(ani.id, name="Ani W", email="a@b.id", by="ani", version=version)
    assert (changed.name, changed.email) == ("Ani W", "a@b.id")
    assert trail(state)[-1] == ("ani", "account.changed", "ani", "nama dan e-mail")
    for late in (
        lambda: state.accounts.change(ani.id, name="X", email="", by="sri", version=version),
        lambda: state.accounts.grant(ani.id, Grant(role=Role.EVALUATOR), by="sri", version=version),
        lambda: state.accounts.deactivate(ani.id, by="sri", version=version),
        lambda: state.accounts.reset_password(ani.id, by="sri", version=version),
    ):
        with pytest.raises(Conflict, match="baru saja diubah"):
            late()
    assert state.accounts.by_id(ani.id) == changed


def test_of_many_changes_at_once_of_one_version_one_counts(state: State) -> None:
    ani = state.accounts.create("ani", name="Ani", by="sri")
    given = at_once(6, lambda: state.accounts.change(ani.id, name="Ani W", email="", by="sri", version=1))
    assert sum(isinstance(one, Conflict) for one in given) == 5
    assert state.accounts.line(ani.id).version == 2


def test_a_closed_account_is_out_at_once_and_may_come_back(state: State) -> None:
    ani = state.accounts.create("ani", name="Ani", password=SANDI, must_change=False, by="sri")
    session = state.sessions.begin(ani)
    _, secret = state.api_tokens.create(ani, "skrip", days=30)
    state.accounts.deactivate(ani.id, by="sri", reason="pindah instansi")
    state.accounts.deactivate(ani.id, by="sri")
    assert state.sessions.account(session) is None
    assert state.api_tokens.account(secret) is None
    assert state.accounts.authenticate("ani", SANDI) is None
    assert not state.accounts.by_id(ani.id).active
    state.accounts.activate(ani.id, by="sri")
    assert state.accounts.authenticate("ani", SANDI) is not None
    assert state.sessions.account(session) is None
    assert [one[1:] for one in trail(state)][-2:] == [
        ("account.deactivated", "ani", "pindah instansi"),
        ("account.activated", "ani", ""),
    ]


def test_the_last_superadmin_stays(state: State) -> None:
    state.accounts.first_admin()
    admin = state.accounts.by_username(FIRST)
    grant = Grant(role=Role.SUPERADMIN)
    for last in (
        lambda: state.accounts.deactivate(admin.id, by=FIRST),
        lambda: state.accounts.revoke(admin.id, grant, by=FIRST),
        lambda: state.personal_data.delete(admin.id),
    ):
        with pytest.raises(Conflict, match="superadmin aktif yang terakhir"):
            last()
    other = state.accounts.create("sri", name="Sri", grants=(grant,), by=FIRST)
    state.accounts.deactivate(admin.id, by="sri")
    # One that is closed is no superadmin that is left.
    with pytest.raises(Conflict):
        state.accounts.revoke(other.id, grant, by="sri")


def test_two_superadmins_that_close_each_other_leave_one(state: State) -> None:
    grants = (Grant(role=Role.SUPERADMIN),)
    both = [state.accounts.create(name, name=name, grants=grants, by="sri") for name in ("ani", "budi")]
    waiting = list(both)
    given = at_once(2, lambda: state.accounts.deactivate(waiting.pop().id, by="x"))
    assert sum(isinstance(one, Conflict) for one in given) == 1
    assert sum(state.accounts.by_id(one.id).active for one in both) == 1


def test_the_first_start_makes_one_superadmin_however_many_processes_begin(state: State) -> None:
    given = at_once(8, state.accounts.first_admin)
    passwords = [one for one in given if one is not None]
    assert len(passwords) == 1
    with state.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(AccountRow)) == 1
    admin = state.accounts.authenticate(FIRST, str(passwords[0]))
    assert admin is not None
    assert admin.has(Role.SUPERADMIN)
    assert admin.must_change
    assert state.accounts.first_admin() is None
    assert str(passwords[0]) not in str(trail(state))


def test_where_there_is_an_account_the_first_start_makes_none(state: State) -> None:
    state.accounts.create("ani", name="Ani", by="sri")
    assert Accounts(state.database).first_admin() is None


def test_times_are_kept(state: State, clock: HandClock) -> None:
    ani = state.accounts.create("ani", name="Ani", password=SANDI, by="sri")
    line = state.accounts.line(ani.id)
    assert (line.created_at, line.seen_at, line.has_password) == (clock(), None, True)
    clock.forward(days=1)
    state.accounts.authenticate("ani", SANDI)
    assert state.accounts.line(ani.id).seen_at == clock()
