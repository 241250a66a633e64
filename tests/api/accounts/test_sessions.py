"""Sessions and API tokens: what they show, how they end."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from api.accounts.api_tokens import DAYS, MOST, PREFIX
from api.accounts.models import Account
from api.state.account_tables import ApiTokenRow, SessionRow
from api.state.state import State
from corpus.errors import InvalidInput, NotFound
from tests.api.accounts.test_accounts import SANDI, at_once, trail
from tests.api.state.answers import HandClock


@pytest.fixture
def ani(state: State) -> Account:
    return state.accounts.create("ani", name="Ani", password=SANDI, must_change=False, by="sri")


@pytest.fixture
def budi(state: State) -> Account:
    return state.accounts.create("budi", name="Budi", password=SANDI, must_change=False, by="sri")


def test_a_secret_shows_who_is_signed_in_and_is_not_kept(state: State, ani: Account) -> None:
    first, second = state.sessions.begin(ani), state.sessions.begin(ani)
    assert first != second
    assert len(first) >= 43
    assert state.sessions.account(first) == ani
    assert state.sessions.account("lain") is None
    with state.database.reading() as session:
        kept = session.scalars(select(SessionRow.token_hash)).all()
    assert first not in kept
    assert all(len(one) == 64 for one in kept)


def test_signing_in_again_ends_what_the_browser_held(state: State, ani: Account, budi: Account) -> None:
    planted = state.sessions.begin(budi)
    own = state.sessions.begin(ani, instead_of=planted)
    assert state.sessions.account(planted) is None
    assert state.sessions.account(own) == ani


def test_a_session_ends_when_idle_and_when_old(state: State, ani: Account, clock: HandClock) -> None:
    idle, busy = state.sessions.begin(ani), state.sessions.begin(ani)
    for _ in range(2):
        clock.forward(minutes=40)
        assert state.sessions.account(busy) == ani
    assert state.sessions.account(idle) is None
    for _ in range(15):
        clock.forward(minutes=40)
        assert state.sessions.account(busy) == ani
    clock.forward(minutes=40)
    assert state.sessions.account(busy) is None
    assert state.purge().sessions == 2
    assert state.purge().sessions == 0


def test_visits_are_noted_but_not_each(state: State, ani: Account, clock: HandClock) -> None:
    token = state.sessions.begin(ani)
    began = clock()
    clock.forward(seconds=59)
    state.sessions.account(token)
    assert state.sessions.list(ani)[0].seen_at == began
    clock.forward(seconds=1)
    state.sessions.account(token)
    assert state.sessions.list(ani)[0].seen_at == clock()


def test_sessions_are_listed_and_ended_for_their_account_alone(
    state: State, ani: Account, budi: Account, clock: HandClock
) -> None:
    here = state.sessions.begin(ani)
    clock.forward(minutes=2)
    state.sessions.begin(ani)
    other = state.sessions.begin(budi)
    listed = state.sessions.list(ani, here=here)
    assert [one.here for one in listed] == [False, True]
    assert listed[1].expires_at == listed[1].created_at + timedelta(hours=12)
    state.sessions.end(here)
    assert [one.here for one in state.sessions.list(ani, here=here)] == [False]
    state.sessions.end_all(ani)
    assert state.sessions.list(ani) == []
    assert state.sessions.account(other) == budi


def test_a_token_acts_for_its_account_until_it_expires(state: State, ani: Account, clock: HandClock) -> None:
    token, secret = state.api_tokens.create(ani, " skrip  harian ", days=30)
    assert secret.startswith(PREFIX)
    assert token.name == "skrip harian"
    assert state.api_tokens.account(secret) == ani
    assert state.api_tokens.account(secret + "x") is None
    assert state.api_tokens.account(secret.removeprefix(PREFIX)) is None
    assert state.sessions.account(secret) is None
    with state.database.reading() as session:
        assert secret not in session.scalars(select(ApiTokenRow.token_hash)).all()
    assert secret not in str(trail(state))
    clock.forward(days=29, hours=23)
    assert state.api_tokens.account(secret) == ani
    clock.forward(hours=1)
    assert state.api_tokens.account(secret) is None
    assert [one.expired for one in state.api_tokens.list(ani)] == [True]


def test_the_last_use_of_a_token_is_told(state: State, ani: Account, clock: HandClock) -> None:
    _, secret = state.api_tokens.create(ani, "skrip", days=30)
    assert state.api_tokens.list(ani)[0].used_at is None
    state.api_tokens.account(secret)
    used = clock()
    clock.forward(minutes=4)
    state.api_tokens.account(secret)
    assert state.api_tokens.list(ani)[0].used_at == used
    clock.forward(minutes=1)
    state.api_tokens.account(secret)
    assert state.api_tokens.list(ani)[0].used_at == clock()


def test_a_token_is_revoked_by_its_account_alone(state: State, ani: Account, budi: Account) -> None:
    token, secret = state.api_tokens.create(ani, "skrip", days=30)
    with pytest.raises(NotFound, match="bukan milik Anda"):
        state.api_tokens.revoke(budi, token.id)
    assert state.api_tokens.account(secret) == ani
    state.api_tokens.revoke(ani, token.id)
    assert state.api_tokens.account(secret) is None
    with pytest.raises(NotFound):
        state.api_tokens.revoke(ani, token.id)
    assert [one[:3] for one in trail(state)][-2:] == [
        ("ani", "account.token_created", token.id),
        ("ani", "account.token_revoked", token.id),
    ]


@pytest.mark.parametrize(("name", "days"), [("", 30), (" ", 30), ("x" * 61, 30), ("skrip", 31), ("skrip", 0)])
def test_tokens_have_a_name_and_an_end(state: State, ani: Account, name: str, days: int) -> None:
    with pytest.raises(InvalidInput):
        state.api_tokens.create(ani, name, days=days)


def test_an_account_has_only_so_many_tokens_however_they_are_made(state: State, ani: Account) -> None:
    for number in range(MOST - 2):
        state.api_tokens.create(ani, str(number), days=DAYS[0])
    given = at_once(6, lambda: state.api_tokens.create(ani, "lagi", days=30))
    assert sum(isinstance(one, InvalidInput) for one in given) == 4
    assert len(state.api_tokens.list(ani)) == MOST


def test_nobody_acts_by_token_who_has_yet_to_choose_a_password(state: State) -> None:
    ani = state.accounts.create("ani", name="Ani", password=SANDI, by="sri")
    _, secret = state.api_tokens.create(ani, "skrip", days=30)
    assert state.api_tokens.account(secret) is None
