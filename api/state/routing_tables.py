"""Tables of routing: what a classifier suggested and people made of it, who is there, and free days."""

from datetime import date, datetime

from sqlalchemy import Float, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from api.state.account_tables import account_id
from api.state.forum_tables import question_id
from api.state.tables import StateBase
from corpus.tables import Json, Text


class RoutingRow(StateBase):
    """The categories suggested for a question, best first, and the one that an officer set instead."""

    __tablename__ = "layanan_routings"

    id: Mapped[str] = mapped_column(primary_key=True)
    question_id: Mapped[str] = question_id()
    at: Mapped[datetime]
    suggestions: Mapped[list[object]] = mapped_column(Json())
    probability: Mapped[float] = mapped_column(Float())
    corrected_to: Mapped[str] = mapped_column(index=True)
    corrected_by: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    corrected_at: Mapped[datetime | None]


class SkillRow(StateBase):
    """A category that an officer knows well."""

    __tablename__ = "layanan_skills"

    account_id: Mapped[str] = mapped_column(
        ForeignKey("layanan_accounts.id", ondelete="CASCADE"), primary_key=True
    )
    category_id: Mapped[str] = mapped_column(
        ForeignKey("layanan_categories.id", ondelete="CASCADE"), primary_key=True
    )


class AbsenceRow(StateBase):
    """Days on which an officer gets no questions; both ends included."""

    __tablename__ = "layanan_absences"

    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = account_id()
    first_day: Mapped[date]
    last_day: Mapped[date]
    note: Mapped[str] = mapped_column(Text())


class HolidayRow(StateBase):
    """A day on which the agency is closed, beside weekends."""

    __tablename__ = "layanan_holidays"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text())


class ReminderRow(StateBase):
    """That somebody was reminded of a question that waits too long, so that nobody is told twice."""

    __tablename__ = "layanan_reminders"

    question_id: Mapped[str] = mapped_column(
        ForeignKey("layanan_questions.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(primary_key=True)
    sent_at: Mapped[datetime]
