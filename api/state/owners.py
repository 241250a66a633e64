"""Whom conversations belong to: a browser that holds a secret, or a person with an account."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import and_, delete, insert, select, update

from api.state.account_tables import AccountRow
from api.state.clock import Clock, utc_now
from api.state.columns import new_id
from api.state.database import StateDatabase
from api.state.tables import BrowserRow, ConversationRow, FeedbackRow, HandoverRow, OwnerRow
from corpus.models import Frozen

SEEN_AGAIN = timedelta(days=1)
"""How long after a visit the next one is noted, so that most visits write nothing."""


class Owner(Frozen):
    """Whoever something belongs to; ``id`` says nothing about who it is."""

    id: str


class Known(Frozen):
    """A browser that was seen before.

    Attributes:
        due: its last visit was noted so long ago that this one should be.
    """

    owner: Owner
    due: bool


def hash_of(token: str) -> str:
    """What is kept of a secret: its SHA-256 in hexadecimal. Secrets of 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    """A secret of 256 random bits, safe in a cookie and in a URL."""
    return secrets.token_urlsafe(32)


class Owners:
    """Browsers and their owners. Every method raises StorageError when the database cannot be used.

    Args:
        days: after so many without a visit a browser is forgotten.
    """

    def __init__(self, database: StateDatabase, *, days: int, clock: Clock = utc_now) -> None:
        self._database = database
        self._days = timedelta(days=days)
        self._clock = clock

    def admit(self) -> tuple[Owner, str]:
        """A new owner, with the token its browser is to keep; only its hash stays here."""
        owner, token, now = Owner(id=new_id()), new_token(), self._clock()
        with self._database.writing("Tanda pengenal peramban gagal disimpan") as session:
            session.execute(insert(OwnerRow).values(id=owner.id, created_at=now))
            session.execute(
                insert(BrowserRow).values(token_hash=hash_of(token), owner_id=owner.id, seen_at=now)
            )
        return owner, token

    def known(self, token: str) -> Known | None:
        """Whose browser holds this token; None where nobody's does any more."""
        now = self._clock()
        with self._database.reading() as session:
            row = session.get(BrowserRow, hash_of(token))
            if row is None or row.seen_at <= now - self._days:
                return None
            return Known(owner=Owner(id=row.owner_id), due=row.seen_at <= now - SEEN_AGAIN)

    def note_visit(self, token: str) -> None:
        """Note that the browser with this token was here."""
        with self._database.writing("Kunjungan gagal dicatat") as session:
            session.execute(
                update(BrowserRow)
                .where(BrowserRow.token_hash == hash_of(token))
                .values(seen_at=self._clock())
            )

    def move(self, token: str, to: Owner) -> int:
        """Give what belongs to a browser to somebody who signed in there; how many conversations.

        The browser stays known, with nothing of its own.
        """
        holder = select(BrowserRow.owner_id).where(BrowserRow.token_hash == hash_of(token))
        with self._database.writing("Percakapan gagal dipindahkan") as session:
            for table in (FeedbackRow, HandoverRow):
                session.execute(
                    update(table).where(table.owner_id == holder.scalar_subquery()).values(owner_id=to.id)
                )
            moved = (
                update(ConversationRow)
                .where(ConversationRow.owner_id == holder.scalar_subquery())
                .values(owner_id=to.id)
                .returning(ConversationRow.id)
            )
            return len(session.scalars(moved).all())

    def purge(self) -> int:
        """Forget browsers that stayed away too long, and owners nobody can be any more; how many owners."""
        now = self._clock()
        # A visit is noted with delay, so what belongs to an owner may be younger than the last one noted.
        gone = now - self._days - SEEN_AGAIN
        with self._database.writing("Pemilik lama gagal dihapus") as session:
            session.execute(delete(BrowserRow).where(BrowserRow.seen_at <= gone))
            left = and_(
                OwnerRow.id.not_in(select(BrowserRow.owner_id)),
                OwnerRow.id.not_in(select(AccountRow.owner_id)),
            )
            session.execute(
                update(HandoverRow)
                .where(HandoverRow.owner_id.in_(select(OwnerRow.id).where(left)))
                .values(owner_id=None)
            )
            statement = delete(OwnerRow).where(left).returning(OwnerRow.id)
            return len(session.scalars(statement).all())
