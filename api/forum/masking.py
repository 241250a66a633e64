"""The words of a question that everybody may read: without personal data, and without the asker's name."""

import re
from collections.abc import Sequence

from api.accounts.models import Account
from assistant.guard.personal_data import mask_all
from assistant.guard.personal_kinds import PersonalKind
from corpus.models import Frozen

LONGEST_TITLE = 150
LONGEST_TEXT = 10_000
_SHORTEST_NAME = 4
"""A shorter name is too often a word of its own."""
_OWN = f"[{PersonalKind.NAME}-1]"


class Preview(Frozen):
    """What others will read.

    Attributes:
        found: kinds of personal data that were taken out, in the order they stand.
    """

    public_title: str
    public_text: str
    found: tuple[PersonalKind, ...]


def preview(title: str, text: str, *, names: Sequence[str] = ()) -> Preview:
    """A question as others will read it.

    Args:
        names: the asker's own, see ``names_of``: taken out even where nothing shows that they are names.
    """
    hidden = [hide_names(one, names) for one in (title, text)]
    masked = mask_all(hidden)
    kinds = [found.kind for one in masked for found in one.found]
    if hidden != [title, text]:
        kinds.insert(0, PersonalKind.NAME)
    return Preview(public_title=masked[0].text, public_text=masked[1].text, found=tuple(dict.fromkeys(kinds)))


def public_text_of(text: str, *, names: Sequence[str] = ()) -> str:
    """One text as others may read it."""
    return mask_all((hide_names(text, names),))[0].text


def names_of(account: Account | None) -> tuple[str, ...]:
    """What an account may be recognised by in a text: its name and its user name."""
    return () if account is None else (account.name, account.username)


def hide_names(text: str, names: Sequence[str]) -> str:
    """``text`` with a placeholder for each of ``names``, in any case and with any white space inside."""
    for name in names:
        parts = name.split()
        if len("".join(parts)) >= _SHORTEST_NAME:
            written = r"\s+".join(map(re.escape, parts))
            text = re.sub(rf"(?<!\w){written}(?!\w)", _OWN, text, flags=re.IGNORECASE)
    return text
