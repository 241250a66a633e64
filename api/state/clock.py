"""What time it is: given to every store, so that tests can tell it."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present moment, with a time zone."""


def utc_now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)
