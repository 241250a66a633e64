"""Tables of accounts: who may sign in, as what, and with which secrets; secrets are kept as hashes only."""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from api.state.tables import StateBase
from corpus.tables import Text


def account_id(*, gone: str = "CASCADE", nullable: bool = False) -> Mapped[str]:
    """A column that names an account.

    Args:
        gone: what becomes of the row when the account is deleted, as in ``ON DELETE``.
    """
    return mapped_column(ForeignKey("layanan_accounts.id", ondelete=gone), index=True, nullable=nullable)


class AccountRow(StateBase):
    """Somebody who can sign in; ``password_hash`` is empty where only single sign-on is used."""

    __tablename__ = "layanan_accounts"

    id: Mapped[str] = mapped_column(primary_key=True)
    owner_id: Mapped[str] = mapped_column(ForeignKey("layanan_owners.id", ondelete="RESTRICT"), unique=True)
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(Text())
    email: Mapped[str] = mapped_column(index=True)
    password_hash: Mapped[str] = mapped_column(Text())
    must_change: Mapped[bool] = mapped_column(Boolean())
    active: Mapped[bool] = mapped_column(Boolean())
    failures: Mapped[int]
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    version: Mapped[int]


class GrantRow(StateBase):
    """A role of an account; ``bidang_id`` is empty for roles that hold everywhere."""

    __tablename__ = "layanan_grants"

    account_id: Mapped[str] = mapped_column(
        ForeignKey("layanan_accounts.id", ondelete="CASCADE"), primary_key=True
    )
    role: Mapped[str] = mapped_column(primary_key=True)
    bidang_id: Mapped[str] = mapped_column(primary_key=True, index=True)


class SessionRow(StateBase):
    """A browser in which an account is signed in."""

    __tablename__ = "layanan_sessions"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = account_id()
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class ApiTokenRow(StateBase):
    """A secret with which a program acts for an account."""

    __tablename__ = "layanan_api_tokens"

    id: Mapped[str] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[str] = account_id()
    name: Mapped[str] = mapped_column(Text())
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]


class IdentityRow(StateBase):
    """How an OpenID Connect provider names an account."""

    __tablename__ = "layanan_identities"

    issuer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = account_id()
    linked_at: Mapped[datetime]
