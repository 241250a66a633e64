"""What officers do to a draft from its page: open it, check an edit, decide. One at a time, never several."""

from collections.abc import Callable

from fastapi import APIRouter
from fastapi.responses import Response

from api.forum.models import RejectReason
from api.forum.review_words import Decision
from api.forum.route_parts import Decider
from api.pages.form_fields import Fields
from api.pages.review_acting import act, checked_or_none
from api.pages.review_draft import EditCheck, edit_check
from api.pages.review_page import review_page
from api.pages.review_parts import AnyCase, Case, seen_in
from api.pages.review_words import FOUND, MISSED, WORK, work_url
from corpus.errors import InvalidInput, NotFound

DRAFT = "/draf/{draft_id}"
router = APIRouter(prefix=WORK + "/{number}", include_in_schema=False)


def _done(case: Case, word: str, part: str = "") -> str:
    return work_url(case.question.number, f"?selesai={word}{part}")


@router.post(DRAFT + "/buka")
def open_draft(by: Decider, case: AnyCase, draft_id: str, fields: Fields) -> Response:
    """Take a draft to read."""

    def do() -> str:
        _refuse_other(case, draft_id)
        case.desk.reviews.open(by, draft_id)
        return work_url(case.question.number, "#draf")

    return act(case, fields, do)


@router.post(DRAFT + "/lepas")
def release(by: Decider, case: AnyCase, draft_id: str, fields: Fields) -> Response:
    """Give a draft back undecided."""

    def do() -> str:
        _refuse_other(case, draft_id)
        case.desk.reviews.release(by, draft_id)
        return _done(case, "lepas")

    return act(case, fields, do)


@router.post(DRAFT + "/terima")
def accept(by: Decider, case: AnyCase, draft_id: str, fields: Fields) -> Response:
    """Publish a draft as it is."""
    return _decide(case, draft_id, fields, lambda: case.desk.reviews.accept(by, draft_id, seen_in(fields)))


@router.post(DRAFT + "/terbit")
def publish_edit(by: Decider, case: AnyCase, draft_id: str, fields: Fields) -> Response:
    """Publish what the officer made of a draft."""

    def decide() -> Decision:
        return case.desk.reviews.accept_with_edits(by, draft_id, seen_in(fields), fields.get("teks", ""))

    return _decide(case, draft_id, fields, decide)


@router.post(DRAFT + "/tolak")
def reject_draft(by: Decider, case: AnyCase, draft_id: str, fields: Fields) -> Response:
    """Publish nothing, and say why."""

    def decide() -> Decision:
        reason = next((one for one in RejectReason if one.value == fields.get("alasan")), None)
        if reason is None:
            raise InvalidInput("Pilih alasan penolakannya.")
        note = fields.get("catatan_tolak", "")
        return case.desk.reviews.reject(by, draft_id, seen_in(fields), reason, note)

    return _decide(case, draft_id, fields, decide)


@router.post(DRAFT + "/periksa")
def check(case: AnyCase, draft_id: str, fields: Fields) -> Response:
    """Verify and score an edited text; nothing is kept. A script gets the part that changes."""
    case.visit.check(fields)
    _refuse_other(case, draft_id)
    try:
        found = _check(case, draft_id, fields)
    except InvalidInput as error:
        if case.visit.by_script:
            return case.visit.page("tinjau_periksa.html", 200, check=None, trouble=str(error))
        return review_page(case, status=422, trouble=str(error), typed=fields)
    if case.visit.by_script:
        return case.visit.page("tinjau_periksa.html", 200, check=found, trouble="")
    return review_page(case, typed=fields, check=found)


@router.post(DRAFT + "/kedua")
def ask_second(by: Decider, case: AnyCase, draft_id: str, fields: Fields) -> Response:
    """Have somebody else read the text as it would be published."""

    def do() -> str:
        _refuse_other(case, draft_id)
        case.desk.second.request(by, draft_id, seen_in(fields), fields.get("teks", ""))
        return _done(case, "kedua", "#draf")

    return act(case, fields, do, explain=lambda: _explained(case, draft_id, fields))


@router.post("/bacaan/{reading_id}")
def second_opinion(by: Decider, case: AnyCase, reading_id: str, fields: Fields) -> Response:
    """Say whether a text may be published."""

    def do() -> str:
        opinion = fields.get("pendapat", "")
        if opinion not in {"setuju", "tidak-setuju"}:
            raise InvalidInput("Pilih apakah Anda setuju.")
        agrees = opinion == "setuju"
        note = fields.get("catatan_bacaan", "")
        case.desk.second.answer(by, reading_id, agrees=agrees, note=note)
        return _done(case, opinion)

    return act(case, fields, do)


def _decide(case: Case, draft_id: str, fields: dict[str, str], decide: Callable[[], Decision]) -> Response:
    """Take a decision; of a draft made wrong for practice the truth is told now."""

    def do() -> str:
        _refuse_other(case, draft_id)
        made = decide()
        if made.seeded_error:
            return _done(case, FOUND if made.caught else MISSED)
        words = {"diterima": "terima", "diterima_dengan_perubahan": "suntingan", "ditolak": "tolak"}
        return _done(case, words[made.decision.value])

    return act(case, fields, do, explain=lambda: _explained(case, draft_id, fields))


def _explained(case: Case, draft_id: str, fields: dict[str, str]) -> EditCheck | None:
    return checked_or_none(lambda: _check(case, draft_id, fields)) if fields.get("teks") else None


def _check(case: Case, draft_id: str, fields: dict[str, str]) -> EditCheck:
    checked = case.desk.reviews.check(draft_id, fields.get("teks", ""))
    return edit_check(checked, case.drafts.read_as(case.officer, draft_id))


def _refuse_other(case: Case, draft_id: str) -> None:
    """Let only drafts of this question be meant.

    Raises:
        NotFound: it is another's, or there is none.
    """
    if case.drafts.read_as(case.officer, draft_id).question_id != case.question.id:
        raise NotFound("Draf ini tidak ada.")
