"""Sessions: browsers in which somebody is signed in, known by a secret of which only the hash is kept."""

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, or_, select, update

from api.accounts.account_rows import account_with_grants
from api.accounts.models import Account
from api.state.account_tables import AccountRow, SessionRow
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.owners import hash_of, new_token
from corpus.models import Frozen

NOTED_EVERY = timedelta(minutes=1)
"""How long after a request the next one is noted, so that most requests write nothing."""


class SessionLine(Frozen):
    """A session in the list of its account; ``here``: the browser that asks."""

    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    here: bool


class Sessions:
    """Every method raises StorageError when the database cannot be used.

    Args:
        hours: after so many a session ends, however busy.
        idle_minutes: after so many without a request it ends.
    """

    def __init__(
        self, database: StateDatabase, *, hours: int = 12, idle_minutes: int = 60, clock: Clock = utc_now
    ) -> None:
        self._database = database
        self._longest = timedelta(hours=hours)
        self._idle = timedelta(minutes=idle_minutes)
        self._clock = clock

    @property
    def longest(self) -> timedelta:
        """After this a session ends, however busy."""
        return self._longest

    def begin(self, account: Account, *, instead_of: str = "") -> str:
        """Sign somebody in; the secret that the browser is to keep.

        Args:
            instead_of: secret that the browser held until now; that session ends, so that a secret which
                somebody planted there is worth nothing.
        """
        token, now = new_token(), self._clock()
        with self._database.writing("Masuk gagal disimpan") as session:
            if instead_of:
                session.execute(delete(SessionRow).where(SessionRow.token_hash == hash_of(instead_of)))
            session.execute(
                insert(SessionRow).values(
                    token_hash=hash_of(token),
                    account_id=account.id,
                    created_at=now,
                    seen_at=now,
                    expires_at=now + self._longest,
                )
            )
        return token

    def account(self, token: str) -> Account | None:
        """Who is signed in with this secret; None where nobody is any more. The visit is noted."""
        now = self._clock()
        statement = (
            select(SessionRow, AccountRow)
            .join(AccountRow, AccountRow.id == SessionRow.account_id)
            .where(SessionRow.token_hash == hash_of(token), AccountRow.active)
            .where(SessionRow.expires_at > now, SessionRow.seen_at > now - self._idle)
        )
        with self._database.reading() as session:
            found = session.execute(statement).first()
            if found is None:
                return None
            row, account_row = found
            account, due = account_with_grants(session, account_row), row.seen_at <= now - NOTED_EVERY
        if due:
            with self._database.writing("Kunjungan gagal dicatat") as session:
                session.execute(
                    update(SessionRow).where(SessionRow.token_hash == hash_of(token)).values(seen_at=now)
                )
        return account

    def list(self, account: Account, *, here: str = "") -> list[SessionLine]:
        """Where an account is signed in, the last used first; ``here``: secret of the browser that asks."""
        now, own = self._clock(), hash_of(here)
        statement = (
            select(SessionRow)
            .where(SessionRow.account_id == account.id)
            .where(SessionRow.expires_at > now, SessionRow.seen_at > now - self._idle)
            .order_by(SessionRow.seen_at.desc(), SessionRow.token_hash)
        )
        with self._database.reading() as session:
            return [
                SessionLine(
                    created_at=row.created_at,
                    seen_at=row.seen_at,
                    expires_at=row.expires_at,
                    here=row.token_hash == own,
                )
                for row in session.scalars(statement)
            ]

    def end(self, token: str) -> None:
        """Sign a browser out."""
        with self._database.writing("Keluar gagal disimpan") as session:
            session.execute(delete(SessionRow).where(SessionRow.token_hash == hash_of(token)))

    def end_all(self, account: Account) -> None:
        """Sign an account out everywhere."""
        with self._database.writing("Keluar gagal disimpan") as session:
            session.execute(delete(SessionRow).where(SessionRow.account_id == account.id))

    def purge(self) -> int:
        """Forget sessions that ended; how many."""
        now = self._clock()
        over = or_(SessionRow.expires_at <= now, SessionRow.seen_at <= now - self._idle)
        with self._database.writing("Sesi lama gagal dihapus") as session:
            return len(session.scalars(delete(SessionRow).where(over).returning(SessionRow.token_hash)).all())
