"""Drafts for officers under ``/api/v1/forum``: the queue, one, another one, and words to insert.

What lies in another bidang is answered like what never was.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field

from api.accounts.models import Account
from api.accounts.permissions import Permission, bidang_for
from api.accounts.signed_in import requires
from api.csrf import refuse_elsewhere
from api.forum.draft_queue import DraftFilter, DraftOrder, DraftQueue, Waiting
from api.forum.drafted_by import DraftedBy, heeded
from api.forum.drafts import DECIDED, LONGEST_INSTRUCTION, Drafts
from api.forum.holding import why_no_draft
from api.forum.models import Draft, Priority
from api.forum.route_parts import PREFIX, RESPONSES, Limit, Officer, Offset
from api.forum.saved_replies import LONGEST_TEXT, LONGEST_TITLE, SavedReplies, SavedReply
from api.state.state import State
from evals.scorecard import Opinion

router = APIRouter(
    prefix=PREFIX, responses=RESPONSES, dependencies=[Depends(refuse_elsewhere)], tags=["Forum: draf"]
)

Manager = Annotated[Account, Depends(requires(Permission.MANAGE_BIDANG))]


class DraftOut(BaseModel):
    """A draft with what an officer has to know of it."""

    draft: Draft
    why_no_draft: str = Field(description="Mengapa hanya ada balasan sementara; kosong untuk draf biasa.")
    instruction_note: str = Field(description="Apa yang terjadi dengan arahan petugas; kosong tanpa arahan.")

    @classmethod
    def of(cls, draft: Draft) -> "DraftOut":
        """From a draft; whether it was made wrong for practice is told once it is decided."""
        shown = draft if draft.state in DECIDED else draft.model_copy(update={"seeded_error": ""})
        return cls(draft=shown, why_no_draft=why_no_draft(draft.answer), instruction_note=heeded(draft))


class DraftsOut(BaseModel):
    """The drafts of a question, the newest first."""

    drafts: list[DraftOut]
    under_way: bool = Field(description="Draf lain sedang disusun atau menunggu disusun.")
    failure: str = Field(description="Mengapa draf yang terakhir diminta tidak jadi; kosong bila jadi.")


class QueueOut(BaseModel):
    """A page of the queue."""

    items: list[Waiting]
    total: int


class AnotherDraft(BaseModel):
    """A wish for another draft."""

    instruction: str = Field("", max_length=LONGEST_INSTRUCTION, description="Panjang, nada, atau isinya.")


class Words(BaseModel):
    """Words to insert into replies."""

    title: str = Field(min_length=1, max_length=LONGEST_TITLE)
    text: str = Field(min_length=1, max_length=LONGEST_TEXT)


def _state(request: Request) -> State:
    state: State = request.app.state.state
    return state


def _drafts(request: Request) -> Drafts:
    return Drafts(_state(request).database)


def _queue(request: Request) -> DraftQueue:
    return DraftQueue(_state(request).database)


def _replies(request: Request) -> SavedReplies:
    return SavedReplies(_state(request).database)


AllDrafts = Annotated[Drafts, Depends(_drafts)]
Queue = Annotated[DraftQueue, Depends(_queue)]
Replies = Annotated[SavedReplies, Depends(_replies)]


def _wanted(
    bidang: Annotated[list[str] | None, Query(max_length=50, description="Hanya bidang ini.")] = None,
    category: Annotated[str | None, Query(max_length=200)] = None,
    assignee: Annotated[
        str | None, Query(max_length=200, description="Nomor akun; kosong: yang belum ditugaskan.")
    ] = None,
    priority: Priority | None = None,
    opinion: Opinion | None = None,
    drafted_by: DraftedBy | None = None,
    least_risk: Annotated[float | None, Query(ge=0, le=1)] = None,
    words: Annotated[str, Query(max_length=200)] = "",
) -> DraftFilter:
    return DraftFilter(
        bidang=tuple(bidang or ()),
        category_id=category,
        assignee_id=assignee,
        priority=priority,
        opinion=opinion,
        drafted_by=drafted_by,
        least_risk=least_risk,
        words=words,
    )


@router.get("/drafts", summary="Antrean draf bidang sendiri")
def queue(
    by: Officer,
    drafts: Queue,
    wanted: Annotated[DraftFilter, Depends(_wanted)],
    order: DraftOrder = DraftOrder.RISK,
    limit: Limit = 50,
    offset: Offset = 0,
) -> QueueOut:
    """Open questions of one's bidang whose draft is not decided, or that have none yet."""
    own = bidang_for(by, Permission.WORK_QUESTIONS)
    found = drafts.list(own, order=order, wanted=wanted, limit=limit, offset=offset)
    return QueueOut(items=found, total=drafts.count(own, wanted=wanted))


@router.get("/drafts/{draft_id}", summary="Satu draf")
def draft(draft_id: str, by: Officer, drafts: AllDrafts) -> DraftOut:
    """A draft with its answer, scores, risk and provenance, current or not."""
    return DraftOut.of(drafts.read_as(by, draft_id))


@router.get("/questions/{question_id}/drafts", summary="Semua draf satu pertanyaan")
def drafts_of_question(question_id: str, by: Officer, drafts: AllDrafts) -> DraftsOut:
    """Every draft of a question, stale ones too, and whether another is under way."""
    return _shown(by, question_id, drafts)


@router.post("/questions/{question_id}/drafts", status_code=202, summary="Minta draf lain")
def another_draft(question_id: str, body: AnotherDraft, by: Officer, drafts: AllDrafts) -> DraftsOut:
    """Have another draft made in the background; the one there is stays current until then."""
    drafts.order(question_id, by, instruction=body.instruction)
    return _shown(by, question_id, drafts)


@router.get("/bidang/{bidang_id}/saved-replies", summary="Balasan tersimpan satu bidang")
def saved_replies(bidang_id: str, by: Officer, replies: Replies) -> list[SavedReply]:
    """Words that officers of a bidang insert into replies."""
    return replies.list(by, bidang_id)


@router.post("/bidang/{bidang_id}/saved-replies", status_code=201, summary="Simpan balasan baru")
def add_saved_reply(bidang_id: str, body: Words, by: Manager, replies: Replies) -> SavedReply:
    """Keep words to be inserted."""
    return replies.add(by, bidang_id, body.title, body.text)


@router.put("/saved-replies/{reply_id}", summary="Ubah balasan tersimpan")
def change_saved_reply(reply_id: str, body: Words, by: Manager, replies: Replies) -> SavedReply:
    """Put other words in the place of kept ones."""
    return replies.change(by, reply_id, body.title, body.text)


@router.delete("/saved-replies/{reply_id}", status_code=204, summary="Hapus balasan tersimpan")
def remove_saved_reply(reply_id: str, by: Manager, replies: Replies) -> None:
    """Keep words no longer."""
    replies.remove(by, reply_id)


def _shown(by: Account, question_id: str, drafts: Drafts) -> DraftsOut:
    found = drafts.of_question(by, question_id)
    return DraftsOut(
        drafts=[DraftOut.of(one) for one in found.drafts],
        under_way=found.under_way,
        failure=found.failure,
    )
