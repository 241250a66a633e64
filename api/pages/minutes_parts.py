"""What the pages about a meeting share: the meeting that a path names, and doing one thing to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from fastapi.responses import Response

from api.accounts.models import Account
from api.accounts.signed_in import SignedIn
from api.minutes.desk import MinutesDesk
from api.minutes.models import Meeting
from api.minutes.route_parts import desk_in
from api.pages.conversation_visit import AnyVisit, Visit
from corpus.errors import Conflict, InvalidInput


@dataclass(frozen=True, slots=True)
class MeetingCase:
    """A meeting that somebody visits."""

    visit: Visit
    by: Account
    meeting: Meeting

    @property
    def desk(self) -> MinutesDesk:
        """Where meetings are kept."""
        return desk_in(self.visit.request)

    def again(self) -> "MeetingCase":
        """The meeting as it is now."""
        return MeetingCase(self.visit, self.by, self.desk.meetings.read(self.by, self.meeting.id))


def meeting_case(visit: AnyVisit, by: SignedIn, meeting_id: str) -> MeetingCase:
    """Dependency: the meeting that a path names.

    Raises:
        NotFound: there is none, or none for them.
    """
    return MeetingCase(visit, by, desk_in(visit.request).meetings.read(by, meeting_id))


AnyMeeting = Annotated[MeetingCase, Depends(meeting_case)]
Again = Callable[[MeetingCase, int, str, dict[str, str]], Response]
"""Shows a page with its status, what went wrong, and what was typed."""


def act(case: MeetingCase, fields: dict[str, str], do: Callable[[], str], *, again: Again) -> Response:
    """Take a form; ``do`` gives the address to go on to.

    Raises:
        HTTPException: 403, no page of ours sent the form.
        NotFound, Forbidden: as what is done.
    """
    case.visit.check(fields)
    try:
        return case.visit.go(do())
    except InvalidInput as error:
        return again(case.again(), 422, str(error), fields)
    except Conflict as error:
        return again(case.again(), 409, f"{error} Tidak ada yang diubah.", fields)


def version_in(fields: dict[str, str]) -> int:
    """The version that a form was filled in on.

    Raises:
        InvalidInput: the form does not say.
    """
    text = fields.get("versi", "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise InvalidInput("Formulir ini tidak lengkap. Muat ulang halamannya, lalu coba lagi.")
    return int(text)
