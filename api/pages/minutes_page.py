"""The page of one meeting: its notula left, its transcript right; while it is made, how far that is."""

from fastapi.responses import HTMLResponse, Response

from api.minutes.comments import LONGEST_COMMENT
from api.minutes.editing import LONGEST_LINE, LONGEST_NAME
from api.minutes.meetings import WAITING
from api.minutes.models import SIGNERS, MeetingState, Seat
from api.minutes.removal import is_record
from api.pages.minutes_parts import MeetingCase
from api.pages.minutes_view import notula_view
from api.pages.minutes_words import (
    ACTION_STATES,
    AUDIENCES,
    DONE,
    FORMATS,
    OVERDUE,
    PUBLICATIONS,
    SEATS,
    SECTIONS,
    STATES,
    meeting_url,
    published_url,
)
from api.pages.templating import library_of, settings_of
from api.state.audit import LONGEST
from assistant.minutes.drafting.rewriting import LONGEST_INSTRUCTION


def meeting_page(
    case: MeetingCase, status: int = 200, trouble: str = "", typed: dict[str, str] | None = None
) -> HTMLResponse:
    """The meeting as it is now.

    Args:
        trouble: in Indonesian, why a form was not taken.
        typed: its fields, to be shown again.
    """
    meeting, desk, query = case.meeting, case.desk, case.visit.request.query_params
    notula = desk.meetings.notula(case.by, meeting.id)
    view = None
    if notula is not None:
        view = notula_view(
            meeting,
            notula,
            desk.meetings.transcript(case.by, meeting.id),
            desk.comments.list(case.by, meeting.id),
            part=int(part) if (part := query.get("bagian", "")).isascii() and part.isdigit() else 1,
            marked=query.get("baris", ""),
        )
    history = desk.signing.history(case.by, meeting.id)
    return case.visit.page(
        "notula_satu.html",
        status,
        meeting=meeting,
        notula=notula,
        view=view,
        audio=desk.recordings.of(case.by, meeting.id),
        earlier=desk.actions.earlier(case.by, meeting.id),
        history=history,
        publication=desk.publishing.of(case.by, meeting.id),
        publications=PUBLICATIONS,
        is_record=is_record(history),
        audiences=AUDIENCES,
        published_url=published_url,
        longest_reason=LONGEST,
        signers=[(seat, meeting.signature(seat)) for seat in SIGNERS],
        processing=meeting.state is MeetingState.PROCESSING,
        signed=meeting.state is MeetingState.SIGNED,
        chair=meeting.member(Seat.CHAIR),
        url=lambda tail="", **more: meeting_url(meeting.id, tail, **more),
        trouble=trouble,
        typed=typed or {},
        done=DONE.get(query.get("selesai", ""), ""),
        states=STATES,
        seats=SEATS,
        sections=SECTIONS,
        action_states=ACTION_STATES,
        overdue=OVERDUE,
        formats=FORMATS,
        waiting=WAITING,
        rewrites=desk.proposals.possible,
        longest_instruction=LONGEST_INSTRUCTION,
        takes_audio=settings_of(case.visit.request).audio_max_bytes > 0,
        today=library_of(case.visit.request).today(),
        limits={"line": LONGEST_LINE, "name": LONGEST_NAME, "comment": LONGEST_COMMENT},
    )


def again(case: MeetingCase, status: int, trouble: str, typed: dict[str, str]) -> Response:
    """The page with what went wrong."""
    return meeting_page(case, status, trouble, typed)
