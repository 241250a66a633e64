"""Links by which others read a conversation: made and revoked by its owner, read by whoever has one."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from api.csrf import scheme_of
from api.pages.chat_view import exchange_views
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.conversation_words import conversation_url
from api.pages.form_fields import Fields
from api.pages.templating import library_of, settings_of
from api.state.shares import MOST_LINKS
from corpus.errors import NotFound

router = APIRouter(include_in_schema=False)

_TOKEN = "tautan"  # noqa: S105  # the name of a field


@router.get("/percakapan/{conversation_id}/bagikan")
def links(visit: AnyVisit, conversation_id: str, tautan: str = "") -> HTMLResponse:
    """What a link shows and to whom, the one just made, and how all are revoked."""
    heading = visit.state.conversations.heading(visit.owner, conversation_id)
    return visit.page(
        "bagikan.html",
        heading=heading,
        url=conversation_url(heading.id),
        made=visit.state.history.links(visit.owner, heading.id),
        link=_link(visit, heading.id, tautan),
        most=MOST_LINKS,
    )


@router.post("/percakapan/{conversation_id}/bagikan")
def share(visit: AnyVisit, conversation_id: str, fields: Fields) -> Response:
    """Make a link to the conversation as it stands now."""
    visit.check(fields)
    token = visit.state.shares.share(visit.owner, conversation_id)
    return visit.go(f"{conversation_url(conversation_id)}/bagikan?{_TOKEN}={token}")


@router.post("/percakapan/{conversation_id}/cabut")
def revoke(visit: AnyVisit, conversation_id: str, fields: Fields) -> Response:
    """Make every link to the conversation lead nowhere."""
    visit.check(fields)
    visit.state.shares.revoke(visit.owner, conversation_id)
    return visit.go(f"{conversation_url(conversation_id)}/bagikan?selesai=cabut")


@router.get("/bagikan/{token}")
def shared(visit: AnyVisit, token: str) -> HTMLResponse:
    """What a link shows: questions and answers without personal data, for reading alone."""
    try:
        found = visit.state.shares.shared(token)
    except NotFound as error:
        page = visit.page(
            "galat.html",
            404,
            heading="Tautan ini tidak dapat dibuka",
            detail=str(error),
            advice="Minta tautan baru kepada orang yang mengirimkannya, atau ajukan pertanyaan Anda sendiri.",
            status=404,
        )
    else:
        contact = settings_of(visit.request).contact
        page = visit.page(
            "percakapan_dibagikan.html",
            conversation=found,
            views=exchange_views(library_of(visit.request), found.exchanges, contact=contact),
        )
    page.headers["x-robots-tag"] = "noindex, nofollow"
    # The address itself is the secret.
    page.headers["referrer-policy"] = "no-referrer"
    return page


def _link(visit: Visit, conversation_id: str, token: str) -> str:
    """The address of the link just made; empty for a token that is none of this conversation."""
    if not token:
        return ""
    try:
        found = visit.state.shares.shared(token)
    except NotFound:
        return ""
    if found.id != conversation_id:
        return ""
    return f"{scheme_of(visit.request)}://{visit.request.url.netloc}/bagikan/{token}"
