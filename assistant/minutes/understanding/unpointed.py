"""Speech that a recogniser wrote without any stop: where one person ends and the next begins."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from assistant.minutes.understanding.words import is_verb, standard

LEAST_WORDS = 20
"""Words below which the lack of a stop says nothing."""
WORDS_A_STOP = 25
"""Words to one stop from which on speech counts as written without stops."""
SHORTEST = 2
"""Words of a piece before which nothing is cut off."""
_WORD = re.compile(r"[^\W_]+(?:['’./,%-][^\W_]+)*")
_STOP = re.compile(r"[.?!…](?=\s|$)")
_CALLS = frozenset({"bapak", "ibu", "dok", "komandan", "ndan"})
"""How somebody is spoken to who is not named: mostly the last word of what is said to them."""
_GOES_ON = frozenset({"dan", "ya", "dengan", "kan", "sama", "lho", "saja", "itu"})
_OPENS = frozenset(
    {
        "nah", "oke", "siap", "baik", "lanjut", "waduh", "aduh", "hehe", "hahaha", "pokoknya", "betul", "eh",
        "berarti", "wah", "alhamdulillah",
    }
)  # fmt: skip
_MAY_OPEN = frozenset({"terus", "tapi", "sekarang", "kalau", "jadi", "jangan", "makanya", "tolong", "minta"})
LONG_PIECE = 5
"""Words after which a word that also stands inside a sentence is taken to open one."""
_NAMED_IN_PASSING = frozenset(
    {"cara", "kata", "dengan", "dari", "ke", "oleh", "dan", "ya", "untuk", "siap", "oke"}
)
_OPENS_PAIR = frozenset(
    {
        ("ya", "sudah"), ("sudah", "ya"), ("tidak", "usah"), ("bagaimana", "kalau"), ("biar", "saya"),
        ("oh", "ya"), ("menurut", "saya"), ("saya", "usul"), ("terima", "kasih"), ("ya", "bapak"),
        ("ya", "ibu"),
    }
)  # fmt: skip


def unpointed(text: str, begin: int, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of the turns of speech without stops, empty where ``text`` has stops or is short.

    A turn ends after somebody is called without their name ("… sudah setor bu") and before the words with
    which people begin to speak ("nah", "ya sudah"). Linear in the length of the text.

    Args:
        text: the utterance.
        begin: where its speech begins.
        taken: spans of names and spoken days, in order; nothing is cut inside them.
    """
    words = list(_WORD.finditer(text, begin))
    if len(words) < LEAST_WORDS or len(_STOP.findall(text, begin)) * WORDS_A_STOP > len(words):
        return []
    spoken = [
        "" if _inside(word.start(), word.end(), taken) else standard(word[0].strip(",;")) for word in words
    ]
    cuts = [0]
    for index in range(1, len(words)):
        length = index - cuts[-1]
        called = spoken[index - 1] in _CALLS and spoken[index] not in _GOES_ON
        after_both = spoken[index - 1] in _GOES_ON and spoken[index - 2] in _CALLS
        opens = (
            spoken[index] in _OPENS
            or tuple(spoken[index : index + 2]) in _OPENS_PAIR
            or (length >= LONG_PIECE and (spoken[index] in _MAY_OPEN or _orders(spoken, index)))
        )
        if (called and length >= 1) or ((after_both or opens) and length >= SHORTEST):
            cuts.append(index)
    ends = [*cuts[1:], len(words)]
    return [(words[first].start(), words[last - 1].end()) for first, last in zip(cuts, ends, strict=True)]


def _orders(spoken: Sequence[str], index: int) -> bool:
    """Whether a name begins here that somebody is called by before being told what to do."""
    if spoken[index] or not spoken[index - 1] or spoken[index - 1] in _NAMED_IN_PASSING:
        return False
    after = next((word for word in spoken[index : index + 5] if word), "")
    return is_verb(after)


def _inside(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(taken, (start, end)) - 1
    return any(first < end and start < last for first, last in taken[max(0, index) : index + 2])
