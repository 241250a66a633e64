"""Every table of people and service, for migrations and for whoever needs the whole metadata."""

from api.state import (
    account_tables,
    draft_tables,
    forum_tables,
    import_tables,
    knowledge_tables,
    minutes_tables,
    routing_tables,
)
from api.state.tables import StateBase

__all__ = [
    "StateBase",
    "account_tables",
    "draft_tables",
    "forum_tables",
    "import_tables",
    "knowledge_tables",
    "minutes_tables",
    "routing_tables",
]
