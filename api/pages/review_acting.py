"""Doing one thing on an officer's page: then on to the page anew, or back to it with what was typed."""

from collections.abc import Callable

from fastapi.responses import Response

from api.pages.review_draft import EditCheck
from api.pages.review_page import review_page
from api.pages.review_parts import Case
from corpus.errors import Conflict, InvalidInput, NotFound


def act(
    case: Case,
    fields: dict[str, str],
    do: Callable[[], str],
    *,
    explain: Callable[[], EditCheck | None] = lambda: None,
) -> Response:
    """Take a form.

    Args:
        do: gives the address to go on to.
        explain: what is wrong with the text that was refused.

    Raises:
        HTTPException: 403, no page of ours sent the form.
        Forbidden: the officer may not do this here.
        NotFound: the question lies in another bidang by now.
    """
    case.visit.check(fields)
    try:
        return case.visit.go(do())
    except InvalidInput as error:
        return review_page(case.again(), status=422, trouble=str(error), typed=fields, check=explain())
    except Conflict as error:
        return review_page(case.again(), status=409, trouble=_kindly(error), typed=fields)


def checked_or_none(check: Callable[[], EditCheck]) -> EditCheck | None:
    """What is wrong with a text; None where that cannot be said either."""
    try:
        return check()
    except (InvalidInput, NotFound, Conflict):
        return None


def _kindly(error: Conflict) -> str:
    return f"{error} Tidak ada yang diubah, dan tulisan Anda masih ada di bawah."
