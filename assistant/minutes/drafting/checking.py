"""Which items of a model may stand: the verifier's checks, and those that only a model needs.

A model can turn a denial round, call a proposal a decision, make a task of a report or state what was taken
back later, all in words that were said. Such items are dropped or marked; no text is changed.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.minutes.drafting.denials import lost_denial
from assistant.minutes.drafting.written import Kind, Written
from assistant.minutes.models import ActionItem, MeetingForm, Minutes, Standing, Statement, Topic, Transcript
from assistant.minutes.understanding import cues
from assistant.minutes.understanding.actions import ActionFinder
from assistant.minutes.understanding.acts import Act, acts_of
from assistant.minutes.understanding.agreement import agreement_after
from assistant.minutes.understanding.assignments import is_volunteering, read_assignment
from assistant.minutes.understanding.clauses import Speech
from assistant.minutes.understanding.deadlines import find_days
from assistant.minutes.understanding.decisions import DecisionFinder
from assistant.minutes.understanding.people import is_unknown
from assistant.minutes.understanding.revisions import settle
from assistant.minutes.understanding.slots import takes_on
from assistant.minutes.verify import HARDLY_SAID, NOT_NAMED, UNDECIDED, verify_minutes

DENIED = "Ucapan yang dirujuk menyangkal atau menolak sesuatu, sedangkan baris ini tidak, atau sebaliknya."
WITHDRAWN = (
    "Penanggung jawab atau tenggat dari model bahasa tidak ada dalam ucapan yang dirujuk, jadi dikosongkan."
)
NOT_ASSIGNED = "Ucapan yang dirujuk tidak tegas menugaskan; pastikan ini memang tugas."


_UNSAID_NAME = NOT_NAMED.split("{", 1)[0]


@dataclass(frozen=True, slots=True)
class Checked:
    """The items of a model that stand, each verified or marked.

    Attributes:
        dropped: how many do not stand.
    """

    key_points: tuple[Statement, ...] = ()
    decisions: tuple[Statement, ...] = ()
    actions: tuple[ActionItem, ...] = ()
    questions: tuple[Statement, ...] = ()
    dropped: int = 0


class ItemCheck:
    """Checks items against what was said in one meeting. Linear in the length of the transcript.

    Args:
        holidays: as for :func:`~assistant.minutes.understanding.meeting.understand_meeting`.
    """

    def __init__(
        self, transcript: Transcript, form: MeetingForm, *, holidays: Collection[date] = frozenset()
    ) -> None:
        self._empty = Minutes(form, transcript)
        self._holidays = holidays
        self._places = {one.id: place for place, one in enumerate(transcript.utterances)}
        self._texts = {one.id: one.text for one in transcript.utterances}
        self._speech = Speech(transcript, form, holidays=holidays)
        self._acts = acts_of(self._speech)
        self._settled, self._taken_back = self._find_settled()

    def check(self, written: Sequence[Written]) -> Checked:
        """The items that stand."""
        verified = verify_minutes(self._proposed(written), holidays=self._holidays)
        key_points = [
            point
            for topic in verified.topics
            for point in topic.key_points
            if self._stands(point) and not self._denies(point)
        ]
        decisions = [
            self._decision(one)
            for one in verified.decisions
            if not _invents(one) and not self._was_taken_back(one)
        ]
        actions = [self._action(one) for one in verified.actions if not _invents(one)]
        questions = [
            one for one in verified.open_questions if self._stands(one) and self._asks(one.utterances)
        ]
        stand = len(key_points) + len(decisions) + len(actions) + len(questions)
        return Checked(
            tuple(key_points), tuple(decisions), tuple(actions), tuple(questions), len(written) - stand
        )

    def _proposed(self, written: Sequence[Written]) -> Minutes:
        """The items as a notula that the verifier can read."""
        utterances = self._empty.transcript.utterances
        points = self._statements(written, Kind.KEY_POINT)
        topics = (Topic("", utterances[0].id, utterances[-1].id, key_points=points),) if points else ()
        return replace(
            self._empty,
            topics=topics,
            decisions=self._statements(written, Kind.DECISION),
            actions=tuple(self._task(one) for one in written if one.kind is Kind.ACTION),
            open_questions=self._statements(written, Kind.QUESTION),
        )

    def _statements(self, written: Sequence[Written], kind: Kind) -> tuple[Statement, ...]:
        return tuple(
            Statement(one.text, self._ordered(one.utterances)) for one in written if one.kind is kind
        )

    def _ordered(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Identifiers in the order of the transcript; those it lacks stay, for the verifier to see."""
        return tuple(sorted(ids, key=lambda one: self._places.get(one, len(self._places))))

    def _task(self, one: Written) -> ActionItem:
        """A task; the day of its deadline is worked out here, never by the model."""
        days = find_days(one.phrase, self._empty.form.held_on, self._holidays) if one.phrase else ()
        named = [mention.name for mention in self._speech.people.mentions(one.pic or "")]
        return ActionItem(
            one.text,
            self._ordered(one.utterances),
            pic=" dan ".join(dict.fromkeys(named)) or one.pic,
            deadline_phrase=one.phrase,
            deadline=days[-1].day if days else None,
        )

    def _action(self, one: ActionItem) -> ActionItem:
        """A task with what only a model gets wrong taken out or marked."""
        # What the verifier withdrew is not told by its words: nobody said them.
        problems = [WITHDRAWN if why.endswith("jadi dikosongkan.") else why for why in one.problems]
        pic = one.pic
        if pic is not None and not all(self._in_charge(name, one.utterances) for name in pic.split(" dan ")):
            problems.append(WITHDRAWN)
            pic = None
        if not any(self._assigns(position) for position in self._positions(one.utterances)):
            problems.append(NOT_ASSIGNED)
        if lost_denial(one.task, [self._texts[identifier] for identifier in one.utterances]):
            problems.append(DENIED)
        standing = Standing.TO_CHECK if problems else Standing.VERIFIED
        return replace(one, pic=pic, standing=standing, problems=tuple(dict.fromkeys(problems)))

    def _in_charge(self, name: str, ids: Sequence[str]) -> bool:
        """Whether a person is named in the utterances, or speaks in one that takes something on."""
        people = self._speech.people
        for position in self._positions(ids):
            turn = self._speech.turns[position]
            mentioned = people.mentions(turn.utterance.text[turn.start : turn.end])
            if any(mention.name == name or mention.spoken in name for mention in mentioned):
                return True
            is_own = not is_unknown(turn.speaker) and people.canonical(turn.speaker) == name
            if is_own and any(_takes_on(act) or "m" in act.clause.tags for act in self._acts[position]):
                return True
        return name not in {people.canonical(turn.speaker) for turn in self._speech.turns}

    def _assigns(self, position: int) -> bool:
        speaker = self._speech.turns[position].speaker
        chair, unknown = self._speech.people.is_chair(speaker), is_unknown(speaker)
        return any(
            _takes_on(act) or read_assignment(act, chair=chair, unknown=unknown) is not None
            for act in self._acts[position]
            if not act.machine
        )

    def _stands(self, one: Statement) -> bool:
        """Whether a line is verified and rests on nothing spoken to a machine."""
        acts = [act for position in self._positions(one.utterances) for act in self._acts[position]]
        return one.standing is Standing.VERIFIED and not (acts and all(act.machine for act in acts))

    def _asks(self, ids: Sequence[str]) -> bool:
        acts = [act for position in self._positions(ids) for act in self._acts[position]]
        return any(act.asks or act.puts_off for act in acts)

    def _denies(self, one: Statement) -> bool:
        return lost_denial(one.text, [self._texts[identifier] for identifier in one.utterances])

    def _decision(self, one: Statement) -> Statement:
        """A decision, marked where it says the opposite or where nothing but who says it makes it one."""
        problems = list(one.problems)
        if not any(self._decides(position) for position in self._positions(one.utterances)):
            problems.append(UNDECIDED)
        if self._denies(one):
            problems.append(DENIED)
        standing = Standing.TO_CHECK if problems else Standing.VERIFIED
        return replace(one, standing=standing, problems=tuple(dict.fromkeys(problems)))

    def _decides(self, position: int) -> bool:
        """Whether a turn says by its words that something is settled, or proposes what others agree to."""
        speaker = self._speech.turns[position].speaker
        leads = (
            self._speech.people.is_chair(speaker) or is_unknown(speaker) or not self._speech.people.has_chair
        )
        acts = self._acts[position]
        if any(act.decides or (act.confirms and act.cue is not None) for act in acts):
            return True
        if leads and any(act.settled and not act.asks and not act.objects and _closes(act) for act in acts):
            return True
        return any(act.proposes for act in acts) and bool(
            agreement_after(self._speech, self._acts, position).strong
        )

    def _positions(self, ids: Sequence[str]) -> list[int]:
        return [
            position
            for one in ids
            if one in self._places
            for position in self._speech.turns_of(self._places[one])
        ]

    def _was_taken_back(self, one: Statement) -> bool:
        ids = set(one.utterances)
        return bool(ids & self._taken_back) and not ids & self._settled

    def _find_settled(self) -> tuple[frozenset[str], frozenset[str]]:
        """Utterances that what is decided at the end rests on; those that settled what was taken back."""
        finder = ActionFinder(self._speech, self._acts)
        finder.find()
        found = DecisionFinder(self._speech, self._acts, finder.assigned).find()
        standing = {position for one in settle(found, self._acts) for position in one.positions}
        gone = {one.at for one in found} - standing
        return frozenset(self._speech.ids(standing)), frozenset(self._speech.ids(gone))


def _invents(one: Statement | ActionItem) -> bool:
    """Whether a line has names that were not said, or is hardly in words that were."""
    return any(problem == HARDLY_SAID or problem.startswith(_UNSAID_NAME) for problem in one.problems)


def _closes(act: Act) -> bool:
    """Words that close a talk or say what all are going to do."""
    said = act.clause.said
    return (
        "k" in act.clause.tags
        or cues.SETTLES.match(said) is not None
        or cues.CLOSES.match(said) is not None
        or cues.LEAD.match(said) is not None
        or cues.PARTICLE.search(said) is not None
    )


def _takes_on(act: Act) -> bool:
    return is_volunteering(act) or takes_on(act.clause)
