"""Making drafts in the background: the question as it stands, one answer, its scores and its risk.

The answer is that of the Library, as everybody gets it. A draft that took so long that the thread moved on is
thrown away: its order for the newer words stands in the queue already.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.forum.access import locked
from api.forum.draft_checks import not_again
from api.forum.draft_source import Asked, Source
from api.forum.draft_text import question_text
from api.forum.drafted_by import DraftedBy
from api.forum.drafts import Made, Order, put_draft, to_draft
from api.forum.history import audit
from api.forum.holding import holding_reply, matter_in_thread, received_for
from api.forum.models import OPEN, DraftState, PostKind, QuestionState
from api.forum.risk import risk_of
from api.jobs.queue import Job
from api.jobs.worker import Write
from api.state.account_tables import AccountRow
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.draft_tables import DraftRow
from api.state.forum_tables import CategoryRow, PostRow, QuestionRow
from api.state.masking import masked
from api.state.provenance import Provenance
from assistant.guard.sensitive import Matter
from assistant.long_post import asking, question_of
from assistant.models import LONGEST_QUESTION, Answer, AnswerStatus, Question
from corpus.errors import NotFound

_FAILED = (
    "Draf tidak dapat disusun: {reason} Tulislah jawaban sendiri, atau minta draf lagi setelah gangguannya "
    "diperbaiki."
)


@dataclass(frozen=True, slots=True)
class _Thread:
    """What a draft is made from.

    Attributes:
        parts: what the asker wrote, each on its own: title and text, then every follow-up.
        text: the same as one question.
        focus: of a long one, its title and the sentences that ask; else empty.
        several: more than one sentence asks.
        category: its name; empty where it is in none.
    """

    parts: tuple[str, ...]
    text: str
    focus: str
    several: bool
    category: str
    category_id: str | None

    def asked(self, wish: str) -> Asked:
        """What a source is asked."""
        return Asked(
            text=self.text,
            focus=self.focus,
            several=self.several,
            category_id=self.category_id,
            wish=wish,
        )

    def matter(self, on: date) -> Matter | None:
        """What a person has to deal with, wherever in the thread it is told."""
        return matter_in_thread(self.parts, on)


class Drafting:
    """The handler of work of kind ``draft``, and what is written when one is given up.

    Args:
        contact: whom to turn to, as it reads in a sentence.
        contacts: other contacts by matter.
    """

    def __init__(
        self,
        database: StateDatabase,
        source: Source,
        *,
        contact: str,
        contacts: Mapping[Matter, str] | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._source = source
        self._contact = contact
        self._contacts = contacts or {}
        self._clock = clock

    def __call__(self, job: Job) -> Write | None:
        """Make the draft of a job; None where nobody needs it any more.

        Raises:
            TanyaError: it cannot be made now.
        """
        order = order_of(job)
        with self._database.reading() as session:
            row = session.get(QuestionRow, order.question_id)
            if row is None or not _wants(row, order):
                return None
            thread, rejected = _thread(session, row), _rejected(session, row)
        made = self._made(thread, order, rejected)
        return lambda session: self._write(session, job, order, made)

    def given_up(self, session: Session, job: Job, reason: str) -> None:
        """Leave a draft that says why there is none, unless there is one for these words already."""
        order = order_of(job)
        row = _still_wanted(session, order)
        if row is None:
            return
        now = self._clock()
        audit(session, row.id, None, "draf_gagal", at=now, reason=job.key)
        current = _current(session, row.id)
        if current is not None and current.thread_version == order.thread_version:
            return
        thread, today = _thread(session, row), self._source.today()
        matter = thread.matter(today)
        answer = Answer(
            question=Question(text=_masked(thread.text), on=today),
            status=AnswerStatus.ERROR,
            text=_FAILED.format(reason=reason),
            confidence=0.0,
        )
        risk = risk_of(answer, None, matter=matter, about=(thread.text, thread.category))
        made = Made(answer=answer, scorecard=None, risk=risk, provenance=Provenance(snapshot=""))
        put_draft(session, order, made, at=now)

    def _made(self, thread: _Thread, order: Order, rejected: Sequence[Answer]) -> Made:
        today = self._source.today()
        matter = thread.matter(today)
        if matter is None:
            sourced = self._source.answer(thread.asked(order.instruction))
            matter = received_for(sourced.answer)
            answer = not_again(sourced.answer, rejected, contact=self._contact)
            if answer is not sourced.answer:
                sourced = self._source.fixed(answer)
        if matter is not None:
            contact = self._contacts.get(matter, self._contact)
            sourced = self._source.fixed(holding_reply(matter, _masked(thread.text), today, contact=contact))
        risk = risk_of(
            sourced.answer,
            sourced.scorecard,
            matter=matter,
            about=(thread.text, thread.category),
            doubted=sourced.doubted,
        )
        return Made(
            answer=sourced.answer, scorecard=sourced.scorecard, risk=risk, provenance=sourced.provenance
        )

    def _write(self, session: Session, job: Job, order: Order, made: Made) -> None:
        row = _still_wanted(session, order)
        if row is None:
            return
        current = _current(session, row.id)
        if current is not None and _made_since(current, job, order):
            return
        now = self._clock()
        if order.asked_by is not None and session.get(AccountRow, order.asked_by) is None:
            order = order.model_copy(update={"asked_by": None})
        draft_id = put_draft(session, order, made, at=now)
        audit(session, row.id, None, "draf_disusun", at=now, reason=_told(draft_id, made))


def order_of(job: Job) -> Order:
    """What a job orders; its key names the question and the thread version."""
    _, question_id, thread_version, _ = job.key.split(":")
    told = {name: value for name, value in job.payload.items() if name in {"instruction", "asked_by"}}
    values = {"question_id": question_id, "thread_version": int(thread_version), **told}
    return Order.model_validate(values)


def _wants(row: QuestionRow, order: Order) -> bool:
    """Whether a question is still open and in the words that the draft was ordered for."""
    return QuestionState(row.state) in OPEN and row.thread_version == order.thread_version


def _still_wanted(session: Session, order: Order) -> QuestionRow | None:
    """The question's row, locked: nobody adds to the thread before the draft is written."""
    try:
        row = locked(session, order.question_id)
    except NotFound:
        return None
    return row if _wants(row, order) else None


def _current(session: Session, question_id: str) -> DraftRow | None:
    current = DraftRow.question_id == question_id, DraftRow.superseded_at.is_(None)
    return session.scalar(select(DraftRow).where(*current))


def _made_since(current: DraftRow, job: Job, order: Order) -> bool:
    """Whether a draft was made after this one was ordered, which happens when old work is begun again."""
    return (
        current.thread_version == order.thread_version
        and current.drafting != DraftedBy.FAILED.value
        and current.created_at > job.created_at
    )


def _thread(session: Session, row: QuestionRow) -> _Thread:
    statement = (
        select(PostRow.text)
        .where(PostRow.question_id == row.id, PostRow.kind == PostKind.FOLLOW_UP.value)
        .order_by(PostRow.position)
    )
    follow_ups = list(session.scalars(statement))
    category = session.get(CategoryRow, row.category_id) if row.category_id else None
    return _Thread(
        parts=(f"{row.title}\n\n{row.text}", *follow_ups),
        text=question_text(row.title, row.text, follow_ups),
        focus=question_of(row.title, row.text, follow_ups)[:LONGEST_QUESTION],
        several=sum(len(asking(part)) for part in (row.text, *follow_ups)) > 1,
        category_id=row.category_id,
        category=category.name if category is not None else "",
    )


def _rejected(session: Session, row: QuestionRow) -> list[Answer]:
    """What officers rejected of the drafts for the same words; practice apart."""
    statement = select(DraftRow).where(
        DraftRow.question_id == row.id,
        DraftRow.thread_version == row.thread_version,
        DraftRow.state == DraftState.REJECTED.value,
        DraftRow.seeded_error == "",
    )
    return [to_draft(draft).answer for draft in session.scalars(statement)]


def _masked(text: str) -> str:
    # Placeholders may be longer than what they stand for.
    return masked(text)[:LONGEST_QUESTION]


def _told(draft_id: str, made: Made) -> str:
    """What the audit trail keeps of how a draft came about."""
    by = made.provenance
    parts = (draft_id, f"snapshot {by.snapshot}", by.model and f"model {by.model}", by.prompt_hash[:12])
    return "; ".join(part for part in parts if part)
