"""Who may see a meeting and who may change it; rows as its members see them.

Functions that take a session take part in the transaction of whoever calls them.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType

from pydantic import JsonValue, ValidationError
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.minutes.meeting_form import FORM
from api.minutes.models import (
    EDITABLE,
    Meeting,
    MeetingLine,
    MeetingState,
    Member,
    Notula,
    Seat,
    Signature,
)
from api.minutes.notula import UTTERANCES
from api.state.account_tables import AccountRow
from api.state.audit import Audited, add_entry
from api.state.columns import new_id
from api.state.masking import masked
from api.state.minutes_tables import (
    MeetingRow,
    MemberRow,
    MinutesVersionRow,
    SignatureRow,
    TranscriptRow,
)
from assistant.minutes.models import Transcript
from corpus.errors import Conflict, Forbidden, NotFound, StorageError

SYSTEM = "sistem"
NOT_SECRETARY = "Hanya notulis rapat ini yang dapat mengubahnya."
MOVED_ON = "Notula ini baru saja diubah orang lain. Muat ulang halamannya, lalu ulangi."
_NOT_NOW = {
    MeetingState.DRAFT: "Notula ini belum tersusun. Susun ulang dahulu.",
    MeetingState.PROCESSING: "Notula ini sedang disusun. Tunggu sampai selesai.",
    MeetingState.SIGNED: "Notula ini sudah ditandatangani dan terkunci. Minta superadmin membukanya kembali.",
}


def missing() -> NotFound:
    """What anybody is told of a meeting that is not there, or not for them."""
    return NotFound("Rapat ini tidak ada, atau tidak dapat Anda buka.")


def seen(session: Session, by: Account, meeting_id: str) -> tuple[MeetingRow, Seat]:
    """A meeting for one of its members.

    Raises:
        NotFound: there is none, or none for them.
    """
    row = session.get(MeetingRow, meeting_id)
    member = session.get(MemberRow, (meeting_id, by.id))
    if row is None or member is None:
        raise missing()
    return row, Seat(member.seat)


def locked(session: Session, meeting_id: str) -> MeetingRow:
    """A meeting that nobody else changes before the transaction ends.

    Raises:
        NotFound: there is none.
    """
    wanted = select(MeetingRow).where(MeetingRow.id == meeting_id).with_for_update()
    # What this session read before the lock may have changed while it waited for it.
    row = session.scalar(wanted.execution_options(populate_existing=True))
    if row is None:
        raise missing()
    return row


def for_secretary(
    session: Session,
    by: Account,
    meeting_id: str,
    version: int,
    *,
    states: Collection[MeetingState] = EDITABLE,
    lock: bool = True,
) -> MeetingRow:
    """A meeting that its secretary changes.

    Args:
        lock: nobody else changes it before the transaction ends.

    Raises:
        NotFound: there is none for them.
        Forbidden: they may only read it.
        Conflict: it was changed since ``version``, or is in another state.
    """
    row, seat = seen(session, by, meeting_id)
    if seat is not Seat.SECRETARY:
        raise Forbidden(NOT_SECRETARY)
    if lock:
        row = locked(session, meeting_id)
    state = MeetingState(row.state)
    if state not in states:
        raise Conflict(_NOT_NOW.get(state, "Keadaan notula ini tidak mengizinkannya."))
    if row.version != version:
        raise Conflict(MOVED_ON)
    return row


def changed(row: MeetingRow, at: datetime) -> None:
    """Note that a meeting changed."""
    row.version += 1
    row.changed_at = at


def audit(
    session: Session,
    meeting_id: str,
    by: Account | None,
    action: str,
    *,
    at: datetime,
    reason: str = "",
    details: Mapping[str, JsonValue] = MappingProxyType({}),
) -> None:
    """Add to the audit trail, last in the transaction that does it.

    Args:
        by: None is the service itself.
        details: masked already.
    """
    entry = Audited(
        at=at,
        actor=SYSTEM if by is None else by.username,
        action=f"notula.{action}",
        subject=meeting_id,
        reason=masked(reason),
        details=dict(details),
    )
    add_entry(session, entry)


def newest(session: Session, meeting_id: str) -> MinutesVersionRow | None:
    """The newest version of a notula."""
    statement = (
        select(MinutesVersionRow)
        .where(MinutesVersionRow.meeting_id == meeting_id)
        .order_by(MinutesVersionRow.number.desc())
        .limit(1)
    )
    return session.scalar(statement)


def notula_in(row: MinutesVersionRow) -> Notula:
    """The notula of a version.

    Raises:
        StorageError: another release kept it in another shape.
    """
    try:
        return Notula.model_validate(row.notula)
    except ValidationError as error:
        raise StorageError(
            f"Versi {row.number} notula ini disimpan oleh rilis lain dan tidak dapat dibaca. Susun ulang."
        ) from error


def put_version(
    session: Session, row: MeetingRow, notula: Notula, *, by: Account | None, reason: str, at: datetime
) -> int:
    """Add a version of the notula of a locked meeting; gives its number.

    Whoever signed an earlier version has not signed this one.

    Args:
        by: None where it was made from the transcript.
    """
    last = newest(session, row.id)
    number = 1 if last is None else last.number + 1
    session.add(
        MinutesVersionRow(
            id=new_id(),
            meeting_id=row.id,
            number=number,
            notula=notula.model_dump(mode="json"),
            author_id=None if by is None else by.id,
            reason=reason,
            created_at=at,
        )
    )
    session.flush()
    session.execute(update(SignatureRow).where(SignatureRow.meeting_id == row.id).values(void=True))
    return number


def transcript_in(session: Session, meeting_id: str) -> Transcript:
    """What was said at a meeting; without utterances once its time was over."""
    row = session.get(TranscriptRow, meeting_id)
    if row is None:
        return Transcript(utterances=(), format="")
    utterances = UTTERANCES.validate_python(row.utterances)
    return Transcript(utterances=utterances, format=row.format, remarks=tuple(map(str, row.remarks)))


def members_of(session: Session, meeting_id: str) -> tuple[Member, ...]:
    """Accounts that may see a meeting: chair, secretary, then the others by name."""
    statement = (
        select(MemberRow.seat, AccountRow)
        .join(AccountRow, AccountRow.id == MemberRow.account_id)
        .where(MemberRow.meeting_id == meeting_id)
        .order_by(AccountRow.name, AccountRow.id)
    )
    found = [
        Member(account_id=account.id, username=account.username, name=account.name, seat=Seat(seat))
        for seat, account in session.execute(statement)
    ]
    return tuple(sorted(found, key=lambda member: list(Seat).index(member.seat)))


def signatures_of(session: Session, meeting_id: str) -> tuple[Signature, ...]:
    """Every signature of a meeting, the oldest first."""
    statement = select(SignatureRow).where(SignatureRow.meeting_id == meeting_id).order_by(SignatureRow.id)
    return tuple(
        Signature(
            number=row.number,
            seat=Seat(row.seat),
            name=row.name,
            signed_at=row.signed_at,
            vouched=row.unverified,
            void=row.void,
        )
        for row in session.scalars(statement)
    )


def to_meeting(session: Session, row: MeetingRow, seat: Seat) -> Meeting:
    """From its row, as one of its members sees it."""
    numbers = select(func.max(MinutesVersionRow.number)).where(MinutesVersionRow.meeting_id == row.id)
    return Meeting(
        id=row.id,
        title=row.title,
        held_on=row.held_on,
        series=row.series,
        form=FORM.validate_python(row.form),
        state=MeetingState(row.state),
        stage=row.stage,
        percent=row.percent,
        failure=row.failure,
        created_at=row.created_at,
        changed_at=row.changed_at,
        retain_until=row.retain_until,
        seat=seat,
        members=members_of(session, row.id),
        number=session.scalar(numbers) or 0,
        signatures=tuple(one for one in signatures_of(session, row.id) if not one.void),
        version=row.version,
    )


def to_line(row: MeetingRow, seat: Seat) -> MeetingLine:
    """A meeting in a list, from its row."""
    return MeetingLine(
        id=row.id,
        title=row.title,
        held_on=row.held_on,
        series=row.series,
        state=MeetingState(row.state),
        seat=seat,
        changed_at=row.changed_at,
    )
