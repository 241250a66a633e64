"""What an inserting verb inserts, how many the text promises, and after which unit it goes."""

import re
from dataclasses import dataclass

from ingestion.regulation.amending.mentions import LETTER_FOR, PASAL, Mention

_PROMISE = re.compile(
    r"(?<!\w)(?P<digits>\d{1,2}|[lI])\s{0,2}\((?P<word>[a-z\s]{3,20})\)\s+(?P<kind>pasal|ayat|huruf|angka|bab|butir)\b",
    re.IGNORECASE,
)
_INSERTS = re.compile(r"\bdi\s?(?:s[il](?:s[il]?)?p|tambah|masuk)")
_BETWEEN = re.compile(r"\b[Dd]i\s?antara\b|\b[Aa]ntara\b|\b[Ss]etelah\b|\b[Ss]esudah\b")
_NEW_NAMED = re.compile(r"\b(?:ya[kl]ni|yaitu|ialah|(?:di)?(?:men)?jadi(?:kan)?)\b")
_PASAL_NAMED = re.compile(rf"(?<!\w){PASAL}\s{{1,3}}(\w{{2,6}})(?!\w)")
_MOST_INSERTED = 26
_NAMELY = re.compile(r"\b(?:ya[kl]ni|yaitu|ialah|menjadi|(?:yang\s+)?dijadikan|sebagai)\b")


@dataclass(frozen=True, slots=True)
class Insertion:
    """What one inserting verb does.

    Attributes:
        new: the inserted units, with their full paths.
        anchor: the unit that the first of them follows, where the text says so.
        promised: kind, how many the text says are inserted, and how many it names.
        taken: every mention that the verb uses up.
    """

    new: list[Mention]
    anchor: Mention | None
    promised: list[tuple[str, int, int]]
    taken: list[Mention]


def insertion(
    text: str, before: list[Mention], after: list[Mention], span: tuple[int, int], *, followed: bool
) -> Insertion:
    """Which of the mentions around an inserting verb are inserted, and after which unit.

    Args:
        text: the instruction.
        before: mentions before the verb that no other verb has used.
        after: those between it and the next verb.
        span: from the end of the verb to the next verb.
        followed: there is a next verb.
    """
    promise = _PROMISE.search(text, *span)
    namely = list(_NAMELY.finditer(text, promise.end() if promise else span[0], span[1]))
    kind = promise.group("kind").lower() if promise else ""
    new = [mention for mention in after if namely and mention.start >= namely[-1].start()]
    if not new:
        new = [mention for mention in after if not _stands_between(text, mention)]
    anchors = [m for m in (*before, *[m for m in after if m not in new]) if _stands_between(text, m)]
    new = [mention for mention in new if mention.kind == kind] or new
    new = [mention for mention in new if not _stands_between(text, mention)] or new[:1]
    if promise and followed:
        # What is named beyond the promised number belongs to the verb that follows.
        new = new[: max(_count(promise), 1)]
    if promise and kind == "pasal" and namely:
        new = _by_place(text, new, anchors, _count(promise), (namely[-1].end(), span[1]))
    left = [mention for mention in after if new and mention.start > new[-1].start] if followed else []
    promised = [(kind, _count(promise), len(new))] if promise and new else []
    anchor = _anchor(anchors, new)
    new = [_lettered(_placed(mention, anchor, before), anchor) for mention in new]
    return Insertion(new, anchor, promised, [m for m in (*before, *after) if m not in left])


def _by_place(
    text: str, new: list[Mention], anchors: list[Mention], count: int, span: tuple[int, int]
) -> list[Mention]:
    """The inserted pasal with the numbers that their place leaves them, where some are misread.

    Between Pasal 171 and Pasal 172 five pasal can only be 171A to 171E, whatever "Pasal LTLE" looks like.
    What is printed clearly must agree, and something must.
    """
    around = [mention for mention in anchors if mention.kind == "pasal"]
    numbers = [mention.get("pasal") for mention in around]
    named = list(_PASAL_NAMED.finditer(text, *span))
    if len(named) != count or count > _MOST_INSERTED or len(numbers) != 2 or not "".join(numbers).isdigit():
        return new
    if int(numbers[1]) != int(numbers[0]) + 1:
        return new
    read = {mention.start: _lettered(mention, around[0]) for mention in new}
    placed, agreeing = [], 0
    for index, match in enumerate(named):
        value = f"{numbers[0]}{chr(ord('a') + index)}"
        mention = read.pop(match.start(), None)
        if mention is not None and mention.get("pasal") == value:
            agreeing += 1
        elif mention is not None and mention.exact:
            return new
        else:
            mention = Mention(match.start(), match.end(), (("pasal", value),), exact=False)
        placed.append(mention)
    return placed if agreeing and not read else new


def _stands_between(text: str, mention: Mention) -> bool:
    window = text[max(0, mention.start - 60) : mention.start]
    between = list(_BETWEEN.finditer(window))
    if not between:
        return False
    # "sesudah Pasal 29 yaitu Pasal 29A": what is named after "yaitu" is new.
    end = between[-1].end()
    return not _INSERTS.search(window, end) and not _NEW_NAMED.search(window, end)


def _count(promise: re.Match[str]) -> int:
    return int(promise.group("digits").replace("l", "1").replace("I", "1"))


def _anchor(anchors: list[Mention], new: list[Mention]) -> Mention | None:
    """Of "di antara Pasal 12 dan Pasal 13" the first, of "setelah ayat (3)" the only one."""
    kinds = {mention.kind for mention in new}
    same = [mention for mention in anchors if mention.kind in kinds]
    return same[0] if same else None


def _lettered(mention: Mention, anchor: Mention | None) -> Mention:
    """The "Pasal 158" inserted after Pasal 15 is Pasal 15B: no other number stands between 15 and 16."""
    if anchor is None or mention.kind != "pasal" or anchor.kind != "pasal":
        return mention
    value, base = mention.get("pasal"), "".join(filter(str.isdigit, anchor.get("pasal")))
    letter = LETTER_FOR.get(value[-1], "")
    if not value.isdigit() or value[:-1] != base or not letter:
        return mention
    return Mention(mention.start, mention.end, (("pasal", f"{base}{letter}"),), exact=False)


def _placed(mention: Mention, anchor: Mention | None, before: list[Mention]) -> Mention:
    """An inserted ayat stands in the pasal of its neighbour, or of the unit that it is added to."""
    if mention.kind in ("bagian", "paragraf") and not mention.get("bab"):
        chapter = next((m for m in reversed(before) if m.kind == "bab"), None)
        path = (*chapter.path, *mention.path) if chapter else mention.path
        return Mention(mention.start, mention.end, path, mention.exact)
    if mention.kind not in ("ayat", "huruf", "angka") or mention.get("pasal"):
        return mention
    above = anchor.path[:-1] if anchor is not None and anchor.kind == mention.kind else ()
    if not above:
        host = next((m for m in reversed(before) if m.get("pasal")), None)
        above = tuple(pair for pair in host.path if pair[0] != mention.kind) if host else ()
    return Mention(mention.start, mention.end, (*above, *mention.path), mention.exact)
