"""Reviews under ``/api/v1/forum``: a draft is opened, edited, decided; or a reply is written alone.

There is no way to decide several at once. Whether a draft was made wrong for practice is told only once it
is decided.
"""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from api.csrf import refuse_elsewhere
from api.forum.drafts import Drafts
from api.forum.edited import LONGEST, Problem, Reverified
from api.forum.models import Draft, RejectReason
from api.forum.review_desk import ReviewDesk
from api.forum.review_words import Decision, Opened, SecondReading, Seen
from api.forum.route_parts import PREFIX, RESPONSES, Decider, Officer
from api.forum.schemas import PostOut, Reply, Said
from api.forum.training import CatchRate
from api.state.audit import LONGEST as LONGEST_NOTE
from assistant.models import Answer
from evals.scorecard import Scorecard

router = APIRouter(
    prefix=PREFIX, responses=RESPONSES, dependencies=[Depends(refuse_elsewhere)], tags=["Forum: tinjauan"]
)


class SeenIn(BaseModel):
    """What the officer decides on, as opening the draft told it."""

    draft_version: int = Field(ge=1, le=2**31 - 1)
    thread_version: int = Field(ge=1, le=2**31 - 1)

    def seen(self) -> Seen:
        """The two versions."""
        return Seen(draft_version=self.draft_version, thread_version=self.thread_version)


class TextIn(BaseModel):
    """An edited reply."""

    text: str = Field(
        min_length=1,
        max_length=LONGEST,
        description="Satu kalimat per baris; nomor rujukan [1] di belakangnya; daftar “Dasar:” di bawah.",
    )


class EditsIn(SeenIn, TextIn):
    """An edited reply that is decided on."""


class RejectIn(SeenIn):
    """A rejection."""

    reason: RejectReason
    note: str = Field("", max_length=LONGEST_NOTE, description="Wajib untuk alasan “lainnya”.")


class OpinionIn(BaseModel):
    """What a second reader says."""

    agrees: bool
    note: str = Field("", max_length=LONGEST_NOTE, description="Wajib bila tidak setuju.")


class TrainingIn(BaseModel):
    """Whether an officer wants to be shown drafts made wrong."""

    wanted: bool


class CheckedOut(BaseModel):
    """A reply as it would be published."""

    answer: Answer
    scorecard: Scorecard
    problems: list[Problem]
    publishable: bool = Field(description="Tidak ada yang menghalangi penerbitannya.")

    @classmethod
    def of(cls, checked: Reverified) -> "CheckedOut":
        """From what was verified."""
        return cls(
            answer=checked.answer,
            scorecard=checked.scorecard,
            problems=list(checked.problems),
            publishable=not checked.blockers,
        )


class OpenedOut(BaseModel):
    """A draft in the hands of its reader."""

    draft: Draft
    text: str = Field(description="Balasan untuk disunting.")
    checked: CheckedOut
    seen: Seen
    lease_until: datetime
    needs_second: bool = Field(description="Harus disetujui pembaca kedua sebelum diterbitkan.")
    readings: list[SecondReading]

    @classmethod
    def of(cls, opened: Opened) -> "OpenedOut":
        """As its reader may see it: nothing tells whether it was made wrong."""
        return cls(
            draft=opened.draft.model_copy(update={"seeded_error": ""}),
            text=opened.text,
            checked=CheckedOut.of(opened.checked),
            seen=opened.seen,
            lease_until=opened.lease_until,
            needs_second=opened.needs_second,
            readings=list(opened.readings),
        )


class TrainingOut(BaseModel):
    """Whether one practises, and how well."""

    wanted: bool
    result: CatchRate
    rate: float | None = Field(description="Bagian yang ditemukan; kosong bila belum ada.")


def _desk(request: Request) -> ReviewDesk:
    desk: ReviewDesk = request.app.state.review
    return desk


def _drafts(request: Request) -> Drafts:
    return Drafts(request.app.state.state.database)


Desk = Annotated[ReviewDesk, Depends(_desk)]
AllDrafts = Annotated[Drafts, Depends(_drafts)]


@router.post("/drafts/{draft_id}/open", summary="Buka draf untuk ditinjau")
def open_draft(draft_id: str, by: Decider, desk: Desk) -> OpenedOut:
    """Take a draft to read; nobody else decides it until the lease ends. Opening again extends it."""
    return OpenedOut.of(desk.reviews.open(by, draft_id))


@router.post("/drafts/{draft_id}/release", status_code=204, summary="Lepaskan draf")
def release(draft_id: str, by: Decider, desk: Desk) -> None:
    """Give an opened draft back undecided."""
    desk.reviews.release(by, draft_id)


@router.post("/drafts/{draft_id}/check", summary="Periksa suntingan")
def check(draft_id: str, body: TextIn, by: Officer, desk: Desk, drafts: AllDrafts) -> CheckedOut:
    """Verify and score an edited reply; nothing is kept."""
    drafts.read_as(by, draft_id)
    return CheckedOut.of(desk.reviews.check(draft_id, body.text))


@router.post("/drafts/{draft_id}/accept", summary="Terima dan terbitkan")
def accept(draft_id: str, body: SeenIn, by: Decider, desk: Desk) -> Decision:
    """Publish a draft as it is."""
    return desk.reviews.accept(by, draft_id, body.seen())


@router.post("/drafts/{draft_id}/accept-with-edits", summary="Terima dengan perubahan")
def accept_with_edits(draft_id: str, body: EditsIn, by: Decider, desk: Desk) -> Decision:
    """Publish what the officer made of a draft, word for word as it was verified."""
    return desk.reviews.accept_with_edits(by, draft_id, body.seen(), body.text)


@router.post("/drafts/{draft_id}/reject", summary="Tolak")
def reject(draft_id: str, body: RejectIn, by: Decider, desk: Desk) -> Decision:
    """Publish nothing, and say why."""
    return desk.reviews.reject(by, draft_id, body.seen(), body.reason, body.note)


@router.post("/drafts/{draft_id}/second-readings", status_code=201, summary="Minta pembaca kedua")
def request_second(draft_id: str, body: EditsIn, by: Decider, desk: Desk) -> SecondReading:
    """Have somebody else read a reply as it would be published."""
    return desk.second.request(by, draft_id, body.seen(), body.text)


@router.post("/second-readings/{reading_id}", summary="Pendapat pembaca kedua")
def second_opinion(reading_id: str, body: OpinionIn, by: Decider, desk: Desk) -> SecondReading:
    """Say whether these words may be published."""
    return desk.second.answer(by, reading_id, agrees=body.agrees, note=body.note)


@router.post("/questions/{question_id}/replies/check", summary="Periksa balasan sendiri")
def check_own(question_id: str, body: Said, by: Officer, desk: Desk) -> CheckedOut:
    """Verify and score a reply that one wrote alone; nothing is kept."""
    return CheckedOut.of(desk.own.check(by, question_id, body.text).checked)


@router.post("/questions/{question_id}/replies", status_code=201, summary="Terbitkan balasan sendiri")
def reply(question_id: str, body: Reply, by: Decider, desk: Desk) -> PostOut:
    """Publish a reply that one wrote alone, once nothing in it stands against that."""
    post = desk.own.publish(by, question_id, body.text, version=body.version, done=body.done)
    return PostOut.of(post, {by.id: by.name})


@router.get("/training", summary="Latihan sendiri")
def training(by: Decider, desk: Desk) -> TrainingOut:
    """Whether one practises on drafts made wrong, and how many one found."""
    return _training(by.id, desk)


@router.put("/training", summary="Ikut atau berhenti latihan")
def set_training(body: TrainingIn, by: Decider, desk: Desk) -> TrainingOut:
    """Be shown drafts made wrong now and then, or no more."""
    desk.training.set(by.id, wanted=body.wanted)
    return _training(by.id, desk)


def _training(account_id: str, desk: ReviewDesk) -> TrainingOut:
    result = desk.training.catch_rate(account_id=account_id)
    return TrainingOut(wanted=desk.training.is_wanted(account_id), result=result, rate=result.rate)
