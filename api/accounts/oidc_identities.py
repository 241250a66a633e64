"""Which account is whose at the provider: by issuer and subject, not by what people can change there."""

from typing import Literal

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from api.accounts.account_rows import (
    account_row,
    account_with_grants,
    checked_email,
    checked_name,
    checked_username,
)
from api.accounts.accounts import Accounts
from api.accounts.models import Account, NewAccount, Role
from api.accounts.oidc_provider import Identity
from api.accounts.oidc_transport import SignInRefused
from api.state.account_tables import AccountRow, GrantRow, IdentityRow
from api.state.audit import Audited, add_entry
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from corpus.errors import InvalidInput

Linking = Literal["off", "username", "email"]

CLOSED = "Akun Anda di layanan ini sedang ditutup. Hubungi pengelola akun di instansi Anda."
UNKNOWN = "Anda belum punya akun di layanan ini. Mintalah kepada pengelola akun di instansi Anda."


class Identities:
    """Every method raises StorageError when the database cannot be used.

    Args:
        create: somebody unknown gets an account as asn.
        link: which account made beforehand is theirs, as ``TANYA_OIDC_LINK``.
    """

    def __init__(
        self,
        database: StateDatabase,
        accounts: Accounts,
        *,
        create: bool,
        link: Linking,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._create = create
        self._link = link
        self._clock = clock

    def account(self, identity: Identity) -> Account:
        """The account of somebody whom the provider vouches for, made where there is none and may be.

        Raises:
            SignInRefused: there is none, it is closed, or it cannot be made; the message says which.
        """
        with self._database.writing("Masuk gagal dicatat") as session:
            row = self._linked(session, identity) or self._beforehand(session, identity)
            made = row is None
            if row is None:
                row = self._made(session, identity)
            if not row.active:
                raise SignInRefused(CLOSED)
            row.seen_at = self._clock()
            session.flush()
            account = account_with_grants(session, row)
            self._keep_link(session, identity, row, "account.created" if made else "account.linked")
        return account

    def _linked(self, session: Session, identity: Identity) -> AccountRow | None:
        kept = session.get(IdentityRow, (identity.issuer, identity.subject))
        return account_row(session, kept.account_id) if kept is not None else None

    def _beforehand(self, session: Session, identity: Identity) -> AccountRow | None:
        """An account that waits for whoever it was made for; a superadmin's never does."""
        statement = select(AccountRow).where(AccountRow.active).with_for_update()
        if self._link == "username":
            statement = statement.where(
                AccountRow.username == _username(identity), AccountRow.password_hash == ""
            )
        elif self._link == "email" and identity.email and identity.email_verified:
            statement = statement.where(func.lower(AccountRow.email) == identity.email.lower())
        else:
            return None
        taken = exists().where(IdentityRow.account_id == AccountRow.id, IdentityRow.issuer == identity.issuer)
        powerful = exists().where(
            GrantRow.account_id == AccountRow.id, GrantRow.role == Role.SUPERADMIN.value
        )
        found = session.scalars(statement.where(~taken, ~powerful).limit(2)).all()
        # An address that two accounts have says of neither whose it is.
        return found[0] if len(found) == 1 else None

    def _made(self, session: Session, identity: Identity) -> AccountRow:
        if not self._create:
            raise SignInRefused(UNKNOWN)
        try:
            username = checked_username(_username(identity))
            new = NewAccount(
                username=username,
                name=checked_name(identity.name or username),
                email=_email(identity),
                must_change=False,
            )
            made = self._accounts.add(session, new)
        except InvalidInput as error:
            # Of two browsers that sign the same person in for the first time, the other was first.
            linked = self._linked(session, identity)
            if linked is not None:
                return linked
            raise SignInRefused(
                "Akun Anda tidak dapat dibuat dari data penyedia identitas. "
                f"{error} Hubungi pengelola akun di instansi Anda."
            ) from error
        return account_row(session, made.id)

    def _keep_link(self, session: Session, identity: Identity, row: AccountRow, action: str) -> None:
        if session.get(IdentityRow, (identity.issuer, identity.subject)) is not None:
            return
        now = self._clock()
        session.add(
            IdentityRow(issuer=identity.issuer, subject=identity.subject, account_id=row.id, linked_at=now)
        )
        reason = f"masuk pertama lewat {identity.issuer}"
        add_entry(
            session,
            Audited(at=now, actor=row.username, action=action, subject=row.username, reason=reason),
        )


def _username(identity: Identity) -> str:
    """The claim as a username; of an address the part before @."""
    return identity.username.partition("@")[0].strip().lower()


def _email(identity: Identity) -> str:
    """The address, where mail can be sent to it."""
    try:
        return checked_email(identity.email)
    except InvalidInput:
        return ""
