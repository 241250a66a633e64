"""Who speaks: names changed, merged and matched with the attendance list. Identifiers stay as they are."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.minutes.models import UNKNOWN_SPEAKER, Participant, Transcript
from assistant.minutes.person_names import name_fit, office_fits, person_name
from assistant.minutes.transcript.names import is_nobody, is_numbered
from assistant.minutes.transcript.rough_notes import SPEAKER as NOTES
from corpus.cleaning import clean
from corpus.errors import InvalidInput, NotFound

LONGEST_NAME = 120
_CERTAIN = 0.8


@dataclass(frozen=True, slots=True)
class SpeakerTally:
    """What one speaker said: number of utterances and words, the first utterance, and seconds where known."""

    name: str
    utterances: int
    words: int
    first: str
    seconds: float | None


@dataclass(frozen=True, slots=True)
class SpeakerMatch:
    """Who of the attendance list a speaker is.

    ``certain``: nobody else on the list fits, and the name is not only spelt alike. ``reason`` says in
    Indonesian why it fits or why nobody was chosen.
    """

    speaker: str
    participant: Participant | None
    certain: bool
    reason: str


def list_speakers(transcript: Transcript) -> tuple[SpeakerTally, ...]:
    """Every speaker in the order in which they first speak."""
    tallies: dict[str, SpeakerTally] = {}
    for utterance in transcript.utterances:
        known = tallies.get(utterance.speaker, SpeakerTally(utterance.speaker, 0, 0, utterance.id, None))
        seconds = known.seconds
        if utterance.start is not None and utterance.end is not None:
            seconds = (seconds or 0.0) + utterance.end - utterance.start
        tallies[utterance.speaker] = replace(
            known,
            utterances=known.utterances + 1,
            words=known.words + len(utterance.raw.split()),
            seconds=seconds,
        )
    return tuple(tallies.values())


def rename_speaker(transcript: Transcript, old: str, new: str) -> Transcript:
    """The transcript with one speaker's name changed; a name that is there already joins the two.

    Raises:
        NotFound: nobody of the name ``old`` speaks.
        InvalidInput: the new name is empty or too long.
    """
    return merge_speakers(transcript, (old,), new)


def merge_speakers(transcript: Transcript, names: Collection[str], into: str) -> Transcript:
    """The transcript with several speakers under one name.

    Raises:
        NotFound: one of them does not speak.
        InvalidInput: the name is empty or too long.
    """
    into = _sound(into)
    there = {utterance.speaker for utterance in transcript.utterances}
    for name in names:
        if name not in there:
            raise NotFound(
                f"Pembicara “{name}” tidak ada dalam transkrip; muat ulang halaman lalu pilih lagi."
            )
    return _with_speakers(transcript, dict.fromkeys(names, into))


def assign_speaker(transcript: Transcript, utterances: Collection[str], speaker: str) -> Transcript:
    """The transcript with the named utterances said by ``speaker``.

    Raises:
        NotFound: an identifier is not in the transcript.
        InvalidInput: the name is empty or too long.
    """
    speaker = _sound(speaker)
    missing = set(utterances) - {utterance.id for utterance in transcript.utterances}
    if missing:
        raise NotFound(
            f"Ucapan {min(missing)} tidak ada dalam transkrip; muat ulang halaman lalu pilih lagi."
        )
    chosen = set(utterances)
    return replace(
        transcript,
        utterances=tuple(
            replace(utterance, speaker=speaker) if utterance.id in chosen else utterance
            for utterance in transcript.utterances
        ),
    )


def match_speakers(transcript: Transcript, participants: Sequence[Participant]) -> tuple[SpeakerMatch, ...]:
    """For every speaker in order who of the attendance list it is, by name, then by office.

    "Pembicara 3" and notes are matched with nobody. Two speakers who match the same person are one.
    """
    names = [(participant, person_name(participant.name)) for participant in participants]
    matches: list[SpeakerMatch] = []
    for tally in list_speakers(transcript):
        speaker = tally.name
        if is_unnamed(speaker):
            matches.append(SpeakerMatch(speaker, None, False, "tidak bernama dalam transkrip"))
            continue
        said = person_name(speaker)
        fits = [(name_fit(said, listed), participant) for participant, listed in names]
        best = max((fit for fit, _ in fits), default=0.0)
        chosen = [participant for fit, participant in fits if fit == best and fit > 0]
        if chosen:
            matches.append(_by_name(speaker, chosen, best))
            continue
        holders = [participant for participant in participants if office_fits(speaker, participant.office)]
        matches.append(_by_office(speaker, holders))
    return tuple(matches)


def name_speakers(transcript: Transcript, participants: Sequence[Participant]) -> Transcript:
    """The transcript with every speaker who is certainly on the attendance list named as it is there."""
    certain = {
        match.speaker: match.participant.name
        for match in match_speakers(transcript, participants)
        if match.certain and match.participant is not None
    }
    return _with_speakers(transcript, certain)


def is_unnamed(speaker: str) -> bool:
    """Whether a speaker's name says nothing of who it is: "Pembicara", "Pembicara 3", notes."""
    return speaker == NOTES or is_nobody(speaker) or is_numbered(speaker)


def next_unnamed(speakers: Iterable[str]) -> str:
    """The first free "Pembicara N", for an utterance that belongs to somebody else nobody can name."""
    taken = set(speakers)
    number = 1
    while f"{UNKNOWN_SPEAKER} {number}" in taken:
        number += 1
    return f"{UNKNOWN_SPEAKER} {number}"


def _by_name(speaker: str, chosen: Sequence[Participant], fit: float) -> SpeakerMatch:
    if len(chosen) > 1:
        others = ", ".join(participant.name for participant in chosen[:3])
        return SpeakerMatch(speaker, None, False, f"bisa {others}; pilih sendiri")
    certain = fit >= _CERTAIN
    reason = "nama cocok" if certain else "ejaan nama mirip; pastikan"
    return SpeakerMatch(speaker, chosen[0], certain, reason)


def _by_office(speaker: str, holders: Sequence[Participant]) -> SpeakerMatch:
    if len(holders) == 1:
        return SpeakerMatch(speaker, holders[0], True, "jabatan cocok")
    reason = (
        "jabatan ini dipegang beberapa peserta; pilih sendiri" if holders else "tidak ada di daftar peserta"
    )
    return SpeakerMatch(speaker, None, False, reason)


def _with_speakers(transcript: Transcript, names: dict[str, str]) -> Transcript:
    return replace(
        transcript,
        utterances=tuple(
            replace(utterance, speaker=names[utterance.speaker]) if utterance.speaker in names else utterance
            for utterance in transcript.utterances
        ),
    )


def _sound(name: str) -> str:
    """A name on one line, without what nobody sees."""
    sound = " ".join(clean(name[: 4 * LONGEST_NAME]).split())
    if not any(char.isalnum() for char in sound):
        raise InvalidInput("Nama pembicara kosong; isi nama, atau “Pembicara 1” bila tidak diketahui.")
    if len(sound) > LONGEST_NAME or len(name) > 4 * LONGEST_NAME:
        raise InvalidInput(f"Nama pembicara lebih dari {LONGEST_NAME} huruf; persingkat.")
    return sound
