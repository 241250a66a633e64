"""Deleting a meeting: a draft by its secretary, a signed notula as a record is destroyed, or not at all.

A notula that both signed once is a record of the agency (arsip). Whoever keeps the minutes cannot make it
go away; a superadmin does, naming the decision it rests on, and the audit trail keeps what was destroyed:
title, day, version and a fingerprint of the signed words, never the words.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime

from pydantic import JsonValue
from sqlalchemy import delete
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.accounts.permissions import Permission, may
from api.forum.notifying import Notice, tell_one
from api.minutes.access import (
    MOVED_ON,
    NOT_SECRETARY,
    audit,
    locked,
    members_of,
    newest,
    seen,
    signatures_of,
)
from api.minutes.models import SIGNERS, MeetingState, Seat, Signature
from api.state.audit import said
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.masking import masked
from api.state.minutes_tables import MeetingRow
from corpus.errors import Conflict, Forbidden

A_RECORD = (
    "Notula ini sudah pernah ditandatangani lengkap, jadi sudah menjadi arsip. Notulis tidak dapat "
    "menghapusnya; pemusnahannya dilakukan superadmin dengan dasar yang disebut."
)
CHAIR_SIGNED = (
    "Pimpinan sudah menandatangani versi ini. Sunting dahulu notulanya sehingga tanda tangan itu gugur, "
    "baru rapatnya dapat dihapus."
)
NO_RECORD = "Notula ini belum pernah ditandatangani lengkap. Notulisnya sendiri yang menghapus rapat ini."


class Removal:
    """Every method raises StorageError when the database cannot be used.

    With a meeting go its transcript, versions, comments, signatures, action items and publication; the bytes
    of its recording are swept afterwards (``Recordings.sweep``).
    """

    def __init__(self, database: StateDatabase, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    def remove(self, by: Account, meeting_id: str, reason: str, *, version: int) -> None:
        """Delete a meeting whose notula never was signed by both; also while it is processed.

        Raises:
            NotFound: there is no such meeting for them.
            Forbidden: they are not its secretary.
            Conflict: it was changed since ``version``, both signed it once, or the chair's signature holds.
            InvalidInput: the reason is empty or too long.
        """
        why = said(reason, "Alasan")
        now = self._clock()
        with self._database.writing("Rapat gagal dihapus") as session:
            _, seat = seen(session, by, meeting_id)
            if seat is not Seat.SECRETARY:
                raise Forbidden(NOT_SECRETARY)
            row = locked(session, meeting_id)
            if row.version != version:
                raise Conflict(MOVED_ON)
            signatures = signatures_of(session, meeting_id)
            if is_record(signatures):
                raise Conflict(A_RECORD)
            if any(one.seat is Seat.CHAIR and not one.void for one in signatures):
                raise Conflict(CHAIR_SIGNED)
            _delete(session, row, by, now, action="hapus", why=why, told="dihapus notulisnya")

    def destroy(self, by: Account, meeting_id: str, reason: str) -> None:
        """Destroy a signed notula with its meeting.

        Args:
            reason: the decision it rests on, such as the number of the berita acara pemusnahan.

        Raises:
            Forbidden: they may not.
            NotFound: there is no such meeting.
            Conflict: its notula never was signed by both.
            InvalidInput: the reason is empty or too long.
        """
        if not may(by, Permission.CARE_FOR_MINUTES):
            raise Forbidden("Hanya superadmin yang memusnahkan notula yang sudah ditandatangani.")
        why = said(reason, "Dasar pemusnahan")
        now = self._clock()
        with self._database.writing("Notula gagal dimusnahkan") as session:
            row = locked(session, meeting_id)
            if not is_record(signatures_of(session, meeting_id)):
                raise Conflict(NO_RECORD)
            _delete(session, row, by, now, action="musnah", why=why, told="dimusnahkan superadmin")


def is_record(signatures: Iterable[Signature]) -> bool:
    """Whether some version of a notula was signed by chair and secretary, also if it was opened again.

    Args:
        signatures: every one of it, also those that are void.
    """
    signed: dict[int, set[Seat]] = {}
    for one in signatures:
        signed.setdefault(one.number, set()).add(one.seat)
    return any(seats >= set(SIGNERS) for seats in signed.values())


def _delete(
    session: Session, row: MeetingRow, by: Account, at: datetime, *, action: str, why: str, told: str
) -> None:
    text = f"Rapat “{masked(row.title)}” {told}."
    for member in members_of(session, row.id):
        if member.account_id != by.id:
            tell_one(session, member.account_id, Notice.STATE, text, at=at)
    meeting_id, details = row.id, _what_it_was(session, row)
    session.flush()
    session.execute(delete(MeetingRow).where(MeetingRow.id == meeting_id))
    session.expunge(row)
    audit(session, meeting_id, by, action, at=at, reason=why, details=details)


def _what_it_was(session: Session, row: MeetingRow) -> dict[str, JsonValue]:
    last = newest(session, row.id)
    words = b"" if last is None else json.dumps(last.notula, sort_keys=True, ensure_ascii=False).encode()
    return {
        "judul": masked(row.title),
        "tanggal": None if row.held_on is None else row.held_on.isoformat(),
        "keadaan": MeetingState(row.state).value,
        "versi": 0 if last is None else last.number,
        "sha256": hashlib.sha256(words).hexdigest() if last is not None else "",
    }
