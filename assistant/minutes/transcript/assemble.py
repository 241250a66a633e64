"""Pieces of speech become utterances: joined, bounded in length, cleaned and numbered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.minutes.cleaning import clean_speech, is_noise, looped
from assistant.minutes.models import UNKNOWN_SPEAKER, Transcript, Utterance
from assistant.minutes.transcript import rough_notes
from assistant.minutes.transcript.cues import Cue, Reading
from assistant.minutes.transcript.speaker_labels import named
from corpus.cleaning import clean
from corpus.text import sentences

MAX_WORDS = 150
"""Words of an utterance: as much as a reader takes in at a glance when it is shown as evidence."""
_MOST_UNKNOWN = 60
"""Words of an utterance of an unknown speaker."""
_ENOUGH = 25
"""Words after which speech of an unknown speaker ends with its sentence: the next may be another's."""
_PAUSE = 10.0
_SHORT_PAUSE = 2.0
_CLOSERS = "\"'”’)]"


@dataclass(slots=True)
class _Remarks:
    """What is counted on the way."""

    said: list[str] = field(default_factory=list)

    def count(self, number: int, what: str) -> None:
        if number:
            self.said.append(f"{number} {what}.")


@dataclass(frozen=True, slots=True)
class _Atom:
    """A sentence, or the part of one that a subtitle holds. ``noise``: no evidence of anything said."""

    cue: Cue
    words: int
    speaker: str
    noise: bool = False


def assemble(reading: Reading) -> Transcript:
    """A transcript of what a reader gave. Linear in its length.

    Consecutive pieces of one speaker are joined up to ``MAX_WORDS`` words; a longer piece is divided at its
    sentences, its times in proportion. Where nobody is named, a pause or the end of a sentence ends an
    utterance. One that only holds what a recogniser made up keeps its ``raw`` and has an empty ``text``.
    """
    remarks = _Remarks(list(reading.remarks))
    cues = _told_in_order(_worded(reading.cues), remarks)
    remarks.count(
        sum(len(cue.raw.split()) > MAX_WORDS for cue in cues), "ucapan panjang dibagi pada batas kalimat"
    )
    speakers = named([cue.speaker for cue in cues])
    atoms = [atom for cue, speaker in zip(cues, speakers, strict=True) for atom in _atoms(cue, speaker)]
    if reading.format != rough_notes.FORMAT:
        atoms = _without_noise(atoms, remarks)
    utterances: list[Utterance] = []
    fillers = repeats = 0
    for number, group in enumerate(_groups(atoms), 1):
        raw = " ".join(atom.cue.raw for atom in group)
        spoken = " ".join(atom.cue.raw for atom in group if not atom.noise)
        cleaned = clean_speech(spoken)
        fillers += cleaned.fillers
        repeats += cleaned.repeats
        start, end = _span(group)
        utterances.append(Utterance(f"u{number}", cleaned.text, raw, group[0].speaker, start, end))
    remarks.count(fillers, "kata pengisi (em, apa namanya, …) tidak dibaca")
    remarks.count(repeats, "kata yang terulang tidak dibaca dua kali")
    return Transcript(tuple(utterances), reading.format, tuple(remarks.said))


def _worded(cues: Sequence[Cue]) -> Iterator[Cue]:
    """The pieces that hold a word, on one line each."""
    for cue in cues:
        raw = " ".join(clean(cue.raw).split())
        if any(char.isalnum() for char in raw):
            yield replace(cue, raw=raw)


def _told_in_order(cues: Iterator[Cue], remarks: _Remarks) -> list[Cue]:
    """The pieces in the order of the file; times that cannot be are dropped, odd ones counted."""
    told: list[Cue] = []
    backward = overlapping = impossible = 0
    last_start = last_end = 0.0
    timed = endless = 0
    for cue in cues:
        start, end = cue.start, cue.end
        if start is not None and end is not None and end < start:
            impossible += 1
            end = None
        elif start is not None and end is None:
            endless += 1
        if start is not None:
            timed += 1
            backward += start < last_start
            overlapping += last_start <= start < last_end - 0.05
            last_start, last_end = start, end if end is not None else start
        told.append(replace(cue, start=start, end=end) if end != cue.end else cue)
    remarks.count(
        backward, "potongan bertanda waktu lebih awal daripada sebelumnya; urutan berkas dipertahankan"
    )
    remarks.count(overlapping, "potongan bertumpang waktu; semuanya dibaca")
    remarks.count(impossible, "potongan berakhir sebelum mulai; waktu akhirnya diabaikan")
    if endless and endless < timed:
        remarks.count(endless, "potongan tanpa waktu akhir")
    return told


def _atoms(cue: Cue, speaker: str) -> Iterator[_Atom]:
    """The sentences of a piece, none longer than ``MAX_WORDS``, with their share of its time."""
    first = True
    for begin, end in sentences(cue.raw):
        words = cue.raw[begin:end].split()
        for place in range(0, len(words), MAX_WORDS):
            part = words[place : place + MAX_WORDS]
            raw = " ".join(part)
            at = begin if len(words) <= MAX_WORDS else begin + (end - begin) * place // len(words)
            start, stop = _share(cue, at), _share(cue, min(len(cue.raw), at + len(raw)))
            yield _Atom(Cue(raw, speaker, start, stop, cue.opens and first), len(part), speaker)
            first = False


def _share(cue: Cue, at: int) -> float | None:
    """The time at a character of a piece, in proportion; exact at both ends."""
    if at == 0 or cue.start is None:
        return cue.start
    if at == len(cue.raw) or cue.end is None:
        return cue.end
    return round(cue.start + (cue.end - cue.start) * at / len(cue.raw), 3)


def _without_noise(atoms: list[_Atom], remarks: _Remarks) -> list[_Atom]:
    noise = [is_noise(atom.cue.raw) for atom in atoms]
    repeats = looped([atom.cue.raw for atom in atoms], [atom.speaker for atom in atoms])
    remarks.count(sum(noise), "kalimat buatan pengenal suara (salam video, takarir, nama bunyi) tidak dibaca")
    remarks.count(
        sum(again and not made_up for again, made_up in zip(repeats, noise, strict=True)),
        "kalimat yang diulang-ulang pengenal suara hanya dibaca sekali",
    )
    return [
        replace(atom, noise=True) if made_up or again else atom
        for atom, made_up, again in zip(atoms, noise, repeats, strict=True)
    ]


def _span(group: Sequence[_Atom]) -> tuple[float | None, float | None]:
    """When an utterance begins and ends, in seconds; an end before its beginning is none."""
    start, end = group[0].cue.start, group[-1].cue.end
    if end is not None:
        end = max(atom.cue.end for atom in group if atom.cue.end is not None)
    return start, None if start is not None and end is not None and end < start else end


def _groups(atoms: Sequence[_Atom]) -> Iterator[list[_Atom]]:
    group: list[_Atom] = []
    words = 0
    for atom in atoms:
        if group and not _goes_on(group[-1], atom, words):
            yield group
            group, words = [], 0
        group.append(atom)
        words += atom.words
    if group:
        yield group


def _goes_on(last: _Atom, atom: _Atom, words: int) -> bool:
    """Whether a piece belongs to the utterance of so many words that ``last`` ends."""
    if last.speaker != atom.speaker or last.noise != atom.noise or _goes_back(last.cue, atom.cue):
        return False
    ends = last.cue.raw.rstrip(_CLOSERS)[-1:] in ".?!…"
    pause = 0.0
    if last.cue.end is not None and atom.cue.start is not None:
        pause = atom.cue.start - last.cue.end
    if last.speaker not in (UNKNOWN_SPEAKER, rough_notes.SPEAKER):
        return words + atom.words <= MAX_WORDS and not (pause >= _PAUSE and ends)
    fits = words + atom.words <= _MOST_UNKNOWN and not (ends and words >= _ENOUGH)
    return fits and not (atom.cue.opens or pause >= _SHORT_PAUSE)


def _goes_back(last: Cue, cue: Cue) -> bool:
    """Whether a piece stands earlier in the recording than the one before it: not the same utterance."""
    return last.start is not None and cue.start is not None and cue.start < last.start
