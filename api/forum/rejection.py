"""Why a draft was rejected, in words, and what is asked of the next one."""

from datetime import datetime

from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.forum.drafts import LONGEST_INSTRUCTION, Order, is_under_way, order_draft
from api.forum.models import RejectReason
from api.state.forum_tables import QuestionRow

REASONS: dict[RejectReason, str] = {
    RejectReason.WRONG: "Isinya salah",
    RejectReason.WRONG_SOURCE: "Sumbernya keliru",
    RejectReason.OUTDATED: "Aturannya sudah tidak berlaku",
    RejectReason.INCOMPLETE: "Tidak lengkap",
    RejectReason.UNCLEAR: "Sulit dipahami",
    RejectReason.OFF_QUESTION: "Tidak menjawab pertanyaan",
    RejectReason.PERSONAL_CASE: "Perkara pribadi, perlu ditangani langsung",
    RejectReason.OTHER: "Lainnya",
}
WITHDRAWN = "Balasan sebelumnya ditarik"


def order_after_rejection(
    session: Session, question: QuestionRow, reason: RejectReason, note: str, *, by: Account, at: datetime
) -> bool:
    """Have another draft made in the transaction that rejects one, told why the one before was not good.

    Returns:
        False where none is: a person deals with the matter, or one is being made already.
    """
    if reason is RejectReason.PERSONAL_CASE:
        return False
    why = (
        note if reason is RejectReason.OTHER else ": ".join(part for part in (REASONS[reason], note) if part)
    )
    return order_another(session, question, f"Draf sebelumnya ditolak. {why}", by=by, at=at)


def order_another(session: Session, question: QuestionRow, why: str, *, by: Account, at: datetime) -> bool:
    """Have a draft made that heeds what was wrong with the last one; the caller has locked the question.

    Returns:
        False where one is being made already.
    """
    if is_under_way(session, question.id, question.thread_version):
        return False
    order = Order(
        question_id=question.id,
        thread_version=question.thread_version,
        instruction=" ".join(why.split())[:LONGEST_INSTRUCTION],
        asked_by=by.id,
    )
    return order_draft(session, order, at=at)
