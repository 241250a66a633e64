"""Who keeps a meeting and whether it is kept: by its secretary, and by a superadmin who does not read it."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from api.accounts.models import Account
from api.minutes.route_parts import Caretaker, desk_in
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.form_fields import Fields
from api.pages.minutes_page import again
from api.pages.minutes_parts import AnyMeeting, act, version_in
from api.pages.minutes_words import CARE, DONE, MINUTES, meeting_url
from api.state.audit import LONGEST
from corpus.errors import Conflict, InvalidInput, NotFound

router = APIRouter(include_in_schema=False)


@router.get(CARE)
def care(visit: AnyVisit, by: Caretaker) -> HTMLResponse:
    """Signed notula, and meetings without a secretary: what they are, not what they say."""
    return _care(visit, by)


@router.post(CARE)
def take_care(visit: AnyVisit, by: Caretaker, fields: Fields) -> Response:
    """Open a signed notula again, destroy it, or give a meeting a secretary."""
    visit.check(fields)
    desk, doing = desk_in(visit.request), fields.get("aksi", "buka")
    meeting_id, reason = fields.get("rapat", ""), fields.get("alasan", "")
    try:
        if doing == "musnahkan":
            if fields.get("yakin") != "ya":
                raise InvalidInput("Centang dahulu bahwa notula ini boleh dimusnahkan.")
            desk.removal.destroy(by, meeting_id, reason)
        elif doing == "tunjuk":
            desk.handing_over.appoint(by, meeting_id, fields.get("notulis", ""), reason)
        else:
            desk.signing.reopen(by, meeting_id, reason)
    except (InvalidInput, NotFound) as error:
        return _care(visit, by, 422, str(error))
    except Conflict as error:
        return _care(visit, by, 409, str(error))
    return visit.go(f"{CARE}?selesai={doing if doing in ('musnahkan', 'tunjuk') else 'buka'}")


@router.post(MINUTES + "/{meeting_id}/hapus")
def remove(case: AnyMeeting, fields: Fields) -> Response:
    """Delete a meeting that never was signed by both."""

    def do() -> str:
        if fields.get("yakin") != "ya":
            raise InvalidInput("Centang dahulu bahwa rapat ini boleh dihapus.")
        reason, version = fields.get("alasan_hapus", ""), version_in(fields)
        case.desk.removal.remove(case.by, case.meeting.id, reason, version=version)
        return f"{MINUTES}?selesai=rapat-hapus"

    return act(case, fields, do, again=again)


@router.post(MINUTES + "/{meeting_id}/serahkan")
def hand_over(case: AnyMeeting, fields: Fields) -> Response:
    """Make somebody else secretary."""

    def do() -> str:
        username, version = fields.get("notulis_baru", ""), version_in(fields)
        case.desk.handing_over.hand_over(case.by, case.meeting.id, username, version=version)
        return meeting_url(case.meeting.id, selesai="serah")

    return act(case, fields, do, again=again)


def _care(visit: Visit, by: Account, status: int = 200, trouble: str = "") -> HTMLResponse:
    desk = desk_in(visit.request)
    return visit.page(
        "notula_buka.html",
        status,
        lines=desk.signing.signed(by).items,
        orphans=desk.handing_over.without_secretary(by),
        trouble=trouble,
        done=DONE.get(visit.request.query_params.get("selesai", ""), ""),
        longest=LONGEST,
    )
