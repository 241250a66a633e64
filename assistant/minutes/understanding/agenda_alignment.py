"""Which agenda item each utterance belongs to.

The most likely sequence of items is found by dynamic programming (Viterbi 1967): words of an item, words that
stand for them, spoken ordinals ("agenda kedua") and turning to it ("soal retribusi") speak for it; changing
costs, and costs less where the speech says that it moves on. An item that gets nothing so, though its words
were said at its place in the order, begins where they speak for it most.
"""

import re
from collections import Counter
from collections.abc import Sequence

from assistant.minutes.understanding.clauses import Clause, Speech
from corpus.search_words import search_words

CHANGE, CHANGE_AT_CUE = 2.5, 0.7
"""What it costs to go to another item, and where the speech says that it moves on."""
SKIP, BACK = 0.6, 2.0
"""What it costs besides for every item that is passed over, and for going back."""
CALLED, ANNOUNCED = 5.0, 3.0
"""What it is worth that an item is called by its number, and that the speech turns to it by its words."""
LIKE = 0.5
"""What a word is worth that stands for a word of an item."""
MOST_OVERLAP = 2.5
FIRST_STEMS = 3
"""An utterance that has a word of an item among its first is likely to be where it begins."""
MOVES_ON = re.compile(
    r"^(?:(?:oke|baik|nah|ya|jadi|terus|bapak|ibu|P\d|sip) )*(?:selanjutnya|berikutnya|lanjut"
    r"|kita (?:lanjut|masuk|bahas|beralih|pindah)|sekarang|terakhir|kemudian"
    r"|terus|lalu|pertama|kedua|ketiga|keempat|kelima|keenam|agenda|poin|soal|untuk|yang (?:pertama"
    r"|kedua|ketiga|keempat|kelima|terakhir)|ada lagi|masuk ke|beralih)\b"
    r"|\b(?:masuk ke|beralih ke|lanjut ke|pindah ke|kita bahas|agenda (?:ke\S*|berikut\S*|selanjutnya"
    r"|terakhir)|poin (?:ke\S*|berikut\S*))"
)
ORDINAL = re.compile(
    r"^(?:(?:oke|baik|nah|ya|jadi|terus|lanjut|kita|masuk|ke|sekarang|selanjutnya|bapak"
    r"|ibu) )*(?:(?:agenda|poin|hal|yang|acara|topik|nomor|item) )?(?P<bare>pertama|kedua|ketiga"
    r"|keempat|kelima|keenam|ketujuh|terakhir)\b"
    r"|\b(?:agenda|poin|acara|topik)(?: yang| nomor)? (?P<named>pertama|kedua|ketiga|keempat|kelima"
    r"|keenam|ketujuh|terakhir|satu|dua|tiga|empat|lima|enam)\b"
)
_ORDINALS = {
    "pertama": 0, "satu": 0, "kedua": 1, "dua": 1, "ketiga": 2, "tiga": 2, "keempat": 3, "empat": 3,
    "kelima": 4, "lima": 4, "keenam": 5, "enam": 5, "ketujuh": 6,
}  # fmt: skip
_OTHER = re.compile(r"\b(?:lain[\s-]*lain|lainnya|rupa-rupa|penutup)\b", re.IGNORECASE)
_ANY_OTHER = re.compile(
    r"\b(?:ada (?:lagi|yang lain|hal lain|tambahan|yang mau)|lain-lain|hal lain|sebelum (?:kita |saya "
    r"|di)?tutup)\b"
)
_TURNS_TO = re.compile(
    r"\b(?:soal|mengenai|tentang|terkait|masuk(?: ke)?|beralih ke|lanjut(?: ke)?|pindah ke|berikutnya"
    r"|selanjutnya|terakhir|sekarang|giliran|kita bahas|agenda \S+|poin \S+)(?= |$)"
)
_NEAR, _SHORTEST = 4, 3
"""Words before such a cue and after it; words of a clause that is nothing but an item."""
_SAID_ANYWAY = "tidak siap berikutnya baru perlu"
"""Words of agendas that are said of everything, or in assent ("Siap", of "Kesiapan")."""
_ALIKE = (
    "anggaran biaya dana uang duit pagu keuangan",
    "petugas personel pegawai pasukan staf",
    "konsumsi makanan katering jamuan",
    "perlengkapan peralatan alat",
    "jalan lintas kendaraan parkir macet",
    "kontrak adendum",
    "arsip dokumen berkas",
    "lokasi tempat gedung",
    "aplikasi sistem",
    "pengaduan keluhan aduan",
    "jadwal waktu",
)
"""Words of offices of which one is said where the agenda has another."""


def align(speech: Speech, stems: Sequence[Sequence[str]], agenda: Sequence[str]) -> list[int]:
    """The agenda item of every utterance. Linear in the speech, times the number of items.

    Args:
        stems: of every utterance.
        agenda: the items, at least one.
    """
    weights = _item_weights(agenda)
    count = len(agenda)
    scores = [0.0 if item == 0 else -CHANGE - SKIP * item for item in range(count)]
    came_from: list[list[int]] = []
    for at, words in enumerate(stems):
        clauses = speech.clauses_of(at)
        moves = any(MOVES_ON.search(clause.said) for clause in clauses)
        named = _named_item(clauses, agenda)
        turned_to = _turned_to(clauses, weights)
        best = max(range(count), key=lambda item: scores[item])
        arrivals, origins = [], []
        for item in range(count):
            arrival, origin = scores[item], item
            fit = _fit(words, weights[item])
            opens = _fit(words[:FIRST_STEMS], weights[item]) > LIKE or item in (named, turned_to)
            # Only where something speaks for an item can it begin.
            for other in {best, item - 1} - {item, -1} if fit > LIKE or opens else ():
                cost = CHANGE_AT_CUE if moves or opens else CHANGE
                cost += SKIP * (item - other - 1) if item > other else BACK
                if scores[other] - cost > arrival:
                    arrival, origin = scores[other] - cost, other
            worth = CALLED if named == item else ANNOUNCED if turned_to == item else 0.0
            arrivals.append(arrival + fit + worth)
            origins.append(origin)
        scores = arrivals
        came_from.append(origins)
    items = [max(range(count), key=lambda item: scores[item])]
    for origins in reversed(came_from[1:]):
        items.append(origins[items[-1]])
    return _with_unfilled(items[::-1], stems, weights)


def _item_weights(agenda: Sequence[str]) -> list[dict[str, float]]:
    """Stems of each item with what they are worth; one that several items have tells them apart less."""
    said_anyway = set(search_words(_SAID_ANYWAY))
    stems = [set(words) - said_anyway or set(words) for words in map(search_words, agenda)]
    count = Counter(stem for one in stems for stem in one)
    weights = [{stem: 1.0 / count[stem] for stem in one} for one in stems]
    for words in _ALIKE:
        group = set(search_words(words))
        meant = [item for item, one in enumerate(stems) if one & group]
        if len(meant) == 1:
            weights[meant[0]] |= {stem: LIKE for stem in group if not count[stem]}
    return weights


def _turned_to(clauses: Sequence[Clause], weights: Sequence[dict[str, float]]) -> int | None:
    """The item that an utterance turns to by its words: "Berikutnya soal anggaran", "Anggaran." alone."""
    for place, clause in enumerate(clauses):
        cue = _TURNS_TO.search(clause.said)
        if cue and clause.word_at(cue.start()) < _NEAR:
            first = clause.word_at(cue.end() - 1) + 1
            words = search_words(clause.original(first, min(len(clause.places), first + _NEAR)))
        elif place == 0 and len(clause.tags.replace("P", "").replace("a", "")) <= _SHORTEST:
            words = search_words(clause.text)
        else:
            continue
        fits = [_fit(words, one) for one in weights]
        best = max(fits)
        if best >= LIKE and fits.count(best) == 1 and not _lists_items(search_words(clause.text), weights):
            return fits.index(best)
    return None


def _lists_items(words: Sequence[str], weights: Sequence[dict[str, float]]) -> bool:
    """Whether words of several items are said together, as where the agenda is read out."""
    return sum(any(one.get(word, 0.0) == 1.0 for word in words) for one in weights) > 1


def _with_unfilled(
    items: Sequence[int], stems: Sequence[Sequence[str]], weights: Sequence[dict[str, float]]
) -> list[int]:
    """The items of the utterances, with those that were spoken of and got none.

    Such an item takes the end of the stretch that stands at its place in the order, from where its own words
    outweigh those of the item that had it most.
    """
    filled = list(items)
    for item, own in enumerate(weights):
        if item in filled:
            continue
        before = max((other for other in filled if other < item), default=None)
        if before is None:
            continue
        last = len(filled) - 1 - filled[::-1].index(before)
        first = last
        while first and filled[first - 1] == before:
            first -= 1
        gain, best, start = 0.0, 0.0, None
        for at in range(last, first, -1):
            fit = _fit(stems[at], own)
            gain += fit - _fit(stems[at], weights[before])
            if fit >= 1.0 and gain >= best and gain > 0 and not _lists_items(stems[at], weights):
                best, start = gain, at
        if start is not None:
            filled[start : last + 1] = [item] * (last + 1 - start)
    return filled


def _fit(words: Sequence[str], item: dict[str, float]) -> float:
    return min(MOST_OVERLAP, sum(item[word] for word in set(words) if word in item))


def _named_item(clauses: Sequence[Clause], agenda: Sequence[str]) -> int | None:
    """The item that is called by its number, or by what stands for any other business."""
    for clause in clauses:
        said = clause.said
        found = ORDINAL.search(said)
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
