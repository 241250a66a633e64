"""**Pengetahuan**: candidates of the FAQ, and what stands in doubt since the law under it changed."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from api.accounts.models import Account
from api.accounts.permissions import Permission, may
from api.accounts.signed_in import requires
from api.forum.edited import Reverified
from api.forum.faq.candidates import FaqDraft
from api.forum.faq.states import Candidate
from api.forum.knowledge_desk import KnowledgeDesk
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.form_fields import Fields
from api.pages.knowledge_view import DONE, change_view, cited_view, doubted_list, due_view, problems_view
from corpus.errors import Conflict, InvalidInput

router = APIRouter(include_in_schema=False)

KNOWLEDGE = "/pengetahuan"
Keeper = Annotated[Account, Depends(requires(Permission.MANAGE_KNOWLEDGE, Permission.DECIDE_DRAFTS))]
Manager = Annotated[Account, Depends(requires(Permission.MANAGE_KNOWLEDGE))]


def desk_of(request: Request) -> KnowledgeDesk:
    """What ``create_app`` keeps as ``app.state.knowledge``."""
    desk: KnowledgeDesk = request.app.state.knowledge
    return desk


Desk = Annotated[KnowledgeDesk, Depends(desk_of)]


@router.get(KNOWLEDGE)
def queues(visit: AnyVisit, keeper: Keeper, desk: Desk) -> HTMLResponse:
    """What waits: doubts, and for knowledge managers candidates and entries whose day of review has come."""
    manages = may(keeper, Permission.MANAGE_KNOWLEDGE)
    return visit.page(
        "pengetahuan.html",
        doubted=doubted_list(desk.settling.waiting(keeper)),
        candidates=desk.candidates.waiting(keeper) if manages else [],
        overdue=desk.candidates.overdue(keeper) if manages else [],
        due=[due_view(one) for one in desk.due.list(keeper)] if manages else [],
        manages=manages,
        told=DONE.get(visit.request.query_params.get("hasil", ""), ""),
    )


@router.get(KNOWLEDGE + "/calon/{candidate_id}")
def candidate(visit: AnyVisit, manager: Manager, desk: Desk, candidate_id: str) -> HTMLResponse:
    """A candidate to edit and approve, or to reject."""
    return _candidate(visit, manager, desk, candidate_id)


@router.post(KNOWLEDGE + "/calon/{candidate_id}")
def decide(visit: AnyVisit, manager: Manager, desk: Desk, candidate_id: str, fields: Fields) -> Response:
    """Check, approve or reject a candidate."""
    visit.check(fields)
    action = fields.get("aksi", "")
    # A candidate that is not there is no matter of what was filled in.
    desk.candidates.read(manager, candidate_id)
    try:
        version = _number(fields.get("versi", ""))
        if action == "tolak":
            desk.candidates.reject(manager, candidate_id, fields.get("alasan", ""), version=version)
            return visit.go(f"{KNOWLEDGE}?hasil=tolak")
        if action == "setujui":
            desk.candidates.approve(manager, candidate_id, _draft(fields), version=version)
            return visit.go(f"{KNOWLEDGE}?hasil=setujui")
        checked = desk.candidates.check(manager, fields.get("pertanyaan", ""), fields.get("jawaban", ""))
    except (InvalidInput, Conflict) as error:
        return _candidate(visit, manager, desk, candidate_id, fields=fields, trouble=str(error))
    return _candidate(visit, manager, desk, candidate_id, fields=fields, checked=checked)


@router.get(KNOWLEDGE + "/tinjau/{subject:path}")
def doubted(visit: AnyVisit, keeper: Keeper, desk: Desk, subject: str) -> HTMLResponse:
    """A reply or an entry in doubt: the change, and the three ways to settle it."""
    return _doubted(visit, keeper, desk, subject)


@router.post(KNOWLEDGE + "/tinjau/{subject:path}")
def settle(visit: AnyVisit, keeper: Keeper, desk: Desk, subject: str, fields: Fields) -> Response:
    """Confirm, edit, withdraw, or check an edited text first."""
    visit.check(fields)
    action, seen, text = fields.get("aksi", ""), fields.get("dilihat", ""), fields.get("teks", "")
    try:
        if action == "benar":
            day = _day(fields.get("tinjau", ""))
            desk.settling.confirm(keeper, subject, seen, review_on=day, note=fields.get("catatan", ""))
        elif action == "simpan":
            desk.settling.edit(keeper, subject, seen, text, review_on=_day(fields.get("tinjau", "")))
        elif action == "tarik":
            desk.settling.withdraw(keeper, subject, seen, fields.get("alasan", ""))
        else:
            checked = desk.settling.check(keeper, subject, text)
            return _doubted(visit, keeper, desk, subject, text=text, checked=checked)
    except (InvalidInput, Conflict) as error:
        return _doubted(visit, keeper, desk, subject, text=text, trouble=str(error))
    return visit.go(f"{KNOWLEDGE}?hasil={action}")


def _candidate(
    visit: Visit,
    manager: Account,
    desk: KnowledgeDesk,
    candidate_id: str,
    *,
    fields: dict[str, str] | None = None,
    checked: Reverified | None = None,
    trouble: str = "",
) -> HTMLResponse:
    one, origins = desk.candidates.read(manager, candidate_id)
    filled = {**_filled(one, desk), **(fields or {})}
    if checked is None and not trouble:
        checked = desk.candidates.check(manager, one.question, one.answer)
    return visit.page(
        "pengetahuan_calon.html",
        422 if trouble else 200,
        one=one,
        origins=origins,
        filled=filled,
        bidang=desk.bidang.bidang(active_only=True),
        problems=problems_view(checked),
        cited=cited_view(checked),
        trouble=trouble,
    )


def _doubted(
    visit: Visit,
    keeper: Account,
    desk: KnowledgeDesk,
    subject: str,
    *,
    text: str = "",
    checked: Reverified | None = None,
    trouble: str = "",
) -> HTMLResponse:
    under = desk.settling.read(keeper, subject)
    return visit.page(
        "pengetahuan_tinjau.html",
        422 if trouble else 200,
        under=under,
        changes=[change_view(doubt.change) for doubt in under.doubts],
        text=text or under.text,
        problems=problems_view(checked or under.checked),
        cited=cited_view(checked or under.checked),
        stands=not under.checked.blockers,
        tried=checked is not None,
        trouble=trouble,
        review_on=under.review_on or desk.settling.review_day(None),
    )


def _filled(one: Candidate, desk: KnowledgeDesk) -> dict[str, str]:
    day = one.review_on or desk.settling.review_day(None)
    return {
        "pertanyaan": one.question,
        "variasi": "\n".join(one.variants),
        "jawaban": one.answer,
        "bidang": one.bidang_id,
        "tinjau": day.isoformat(),
        "alasan": "",
    }


def _draft(fields: dict[str, str]) -> FaqDraft:
    day = _day(fields.get("tinjau", ""))
    if day is None:
        raise InvalidInput("Isi tanggal tinjau ulang.")
    return FaqDraft(
        question=fields.get("pertanyaan", ""),
        variants=tuple(fields.get("variasi", "").splitlines()),
        answer=fields.get("jawaban", ""),
        bidang_id=fields.get("bidang", ""),
        review_on=day,
    )


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInput("Tanggal tidak dikenali. Tulis seperti 2027-05-31.") from None


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise InvalidInput("Formulir ini tidak lengkap. Muat ulang halamannya.")
    return int(text)
