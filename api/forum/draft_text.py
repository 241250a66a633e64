"""The question that a draft answers: what the asker wrote under it, as one text."""

from collections.abc import Sequence

from assistant.models import LONGEST_QUESTION

LONGEST_FOLLOW_UP = LONGEST_QUESTION // 4
_CUT = " …"


def question_text(title: str, text: str, follow_ups: Sequence[str] = ()) -> str:
    """Title, text and follow-ups as one question of at most ``LONGEST_QUESTION`` characters.

    What is asked last counts most: where there is too much, follow-ups are cut to ``LONGEST_FOLLOW_UP``, the
    oldest are left out first, and the text gets the room they leave, but never less than a quarter. Cuts fall
    between words and are marked.

    Args:
        follow_ups: of the asker, the oldest first.
    """
    opening = title.strip()
    body = text.strip()
    if body.casefold().startswith(opening.casefold().rstrip("?.! …")):
        opening = ""
    heard = [one.strip() for one in follow_ups if one.strip()]
    whole = _joined(opening, body, *heard)
    if len(whole) <= LONGEST_QUESTION:
        return whole
    opening = _cut(opening, LONGEST_QUESTION // 8)
    left = LONGEST_QUESTION - len(opening) - 2 - min(len(body), LONGEST_QUESTION // 4) - 2
    kept: list[str] = []
    for one in reversed(heard):
        short = _cut(one, LONGEST_FOLLOW_UP)
        if len(short) + 2 > left:
            break
        left -= len(short) + 2
        kept.insert(0, short)
    room = LONGEST_QUESTION - len(_joined(opening, *kept)) - 4
    return _joined(opening, _cut(body, room), *kept)


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    head = text[: most - len(_CUT)]
    return (head.rsplit(maxsplit=1)[0] if " " in head.strip() else head).rstrip() + _CUT
