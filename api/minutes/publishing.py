"""Signed notula that others find: asked for by chair or secretary, looked at by the knowledge manager.

They stand in a table of their own and never in the library: its sources have no readers, and what it holds is
told to everybody who asks (``docs/adr/0012-searching-notula.md``).
"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.accounts.permissions import Permission, may
from api.forum.listing import Page
from api.forum.notifying import Notice, tell_one
from api.minutes.access import MOVED_ON, audit, locked, members_of, missing, newest, notula_in, seen
from api.minutes.models import SIGNERS, MeetingState, Seat
from api.minutes.published import (
    PASSAGES,
    Audience,
    Found,
    Publication,
    PublicationState,
    best_passages,
    masked_notula,
    searched_words,
    stems,
)
from api.state.account_tables import AccountRow
from api.state.audit import said
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.masking import masked
from api.state.minutes_tables import MeetingRow, MemberRow, PublicationRow
from corpus.errors import Conflict, Forbidden, NotFound

MOST_WORDS = 12
"""Words of a search that are looked for."""
LINES_SHOWN = 3
"""Lines of a notula that a search shows."""
_OPEN = frozenset({PublicationState.WAITING.value, PublicationState.PUBLISHED.value})
_NOT_PUBLISHED = "Notula ini tidak diterbitkan."
_NOT_THEIRS = "Hanya pimpinan dan notulis rapat ini yang mengatur penerbitannya."
_REOPENED = "Notula dibuka kembali."


class Publishing:
    """Every method raises StorageError when the database cannot be used."""

    def __init__(self, database: StateDatabase, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    def ask(self, by: Account, meeting_id: str, audience: Audience, *, version: int) -> Publication:
        """Let a signed notula be found.

        By its members at once, as they read it anyhow; by the agency once a knowledge manager approved it.

        Args:
            version: of the meeting that they saw.

        Raises:
            NotFound: there is no such meeting for them.
            Forbidden: they are neither chair nor secretary.
            Conflict: it is not signed, was changed since ``version``, or is published for them already.
        """
        now = self._clock()
        with self._database.writing("Penerbitan gagal disimpan") as session:
            row = _for_signer(session, by, meeting_id)
            last = newest(session, meeting_id)
            if row.state != MeetingState.SIGNED.value or last is None:
                raise Conflict("Hanya notula yang sudah ditandatangani lengkap yang dapat diterbitkan.")
            if row.version != version:
                raise Conflict(MOVED_ON)
            held = session.get(PublicationRow, meeting_id)
            if held is not None and held.state in _OPEN and held.audience == audience.value:
                raise Conflict("Notula ini sudah diterbitkan, atau sedang menunggu persetujuan, bagi mereka.")
            if held is None:
                held = PublicationRow(meeting_id=meeting_id, version=0)
                session.add(held)
            title, passages = masked_notula(notula_in(last))
            at_once = audience is Audience.MEMBERS
            held.state = (PublicationState.PUBLISHED if at_once else PublicationState.WAITING).value
            held.audience, held.number = audience.value, last.number
            held.title, held.held_on = title, row.held_on
            held.passages = PASSAGES.dump_python(passages, mode="json")
            held.words = searched_words(title, passages)
            held.asked_by, held.asked_at = by.id, now
            held.decided_by, held.decided_at = None, now if at_once else None
            held.reason, held.version = "", held.version + 1
            session.flush()
            audit(session, meeting_id, by, "terbit.minta", at=now, reason=audience.value)
            return _publication(session, held)

    def decide(self, by: Account, meeting_id: str, *, approve: bool, reason: str, version: int) -> None:
        """Let the agency find a notula that waits for it, or refuse that.

        Args:
            reason: wanted of a refusal.
            version: of the publication that they saw.

        Raises:
            Forbidden: they are no knowledge manager, or asked for it themselves.
            NotFound: nothing waits there.
            Conflict: it was changed since ``version``.
            InvalidInput: a refusal has no reason, or it is too long.
        """
        _refuse_others(by)
        why = said(reason, "Alasan", required=not approve)
        now = self._clock()
        with self._database.writing("Keputusan penerbitan gagal disimpan") as session:
            row = locked(session, meeting_id)
            held = session.get(PublicationRow, meeting_id)
            if held is None or held.state != PublicationState.WAITING.value:
                raise NotFound("Tidak ada penerbitan yang menunggu di sini.")
            if held.asked_by == by.id:
                raise Forbidden("Penerbitan yang Anda minta sendiri diputuskan pengelola pengetahuan lain.")
            if held.version != version:
                raise Conflict("Permintaan ini baru saja berubah. Muat ulang halamannya, lalu ulangi.")
            held.decided_by, held.decided_at = by.id, now
            held.reason, held.version = why, held.version + 1
            if approve:
                held.state = PublicationState.PUBLISHED.value
                _tell(session, row, "sekarang dapat dicari seluruh instansi.", now)
            else:
                _empty(held, PublicationState.REFUSED)
                _tell(session, row, f"tidak diterbitkan: {masked(why)}", now)
            session.flush()
            audit(session, meeting_id, by, "terbit.setuju" if approve else "terbit.tolak", at=now, reason=why)

    def withdraw(self, by: Account, meeting_id: str, reason: str) -> None:
        """Let nobody find a notula any more; for its chair and secretary, and the knowledge manager.

        Raises:
            NotFound: there is no such meeting for them, or it is not published.
            Forbidden: they may not.
            InvalidInput: the reason is empty or too long.
        """
        why = said(reason, "Alasan")
        now = self._clock()
        with self._database.writing("Notula gagal ditarik") as session:
            if not may(by, Permission.MANAGE_KNOWLEDGE):
                _for_signer(session, by, meeting_id)
            locked(session, meeting_id)
            if not withdraw_in(session, meeting_id, why, at=now):
                raise NotFound(_NOT_PUBLISHED)
            audit(session, meeting_id, by, "terbit.tarik", at=now, reason=why)

    def of(self, by: Account, meeting_id: str) -> Publication | None:
        """The publication of a meeting for one of its members; None where it never was asked for.

        Raises:
            NotFound: there is no such meeting for them.
        """
        with self._database.reading() as session:
            seen(session, by, meeting_id)
            held = session.get(PublicationRow, meeting_id)
            return None if held is None else _publication(session, held)

    def read(self, by: Account, meeting_id: str) -> Publication:
        """What somebody may read of a notula whose publication they may see: its members, who finds it, and
        the knowledge manager while it waits or is published.

        Raises:
            NotFound: there is none for them.
        """
        with self._database.reading() as session:
            held = session.get(PublicationRow, meeting_id)
            if held is None:
                raise missing()
            member = session.get(MemberRow, (meeting_id, by.id)) is not None
            published = held.state == PublicationState.PUBLISHED.value
            found = published and held.audience == Audience.AGENCY.value
            looks = (
                may(by, Permission.MANAGE_KNOWLEDGE)
                and held.state in _OPEN
                and held.audience == Audience.AGENCY.value
            )
            if not (member or found or looks):
                raise missing()
            return _publication(session, held)

    def waiting(self, by: Account, *, limit: int = 50, offset: int = 0) -> Page[Publication]:
        """What waits for the knowledge manager, the oldest first.

        Raises:
            Forbidden: they are none.
        """
        _refuse_others(by)
        waits = PublicationRow.state == PublicationState.WAITING.value
        statement = select(PublicationRow).where(waits)
        ordered = statement.order_by(PublicationRow.asked_at, PublicationRow.meeting_id)
        with self._database.reading() as session:
            total = session.scalar(select(func.count()).select_from(statement.subquery())) or 0
            rows = session.scalars(ordered.limit(limit).offset(offset)).all()
            return Page(items=tuple(_publication(session, row) for row in rows), total=total)

    def search(self, by: Account, query: str, *, limit: int = 20, offset: int = 0) -> Page[Found]:
        """Published notula that somebody may find and that hold every word of a query, the latest first.

        Words are compared as the library's search compares them: folded and stemmed. Without a word every
        one of them is listed.
        """
        wanted = stems(query)[:MOST_WORDS]
        statement = select(PublicationRow).where(_findable(by), *map(_holds, wanted))
        ordered = statement.order_by(
            PublicationRow.held_on.desc().nulls_last(),
            PublicationRow.asked_at.desc(),
            PublicationRow.meeting_id,
        )
        with self._database.reading() as session:
            total = session.scalar(select(func.count()).select_from(statement.subquery())) or 0
            rows = session.scalars(ordered.limit(limit).offset(offset)).all()
            own = MemberRow.account_id == by.id, MemberRow.meeting_id.in_([row.meeting_id for row in rows])
            mine = set(session.scalars(select(MemberRow.meeting_id).where(*own)))
            found = tuple(_found(row, wanted, member=row.meeting_id in mine) for row in rows)
            return Page(items=found, total=total)


def withdraw_in(session: Session, meeting_id: str, reason: str = _REOPENED, *, at: datetime) -> bool:
    """Let nobody find a notula any more, in the transaction of whoever calls; whether anybody could have."""
    held = session.get(PublicationRow, meeting_id)
    if held is None or held.state not in _OPEN:
        return False
    _empty(held, PublicationState.WITHDRAWN)
    held.reason, held.decided_at, held.version = reason, at, held.version + 1
    session.flush()
    return True


def _refuse_others(by: Account) -> None:
    if not may(by, Permission.MANAGE_KNOWLEDGE):
        raise Forbidden("Hanya pengelola pengetahuan yang memutuskan penerbitan notula.")


def _for_signer(session: Session, by: Account, meeting_id: str) -> MeetingRow:
    _, seat = seen(session, by, meeting_id)
    if seat not in SIGNERS:
        raise Forbidden(_NOT_THEIRS)
    return locked(session, meeting_id)


def _findable(by: Account) -> ColumnElement[bool]:
    own = exists().where(MemberRow.meeting_id == PublicationRow.meeting_id, MemberRow.account_id == by.id)
    return and_(
        PublicationRow.state == PublicationState.PUBLISHED.value,
        or_(PublicationRow.audience == Audience.AGENCY.value, own),
    )


def _holds(word: str) -> ColumnElement[bool]:
    return PublicationRow.words.contains(f" {word} ", autoescape=True)


def _empty(held: PublicationRow, state: PublicationState) -> None:
    """Keep that it was published, and none of the words."""
    held.state, held.passages, held.words = state.value, [], ""


def _tell(session: Session, row: MeetingRow, what: str, at: datetime) -> None:
    text = f"Notula rapat “{masked(row.title)}” {what}"
    for member in members_of(session, row.id):
        if Seat(member.seat) in SIGNERS:
            tell_one(session, member.account_id, Notice.STATE, text, at=at, meeting_id=row.id)


def _publication(session: Session, row: PublicationRow) -> Publication:
    asked = None if row.asked_by is None else session.get(AccountRow, row.asked_by)
    return Publication(
        meeting_id=row.meeting_id,
        state=PublicationState(row.state),
        audience=Audience(row.audience),
        number=row.number,
        title=row.title,
        held_on=row.held_on,
        passages=PASSAGES.validate_python(row.passages),
        asked_by="" if asked is None else asked.name,
        asked_at=row.asked_at,
        decided_at=row.decided_at,
        reason=row.reason,
        version=row.version,
    )


def _found(row: PublicationRow, wanted: tuple[str, ...], *, member: bool) -> Found:
    return Found(
        meeting_id=row.meeting_id,
        title=row.title,
        held_on=row.held_on,
        audience=Audience(row.audience),
        passages=best_passages(PASSAGES.validate_python(row.passages), wanted, LINES_SHOWN),
        member=member,
    )
