"""The beginnings of turns in plain text: who speaks and when."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.minutes.transcript import names
from assistant.minutes.transcript.clock import CLOCK, TENTHS, seconds

_LOOK = 260
"""Characters of a line in which its head is looked for; keeps the search linear."""
_USED = 0.3
"""Share of lines with labels from which on they are speakers where nothing else in the file says so."""
_ALWAYS = 0.9
"""Share from which on every label is a speaker: hardly a line goes on with what was said above it."""

_GAP = r"[ \t]{0,8}"
_END = rf"(?:{_GAP}(?:-->|->|–|—|-|s\.?/?d\.?|to){_GAP}(?P<end>{CLOCK}))?"
_TIME_FIRST = re.compile(
    rf"(?P<open>[\[(<]?){_GAP}(?P<time>{CLOCK})(?: ?(?:WIB|WITA|WIT))?{_END}{_GAP}(?P<close>[\])>]?)"
    rf"(?P<gap>{_GAP}(?:[-–—|:]|\t)?{_GAP})(?=\s|\S|$)"
)
_LABEL_TIME = re.compile(
    rf"(?P<label>[^\W\d_][^\n:|\[\]<>]{{0,{names.LONGEST}}}?){_GAP}"
    rf"(?:[\[(<]{_GAP}(?P<time>{CLOCK}|{TENTHS})(?: ?(?:WIB|WITA|WIT))?{_END}{_GAP}[\])>]"
    rf"|(?:[|,–—-]|[ \t]){_GAP}(?P<bare>{CLOCK})(?=[ \t]*(?::|\||$))){_GAP}[:|]?{_GAP}"
)
_LABEL_COLON = re.compile(
    rf"(?:[-–•*]{_GAP})?(?:\*\*|__)?(?P<label>[^\W\d_][^\n:|\[\]<>*]{{0,{names.LONGEST}}}?)(?:\*\*|__)?{_GAP}"
    rf"(?::(?:\*\*|__)?|\||\t){_GAP}(?=\S|$)(?!//)"
)
_NUMBER_COLON = re.compile(
    rf"(?:[-–•*]{_GAP})?(?P<label>[sS][pP][eE][aA][kK][eE][rR]_\d{{1,4}}){_GAP}:?{_GAP}"
)
_BRACKETED = re.compile(
    rf"\[(?P<label>[^\W\d_][^\n\[\]]{{0,{names.LONGEST}}})\]{_GAP}(?P<time>{CLOCK})?{_GAP}:?{_GAP}"
)
_MARKED = re.compile(rf"(?:>{{1,3}}|#{{1,6}}){_GAP}")
_CHAT = re.compile(r"(?:From|Dari)\s+(?P<who>.{1,80}?)\s+(?:to|To|kepada|ke)\s+\S.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Head:
    """What a line begins with.

    Attributes:
        label: the speaker's name as written, None where the line has only a time.
        time: as written.
        end: as written.
        rest: where the speech begins in the line.
        unlabelled: where it begins if the label turns out to be no speaker's, None where all of the
            line is speech then.
        sure: the label needs no second sign that it is a speaker.
        alone: nothing follows in this line.
    """

    label: str | None
    time: str | None
    end: str | None
    rest: int
    unlabelled: int | None
    sure: bool
    alone: bool


def heads_of(lines: Sequence[str]) -> list[Head | None]:
    """The head of every line, None where it has none. Linear in the text.

    A label must look like a name or an office, and the file must bear it out: by a time beside it,
    by an honorific or an office, by coming again, or because lines of this file begin so.
    """
    found: list[Head | None] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        found.append(_head(line, following, found[-1] if found else None))
    counts = Counter(head.label.casefold() for head in found if head and head.label)
    speech = sum(1 for line in lines if line.strip())
    labelled = any(head and head.label and (head.sure or counts[head.label.casefold()] > 1) for head in found)
    share = counts.total() / max(1, speech)
    used = share >= _ALWAYS or (share >= _USED and counts.total() > 1 and not labelled)
    return [_borne_out(head, counts, used, labelled) for head in found]


def _borne_out(head: Head | None, counts: Counter[str], used: bool, labelled: bool) -> Head | None:
    if head is None or head.label is None or head.sure or used:
        return head
    if counts[head.label.casefold()] > 1:
        return head
    if labelled and (head.alone or head.label.isupper() or names.has_name_part(head.label)):
        return head
    if head.unlabelled is None:
        return None
    return Head(None, head.time, head.end, head.unlabelled, head.unlabelled, sure=True, alone=False)


def _head(line: str, following: str, above: Head | None) -> Head | None:
    look = line[:_LOOK]
    start = len(look) - len(look.lstrip())
    if marked := _MARKED.match(look, start):
        start = marked.end()
    if found := _BRACKETED.match(look, start):
        return _named(line, found, found["time"], sure=True)
    if (found := _TIME_FIRST.match(look, start)) and _is_time(found):
        return _after(line, look, found, following)
    if (found := _LABEL_TIME.match(look, start)) and seconds(found["time"] or found["bare"]) is not None:
        named = _named(line, found, found["time"] or found["bare"], found["end"], sure=bool(found["time"]))
        if named is not None:
            return named
    for pattern in (_NUMBER_COLON, _LABEL_COLON):
        if found := pattern.match(look, start):
            return _named(line, found)
    bare = line[start:].strip()
    under_time = above is not None and above.label is None and above.alone
    if following.strip() and names.could_be_name(bare) and (under_time or names.is_numbered(bare)):
        return Head(bare, None, None, len(line), None, sure=True, alone=True)
    return None


def _is_time(found: re.Match[str]) -> bool:
    if seconds(found["time"]) is None:
        return False
    if found["open"] or found["end"]:
        return True
    # "10.30 orang" is a number, "09.30 Budi" a time; which it is, the words behind it say.
    return ":" in found["time"] or len(found["time"].split(".")[0]) == 2


def _after(line: str, look: str, time: re.Match[str], following: str) -> Head | None:
    """The head of a line that begins with a time."""
    at = time.end()
    written, end = time["time"], time["end"]
    if not line[at:].strip():
        return Head(None, written, end, len(line), at, sure=True, alone=True)
    for pattern in (_NUMBER_COLON, _BRACKETED, _LABEL_COLON):
        if found := pattern.match(look, at):
            named = _named(line, found, written, end, unlabelled=at)
            if named is not None:
                return named
    bare = line[at:].strip()
    if names.could_be_name(bare) and following.strip() and not _TIME_FIRST.match(following[:_LOOK]):
        return Head(bare, written, end, len(line), at, names.is_surely_person(bare), alone=True)
    if time["open"] or end or ":" in written:
        return Head(None, written, end, at, at, sure=True, alone=False)
    return None


def _named(
    line: str,
    found: re.Match[str],
    time: str | None = None,
    end: str | None = None,
    *,
    sure: bool = False,
    unlabelled: int | None = None,
) -> Head | None:
    label = found["label"].strip(" \t-–—,*_\"'")
    if chat := _CHAT.fullmatch(label):
        label = chat["who"].strip()
    if not names.could_be_name(label):
        return None
    alone = not line[found.end() :].strip()
    return Head(
        label, time, end, found.end(), unlabelled, sure=sure or names.is_surely_person(label), alone=alone
    )
