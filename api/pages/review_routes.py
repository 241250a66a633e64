"""The officers' pages **Kerja**: the queue of their bidang, and the review of one question."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from api.accounts.permissions import Permission, bidang_for
from api.forum.route_parts import Officer
from api.pages import review_actions, review_decisions, review_own, review_practice
from api.pages.conversation_visit import AnyVisit
from api.pages.forum_words import STATES
from api.pages.review_page import review_page
from api.pages.review_parts import AnyCase
from api.pages.review_queue import AGES, ORDERS, RISKS, queue_view
from api.pages.review_words import DONE, OPINIONS, WORK

router = APIRouter(include_in_schema=False)


@router.get(WORK)
def queue(visit: AnyVisit, officer: Officer) -> HTMLResponse:
    """The questions of an officer's bidang."""
    given = dict(visit.request.query_params)
    return visit.page(
        "tinjau_antrean.html",
        view=queue_view(visit, officer, given),
        states=STATES,
        risks=RISKS,
        ages=AGES,
        orders=ORDERS,
        opinions=OPINIONS,
        decides=bool(bidang_for(officer, Permission.DECIDE_DRAFTS)),
        done=DONE.get(given.get("selesai", ""), ""),
    )


# Before what takes any number.
router.include_router(review_practice.router)


@router.get(WORK + "/{number}")
def question(case: AnyCase) -> HTMLResponse:
    """A question beside its draft. A draft that one has open stays open for another while."""
    return review_page(case)


router.include_router(review_actions.router)
router.include_router(review_own.router)
router.include_router(review_decisions.router)
