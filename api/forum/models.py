"""The words of the forum: questions, posts, drafts and decisions, as every part of it speaks of them."""

from datetime import datetime
from enum import StrEnum

from assistant.models import Answer
from corpus.models import Frozen
from evals.scorecard import Scorecard


class QuestionState(StrEnum):
    """Where a question stands."""

    SUBMITTED = "diajukan"
    IN_PROGRESS = "dikerjakan"
    DONE = "selesai"
    REJECTED = "ditolak"


OPEN = frozenset({QuestionState.SUBMITTED, QuestionState.IN_PROGRESS})


class Priority(StrEnum):
    """How soon it is wanted; the most urgent last."""

    NORMAL = "biasa"
    HIGH = "tinggi"
    URGENT = "mendesak"


class PostKind(StrEnum):
    """What is said under a question."""

    FOLLOW_UP = "lanjutan"
    """By the asker: drafts made before it are stale."""
    REPLY = "balasan"
    """By an officer, published: everybody reads it."""
    HOLDING = "balasan_sementara"
    """By an officer, to the asker alone: a word that somebody sees to it, no answer."""
    PRIVATE = "balasan_pribadi"
    """By an officer, to the asker alone: an answer in a matter that a person deals with."""
    NOTE = "catatan"
    """Among officers; never shown to others."""


ANSWERS = frozenset({PostKind.REPLY, PostKind.PRIVATE})
"""What answers a question."""
TO_ASKER = frozenset({*ANSWERS, PostKind.HOLDING})
"""What officers say to the asker, and may take back."""


class Standing(StrEnum):
    """Whether a published reply may still be relied on; posts of other kinds are always ``CURRENT``."""

    CURRENT = "berlaku"
    DOUBTED = "perlu_ditinjau"
    WITHDRAWN = "ditarik"


class Category(Frozen):
    """A kind of question.

    Attributes:
        reply_hours, resolve_hours: targets, in working hours.
    """

    id: str
    bidang_id: str
    name: str
    description: str
    reply_hours: int
    resolve_hours: int
    active: bool = True


class Bidang(Frozen):
    """A division of the agency."""

    id: str
    name: str
    description: str = ""
    active: bool = True


class ForumQuestion(Frozen):
    """A question to the agency, as the asker and the officers see it.

    Attributes:
        number: in the order of arrival, as people speak of it: 1, 2, 3.
        public_title, public_text: masked, for everybody else.
        thread_version: grows with every post that a draft must know of.
        version: grows with every change, for optimistic locking.
    """

    id: str
    number: int
    asker_id: str | None
    title: str
    text: str
    public_title: str
    public_text: str
    anonymous: bool
    category_id: str | None
    bidang_id: str
    assignee_id: str | None
    priority: Priority
    state: QuestionState
    thread_version: int
    version: int
    created_at: datetime
    changed_at: datetime
    reply_due: datetime | None = None
    resolve_due: datetime | None = None
    first_reply_at: datetime | None = None
    resolved_at: datetime | None = None


class Post(Frozen):
    """Something said under a question.

    Attributes:
        answer: the verified answer that a published reply was made of; None of what carries no citations.
        snapshot: what the answer was verified against; empty without one.
    """

    id: str
    question_id: str
    position: int
    author_id: str | None
    kind: PostKind
    text: str
    public_text: str
    created_at: datetime
    answer: Answer | None = None
    snapshot: str = ""
    standing: Standing = Standing.CURRENT


class DraftState(StrEnum):
    """Where a draft stands; the last four are final."""

    DRAFTED = "disusun"
    SCORED = "dinilai"
    IN_REVIEW = "ditinjau"
    ACCEPTED = "diterima"
    ACCEPTED_WITH_EDITS = "diterima_dengan_perubahan"
    REJECTED = "ditolak"
    STALE = "usang"


class RejectReason(StrEnum):
    """Why a draft was rejected."""

    WRONG = "salah"
    WRONG_SOURCE = "sumber_keliru"
    OUTDATED = "kedaluwarsa"
    INCOMPLETE = "tidak_lengkap"
    UNCLEAR = "sulit_dipahami"
    OFF_QUESTION = "tidak_menjawab"
    PERSONAL_CASE = "perkara_pribadi"
    OTHER = "lainnya"


class Draft(Frozen):
    """A drafted reply.

    Attributes:
        thread_version: that of the question it was made for; older than the question's means stale.
        risk: 0–1, how much harm a wrong reply could do and how likely it is; the queue is sorted by it.
        risk_reasons: in Indonesian, what the risk is made of, the heaviest first.
        instruction: what an officer asked the drafting to heed; empty for the first draft.
        reader_id: the officer who has it open to decide.
        second_reader: somebody else has to read it before it may be decided.
        seeded_error: what was made wrong in it for training; such a draft can never be published.
        version: for optimistic locking.
    """

    id: str
    question_id: str
    thread_version: int
    state: DraftState
    instruction: str
    answer: Answer
    scorecard: Scorecard | None
    risk: float
    confidence: float
    drafting: str
    model: str
    prompt_hash: str
    snapshot: str
    asked_by: str | None
    created_at: datetime
    superseded_at: datetime | None
    reader_id: str | None
    second_reader: bool
    seeded_error: str
    version: int
    risk_reasons: tuple[str, ...] = ()
