"""Action items that are followed: whose they are, how far, and what is left from earlier meetings."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.forum.listing import Page
from api.minutes.access import audit, seen
from api.minutes.following import note_event
from api.minutes.models import (
    OPEN_ACTIONS,
    ActionEvent,
    ActionState,
    Seat,
    TrackedAction,
)
from api.state.account_tables import AccountRow
from api.state.audit import LONGEST
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.minutes_tables import (
    MeetingActionEventRow,
    MeetingActionRow,
    MeetingRow,
    MemberRow,
)
from corpus.errors import Conflict, Forbidden, InvalidInput, NotFound
from corpus.models import Frozen

MOST_EARLIER = 200
_OPEN = [state.value for state in OPEN_ACTIONS]


class ActionFilter(Frozen):
    """Which action items; nothing given leaves all of the meetings that somebody may see.

    Attributes:
        own: only those that the one who looks is in charge of.
        still_open: only those that are neither done nor dropped.
        overdue: only open ones that were due before today.
        query: words of task, person in charge or title of the meeting.
    """

    own: bool = False
    still_open: bool = False
    overdue: bool = False
    state: ActionState | None = None
    meeting_id: str = ""
    query: str = ""


class Actions:
    """Every method raises StorageError when the database cannot be used.

    Args:
        today: the agency's day.
    """

    def __init__(self, database: StateDatabase, *, today: Callable[[], date], clock: Clock = utc_now) -> None:
        self._database = database
        self._today = today
        self._clock = clock

    def find(
        self, by: Account, wanted: ActionFilter | None = None, *, limit: int = 50, offset: int = 0
    ) -> Page[TrackedAction]:
        """Action items of meetings that somebody may see, the earliest due first."""
        chosen = wanted or ActionFilter()
        statement = self._visible(by).where(*self._where(by, chosen))
        ordered = statement.order_by(
            MeetingActionRow.due.is_(None), MeetingActionRow.due, MeetingActionRow.id
        )
        with self._database.reading() as session:
            total = session.scalar(select(func.count()).select_from(statement.subquery())) or 0
            found = session.execute(ordered.limit(limit).offset(offset)).all()
            return Page(items=tuple(self._told(by, *row) for row in found), total=total)

    def read(self, by: Account, action_id: str) -> TrackedAction:
        """One by its identifier.

        Raises:
            NotFound: there is none, or none for them.
        """
        with self._database.reading() as session:
            return self._told(by, *self._one(session, by, action_id))

    def history(self, by: Account, action_id: str) -> list[ActionEvent]:
        """What happened to an action item, the oldest first.

        Raises:
            NotFound: there is none, or none for them.
        """
        statement = (
            select(MeetingActionEventRow, AccountRow.name)
            .outerjoin(AccountRow, AccountRow.id == MeetingActionEventRow.account_id)
            .where(MeetingActionEventRow.action_id == action_id)
            .order_by(MeetingActionEventRow.id)
        )
        with self._database.reading() as session:
            self._one(session, by, action_id)
            return [
                ActionEvent(at=row.at, who=name or "", before=row.before, after=row.after, note=row.note)
                for row, name in session.execute(statement)
            ]

    def earlier(self, by: Account, meeting_id: str) -> Sequence[TrackedAction]:
        """What is still open of earlier meetings of the same series, as far as they may see those.

        Raises:
            NotFound: there is no such meeting for them.
        """
        with self._database.reading() as session:
            row, _ = seen(session, by, meeting_id)
            if not row.series_key:
                return ()
            statement = (
                self._visible(by)
                .where(
                    MeetingRow.series_key == row.series_key,
                    MeetingRow.id != row.id,
                    MeetingRow.created_at < row.created_at,
                    MeetingActionRow.state.in_(_OPEN),
                )
                .order_by(MeetingActionRow.due.is_(None), MeetingActionRow.due, MeetingActionRow.id)
                .limit(MOST_EARLIER)
            )
            return tuple(self._told(by, *found) for found in session.execute(statement).all())

    def move(
        self, by: Account, action_id: str, state: ActionState, *, version: int, note: str = ""
    ) -> TrackedAction:
        """Say how far an action item is.

        Raises:
            NotFound: there is none, or none for them.
            Forbidden: they are neither in charge of it nor secretary of its meeting.
            Conflict: it was changed since ``version``.
            InvalidInput: the note is too long, or lacks though the item is dropped.
        """
        remark = " ".join(note.split())
        if len(remark) > LONGEST:
            raise InvalidInput(f"Catatan paling banyak {LONGEST} huruf.")
        if state is ActionState.DROPPED and not remark:
            raise InvalidInput("Tulis mengapa tindak lanjut ini dibatalkan.")
        now = self._clock()
        with self._database.writing("Tindak lanjut gagal disimpan") as session:
            _, _, seat = self._one(session, by, action_id)
            row = session.get_one(MeetingActionRow, action_id, with_for_update=True, populate_existing=True)
            if not _may_move(by, row, seat):
                raise Forbidden(
                    "Hanya penanggung jawab dan notulis rapatnya yang mengubah tindak lanjut ini."
                )
            if row.version != version:
                raise Conflict("Tindak lanjut ini baru saja diubah orang lain. Muat ulang, lalu ulangi.")
            if row.state != state.value or remark:
                note_event(session, row, state.value, by=by, at=now, note=remark)
                row.state, row.changed_at, row.version = state.value, now, row.version + 1
                session.flush()
                audit(
                    session,
                    row.meeting_id,
                    by,
                    "tindak_lanjut",
                    at=now,
                    reason=f"{row.id} {state.value} {remark}".strip()[:LONGEST],
                )
            return self._told(by, *self._one(session, by, action_id))

    def _visible(self, by: Account) -> Select[MeetingActionRow, MeetingRow, str]:
        return (
            select(MeetingActionRow, MeetingRow, MemberRow.seat)
            .join(MeetingRow, MeetingRow.id == MeetingActionRow.meeting_id)
            .join(MemberRow, and_(MemberRow.meeting_id == MeetingRow.id, MemberRow.account_id == by.id))
        )

    def _one(self, session: Session, by: Account, action_id: str) -> tuple[MeetingActionRow, MeetingRow, str]:
        found = session.execute(self._visible(by).where(MeetingActionRow.id == action_id)).one_or_none()
        if found is None:
            raise NotFound("Tindak lanjut ini tidak ada, atau tidak dapat Anda buka.")
        return found[0], found[1], found[2]

    def _where(self, by: Account, wanted: ActionFilter) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if wanted.own:
            found.append(MeetingActionRow.account_id == by.id)
        if wanted.still_open or wanted.overdue:
            found.append(MeetingActionRow.state.in_(_OPEN))
        if wanted.overdue:
            found.append(MeetingActionRow.due < self._today())
        if wanted.state is not None:
            found.append(MeetingActionRow.state == wanted.state.value)
        if wanted.meeting_id:
            found.append(MeetingActionRow.meeting_id == wanted.meeting_id)
        for word in wanted.query.lower().split():
            columns = (MeetingActionRow.task, MeetingActionRow.pic, MeetingRow.title)
            found.append(or_(*(func.lower(column).contains(word, autoescape=True) for column in columns)))
        return found

    def _told(self, by: Account, row: MeetingActionRow, meeting: MeetingRow, seat: str) -> TrackedAction:
        state = ActionState(row.state)
        return TrackedAction(
            id=row.id,
            meeting_id=row.meeting_id,
            meeting_title=meeting.title,
            held_on=meeting.held_on,
            line_id=row.line_id,
            task=row.task,
            pic=row.pic,
            account_id=row.account_id,
            deadline_phrase=row.deadline_phrase,
            due=row.due,
            state=state,
            mine=_may_move(by, row, seat),
            overdue=state in OPEN_ACTIONS and row.due is not None and row.due < self._today(),
            version=row.version,
        )


def _may_move(by: Account, row: MeetingActionRow, seat: str) -> bool:
    return row.account_id == by.id or seat == Seat.SECRETARY.value
