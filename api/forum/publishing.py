"""Work of kind ``publish``: what the forum has published becomes what the library knows, and nothing else.

Whatever a job was put for, it sees to all of it: after many decisions at once, the first job does everything
and the others find nothing left to do. A library that is busy is tried again by the queue.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from filelock import FileLock, Timeout
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.forum.faq.published import approved_faq
from api.forum.history import SYSTEM
from api.forum.law_changes import laws_of
from api.forum.models import PostKind, QuestionState, Standing
from api.jobs.queue import Job
from api.jobs.worker import Write
from api.library import Library
from api.state.audit import Audited, add_entry
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.forum_tables import BidangRow, CategoryRow, PostRow, QuestionRow
from assistant.models import Answer
from corpus.dates import long_date
from corpus.errors import Busy
from ingestion.publish import Changes, Published, PublishedReply, finish, prepare, take_out

FOLDER = "terbitan"
"""In the home folder: a file for each published reply."""
REVIEW_AFTER = timedelta(days=180)
"""After publishing, when a reply is to be checked again at the latest."""
WAIT = 120.0
"""Seconds to wait for an ingest that runs; the queue tries again later."""
_MARK = re.compile(r"[ \t]*\[\d{1,3}\]")


class Publishing:
    """The handler of work of kind ``publish``."""

    def __init__(
        self, database: StateDatabase, library: Library, *, wait: float = WAIT, clock: Clock = utc_now
    ) -> None:
        self._database = database
        self._library = library
        self._folder = library.home.path / FOLDER
        self._wait = wait
        self._clock = clock

    def __call__(self, job: Job) -> Write | None:
        """Bring the library up to what is published now; None where it is.

        Raises:
            Busy: the library is being changed all the while.
            StorageError: the disk or a database cannot be used.
        """
        self._library.home.create()
        self._folder.mkdir(exist_ok=True)
        try:
            # One at a time: an older view of what is published must not be written over a newer one.
            with FileLock(self._folder / ".kunci", timeout=self._wait):
                return self._bring_up(job)
        except Timeout:
            raise Busy("Pengetahuan forum sedang diperbarui oleh proses lain.") from None

    def _bring_up(self, job: Job) -> Write | None:
        with self._database.reading() as session:
            zone = self._library.state.zone
            replies: list[Published] = [*published(session, zone), *approved_faq(session, zone)]
        changes = prepare(replies, self._folder, self._library.store)
        if not changes.any:
            return None
        with self._library.home.writer_lock(wait=self._wait):
            take_out(changes, self._library.store)
        self._library.ingest(changes.files, starter=False, wait=self._wait)
        finish(changes, self._folder)
        return lambda session: add_entry(session, self._told(job, changes))

    def _told(self, job: Job, changes: Changes) -> Audited:
        return Audited(
            at=self._clock(),
            actor=SYSTEM,
            action="pengetahuan.terbit",
            subject=job.key,
            reason="",
            details={
                "in": [_post(path) for path in changes.files],
                "out": [_post(path) for path in changes.gone],
                "snapshot": self._library.snapshot().info.id,
            },
        )


def published(session: Session, zone: ZoneInfo) -> Iterator[PublishedReply]:
    """Of every answered question its newest reply where that still holds, in the words everybody reads."""
    statement = (
        select(PostRow, QuestionRow, BidangRow, CategoryRow)
        .join(QuestionRow, QuestionRow.id == PostRow.question_id)
        .join(BidangRow, BidangRow.id == QuestionRow.bidang_id)
        .outerjoin(CategoryRow, CategoryRow.id == QuestionRow.category_id)
        .where(
            PostRow.kind == PostKind.REPLY.value,
            PostRow.standing != Standing.WITHDRAWN.value,
            QuestionRow.state == QuestionState.DONE.value,
        )
        .order_by(QuestionRow.id, PostRow.position)
    )
    newest: dict[str, tuple[PostRow, QuestionRow, BidangRow, CategoryRow | None]] = {}
    for post, question, bidang, category in session.execute(statement):
        newest[question.id] = post, question, bidang, category
    for found in newest.values():
        # An older reply does not take the place of one that is in doubt.
        if found[0].standing == Standing.CURRENT.value:
            yield _reply(*found, zone)


def _reply(
    post: PostRow, question: QuestionRow, bidang: BidangRow, category: CategoryRow | None, zone: ZoneInfo
) -> PublishedReply:
    answer = None if post.answer is None else Answer.model_validate(post.answer)
    day = _day(post.created_at, zone)
    # A reply that was looked at again holds as of that day.
    checked = day if answer is None else max(day, answer.question.on)
    return PublishedReply(
        post_id=post.id,
        title=question.public_title,
        question=question.public_text,
        # Without citations there are no markers, and what stands in brackets is words.
        answer=post.public_text if answer is None else _MARK.sub("", post.public_text),
        topic=bidang.name if category is None else category.name,
        bidang=bidang.id,
        legal_basis=() if answer is None else laws_of(answer),
        asked_on=_day(question.created_at, zone),
        answered_on=day,
        checked=checked,
        review_by=checked + REVIEW_AFTER,
        provenance=(
            f"Balasan atas pertanyaan forum nomor {question.number} (kiriman {post.id}), "
            f"diperiksa dan diterbitkan admin bidang {bidang.name} pada {long_date(day)}."
        ),
    )


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def _post(path: Path) -> str:
    return path.stem
