"""A visit of one's own pages: who comes, whether a form may be taken, and pages nobody else is to keep."""

from functools import partial
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.conversation_text import moment_words
from api.csrf import FIELD, check_form, form_token
from api.identity import AnyVisitor, form_secret, owner, state_in
from api.pages.admin_words import ADMIN_NEWS
from api.pages.conversation_words import NEWS
from api.pages.form_fields import with_cookies
from api.pages.forum_words import FORUM_NEWS
from api.pages.templating import render
from api.state.owners import Owner
from api.state.state import State

Sent = TypeVar("Sent", bound=Response)


class Visit:
    """What the pages of a browser's own things need of a request."""

    def __init__(self, request: Request, response: Response, visitor: AnyVisitor) -> None:
        self.request = request
        self.visitor = visitor
        self._response = response

    @property
    def state(self) -> State:
        """What is kept of people and service."""
        return state_in(self.request)

    @property
    def owner(self) -> Owner:
        """Whose browser it is.

        Raises:
            NotFound: a newcomer has nothing that could be meant.
        """
        return owner(self.visitor)

    @property
    def csrf(self) -> str:
        """The token of the forms on a page for this browser."""
        return form_token(form_secret(self.request))

    @property
    def by_script(self) -> bool:
        """Whether a script of our page asks, which needs only the part that changes."""
        return self.request.headers.get("x-requested-with", "").lower() == "fragment"

    def check(self, form: dict[str, str]) -> None:
        """Let a form pass that a page of ours sent.

        Raises:
            HTTPException: 403, it did not.
        """
        check_form(self.request, form.get(FIELD, ""), form_secret(self.request))

    def page(self, template: str, status_code: int = 200, /, **context: Any) -> HTMLResponse:
        """A page with the time of the agency, the token of its forms, and what was just done."""
        page = render(
            self.request,
            template,
            status_code,
            csrf=self.csrf,
            moment=partial(moment_words, zone=self.state.zone),
            news=(NEWS | FORUM_NEWS | ADMIN_NEWS).get(self.request.query_params.get("selesai", ""), ""),
            **context,
        )
        return self.kept(page)

    def go(self, url: str) -> RedirectResponse:
        """On to another page, which reloading does not send the form of again."""
        return self.kept(RedirectResponse(url, 303))

    def kept(self, response: Sent) -> Sent:
        """A response of one's own things: with the cookie of the visit, and for no cache."""
        response.headers["cache-control"] = "no-store"
        with_cookies(response, self._response)
        return response


def visit(request: Request, response: Response, visitor: AnyVisitor) -> Visit:
    """Dependency: this visit."""
    return Visit(request, response, visitor)


AnyVisit = Annotated[Visit, Depends(visit)]
