"""Passwords, signing in with them, being kept out after wrong ones."""

from datetime import timedelta

import pytest

from api.accounts.credentials import FREE_FAILURES, LONGEST_WAIT, wait_after
from api.accounts.models import Account
from api.accounts.passwords import COMMON, MEMORY, Passwords, check_password, one_time_password
from api.state.state import State
from corpus.errors import InvalidInput
from tests.api.accounts.test_accounts import SANDI, at_once, trail
from tests.api.state.answers import HandClock

WRONG = "kuda merah makan rumput"


@pytest.fixture
def ani(state: State) -> Account:
    return state.accounts.create("ani", name="Ani", password=SANDI, must_change=False, by="sri")


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("sembilan9", "10 sampai 200"),
        ("x" * 201, "10 sampai 200"),
        ("aniwulandari", "nama pengguna"),
        ("Ani.Wulandari2026", "nama pengguna"),
        ("123-4567-8910", "angka saja"),
        ("aaaaaaaaaaaa", "mudah ditebak"),
        ("Indonesia-1945", "mudah ditebak"),
        ("RahasiA 123", "mudah ditebak"),
    ],
)
def test_passwords_that_may_not_be(password: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        check_password(password, username="ani.wulandari")


@pytest.mark.parametrize("password", ["kuda hijau", "ﷺ salam sejahtera", "xkqzvwplmr", "1945 merdeka!!"])
def test_length_counts_and_no_kinds_of_letters_are_asked_for(password: str) -> None:
    check_password(password, username="ani")


def test_no_common_password_is_listed_that_its_length_forbids_anyway() -> None:
    words = COMMON.read_text(encoding="utf-8").split()
    assert all(len(word) >= 10 and word.isalnum() and word == word.casefold() for word in words)
    assert len(words) == len(set(words))


def test_a_one_time_password_passes_the_rules_and_never_comes_twice() -> None:
    made = {one_time_password() for _ in range(1_000)}
    assert len(made) == 1_000
    for one in made:
        check_password(one, username="admin")


def test_hashes_are_argon2id_salted_and_of_one_spelling() -> None:
    passwords = Passwords()
    first, second = passwords.hash("sandi é panjang"), passwords.hash("sandi é panjang")
    assert MEMORY == 19 * 1024
    assert first.startswith("$argon2id$v=19$m=8,t=2,p=1$")
    assert first != second
    assert passwords.matches(first, "sandi e\u0301 panjang")
    assert not passwords.matches(first, "sandi e panjang")
    assert not passwords.matches("", "")
    assert not passwords.matches("rusak", "sandi")


def test_whoever_knows_the_password_signs_in(state: State, ani: Account) -> None:
    assert state.accounts.authenticate("ANI ", SANDI) == ani
    assert state.accounts.authenticate("ani", WRONG) is None
    assert state.accounts.authenticate("budi", SANDI) is None
    assert state.accounts.authenticate("ani", "x" * 1_001) is None
    assert state.accounts.authenticate("x" * 1_001, SANDI) is None


def test_an_account_without_a_password_has_none_that_fits(state: State) -> None:
    state.accounts.create("sso", name="Sso", by="sri")
    assert state.accounts.authenticate("sso", "") is None


@pytest.mark.parametrize("username", ["tidak-ada", "tutup", "terkunci", "ani"])
def test_every_failure_costs_one_check_of_a_hash(
    state: State, ani: Account, monkeypatch: pytest.MonkeyPatch, username: str
) -> None:
    """So that the time does not tell which accounts there are."""
    closed = state.accounts.create("tutup", name="Tutup", password=SANDI, by="sri")
    state.accounts.deactivate(closed.id, by="sri")
    state.accounts.create("terkunci", name="Terkunci", password=SANDI, by="sri")
    for _ in range(FREE_FAILURES):
        state.accounts.authenticate("terkunci", WRONG)
    checked = []
    real = Passwords.matches

    def counted(self: Passwords, kept: str, password: str) -> bool:
        checked.append(kept)
        return real(self, kept, password)

    monkeypatch.setattr(Passwords, "matches", counted)
    assert state.accounts.authenticate(username, WRONG) is None
    assert len(checked) == 1


def test_without_a_hash_a_real_one_is_checked_all_the_same() -> None:
    seen = []

    class Spy:
        def hash(self, _: str) -> str:
            return "jejak"

        def verify(self, kept: str, _: str) -> bool:
            seen.append(kept)
            return True

    assert not Passwords(Spy()).matches("", "apa saja")  # type: ignore[arg-type]  # only these two are used
    assert seen == ["jejak"]


def test_wrong_passwords_make_it_wait_longer_each_time(state: State, ani: Account, clock: HandClock) -> None:
    for _ in range(FREE_FAILURES - 1):
        assert state.accounts.authenticate("ani", WRONG) is None
    assert state.accounts.line(ani.id).locked_until is None
    assert state.accounts.authenticate("ani", WRONG) is None
    assert state.accounts.line(ani.id).locked_until == clock() + timedelta(seconds=30)
    assert state.accounts.authenticate("ani", SANDI) is None
    clock.forward(seconds=31)
    assert state.accounts.authenticate("ani", WRONG) is None
    assert state.accounts.line(ani.id).locked_until == clock() + timedelta(seconds=60)
    clock.forward(seconds=61)
    assert state.accounts.authenticate("ani", SANDI) is not None
    assert state.accounts.line(ani.id).locked_until is None
    assert [one[3] for one in trail(state) if one[1] == "account.locked"] == [
        "5 kata sandi salah berturut-turut",
        "6 kata sandi salah berturut-turut",
    ]
    # The count began anew.
    assert state.accounts.authenticate("ani", WRONG) is None
    assert state.accounts.authenticate("ani", SANDI) is not None


def test_the_wait_doubles_up_to_a_bound() -> None:
    waits = [wait_after(count).total_seconds() for count in (1, 4, 5, 6, 9, 10, 1_000_000)]
    assert waits == [0, 0, 30, 60, 480, LONGEST_WAIT.total_seconds(), LONGEST_WAIT.total_seconds()]


def test_many_guesses_at_once_are_no_more_than_one_after_the_other(
    state: State, ani: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = []
    real = Passwords.matches

    def counted(self: Passwords, kept: str, password: str) -> bool:
        looked_at.append(kept)
        return real(self, kept, password)

    monkeypatch.setattr(Passwords, "matches", counted)
    assert at_once(20, lambda: state.accounts.authenticate("ani", WRONG)) == [None] * 20
    assert len(looked_at) == 20
    assert sum(bool(kept) for kept in looked_at) == FREE_FAILURES


def test_a_password_is_changed_by_who_knows_it(state: State, ani: Account) -> None:
    here, elsewhere = state.sessions.begin(ani), state.sessions.begin(ani)
    _, secret = state.api_tokens.create(ani, "skrip", days=30)
    with pytest.raises(InvalidInput, match="saat ini salah"):
        state.accounts.change_password(ani.id, current=WRONG, new="gajah biru tidur")
    with pytest.raises(InvalidInput, match="harus berbeda"):
        state.accounts.change_password(ani.id, current=SANDI, new=SANDI)
    with pytest.raises(InvalidInput, match="10 sampai"):
        state.accounts.change_password(ani.id, current=SANDI, new="pendek")
    assert state.sessions.account(here) is not None
    state.accounts.change_password(ani.id, current=SANDI, new="gajah biru tidur")
    assert state.accounts.authenticate("ani", SANDI) is None
    assert state.accounts.authenticate("ani", "gajah biru tidur") is not None
    assert [state.sessions.account(one) for one in (here, elsewhere)] == [None, None]
    assert state.api_tokens.account(secret) is not None
    assert trail(state)[-1] == ("ani", "account.password", "ani", "diganti sendiri")


def test_a_password_that_is_reset_is_to_be_changed(state: State, ani: Account, clock: HandClock) -> None:
    here = state.sessions.begin(ani)
    _, secret = state.api_tokens.create(ani, "skrip", days=30)
    for _ in range(FREE_FAILURES):
        state.accounts.authenticate("ani", WRONG)
    given = state.accounts.reset_password(ani.id, by="sri")
    signed_in = state.accounts.authenticate("ani", given)
    assert signed_in is not None
    assert signed_in.must_change
    assert state.sessions.account(here) is None
    assert state.api_tokens.account(secret) is None
    state.accounts.change_password(ani.id, current=given, new="gajah biru tidur")
    assert not state.accounts.by_id(ani.id).must_change
    assert given not in str(trail(state))


def test_guessing_at_the_change_form_counts_too(state: State, ani: Account) -> None:
    for _ in range(FREE_FAILURES):
        with pytest.raises(InvalidInput, match="saat ini salah"):
            state.accounts.change_password(ani.id, current=WRONG, new="gajah biru tidur")
    with pytest.raises(InvalidInput, match="harus menunggu"):
        state.accounts.change_password(ani.id, current=SANDI, new="gajah biru tidur")


def test_a_hash_of_another_cost_is_made_anew_at_the_next_sign_in(state: State, ani: Account) -> None:
    from argon2 import PasswordHasher

    from api.accounts.accounts import Accounts
    from api.state.account_tables import AccountRow

    dearer = Passwords(PasswordHasher(time_cost=3, memory_cost=16, parallelism=1))
    assert Accounts(state.database, passwords=dearer).authenticate("ani", SANDI) is not None
    with state.database.reading() as session:
        row = session.get(AccountRow, ani.id)
        assert row is not None
        assert row.password_hash.startswith("$argon2id$v=19$m=16,t=3,p=1$")
