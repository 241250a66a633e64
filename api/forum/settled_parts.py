"""What stands in doubt, held for whoever settles it: a reply, an entry of our own, or one from a file."""

import hashlib
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.accounts.permissions import Permission, may
from api.forum.access import locked
from api.forum.doubts import Doubt, Subject, SubjectKind, open_doubts_of
from api.forum.faq.states import CandidateState
from api.forum.models import ANSWERS, PostKind, Standing
from api.state.forum_tables import PostRow, QuestionRow
from api.state.knowledge_tables import FaqCandidateRow
from assistant.draft_entry import draft_answer, draft_sop
from assistant.drafting import wordings
from assistant.models import Answer, AnswerStatus, Question
from assistant.render import render
from corpus.errors import Conflict, Forbidden, NotFound
from corpus.models import Entry, FaqEntry, ForumAnswer, SopEntry
from corpus.open_snapshot import OpenSnapshot


@dataclass(slots=True)
class Held:
    """A subject with the rows it is kept in; of an entry from a file there are none.

    Attributes:
        kept: the answer as it was last verified; None of an entry from a file.
    """

    subject: Subject
    doubts: tuple[Doubt, ...]
    kept: Answer | None = None
    question: QuestionRow | None = None
    post: PostRow | None = None
    entry: FaqCandidateRow | None = None

    @property
    def seen(self) -> str:
        """Tells whether anything of it changed since somebody looked."""
        parts = [self.subject.id, *(f"{one.id}:{one.change.model_dump_json()}" for one in self.doubts)]
        if self.kept is not None:
            parts.append(self.kept.model_dump_json(include={"text", "claims"}))
        if self.entry is not None:
            parts.append(str(self.entry.version))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def held(session: Session, by: Account, subject_id: str, *, lock: bool = False) -> Held:
    """A subject for somebody who may settle it.

    Args:
        lock: nobody else changes it before this transaction ends.

    Raises:
        NotFound: there is none.
        Forbidden: they may not settle it.
    """
    found = _reply(session, subject_id, lock) or _own_entry(session, subject_id, lock)
    if found is None:
        doubts = open_doubts_of(session, subject_id)
        if not doubts:
            raise missing()
        first = doubts[0]
        subject = Subject(kind=SubjectKind.ENTRY, id=subject_id, title=first.title, bidang_id=first.bidang_id)
        found = Held(subject, tuple(doubts))
    if not may_settle(by, found.subject):
        raise Forbidden("Ini hanya dapat diputuskan pengelola pengetahuan, atau admin bidang balasan itu.")
    return found


def may_settle(by: Account, subject: Subject) -> bool:
    """Knowledge managers everything, and whoever decides drafts of a bidang the replies of that bidang."""
    if may(by, Permission.MANAGE_KNOWLEDGE):
        return True
    of_theirs = may(by, Permission.DECIDE_DRAFTS, bidang=subject.bidang_id)
    return subject.kind is SubjectKind.REPLY and of_theirs


def refuse_moved_on(one: Held, seen: str) -> None:
    """Let only who has seen what is decided on go on.

    Raises:
        Conflict: it was changed or settled meanwhile.
    """
    if one.seen != seen:
        raise Conflict("Keadaannya sudah berubah sejak Anda membukanya. Muat ulang halamannya.")


def answer_of(one: Held, snapshot: OpenSnapshot, on: date) -> Answer:
    """What a subject says, as an answer; an entry from a file is read as the assistant would use it.

    Raises:
        NotFound: the entry is in the library no longer.
    """
    if one.kept is not None:
        return one.kept
    entry = snapshot.knowledge.entry(one.subject.id)
    if entry is None:
        raise missing()
    reads = wordings(snapshot, entry, on)
    weigh = snapshot.lexical.weight
    match entry:
        case FaqEntry() | ForumAnswer():
            claims = draft_answer(entry.answer, reads, snapshot.knowledge, weigh)
        case SopEntry():
            renewed = entry.model_copy(update={"legal_basis": reads})
            claims = draft_sop(renewed, snapshot.knowledge.unit(entry.id), snapshot.knowledge, weigh)
    return Answer(
        question=Question(text=asked_by(entry), on=on),
        status=AnswerStatus.ANSWERED,
        text=render(claims),
        claims=claims,
        confidence=1.0,
    )


def asked_by(entry: Entry) -> str:
    """The question that an entry answers."""
    match entry:
        case FaqEntry():
            return entry.question
        case ForumAnswer() | SopEntry():
            return entry.title
    raise TypeError(type(entry).__name__)


def missing() -> NotFound:
    """What is said of a subject that is not there."""
    return NotFound("Tidak ada balasan atau entri seperti itu yang perlu ditinjau.")


def _reply(session: Session, subject_id: str, lock: bool) -> Held | None:
    post = session.get(PostRow, subject_id)
    if post is None or PostKind(post.kind) not in ANSWERS or post.answer is None:
        return None
    if lock:
        locked(session, post.question_id)
        session.refresh(post)
    if post.standing == Standing.WITHDRAWN.value:
        raise missing()
    question = session.get_one(QuestionRow, post.question_id)
    subject = Subject(
        kind=SubjectKind.REPLY,
        id=post.id,
        title=question.public_title,
        bidang_id=question.bidang_id,
        question_id=question.id,
    )
    doubts = tuple(open_doubts_of(session, subject_id))
    return Held(subject, doubts, Answer.model_validate(post.answer), question=question, post=post)


def _own_entry(session: Session, subject_id: str, lock: bool) -> Held | None:
    statement = select(FaqCandidateRow).where(
        FaqCandidateRow.entry_id == subject_id, FaqCandidateRow.state == CandidateState.APPROVED.value
    )
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    row = session.scalar(statement)
    if row is None or row.verified is None:
        return None
    if row.standing == Standing.WITHDRAWN.value:
        raise missing()
    subject = Subject(kind=SubjectKind.ENTRY, id=subject_id, title=row.question, bidang_id=row.bidang_id)
    doubts = tuple(open_doubts_of(session, subject_id))
    return Held(subject, doubts, Answer.model_validate(row.verified), entry=row)
