"""A small made-up forum whose figures can be counted by hand: a week of November 2026 in Jakarta."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from api.figures.figures import Dashboard, Figures
from api.figures.period import Period
from api.figures.scope import Scope
from api.forum.models import DraftState, QuestionState, RejectReason
from api.settings import Settings
from api.state.columns import new_id
from api.state.draft_tables import DecisionRow, DraftRow
from api.state.forum_tables import BidangRow, CategoryRow, QuestionRow, RatingRow
from api.state.import_tables import ImportRow
from api.state.state import State
from evals.scorecard import Opinion, Scorecard
from tests.api.state.answers import answer_to

ZONE = ZoneInfo("Asia/Jakarta")
WORK_HOURS = Settings.model_fields["work_hours"].default
"""7.30–12 and 13–16 from Monday to Thursday, 7.30–11.30 and 13–16.30 on Friday: 7½ hours each."""
WEEK = Period(first=date(2026, 11, 16), last=date(2026, 11, 20))
"""Monday to Friday; it is Friday, 10.00."""


def at(day: int, clock: str) -> datetime:
    """A moment of November 2026 on the agency's clock."""
    hour, minute = clock.split(".")
    return datetime(2026, 11, day, int(hour), int(minute), tzinfo=ZONE)


class MadeUpForum:
    """Writes rows as they are after everything has happened."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.figures = Figures(
            state.database, work_hours=WORK_HOURS, zone=ZONE, clock=lambda: at(20, "10.00")
        )
        self._last = 0
        with state.database.writing("bidang") as session:
            for position, (bidang, name) in enumerate((("mutasi", "Mutasi"), ("pensiun", "Pensiun"))):
                session.add(BidangRow(id=bidang, name=name, description="", position=position, active=True))
            session.flush()
            for category, bidang, reply, resolve in (("pindah", "mutasi", 8, 24), ("bup", "pensiun", 4, 16)):
                session.add(
                    CategoryRow(
                        id=category,
                        bidang_id=bidang,
                        name=category.title(),
                        description="",
                        reply_hours=reply,
                        resolve_hours=resolve,
                        position=0,
                        active=True,
                    )
                )

    def ask(
        self,
        asked: datetime,
        *,
        replied: datetime | None = None,
        closed: datetime | None = None,
        state: QuestionState | None = None,
        category: str | None = "pindah",
        bidang: str = "mutasi",
        reply_due: datetime | None = None,
    ) -> str:
        """A question; one that was closed is done unless told otherwise."""
        self._last += 1
        number, identifier = self._last, new_id()
        standing = state or (QuestionState.DONE if closed else QuestionState.SUBMITTED)
        with self.state.database.writing("pertanyaan") as session:
            session.add(
                QuestionRow(
                    id=identifier,
                    number=number,
                    title=f"Pertanyaan {number}",
                    text="Isi",
                    public_title=f"Pertanyaan {number}",
                    public_text="Isi",
                    anonymous=False,
                    category_id=category,
                    bidang_id=bidang,
                    priority="biasa",
                    state=standing.value,
                    thread_version=1,
                    version=1,
                    created_at=asked,
                    changed_at=asked,
                    reply_due=reply_due,
                    first_reply_at=replied,
                    resolved_at=closed,
                )
            )
        return identifier

    def bring_in(self, question_id: str) -> None:
        """Let a question be one of another forum."""
        with self.state.database.writing("impor") as session:
            session.add(
                ImportRow(
                    source="lama",
                    external_id=question_id,
                    question_id=question_id,
                    words_hash="",
                    content_hash="",
                    imported_at=at(1, "08.00"),
                )
            )

    def rate(self, question_id: str, stars: int) -> None:
        """What its asker thinks of it, said on Wednesday."""
        with self.state.database.writing("penilaian") as session:
            row = RatingRow(question_id=question_id, stars=stars, comment="", given_at=at(18, "09.00"))
            session.add(row)

    def decide(
        self,
        question_id: str,
        decision: DraftState,
        *,
        risk: float = 0.1,
        confidence: float = 0.9,
        opinion: Opinion | None = Opinion.READY,
        edits: float = 0.0,
        reason: RejectReason | None = None,
        when: datetime | None = None,
        **draft: Any,
    ) -> str:
        """A draft and what was decided of it on Wednesday, two minutes after it was opened."""
        identifier, moment = new_id(), when or at(18, "09.00")
        scores = opinion and Scorecard(
            opinion=opinion, reasons=(), lines=(), confidence=confidence, seconds=1
        )
        answer = answer_to("pindah").model_dump(mode="json")
        values = {
            "id": identifier,
            "question_id": question_id,
            "thread_version": 1,
            "state": decision.value,
            "instruction": "",
            "answer": answer,
            "scorecard": scores.model_dump(mode="json") if scores else None,
            "risk": risk,
            "confidence": confidence,
            "drafting": "kutipan",
            "model": "",
            "prompt_hash": "",
            "snapshot": "s1",
            "created_at": moment,
            "superseded_at": moment,
            "second_reader": False,
            "seeded_error": "",
            "version": 1,
            **draft,
        }
        after = None if decision is DraftState.REJECTED else values["answer"]
        with self.state.database.writing("keputusan") as session:
            session.execute(insert(DraftRow).values(**values))
            if decision is not DraftState.STALE:
                session.execute(
                    insert(DecisionRow).values(
                        id=new_id(),
                        draft_id=identifier,
                        question_id=question_id,
                        decided_at=moment,
                        decision=decision.value,
                        reason=reason.value if reason else "",
                        note="",
                        before=values["answer"],
                        after=after,
                        scorecard=None,
                        edit_distance=edits,
                        seconds=120.0,
                    )
                )
        return identifier

    def dashboard(self, *bidang: str, whole_service: bool = False) -> Dashboard:
        """Of the week; of all bidang where none is named."""
        scope = Scope(bidang=frozenset(bidang)) if bidang else Scope()
        return self.figures.dashboard(scope, WEEK, whole_service=whole_service)


def week_of_questions(forum: MadeUpForum) -> dict[str, str]:
    """Nine questions, by what is said of them here."""
    return {
        # 8–10: 2 hours
        "quick": forum.ask(at(16, "08.00"), replied=at(16, "10.00"), closed=at(16, "10.00")),
        # 11–12, 13–16, then 7.30–9: 5½ hours
        "overnight": forum.ask(at(16, "11.00"), replied=at(17, "09.00"), closed=at(17, "09.00")),
        # 7 on Monday, 7½ on Tuesday, 7.30–9.30 on Wednesday: 16½ hours
        "late": forum.ask(at(16, "08.00"), replied=at(18, "09.30"), closed=at(18, "09.30")),
        # waits since 7 + 3 × 7½ + 2½ = 32 hours
        "waiting": forum.ask(at(16, "08.00"), reply_due=at(17, "08.30")),
        # waits since an hour
        "fresh": forum.ask(at(20, "09.00"), reply_due=at(23, "09.00")),
        "rejected": forum.ask(at(16, "08.00"), closed=at(16, "09.00"), state=QuestionState.REJECTED),
        "other": forum.ask(
            at(17, "08.00"), replied=at(17, "09.00"), closed=at(17, "09.00"), category="bup", bidang="pensiun"
        ),
        "last week": forum.ask(at(13, "08.00"), category=None),
        "brought in": _brought_in(forum),
    }


def _brought_in(forum: MadeUpForum) -> str:
    identifier = forum.ask(at(16, "08.00"), replied=at(16, "08.30"), closed=at(16, "08.30"))
    forum.bring_in(identifier)
    return identifier
