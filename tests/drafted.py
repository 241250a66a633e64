"""Questions of a forum and drafts of replies, made by hand for tests."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from api.forum.draft_source import Asked, Sourced
from api.forum.models import PostKind, QuestionState, Standing
from api.state.columns import new_id
from api.state.forum_tables import BidangRow, PostRow, QuestionRow
from api.state.provenance import Provenance
from assistant.models import Answer, AnswerStatus, Claim, Question
from corpus.models import Citation
from evals.scorecard import Opinion, Scorecard

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
QUOTE = "Cuti tahunan diberikan selama 12 (dua belas) hari kerja."
READY = Scorecard(opinion=Opinion.READY, reasons=(), lines=(), confidence=0.9, seconds=0.1)


def add_bidang(session: Session, identifier: str = "mutasi") -> None:
    session.add(BidangRow(id=identifier, name=identifier.title(), description="", position=0, active=True))
    session.flush()


def add_question(
    session: Session,
    number: int,
    *,
    title: str = "Cuti tahunan",
    text: str = "Berapa hari cuti tahunan?",
    bidang: str = "mutasi",
    at: datetime = NOW,
    asker: str | None = None,
) -> QuestionRow:
    row = QuestionRow(
        id=new_id(),
        number=number,
        asker_id=asker,
        title=title,
        text=text,
        public_title=title,
        public_text=text,
        anonymous=False,
        bidang_id=bidang,
        priority="biasa",
        state=QuestionState.SUBMITTED.value,
        thread_version=1,
        version=1,
        created_at=at,
        changed_at=at,
    )
    session.add(row)
    session.flush()
    return row


def add_follow_up(session: Session, question: QuestionRow, text: str, *, at: datetime = NOW) -> None:
    question.thread_version += 1
    session.add(
        PostRow(
            id=new_id(),
            question_id=question.id,
            position=question.thread_version,
            kind=PostKind.FOLLOW_UP.value,
            text=text,
            public_text=text,
            created_at=at,
            snapshot="",
            standing=Standing.CURRENT.value,
        )
    )
    session.flush()


def answer_of(
    text: str,
    *,
    status: AnswerStatus = AnswerStatus.ANSWERED,
    confidence: float = 0.9,
    origin: str = "provision",
) -> Answer:
    citation = Citation(provision_id="uu-1-2020/pasal-1", quote=QUOTE, start=0, end=len(QUOTE))
    return Answer(
        question=Question(text=text, on=DAY),
        status=status,
        text=f"{QUOTE} [1]",
        claims=(Claim(text=QUOTE, citations=(citation,)),),
        confidence=confidence,
        origin=origin,
    )


class QuickSource:
    """Answers every question with the same words, at once, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def answer(self, asked: Asked) -> Sourced:
        self.asked.append((asked.text, asked.wish))
        return self.fixed(answer_of(asked.text))

    def fixed(self, answer: Answer) -> Sourced:
        return Sourced(
            answer=answer, scorecard=READY, provenance=Provenance(snapshot="cuplikan-1"), doubted=False
        )

    def today(self) -> date:
        return DAY
