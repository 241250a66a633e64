"""The split page of a review: the question and its thread beside the draft and what can be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from fastapi.responses import HTMLResponse

from api.accounts.permissions import Permission, bidang_for
from api.forum.access import officers_of
from api.forum.drafts import DECIDED, LONGEST_INSTRUCTION
from api.forum.edited import LONGEST as LONGEST_EDIT
from api.forum.masking import LONGEST_TEXT
from api.forum.models import (
    OPEN,
    TO_ASKER,
    Category,
    Draft,
    DraftState,
    PostKind,
    Priority,
    QuestionState,
    Standing,
)
from api.forum.rejection import REASONS
from api.forum.review_words import Opened, SecondReading
from api.forum.threads import GONE, names_of
from api.pages.forum_parts import near, places
from api.pages.forum_words import STATES, event_words
from api.pages.review_background import Background, background
from api.pages.review_clock import waiting_badge, working_hours
from api.pages.review_draft import EditCheck, agreed, draft_view
from api.pages.review_parts import Case
from api.pages.review_words import BARE, DONE, PRACTICE, PRIORITIES, percent, work_url
from api.pages.words import Badge
from api.state.audit import LONGEST as LONGEST_NOTE
from api.state.clock import utc_now
from corpus.errors import Conflict

MOST_SIMILAR = 5
_STANDINGS: dict[Standing, Badge | None] = {
    Standing.CURRENT: None,
    Standing.DOUBTED: Badge("Perlu ditinjau", "warn", "alert"),
    Standing.WITHDRAWN: Badge("Ditarik", "bad", "cross"),
}
_KINDS: dict[PostKind, Badge] = {
    PostKind.FOLLOW_UP: Badge("Penjelasan penanya", "info", "talk"),
    PostKind.REPLY: Badge("Balasan terbit", "good", "check"),
    PostKind.HOLDING: Badge("Balasan sementara, hanya untuk penanya", "info", "clock"),
    PostKind.PRIVATE: Badge("Balasan, hanya untuk penanya", "good", "person"),
    PostKind.NOTE: Badge("Catatan petugas", "warn", "pencil"),
}


class Stage(StrEnum):
    """How the draft stands for whoever looks at the page."""

    NONE = "tidak_ada"
    TO_OPEN = "belum_dibuka"
    """Theirs to open: what it says is shown once it is, so that practice can be practice."""
    OPEN = "dibuka"
    READ = "dibaca"
    """Shown, but not theirs to decide."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a form that is no longer on the page."""

    label: str
    text: str


def review_page(
    case: Case,
    *,
    status: int = 200,
    trouble: str = "",
    typed: dict[str, str] | None = None,
    check: EditCheck | None = None,
    own: EditCheck | None = None,
) -> HTMLResponse:
    """The page of a question.

    Args:
        trouble: why what was wanted was not done.
        typed: fields of the form that brought it; nothing typed is lost.
        check: what was found in the edited text.
        own: what was found in the reply that is being written alone.
    """
    given = typed or {}
    visit, question, officer = case.visit, case.question, case.officer
    drafts = case.drafts.of_question(officer, question.id)
    opened, unopened = _opened(case, drafts.current)
    draft = opened.draft if opened else drafts.current
    beside = background(visit.state.database, question.id, draft, utc_now())
    to_read = _to_read(case, draft, beside)
    stage = _stage(case, draft, beside, opened, to_read)
    news = visit.request.query_params.get("selesai", "")
    can_reply = case.decides and question.state is not QuestionState.REJECTED
    return visit.page(
        "tinjau_satu.html",
        status,
        question=question,
        officer=officer,
        decides=case.decides,
        is_open=question.state in OPEN,
        act=lambda part: work_url(question.number, part),
        trouble=" ".join(part for part in (trouble, unopened) if part),
        done=DONE.get(news, ""),
        practice=PRACTICE.get(news, ""),
        practice_found=news == "latihan-ditemukan",
        taught=next((one.practice for one in beside.decisions if one.practice), ""),
        stage=stage.value,
        view=draft_view(visit.request, draft, opened, officer) if draft else None,
        opened=opened,
        beside=beside,
        to_read=to_read,
        under_way=drafts.under_way,
        failure=drafts.failure,
        check=check,
        own=own,
        typed=given,
        edit_text=given.get("teks") or _edit_text(opened, beside, officer.id),
        agreed_text=opened is not None
        and any(agreed(beside.readings, one.text, officer) for one in beside.readings),
        leftovers=_leftovers(given, stage, can_reply=can_reply),
        can_reply=can_reply,
        reasons=REASONS,
        limits={
            "note": LONGEST_NOTE,
            "text": LONGEST_TEXT,
            "edit": LONGEST_EDIT,
            "wish": LONGEST_INSTRUCTION,
        },
        saved=case.saved.list(officer, question.bidang_id),
        **_about(case, beside),
    )


def _about(case: Case, beside: Background) -> dict[str, Any]:
    """What stands left: the question, its thread, where it lies, and what is like it."""
    question, forum, officer = case.question, case.forum, case.officer
    named = places(forum)
    with case.visit.state.database.reading() as session:
        hours = working_hours(case.visit.request, session)
    categories = forum.bidang.categories(active_only=True)
    likely = dict(beside.suggested)
    alike = forum.similar.find(f"{question.title}\n{question.text}", k=MOST_SIMILAR + 1)
    return {
        "posts": [(post, _KINDS[post.kind], _STANDINGS[post.standing]) for post in case.thread.posts],
        "names": case.thread.names,
        "state": STATES[question.state],
        "priority": PRIORITIES[question.priority],
        "priorities": [(one.value, PRIORITIES[one].word, one is question.priority) for one in Priority],
        "waits": waiting_badge(
            hours,
            utc_now(),
            state=question.state,
            reply_due=question.reply_due,
            resolve_due=question.resolve_due,
            first_reply_at=question.first_reply_at,
        ),
        "bidang": named.bidang.get(question.bidang_id, question.bidang_id),
        "category": named.category(question.category_id),
        "suggested": [(named.category(one) or one, percent(value)) for one, value in beside.suggested[:3]],
        "likely": {one: percent(value) for one, value in likely.items()},
        "groups": _targets(case, categories),
        "colleagues": _colleagues(case),
        "own_bidang": bidang_for(officer, Permission.WORK_QUESTIONS),
        "attachments": forum.attachments.of(officer, question.id),
        "alike": near([one for one in alike if one.number != question.number][:MOST_SIMILAR]),
        "events": [
            (one, event_words(one, named.bidang)) for one in forum.questions.history(officer, question.id)
        ],
        "replied": any(
            post.kind in TO_ASKER and post.standing is not Standing.WITHDRAWN for post in case.thread.posts
        ),
    }


def _targets(case: Case, categories: Sequence[Category]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Where a question may be moved: every bidang in use with its categories, and by itself without one."""
    groups = []
    for bidang in case.forum.bidang.bidang(active_only=True):
        members = [(one.id, one.name) for one in categories if one.bidang_id == bidang.id]
        groups.append((bidang.name, [(f"{BARE}{bidang.id}", f"{bidang.name}, tanpa kategori"), *members]))
    return groups


def _colleagues(case: Case) -> list[tuple[str, str]]:
    """Account and name of who may be given the question, but for who has it."""
    with case.visit.state.database.reading() as session:
        found = officers_of(session, case.question.bidang_id)
        names = names_of(session, found)
    others = [one for one in found if one != case.question.assignee_id]
    return sorted(((one, names.get(one, GONE)) for one in others), key=lambda pair: pair[1].casefold())


def _opened(case: Case, draft: Draft | None) -> tuple[Opened | None, str]:
    """The draft in the officer's hands, whose time begins anew; and why it is not, where it was."""
    held = draft is not None and draft.state is DraftState.IN_REVIEW and draft.reader_id == case.officer.id
    if draft is None or not held or not case.decides:
        return None, ""
    try:
        return case.desk.reviews.open(case.officer, draft.id), ""
    except Conflict as error:
        return None, str(error)


def _to_read(case: Case, draft: Draft | None, beside: Background) -> SecondReading | None:
    """What waits for this officer as second reader."""
    if draft is None or not case.decides or draft.state in DECIDED or case.question.state not in OPEN:
        return None
    waiting = (one for one in beside.readings if one.agrees is None and one.asked_by != case.officer.id)
    return next(waiting, None)


def _stage(
    case: Case,
    draft: Draft | None,
    beside: Background,
    opened: Opened | None,
    to_read: SecondReading | None,
) -> Stage:
    if draft is None:
        return Stage.NONE
    if opened is not None:
        return Stage.OPEN
    free = case.decides and draft.state not in DECIDED and case.question.state in OPEN and not beside.reader
    return Stage.TO_OPEN if free and to_read is None else Stage.READ


def _edit_text(opened: Opened | None, beside: Background, account_id: str) -> str:
    """What the editor begins with: the text that a second reader was asked about, else the draft."""
    if opened is None:
        return ""
    own = (one.text for one in beside.readings if one.asked_by == account_id and one.agrees is not False)
    return next(own, opened.text)


def _leftovers(given: dict[str, str], stage: Stage, *, can_reply: bool) -> list[Typed]:
    """What was typed into forms that the page no longer has."""
    found = []
    if given.get("teks") and stage is not Stage.OPEN:
        found.append(Typed("Suntingan Anda", given["teks"]))
    if given.get("sendiri") and not can_reply:
        found.append(Typed("Balasan Anda", given["sendiri"]))
    if given.get("catatan_tolak") and stage is not Stage.OPEN:
        found.append(Typed("Catatan penolakan Anda", given["catatan_tolak"]))
    return found
