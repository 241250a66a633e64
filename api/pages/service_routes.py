"""The officers' page **Layanan**: handed over questions, feedback to review, the switch of language models.

What it shows is masked; what is done here stands in the audit trail under the account that did it.
"""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, PlainTextResponse, Response

from api.accounts.models import Account
from api.accounts.permissions import Permission
from api.accounts.signed_in import requires
from api.feedback_items import candidate_lines
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.conversation_words import FEEDBACK_REASONS, REVIEWS, STANDINGS
from api.pages.form_fields import Fields
from api.pages.service_view import model_panel, switched_off
from api.pages.templating import library_of, settings_of
from api.pages.words import OUTCOMES
from api.state.feedback import ReviewState
from api.state.handovers import HandoverState
from corpus.errors import InvalidInput

router = APIRouter(include_in_schema=False)

Officer = Annotated[Account, Depends(requires(Permission.MANAGE_SERVICE))]

SERVICE = "/layanan"
SHOWN = 20
"""Of each queue; the others come up as these are worked off."""
EXPORTED = 10_000
_DECISIONS = {"terima": ReviewState.ACCEPTED, "tolak": ReviewState.REJECTED}


@router.get(SERVICE)
def service(visit: AnyVisit, _: Officer) -> HTMLResponse:
    """Both queues and the language models."""
    return _page(visit)


@router.post(SERVICE + "/model")
def switch(visit: AnyVisit, officer: Officer, fields: Fields) -> Response:
    """Turn the language models off, with a reason, or on again."""
    visit.check(fields)
    by, reason = officer.username, fields.get("alasan", "")
    turned = fields.get("menjadi", "")
    try:
        if turned == "mati":
            visit.state.switch.turn_off(reason=reason, by=by)
        elif turned == "nyala":
            visit.state.switch.turn_on(reason=reason, by=by)
        else:
            raise InvalidInput("Pilih apakah model bahasa dimatikan atau dinyalakan.")
    except InvalidInput as error:
        return _page(visit, str(error), 422)
    return visit.go(f"{SERVICE}?selesai={turned}")


@router.get(SERVICE + "/pertanyaan/{receipt}")
def handover(visit: AnyVisit, _: Officer, receipt: str) -> HTMLResponse:
    """A question that was handed over, with what was tried."""
    return _handover(visit, receipt)


@router.post(SERVICE + "/pertanyaan/{receipt}")
def close(visit: AnyVisit, officer: Officer, receipt: str, fields: Fields) -> Response:
    """Say that a question was handled, with a word to its asker."""
    visit.check(fields)
    try:
        visit.state.handovers.close(receipt, by=officer.username, note=fields.get("catatan", ""))
    except InvalidInput as error:
        return _handover(visit, receipt, str(error))
    return visit.go(f"{SERVICE}?selesai=tutup")


@router.get(SERVICE + "/penilaian/{feedback_id}")
def feedback(visit: AnyVisit, _: Officer, feedback_id: str) -> HTMLResponse:
    """What somebody said of an answer, with the answer."""
    return _feedback(visit, feedback_id)


@router.post(SERVICE + "/penilaian/{feedback_id}")
def review(visit: AnyVisit, officer: Officer, feedback_id: str, fields: Fields) -> Response:
    """Accept a judgement, which makes a complaint a candidate question, or reject it."""
    visit.check(fields)
    decision = fields.get("putusan", "")
    try:
        if decision not in _DECISIONS:
            raise InvalidInput("Pilih apakah penilaian ini diterima atau ditolak.")
        visit.state.feedback.review(
            feedback_id, _DECISIONS[decision], by=officer.username, note=fields.get("catatan", "")
        )
    except InvalidInput as error:
        return _feedback(visit, feedback_id, str(error))
    return visit.go(f"{SERVICE}?selesai={decision}")


@router.get(SERVICE + "/calon-soal")
def candidates(visit: AnyVisit, _: Officer) -> Response:
    """Accepted complaints as candidate questions for the evaluation sets, without gold."""
    accepted = visit.state.feedback.list(state=ReviewState.ACCEPTED, helpful=False, limit=EXPORTED)
    try:
        lines = candidate_lines(accepted)
    except InvalidInput as error:
        return _page(visit, str(error), 422)
    return visit.kept(
        PlainTextResponse(
            "".join(line + "\n" for line in lines),
            media_type="application/jsonl; charset=utf-8",
            headers={"content-disposition": 'attachment; filename="calon-soal.jsonl"'},
        )
    )


def _page(visit: Visit, trouble: str = "", status_code: int = 200) -> HTMLResponse:
    state = visit.state
    waiting = state.handovers.list(state=HandoverState.NEW, limit=SHOWN + 1)
    judged = state.feedback.list(state=ReviewState.NEW, limit=SHOWN + 1)
    panel = model_panel(state, settings_of(visit.request), library_of(visit.request).today())
    return visit.page(
        "layanan.html",
        status_code,
        waiting=waiting[:SHOWN],
        more_waiting=len(waiting) > SHOWN,
        judged=judged[:SHOWN],
        more_judged=len(judged) > SHOWN,
        reasons=FEEDBACK_REASONS,
        outcomes=OUTCOMES,
        panel=panel,
        switched_off=switched_off(panel),
        trouble=trouble,
    )


def _handover(visit: Visit, receipt: str, trouble: str = "") -> HTMLResponse:
    sent = visit.state.handovers.show(receipt)
    return visit.page(
        "layanan_pertanyaan.html",
        422 if trouble else 200,
        sent=sent,
        standing=STANDINGS[sent.state],
        outcomes=OUTCOMES,
        trouble=trouble,
    )


def _feedback(visit: Visit, feedback_id: str, trouble: str = "") -> HTMLResponse:
    given = visit.state.feedback.read(feedback_id)
    return visit.page(
        "layanan_penilaian.html",
        422 if trouble else 200,
        given=given,
        answer=str(given.answer.get("text", "")),
        standing=REVIEWS[given.state],
        reasons=FEEDBACK_REASONS,
        trouble=trouble,
    )
