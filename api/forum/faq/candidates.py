"""Candidates of the FAQ: read, edited and approved, or rejected, by a knowledge manager."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta

from pydantic import JsonValue
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.accounts.permissions import Permission, may
from api.forum.edited import Reverified, reverify_text
from api.forum.edited_text import editor_text
from api.forum.faq.states import Candidate, CandidateState, to_candidate
from api.forum.law_changes import laws_of
from api.forum.models import Standing
from api.forum.orders import order_publication
from api.forum.places import active_bidang
from api.forum.staleness_orders import order_look
from api.state.audit import Audited, add_entry, said
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.forum_tables import CategoryRow, PostRow, QuestionRow
from api.state.knowledge_tables import FaqCandidateRow
from api.state.masking import has_personal_data
from assistant.models import Answer, AnswerStatus, Question
from assistant.support import SupportChecker
from corpus.errors import Conflict, Forbidden, InvalidInput, NotFound
from corpus.identifiers import slug
from corpus.models import Frozen
from corpus.open_snapshot import OpenSnapshot

LONGEST_QUESTION = 300
MOST_VARIANTS = 30
LONGEST_REVIEW = timedelta(days=3 * 366)


class FaqDraft(Frozen):
    """What a knowledge manager made of a candidate.

    Attributes:
        answer: as officers edit it (``api.forum.edited_text``).
        bidang_id: that owns the entry.
        review_on: the day by which it is to be checked again.
    """

    question: str
    variants: tuple[str, ...]
    answer: str
    bidang_id: str
    review_on: date


class Origin(Frozen):
    """A reply that a candidate was made from."""

    post_id: str
    question_id: str
    number: int
    title: str
    standing: Standing


class Candidates:
    """Every method raises StorageError when the database or the library cannot be used, and Forbidden for
    whoever does not manage knowledge.

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

    def waiting(self, by: Account) -> list[Candidate]:
        """What nobody has decided yet, the oldest first."""
        return self._list(by, FaqCandidateRow.state == CandidateState.PROPOSED.value)

    def overdue(self, by: Account) -> list[Candidate]:
        """Approved entries whose day of review has come."""
        return self._list(
            by,
            FaqCandidateRow.state == CandidateState.APPROVED.value,
            FaqCandidateRow.standing == Standing.CURRENT.value,
            FaqCandidateRow.review_on <= self._today(),
        )

    def approved(self, by: Account) -> list[Candidate]:
        """Entries that may be relied on."""
        return self._list(
            by,
            FaqCandidateRow.state == CandidateState.APPROVED.value,
            FaqCandidateRow.standing == Standing.CURRENT.value,
        )

    def read(self, by: Account, candidate_id: str) -> tuple[Candidate, tuple[Origin, ...]]:
        """A candidate with the replies that it was made from.

        Raises:
            NotFound: there is none.
        """
        _refuse_others(by)
        with self._database.reading() as session:
            row = session.get(FaqCandidateRow, candidate_id)
            if row is None:
                raise _missing()
            return to_candidate(row), _origins(session, row)

    def check(self, by: Account, question: str, answer: str) -> Reverified:
        """What an answer would be, verified and scored, without deciding anything.

        Raises:
            InvalidInput: question or answer is empty or too long.
        """
        _refuse_others(by)
        on = self._today()
        base = Answer(
            question=Question(text=_question(question), on=on),
            status=AnswerStatus.ANSWERED,
            text="",
            confidence=1.0,
        )
        with self._leased() as snapshot:
            return reverify_text(answer, base, snapshot, on=on, checker=self._checker)

    def approve(self, by: Account, candidate_id: str, draft: FaqDraft, *, version: int) -> Candidate:
        """Make an entry of the FAQ of a candidate; it goes into the library in the background.

        Args:
            version: of the candidate that was read.

        Raises:
            NotFound: there is no such candidate or bidang.
            Conflict: it was decided or grew meanwhile.
            InvalidInput: the answer does not stand or rests on no law, personal data is in it, the bidang is
                out of use, or the day of review is not to come.
        """
        checked = self.check(by, draft.question, draft.answer)
        self._refuse_unfit(draft, checked)
        now = self._clock()
        with self._database.writing("FAQ gagal disetujui") as session:
            row = _undecided(session, candidate_id, version)
            bidang = active_bidang(session, draft.bidang_id)
            category = None if row.category_id is None else session.get(CategoryRow, row.category_id)
            row.category_id = None if category is None or category.bidang_id != bidang.id else category.id
            row.bidang_id, row.review_on = bidang.id, draft.review_on
            row.question, row.variants = _question(draft.question), list(_variants(draft.variants))
            row.answer = editor_text(checked.answer.claims)
            row.verified = checked.answer.model_dump(mode="json")
            row.legal_basis, row.snapshot = list(laws_of(checked.answer)), checked.snapshot
            row.entry_id = f"faq/{slug(row.question)[:60].rstrip('-')}-{row.id[-8:]}"
            _decide(row, CandidateState.APPROVED, by, now)
            session.flush()
            order_publication(session, f"{row.id}:{row.version}", at=now)
            # It was verified against the snapshot of a moment ago; a newer one may serve by now.
            order_look(session, f"{row.id}:{row.version}", at=now)
            _audit(session, row, by, "", now)
            return to_candidate(row)

    def reject(self, by: Account, candidate_id: str, reason: str, *, version: int) -> Candidate:
        """Make no entry of it, and say why; its replies are not proposed again.

        Raises:
            NotFound: there is none.
            Conflict: it was decided or grew meanwhile.
            InvalidInput: the reason is empty or too long.
        """
        _refuse_others(by)
        why = said(reason, "Alasan")
        now = self._clock()
        with self._database.writing("Calon FAQ gagal ditolak") as session:
            row = _undecided(session, candidate_id, version)
            row.note = why
            _decide(row, CandidateState.REJECTED, by, now)
            session.flush()
            _audit(session, row, by, why, now)
            return to_candidate(row)

    def _list(self, by: Account, *wanted: ColumnElement[bool]) -> list[Candidate]:
        _refuse_others(by)
        statement = select(FaqCandidateRow).where(*wanted)
        ordered = statement.order_by(
            FaqCandidateRow.review_on, FaqCandidateRow.created_at, FaqCandidateRow.id
        )
        with self._database.reading() as session:
            return [to_candidate(row) for row in session.scalars(ordered)]

    def _refuse_unfit(self, draft: FaqDraft, checked: Reverified) -> None:
        if checked.blockers:
            told = (
                f"kalimat {problem.sentence}: {problem.what}" if problem.sentence else problem.what
                for problem in checked.blockers
            )
            raise InvalidInput(f"Jawaban belum dapat disetujui: {'; '.join(told)}.")
        if not laws_of(checked.answer):
            raise InvalidInput("Entri FAQ harus merujuk sedikitnya satu pasal.")
        words = (draft.question, *draft.variants, checked.answer.text)
        if any(map(has_personal_data, words)):
            raise InvalidInput("Pertanyaan, variasi, atau jawaban memuat data pribadi. Hapus dahulu.")
        if not self._today() < draft.review_on <= self._today() + LONGEST_REVIEW:
            raise InvalidInput("Tanggal tinjau ulang harus sesudah hari ini, paling lama tiga tahun lagi.")


def _refuse_others(by: Account) -> None:
    if not may(by, Permission.MANAGE_KNOWLEDGE):
        raise Forbidden("Ini hanya dapat dilakukan pengelola pengetahuan.")


def _undecided(session: Session, candidate_id: str, version: int) -> FaqCandidateRow:
    row = session.get(FaqCandidateRow, candidate_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise _missing()
    if row.state != CandidateState.PROPOSED.value or row.version != version:
        raise Conflict(
            "Calon ini sudah diputuskan atau bertambah sejak Anda membukanya. Muat ulang halamannya."
        )
    return row


def _decide(row: FaqCandidateRow, state: CandidateState, by: Account, now: datetime) -> None:
    row.state, row.decided_by, row.decided_at = state.value, by.id, now
    row.version += 1


def _question(text: str) -> str:
    line = " ".join(text.split())
    if not line or len(line) > LONGEST_QUESTION:
        raise InvalidInput(f"Pertanyaan harus diisi, paling banyak {LONGEST_QUESTION} huruf.")
    return line


def _variants(texts: Sequence[str]) -> tuple[str, ...]:
    lines = tuple(dict.fromkeys(" ".join(text.split()) for text in texts if text.strip()))
    if len(lines) > MOST_VARIANTS or any(len(line) > LONGEST_QUESTION for line in lines):
        raise InvalidInput(
            f"Paling banyak {MOST_VARIANTS} variasi, masing-masing paling panjang {LONGEST_QUESTION} huruf."
        )
    return lines


def _origins(session: Session, row: FaqCandidateRow) -> tuple[Origin, ...]:
    statement = (
        select(PostRow, QuestionRow)
        .join(QuestionRow, QuestionRow.id == PostRow.question_id)
        .where(PostRow.id.in_(list(map(str, row.posts))))
        .order_by(QuestionRow.number)
    )
    return tuple(
        Origin(
            post_id=post.id,
            question_id=question.id,
            number=question.number,
            title=question.public_title,
            standing=Standing(post.standing),
        )
        for post, question in session.execute(statement)
    )


def _audit(session: Session, row: FaqCandidateRow, by: Account, reason: str, now: datetime) -> None:
    details: dict[str, JsonValue] = {
        "question": row.question,
        "answer": row.answer,
        "posts": [str(post) for post in row.posts],
        "legal_basis": [str(basis) for basis in row.legal_basis],
        "entry": row.entry_id,
        "review_on": None if row.review_on is None else row.review_on.isoformat(),
        "verified_against": row.snapshot,
    }
    add_entry(
        session,
        Audited(
            at=now,
            actor=by.username,
            action=f"pengetahuan.faq.{row.state}",
            subject=row.id,
            reason=reason,
            details=details,
        ),
    )


def _missing() -> NotFound:
    return NotFound("Calon FAQ ini tidak ada.")
