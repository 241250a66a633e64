"""Who can sign in, and as what."""

from datetime import datetime
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from api.state.owners import Owner
from corpus.models import Frozen


class Role(StrEnum):
    """What an account is here for; an account may have several."""

    ASN = "asn"
    OPERATOR = "operator"
    ADMIN = "admin"
    EVALUATOR = "evaluator"
    KNOWLEDGE_MANAGER = "knowledge_manager"
    SUPERADMIN = "superadmin"


OF_A_BIDANG = frozenset({Role.OPERATOR, Role.ADMIN})
"""Roles that are held in one bidang, perhaps in several by several grants."""


class Grant(Frozen):
    """A role of an account.

    Attributes:
        bidang: identifier of the bidang it holds in; empty for the roles that hold everywhere.
    """

    role: Role
    bidang: str = ""

    @model_validator(mode="after")
    def _has_its_bidang(self) -> Self:
        if (self.role in OF_A_BIDANG) != bool(self.bidang):
            raise ValueError("operator and admin are roles of a bidang, the others of none")
        return self


class Account(Frozen):
    """Somebody who is signed in, or could be.

    Attributes:
        owner: whom the conversations of this account belong to.
        name: as others see it.
        email: empty where none is known.
        must_change: the password was set by somebody else and is to be changed before anything else.
    """

    id: str
    owner: Owner
    username: str
    name: str
    email: str
    grants: tuple[Grant, ...]
    active: bool = True
    must_change: bool = False

    def has(self, role: Role) -> bool:
        """Whether it has this role, in any bidang."""
        return any(grant.role is role for grant in self.grants)

    def bidang_as(self, *roles: Role) -> frozenset[str]:
        """Bidang in which it has one of these roles."""
        return frozenset(grant.bidang for grant in self.grants if grant.role in roles and grant.bidang)


class AccountLine(Frozen):
    """An account in a list.

    Attributes:
        version: grows with every change; give it back with the next one.
        seen_at: when it last signed in; None where it never did.
        locked_until: until when wrong passwords keep it from signing in.
        has_password: False where it signs in through a provider only.
    """

    account: Account
    version: int
    created_at: datetime
    seen_at: datetime | None
    locked_until: datetime | None
    has_password: bool


class NewAccount(Frozen):
    """An account to be made.

    Attributes:
        email: empty where none is known.
        password_hash: empty where it signs in through a provider only.
        must_change: the password was set by somebody else.
    """

    username: str
    name: str
    email: str = ""
    grants: tuple[Grant, ...] = (Grant(role=Role.ASN),)
    password_hash: str = ""
    must_change: bool = True


def roles_words(grants: tuple[Grant, ...]) -> str:
    """Roles in one line: ``admin di mutasi, evaluator``."""
    words = (f"{one.role.value} di {one.bidang}" if one.bidang else one.role.value for one in grants)
    return ", ".join(words)
