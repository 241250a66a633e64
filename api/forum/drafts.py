"""Drafted replies: one of a question is current; older ones are kept for what was learnt from them.

Functions that take a session take part in the transaction of whoever calls them.
"""

from datetime import datetime

from pydantic import ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.accounts.permissions import Permission, may
from api.forum.access import locked_for_work, missing, row_of
from api.forum.drafted_by import drafted_by
from api.forum.history import audit
from api.forum.models import OPEN, Draft, DraftState, QuestionState
from api.forum.risk import Risk
from api.jobs.queue import JobState, put
from api.state.clock import Clock, utc_now
from api.state.columns import new_id
from api.state.database import StateDatabase
from api.state.draft_tables import DraftRow, JobRow
from api.state.forum_tables import QuestionRow
from api.state.provenance import Provenance
from assistant.models import Answer, AnswerStatus, Question
from corpus.errors import Conflict, InvalidInput, NotFound
from corpus.models import Frozen
from evals.scorecard import Scorecard

KIND = "draft"
LONGEST_INSTRUCTION = 500
DECIDED = frozenset({DraftState.ACCEPTED, DraftState.ACCEPTED_WITH_EDITS, DraftState.REJECTED})
_LOST = "Draf ini disimpan oleh versi lain dan tidak dapat dibaca lagi. Mintalah draf baru."


class Order(Frozen):
    """What a draft is to be made of.

    Attributes:
        thread_version: of the question; when it moves on before the draft is made, none is made.
        instruction: what an officer wants heeded.
        asked_by: the account of that officer.
    """

    question_id: str
    thread_version: int
    instruction: str = ""
    asked_by: str | None = None


class Made(Frozen):
    """A draft that was made.

    Attributes:
        scorecard: None where there was nothing to score it against.
    """

    answer: Answer
    scorecard: Scorecard | None
    risk: Risk
    provenance: Provenance


class DraftsOfQuestion(Frozen):
    """The drafts of one question.

    Attributes:
        drafts: the newest first, stale ones too.
        under_way: another one, for the newest words, is being made or waits for that.
        failure: in Indonesian, why the one that was ordered last could not be made.
    """

    drafts: tuple[Draft, ...]
    under_way: bool
    failure: str

    @property
    def current(self) -> Draft | None:
        """The current one; None while it is being made, and before."""
        return next((draft for draft in self.drafts if draft.superseded_at is None), None)


# In the transaction of others


def order_draft(session: Session, order: Order, *, at: datetime) -> bool:
    """Have a draft made in the background.

    Returns:
        False where this very draft was ordered before: the first of a thread version is ordered once.
    """
    number = 0
    prefix = f"{KIND}:{order.question_id}:{order.thread_version}:"
    if order.instruction or order.asked_by:
        ordered = select(func.count()).where(JobRow.key.startswith(prefix, autoescape=True))
        number = max(1, session.scalar(ordered) or 0)
    return put(session, KIND, f"{prefix}{number}", order.model_dump(), at=at)


def supersede(session: Session, question_id: str, *, at: datetime) -> str | None:
    """Make the current draft of a question stale: the thread moved on, or another draft takes its place.

    What was decided of it stays.

    Returns:
        The draft's identifier; None where there was none.
    """
    current = DraftRow.question_id == question_id, DraftRow.superseded_at.is_(None)
    row = session.scalar(select(DraftRow).where(*current).with_for_update())
    if row is None:
        return None
    row.superseded_at = at
    row.version += 1
    if DraftState(row.state) not in DECIDED:
        row.state = DraftState.STALE.value
    session.flush()
    return row.id


def put_draft(session: Session, order: Order, made: Made, *, at: datetime) -> str:
    """Make a draft the current one of its question, whose row the caller has locked.

    A draft is drafted, then scored; one that could not be scored stays drafted.
    """
    supersede(session, order.question_id, at=at)
    state = DraftState.DRAFTED if made.scorecard is None else DraftState.SCORED
    row = DraftRow(
        id=new_id(),
        question_id=order.question_id,
        thread_version=order.thread_version,
        state=state.value,
        instruction=order.instruction,
        answer=made.answer.model_dump(mode="json"),
        scorecard=made.scorecard.model_dump(mode="json") if made.scorecard is not None else None,
        risk=made.risk.value,
        risk_reasons=list(made.risk.reasons),
        confidence=made.answer.confidence,
        drafting=drafted_by(made.answer).value,
        model=made.provenance.model,
        prompt_hash=made.provenance.prompt_hash,
        snapshot=made.provenance.snapshot,
        asked_by=order.asked_by,
        created_at=at,
        superseded_at=None,
        reader_id=None,
        second_reader=False,
        seeded_error="",
        version=1,
    )
    session.add(row)
    session.flush()
    return row.id


def current_draft(session: Session, question_id: str) -> Draft | None:
    """The current draft of a question."""
    current = DraftRow.question_id == question_id, DraftRow.superseded_at.is_(None)
    row = session.scalar(select(DraftRow).where(*current))
    return None if row is None else to_draft(row)


def is_under_way(session: Session, question_id: str, thread_version: int) -> bool:
    """Whether a draft for the newest words of a question is waiting to be made or being made."""
    prefix = f"{KIND}:{question_id}:{thread_version}:"
    under_way = select(JobRow.id).where(
        JobRow.key.startswith(prefix, autoescape=True),
        JobRow.state.in_((JobState.WAITING.value, JobState.RUNNING.value)),
    )
    return session.scalar(under_way.limit(1)) is not None


def to_draft(row: DraftRow) -> Draft:
    """From its row; an answer that another release wrote in another shape says that it is lost."""
    values = {name: getattr(row, name) for name in Draft.model_fields}
    try:
        return Draft.model_validate(values)
    except ValidationError:
        asked = Question(text="-", on=row.created_at.date())
        lost = Answer(question=asked, status=AnswerStatus.ERROR, text=_LOST, confidence=0.0)
        return Draft.model_validate({**values, "answer": lost, "scorecard": None})


class Drafts:
    """Drafts as officers see them. Every method raises StorageError when the database cannot be used."""

    def __init__(self, database: StateDatabase, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    def read(self, draft_id: str) -> Draft:
        """One by its identifier, current or not, whoever asks.

        Raises:
            NotFound: there is none.
        """
        with self._database.reading() as session:
            return to_draft(_row(session, draft_id))

    def read_as(self, by: Account, draft_id: str) -> Draft:
        """As ``read``, for an officer.

        Raises:
            NotFound: there is none, or none for them.
        """
        with self._database.reading() as session:
            row = _row(session, draft_id)
            _for_officer(session, by, row.question_id)
            return to_draft(row)

    def of_question(self, by: Account, question_id: str) -> DraftsOfQuestion:
        """Every draft of a question, and what is still to come.

        Raises:
            NotFound: there is no such question, or none for them.
        """
        statement = (
            select(DraftRow)
            .where(DraftRow.question_id == question_id)
            .order_by(DraftRow.created_at.desc(), DraftRow.id.desc())
        )
        with self._database.reading() as session:
            question = _for_officer(session, by, question_id)
            rows = session.scalars(statement).all()
            # What a draft made wrong for practice stands for would give it away.
            covered = {row.seeded_from for row in rows if row.superseded_at is None}
            return DraftsOfQuestion(
                drafts=tuple(to_draft(row) for row in rows if row.id not in covered),
                under_way=is_under_way(session, question_id, question.thread_version),
                failure=_failure(session, question),
            )

    def order(self, question_id: str, by: Account, *, instruction: str = "") -> None:
        """Have another draft made; the one there is stays current until then.

        Args:
            instruction: what it should heed, such as its length or what to go into. A language model is told
                of it; what is quoted from the sources alone does not heed it.

        Raises:
            NotFound: they may not see the question.
            Forbidden: they may not work it.
            Conflict: it is closed, or a draft is being made already.
            InvalidInput: the instruction is too long.
        """
        wish = " ".join(instruction.split())
        if len(wish) > LONGEST_INSTRUCTION:
            raise InvalidInput(f"Arahan paling banyak {LONGEST_INSTRUCTION} huruf.")
        now = self._clock()
        with self._database.writing("Permintaan draf gagal disimpan") as session:
            row = locked_for_work(session, question_id, by)
            if QuestionState(row.state) not in OPEN:
                raise Conflict("Pertanyaan ini sudah ditutup. Buka kembali sebelum meminta draf.")
            if is_under_way(session, question_id, row.thread_version):
                raise Conflict("Draf untuk pertanyaan ini sedang disusun. Tunggu sampai selesai.")
            order = Order(
                question_id=question_id,
                thread_version=row.thread_version,
                instruction=wish,
                asked_by=by.id,
            )
            order_draft(session, order, at=now)
            audit(session, question_id, by, "draf_diminta", at=now, reason=wish)


def _row(session: Session, draft_id: str) -> DraftRow:
    row = session.get(DraftRow, draft_id)
    if row is None:
        raise NotFound("Draf ini tidak ada.")
    return row


def _for_officer(session: Session, by: Account, question_id: str) -> QuestionRow:
    """The row of a question that somebody may work.

    Raises:
        NotFound: there is none, or none for them: drafts are for officers of its bidang only.
    """
    row = row_of(session, question_id)
    if not may(by, Permission.WORK_QUESTIONS, bidang=row.bidang_id):
        raise missing()
    return row


def _failure(session: Session, question: QuestionRow) -> str:
    """Why the draft that was ordered last for the newest words could not be made; empty where it could."""
    prefix = f"{KIND}:{question.id}:{question.thread_version}:"
    newest = (
        select(JobRow)
        .where(JobRow.key.startswith(prefix, autoescape=True))
        .order_by(JobRow.created_at.desc(), JobRow.id.desc())
    )
    row = session.scalar(newest.limit(1))
    return row.error if row is not None and row.state == JobState.DEAD.value else ""
