"""Another secretary for a meeting: handed over by the one it has, or given where its own is gone."""

from datetime import datetime

from sqlalchemy import Exists, exists, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from api.accounts.account_rows import account_with_grants, plain_username
from api.accounts.models import Account
from api.accounts.permissions import Permission, may
from api.forum.notifying import Notice, tell_one
from api.minutes.access import (
    audit,
    changed,
    for_secretary,
    locked,
    members_of,
    newest,
    notula_in,
    put_version,
    to_line,
    to_meeting,
)
from api.minutes.meeting_form import FORM
from api.minutes.models import EDITABLE, Meeting, MeetingLine, MeetingState, Member, Seat
from api.state.account_tables import AccountRow
from api.state.audit import said
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.masking import masked
from api.state.minutes_tables import MeetingRow, MemberRow, SignatureRow
from corpus.errors import Conflict, Forbidden, InvalidInput

MOST_SHOWN = 100
_ANY = frozenset(MeetingState) - {MeetingState.PROCESSING}


class HandingOver:
    """Every method raises StorageError when the database cannot be used."""

    def __init__(self, database: StateDatabase, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    def hand_over(self, by: Account, meeting_id: str, username: str, *, version: int) -> Meeting:
        """Make somebody else secretary of one's meeting; who hands over stays as a participant.

        Gives the meeting as they see it then. While the notula is edited, the secretary's signature and with
        a new name on the notula the chair's become void: who answers for it now has not signed it.

        Raises:
            NotFound, Forbidden, Conflict: as ``access.for_secretary``.
            InvalidInput: there is no such account, it may keep no minutes, or it is chair or secretary.
        """
        now = self._clock()
        with self._database.writing("Notulis gagal diganti") as session:
            row = for_secretary(session, by, meeting_id, version, states=_ANY)
            _seat(session, row, username, by=by, at=now)
            audit(session, row.id, by, "notulis.serahkan", at=now)
            return to_meeting(session, row, Seat.PARTICIPANT)

    def appoint(self, by: Account, meeting_id: str, username: str, reason: str) -> None:
        """Give a meeting a secretary where its own has no account in use any more.

        Raises:
            Forbidden: they may not.
            NotFound: there is no such meeting.
            Conflict: it has a secretary, or is being processed.
            InvalidInput: as ``hand_over``; also an empty reason.
        """
        _refuse_others(by)
        why = said(reason, "Alasan")
        now = self._clock()
        with self._database.writing("Notulis gagal diganti") as session:
            row = locked(session, meeting_id)
            if session.scalar(select(_has_secretary(row.id))):
                raise Conflict("Rapat ini masih mempunyai notulis. Notulis itu yang menyerahkannya.")
            if row.state == MeetingState.PROCESSING.value:
                raise Conflict("Notula ini sedang disusun. Tunggu sampai selesai.")
            _seat(session, row, username, by=by, at=now)
            audit(session, row.id, by, "notulis.tunjuk", at=now, reason=why)

    def without_secretary(self, by: Account, *, limit: int = MOST_SHOWN) -> tuple[MeetingLine, ...]:
        """Meetings whose secretary has no account in use any more: what they are, not what was said.

        Raises:
            Forbidden: they may not.
        """
        _refuse_others(by)
        statement = (
            select(MeetingRow)
            .where(~_has_secretary(MeetingRow.id))
            .order_by(MeetingRow.changed_at.desc(), MeetingRow.id)
            .limit(limit)
        )
        with self._database.reading() as session:
            return tuple(to_line(row, Seat.PARTICIPANT) for row in session.scalars(statement))


def _refuse_others(by: Account) -> None:
    if not may(by, Permission.CARE_FOR_MINUTES):
        raise Forbidden("Hanya superadmin yang menunjuk notulis bagi rapat yang tidak mempunyainya lagi.")


def _has_secretary(meeting_id: str | InstrumentedAttribute[str]) -> Exists:
    return exists(
        select(MemberRow.account_id)
        .join(AccountRow, AccountRow.id == MemberRow.account_id)
        .where(MemberRow.meeting_id == meeting_id, MemberRow.seat == Seat.SECRETARY.value, AccountRow.active)
        .correlate(MeetingRow)
    )


def _seat(session: Session, row: MeetingRow, username: str, *, by: Account, at: datetime) -> None:
    """Exchange the secretary, and tell the new one and the chair."""
    members = members_of(session, row.id)
    new = _account(session, username)
    _refuse(new, members)
    old = next((one for one in members if one.seat is Seat.SECRETARY), None)
    leaving = MemberRow.meeting_id == row.id, MemberRow.seat == Seat.SECRETARY.value
    session.execute(update(MemberRow).where(*leaving).values(seat=Seat.PARTICIPANT.value))
    held = session.get(MemberRow, (row.id, new.id), populate_existing=True)
    if held is None:
        session.add(MemberRow(meeting_id=row.id, account_id=new.id, seat=Seat.SECRETARY.value))
    else:
        held.seat = Seat.SECRETARY.value
    session.flush()
    if MeetingState(row.state) is not MeetingState.SIGNED:
        _rename(session, row, "" if old is None else old.name, new, by=by, at=at)
    changed(row, at)
    session.flush()
    title = masked(row.title)
    text = f"Anda sekarang notulis rapat “{title}”."
    tell_one(session, new.id, Notice.ASSIGNED, text, at=at, meeting_id=row.id)
    for member in members:
        if member.seat is Seat.CHAIR:
            text = f"Rapat “{title}” mempunyai notulis baru."
            tell_one(session, member.account_id, Notice.STATE, text, at=at, meeting_id=row.id)


def _rename(
    session: Session, row: MeetingRow, old_name: str, new: Account, *, by: Account, at: datetime
) -> None:
    """Let the notula name who answers for it now, unless somebody else was written there by hand."""
    form = FORM.validate_python(row.form)
    if form.secretary in (None, old_name) or not old_name:
        row.form = {**row.form, "secretary": new.name}
        last = newest(session, row.id)
        if last is not None and MeetingState(row.state) in EDITABLE:
            fresh = notula_in(last).model_copy(update={"form": FORM.validate_python(row.form)})
            put_version(session, row, fresh, by=by, reason="Notulis diganti", at=at)
    signed = SignatureRow.meeting_id == row.id, SignatureRow.seat == Seat.SECRETARY.value
    session.execute(update(SignatureRow).where(*signed).values(void=True))


def _account(session: Session, username: str) -> Account:
    wanted = plain_username(username.lstrip("@ "))
    row = session.scalar(select(AccountRow).where(AccountRow.username == wanted, AccountRow.active))
    if row is None:
        raise InvalidInput(f"Tidak ada akun “{username.strip()}”. Periksa nama penggunanya.")
    return account_with_grants(session, row)


def _refuse(new: Account, members: tuple[Member, ...]) -> None:
    seat = next((one.seat for one in members if one.account_id == new.id), None)
    if seat is Seat.SECRETARY:
        raise InvalidInput(f"“{new.username}” sudah notulis rapat ini.")
    if seat is Seat.CHAIR:
        raise InvalidInput("Pimpinan dan notulis harus dua akun yang berbeda: keduanya menandatangani.")
    if not may(new, Permission.KEEP_MINUTES):
        raise InvalidInput(
            f"Akun “{new.username}” tidak berwenang menyusun notula. Minta superadmin memberinya peran."
        )
