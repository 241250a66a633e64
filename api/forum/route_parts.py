"""What the routes of the forum share."""

from typing import Annotated

from fastapi import Depends, Query, Request

from api.accounts.models import Account
from api.accounts.permissions import Permission
from api.accounts.signed_in import requires
from api.forum.forum import Forum
from api.forum.schemas import PublicThreadOut, ThreadOut
from api.forum.threads import PublicThread, Thread
from api.problem import MEDIA_TYPE
from api.routes import PROBLEMS, Problem

PREFIX = "/api/v1/forum"
RESPONSES: dict[int | str, dict[str, object]] = {
    **PROBLEMS,
    **{
        code: {"model": Problem, "content": {MEDIA_TYPE: {}}, "description": text}
        for code, text in (
            (401, "Belum masuk."),
            (403, "Tidak berhak, atau dikirim oleh situs lain."),
            (409, "Sudah berubah, atau keadaannya tidak mengizinkan."),
            (507, "Basis data bermasalah."),
        )
    },
}


def forum_in(request: Request) -> Forum:
    """The forum that ``create_app`` put on the application."""
    forum: Forum = request.app.state.forum
    return forum


InForum = Annotated[Forum, Depends(forum_in)]
Asker = Annotated[Account, Depends(requires(Permission.SUBMIT_QUESTIONS))]
Officer = Annotated[Account, Depends(requires(Permission.WORK_QUESTIONS))]
Decider = Annotated[Account, Depends(requires(Permission.DECIDE_DRAFTS))]
Limit = Annotated[int, Query(ge=1, le=200)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]


def shown(found: Thread | PublicThread) -> ThreadOut | PublicThreadOut:
    """A question as it is sent to who may read it."""
    return PublicThreadOut.of(found) if isinstance(found, PublicThread) else ThreadOut.of(found)
