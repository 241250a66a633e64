"""People of a made-up agency."""

from datetime import UTC, datetime

from sqlalchemy import insert, update

from api.accounts.models import Account, Grant, Role
from api.state.account_tables import AccountRow, GrantRow
from api.state.columns import new_id
from api.state.owners import Owner
from api.state.state import State
from api.state.tables import OwnerRow

NIP = "198503152010121003"
ASN = Grant(role=Role.ASN)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def admin_of(*bidang: str) -> tuple[Grant, ...]:
    return tuple(Grant(role=Role.ADMIN, bidang=one) for one in bidang)


def operator_of(*bidang: str) -> tuple[Grant, ...]:
    return tuple(Grant(role=Role.OPERATOR, bidang=one) for one in bidang)


def person(state: State, username: str, *grants: Grant, name: str = "", email: str = "") -> Account:
    """An account; an ASN where nothing else is granted."""
    account = Account(
        id=new_id(),
        owner=Owner(id=new_id()),
        username=username,
        name=name or username.title(),
        email=email,
        grants=grants or (ASN,),
    )
    with state.database.writing("akun") as session:
        session.execute(insert(OwnerRow).values(id=account.owner.id, created_at=LONG_AGO))
        session.execute(
            insert(AccountRow).values(
                owner_id=account.owner.id,
                password_hash="",
                failures=0,
                created_at=LONG_AGO,
                version=1,
                **account.model_dump(include={"id", "username", "name", "email", "must_change", "active"}),
            )
        )
        for grant in account.grants:
            values = {"account_id": account.id, "role": grant.role.value, "bidang_id": grant.bidang}
            session.execute(insert(GrantRow).values(values))
    return account


def deactivate(state: State, account: Account) -> Account:
    """The account out of use."""
    with state.database.writing("akun") as session:
        session.execute(update(AccountRow).where(AccountRow.id == account.id).values(active=False))
    return account.model_copy(update={"active": False})
