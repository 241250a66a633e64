"""A draft under review in the transaction of whoever decides it: locks, and what stands in the way."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.accounts.permissions import Permission
from api.forum.access import locked_for_work
from api.forum.drafts import DECIDED, to_draft
from api.forum.edited import Problem
from api.forum.models import Draft, DraftState
from api.forum.moves import refuse_closed
from api.forum.review_words import SecondReading, Seen
from api.state.account_tables import AccountRow
from api.state.draft_tables import DraftRow, SecondReadingRow
from api.state.forum_tables import QuestionRow
from assistant.models import Answer, AnswerStatus
from corpus.errors import Conflict, InvalidInput, NotFound

_NO_REPLY = {
    AnswerStatus.ERROR: "draf ini gagal disusun",
    AnswerStatus.NO_SOURCE: "draf ini tidak menemukan sumber yang menjawab",
    AnswerStatus.OUT_OF_SCOPE: "draf ini menganggap pertanyaannya di luar kepegawaian",
    AnswerStatus.CLARIFY: "draf ini baru menanyakan balik",
}
"""What is no reply as it stands; an officer may make one of it."""


@dataclass(frozen=True, slots=True)
class Held:
    """A question and a draft of it, both locked until the transaction ends."""

    question: QuestionRow
    row: DraftRow
    draft: Draft


def draft_of(session: Session, draft_id: str) -> Draft:
    """A draft for reading.

    Raises:
        NotFound: there is none.
    """
    row = session.get(DraftRow, draft_id)
    if row is None:
        raise NotFound("Draf ini tidak ada.")
    return to_draft(row)


def locked_draft(session: Session, by: Account, draft_id: str) -> Held:
    """Lock a question and its draft for an officer with the right to decide, the question first.

    Raises:
        NotFound: there is no such draft, or none for them to see.
        Forbidden: they may not decide it.
        Conflict: the question is closed.
    """
    seen = draft_of(session, draft_id)
    question = locked_for_work(session, seen.question_id, by, permission=Permission.DECIDE_DRAFTS)
    refuse_closed(question)
    statement = select(DraftRow).where(DraftRow.id == draft_id).with_for_update()
    row = session.scalar(statement.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("Draf ini tidak ada.")
    return Held(question, row, to_draft(row))


def refuse_outdated(held: Held) -> None:
    """Let only a draft go on that is current and made for the newest words of the thread.

    Raises:
        Conflict: it is decided, another took its place, or somebody wrote more meanwhile.
    """
    if held.draft.state in DECIDED:
        raise Conflict("Draf ini sudah diputuskan.")
    if held.draft.thread_version != held.question.thread_version:
        raise Conflict("Ada kiriman baru setelah draf ini disusun. Tunggu draf baru, atau tulis sendiri.")
    if held.draft.superseded_at is not None:
        raise Conflict("Draf ini sudah diganti. Muat ulang halamannya.")


def refuse_unseen(held: Held, by: Account, seen: Seen) -> None:
    """Let only the reader decide, on what they have seen.

    Raises:
        Conflict: another has it, or it or the thread changed since.
    """
    refuse_outdated(held)
    if seen.thread_version != held.question.thread_version:
        raise Conflict("Ada kiriman baru sejak Anda membuka draf ini. Muat ulang halamannya.")
    if held.draft.state is not DraftState.IN_REVIEW or held.draft.reader_id != by.id:
        raise Conflict("Draf ini tidak sedang Anda tinjau. Buka dahulu untuk meninjaunya.")
    if seen.draft_version != held.draft.version:
        raise Conflict("Draf ini sudah berubah sejak Anda membukanya. Muat ulang halamannya.")


def refuse_other_reader(session: Session, held: Held, by: Account, now: datetime) -> None:
    """Let nobody take a draft that another is reading.

    Raises:
        Conflict: another has it.
    """
    row = held.row
    if row.reader_id in (None, by.id) or row.lease_until is None or row.lease_until <= now:
        return
    reader = session.get(AccountRow, row.reader_id)
    name = "petugas lain" if reader is None else reader.name
    raise Conflict(f"Draf ini sedang ditinjau oleh {name}. Coba lagi setelah selesai dilepas.")


def refuse_no_reply(answer: Answer) -> None:
    """Let only what can be read as a reply be accepted as it is.

    Raises:
        Conflict: it is none.
    """
    why = _NO_REPLY.get(answer.status)
    if why:
        raise Conflict(f"Draf tidak dapat diterima apa adanya: {why}. Sunting, atau tulis sendiri.")


def refuse_blocked(problems: tuple[Problem, ...], *, edited: bool) -> None:
    """Let only what stands be published.

    Raises:
        InvalidInput: an officer's own words do not stand.
        Conflict: the draft does not.
    """
    if not problems:
        return
    told = "; ".join(
        f"kalimat {problem.sentence} {problem.what}" if problem.sentence else problem.what
        for problem in problems[:5]
    )
    if edited:
        raise InvalidInput(f"Balasan belum dapat diterbitkan: {told}.")
    raise Conflict(f"Draf tidak dapat diterima apa adanya: {told}. Sunting, atau tulis sendiri.")


def refuse_unagreed(session: Session, held: Held, by: Account, text: str) -> None:
    """Let a risky reply be published only when somebody else agreed to these very words.

    Raises:
        Conflict: nobody did.
    """
    agreed = select(SecondReadingRow.id).where(
        SecondReadingRow.draft_id == held.draft.id,
        SecondReadingRow.agrees.is_(True),
        SecondReadingRow.account_id.is_not(None),
        SecondReadingRow.account_id != by.id,
        SecondReadingRow.text == text,
    )
    if session.scalar(agreed.limit(1)) is None:
        raise Conflict(
            "Balasan berisiko tinggi harus disetujui pembaca kedua, persis seperti akan diterbitkan. "
            "Mintalah pembaca kedua."
        )


def readings_of(session: Session, draft_id: str) -> tuple[SecondReading, ...]:
    """What others were asked to read of a draft, the newest first."""
    statement = (
        select(SecondReadingRow)
        .where(SecondReadingRow.draft_id == draft_id)
        .order_by(SecondReadingRow.asked_at.desc(), SecondReadingRow.id.desc())
    )
    return tuple(to_reading(row) for row in session.scalars(statement))


def to_reading(row: SecondReadingRow) -> SecondReading:
    """From its row."""
    return SecondReading.model_validate({name: getattr(row, name) for name in SecondReading.model_fields})
