"""Lists of the forum: answered questions that everybody reads, one's own, and what one was told."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from api.accounts.signed_in import CurrentAccount, SignedIn
from api.forum.models import QuestionState
from api.forum.notifications import Notification
from api.forum.notifying import Notice
from api.forum.route_parts import InForum
from api.pages.conversation_visit import AnyVisit
from api.pages.form_fields import Fields
from api.pages.forum_parts import ON_A_PAGE, near, paging, places
from api.pages.forum_words import (
    FORUM,
    NOTICES,
    OWN,
    STATE_MEANS,
    STATES,
    TOLD,
    by_bidang,
    question_id_url,
    question_url,
)
from api.pages.knowledge_routes import KNOWLEDGE
from api.pages.minutes_words import meeting_url
from api.pages.regulation_routes import page_number

router = APIRouter(include_in_schema=False)

LONGEST_SEARCH = 200
ENOUGH = 5
"""Where so many questions have the words, those that are merely alike are not shown."""


@router.get(FORUM)
def answered(
    visit: AnyVisit, forum: InForum, cari: str = "", kategori: str = "", hal: str = "1"
) -> HTMLResponse:
    """Answered questions, the newest first; ``cari``: words that all stand in title or text."""
    words, category, number = cari.strip()[:LONGEST_SEARCH], kategori.strip()[:100], page_number(hal)
    found = forum.lists.public(
        query=words, category_id=category, limit=ON_A_PAGE, offset=(number - 1) * ON_A_PAGE
    )
    alike = near(forum.similar.find(words)) if words and found.total < ENOUGH else []
    shown = {question_url(one.number) for one in found.items}
    where = places(forum)
    return visit.page(
        "forum.html",
        items=[(one, question_url(one.number)) for one in found.items],
        total=found.total,
        alike=[one for one in alike if one.url not in shown],
        words=words,
        category=category,
        places=where,
        choices=by_bidang(forum.bidang.categories(active_only=True), where.bidang),
        paging=paging(FORUM, {"cari": words, "kategori": category}, number, found.total),
        longest_search=LONGEST_SEARCH,
    )


@router.get(OWN)
def own(visit: AnyVisit, account: SignedIn, forum: InForum, status: str = "", hal: str = "1") -> HTMLResponse:
    """What one asked oneself, the newest first."""
    number = page_number(hal)
    state = QuestionState(status) if status in set(QuestionState) else None
    found = forum.lists.own(account, state=state, limit=ON_A_PAGE, offset=(number - 1) * ON_A_PAGE)
    return visit.page(
        "forum_saya.html",
        items=[(one, question_url(one.number)) for one in found.items],
        total=found.total,
        state=state,
        states=STATES,
        means=STATE_MEANS,
        places=places(forum),
        paging=paging(OWN, {"status": "" if state is None else state.value}, number, found.total),
    )


@router.get(FORUM + "/pertanyaan/{question_id}")
def by_identifier(visit: AnyVisit, viewer: CurrentAccount, forum: InForum, question_id: str) -> Response:
    """On to a question of which only the identifier is known, as in a notification."""
    return visit.go(question_url(forum.questions.read(viewer, question_id).question.number))


@router.get(TOLD)
def told(visit: AnyVisit, account: SignedIn, forum: InForum, hal: str = "1") -> HTMLResponse:
    """What one was told, the newest first."""
    number = page_number(hal)
    found = forum.notifications.list(account, limit=ON_A_PAGE, offset=(number - 1) * ON_A_PAGE)
    return visit.page(
        "pemberitahuan.html",
        items=[(one, NOTICES[one.kind], _about(one)) for one in found.items],
        total=found.total,
        waiting=forum.notifications.unread(account),
        paging=paging(TOLD, {}, number, found.total),
    )


def _about(one: Notification) -> str:
    """Where what a notification tells of can be seen; empty where nowhere."""
    if one.question_id:
        return question_id_url(one.question_id)
    if one.meeting_id:
        return meeting_url(one.meeting_id)
    # Told to those who settle it, of several subjects at once.
    return KNOWLEDGE if one.kind is Notice.STANDING else ""


@router.post(TOLD)
def mark_read(visit: AnyVisit, account: SignedIn, forum: InForum, fields: Fields) -> Response:
    """Note that one has read one notification, or all."""
    visit.check(fields)
    one = fields.get("satu", "")
    forum.notifications.mark_read(account, [one] if one else None)
    return visit.go(TOLD if one else f"{TOLD}?selesai=baca")
