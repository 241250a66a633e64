"""A reply that an officer writes alone, from the page of a question: checked, shown, then published."""

from fastapi import APIRouter
from fastapi.responses import Response

from api.forum.models import QuestionState
from api.forum.route_parts import Decider
from api.pages.form_fields import Fields
from api.pages.review_acting import act
from api.pages.review_draft import EditCheck, own_check, stamp_of
from api.pages.review_page import review_page
from api.pages.review_parts import AnyCase, Case, version_in
from api.pages.review_words import WORK, work_url
from api.state.masking import masked
from corpus.errors import InvalidInput

READ_FIRST = (
    "Baca dahulu hasil pemeriksaannya di bawah kotak balasan, lalu tekan Terbitkan balasan sekali lagi."
)
router = APIRouter(prefix=WORK + "/{number}/balas", include_in_schema=False)


@router.post("")
def reply(by: Decider, case: AnyCase, fields: Fields) -> Response:
    """Publish a reply that the officer wrote alone, once they have seen what was found in this very text."""
    text = fields.get("sendiri", "")
    case.visit.check(fields)
    if case.question.state is not QuestionState.REJECTED and fields.get("diperiksa") != stamp_of(text):
        return _checked(case, fields, trouble=READ_FIRST)

    def do() -> str:
        done = fields.get("tutup") == "ya"
        case.desk.own.publish(by, case.question.id, text, version=version_in(fields), done=done)
        return work_url(case.question.number, "?selesai=sendiri")

    return act(case, fields, do)


@router.post("/periksa")
def check(by: Decider, case: AnyCase, fields: Fields) -> Response:  # noqa: ARG001  # only who may publish
    """Verify and score the text; nothing is kept. A script gets the part that changes."""
    case.visit.check(fields)
    if not case.visit.by_script:
        return _checked(case, fields)
    try:
        found = _check(case, fields)
    except InvalidInput as error:
        return case.visit.page("tinjau_periksa.html", 200, check=None, trouble=str(error))
    return case.visit.page("tinjau_periksa.html", 200, check=found, trouble="")


@router.post("/samarkan")
def mask(by: Decider, case: AnyCase, fields: Fields) -> Response:  # noqa: ARG001  # only who may publish
    """Put placeholders for the personal data in the text, and check it anew."""
    case.visit.check(fields)
    return _checked(case, {**fields, "sendiri": masked(fields.get("sendiri", ""))})


def _checked(case: Case, fields: dict[str, str], *, trouble: str = "") -> Response:
    """The page with what was found in the text."""
    try:
        found = _check(case, fields)
    except InvalidInput as error:
        return review_page(case, status=422, trouble=str(error), typed=fields)
    return review_page(case, trouble=trouble, typed=fields, own=found)


def _check(case: Case, fields: dict[str, str]) -> EditCheck:
    text = fields.get("sendiri", "")
    return own_check(case.desk.own.check(case.officer, case.question.id, text), text)
