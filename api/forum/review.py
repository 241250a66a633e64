"""Review: an officer opens a draft, reads it, and decides. Nothing that a machine wrote gets out otherwise.

What is published is verified against what is known at that moment, and is published word for word. A draft
is decided once, by the officer who has it open, on the version they have seen, while nobody wrote more in the
thread. The decision, the published post and the entry in the audit trail are one transaction.
"""

import random
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.forum.adding import publish_reply
from api.forum.deciding import record_decision
from api.forum.drafts import to_draft
from api.forum.edited import Reverified, reverify, reverify_text
from api.forum.edited_text import editor_text
from api.forum.models import Draft, DraftState, RejectReason
from api.forum.notifying import subscribe_in
from api.forum.rejection import order_after_rejection
from api.forum.review_words import Decision, Opened, ReviewRules, Seen
from api.forum.reviewing import (
    Held,
    draft_of,
    locked_draft,
    readings_of,
    refuse_blocked,
    refuse_no_reply,
    refuse_other_reader,
    refuse_outdated,
    refuse_unagreed,
    refuse_unseen,
)
from api.forum.seeding import Seeded, seed
from api.forum.training import found_slip, may_be_seeded, plant, take_away
from api.state.audit import said
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from assistant.models import Answer, AnswerStatus
from assistant.support import SupportChecker
from corpus.errors import Conflict
from corpus.open_snapshot import OpenSnapshot

RULES = ReviewRules()


class Reviews:
    """Every method raises StorageError when the database or the library cannot be used.

    Besides what it says itself it raises:

    - NotFound: there is no such draft, or none for them to see;
    - Forbidden: they have no right to decide in this bidang;
    - Conflict: the question is closed, the draft decided, set aside, changed or another's to read, or
      somebody wrote more in the thread.

    Args:
        leased: the snapshot that serves, open for a ``with`` block.
        today: the day that replies are to hold for.
        checker: advises on whether sentences follow from what they cite; None gives no such advice.
        chance: decides who is shown a draft made wrong.
    """

    def __init__(
        self,
        database: StateDatabase,
        leased: Callable[[], AbstractContextManager[OpenSnapshot]],
        *,
        today: Callable[[], date],
        rules: ReviewRules = RULES,
        checker: SupportChecker | None = None,
        chance: random.Random | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._leased = leased
        self._today = today
        self._rules = rules
        self._checker = checker
        self._chance = chance or random.Random()  # noqa: S311  # picks practice, keeps no secret
        self._clock = clock

    @property
    def rules(self) -> ReviewRules:
        """What the agency set."""
        return self._rules

    def open(self, by: Account, draft_id: str) -> Opened:
        """Take a draft to read: until the lease ends, nobody else decides it. Opening again extends it."""
        wrong = self._made_wrong(by, draft_id)
        now = self._clock()
        with self._database.writing("Draf gagal dibuka") as session:
            held = locked_draft(session, by, draft_id)
            refuse_outdated(held)
            refuse_other_reader(session, held, by, now)
            if held.draft.seeded_error and held.draft.reader_id != by.id:
                held = take_away(session, held, at=now)
            if wrong is not None and may_be_seeded(session, held.draft, by.id):
                held = plant(session, held, wrong, at=now)
            row = held.row
            if row.reader_id != by.id or row.state != DraftState.IN_REVIEW.value:
                row.reader_id, row.opened_at, row.state = by.id, now, DraftState.IN_REVIEW.value
                row.version += 1
            row.lease_until = lease_until = now + self._rules.lease
            session.flush()
            draft = to_draft(row)
            readings = readings_of(session, row.id)
            seen = Seen(draft_version=row.version, thread_version=held.question.thread_version)
        return Opened(
            draft=draft,
            text=editor_text(draft.answer.claims),
            checked=self._checked(draft.answer),
            seen=seen,
            lease_until=lease_until,
            needs_second=self._needs_second(draft),
            readings=readings,
        )

    def release(self, by: Account, draft_id: str) -> None:
        """Give an opened draft back undecided."""
        now = self._clock()
        with self._database.writing("Draf gagal dilepas") as session:
            held = locked_draft(session, by, draft_id)
            row = held.row
            if row.state != DraftState.IN_REVIEW.value or row.reader_id != by.id:
                raise Conflict("Draf ini tidak sedang Anda tinjau.")
            row.reader_id, row.lease_until = None, None
            row.state = (DraftState.DRAFTED if row.scorecard is None else DraftState.SCORED).value
            row.version += 1
            session.flush()
            if row.seeded_error:
                take_away(session, held, at=now)

    def check(self, draft_id: str, text: str) -> Reverified:
        """What an edited reply would be, verified and scored, without deciding anything.

        Callers see to who may read the draft.

        Raises:
            InvalidInput: the text is empty or too long.
        """
        with self._database.reading() as session:
            draft = draft_of(session, draft_id)
        with self._leased() as snapshot:
            return reverify_text(text, draft.answer, snapshot, on=self._today(), checker=self._checker)

    def accept(self, by: Account, draft_id: str, seen: Seen) -> Decision:
        """Publish a draft as it is.

        Raises:
            Conflict: also where it does not stand as it is, or a second reader has not agreed.
        """
        with self._database.reading() as session:
            draft = draft_of(session, draft_id)
        checked = self._checked(draft.answer)
        return self._publish(by, draft, seen, checked, DraftState.ACCEPTED)

    def accept_with_edits(self, by: Account, draft_id: str, seen: Seen, text: str) -> Decision:
        """Publish what an officer made of a draft; one that says the same is accepted as it is.

        Raises:
            InvalidInput: the text is empty or too long, or something in it does not stand.
            Conflict: also where a second reader has not agreed to these words.
        """
        checked = self.check(draft_id, text)
        with self._database.reading() as session:
            draft = draft_of(session, draft_id)
        if checked.answer.claims == draft.answer.claims:
            return self._publish(by, draft, seen, checked, DraftState.ACCEPTED)
        return self._publish(by, draft, seen, checked, DraftState.ACCEPTED_WITH_EDITS)

    def reject(
        self, by: Account, draft_id: str, seen: Seen, reason: RejectReason, note: str = ""
    ) -> Decision:
        """Publish nothing, and say why; the question stays open, and another draft is ordered.

        Raises:
            InvalidInput: the note is too long, or lacks where the reason is "other".
        """
        remark = said(note, "Catatan", required=reason is RejectReason.OTHER)
        now = self._clock()
        with self._database.writing("Keputusan gagal disimpan") as session:
            held = locked_draft(session, by, draft_id)
            refuse_unseen(held, by, seen)
            caught = True if held.draft.seeded_error else None
            if held.draft.seeded_error:
                take_away(session, held, at=now)
            else:
                order_after_rejection(session, held.question, reason, remark, by=by, at=now)
            return record_decision(
                session,
                held,
                by,
                DraftState.REJECTED,
                at=now,
                reason=reason.value,
                note=remark,
                caught=caught,
            )

    def _publish(
        self, by: Account, draft: Draft, seen: Seen, checked: Reverified, decision: DraftState
    ) -> Decision:
        now = self._clock()
        answer = checked.answer
        edited = decision is DraftState.ACCEPTED_WITH_EDITS
        with self._database.writing("Keputusan gagal disimpan") as session:
            held = locked_draft(session, by, draft.id)
            refuse_unseen(held, by, seen)
            if not edited:
                refuse_no_reply(answer)
            refuse_blocked(checked.blockers, edited=edited)
            if held.draft.seeded_error:
                return self._practised(session, held, by, checked, decision)
            if self._needs_second(held.draft):
                refuse_unagreed(session, held, by, editor_text(answer.claims))
            cites = any(claim.citations for claim in answer.claims)
            post = publish_reply(
                session,
                held.question,
                answer.text,
                by=by,
                at=now,
                answer=answer if cites else None,
                snapshot=checked.snapshot if cites else "",
                # A word that somebody will see to it ends no question.
                done=answer.status is not AnswerStatus.BLOCKED,
            )
            subscribe_in(session, held.question.id, by.id, at=now)
            return record_decision(session, held, by, decision, at=now, checked=checked, post_id=post.id)

    def _practised(
        self, session: Session, held: Held, by: Account, checked: Reverified, decision: DraftState
    ) -> Decision:
        """Keep what a reader decided of a draft made wrong; the good one returns, nothing is published."""
        now = self._clock()
        good = take_away(session, held, at=now)
        caught = found_slip(decision, checked.answer, held.draft.answer, good.draft.answer)
        return record_decision(session, held, by, decision, at=now, checked=checked, caught=caught)

    def _checked(self, answer: Answer) -> Reverified:
        with self._leased() as snapshot:
            return reverify(answer, snapshot, on=self._today(), checker=self._checker)

    def _needs_second(self, draft: Draft) -> bool:
        return draft.second_reader or draft.risk >= self._rules.high_risk

    def _made_wrong(self, by: Account, draft_id: str) -> Seeded | None:
        """The draft made wrong, when it is somebody's turn to practise on it."""
        if self._chance.random() >= self._rules.seeded_share:
            return None
        with self._database.reading() as session:
            draft = draft_of(session, draft_id)
            if self._needs_second(draft) or not may_be_seeded(session, draft, by.id):
                return None
        with self._leased() as snapshot:
            return seed(draft.answer, snapshot, on=self._today(), chance=self._chance)
