"""Action items of signed notula under ``/api/v1/meetings``, for those who may see the meeting."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.accounts.signed_in import SignedIn
from api.csrf import refuse_elsewhere
from api.forum.route_parts import RESPONSES, Limit, Offset
from api.minutes.actions import ActionFilter
from api.minutes.meetings import LONGEST_SEARCH
from api.minutes.models import ActionEvent, ActionState, TrackedAction
from api.minutes.route_parts import PREFIX, AtDesk
from api.minutes.schemas import ActionPage, ActionsOut, Moving

router = APIRouter(
    prefix=PREFIX, responses=RESPONSES, dependencies=[Depends(refuse_elsewhere)], tags=["Notula"]
)


@router.get("/actions", summary="Tindak lanjut")
def find(
    by: SignedIn,
    desk: AtDesk,
    own: Annotated[bool, Query(description="Hanya yang menjadi tugas Anda.")] = False,
    still_open: bool = False,
    overdue: bool = False,
    state: ActionState | None = None,
    query: Annotated[str, Query(max_length=LONGEST_SEARCH)] = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> ActionPage:
    """Action items of meetings that one may see, the earliest due first."""
    wanted = ActionFilter(own=own, still_open=still_open, overdue=overdue, state=state, query=query)
    page = desk.actions.find(by, wanted, limit=limit, offset=offset)
    return ActionPage(items=list(page.items), total=page.total)


@router.patch("/actions/{action_id}", summary="Ubah tindak lanjut")
def move(action_id: str, body: Moving, by: SignedIn, desk: AtDesk) -> TrackedAction:
    """Say how far an action item is: for its person in charge and the secretary of its meeting."""
    return desk.actions.move(by, action_id, body.state, version=body.version, note=body.note)


@router.get("/actions/{action_id}/history", summary="Riwayat tindak lanjut")
def history(action_id: str, by: SignedIn, desk: AtDesk) -> list[ActionEvent]:
    """What happened to an action item, the oldest first."""
    return desk.actions.history(by, action_id)


@router.get("/{meeting_id}/earlier-actions", summary="Tindak lanjut rapat sebelumnya")
def earlier(meeting_id: str, by: SignedIn, desk: AtDesk) -> ActionsOut:
    """What is still open of earlier meetings of the same series."""
    return ActionsOut(items=list(desk.actions.earlier(by, meeting_id)))
