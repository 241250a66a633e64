"""Adding a post in the transaction of whoever decides it; the caller has locked the question's row."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.forum.history import Event, EventKind, record
from api.forum.holding import matter_in_thread, tells_of_oneself
from api.forum.masking import public_text_of
from api.forum.models import PostKind, QuestionState, Standing
from api.forum.moves import set_state
from api.forum.notifying import Audience, Notice, readers_of, tell
from api.forum.orders import order_publication
from api.forum.rows import asker_names, changed
from api.state.columns import new_id
from api.state.forum_tables import PostRow, QuestionRow
from api.state.masking import masked_answer
from assistant.models import Answer
from corpus.errors import Conflict

MOST_POSTS = 200
"""Posts that one question may have."""
_TOLD = {
    PostKind.REPLY: "sudah dibalas.",
    PostKind.HOLDING: "mendapat balasan sementara dari petugas.",
    PostKind.PRIVATE: "sudah dibalas, hanya untuk penanyanya.",
}


def add_follow_up(session: Session, row: QuestionRow, text: str, *, by: Account, at: datetime) -> PostRow:
    """Add what the asker says next. What was drafted before is to be set aside by the caller."""
    row.thread_version += 1
    post = _added(session, row, PostKind.FOLLOW_UP, text, by=by, at=at)
    told = "mendapat penjelasan lanjutan dari penanya."
    tell(session, row, Notice.FOLLOW_UP, told, at=at, audience=Audience.OFFICERS, by_id=by.id)
    return post


def add_note(session: Session, row: QuestionRow, text: str, *, by: Account, at: datetime) -> PostRow:
    """Add what an officer says to the others."""
    post = _added(session, row, PostKind.NOTE, text, by=by, at=at)
    told = "mendapat catatan petugas."
    tell(session, row, Notice.NOTE, told, at=at, audience=Audience.OFFICERS, by_id=by.id)
    return post


def publish_reply(
    session: Session,
    row: QuestionRow,
    text: str,
    *,
    by: Account,
    at: datetime,
    answer: Answer | None = None,
    snapshot: str = "",
    done: bool = True,
) -> PostRow:
    """Publish a reply: it is told to asker and subscribers, and becomes knowledge in the background.

    Where it is a mere word that somebody sees to it, or the matter is one for a person, only the asker and
    the officers are shown and told it; see ``kind_of_reply``.

    Whoever calls sees to it that ``by`` has the right to publish in the bidang of the question, deals with
    its draft, and adds to the audit trail.

    Args:
        answer: the verified answer that ``text`` is the words of; kept as everybody may read it. None of what
            nobody verified, and of fixed words.
        snapshot: what it was verified against.
        done: whether the question is closed by it; else it is worked on.

    Raises:
        Conflict: there are as many posts as there may be.
    """
    kept = None if answer is None else for_everybody(session, row, answer).model_dump(mode="json")
    kind = kind_of_reply(session, row, answer, done=done)
    post = _added(session, row, kind, text, by=by, at=at, answer=kept, snapshot=snapshot)
    if kind is not PostKind.HOLDING:
        row.first_reply_at = row.first_reply_at or at
    tell(session, row, Notice.REPLY, _TOLD[kind], at=at, audience=readers_of(kind), by_id=by.id)
    state = QuestionState.DONE if done else QuestionState.IN_PROGRESS
    set_state(session, row, state, by=by, at=at)
    if kind is PostKind.REPLY:
        order_publication(session, post.id, at=at)
    return post


def kind_of_reply(session: Session, row: QuestionRow, answer: Answer | None, *, done: bool) -> PostKind:
    """What a reply is, and so who reads it.

    One that neither ends the question nor cites anything answers nothing. In a matter for a person (see
    ``holding.matter_in_thread``), or where the asker tells of proceedings against themselves, masking is not
    enough: the story itself tells colleagues whose it is.
    """
    if not done and (answer is None or not any(claim.citations for claim in answer.claims)):
        return PostKind.HOLDING
    follow_ups = select(PostRow.text).where(
        PostRow.question_id == row.id, PostRow.kind == PostKind.FOLLOW_UP.value
    )
    parts = (f"{row.title}\n{row.text}", *session.scalars(follow_ups))
    personal = tells_of_oneself(parts) or matter_in_thread(parts, row.created_at.date()) is not None
    return PostKind.PRIVATE if personal else PostKind.REPLY


def for_everybody(session: Session, row: QuestionRow, answer: Answer) -> Answer:
    """An answer without the personal data of the question, nor any that an officer wrote into it."""
    hidden, names = masked_answer(answer, row.text), asker_names(session, row)
    claims = tuple(
        claim.model_copy(update={"text": public_text_of(claim.text, names=names)}) for claim in hidden.claims
    )
    text = public_text_of(hidden.text, names=names)
    return hidden.model_copy(update={"claims": claims, "text": text})


def _added(
    session: Session,
    row: QuestionRow,
    kind: PostKind,
    text: str,
    *,
    by: Account,
    at: datetime,
    answer: dict[str, object] | None = None,
    snapshot: str = "",
) -> PostRow:
    last = session.scalar(select(func.max(PostRow.position)).where(PostRow.question_id == row.id)) or 0
    if last >= MOST_POSTS:
        raise Conflict(f"Pertanyaan ini sudah memuat {MOST_POSTS} kiriman. Ajukan pertanyaan baru.")
    post = PostRow(
        id=new_id(),
        question_id=row.id,
        position=last + 1,
        author_id=by.id,
        kind=kind.value,
        text=text,
        public_text=public_text_of(text, names=asker_names(session, row)),
        created_at=at,
        answer=answer,
        snapshot=snapshot,
        standing=Standing.CURRENT.value,
    )
    session.add(post)
    changed(row, at)
    session.flush()
    event = Event(at=at, actor_id=by.id, kind=EventKind(kind.value), after=post.id)
    record(session, row.id, event)
    return post
