"""Which accounts belong to a meeting, told by their usernames; nobody is guessed by their name."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api.accounts.account_rows import plain_username
from api.accounts.models import Account
from api.minutes.meeting_form import NewMeeting
from api.minutes.models import Member, Seat
from api.state.account_tables import AccountRow
from api.state.minutes_tables import MemberRow
from corpus.errors import InvalidInput

_TITLES = frozenset(
    {"pak", "bapak", "bp", "bpk", "bu", "ibu", "mas", "mbak", "kang", "saudara", "sdr", "sdri"}
)


def seat_members(session: Session, meeting_id: str, secretary: Account, asked: NewMeeting) -> None:
    """Let exactly the accounts see a meeting that its form names.

    Raises:
        InvalidInput: there is no such account, or chair and secretary are one.
    """
    seats = {_account_id(session, name): Seat.PARTICIPANT for name in asked.invited if name.strip()}
    numbers = [plain_username(one.nip) for one in asked.form.participants if one.nip]
    known = select(AccountRow.id).where(AccountRow.username.in_(numbers), AccountRow.active)
    seats |= dict.fromkeys(session.scalars(known), Seat.PARTICIPANT)
    if asked.chair.strip():
        chair = _account_id(session, asked.chair)
        if chair == secretary.id:
            raise InvalidInput("Pimpinan dan notulis harus dua akun yang berbeda: keduanya menandatangani.")
        seats[chair] = Seat.CHAIR
    seats[secretary.id] = Seat.SECRETARY
    session.execute(delete(MemberRow).where(MemberRow.meeting_id == meeting_id))
    for identifier, seat in seats.items():
        session.add(MemberRow(meeting_id=meeting_id, account_id=identifier, seat=seat.value))
    session.flush()


def account_of(pic: str | None, members: Sequence[Member]) -> str | None:
    """The member whom a person in charge is, where their name fits one alone."""
    words = _words(pic or "")
    if not words:
        return None
    fits = [member for member in members if words <= _words(member.name) or words == {member.username}]
    return fits[0].account_id if len(fits) == 1 else None


def _words(name: str) -> frozenset[str]:
    plain = "".join(sign if sign.isalnum() else " " for sign in name.casefold())
    return frozenset(plain.split()) - _TITLES


def _account_id(session: Session, username: str) -> str:
    wanted = select(AccountRow.id).where(
        AccountRow.username == plain_username(username.lstrip("@ ")), AccountRow.active
    )
    found = session.scalar(wanted)
    if found is None:
        raise InvalidInput(f"Tidak ada akun “{username.strip()}”. Periksa nama penggunanya.")
    return found
