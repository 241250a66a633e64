"""How many questions come in, and how many wait."""

from collections import Counter
from datetime import date

from sqlalchemy import func, select

from api.figures.scope import Asked
from api.forum.models import OPEN
from api.forum.routing.workload import is_overdue
from api.state.forum_tables import CategoryRow, QuestionRow
from corpus.models import Frozen

UNSORTED = "Belum berkategori"


class OfDay(Frozen):
    """Questions that were asked on a day."""

    day: date
    asked: int


class OfCategory(Frozen):
    """Questions of a category; ``category_id`` is empty where there is none yet."""

    category_id: str
    name: str
    asked: int


class Volume(Frozen):
    """Questions of a period, and those that wait now.

    Attributes:
        days: every day of the period, also those without a question.
        categories: the most asked first.
        open: not closed now, whenever they were asked.
        overdue: of those, past the target of what they wait for.
    """

    asked: int
    days: tuple[OfDay, ...]
    categories: tuple[OfCategory, ...]
    open: int
    overdue: int


def volume(asked: Asked) -> Volume:
    """Count them."""
    session, ours = asked.session, asked.questions()
    moments = session.scalars(
        select(QuestionRow.created_at).where(ours, asked.during(QuestionRow.created_at))
    )
    by_day = Counter(moment.astimezone(asked.zone).date() for moment in moments)
    waiting = list(
        session.scalars(select(QuestionRow).where(ours, QuestionRow.state.in_([one.value for one in OPEN])))
    )
    return Volume(
        asked=by_day.total(),
        days=tuple(OfDay(day=day, asked=by_day[day]) for day in asked.period.days),
        categories=_categories(asked),
        open=len(waiting),
        overdue=sum(is_overdue(row, asked.now) for row in waiting),
    )


def _categories(asked: Asked) -> tuple[OfCategory, ...]:
    count = func.count(QuestionRow.id)
    statement = (
        select(CategoryRow.id, CategoryRow.name, count)
        .select_from(QuestionRow)
        .outerjoin(CategoryRow, CategoryRow.id == QuestionRow.category_id)
        .where(asked.questions(), asked.during(QuestionRow.created_at))
        .group_by(CategoryRow.id, CategoryRow.name)
    )
    found = [
        OfCategory(category_id=identifier or "", name=name or UNSORTED, asked=n)
        for identifier, name, n in asked.session.execute(statement)
    ]
    return tuple(sorted(found, key=lambda one: (-one.asked, one.name)))
