"""Signing in with a password: how wrong ones are counted, and how passwords are set.

Wrong passwords make an account wait, longer each time, in every process alike. Whoever signs in is told the
same, and waits as long, for an account that does not exist, is closed, locked or has another password.
"""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.accounts.account_rows import account_row, account_with_grants, forget_secrets, plain_username
from api.accounts.models import Account
from api.accounts.passwords import Passwords, check_password, one_time_password
from api.state.account_tables import AccountRow
from api.state.audit import Audited, add_entry, said
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from corpus.errors import Conflict, InvalidInput
from corpus.models import Frozen

FREE_FAILURES = 5
"""Wrong passwords in a row after which an account has to wait."""
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
"""Bounded, so that nobody can keep others out for good by guessing."""
LONGEST_TYPED = 1_000
"""Characters of a username or password that are looked at."""


class _Attempt(Frozen):
    """What a sign-in may be checked against.

    Attributes:
        account_id, password_hash: empty where it must fail.
        lock: when the account would be locked until, should it fail; None where it would not be.
    """

    account_id: str = ""
    password_hash: str = ""
    lock: datetime | None = None


class Credentials:
    """The part of ``Accounts`` that knows passwords."""

    def __init__(self, database: StateDatabase, passwords: Passwords, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._passwords = passwords
        self._clock = clock

    def authenticate(self, username: str, password: str) -> Account | None:
        """Whose username and password these are; None for every reason why nobody's.

        An attempt counts as failed before the password is looked at, so that many at once do not get more
        tries than one after the other.
        """
        if max(len(username), len(password)) > LONGEST_TYPED:
            return None
        attempt = self._attempt(plain_username(username))
        if not self._passwords.matches(attempt.password_hash, password):
            self._note_lock(attempt)
            return None
        renewed = self._passwords.hash(password) if self._passwords.outdated(attempt.password_hash) else ""
        with self._database.writing("Masuk gagal dicatat") as session:
            row = account_row(session, attempt.account_id, lock=True)
            if not row.active or row.password_hash != attempt.password_hash:
                return None
            row.failures, row.locked_until, row.seen_at = 0, None, self._clock()
            row.password_hash = renewed or row.password_hash
            session.flush()
            return account_with_grants(session, row)

    def check_own(self, account_id: str, password: str) -> None:
        """Let somebody signed in pass who knows the account's password; a wrong one counts as at sign-in.

        Raises:
            NotFound: there is no such account.
            InvalidInput: it is wrong, or the account has to wait.
        """
        with self._database.reading() as session:
            username = account_row(session, account_id).username
        if self.authenticate(username, password) is None:
            raise InvalidInput(
                "Kata sandi Anda saat ini salah. Setelah beberapa kali salah, Anda harus menunggu."
            )

    def change_password(self, account_id: str, *, current: str, new: str, but_session: str = "") -> None:
        """Set one's own password; every session ends but the one named, API tokens stay.

        Args:
            but_session: hash of the session that goes on.

        Raises:
            NotFound: there is no such account.
            InvalidInput: the current password is wrong, or the new one may not be one.
            Conflict: the account has no password.
        """
        with self._database.reading() as session:
            row = account_row(session, account_id)
            username, kept = row.username, row.password_hash
        if not kept:
            raise Conflict("Akun ini masuk lewat penyedia identitas, jadi tidak punya kata sandi di sini.")
        check_password(new, username=username)
        self.check_own(account_id, current)
        if new == current:
            raise InvalidInput("Kata sandi baru harus berbeda dari yang sekarang.")
        made = self._passwords.hash(new)
        with self._database.writing("Kata sandi gagal diganti") as session:
            row = account_row(session, account_id, lock=True)
            row.password_hash, row.must_change, row.version = made, False, row.version + 1
            forget_secrets(session, row.id, but_session=but_session or "-")
            session.flush()
            self._note(session, row.username, "account.password", row.username, "diganti sendiri")

    def reset_password(self, account_id: str, *, by: str, version: int | None = None) -> str:
        """A new one-time password for an account, which ends its sessions, its API tokens and its waiting.

        Raises:
            NotFound: there is no such account.
            Conflict: it was changed since ``version``.
        """
        password = one_time_password()
        made = self._passwords.hash(password)
        with self._database.writing("Kata sandi gagal disetel ulang") as session:
            row = account_row(session, account_id, lock=True, version=version)
            row.password_hash, row.must_change, row.version = made, True, row.version + 1
            row.failures, row.locked_until = 0, None
            forget_secrets(session, row.id)
            session.flush()
            self._note(session, by, "account.password", row.username, "disetel ulang")
        return password

    def _attempt(self, username: str) -> _Attempt:
        now = self._clock()
        with self._database.writing("Masuk gagal dicatat") as session:
            statement = select(AccountRow).where(AccountRow.username == username).with_for_update()
            row = session.scalar(statement)
            if row is None or not row.active or (row.locked_until is not None and row.locked_until > now):
                return _Attempt()
            row.failures += 1
            wait = wait_after(row.failures)
            row.locked_until = now + wait if wait else None
            return _Attempt(account_id=row.id, password_hash=row.password_hash, lock=row.locked_until)

    def _note_lock(self, attempt: _Attempt) -> None:
        if attempt.lock is None:
            return
        with self._database.writing("Kunci akun gagal dicatat") as session:
            row = account_row(session, attempt.account_id)
            reason = f"{row.failures} kata sandi salah berturut-turut"
            self._note(session, row.username, "account.locked", row.username, reason)

    def _note(self, session: Session, by: str, action: str, subject: str, reason: str) -> None:
        entry = Audited(
            at=self._clock(), actor=said(by, "Nama pelaku"), action=action, subject=subject, reason=reason
        )
        add_entry(session, entry)


def wait_after(failures: int) -> timedelta:
    """How long an account waits after so many wrong passwords in a row: not at first, then ever longer."""
    if failures < FREE_FAILURES:
        return timedelta(0)
    doubled: int = 2 ** min(failures - FREE_FAILURES, 20)
    return min(LONGEST_WAIT, FIRST_WAIT * doubled)
