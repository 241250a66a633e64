"""Accounts for tests that are about what people may do, made without passwords: hashing them takes time."""

from api.accounts.models import Account, Grant, Role
from api.state.forum_tables import BidangRow
from api.state.state import State
from corpus.errors import NotFound

BIDANG = "mutasi"


def person(state: State, username: str, *roles: Role, bidang: str = BIDANG) -> Account:
    """An account with these roles; ``bidang`` is made where there is none of it."""
    with state.database.writing("bidang") as session:
        if session.get(BidangRow, bidang) is None:
            session.add(BidangRow(id=bidang, name=bidang.title(), description="", position=1, active=True))
    in_one = {Role.OPERATOR, Role.ADMIN}
    grants = tuple(Grant(role=role, bidang=bidang if role in in_one else "") for role in roles)
    return state.accounts.create(username, name=username.title(), grants=grants, by="uji")


def session_of(state: State, username: str, *roles: Role) -> str:
    """The secret of a session of somebody, who is made with these roles where there is nobody so called."""
    try:
        account = state.accounts.by_username(username)
    except NotFound:
        account = person(state, username, *roles)
    return state.sessions.begin(account)
