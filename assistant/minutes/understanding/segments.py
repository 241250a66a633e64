"""Topics: stretches of the meeting, aligned to the agenda where there is one.

With an agenda the most likely sequence of its items is found by dynamic programming (Viterbi 1967) over the
utterances: words of an item and spoken ordinals ("agenda kedua") speak for it, changing costs, and costs less
where the speech says that it moves on ("selanjutnya"). Without one the speech is cut where its vocabulary
changes (:mod:`.cohesion`).
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.minutes.models import MeetingForm
from assistant.minutes.understanding.clauses import Clause, Speech
from assistant.minutes.understanding.cohesion import boundaries
from assistant.minutes.understanding.wording import sentence_case, tidy
from corpus.embeddings.protocol import Embedder
from corpus.number_words import PHRASE
from corpus.search_words import search_words

CHANGE, CHANGE_AT_CUE = 2.5, 0.7
"""What it costs to go to another item, and where the speech says that it moves on."""
SKIP, BACK = 0.6, 2.0
"""What it costs besides for every item that is passed over, and for going back."""
ORDINAL = 5.0
MOST_OVERLAP = 2.5
FIRST_STEMS = 3
"""An utterance that has a word of an item among its first is likely to be where it begins."""
_MOVES_ON = re.compile(
    r"^(?:(?:oke|baik|nah|ya|jadi|terus|bapak|ibu|P\d|sip) )*(?:selanjutnya|berikutnya|lanjut"
    r"|kita (?:lanjut|masuk|bahas|beralih|pindah)|sekarang|terakhir|kemudian"
    r"|terus|lalu|pertama|kedua|ketiga|keempat|kelima|keenam|agenda|poin|soal|untuk|yang (?:pertama"
    r"|kedua|ketiga|keempat|kelima|terakhir)|ada lagi|masuk ke|beralih)\b"
    r"|\b(?:masuk ke|beralih ke|lanjut ke|pindah ke|kita bahas|agenda (?:ke\S*|berikut\S*|selanjutnya"
    r"|terakhir)|poin (?:ke\S*|berikut\S*))"
)
_ORDINAL = re.compile(
    r"^(?:(?:oke|baik|nah|ya|jadi|terus|lanjut|kita|masuk|ke|sekarang|selanjutnya|bapak"
    r"|ibu) )*(?:(?:agenda|poin|hal|yang|acara|topik|nomor|item) )?(?P<bare>pertama|kedua|ketiga"
    r"|keempat|kelima|keenam|ketujuh|terakhir)\b"
    r"|\b(?:agenda|poin|acara|topik)(?: yang| nomor)? (?P<named>pertama|kedua|ketiga|keempat|kelima"
    r"|keenam|ketujuh|terakhir|satu|dua|tiga|empat|lima|enam)\b"
)
_ITEM = re.compile(r"agenda|poin|acara|topik")
_ORDINALS = {
    "pertama": 0, "satu": 0, "kedua": 1, "dua": 1, "ketiga": 2, "tiga": 2, "keempat": 3, "empat": 3,
    "kelima": 4, "lima": 4, "keenam": 5, "enam": 5, "ketujuh": 6,
}  # fmt: skip
_OTHER = re.compile(r"\b(?:lain[\s-]*lain|lainnya|rupa-rupa|penutup)\b", re.IGNORECASE)
_ANY_OTHER = re.compile(
    r"\b(?:ada (?:lagi|yang lain|hal lain|tambahan|yang mau)|lain-lain|hal lain|sebelum (?:kita |saya "
    r"|di)?tutup)\b"
)
_LONGEST_TITLE, _LONGEST_LEAD = 8, 40
"""Words of a title that was said; characters before the number of an item that calls it."""
_NUMBER = re.compile(rf"{PHRASE}|puluh|belas|ratus|ribu|juta|miliar", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of utterances, ``first`` to ``last`` (inclusive) by place in the transcript."""

    first: int
    last: int
    agenda_item: int | None
    title: str


def find_segments(speech: Speech, form: MeetingForm, embedder: Embedder | None = None) -> list[Segment]:
    """The topics of a meeting, without gaps, in order; empty for an empty transcript.

    Linear in the length of the speech, times the number of agenda items.
    """
    size = len(speech.utterances)
    if not size:
        return []
    stems = [search_words(utterance.text) for utterance in speech.utterances]
    if form.agenda:
        items = _aligned(speech, stems, form.agenda)
        starts = [0, *(at for at in range(1, size) if items[at] != items[at - 1])]
        return [
            Segment(first, last, items[first], form.agenda[items[first]])
            for first, last in zip(starts, [*(start - 1 for start in starts[1:]), size - 1], strict=True)
        ]
    moves = [any(_MOVES_ON.search(clause.said) for clause in _clauses(speech, at)[:2]) for at in range(size)]
    announced = _announced(speech)
    if len(announced) > 1:
        starts = sorted({0, *announced})
    else:
        starts = [0, *boundaries(stems, moves, [one.text for one in speech.utterances], embedder)]
    document_count = Counter(stem for one in stems for stem in set(one))
    return [
        Segment(first, last, None, announced.get(first) or _salient(speech, first, last, document_count))
        for first, last in zip(starts, [*(start - 1 for start in starts[1:]), size - 1], strict=True)
    ]


def _aligned(speech: Speech, stems: Sequence[Sequence[str]], agenda: Sequence[str]) -> list[int]:
    """The agenda item of every utterance."""
    weights = _item_weights(agenda)
    count = len(agenda)
    scores = [0.0 if item == 0 else -CHANGE - SKIP * item for item in range(count)]
    came_from: list[list[int]] = []
    for at, words in enumerate(stems):
        clauses = _clauses(speech, at)
        moves = any(_MOVES_ON.search(clause.said) for clause in clauses)
        named = _named_item(clauses, agenda)
        best = max(range(count), key=lambda item: scores[item])
        arrivals, origins = [], []
        for item in range(count):
            arrival, origin = scores[item], item
            fit = _fit(words, weights[item])
            opens = _fit(words[:FIRST_STEMS], weights[item]) > 0 or named == item
            # Only where something speaks for an item can it begin.
            for other in {best, item - 1} - {item, -1} if fit or opens else ():
                cost = CHANGE_AT_CUE if moves or opens else CHANGE
                cost += SKIP * (item - other - 1) if item > other else BACK
                if scores[other] - cost > arrival:
                    arrival, origin = scores[other] - cost, other
            arrivals.append(arrival + fit + (ORDINAL if named == item else 0.0))
            origins.append(origin)
        scores = arrivals
        came_from.append(origins)
    items = [max(range(count), key=lambda item: scores[item])]
    for origins in reversed(came_from[1:]):
        items.append(origins[items[-1]])
    return items[::-1]


def _announced(speech: Speech) -> dict[int, str]:
    """Utterances that call a numbered item ("agenda kedua, kesiapan lokasi"), with its title; "" without."""
    found: dict[int, str] = {}
    for at in range(len(speech.utterances)):
        for clause in _clauses(speech, at):
            called = _ORDINAL.search(clause.said)
            if called is None or not _ITEM.search(called[0]) or called.start() > _LONGEST_LEAD:
                continue
            words = clause.word_at(called.end()) + 1
            title = tidy(clause.original(words))
            found[at] = title if 0 < len(title.split()) <= _LONGEST_TITLE else ""
            break
    return found


def _clauses(speech: Speech, utterance: int) -> list[Clause]:
    """The clauses of an utterance, whoever's turns they are."""
    return [clause for position in speech.turns_of(utterance) for clause in speech.of(position)]


def _item_weights(agenda: Sequence[str]) -> list[dict[str, float]]:
    """Stems of each item; one that several items have tells them apart less."""
    stems = [set(search_words(item)) for item in agenda]
    count = Counter(stem for one in stems for stem in one)
    return [{stem: 1.0 / count[stem] for stem in one} for one in stems]


def _fit(words: Sequence[str], item: dict[str, float]) -> float:
    return min(MOST_OVERLAP, sum(item[word] for word in set(words) if word in item))


def _named_item(clauses: Sequence[Clause], agenda: Sequence[str]) -> int | None:
    """The item that is called by its number, or by what stands for any other business."""
    for clause in clauses:
        said = clause.said
        found = _ORDINAL.search(said)
        if found:
            word = found["bare"] or found["named"]
            index = len(agenda) - 1 if word == "terakhir" else _ORDINALS[word]
            if index < len(agenda) and (
                found["named"] or word != "terakhir" or not _OTHER.search(agenda[-1])
            ):
                return index
        if _ANY_OTHER.search(said) and _OTHER.search(agenda[-1]):
            return len(agenda) - 1
    return None


def _salient(speech: Speech, first: int, last: int, document_count: Counter[str]) -> str:
    """The two neighbouring words that tell this stretch best from the rest (tf-idf), as they were said."""
    size = len(speech.utterances)
    counts: Counter[tuple[str, str]] = Counter()
    spoken: dict[tuple[str, str], str] = {}
    for at in range(first, last + 1):
        for clause in _clauses(speech, at):
            pair: tuple[str, str] | None = None
            before: tuple[str, str, int] | None = None
            for index in range(len(clause.places)):
                word = clause.original(index, index + 1)
                fit = clause.tags[index] in "oV" and len(word) > 3 and not _NUMBER.fullmatch(word)
                stem = search_words(word) if fit else []
                if len(stem) != 1 or stem[0][0].isdigit():
                    before = None
                    continue
                if before is not None:
                    pair = (before[0], stem[0])
                    counts[pair] += 1
                    spoken.setdefault(pair, f"{before[1]} {word}")
                before = (stem[0], word, index)
    if not counts:
        return "Pembahasan"

    def worth(pair: tuple[str, str]) -> float:
        rarity = sum(math.log1p(size / (1 + document_count[stem])) for stem in pair)
        return counts[pair] * rarity

    best = max(counts, key=lambda pair: (worth(pair), pair))
    return sentence_case(spoken[best].lower())
