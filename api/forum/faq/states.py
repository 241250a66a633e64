"""The words of FAQ candidates."""

from datetime import date, datetime
from enum import StrEnum

from api.forum.models import Standing
from api.state.knowledge_tables import FaqCandidateRow
from assistant.models import Answer
from corpus.models import Frozen

FAQ = "faq"
"""Kind of the jobs that look for candidates."""


class CandidateState(StrEnum):
    """Where a candidate stands."""

    PROPOSED = "calon"
    APPROVED = "disetujui"
    REJECTED = "ditolak"


class Candidate(Frozen):
    """Similar approved replies, proposed as one entry of the FAQ.

    Attributes:
        posts: the replies it was made from, for good.
        variants: other ways in which it was asked.
        answer: as officers edit it (``api.forum.edited_text``).
        verified: what was approved; None before.
        snapshot: what that was verified against.
        standing: of an approved one, whether it may be relied on.
        review_on: the day by which it is to be checked again.
        entry_id: in the library; empty before it is approved.
        note: why it was rejected, or where it came from.
    """

    id: str
    state: CandidateState
    posts: tuple[str, ...]
    question: str
    variants: tuple[str, ...]
    answer: str
    verified: Answer | None
    snapshot: str
    standing: Standing
    legal_basis: tuple[str, ...]
    category_id: str | None
    bidang_id: str
    review_on: date | None
    entry_id: str
    note: str
    created_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    version: int


def to_candidate(row: FaqCandidateRow) -> Candidate:
    """From its row."""
    return Candidate.model_validate({name: getattr(row, name) for name in Candidate.model_fields})
