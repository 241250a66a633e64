"""Signing a notula: chair and secretary each; then it is locked, until somebody opens it again."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.accounts.permissions import Permission, may
from api.forum.listing import Page
from api.forum.notifying import Notice, tell_one
from api.minutes.access import (
    MOVED_ON,
    audit,
    changed,
    locked,
    members_of,
    newest,
    notula_in,
    seen,
    signatures_of,
    to_line,
    to_meeting,
)
from api.minutes.following import follow
from api.minutes.models import (
    EDITABLE,
    SIGNERS,
    Meeting,
    MeetingLine,
    MeetingState,
    Seat,
    Signature,
)
from api.minutes.publishing import withdraw_in
from api.state.audit import said
from api.state.clock import Clock, utc_now
from api.state.columns import new_id
from api.state.database import StateDatabase
from api.state.masking import masked
from api.state.minutes_tables import MeetingRow, SignatureRow
from assistant.minutes.models import Standing
from corpus.errors import Conflict, Forbidden

MOST_SHOWN = 100


class Signing:
    """Every method raises StorageError when the database cannot be used."""

    def __init__(self, database: StateDatabase, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    def sign(self, by: Account, meeting_id: str, *, version: int) -> Meeting:
        """Sign the newest version; with the second signature it is locked, and its action items followed.

        Raises:
            NotFound: there is no such meeting for them.
            Forbidden: they are neither chair nor secretary.
            Conflict: it was changed since ``version``, they signed already, it is not to be signed now, or
                lines of it are still to be checked.
        """
        now = self._clock()
        with self._database.writing("Tanda tangan gagal disimpan") as session:
            _, seat = seen(session, by, meeting_id)
            if seat not in SIGNERS:
                raise Forbidden("Hanya pimpinan dan notulis rapat ini yang menandatangani notulanya.")
            row = locked(session, meeting_id)
            if MeetingState(row.state) not in EDITABLE:
                raise Conflict("Notula ini tidak sedang menunggu tanda tangan.")
            if row.version != version:
                raise Conflict(MOVED_ON)
            last = newest(session, meeting_id)
            if last is None:
                raise Conflict("Notula rapat ini belum tersusun.")
            signed = {one.seat for one in signatures_of(session, meeting_id) if not one.void}
            if seat in signed:
                raise Conflict("Anda sudah menandatangani notula ini.")
            notula = notula_in(last)
            if notula.doubtful:
                raise Conflict(
                    f"{len(notula.doubtful)} baris masih perlu diperiksa. Sunting, hapus, atau nyatakan "
                    "sudah diperiksa sebelum menandatangani."
                )
            session.add(
                SignatureRow(
                    id=new_id(),
                    meeting_id=meeting_id,
                    number=last.number,
                    seat=seat.value,
                    account_id=by.id,
                    name=by.name,
                    unverified=sum(line.standing is Standing.TO_CHECK for line in notula.lines),
                    signed_at=now,
                    void=False,
                )
            )
            session.flush()
            changed(row, now)
            if signed | {seat} >= set(SIGNERS):
                row.state = MeetingState.SIGNED.value
                follow(session, row, notula, by=by, at=now)
                _tell(session, row, by, "sudah ditandatangani lengkap.", now, seats=frozenset(Seat))
            else:
                _tell(session, row, by, "menunggu tanda tangan Anda.", now)
            audit(
                session, meeting_id, by, "tanda_tangan", at=now, reason=f"versi {last.number}, {seat.value}"
            )
            return to_meeting(session, row, seat)

    def reopen(self, by: Account, meeting_id: str, reason: str) -> None:
        """Let a signed notula be edited again; its signatures are void.

        Raises:
            NotFound: there is no such meeting.
            Forbidden: they may not.
            Conflict: it is not signed.
            InvalidInput: the reason is empty or too long.
        """
        if not may(by, Permission.CARE_FOR_MINUTES):
            raise Forbidden("Hanya superadmin yang membuka kembali notula yang sudah ditandatangani.")
        why = said(reason, "Alasan")
        now = self._clock()
        with self._database.writing("Notula gagal dibuka kembali") as session:
            row = locked(session, meeting_id)
            if row.state != MeetingState.SIGNED.value:
                raise Conflict("Notula ini tidak sedang terkunci.")
            held = SignatureRow.meeting_id == meeting_id, SignatureRow.void.is_(False)
            session.execute(update(SignatureRow).where(*held).values(void=True))
            row.state = MeetingState.REOPENED.value
            changed(row, now)
            session.flush()
            # What others find is the signed text; it may be asked for again once that is signed.
            withdraw_in(session, meeting_id, at=now)
            _tell(session, row, by, f"dibuka kembali: {masked(why)}", now)
            audit(session, meeting_id, by, "buka_kembali", at=now, reason=why)

    def history(self, by: Account, meeting_id: str) -> tuple[Signature, ...]:
        """Every signature, also those that are void, the oldest first.

        Raises:
            NotFound: there is no such meeting for them.
        """
        with self._database.reading() as session:
            seen(session, by, meeting_id)
            return signatures_of(session, meeting_id)

    def signed(self, by: Account, *, limit: int = MOST_SHOWN) -> Page[MeetingLine]:
        """Signed notula for whoever may open them again, the latest first: what they are, not what they say.

        Raises:
            Forbidden: they may not.
        """
        if not may(by, Permission.CARE_FOR_MINUTES):
            raise Forbidden("Hanya superadmin yang membuka kembali notula yang sudah ditandatangani.")
        statement = (
            select(MeetingRow)
            .where(MeetingRow.state == MeetingState.SIGNED.value)
            .order_by(MeetingRow.changed_at.desc(), MeetingRow.id)
            .limit(limit)
        )
        with self._database.reading() as session:
            items = tuple(to_line(row, Seat.PARTICIPANT) for row in session.scalars(statement))
            return Page(items=items, total=len(items))


def _tell(
    session: Session,
    row: MeetingRow,
    by: Account,
    what: str,
    at: datetime,
    *,
    seats: Collection[Seat] = SIGNERS,
) -> None:
    """Tell those in ``seats`` but who does it; the words name the meeting and no person."""
    text = f"Notula rapat “{masked(row.title)}” {what}"
    for member in members_of(session, row.id):
        if member.seat in seats and member.account_id != by.id:
            tell_one(session, member.account_id, Notice.STATE, text, at=at, meeting_id=row.id)
