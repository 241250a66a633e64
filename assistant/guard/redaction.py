"""Logs without personal data."""

import traceback
from collections.abc import Iterator, MutableMapping
from types import TracebackType

from assistant.guard.personal_data import mask

_LONGEST = 2_000
"""Characters of a value that are kept: no question or passage stands in a log whole."""


def redact(_logger: object, _method: str, event: MutableMapping[str, object]) -> MutableMapping[str, object]:
    """A structlog processor: personal data in values becomes placeholders, tracebacks lose their values.

    It stands before the renderer, so that a renderer that prints the local variables of a traceback
    (a question is one) has none to print. The message of an exception is masked like any value.
    """
    error = _exception(event.pop("exc_info", None))
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = mask(value[:_LONGEST]).text
    if error is not None:
        event["exception"] = "\n".join(_told(error))
    return event


def _told(error: BaseException) -> Iterator[str]:
    """The error and what led to it, the first cause first: places in the code, class, masked message."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _told(before)
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    yield f"{type(error).__name__}: {mask(str(error)[:_LONGEST]).text}"


def _exception(given: object) -> BaseException | None:
    match given:
        case BaseException():
            return given
        case (_, BaseException() as error, TracebackType() | None):
            return error
        case _:
            return None
