"""Who keeps a meeting and whether it is kept, under ``/api/v1/meetings``."""

from fastapi import APIRouter, Depends

from api.accounts.signed_in import SignedIn
from api.csrf import refuse_elsewhere
from api.forum.route_parts import RESPONSES
from api.minutes.route_parts import PREFIX, AtDesk, Caretaker
from api.minutes.schemas import Appointing, Because, HandingOn, MeetingOut, Removing

router = APIRouter(
    prefix=PREFIX, responses=RESPONSES, dependencies=[Depends(refuse_elsewhere)], tags=["Notula"]
)


@router.post("/{meeting_id}/removal", status_code=204, summary="Hapus rapat")
def remove(meeting_id: str, body: Removing, by: SignedIn, desk: AtDesk) -> None:
    """Delete a meeting whose notula never was signed by both, with all that is kept of it."""
    desk.removal.remove(by, meeting_id, body.reason, version=body.version)


@router.post("/{meeting_id}/destruction", status_code=204, summary="Musnahkan notula bertanda tangan")
def destroy(meeting_id: str, body: Because, by: Caretaker, desk: AtDesk) -> None:
    """Destroy a signed notula with its meeting; the reason names the decision that it rests on."""
    desk.removal.destroy(by, meeting_id, body.reason)


@router.post("/{meeting_id}/secretary", summary="Serahkan tugas notulis")
def hand_over(meeting_id: str, body: HandingOn, by: SignedIn, desk: AtDesk) -> MeetingOut:
    """Make somebody else secretary; whoever hands over goes on as a participant."""
    made = desk.handing_over.hand_over(by, meeting_id, body.username, version=body.version)
    return MeetingOut.of(made)


@router.post("/{meeting_id}/secretary/appointment", status_code=204, summary="Tunjuk notulis")
def appoint(meeting_id: str, body: Appointing, by: Caretaker, desk: AtDesk) -> None:
    """Give a meeting a secretary where its own has no account in use any more."""
    desk.handing_over.appoint(by, meeting_id, body.username, body.reason)
