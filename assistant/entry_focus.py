"""What of an approved entry is shown: what bears on the question, and nothing of somebody else's case."""

import re
from collections import Counter
from collections.abc import Sequence

from assistant.amounts import amounts, holds_amount, steps
from assistant.fact_support import checkable
from assistant.models import Claim
from assistant.quoting import Weigh
from assistant.understand import Understood
from corpus.search_words import known_words

BEARS = 0.5
"""A claim bears on the question from this share of the best claim's weight on."""
OWN_CASE = 2
"""Words of the question that a sentence about its asker's circumstances must have to be said to another."""
SHORT = 3
"""Claims up to which an answer is shown whole: it has no parts that a reader must search through."""

_ITEM = re.compile(r"^\s*(?:[-•*]|\d+[.)])\s+")
CONTINUES = re.compile(
    r"""^(?:[-•*]\s+|\d+[.)]\s+)?(?:
        namun|(?:akan\ )?tetapi|kecuali|sebaliknya|sedangkan|jadi|keduanya
      | selain\ itu|(?:oleh\ )?karena\ itu|(?:sebelum|setelah|sesudah|sejak)\ itu|hal\ itu|itu|ini
      | aturan\ ini|angka\ ini|lamanya|besarnya|syaratnya
      | bila\ (?:belum|sudah|tetap|tidak,|disetujui|bersedia)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Beginnings that mean little without the sentence before."""
QUALIFIES = re.compile(r"^(?:namun|tetapi|akan tetapi|kecuali|bila belum|sebaliknya|bagi)\b", re.IGNORECASE)
"""Beginnings without which the sentence before says too much."""
_FOR_EVERYONE = re.compile(
    r"\b(?:tanyakan|menanyakan|hubungi|pastikan|konsultasikan|laporkan|BKD|BKPSDM|BKN|bagian kepegawaian)\b",
    re.IGNORECASE,
)
_ABOUT_THE_ASKER = re.compile(
    r"\b(?:Anda (?:sudah|belum|baru|sedang|memang|masih)|rencana Anda|cerita Anda|yang Anda sebut"
    r"|hukuman Anda|belum Anda|almarhum(?:ah)?|ayahnya|ibunya|adiknya)\b"
    r"|^(?:jumlah itu|keduanya|kedua angka|masa itu|dari cerita)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?:;|,)(?:\s*(?:dan/atau|dan|atau))?$")
"""An item that counts together with the next one."""
_ASKS_NUMBER = re.compile(r"\b(?:berapa|kapan|maksimal(?:nya)?|minimal(?:nya)?)\b", re.IGNORECASE)


def impersonal(claims: Sequence[Claim], understood: Understood) -> tuple[Claim, ...]:
    """A forum answer without what was said to its asker alone.

    Sentences without a citation go ("Selamat atas rencana pernikahannya."), except those that open a list
    and those that tell where anyone may turn to. So do sentences about the asker's own circumstances
    ("Karena hukuman Anda …"), unless the question is about the same.
    """
    return tuple(claim for claim in claims if _for_others(claim, understood))


def _for_others(claim: Claim, understood: Understood) -> bool:
    if not claim.citations and not claim.text.endswith(":") and not _FOR_EVERYONE.search(claim.text):
        return False
    if not _ABOUT_THE_ASKER.search(claim.text):
        return True
    return len(known_words(claim.text).intersection(understood.asked_words)) >= OWN_CASE


def bearing(claims: Sequence[Claim], understood: Understood, weigh: Weigh) -> tuple[Claim, ...]:
    """The claims that bear on the question, in their order; all of them where none stands out.

    A word that most claims have tells them apart little, so words weigh by how few claims have them. A claim
    whose range holds a number of the question bears on it whatever its words. Kept with a claim are the
    words that open its list, the sentence that it continues, the exception that follows it, and the other
    conditions of a list that counts as a whole.
    """
    if len(claims) <= SHORT:
        return tuple(claims)
    said = [_words(claim) for claim in claims]
    spread = Counter(word for words in said for word in words)
    weights = {
        word: weigh(word) * (1 - spread[word] / len(claims))
        for word in understood.meant_words
        if word in spread
    }
    scores = [sum(weight for word, weight in weights.items() if word in words) for words in said]
    best = max(scores)
    asked = amounts(understood.text)
    held = {place for place, claim in enumerate(claims) if holds_amount(claim.text, asked)}
    if best <= 0 and not held:
        return tuple(claims)
    if held:
        # The other steps of the scale are for other numbers.
        scores = [0.0 if steps(claim.text) else score for claim, score in zip(claims, scores, strict=True)]
    kept = held | {place for place, score in enumerate(scores) if best > 0 and score >= BEARS * best}
    if _ASKS_NUMBER.search(understood.text) and not any(checkable(claims[place].text) for place in kept):
        kept |= {place for place, claim in enumerate(claims) if checkable(claim.text)}
    if not any(claims[place].citations for place in kept):
        return tuple(claims)
    return tuple(claims[place] for place in sorted(_with_context(claims, kept)))


def _words(claim: Claim) -> frozenset[str]:
    """The search words of a claim and of what it quotes: an approved answer often rewords the rule."""
    return known_words(" ".join((claim.text, *(citation.quote for citation in claim.citations))))


def _with_context(claims: Sequence[Claim], kept: set[int]) -> set[int]:
    """``kept`` and the places that its claims mean little or too much without."""
    whole = set(kept)
    for place in sorted(kept):
        before = place
        while (
            before > 0 and CONTINUES.match(claims[before].text) and not claims[before - 1].text.endswith(":")
        ):
            before -= 1
            whole.add(before)
        whole.update(_list_of(claims, before))
        if place + 1 < len(claims) and QUALIFIES.match(claims[place + 1].text):
            whole.add(place + 1)
    return whole


def _list_of(claims: Sequence[Claim], place: int) -> set[int]:
    """The opening of the list that the claim at ``place`` is an item of or opens, and its joined items."""
    first = place
    while first > 0 and _ITEM.match(claims[first].text):
        first -= 1
    if not claims[first].text.endswith(":"):
        return set()
    last = first
    while last + 1 < len(claims) and _ITEM.match(claims[last + 1].text):
        last += 1
    whole = place == first or any(_JOINED.search(claims[item].text) for item in range(first + 1, last + 1))
    return set(range(first, last + 1)) if whole else {first}
