"""The page **Latihan**: an officer joins or leaves the practice with wrong drafts, and sees how they do."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse

from api.forum.route_parts import Decider
from api.pages.conversation_visit import AnyVisit
from api.pages.form_fields import Fields
from api.pages.review_parts import desk_of, rules_of
from api.pages.review_words import PRACTISES, WORK, percent

PRACTICE_URL = WORK + "/latihan"
router = APIRouter(include_in_schema=False)


@router.get(PRACTICE_URL)
def practice(visit: AnyVisit, by: Decider) -> HTMLResponse:
    """Whether one practises, and how many of the slips one found: one's own alone."""
    training = desk_of(visit.request).training
    caught = training.catch_rate(account_id=by.id)
    return visit.page(
        "tinjau_latihan.html",
        wanted=training.is_wanted(by.id),
        caught=caught,
        rate=None if caught.rate is None else percent(caught.rate),
        held=rules_of(visit.request).seeded_share > 0,
        done=PRACTISES.get(visit.request.query_params.get("selesai", ""), ""),
    )


@router.post(PRACTICE_URL)
def choose(visit: AnyVisit, by: Decider, fields: Fields) -> RedirectResponse:
    """Join, or leave."""
    visit.check(fields)
    wanted = fields.get("ikut") == "ya"
    desk_of(visit.request).training.set(by.id, wanted=wanted)
    return visit.go(f"{PRACTICE_URL}?selesai={'ikut' if wanted else 'berhenti'}")
