"""A part of a notula as a language model would write it: shown to its secretary, who takes or leaves it."""

from collections.abc import Callable, Sequence
from datetime import date

from api.accounts.models import Account
from api.minutes.access import for_secretary, newest, notula_in, transcript_in
from api.minutes.editing import EditedLine, Editing, LineWords
from api.minutes.models import Line, Meeting, Notula, Section
from api.minutes.notula import to_minutes
from api.state.database import StateDatabase
from assistant.llm.chat import ModelUnavailable
from assistant.minutes.drafting.rewriting import Part, Rewriting
from assistant.minutes.drafting.written import Kind
from assistant.minutes.models import ActionItem, Minutes, Standing, Statement
from corpus.errors import Busy, Conflict, InvalidInput, NotFound
from corpus.models import Frozen

Rewrite = Callable[[Minutes, Part, str, str], Rewriting]
"""Proposes a part of minutes by an instruction, for the account with an identifier."""
KINDS = {
    Section.KEY_POINT: Kind.KEY_POINT,
    Section.DECISION: Kind.DECISION,
    Section.ACTION: Kind.ACTION,
    Section.QUESTION: Kind.QUESTION,
}
LONGEST_REASON = 300
NO_MODEL = "Model bahasa tidak dipakai untuk notula di sini. Sunting baris demi baris."
NO_TRANSCRIPT = "Transkripnya sudah dihapus sesuai masa simpan, jadi bagian ini tidak dapat ditulis ulang."
NO_NOTULA = "Notula rapat ini belum tersusun."
CHANGED = "Bagian ini sudah berubah sejak usulannya dibuat."


class ProposedLine(Frozen):
    """A line of a proposal.

    Attributes:
        problems: in Indonesian, why it is to be checked; empty where it is verified.
    """

    text: str
    utterances: tuple[str, ...]
    pic: str | None = None
    deadline_phrase: str | None = None
    deadline: date | None = None
    standing: Standing
    problems: tuple[str, ...] = ()


class Proposal(Frozen):
    """A part as it is, and as it would be.

    Attributes:
        lost: lines whose utterances no proposed line names.
        dropped: how many lines of the model were left out because nothing bears them out.
        version: of the meeting that it was made on.
    """

    section: Section
    topic: int | None
    instruction: str
    before: tuple[Line, ...]
    after: tuple[ProposedLine, ...]
    lost: tuple[str, ...]
    dropped: int
    version: int


class Proposals:
    """Proposals for parts of a notula. Nothing is kept of them until somebody takes one.

    Every method raises, besides what it says, as ``access.for_secretary``, and StorageError.

    Args:
        rewrite: None where no language model words minutes.
    """

    def __init__(self, database: StateDatabase, editing: Editing, rewrite: Rewrite | None) -> None:
        self._database = database
        self._editing = editing
        self._rewrite = rewrite

    @property
    def possible(self) -> bool:
        """Whether a language model can be asked."""
        return self._rewrite is not None

    def propose(
        self,
        by: Account,
        meeting_id: str,
        section: Section,
        instruction: str,
        *,
        version: int,
        topic: int | None = None,
    ) -> Proposal:
        """Have a part written anew by an instruction.

        Raises:
            InvalidInput: no model, nothing to write, or an instruction that is none.
            Busy: the model gives no proposal now; the message says why.
            NotFound: also where there is no such topic, or no notula yet.
        """
        with self._database.reading() as session:
            row = for_secretary(session, by, meeting_id, version, lock=False)
            last = newest(session, row.id)
            if last is None:
                raise NotFound(NO_NOTULA)
            notula, transcript = notula_in(last), transcript_in(session, row.id)
        if self._rewrite is None:
            raise InvalidInput(NO_MODEL)
        if not transcript.utterances:
            raise InvalidInput(NO_TRANSCRIPT)
        part = Part(KINDS[section], topic if section is Section.KEY_POINT else None)
        try:
            found = self._rewrite(to_minutes(notula, transcript), part, instruction, by.id)
        except ModelUnavailable as error:
            raise Busy(f"{error} Bagian ini tidak diubah. Coba lagi nanti.") from error
        before = notula.of(section, part.topic)
        named = {identifier for one in found.after for identifier in one.utterances}
        return Proposal(
            section=section,
            topic=part.topic,
            instruction=" ".join(instruction.split()),
            before=before,
            after=tuple(map(_proposed, found.after)),
            lost=tuple(line.text for line in before if not named & set(line.utterances)),
            dropped=found.dropped,
            version=version,
        )

    def take(
        self,
        by: Account,
        meeting_id: str,
        section: Section,
        lines: Sequence[LineWords],
        *,
        version: int,
        instruction: str,
        topic: int | None = None,
    ) -> Meeting:
        """Put the lines that somebody chose of a proposal in the place of those of its part, verified anew.

        A line that rests on an utterance of an old one goes on under its identifier, with its comments.

        Raises:
            InvalidInput: there is no line, or one cannot be one.
        """
        with self._database.reading() as session:
            row = for_secretary(session, by, meeting_id, version, lock=False)
            last = newest(session, row.id)
            if last is None:
                raise NotFound(NO_NOTULA)
            notula = notula_in(last)
        if not lines:
            raise InvalidInput("Pilih sekurangnya satu baris usulan, atau batalkan.")
        place = topic if section is Section.KEY_POINT else None
        every = _with_part(notula, section, place, lines)
        reason = f"Bagian ditulis ulang: {' '.join(instruction.split())}"[:LONGEST_REASON]
        return self._editing.replace_lines(by, meeting_id, every, version=version, reason=reason)


def _with_part(
    notula: Notula, section: Section, topic: int | None, lines: Sequence[LineWords]
) -> list[EditedLine]:
    """All lines of a notula, those of one part exchanged at the place of its first."""
    old = list(notula.of(section, topic))
    if not old:
        raise Conflict(CHANGED)
    fresh = []
    for words in lines:
        same = next((line for line in old if set(line.utterances) & set(words.utterances)), None)
        if same is not None:
            old.remove(same)
        identifier = same.id if same is not None else ""
        fresh.append(EditedLine(**words.model_dump(), id=identifier, section=section, topic=topic))
    every: list[EditedLine] = []
    for line in notula.lines:
        if (line.section, line.topic) != (section, topic):
            every.append(_as_it_is(line))
        elif fresh:
            every += fresh
            fresh = []
    return every


def _as_it_is(line: Line) -> EditedLine:
    return EditedLine(
        id=line.id,
        section=line.section,
        topic=line.topic,
        text=line.text,
        utterances=line.utterances,
        pic=line.pic,
        deadline_phrase=line.deadline_phrase,
        deadline=line.deadline,
    )


def _proposed(one: Statement | ActionItem) -> ProposedLine:
    if isinstance(one, ActionItem):
        return ProposedLine(
            text=one.task,
            utterances=one.utterances,
            pic=one.pic,
            deadline_phrase=one.deadline_phrase,
            deadline=one.deadline,
            standing=one.standing,
            problems=one.problems,
        )
    return ProposedLine(
        text=one.text, utterances=one.utterances, standing=one.standing, problems=one.problems
    )
