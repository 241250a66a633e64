"""The approved FAQ as it goes into the library: what stands in doubt or was withdrawn is not among it."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.forum.faq.states import CandidateState
from api.forum.models import Standing
from api.state.forum_tables import BidangRow, CategoryRow, PostRow, QuestionRow
from api.state.knowledge_tables import FaqCandidateRow
from assistant.models import Answer
from corpus.dates import long_date
from ingestion.publish import FAQ_FILES, PublishedFaq


def approved_faq(session: Session, zone: ZoneInfo) -> Iterator[PublishedFaq]:
    """Every approved entry that may be relied on."""
    statement = (
        select(FaqCandidateRow, BidangRow.name, CategoryRow.name)
        .join(BidangRow, BidangRow.id == FaqCandidateRow.bidang_id)
        .outerjoin(CategoryRow, CategoryRow.id == FaqCandidateRow.category_id)
        .where(
            FaqCandidateRow.state == CandidateState.APPROVED.value,
            FaqCandidateRow.standing == Standing.CURRENT.value,
        )
        .order_by(FaqCandidateRow.id)
    )
    for row, bidang, category in session.execute(statement):
        if row.verified is None or row.review_on is None or row.decided_at is None:
            continue
        answer = Answer.model_validate(row.verified)
        day = row.decided_at.astimezone(zone).date()
        yield PublishedFaq(
            name=f"{FAQ_FILES}{row.id}",
            entry_id=row.entry_id,
            question=row.question,
            variants=tuple(map(str, row.variants)),
            answer="\n".join(claim.text for claim in answer.claims),
            topic=category or bidang,
            bidang=row.bidang_id,
            legal_basis=tuple(map(str, row.legal_basis)),
            checked=max(day, answer.question.on),
            review_by=row.review_on,
            provenance=_provenance(session, row, f"{bidang} pada {long_date(day)}"),
        )


def _provenance(session: Session, row: FaqCandidateRow, approved: str) -> str:
    posts = [str(post) for post in row.posts]
    numbers = session.scalars(
        select(QuestionRow.number)
        .join(PostRow, PostRow.question_id == QuestionRow.id)
        .where(PostRow.id.in_(posts))
        .order_by(QuestionRow.number)
    ).all()
    told = ", ".join(map(str, numbers))
    origin = (
        f"Disusun dari balasan atas pertanyaan forum nomor {told} (kiriman {', '.join(posts)})"
        if posts
        else row.note.rstrip(".")
    )
    return f"{origin}; disetujui untuk bidang {approved}."
