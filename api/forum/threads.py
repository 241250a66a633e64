"""A question with what is said under it: whole for the asker and the officers, public for everybody else."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.forum.access import Seat
from api.forum.importing.adding import brought_in
from api.forum.models import ForumQuestion, Post, PostKind, Standing
from api.forum.rows import to_post, to_question
from api.state.account_tables import AccountRow
from api.state.forum_tables import PostRow, QuestionRow, RatingRow
from assistant.models import Answer
from corpus.models import Frozen

ASN = "ASN"
"""How an asker is shown to others; never by name."""
ANONYMOUS = "Anonim"
GONE = "Akun yang sudah dihapus"
ELSEWHERE = "Forum sebelumnya"
"""Who is shown to have written what was brought in."""


class Rating(Frozen):
    """What the asker thinks of how the question was handled; ``stars`` are 1–5, the more the better."""

    stars: int
    comment: str
    given_at: datetime


class Thread(Frozen):
    """A question as the asker and the officers see it.

    Attributes:
        posts: in order; the asker is shown no notes, and of a withdrawn reply only that it was withdrawn.
        names: of the people in it, by account.
        imported: posts that were brought in from another forum.
    """

    seat: Seat
    question: ForumQuestion
    posts: tuple[Post, ...]
    names: dict[str, str]
    rating: Rating | None
    imported: frozenset[str] = frozenset()


class PublicReply(Frozen):
    """A published reply.

    Attributes:
        answer: what it cites, with personal data of the question masked; None of what carries no citations.
        imported: it comes from another forum, and no officer of ours has reviewed it.
    """

    id: str
    author: str
    text: str
    created_at: datetime
    answer: Answer | None
    standing: Standing
    imported: bool = False


class PublicQuestion(Frozen):
    """An answered question as everybody sees it.

    Attributes:
        asker: a word, never a name.
        answered_at: when it was first replied to.
        doubted: its newest reply may not be relied on before it is looked at again.
    """

    id: str
    number: int
    title: str
    text: str
    asker: str
    bidang_id: str
    category_id: str | None
    created_at: datetime
    changed_at: datetime
    answered_at: datetime | None = None
    doubted: bool = False


class PublicThread(Frozen):
    """An answered question with its published replies."""

    question: PublicQuestion
    replies: tuple[PublicReply, ...]


def thread(session: Session, row: QuestionRow, seat: Seat) -> Thread:
    """All that the asker or an officer may see of a question."""
    posts = [to_post(post) for post in _posts(session, row)]
    if seat is Seat.ASKER:
        posts = [_for_asker(post) for post in posts if post.kind is not PostKind.NOTE]
    people = [row.asker_id, row.assignee_id, *(post.author_id for post in posts)]
    rating = session.get(RatingRow, row.id)
    return Thread(
        seat=seat,
        question=to_question(row),
        posts=tuple(posts),
        names=names_of(session, people),
        rating=None if rating is None else to_rating(rating),
        imported=brought_in(session, (post.id for post in posts)),
    )


def public_thread(session: Session, row: QuestionRow) -> PublicThread:
    """What everybody may see of an answered question."""
    posts = [
        to_post(post)
        for post in _posts(session, row)
        if post.kind == PostKind.REPLY.value and post.standing != Standing.WITHDRAWN.value
    ]
    names = names_of(session, (post.author_id for post in posts))
    imported = brought_in(session, (post.id for post in posts))
    replies = tuple(
        PublicReply(
            id=post.id,
            author=ELSEWHERE if post.id in imported else names.get(post.author_id or "", GONE),
            text=post.public_text,
            created_at=post.created_at,
            answer=post.answer,
            standing=post.standing,
            imported=post.id in imported,
        )
        for post in posts
    )
    doubted = bool(replies) and replies[-1].standing is Standing.DOUBTED
    return PublicThread(question=to_public(row, doubted=doubted), replies=replies)


def in_doubt(session: Session, questions: Iterable[str]) -> frozenset[str]:
    """Of these questions those whose newest published reply stands in doubt."""
    statement = (
        select(PostRow.question_id, PostRow.standing)
        .where(
            PostRow.question_id.in_(list(questions)),
            PostRow.kind == PostKind.REPLY.value,
            PostRow.standing != Standing.WITHDRAWN.value,
        )
        .order_by(PostRow.position)
    )
    newest = dict(session.execute(statement).all())
    return frozenset(one for one, standing in newest.items() if standing == Standing.DOUBTED.value)


def to_public(row: QuestionRow, *, doubted: bool = False) -> PublicQuestion:
    """What everybody may read of a question itself; ``doubted`` as ``in_doubt`` tells."""
    return PublicQuestion(
        id=row.id,
        number=row.number,
        title=row.public_title,
        text=row.public_text,
        asker=ANONYMOUS if row.anonymous else ASN,
        bidang_id=row.bidang_id,
        category_id=row.category_id,
        created_at=row.created_at,
        changed_at=row.changed_at,
        answered_at=row.first_reply_at,
        doubted=doubted,
    )


def to_rating(row: RatingRow) -> Rating:
    """From its row."""
    return Rating(stars=row.stars, comment=row.comment, given_at=row.given_at)


def names_of(session: Session, accounts: Iterable[str | None]) -> dict[str, str]:
    """Names by account, of those that are still there."""
    wanted = {one for one in accounts if one is not None}
    statement = select(AccountRow.id, AccountRow.name).where(AccountRow.id.in_(wanted))
    return dict(session.execute(statement).all())


def _posts(session: Session, row: QuestionRow) -> list[PostRow]:
    statement = select(PostRow).where(PostRow.question_id == row.id).order_by(PostRow.position)
    return list(session.scalars(statement))


def _for_asker(post: Post) -> Post:
    if post.standing is not Standing.WITHDRAWN:
        return post
    return post.model_copy(update={"text": "", "public_text": "", "answer": None, "snapshot": ""})
