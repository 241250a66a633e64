"""Conditions and exceptions of a rule that a claim leaves out while it says the rest."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.support_clauses import logic_words, phrases, plain_pieces
from assistant.support_features import Near, Weigh, share_of
from assistant.support_text import read_sentence

LOST = 0.15
"""Share of a condition's own words that a claim has at most where it leaves the condition out."""
TOLD = 0.6
"""Share of the rest of the rule that a claim says at least where it tells the rule."""
OF_THE_RULE = 0.6
"""Share of the claim's words that are of the rest of the rule."""
FEWEST = 2
"""Words of their own that a condition and what depends on it have."""
_MARK = re.compile(r"^(?:Pasal\s+[\dA-Z ]+\s)?\W*\(?\d+\W*\s*")
_ELSEWHERE = re.compile(r"\s*(?:itu|tersebut|(?:\w+ )?\w*entukan lain|diatur lain)\b")
"""Behind a condition's first word: it says nothing of its own."""
_END = re.compile(r"[.;](?:\s|$)|,\s(?=(?:maka|wajib|dapat|berhak|PNS|PPPK|PPK|ia)\b)")
_REQUIREMENT = re.compile(
    r"\byang (?:(?:sudah|telah|belum) )?(?:bekerja|berumur|berusia|mencapai|memiliki|mempunyai|menduduki"
    r"|memenuhi)\b.*?(?=[,.;]|\b(?:berhak|dapat|wajib|harus|mendapat|memperoleh|menerima|diberi|diberikan"
    r"|diberhentikan|dijatuhi|dikenai|tidak|boleh|mempunyai hak)\b)",
    re.IGNORECASE | re.DOTALL,
)
"""A relative clause that says who qualifies."""


def lost_conditions(claim: str, near: Sequence[Near], weigh: Weigh) -> Iterator[str]:
    """The conditions of the sentence nearest to the claim that it neither states nor points to."""
    said = read_sentence(claim).known
    referring = set(_referral().findall(" ".join(plain_pieces(claim))))
    for condition, rest in conditions_of(near[0].sentence.text):
        if referring - set(_referral().findall(" ".join(plain_pieces(rest)))):
            continue
        beside = read_sentence(rest).known
        own = read_sentence(condition).known - beside
        if len(own) < FEWEST or len(beside) < FEWEST or share_of(own, said, weigh) > LOST:
            continue
        if share_of(beside, said, weigh) >= TOLD and share_of(said, beside, weigh) >= OF_THE_RULE:
            yield condition


def conditions_of(text: str) -> list[tuple[str, str]]:
    """Each condition of a sentence with what is left of the sentence without it."""
    bare = _MARK.sub("", text)
    found = [(match.start(), match.end()) for match in _REQUIREMENT.finditer(bare)]
    for match in _opening().finditer(bare):
        if _ELSEWHERE.match(bare, match.end()):
            continue
        before = bare[: match.start()].rstrip()
        stop = re.compile(",").search(bare, match.end()) if not before or before[-1] in ".;:" else None
        stop = stop or _END.search(bare, match.end())
        found.append((match.start(), stop.start() if stop else len(bare)))
    return [
        (" ".join(bare[start:end].split()), f"{bare[:start]} {bare[end:]}") for start, end in sorted(found)
    ]


@cache
def _referral() -> re.Pattern[str]:
    return phrases(logic_words().referral)


@cache
def _opening() -> re.Pattern[str]:
    longest_first = sorted(logic_words().condition, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b", re.IGNORECASE)
