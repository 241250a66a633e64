"""What a page showed of a thing that has no version, so that nobody writes over what they never saw."""

import hashlib

from corpus.errors import Conflict
from corpus.models import Frozen


def fingerprint(thing: Frozen) -> str:
    """32 hexadecimal digits that are others as soon as anything of the thing is."""
    return hashlib.sha256(thing.model_dump_json().encode()).hexdigest()[:32]


def refuse_changed(thing: Frozen, seen: str | None, what: str) -> None:
    """Let only who has seen a thing as it stands go on.

    Args:
        seen: its fingerprint when it was read; None where it does not matter.
        what: names the thing in the message.

    Raises:
        Conflict: it was changed meanwhile.
    """
    if seen is not None and seen != fingerprint(thing):
        raise Conflict(f"{what} ini baru saja diubah orang lain. Muat ulang halamannya, lalu ulangi.")
