"""What the routes of meetings share."""

from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, Request, Response
from fastapi.responses import FileResponse

from api.accounts.models import Account
from api.accounts.permissions import Permission
from api.accounts.signed_in import requires
from api.minutes.desk import MinutesDesk
from api.minutes.models import Audio

PREFIX = "/api/v1/meetings"


def desk_in(request: Request) -> MinutesDesk:
    """The meetings that ``create_app`` put on the application."""
    desk: MinutesDesk = request.app.state.minutes
    return desk


AtDesk = Annotated[MinutesDesk, Depends(desk_in)]
Secretary = Annotated[Account, Depends(requires(Permission.KEEP_MINUTES))]
Librarian = Annotated[Account, Depends(requires(Permission.MANAGE_KNOWLEDGE))]
Caretaker = Annotated[Account, Depends(requires(Permission.CARE_FOR_MINUTES))]


def file_response(name: str, content: bytes, media_type: str) -> Response:
    """A file as browsers save it without opening it, and nobody keeps it on the way."""
    return Response(
        content,
        media_type=media_type,
        headers={
            "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
            "x-content-type-options": "nosniff",
            "content-security-policy": "sandbox; default-src 'none'",
            "cache-control": "private, no-store",
        },
    )


def audio_response(found: Audio, path: str) -> FileResponse:
    """A recording, of which players ask for parts."""
    return FileResponse(
        path,
        media_type=found.media_type,
        headers={"x-content-type-options": "nosniff", "cache-control": "private, no-store"},
    )
