"""Key points of a topic: chosen clauses, each resting on its utterance.

A clause is worth its likeness to the topic as a whole (the centroid method of Radev et al. 2004), more where
it has words of a finding, a cause or a problem, an amount or a regulation, and more near the beginning; what
is like an earlier choice is passed over (maximal marginal relevance, Carbonell and Goldstein 1998).
Greetings, thanks, apologies and talk about the meeting itself are no points, nor part of one.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assistant.minutes.models import Statement
from assistant.minutes.understanding.acts import Act, nods
from assistant.minutes.understanding.amounts import amounts_in
from assistant.minutes.understanding.clauses import Speech
from assistant.minutes.understanding.segments import Segment
from assistant.minutes.understanding.topic_titles import is_noun
from assistant.minutes.understanding.wording import tidy
from corpus.search_words import search_words

WORDS_PER_POINT = 90
LEAST_POINTS, MOST_POINTS = 1, 8
LEAST_WORDS, LEAST_WORDS_BESIDE = 4, 2
"""Different words of a point, and words of it beside its amounts."""
ALIKE = 0.5
_CUE = re.compile(
    r"\b(?:masalah(?:nya)?|kendala(?:nya)?|persoalan(?:nya)?|penting(?:nya)?|intinya|hasil(?:nya)?"
    r"|karena|sebab|akibat(?:nya)?|total(?:nya)?|jumlah(?:nya)?|rata-rata"
    r"|target(?:nya)?|realisasi(?:nya)?|baru|masih|kurang|belum|perlu|harus|laporan|data|batas(?:nya)?"
    r"|syarat(?:nya)?|usul(?:an)?|risiko(?:nya)?|kebutuhan"
    r"|because|problem|issue|important|should|need|decided|agree|main|result|cost|budget)\b"
)
_REGULATION = re.compile(
    r"\b(?:pp|uu|perda|perbup|perwali|perwako|perpres|permen\w*|perka|peraturan|undang-undang"
    r"|surat edaran|pasal)\b"
)
_COURTESY = re.compile(
    r"(?:[\s,.!]*\b(?:(?:oke|baik|ya|nah),? )?(?:terima ?kasih|makasih|maaf|permisi|mohon (?:maaf|izin)"
    r"|izin(?: (?:menyampaikan|menjawab|menambahkan|bicara|melaporkan))?|as+alam\w*"
    r"|selamat (?:pagi|siang|sore|malam|datang))\b"
    r"(?:,? (?:atas|untuk|kepada)\b[^,.]{0,60}[,.]|,? (?:bapak|ibu|pak|bu)(?:,| (?!dan\b)[A-Z]\w+,)"
    r"|(?: (?:bapak|pak|ibu|bu|semua(?:nya)?|sekalian)\b)+)?)+[\s,.!]*",
    re.IGNORECASE,
)
"""How somebody greets, thanks or asks for leave before what they say."""
_GREETING = re.compile(
    r"(?:(?:oke|baik|ya|nah|halo) )*(?:as+alam\w*|selamat (?:pagi|siang|sore|malam|datang))\b"
)
_TALK_OF_MEETING = re.compile(
    r"^(?:(?:jadi|nah|oke|baik|ya|sekarang|langsung|P\d|bapak|ibu) )*(?:kita mulai|langsung saja|silakan"
    r"|suara(?:nya)? |kedengaran|rekaman|rapat (?:kita )?(?:saya |kita )?(?:buka|tutup|mulai)"
    r"|saya (?:buka|tutup|dengar(?:kan)?)\b|sekian|demikian|mohon perhatian)"
)
CUE_WORTH, REGULATION_WORTH, NUMBER_WORTH, EARLY_WORTH = 0.15, 0.2, 0.1, 0.1
WORDS_PER_AMOUNT = 30
"""Points with amounts are added until there is one for as many words as these, where as many are said."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A clause that may be a point: its words without courtesies, their stems, whether it has an amount."""

    position: int
    act: Act
    text: str
    stems: Counter[str]
    amount: bool


def choose_key_points(
    speech: Speech, acts: Sequence[Sequence[Act]], segment: Segment, taken: Collection[int]
) -> tuple[Statement, ...]:
    """The key points of one topic in the order in which they were said.

    Args:
        speech: the meeting.
        acts: what its clauses do, by utterance.
        segment: the topic.
        taken: identities of clauses that the notula states elsewhere (decisions, tasks).
    """
    candidates: list[_Candidate] = []
    words = 0
    turns = range(speech.turns_of(segment.first).start, speech.turns_of(segment.last).stop)
    for position in turns:
        words += sum(len(act.clause.tags) for act in acts[position])
        if nods(acts[position]):
            continue
        for act in acts[position]:
            if not (act.asks or act.machine or act.procedure or id(act.clause) in taken):
                candidate = _candidate(position, act)
                if candidate is not None:
                    candidates.append(candidate)
    if not candidates:
        return ()
    worths = _worths(candidates, turns)
    best_first = sorted(range(len(candidates)), key=lambda one: (-worths[one], one))
    chosen: list[int] = []
    _choose(best_first, max(LEAST_POINTS, round(words / WORDS_PER_POINT)), candidates, chosen)
    measured = [index for index in best_first if candidates[index].amount]
    lacking = words // WORDS_PER_AMOUNT - sum(candidates[index].amount for index in chosen)
    _choose(measured, len(chosen) + max(0, lacking), candidates, chosen)
    points = []
    for index in sorted(chosen):
        text = tidy(candidates[index].text)
        if text:
            points.append(Statement(text, (speech.turns[candidates[index].position].id,)))
    return tuple(points)


def _choose(order: Sequence[int], count: int, candidates: Sequence[_Candidate], chosen: list[int]) -> None:
    """Add candidates to the chosen ones, as they are ordered, until there are ``count``."""
    for index in order:
        if len(chosen) >= min(count, MOST_POINTS):
            return
        stems = candidates[index].stems
        if index not in chosen and all(_alike(stems, candidates[one].stems) < ALIKE for one in chosen):
            chosen.append(index)


def _candidate(position: int, act: Act) -> _Candidate | None:
    """What a clause says beside courtesies, None where that is not enough for a point."""
    said = act.clause.said
    courtesy = _COURTESY.match(act.clause.text)
    text = act.clause.text[courtesy.end() :] if courtesy else act.clause.text
    stems = Counter(search_words(text))
    rest = text
    for amount in amounts_in(replace(act.clause.utterance, text=text)):
        rest = rest.replace(amount.phrase, " ")
    # "Anggarannya Rp45.500.000" says something in two words, "tinggal dua dus" does not say of what.
    measured = rest != text and any(map(is_noun, rest.split()))
    if not measured and (len(stems) < LEAST_WORDS or len(search_words(rest)) < LEAST_WORDS_BESIDE):
        return None
    if _TALK_OF_MEETING.match(said) or _GREETING.match(said):
        return None
    return _Candidate(position, act, text, stems, measured)


def _worths(candidates: Sequence[_Candidate], turns: range) -> list[float]:
    appears = Counter(stem for one in candidates for stem in one.stems)
    rarity = {stem: math.log(1 + len(candidates) / count) for stem, count in appears.items()}
    centroid: Counter[str] = Counter()
    for one in candidates:
        centroid.update(one.stems)
    length = max(1, len(turns))
    top = math.sqrt(sum((count * rarity[stem]) ** 2 for stem, count in centroid.items())) or 1.0
    worths = []
    for one in candidates:
        own = math.sqrt(sum((count * rarity[stem]) ** 2 for stem, count in one.stems.items())) or 1.0
        shared = sum(count * centroid[stem] * rarity[stem] ** 2 for stem, count in one.stems.items())
        worth = shared / (own * top)
        said = one.act.clause.said
        if _CUE.search(said):
            worth += CUE_WORTH
        if _REGULATION.search(said):
            worth += REGULATION_WORTH
        if one.amount or any(character.isdigit() for character in one.text):
            worth += NUMBER_WORTH
        worth += EARLY_WORTH * (1 - (one.position - turns.start) / length)
        worths.append(worth)
    return worths


def _alike(first: Counter[str], second: Counter[str]) -> float:
    shared = len(first.keys() & second.keys())
    return shared / min(len(first), len(second))
