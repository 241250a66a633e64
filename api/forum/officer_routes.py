"""The forum under ``/api/v1/forum`` for officers.

Each route lets pass who has its permission in any bidang; the stores see to it that it is the bidang of the
question.
"""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.csrf import refuse_elsewhere
from api.forum.listing import QueueFilter, QueueOrder
from api.forum.models import OPEN, ForumQuestion, Priority, QuestionState
from api.forum.route_parts import PREFIX, RESPONSES, Decider, InForum, Limit, Officer, Offset
from api.forum.schemas import (
    Assigning,
    Because,
    Moving,
    PostOut,
    QuestionPage,
    Said,
    Urgency,
    Versioned,
    Why,
)

ME = "saya"
NOBODY = "belum-ada"
LONGEST_AGE = 100_000
"""Hours: eleven years."""

router = APIRouter(
    prefix=PREFIX, responses=RESPONSES, dependencies=[Depends(refuse_elsewhere)], tags=["Forum: petugas"]
)


def wanted(
    by: Officer,
    bidang_id: Annotated[list[str] | None, Query(max_length=100)] = None,
    category_id: Annotated[str, Query(max_length=120)] = "",
    state: Annotated[list[QuestionState] | None, Query(description="Bawaan: yang masih terbuka.")] = None,
    priority: Priority | None = None,
    assignee: Annotated[
        str, Query(max_length=120, description=f"“{ME}”, “{NOBODY}”, atau pengenal akun.")
    ] = "",
    older_than_hours: Annotated[int | None, Query(ge=0, le=LONGEST_AGE)] = None,
    overdue: bool = False,
    order: QueueOrder = QueueOrder.OLDEST,
) -> QueueFilter:
    """Dependency: which questions of a queue are wanted."""
    return QueueFilter(
        bidang=frozenset(bidang_id or ()),
        category_id=category_id,
        states=frozenset(state or OPEN),
        priority=priority,
        assignee_id={ME: by.id, NOBODY: ""}.get(assignee, assignee),
        unassigned=assignee == NOBODY,
        older_than=None if older_than_hours is None else timedelta(hours=older_than_hours),
        overdue=overdue,
        order=order,
    )


@router.get("/queue", summary="Antrean pertanyaan")
def queue(
    by: Officer,
    forum: InForum,
    which: Annotated[QueueFilter, Depends(wanted)],
    limit: Limit = 50,
    offset: Offset = 0,
) -> QuestionPage:
    """Questions of one's own bidang, those that wait longest first unless asked otherwise."""
    page = forum.lists.queue(by, which, limit=limit, offset=offset)
    return QuestionPage(items=list(page.items), total=page.total)


@router.post("/questions/{question_id}/take-over", summary="Ambil pertanyaan")
def take_over(question_id: str, body: Versioned, by: Officer, forum: InForum) -> ForumQuestion:
    """Work a question oneself, whoever had it before."""
    return forum.work.take_over(by, question_id, version=body.version)


@router.post("/questions/{question_id}/assign", summary="Tugaskan kepada petugas")
def assign(question_id: str, body: Assigning, by: Officer, forum: InForum) -> ForumQuestion:
    """Give a question to another officer of its bidang."""
    return forum.work.assign(by, question_id, body.account_id, version=body.version, note=body.note)


@router.post("/questions/{question_id}/hand-back", summary="Kembalikan ke antrean")
def hand_back(question_id: str, body: Because, by: Officer, forum: InForum) -> ForumQuestion:
    """Let a question be nobody's again."""
    return forum.work.hand_back(by, question_id, body.reason, version=body.version)


@router.post("/questions/{question_id}/move", summary="Pindahkan ke kategori atau bidang lain")
def move(question_id: str, body: Moving, by: Officer, forum: InForum) -> ForumQuestion:
    """Put a question where it belongs; routing learns from it."""
    return forum.work.move(by, question_id, **body.model_dump())


@router.post("/questions/{question_id}/priority", summary="Atur prioritas")
def set_priority(question_id: str, body: Urgency, by: Officer, forum: InForum) -> ForumQuestion:
    """Say how soon it is wanted."""
    return forum.work.set_priority(by, question_id, body.priority, version=body.version)


@router.post("/questions/{question_id}/resolve", summary="Nyatakan selesai")
def resolve(question_id: str, body: Versioned, by: Officer, forum: InForum) -> ForumQuestion:
    """Close a question that was replied to."""
    return forum.work.resolve(by, question_id, version=body.version)


@router.post("/questions/{question_id}/reject", summary="Tolak dengan alasan")
def reject(question_id: str, body: Because, by: Officer, forum: InForum) -> ForumQuestion:
    """Close a question that is not going to be answered; the asker reads why."""
    return forum.work.reject(by, question_id, body.reason, version=body.version)


@router.post("/questions/{question_id}/notes", status_code=201, summary="Catat untuk petugas lain")
def note(question_id: str, body: Said, by: Officer, forum: InForum) -> PostOut:
    """Say something to the other officers."""
    return PostOut.of(forum.posts.note(by, question_id, body.text), {by.id: by.name})


@router.post("/posts/{post_id}/withdraw", summary="Tarik balasan")
def withdraw(post_id: str, body: Why, by: Decider, forum: InForum) -> PostOut:
    """Take a published reply back."""
    return PostOut.of(forum.posts.withdraw(by, post_id, body.reason), {by.id: by.name})
