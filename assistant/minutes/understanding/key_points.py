"""Key points of a topic: chosen clauses, each resting on its utterance.

A clause is worth its likeness to the topic as a whole (the centroid method of Radev et al. 2004), more where
it has words of a finding, a cause or a problem or an amount, and more near the beginning; what is like an
earlier choice is passed over (maximal marginal relevance, Carbonell and Goldstein 1998).
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence

from assistant.minutes.models import Statement
from assistant.minutes.understanding.acts import Act, nods
from assistant.minutes.understanding.clauses import Speech
from assistant.minutes.understanding.segments import Segment
from assistant.minutes.understanding.wording import tidy
from corpus.search_words import search_words

WORDS_PER_POINT = 90
LEAST_POINTS, MOST_POINTS = 1, 8
LEAST_WORDS = 4
ALIKE = 0.5
_CUE = re.compile(
    r"\b(?:masalah(?:nya)?|kendala(?:nya)?|persoalan(?:nya)?|penting(?:nya)?|intinya|hasil(?:nya)?"
    r"|karena|sebab|akibat(?:nya)?|total(?:nya)?|jumlah(?:nya)?|rata-rata"
    r"|target(?:nya)?|realisasi(?:nya)?|baru|masih|kurang|belum|perlu|harus|laporan|data|batas(?:nya)?"
    r"|syarat(?:nya)?|usul(?:an)?|risiko(?:nya)?|kebutuhan"
    r"|because|problem|issue|important|should|need|decided|agree|main|result|cost|budget)\b"
)
CUE_WORTH, NUMBER_WORTH, EARLY_WORTH = 0.15, 0.1, 0.1


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
    candidates: list[tuple[int, Act, Counter[str]]] = []
    words = 0
    turns = range(speech.turns_of(segment.first).start, speech.turns_of(segment.last).stop)
    for position in turns:
        words += sum(len(act.clause.tags) for act in acts[position])
        if nods(acts[position]):
            continue
        for act in acts[position]:
            stems = Counter(search_words(act.clause.text))
            plain = not (act.asks or act.machine or act.procedure or id(act.clause) in taken)
            if plain and len(stems) >= LEAST_WORDS:
                candidates.append((position, act, stems))
    if not candidates:
        return ()
    count = max(LEAST_POINTS, min(MOST_POINTS, round(words / WORDS_PER_POINT)))
    worths = _worths(candidates, turns)
    chosen: list[int] = []
    for index in sorted(range(len(candidates)), key=lambda one: (-worths[one], one)):
        if len(chosen) == count:
            break
        if all(_alike(candidates[index][2], candidates[other][2]) < ALIKE for other in chosen):
            chosen.append(index)
    points = []
    for index in sorted(chosen):
        position, act, _ = candidates[index]
        text = tidy(act.clause.text)
        if text:
            points.append(Statement(text, (speech.turns[position].id,)))
    return tuple(points)


def _worths(candidates: Sequence[tuple[int, Act, Counter[str]]], turns: range) -> list[float]:
    appears = Counter(stem for _, _, stems in candidates for stem in stems)
    rarity = {stem: math.log(1 + len(candidates) / count) for stem, count in appears.items()}
    centroid: Counter[str] = Counter()
    for _, _, stems in candidates:
        centroid.update(stems)
    length = max(1, len(turns))
    top = math.sqrt(sum((count * rarity[stem]) ** 2 for stem, count in centroid.items())) or 1.0
    worths = []
    for position, act, stems in candidates:
        own = math.sqrt(sum((count * rarity[stem]) ** 2 for stem, count in stems.items())) or 1.0
        likeness = sum(count * centroid[stem] * rarity[stem] ** 2 for stem, count in stems.items()) / (
            own * top
        )
        worth = likeness
        if _CUE.search(act.clause.said):
            worth += CUE_WORTH
        if any(character.isdigit() for character in act.clause.text):
            worth += NUMBER_WORTH
        worth += EARLY_WORTH * (1 - (position - turns.start) / length)
        worths.append(worth)
    return worths


def _alike(first: Counter[str], second: Counter[str]) -> float:
    shared = len(first.keys() & second.keys())
    return shared / min(len(first), len(second))
