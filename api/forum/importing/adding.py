"""A question of another forum as rows of ours, in the transaction of whoever brings it in."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.forum.history import Event, EventKind, place, record
from api.forum.holding import tells_of_oneself
from api.forum.importing.questions import NewPost, NewThread
from api.forum.models import PostKind, Priority, QuestionState, Standing
from api.forum.places import reception_of
from api.state.columns import new_id
from api.state.forum_tables import CategoryRow, PostRow, QuestionRow
from api.state.import_tables import ImportRow


def question_key(external_id: str) -> str:
    """What a question of another forum is kept under; no post has the same."""
    return f"pertanyaan:{external_id}"


def post_key(external_id: str) -> str:
    """What a post of another forum is kept under."""
    return f"kiriman:{external_id}"


def brought_in(session: Session, post_ids: Iterable[str]) -> frozenset[str]:
    """Which of these posts come from another forum: no officer of ours has vouched for them."""
    statement = select(ImportRow.post_id).where(ImportRow.post_id.in_(list(post_ids)))
    return frozenset(one for one in session.scalars(statement) if one is not None)


def add_thread(
    session: Session,
    thread: NewThread,
    category: CategoryRow | None,
    *,
    source: str,
    number: int,
    now: datetime,
) -> None:
    """Add a question that is over: nobody's, closed, its accepted answers to be looked at before use.

    Where its asker told of a matter for a person, its answers are for officers alone.

    Args:
        category: None lets it lie with reception.
        source: which forum it comes from.
        number: that it gets here.
    """
    replies = thread.replies
    last = max((post.at for post in thread.posts), default=thread.at)
    row = QuestionRow(
        id=new_id(),
        number=number,
        title=thread.title,
        text=thread.text,
        public_title=thread.title,
        public_text=thread.text,
        anonymous=True,
        category_id=None if category is None else category.id,
        bidang_id=reception_of(session) if category is None else category.bidang_id,
        priority=Priority.NORMAL.value,
        state=QuestionState.DONE.value,
        thread_version=1 + sum(post.kind is PostKind.FOLLOW_UP for post in thread.posts),
        version=1,
        created_at=thread.at,
        changed_at=now,
        first_reply_at=min((post.at for post in replies), default=None),
        resolved_at=max((post.at for post in replies), default=last),
    )
    session.add(row)
    session.flush()
    marks = {
        "source": source,
        "question_id": row.id,
        "words_hash": thread.words_hash,
        "content_hash": thread.content_hash,
        "imported_at": now,
    }
    session.add(ImportRow(external_id=question_key(thread.external_id), post_id=None, **marks))
    personal = tells_of_oneself(
        (
            f"{thread.title}\n{thread.text}",
            *(post.text for post in thread.posts if post.kind is PostKind.FOLLOW_UP),
        )
    )
    for position, post in enumerate(thread.posts, 1):
        added = _post(row.id, position, post, personal=personal)
        session.add(added)
        session.flush()
        session.add(
            ImportRow(external_id=f"{thread.external_id}/{post.external_id}", post_id=added.id, **marks)
        )
    where = place(row.bidang_id, row.category_id)
    event = Event(
        at=now, actor_id=None, kind=EventKind.SUBMITTED, after=where, note=f"Diimpor dari {source}."
    )
    record(session, row.id, event)


def _post(question_id: str, position: int, post: NewPost, *, personal: bool) -> PostRow:
    kind = PostKind.PRIVATE if personal and post.kind is PostKind.REPLY else post.kind
    standing = Standing.DOUBTED if post.kind is PostKind.REPLY else Standing.CURRENT
    return PostRow(
        id=new_id(),
        question_id=question_id,
        position=position,
        author_id=None,
        kind=kind.value,
        text=post.text,
        public_text=post.text,
        created_at=post.at,
        answer=None,
        snapshot="",
        standing=standing.value,
    )
