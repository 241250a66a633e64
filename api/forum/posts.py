"""What is said under a question: by its asker, among officers, and as a published reply."""

from collections.abc import Mapping

from pydantic import JsonValue

from api.accounts.models import Account
from api.accounts.permissions import Permission
from api.forum.access import locked_for_asker, locked_for_work
from api.forum.adding import add_follow_up, add_note, publish_reply
from api.forum.asking import text_of
from api.forum.drafts import supersede
from api.forum.history import audit
from api.forum.models import TO_ASKER, Post, PostKind, QuestionState
from api.forum.moves import refuse_closed
from api.forum.notifying import subscribe_in
from api.forum.orders import order_first_draft
from api.forum.rows import to_post
from api.forum.taking_back import take_back
from api.state.audit import said
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.forum_tables import PostRow
from assistant.models import Answer
from corpus.errors import Conflict, NotFound

OWN = "petugas"
"""``Answer.origin`` of a reply that an officer wrote alone."""


class Posts:
    """Every method raises StorageError when the database cannot be used.

    Besides what it says itself it raises:

    - NotFound: there is no such question, or none for them to see;
    - Forbidden: they may read it, but not do this;
    - Conflict: the question's state does not allow this, or it has as many posts as there may be;
    - InvalidInput: the text is empty or too long.
    """

    def __init__(self, database: StateDatabase, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    def follow_up(self, by: Account, question_id: str, text: str) -> Post:
        """Say more to one's own open question. What was drafted before is stale; a new draft is ordered."""
        words = text_of(text, "Lanjutan")
        now = self._clock()
        with self._database.writing("Lanjutan gagal disimpan") as session:
            row = locked_for_asker(session, question_id, by)
            refuse_closed(row)
            post = add_follow_up(session, row, words, by=by, at=now)
            order_first_draft(session, row.id, row.thread_version, at=now)
            audit(session, row.id, by, "kiriman.lanjutan", at=now, reason=post.id)
            return to_post(post)

    def note(self, by: Account, question_id: str, text: str) -> Post:
        """Say something to the other officers; whoever does is told of what follows."""
        words = text_of(text, "Catatan")
        now = self._clock()
        with self._database.writing("Catatan gagal disimpan") as session:
            row = locked_for_work(session, question_id, by)
            post = add_note(session, row, words, by=by, at=now)
            subscribe_in(session, row.id, by.id, at=now)
            audit(session, row.id, by, "kiriman.catatan", at=now, reason=post.id)
            return to_post(post)

    def reply(
        self,
        by: Account,
        question_id: str,
        text: str,
        *,
        version: int,
        done: bool = True,
        answer: Answer | None = None,
        snapshot: str = "",
        details: Mapping[str, JsonValue] | None = None,
    ) -> Post:
        """Publish a reply that an officer with the right to publish wrote alone; see ``OwnReplies``.

        Args:
            version: of the question that was read; a newer one is a ``Conflict``.
            done: whether the question is closed by it.
            answer, snapshot: see ``adding.publish_reply``.
            details: what the audit trail keeps of how it was verified.
        """
        words = text_of(text, "Balasan")
        now = self._clock()
        with self._database.writing("Balasan gagal diterbitkan") as session:
            row = locked_for_work(
                session, question_id, by, version=version, permission=Permission.DECIDE_DRAFTS
            )
            if row.state == QuestionState.REJECTED.value:
                raise Conflict("Pertanyaan ini sudah ditolak. Penanya dapat membukanya kembali.")
            post = publish_reply(
                session, row, words, by=by, at=now, answer=answer, snapshot=snapshot, done=done
            )
            subscribe_in(session, row.id, by.id, at=now)
            supersede(session, row.id, at=now)
            audit(session, row.id, by, "balasan.terbit", at=now, reason=post.id, details=details)
            return to_post(post)

    def withdraw(self, by: Account, post_id: str, reason: str) -> Post:
        """Take a published reply back: nobody is shown it any more, and it is knowledge no longer.

        Where no reply is left, the question is worked on again.

        Raises:
            Conflict: it was withdrawn already.
        """
        why = said(reason, "Alasan")
        now = self._clock()
        with self._database.writing("Balasan gagal ditarik") as session:
            seen = session.get(PostRow, post_id)
            if seen is None or PostKind(seen.kind) not in TO_ASKER:
                raise NotFound("Balasan ini tidak ada.")
            row = locked_for_work(session, seen.question_id, by, permission=Permission.DECIDE_DRAFTS)
            post = session.get_one(PostRow, post_id, populate_existing=True)
            take_back(session, row, post, why, by=by, at=now)
            audit(session, row.id, by, "balasan.tarik", at=now, reason=f"{post.id}: {why}")
            return to_post(post)
