"""Tables of meetings: what was said, the versions of their notula, comments, signatures and action items.

The utterances stand in ``TranscriptRow`` alone, so that deleting it leaves the notula and no word more.
"""

from datetime import date, datetime

from sqlalchemy import Boolean, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.state.account_tables import account_id
from api.state.tables import StateBase
from corpus.tables import Json, Text


def meeting_id(*, primary_key: bool = False) -> Mapped[str]:
    """A column that names a meeting and goes with it."""
    meeting = ForeignKey("layanan_meetings.id", ondelete="CASCADE")
    if primary_key:
        return mapped_column(meeting, primary_key=True)
    return mapped_column(meeting, index=True)


class MeetingRow(StateBase):
    """A meeting; ``version`` grows with every change, for optimistic locking, ``run`` with every time that
    its notula is ordered from the transcript anew.

    ``series_key`` is the series as it is compared: in lower case, its spaces single. ``creation_key`` names
    one sending of the form. ``percent`` tells how far it is made; empty where nobody knows.
    """

    __tablename__ = "layanan_meetings"

    id: Mapped[str] = mapped_column(primary_key=True)
    creation_key: Mapped[str | None] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(Text())
    held_on: Mapped[date | None] = mapped_column(index=True)
    series: Mapped[str] = mapped_column(Text())
    series_key: Mapped[str] = mapped_column(index=True)
    form: Mapped[dict[str, object]] = mapped_column(Json())
    state: Mapped[str] = mapped_column(index=True)
    run: Mapped[int]
    stage: Mapped[str] = mapped_column(Text())
    percent: Mapped[int | None]
    failure: Mapped[str] = mapped_column(Text())
    created_at: Mapped[datetime] = mapped_column(index=True)
    changed_at: Mapped[datetime]
    retain_until: Mapped[datetime | None] = mapped_column(index=True)
    version: Mapped[int]


class MemberRow(StateBase):
    """An account that may see a meeting, and the seat it has there."""

    __tablename__ = "layanan_meeting_members"

    meeting_id: Mapped[str] = meeting_id(primary_key=True)
    account_id: Mapped[str] = mapped_column(
        ForeignKey("layanan_accounts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    seat: Mapped[str]


class TranscriptRow(StateBase):
    """What was said at a meeting; without utterances once its time was over."""

    __tablename__ = "layanan_transcripts"

    meeting_id: Mapped[str] = meeting_id(primary_key=True)
    format: Mapped[str]
    remarks: Mapped[list[object]] = mapped_column(Json())
    utterances: Mapped[list[object]] = mapped_column(Json())
    deleted_at: Mapped[datetime | None]


class AudioRow(StateBase):
    """The recording of a meeting; its bytes lie in a folder under ``sha256``."""

    __tablename__ = "layanan_meeting_audio"

    meeting_id: Mapped[str] = meeting_id(primary_key=True)
    name: Mapped[str] = mapped_column(Text())
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(index=True)
    stored_at: Mapped[datetime]


class MinutesVersionRow(StateBase):
    """A version of a notula, whole; without an author where it was made from the transcript."""

    __tablename__ = "layanan_minutes_versions"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    meeting_id: Mapped[str] = meeting_id()
    number: Mapped[int]
    notula: Mapped[dict[str, object]] = mapped_column(Json())
    author_id: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    reason: Mapped[str] = mapped_column(Text())
    created_at: Mapped[datetime]


class MinutesCommentRow(StateBase):
    """Something said about a line of a notula, or about all of it where ``line_id`` is empty."""

    __tablename__ = "layanan_minutes_comments"

    id: Mapped[str] = mapped_column(primary_key=True)
    meeting_id: Mapped[str] = meeting_id()
    line_id: Mapped[str]
    author_id: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    text: Mapped[str] = mapped_column(Text())
    created_at: Mapped[datetime]


class SignatureRow(StateBase):
    """A signature under one version; void since the notula was opened again.

    ``name`` is the signer's name at that time: it stays when the account is gone.
    """

    __tablename__ = "layanan_minutes_signatures"

    id: Mapped[str] = mapped_column(primary_key=True)
    meeting_id: Mapped[str] = meeting_id()
    number: Mapped[int]
    seat: Mapped[str]
    account_id: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    name: Mapped[str] = mapped_column(Text())
    unverified: Mapped[int]
    signed_at: Mapped[datetime]
    void: Mapped[bool] = mapped_column(Boolean())


class PublicationRow(StateBase):
    """That a signed notula is to be, or is, found by others than its members.

    ``passages`` holds the masked words that they may read, ``words`` the same as they are searched; both are
    empty unless it waits or is published. ``number`` is the version that was signed.
    """

    __tablename__ = "layanan_minutes_publications"

    meeting_id: Mapped[str] = meeting_id(primary_key=True)
    state: Mapped[str] = mapped_column(index=True)
    audience: Mapped[str]
    number: Mapped[int]
    title: Mapped[str] = mapped_column(Text())
    held_on: Mapped[date | None]
    passages: Mapped[list[object]] = mapped_column(Json())
    words: Mapped[str] = mapped_column(Text())
    asked_by: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    asked_at: Mapped[datetime]
    decided_by: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text())
    version: Mapped[int]


class MeetingActionRow(StateBase):
    """An action item of a signed notula, followed until it is done."""

    __tablename__ = "layanan_meeting_actions"
    __table_args__ = (UniqueConstraint("meeting_id", "line_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    meeting_id: Mapped[str] = meeting_id()
    line_id: Mapped[str]
    task: Mapped[str] = mapped_column(Text())
    pic: Mapped[str] = mapped_column(Text())
    account_id: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    deadline_phrase: Mapped[str] = mapped_column(Text())
    due: Mapped[date | None] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(index=True)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    version: Mapped[int]


class MeetingActionEventRow(StateBase):
    """Something that happened to an action item."""

    __tablename__ = "layanan_meeting_action_events"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    action_id: Mapped[str] = mapped_column(
        ForeignKey("layanan_meeting_actions.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime]
    account_id: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    before: Mapped[str] = mapped_column(Text())
    after: Mapped[str] = mapped_column(Text())
    note: Mapped[str] = mapped_column(Text())


class MeetingActionReminderRow(StateBase):
    """That somebody was reminded of an action item; ``kind`` holds the day that it was due."""

    __tablename__ = "layanan_meeting_action_reminders"

    action_id: Mapped[str] = mapped_column(
        ForeignKey("layanan_meeting_actions.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(primary_key=True)
    sent_at: Mapped[datetime]
