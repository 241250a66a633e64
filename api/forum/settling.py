"""Settling what stands in doubt: it still holds, it is edited, or it is withdrawn.

Nothing becomes an answer again that the one verifier does not let pass in the snapshot that serves.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

from sqlalchemy import select

from api.accounts.models import Account
from api.accounts.permissions import Permission, bidang_for, may
from api.forum.doubts import Doubt, DoubtState, SubjectKind, close_doubts, to_doubt
from api.forum.edited import Reverified, reverify, reverify_text
from api.forum.edited_text import editor_text
from api.forum.law_changes import laws_of, renewed
from api.forum.models import Standing
from api.forum.orders import order_publication
from api.forum.settled_parts import answer_of, held, refuse_moved_on
from api.forum.settled_rows import audit_settled, own_copy, renew_entry, renew_reply
from api.forum.staleness_orders import order_look
from api.forum.taking_back import take_back
from api.state.audit import said
from api.state.clock import Clock, utc_now
from api.state.columns import new_id
from api.state.database import StateDatabase
from api.state.knowledge_tables import DoubtRow
from assistant.support import SupportChecker
from corpus.errors import Conflict, InvalidInput
from corpus.models import Frozen
from corpus.open_snapshot import OpenSnapshot

REVIEW_AFTER = timedelta(days=180)
"""When an entry is to be checked again, where nobody says."""
LONGEST_REVIEW = timedelta(days=3 * 366)
_NO_BASIS = "Entri FAQ harus merujuk sedikitnya satu pasal."


class UnderReview(Frozen):
    """Something in doubt in the hands of whoever settles it.

    Attributes:
        question_id: of a reply; None of an entry.
        text: as it is edited, citing today's wordings wherever these have the very words.
        checked: as it holds today.
        seen: to be sent back with the decision.
        from_file: an entry that was brought in from a file: settled, it gives way to one of our own.
        review_on: of an entry of our own.
    """

    kind: SubjectKind
    id: str
    title: str
    bidang_id: str
    question_id: str | None
    doubts: tuple[Doubt, ...]
    text: str
    checked: Reverified
    seen: str
    from_file: bool
    review_on: date | None


class Settling:
    """Every method raises StorageError when the database or the library cannot be used.

    Besides what it says itself it raises:

    - NotFound: there is no such reply or entry;
    - Forbidden: they may not settle it;
    - Conflict: it was changed or settled since they looked.

    Args:
        leased: the snapshot that serves, open for a ``with`` block.
        today: the day that answers are to hold for.
        checker: advises on whether sentences follow from what they cite; None gives no such advice.
    """

    def __init__(
        self,
        database: StateDatabase,
        leased: Callable[[], AbstractContextManager[OpenSnapshot]],
        *,
        today: Callable[[], date],
        checker: SupportChecker | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._leased = leased
        self._today = today
        self._checker = checker
        self._clock = clock

    def waiting(self, by: Account) -> list[Doubt]:
        """What is open and theirs to settle, the oldest first."""
        statement = select(DoubtRow).where(DoubtRow.state == DoubtState.OPEN.value)
        if not may(by, Permission.MANAGE_KNOWLEDGE):
            own = bidang_for(by, Permission.DECIDE_DRAFTS)
            statement = statement.where(DoubtRow.kind == SubjectKind.REPLY.value, DoubtRow.bidang_id.in_(own))
        with self._database.reading() as session:
            return [
                to_doubt(row) for row in session.scalars(statement.order_by(DoubtRow.found_at, DoubtRow.id))
            ]

    def read(self, by: Account, subject_id: str) -> UnderReview:
        """Something to be settled, verified against the snapshot that serves."""
        with self._leased() as snapshot:
            with self._database.reading() as session:
                one = held(session, by, subject_id)
                review_on = None if one.entry is None else one.entry.review_on
            answer = renewed(answer_of(one, snapshot, self._today()), snapshot, self._today())
            checked = reverify(answer, snapshot, on=self._today(), checker=self._checker)
        return UnderReview(
            kind=one.subject.kind,
            id=subject_id,
            title=one.subject.title,
            bidang_id=one.subject.bidang_id,
            question_id=one.subject.question_id,
            doubts=one.doubts,
            text=editor_text(answer.claims),
            checked=checked,
            seen=one.seen,
            from_file=one.kept is None,
            review_on=review_on,
        )

    def check(self, by: Account, subject_id: str, text: str) -> Reverified:
        """What an edited text would be, verified and scored, without settling anything.

        Raises:
            InvalidInput: the text is empty or too long.
        """
        return self._checked(by, subject_id, text)

    def confirm(
        self, by: Account, subject_id: str, seen: str, *, review_on: date | None = None, note: str = ""
    ) -> None:
        """Say that it still holds as it is.

        Args:
            review_on: of an entry, when it is to be checked again.

        Raises:
            Conflict: also where the verifier does not let it pass, or nothing about it is in doubt.
            InvalidInput: the day or the note cannot be taken.
        """
        checked = self._checked(by, subject_id, None)
        if checked.blockers:
            raise Conflict(f"Belum dapat dinyatakan masih benar: {_listed(checked)} Ubah isinya, atau tarik.")
        self._settle(by, subject_id, seen, checked, DoubtState.CONFIRMED, review_on, note)

    def edit(
        self,
        by: Account,
        subject_id: str,
        seen: str,
        text: str,
        *,
        review_on: date | None = None,
        note: str = "",
    ) -> None:
        """Put a text that holds in the place of the old one, which stays in the audit trail.

        Raises:
            InvalidInput: the text is empty, too long, or does not stand; or the day or note cannot be taken.
        """
        checked = self._checked(by, subject_id, text)
        if checked.blockers:
            raise InvalidInput(f"Belum dapat disimpan: {_listed(checked)}")
        self._settle(by, subject_id, seen, checked, DoubtState.EDITED, review_on, note)

    def withdraw(self, by: Account, subject_id: str, seen: str, reason: str) -> None:
        """Let nobody be shown a reply, or be answered from an entry, any more.

        Raises:
            InvalidInput: the reason is empty or too long.
        """
        why = said(reason, "Alasan")
        now = self._clock()
        with self._database.writing("Keputusan gagal disimpan") as session:
            one = held(session, by, subject_id, lock=True)
            refuse_moved_on(one, seen)
            if one.question is not None and one.post is not None:
                take_back(session, one.question, one.post, why, by=by, at=now)
            else:
                if one.entry is not None:
                    one.entry.standing = Standing.WITHDRAWN.value
                    one.entry.version += 1
                close_doubts(session, subject_id, DoubtState.WITHDRAWN, by_id=by.id, at=now, note=why)
                order_publication(session, f"{subject_id}:{Standing.WITHDRAWN.value}:{new_id()}", at=now)
            audit_settled(session, one, by, DoubtState.WITHDRAWN, None, why, now)

    def _checked(self, by: Account, subject_id: str, text: str | None) -> Reverified:
        on = self._today()
        with self._leased() as snapshot:
            with self._database.reading() as session:
                one = held(session, by, subject_id)
            base = renewed(answer_of(one, snapshot, on), snapshot, on)
            if text is None:
                return reverify(base, snapshot, on=on, checker=self._checker)
            return reverify_text(text, base, snapshot, on=on, checker=self._checker)

    def _settle(
        self,
        by: Account,
        subject_id: str,
        seen: str,
        checked: Reverified,
        state: DoubtState,
        review_on: date | None,
        note: str,
    ) -> None:
        remark = said(note, "Catatan", required=False)
        now = self._clock()
        with self._database.writing("Keputusan gagal disimpan") as session:
            one = held(session, by, subject_id, lock=True)
            refuse_moved_on(one, seen)
            if not one.doubts and one.entry is None:
                raise Conflict("Tidak ada yang perlu ditinjau lagi di sini.")
            if one.post is not None:
                renew_reply(session, one, checked, state, by, now)
            else:
                if not laws_of(checked.answer):
                    raise InvalidInput(_NO_BASIS)
                day = self.review_day(review_on)
                row = one.entry if one.entry is not None else own_copy(session, one, now)
                renew_entry(row, checked, day, by, now)
                session.flush()
            closed = DoubtState.REPLACED if one.kept is None else state
            close_doubts(session, subject_id, closed, by_id=by.id, at=now, note=remark)
            order_publication(session, f"{subject_id}:{state.value}:{new_id()}", at=now)
            # It was verified against the snapshot of a moment ago; a newer one may serve by now.
            order_look(session, f"{subject_id}:{new_id()}", at=now)
            audit_settled(session, one, by, state, checked, remark, now)

    def review_day(self, wanted: date | None) -> date:
        """The day by which an entry is to be checked again; in half a year where nobody says.

        Raises:
            InvalidInput: it is not to come, or too far off.
        """
        day = wanted or self._today() + REVIEW_AFTER
        if not self._today() < day <= self._today() + LONGEST_REVIEW:
            raise InvalidInput("Tanggal tinjau ulang harus sesudah hari ini, paling lama tiga tahun lagi.")
        return day


def _listed(checked: Reverified) -> str:
    told = (
        f"kalimat {problem.sentence}: {problem.what}" if problem.sentence else problem.what
        for problem in checked.blockers
    )
    return "; ".join(told) + "."
