"""The forum under ``/api/v1/forum`` for whoever asks and reads."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.accounts.signed_in import CurrentAccount, SignedIn
from api.csrf import refuse_elsewhere
from api.forum.asking import Prefill
from api.forum.masking import LONGEST_TEXT
from api.forum.models import ForumQuestion, QuestionState
from api.forum.route_parts import PREFIX, RESPONSES, Asker, InForum, Limit, Offset, shown
from api.forum.schemas import (
    Asking,
    Count,
    Drafted,
    HistoryOut,
    NewWords,
    NotificationPage,
    PostOut,
    PreviewOut,
    PublicPage,
    PublicThreadOut,
    QuestionPage,
    Rate,
    ReadWhich,
    Reopening,
    Said,
    SimilarOut,
    ThreadOut,
)
from api.forum.threads import Rating

router = APIRouter(
    prefix=PREFIX, responses=RESPONSES, dependencies=[Depends(refuse_elsewhere)], tags=["Forum"]
)


@router.post("/preview", summary="Yang akan dibaca umum")
def preview(body: Drafted, by: Asker, forum: InForum) -> PreviewOut:
    """A question as others would read it, with the kinds of personal data that were masked."""
    return PreviewOut.of(forum.questions.preview(by, body.title, body.text))


@router.get("/similar", summary="Mungkin sudah terjawab")
def similar(
    forum: InForum,
    text: Annotated[str, Query(max_length=LONGEST_TEXT, description="Yang sedang diketik.")],
    k: Annotated[int, Query(ge=1, le=20)] = 5,
) -> SimilarOut:
    """Answered questions and FAQ like what is being typed, the likeliest first."""
    return SimilarOut(items=forum.similar.find(text, k=k))


@router.get("/handovers/{receipt}", summary="Isian dari “Kirim ke forum”")
def prefill(receipt: str, by: Asker, forum: InForum) -> Prefill:
    """What the form begins with for a question that was handed over before."""
    return forum.questions.prefill(by, receipt)


@router.post("/questions", status_code=201, summary="Ajukan pertanyaan")
def submit(body: Asking, by: Asker, forum: InForum) -> ForumQuestion:
    """Ask the agency a question."""
    return forum.questions.submit(by, body.new())


@router.get("/questions", summary="Pertanyaan sendiri")
def own(
    by: SignedIn, forum: InForum, state: QuestionState | None = None, limit: Limit = 50, offset: Offset = 0
) -> QuestionPage:
    """What one asked oneself, the newest first."""
    page = forum.lists.own(by, state=state, limit=limit, offset=offset)
    return QuestionPage(items=list(page.items), total=page.total)


@router.get("/answered", summary="Pertanyaan yang sudah dijawab")
def answered(
    forum: InForum,
    query: Annotated[str, Query(max_length=200, description="Kata-kata yang dicari.")] = "",
    bidang_id: Annotated[str, Query(max_length=120)] = "",
    category_id: Annotated[str, Query(max_length=120)] = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> PublicPage:
    """Answered questions that everybody may read, the newest first."""
    page = forum.lists.public(
        query=query, bidang_id=bidang_id, category_id=category_id, limit=limit, offset=offset
    )
    return PublicPage(items=list(page.items), total=page.total)


@router.get("/questions/{question_id}", summary="Satu pertanyaan")
def question(question_id: str, viewer: CurrentAccount, forum: InForum) -> ThreadOut | PublicThreadOut:
    """A question with what is said under it: all of it for asker and officers, else what is public."""
    return shown(forum.questions.read(viewer, question_id))


@router.get("/questions/{question_id}/history", summary="Riwayat pertanyaan")
def history(question_id: str, by: SignedIn, forum: InForum) -> HistoryOut:
    """What happened to a question, the oldest first."""
    return HistoryOut(events=forum.questions.history(by, question_id))


@router.patch("/questions/{question_id}/public", summary="Ubah naskah untuk umum")
def change_words(question_id: str, body: NewWords, by: SignedIn, forum: InForum) -> ForumQuestion:
    """Change what others read of a question; personal data is masked again."""
    return forum.questions.change_words(by, question_id, **body.model_dump())


@router.post("/questions/{question_id}/follow-ups", status_code=201, summary="Tambah penjelasan")
def follow_up(question_id: str, body: Said, by: SignedIn, forum: InForum) -> PostOut:
    """Say more to one's own open question; a new draft is made for it."""
    return PostOut.of(forum.posts.follow_up(by, question_id, body.text), {by.id: by.name})


@router.post("/questions/{question_id}/reopen", summary="Buka kembali")
def reopen(question_id: str, body: Reopening, by: SignedIn, forum: InForum) -> ForumQuestion:
    """Open one's own question again, some days after it was closed at the latest."""
    return forum.work.reopen(by, question_id, body.reason, version=body.version)


@router.put("/questions/{question_id}/rating", summary="Nilai penanganannya")
def rate(question_id: str, body: Rate, by: SignedIn, forum: InForum) -> Rating:
    """Rate how one's own question was handled; a later word takes the place of an earlier one."""
    return forum.ratings.rate(by, question_id, body.stars, body.comment)


@router.put("/questions/{question_id}/subscription", status_code=204, summary="Ikuti pertanyaan")
def subscribe(question_id: str, by: SignedIn, forum: InForum) -> None:
    """Be told when a question moves on."""
    forum.notifications.subscribe(by, question_id)


@router.delete("/questions/{question_id}/subscription", status_code=204, summary="Berhenti mengikuti")
def unsubscribe(question_id: str, by: SignedIn, forum: InForum) -> None:
    """Be told of a question no more."""
    forum.notifications.unsubscribe(by, question_id)


@router.get("/notifications", summary="Pemberitahuan")
def notifications(
    by: SignedIn, forum: InForum, unread: bool = False, limit: Limit = 50, offset: Offset = 0
) -> NotificationPage:
    """What one was told, the newest first."""
    page = forum.notifications.list(by, unread_only=unread, limit=limit, offset=offset)
    return NotificationPage(items=list(page.items), total=page.total, unread=forum.notifications.unread(by))


@router.post("/notifications/read", summary="Tandai sudah dibaca")
def mark_read(body: ReadWhich, by: SignedIn, forum: InForum) -> Count:
    """Note that one has read some notifications, or all."""
    return Count(count=forum.notifications.mark_read(by, body.ids))
