"""Work of kind ``faq``: similar approved replies become candidates for the FAQ.

A reply that a decided candidate was made from is not proposed again. Candidates that nobody has decided yet
grow with what is asked next; doing it again without anything new changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.forum.edited_text import editor_text
from api.forum.faq.grouping import Asked, groups, most_central
from api.forum.faq.states import CandidateState
from api.forum.history import SYSTEM
from api.forum.law_changes import laws_of
from api.forum.models import PostKind, QuestionState, Standing
from api.jobs.queue import Job
from api.jobs.worker import Write
from api.state.audit import Audited, add_entry
from api.state.clock import Clock, utc_now
from api.state.columns import new_id
from api.state.database import StateDatabase
from api.state.forum_tables import PostRow, QuestionRow
from api.state.knowledge_tables import FaqCandidateRow
from assistant.models import Answer
from corpus.embeddings.protocol import Embedder

COMPARED = 1_000
"""Characters of a question that are compared."""
_DECIDED = (CandidateState.APPROVED.value, CandidateState.REJECTED.value)


@dataclass(frozen=True, slots=True)
class _Reply:
    """An approved reply that still holds, with the question it answers in the words everybody reads."""

    post_id: str
    at: datetime
    title: str
    text: str
    category_id: str | None
    bidang_id: str
    answer: Answer


class Gathering:
    """The handler of work of kind ``faq``; it keeps vectors of questions from one time to the next."""

    def __init__(self, database: StateDatabase, embedder: Embedder, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._embedder = embedder
        self._clock = clock
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def __call__(self, _: Job) -> Write | None:
        """Group what is approved and not yet decided on; None where nothing is alike.

        Raises:
            EmbeddingError: questions cannot be compared; the work is tried again.
            StorageError: the database cannot be used.
        """
        with self._database.reading() as session:
            decided = _posts_of(session, _DECIDED)
            replies = [reply for reply in _approved(session) if reply.post_id not in decided]
        asked = self._asked(replies)
        found = [
            ([replies[place] for place in group], most_central([asked[place] for place in group]))
            for group in groups(asked)
        ]
        if not found:
            return None
        return lambda session: _keep(session, found, self._clock())

    def _asked(self, replies: Sequence[_Reply]) -> list[Asked]:
        texts = [f"{reply.title}\n{reply.text}"[:COMPARED] for reply in replies]
        missing = list(dict.fromkeys(text for text in texts if text not in self._vectors))
        made = dict(zip(missing, self._embedder.embed_passages(missing), strict=True)) if missing else {}
        known = {**self._vectors, **made}
        self._vectors = {text: known[text] for text in texts}
        return [
            Asked(reply.post_id, known[text], laws_of(reply.answer))
            for reply, text in zip(replies, texts, strict=True)
        ]


def _approved(session: Session) -> list[_Reply]:
    """Of every answered question its newest reply, where that holds and cites law; the oldest first."""
    statement = (
        select(PostRow, QuestionRow)
        .join(QuestionRow, QuestionRow.id == PostRow.question_id)
        .where(
            PostRow.kind == PostKind.REPLY.value,
            PostRow.standing == Standing.CURRENT.value,
            QuestionRow.state == QuestionState.DONE.value,
        )
        .order_by(PostRow.created_at, PostRow.id)
    )
    newest: dict[str, _Reply] = {}
    for post, question in session.execute(statement):
        answer = None if post.answer is None else Answer.model_validate(post.answer)
        if answer is None or not laws_of(answer):
            continue
        newest[question.id] = _Reply(
            post_id=post.id,
            at=post.created_at,
            title=question.public_title,
            text=question.public_text,
            category_id=question.category_id,
            bidang_id=question.bidang_id,
            answer=answer,
        )
    return list(newest.values())


def _posts_of(session: Session, states: Sequence[str]) -> set[str]:
    rows = session.scalars(select(FaqCandidateRow.posts).where(FaqCandidateRow.state.in_(states)))
    return {str(post) for posts in rows for post in posts}


def _keep(session: Session, found: Sequence[tuple[list[_Reply], int]], at: datetime) -> None:
    """Add new candidates and let those that wait grow; of two that became one the older stays."""
    statement = (
        select(FaqCandidateRow)
        .where(FaqCandidateRow.state == CandidateState.PROPOSED.value)
        .order_by(FaqCandidateRow.created_at, FaqCandidateRow.id)
        .with_for_update()
    )
    waiting = list(session.scalars(statement))
    decided = _posts_of(session, _DECIDED)
    told: list[Audited] = []
    for group, place in found:
        if any(reply.post_id in decided for reply in group):
            # Somebody decided meanwhile: what is left is looked at the next time.
            continue
        posts = [reply.post_id for reply in group]
        own = [row for row in waiting if set(map(str, row.posts)) & set(posts)]
        if not own:
            row = _new(group, place, at)
            session.add(row)
        elif set(posts) <= set(map(str, own[0].posts)):
            continue
        else:
            row = own[0]
            _propose(row, group, place)
            row.version += 1
            for other in own[1:]:
                session.delete(other)
        told.append(
            Audited(
                at=at,
                actor=SYSTEM,
                action="pengetahuan.calon",
                subject=row.id,
                reason="",
                details={"posts": [*posts]},
            )
        )
    for entry in told:
        add_entry(session, entry)


def _new(group: Sequence[_Reply], place: int, at: datetime) -> FaqCandidateRow:
    row = FaqCandidateRow(
        id=new_id(),
        state=CandidateState.PROPOSED.value,
        snapshot="",
        standing=Standing.CURRENT.value,
        entry_id="",
        note="",
        created_at=at,
        version=1,
    )
    _propose(row, group, place)
    return row


def _propose(row: FaqCandidateRow, group: Sequence[_Reply], place: int) -> None:
    """The question nearest to the others, the other ways to ask it, and the newest reply."""
    latest = max(group, key=lambda reply: (reply.at, reply.post_id))
    question = group[place].title
    others = dict.fromkeys(reply.title for reply in group if reply.title != question)
    row.posts = [reply.post_id for reply in group]
    row.question, row.variants = question, list(others)
    row.answer = editor_text(latest.answer.claims)
    row.legal_basis = list(laws_of(latest.answer))
    row.category_id, row.bidang_id = latest.category_id, latest.bidang_id
