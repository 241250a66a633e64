"""Calling a speaker otherwise in the lines that name them."""

import re

from api.minutes.models import Notula
from assistant.minutes.models import UNKNOWN_SPEAKER


def renamed_notula(notula: Notula, old: str, new: str) -> Notula:
    """A notula that names a person otherwise.

    In running text only a name that nobody gave, "Pembicara 3", is put right: another may be part of a
    longer one.
    """
    nameless = old.startswith(UNKNOWN_SPEAKER)
    words = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)")

    def said(text: str) -> str:
        return words.sub(lambda _: new, text) if nameless else text

    def called(name: str) -> str:
        return new if name == old else said(name)

    lines = tuple(
        line.model_copy(update={"text": said(line.text), "pic": called(line.pic) if line.pic else None})
        for line in notula.lines
    )
    attendance = tuple(dict.fromkeys(map(called, notula.attendance)))
    return notula.model_copy(update={"lines": lines, "attendance": attendance})
