"""API tokens: secrets with which a program acts for an account, with that account's permissions."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from api.accounts.account_rows import account_row, account_with_grants
from api.accounts.models import Account
from api.state.account_tables import AccountRow, ApiTokenRow
from api.state.audit import Audited, add_entry
from api.state.clock import Clock, utc_now
from api.state.columns import new_id
from api.state.database import StateDatabase
from api.state.owners import hash_of, new_token
from corpus.errors import InvalidInput, NotFound
from corpus.models import Frozen

PREFIX = "tanya_"
"""Begins every API token, so that tools which look for leaked secrets know it."""
LONGEST_NAME = 60
MOST = 20
"""API tokens that an account may have."""
DAYS = (30, 90, 365)
"""How long one may be good for."""
NOTED_EVERY = timedelta(minutes=5)


class ApiToken(Frozen):
    """What is known of an API token; its secret is not.

    Attributes:
        used_at: when it was last used, within five minutes; None where it never was.
    """

    id: str
    name: str
    created_at: datetime
    expires_at: datetime | None
    used_at: datetime | None
    expired: bool = False


class ApiTokens:
    """Every method raises StorageError when the database cannot be used."""

    def __init__(self, database: StateDatabase, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    def create(self, account: Account, name: str, *, days: int) -> tuple[ApiToken, str]:
        """A new one with its secret, which is told now and never again.

        Args:
            days: one of ``DAYS``.

        Raises:
            InvalidInput: name or days cannot be used, or there are as many as there may be.
        """
        line = " ".join(name.split())
        if not 0 < len(line) <= LONGEST_NAME or not line.isprintable():
            raise InvalidInput(f"Nama token harus diisi, paling panjang {LONGEST_NAME} huruf.")
        if days not in DAYS:
            raise InvalidInput(f"Masa berlaku token harus {', '.join(map(str, DAYS))} hari.")
        secret, now = PREFIX + new_token(), self._clock()
        with self._database.writing("Token gagal dibuat") as session:
            # Locked, so that many at once do not make more than there may be.
            row = account_row(session, account.id, lock=True)
            count = select(func.count()).where(ApiTokenRow.account_id == account.id)
            if (session.scalar(count) or 0) >= MOST:
                raise InvalidInput(f"Token Anda sudah {MOST}. Cabut dahulu yang tidak dipakai.")
            made = ApiTokenRow(
                id=new_id(),
                token_hash=hash_of(secret),
                account_id=account.id,
                name=line,
                created_at=now,
                expires_at=now + timedelta(days=days),
                used_at=None,
            )
            session.add(made)
            session.flush()
            self._note(session, row.username, "account.token_created", made.id)
            return self._to_token(made), secret

    def account(self, secret: str) -> Account | None:
        """For whom a secret acts; None where it is none, expired, or its account closed. Its use is noted."""
        if not secret.startswith(PREFIX):
            return None
        now = self._clock()
        statement = (
            select(ApiTokenRow, AccountRow)
            .join(AccountRow, AccountRow.id == ApiTokenRow.account_id)
            # Whoever has yet to choose a password may do nothing else before.
            .where(ApiTokenRow.token_hash == hash_of(secret), AccountRow.active, ~AccountRow.must_change)
        )
        with self._database.reading() as session:
            found = session.execute(statement).first()
            if found is None:
                return None
            row, owner = found
            if row.expires_at is not None and row.expires_at <= now:
                return None
            account = account_with_grants(session, owner)
            due = row.used_at is None or row.used_at <= now - NOTED_EVERY
        if due:
            with self._database.writing("Pemakaian token gagal dicatat") as session:
                session.execute(
                    update(ApiTokenRow).where(ApiTokenRow.token_hash == hash_of(secret)).values(used_at=now)
                )
        return account

    def list(self, account: Account) -> list[ApiToken]:
        """Those of an account, the newest first, expired ones included."""
        statement = select(ApiTokenRow).where(ApiTokenRow.account_id == account.id)
        with self._database.reading() as session:
            return [self._to_token(row) for row in session.scalars(statement.order_by(ApiTokenRow.id.desc()))]

    def revoke(self, account: Account, token_id: str) -> None:
        """Make one worth nothing.

        Raises:
            NotFound: the account has none with this identifier.
        """
        own = (ApiTokenRow.id == token_id) & (ApiTokenRow.account_id == account.id)
        with self._database.writing("Token gagal dicabut") as session:
            if session.scalar(delete(ApiTokenRow).where(own).returning(ApiTokenRow.id)) is None:
                raise NotFound("Token ini tidak ada, sudah dicabut, atau bukan milik Anda.")
            self._note(session, account.username, "account.token_revoked", token_id)

    def _note(self, session: Session, actor: str, action: str, subject: str) -> None:
        add_entry(session, Audited(at=self._clock(), actor=actor, action=action, subject=subject, reason=""))

    def _to_token(self, row: ApiTokenRow) -> ApiToken:
        return ApiToken(
            id=row.id,
            name=row.name,
            created_at=row.created_at,
            expires_at=row.expires_at,
            used_at=row.used_at,
            expired=row.expires_at is not None and row.expires_at <= self._clock(),
        )
