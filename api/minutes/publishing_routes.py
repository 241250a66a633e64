"""Signed notula that others find, under ``/api/v1/meetings``; before those of single meetings."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.accounts.signed_in import SignedIn
from api.csrf import refuse_elsewhere
from api.forum.route_parts import RESPONSES, Limit, Offset
from api.minutes.meetings import LONGEST_SEARCH
from api.minutes.published import Publication
from api.minutes.route_parts import PREFIX, AtDesk, Librarian
from api.minutes.schemas import Because, Deciding, FoundPage, Offered, PublicationPage

router = APIRouter(
    prefix=PREFIX, responses=RESPONSES, dependencies=[Depends(refuse_elsewhere)], tags=["Notula"]
)


@router.get("/search", summary="Cari notula yang diterbitkan")
def search(
    by: SignedIn,
    desk: AtDesk,
    query: Annotated[str, Query(max_length=LONGEST_SEARCH)] = "",
    limit: Limit = 20,
    offset: Offset = 0,
) -> FoundPage:
    """Published notula that one may find and that hold every word, the latest first; without words all."""
    page = desk.publishing.search(by, query, limit=limit, offset=offset)
    return FoundPage(items=list(page.items), total=page.total)


@router.get("/publications", summary="Notula yang menunggu persetujuan terbit")
def waiting(by: Librarian, desk: AtDesk, limit: Limit = 50, offset: Offset = 0) -> PublicationPage:
    """What waits for the knowledge manager, the oldest first, with the masked lines that would be found."""
    page = desk.publishing.waiting(by, limit=limit, offset=offset)
    return PublicationPage(items=list(page.items), total=page.total)


@router.get("/{meeting_id}/publication", summary="Penerbitan notula")
def publication(meeting_id: str, by: SignedIn, desk: AtDesk) -> Publication:
    """What may be read of a notula that is, or is to be, found by others."""
    return desk.publishing.read(by, meeting_id)


@router.put("/{meeting_id}/publication", summary="Terbitkan notula")
def publish(meeting_id: str, body: Offered, by: SignedIn, desk: AtDesk) -> Publication:
    """Let a signed notula be found: by its members at once, by the agency once that is approved."""
    return desk.publishing.ask(by, meeting_id, body.audience, version=body.version)


@router.post("/{meeting_id}/publication/decision", status_code=204, summary="Putuskan penerbitan")
def decide(meeting_id: str, body: Deciding, by: Librarian, desk: AtDesk) -> None:
    """Let the agency find a notula, or refuse that with a reason."""
    desk.publishing.decide(by, meeting_id, approve=body.approve, reason=body.reason, version=body.version)


@router.post("/{meeting_id}/publication/withdrawal", status_code=204, summary="Tarik penerbitan")
def withdraw(meeting_id: str, body: Because, by: SignedIn, desk: AtDesk) -> None:
    """Let nobody find a notula any more."""
    desk.publishing.withdraw(by, meeting_id, body.reason)
