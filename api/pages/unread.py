"""How many notifications wait for whoever is signed in, for the head of every page."""

import structlog
from fastapi import Request

from api.accounts.recognised import account_if_known
from api.forum.notifications import Notifications
from api.state.state import State
from corpus.errors import StorageError


def unread(request: Request) -> int:
    """Notifications that were not read yet; none where nobody is signed in or they cannot be counted."""
    account = account_if_known(request)
    if account is None:
        return 0
    state: State = request.app.state.state
    try:
        return Notifications(state.database).unread(account)
    except StorageError as error:
        # A page that reports a fault of the database has this head too.
        structlog.get_logger().warning("notifications not counted", reason=str(error))
        return 0
