"""Rows of questions and posts, and what is made of them."""

from datetime import datetime

from sqlalchemy.orm import Session

from api.forum.models import ForumQuestion, Post
from api.state.account_tables import AccountRow
from api.state.forum_tables import PostRow, QuestionRow


def to_question(row: QuestionRow) -> ForumQuestion:
    """From its row."""
    return ForumQuestion.model_validate({name: getattr(row, name) for name in ForumQuestion.model_fields})


def to_post(row: PostRow) -> Post:
    """From its row."""
    return Post.model_validate({name: getattr(row, name) for name in Post.model_fields})


def changed(row: QuestionRow, at: datetime) -> None:
    """Count a change, so that whoever has not seen it cannot change the question."""
    row.version += 1
    row.changed_at = at


def asker_names(session: Session, row: QuestionRow) -> tuple[str, ...]:
    """What the asker may be recognised by in a text; nothing where the account is gone."""
    asker = None if row.asker_id is None else session.get(AccountRow, row.asker_id)
    return () if asker is None else (asker.name, asker.username)
