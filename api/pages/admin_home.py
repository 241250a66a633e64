"""The start page of management: what somebody may look after here."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from api.accounts.permissions import may
from api.pages.admin_parts import Manager
from api.pages.admin_words import HOME, PARTS
from api.pages.conversation_visit import AnyVisit

router = APIRouter(include_in_schema=False)


@router.get(HOME)
def home(visit: AnyVisit, by: Manager) -> HTMLResponse:
    """Links to every page that is open to the account."""
    parts = [
        (url, name, purpose) for url, name, purpose, needed in PARTS if any(may(by, one) for one in needed)
    ]
    return visit.page("kelola.html", parts=parts)
