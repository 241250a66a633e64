"""From a transcript to a notula without a language model: the whole way, top to bottom."""

from collections.abc import Callable, Collection, Sequence
from datetime import date

from assistant.minutes.models import MeetingForm, Minutes, Statement, Topic, Transcript
from assistant.minutes.understanding.actions import ActionFinder
from assistant.minutes.understanding.acts import Act, acts_of
from assistant.minutes.understanding.amounts import find_amounts
from assistant.minutes.understanding.clauses import Speech
from assistant.minutes.understanding.decisions import Decided, DecisionFinder
from assistant.minutes.understanding.key_points import choose_key_points
from assistant.minutes.understanding.questions import find_open_questions
from assistant.minutes.understanding.references import find_references
from assistant.minutes.understanding.revisions import settle
from assistant.minutes.understanding.segments import find_segments
from assistant.minutes.verify import verify_minutes
from corpus.embeddings.protocol import Embedder
from corpus.knowledge import Knowledge
from corpus.validity import ForceTable

NO_CHAIR = (
    "Pimpinan rapat belum diisi; keputusan tanpa kata kunci (“disepakati”, “diputuskan”) bisa terlewat."
)
NO_DAY = "Tanggal rapat belum diisi; tenggat lisan seperti “Jumat depan” tidak dapat dihitung."
TO_A_MACHINE = (
    "Ada ucapan yang berisi perintah kepada mesin ({ids}); ucapan itu tidak dijadikan keputusan atau tugas."
)

Progress = Callable[[str, int, int], None]
"""Told in Indonesian what is being done, how many steps of it are done, and of how many."""
STEPS = (
    "membaca ucapan",
    "mencari tugas",
    "mencari keputusan",
    "menyusun pokok bahasan",
    "memeriksa setiap baris",
)


def understand_meeting(
    transcript: Transcript,
    form: MeetingForm,
    *,
    knowledge: Knowledge | None = None,
    embedder: Embedder | None = None,
    meaning: Embedder | None = None,
    force: ForceTable | None = None,
    holidays: Collection[date] = frozenset(),
    progress: Progress | None = None,
) -> Minutes:
    """A verified notula of what was said. Deterministic; linear in the length of the transcript.

    Args:
        transcript: what was said, cleaned.
        form: what the secretary filled in; used to know people, agenda and day, never as evidence.
        knowledge: the corpus, to check the regulations that were mentioned; without it they are only linked.
        embedder: finds topics by meaning where there is no agenda; without it by words.
        meaning: judges by it what settles something (``scorer.local_embedder``); without it by words.
        force: the corpus's table of legal force where the caller holds one (``OpenSnapshot.force``).
        holidays: days beside Saturdays and Sundays that "hari kerja" passes over.
        progress: told before each of ``STEPS``.
    """
    told = progress or silent
    told(STEPS[0], 0, len(STEPS))
    speech = Speech(transcript, form, holidays=holidays)
    acts = acts_of(speech)
    told(STEPS[1], 1, len(STEPS))
    finder = ActionFinder(speech, acts)
    actions = finder.find()
    told(STEPS[2], 2, len(STEPS))
    found = DecisionFinder(speech, acts, finder.assigned, finder.answered).find(meaning)
    decided = settle(found, acts)
    settled = {position for one in decided for position in one.positions}
    taken = {id(clause) for one in decided for clause in one.clauses} | finder.assigned
    told(STEPS[3], 3, len(STEPS))
    topics = tuple(
        Topic(
            title=segment.title,
            first=speech.utterances[segment.first].id,
            last=speech.utterances[segment.last].id,
            agenda_item=segment.agenda_item,
            key_points=choose_key_points(speech, acts, segment, taken),
        )
        for segment in find_segments(speech, form, embedder, decided)
    )
    minutes = Minutes(
        form=form,
        transcript=transcript,
        topics=topics,
        decisions=tuple(_statement(speech, one) for one in decided),
        actions=tuple(actions),
        open_questions=tuple(find_open_questions(speech, acts, settled)),
        amounts=tuple(find_amounts(speech.utterances)),
        references=tuple(find_references(speech.utterances, form.held_on, knowledge, force)),
        attendance=_attendance(speech),
        remarks=(*transcript.remarks, *_remarks(form, acts)),
    )
    told(STEPS[4], 4, len(STEPS))
    return verify_minutes(minutes, holidays=holidays)


def silent(words: str, done: int, total: int) -> None:
    """The progress that tells nobody."""


def _statement(speech: Speech, decided: Decided) -> Statement:
    return Statement(decided.text, speech.ids(decided.positions))


def _attendance(speech: Speech) -> tuple[str, ...]:
    """Everybody who spoke, in the order in which they first did."""
    names = (speech.people.canonical(one.speaker) for one in speech.utterances if one.speaker.strip())
    return tuple(dict.fromkeys(names))


def _remarks(form: MeetingForm, acts: Sequence[Sequence[Act]]) -> list[str]:
    remarks = []
    if form.chair is None:
        remarks.append(NO_CHAIR)
    if form.held_on is None:
        remarks.append(NO_DAY)
    machine = [act.clause.utterance.id for utterance in acts for act in utterance[:1] if act.machine]
    if machine:
        remarks.append(TO_A_MACHINE.format(ids=", ".join(machine[:10])))
    return remarks
