"""The page of one question: its thread, and for its asker what can be done with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from api.accounts.models import Account
from api.accounts.signed_in import CurrentAccount, SignedIn
from api.forum.access import Seat
from api.forum.attachment_routes import download_of
from api.forum.attachments import Attachment
from api.forum.doubts import open_doubts_of
from api.forum.forum import Forum
from api.forum.history import Event
from api.forum.masking import LONGEST_TEXT, LONGEST_TITLE
from api.forum.models import ANSWERS, PostKind, Standing
from api.forum.ratings import LONGEST_COMMENT
from api.forum.route_parts import InForum
from api.forum.threads import PublicThread, Thread
from api.pages.citations import path_label
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.forum_parts import number_in, places
from api.pages.forum_thread_view import ThreadView, thread_view
from api.pages.forum_words import FORUM, STARS, STATE_MEANS, STATES, event_words, file_size, question_url
from api.pages.templating import library_of, settings_of
from api.pages.words import provision_url
from corpus.citations import format_citation
from corpus.errors import InvalidIdentifier, NotFound

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something that the asker sent was not taken, with what they wrote.

    Attributes:
        part: the form it came from; empty where nothing went wrong.
    """

    part: str = ""
    reason: str = ""
    typed: dict[str, str] = field(default_factory=dict)


@router.get(FORUM + "/lampiran/{attachment_id}")
def download(account: SignedIn, forum: InForum, attachment_id: str) -> Response:
    """A file, to be saved and never to be shown in the page."""
    return download_of(*forum.attachments.read(account, attachment_id))


@router.get(FORUM + "/{number}")
def question(visit: AnyVisit, viewer: CurrentAccount, forum: InForum, number: str) -> HTMLResponse:
    """A question with what is said under it: all of it for asker and officers, else what is public."""
    try:
        found = forum.questions.by_number(viewer, number_in(number))
    except NotFound as error:
        return visit.page(
            "galat.html",
            404,
            heading="Pertanyaan tidak ditemukan",
            detail=str(error),
            advice="Pertanyaan orang lain baru dapat dibaca setelah dijawab petugas."
            if viewer
            else "Bila Anda yang mengajukannya, masuk dahulu dengan akun Anda.",
            status=404,
        )
    # Most visits have nothing to mark, and need not wait for whoever writes.
    if viewer is not None and forum.notifications.unread(viewer):
        forum.notifications.mark_read_about(viewer, found.question.id)
    return thread_page(visit, viewer, forum, found)


def thread_page(
    visit: Visit,
    viewer: Account | None,
    forum: Forum,
    found: Thread | PublicThread,
    trouble: Trouble | None = None,
    status_code: int = 200,
) -> HTMLResponse:
    """The page of a question.

    Args:
        found: as the viewer may see it, and as it is now.
        trouble: why something was not taken.
    """
    settings, library, where = settings_of(visit.request), library_of(visit.request), places(forum)
    view = thread_view(found, viewer, library, contact=settings.contact)
    days, zone = settings.forum_reopen_days, visit.state.zone
    may_reopen = view.may_reopen(days, library, zone)
    closed = None if view.question is None else view.question.resolved_at
    return visit.page(
        "forum_pertanyaan.html",
        status_code,
        view=view,
        changed=_changed(visit, view),
        url=question_url(view.number),
        bidang=where.bidang.get(view.bidang_id, view.bidang_id),
        category=where.category(view.category_id),
        states=STATES,
        means=STATE_MEANS,
        kinds_of_posts=PostKind,
        answers=ANSWERS,
        standings=Standing,
        officer=view.seat is Seat.OFFICER,
        files=_files(forum, viewer, found),
        events=_events(forum, viewer, found, where.bidang) if viewer else [],
        rating=found.rating if isinstance(found, Thread) else None,
        follows=viewer is not None and forum.notifications.is_subscribed(viewer, found.question.id),
        may_reopen=may_reopen,
        reopen_until=closed + timedelta(days=days) if closed and may_reopen else None,
        trouble=trouble or Trouble(),
        lost=_lost(view, trouble, may_reopen=may_reopen),
        stars=STARS,
        most_files=settings.attachment_max_files,
        longest_text=LONGEST_TEXT,
        longest_title=LONGEST_TITLE,
        longest_comment=LONGEST_COMMENT,
    )


def _files(
    forum: Forum, viewer: Account | None, found: Thread | PublicThread
) -> list[tuple[Attachment, str]]:
    """Files with their size; none for whoever reads only what is public."""
    if viewer is None or isinstance(found, PublicThread):
        return []
    return [(one, file_size(one.size)) for one in forum.attachments.of(viewer, found.question.id)]


def _changed(visit: Visit, view: ThreadView) -> dict[str, list[tuple[str, str]]]:
    """What changed under each reply in doubt, by key: name and address of every provision."""
    doubted = [post for post in view.posts if post.standing is Standing.DOUBTED]
    if not doubted:
        return {}
    with visit.state.database.reading() as session:
        found = {post.key: open_doubts_of(session, post.id) for post in doubted}
    return {
        key: [(_label(one.provision_id), provision_url(one.provision_id)) for one in doubts]
        for key, doubts in found.items()
    }


def _label(provision_id: str) -> str:
    try:
        return format_citation(provision_id)
    except InvalidIdentifier:
        return path_label(provision_id) or provision_id


def _events(
    forum: Forum, viewer: Account, found: Thread | PublicThread, names: Mapping[str, str]
) -> list[tuple[str, Event]]:
    if isinstance(found, PublicThread):
        return []
    return [(event_words(one, names), one) for one in forum.questions.history(viewer, found.question.id)]


def _lost(view: ThreadView, trouble: Trouble | None, *, may_reopen: bool) -> str:
    """What was typed into a form that the page has no more, to be copied; empty where nothing is lost."""
    if trouble is None:
        return ""
    # What was to be added may be said when it is opened again, and the other way round.
    more = view.open or may_reopen
    there = {"lanjutan": more, "buka": more, "nilai": view.done}
    return "" if there.get(trouble.part, True) else trouble.typed.get("teks", "")
