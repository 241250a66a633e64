"""The classifier of an installation: its own categories, and what its officers have answered and moved.

Every officer's move of a question is an example at the next question. Texts are those that everybody may
read, with personal data masked.
"""

import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.forum.history import EventKind
from api.forum.models import QuestionState
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.forum_tables import BidangRow, CategoryRow, QuestionEventRow, QuestionRow
from assistant.routing.classifier import Classifier, Routing, standard
from assistant.routing.examples import Example, KnownCategory, described, starter_examples
from assistant.routing.remembered import SHIPPED, RememberedVectors
from corpus.embeddings.protocol import Embedder
from corpus.errors import EmbeddingError

MOST_MOVED, MOST_ANSWERED = 1_000, 1_000
"""Questions of the forum that are learned from; the newest."""
MOVED_WEIGHT = 2.0
"""What a move counts beside an example that nobody looked at."""
ANSWERED_EVERY = timedelta(minutes=10)
"""How old what was learned from answered questions may be; moves are learned at once."""

_Known = tuple[tuple[KnownCategory, ...], tuple[tuple[datetime, Example], ...]]


class LearnedRouting:
    """Fits when something is to be learned. Safe to share between threads.

    Args:
        vectors: file to keep the examples' vectors in, so that a start need not embed them again.
    """

    def __init__(
        self,
        database: StateDatabase,
        embedder: Embedder,
        *,
        vectors: Path | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._embedder = embedder
        self._vectors = RememberedVectors(embedder, vectors, shipped=SHIPPED)
        self._clock = clock
        self._fitting = threading.Lock()
        self._moved: _Known | None = None
        self._answered: tuple[tuple[datetime, Example], ...] = ()
        self._answered_at: datetime | None = None
        self._fitted: Classifier | None = None
        self._by_words: Classifier | None = None

    def route(self, title: str, text: str) -> Routing:
        """Where a question belongs; by its words alone where the embedding backend fails.

        Raises:
            StorageError: the database cannot be used.
        """
        return self.route_text(f"{title}\n{text}")

    def route_text(self, asked: str) -> Routing:
        """``route`` for any text: a question, or what was found for one.

        Raises:
            StorageError: the database cannot be used.
        """
        with self._fitting:
            self._learn()
            if self._fitted is not None:
                try:
                    return self._fitted.route(asked)
                except EmbeddingError as error:
                    _warn(error)
            if self._by_words is None:
                categories, examples = self._material()
                self._by_words = Classifier(categories, examples)
            return self._by_words.route(asked)

    def name_of(self, category_id: str) -> str:
        """What a category is called, as the last fit knew it; its identifier where it knew none."""
        categories, _ = self._moved or ((), ())
        return next((one.name for one in categories if one.id == category_id), category_id)

    def _learn(self) -> None:
        """Fit again where categories or moves are others than at the last fit, or much was answered since."""
        now = self._clock()
        with self._database.reading() as session:
            moved = _categories(session), _moved(session)
            late = self._answered_at is None or now - self._answered_at >= ANSWERED_EVERY
            answered = _answered(session) if late else self._answered
        known = (moved, answered) == (self._moved, self._answered)
        if late:
            self._answered_at = now
        if known and self._fitted is not None:
            return
        self._moved, self._answered = moved, answered
        self._fitted = self._by_words = None
        categories, examples = self._material()
        try:
            vectors = self._vectors.of([standard(example.text) for example in examples])
        except EmbeddingError as error:
            # The next question tries again.
            _warn(error)
            return
        self._fitted = Classifier(categories, examples, embedder=self._embedder, vectors=vectors)

    def _material(self) -> tuple[Sequence[KnownCategory], list[Example]]:
        """Categories and every example of them, the oldest first."""
        categories, moved = self._moved or ((), ())
        learned = sorted((*moved, *self._answered), key=lambda one: one[0])
        return categories, [*described(categories), *starter_examples(), *(example for _, example in learned)]


def _categories(session: Session) -> tuple[KnownCategory, ...]:
    statement = (
        select(CategoryRow)
        .join(BidangRow, CategoryRow.bidang_id == BidangRow.id)
        .where(CategoryRow.active, BidangRow.active)
        .order_by(CategoryRow.id)
    )
    return tuple(
        KnownCategory(id=row.id, bidang_id=row.bidang_id, name=row.name, description=row.description)
        for row in session.scalars(statement)
    )


def _moved(session: Session) -> tuple[tuple[datetime, Example], ...]:
    """Questions that an officer put into the category they are in, with the last such move."""
    statement = (
        select(QuestionRow, QuestionEventRow.at)
        .join(QuestionEventRow, QuestionEventRow.question_id == QuestionRow.id)
        .where(QuestionEventRow.action == EventKind.MOVED.value, QuestionEventRow.actor_id.is_not(None))
        .where(QuestionRow.category_id.is_not(None), QuestionRow.state != QuestionState.REJECTED.value)
        .order_by(QuestionEventRow.id.desc())
        .limit(MOST_MOVED)
    )
    newest: dict[str, tuple[datetime, Example]] = {}
    for row, at in session.execute(statement):
        newest.setdefault(row.id, (at, _example(row, weight=MOVED_WEIGHT, correction=True)))
    return tuple(newest.values())


def _answered(session: Session) -> tuple[tuple[datetime, Example], ...]:
    """Questions that were answered in the category they were routed to."""
    by_hand = select(QuestionEventRow.question_id).where(
        QuestionEventRow.action == EventKind.MOVED.value, QuestionEventRow.actor_id.is_not(None)
    )
    statement = (
        select(QuestionRow)
        .where(QuestionRow.state == QuestionState.DONE.value, QuestionRow.category_id.is_not(None))
        .where(QuestionRow.resolved_at.is_not(None), QuestionRow.id.not_in(by_hand))
        .order_by(QuestionRow.resolved_at.desc(), QuestionRow.id)
        .limit(MOST_ANSWERED)
    )
    return tuple((row.resolved_at or row.changed_at, _example(row)) for row in session.scalars(statement))


def _example(row: QuestionRow, *, weight: float = 1.0, correction: bool = False) -> Example:
    return Example(
        text=f"{row.public_title}\n{row.public_text}",
        category_id=row.category_id or "",
        weight=weight,
        correction=correction,
    )


def _warn(error: EmbeddingError) -> None:
    structlog.get_logger().warning("routed by words alone", reason=str(error))
