"""Asking the agency: the form, what may answer already, what others will read, and the receipt."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from api.accounts.models import Account
from api.forum.file_types import check
from api.forum.forum import Forum
from api.forum.masking import LONGEST_TEXT, LONGEST_TITLE
from api.forum.models import ForumQuestion
from api.forum.route_parts import Asker, InForum
from api.forum.threads import Thread
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.forum_asking import Asking
from api.pages.forum_carried import carried_by, receipt_of
from api.pages.forum_parts import near, number_in, pieces, places
from api.pages.forum_uploads import AnyForm, SentFile
from api.pages.forum_words import ASK, FORUM, by_bidang, file_size, question_url, reply_time
from api.pages.templating import settings_of
from corpus.errors import Conflict, InvalidInput, NotFound, StorageError

router = APIRouter(include_in_schema=False)

UNSAVED_FILES = (
    "Pertanyaan Anda sudah terkirim, tetapi tidak semua berkasnya tersimpan. Lampirkan lagi di sini."
)


@router.get(ASK)
def form(
    visit: AnyVisit,
    account: Asker,
    forum: InForum,
    jawaban: Annotated[str, Query(max_length=100)] = "",
    tanda: Annotated[str, Query(max_length=100)] = "",
) -> HTMLResponse:
    """The form to ask; ``jawaban`` or ``tanda``: an answer, or a receipt, whose question it begins with."""
    carried = carried_by(visit, account, exchange_id=jawaban, receipt=tanda)
    return _form(visit, account, forum, Asking.begun(carried))


@router.post(ASK)
def step(visit: AnyVisit, account: Asker, forum: InForum, sent: AnyForm) -> Response:
    """The next step, as the pressed button says; every one keeps what was typed."""
    visit.check(sent.fields)
    asking, wanted = Asking.read(sent.fields), sent.fields.get("langkah", "")
    if wanted == "serupa":
        return _similar(visit, account, forum, asking)
    if wanted == "ubah":
        return _form(visit, account, forum, asking)
    checked = asking.checked([one.id for one in forum.bidang.categories(active_only=True)])
    if checked.errors:
        return _form(visit, account, forum, checked)
    if wanted == "kirim":
        return _send(visit, account, forum, checked, sent.files)
    if wanted == "lanjut" and not checked.seen and (found := near(forum.similar.find(_typed(checked)))):
        return visit.page("forum_periksa.html", form=checked, found=found, action=ASK)
    return _preview(visit, account, forum, checked)


@router.get(FORUM + "/{number}/terkirim")
def receipt(visit: AnyVisit, account: Asker, forum: InForum, number: str, lampiran: str = "") -> HTMLResponse:
    """That a question arrived, its number, and when to expect a reply."""
    found = forum.questions.by_number(account, number_in(number))
    if not isinstance(found, Thread) or found.question.asker_id != account.id:
        raise NotFound("Tanda terima ini bukan milik Anda.")
    where = places(forum)
    return visit.page(
        "forum_terkirim.html",
        question=found.question,
        url=question_url(found.question.number),
        expected=_expected(visit, forum, found.question),
        place=where.bidang.get(found.question.bidang_id, ""),
        routed=found.question.category_id is not None,
        trouble=UNSAVED_FILES if lampiran == "gagal" else "",
    )


def _form(visit: Visit, account: Account, forum: Forum, form: Asking) -> HTMLResponse:
    return visit.page(
        "forum_ajukan.html",
        422 if form.errors else 200,
        form=form,
        carried=carried_by(visit, account, exchange_id=form.exchange_id, receipt=form.receipt),
        choices=by_bidang(forum.bidang.categories(active_only=True), places(forum).bidang),
        found=near(forum.similar.find(_typed(form))) if form.seen else [],
        action=ASK,
        longest_title=LONGEST_TITLE,
        longest_text=LONGEST_TEXT,
        files=settings_of(visit.request).attachment_max_files,
    )


def _similar(visit: Visit, account: Account, forum: Forum, asking: Asking) -> HTMLResponse:
    """What may answer already: the part of the page alone for the script that asks while one types."""
    found = near(forum.similar.find(_typed(asking)))
    if visit.by_script:
        return visit.page("forum_serupa.html", found=found)
    if not found:
        return _form(visit, account, forum, asking)
    return visit.page("forum_periksa.html", form=asking, found=found, action=ASK)


def _preview(
    visit: Visit, account: Account, forum: Forum, asking: Asking, trouble: str = "", status_code: int = 200
) -> HTMLResponse:
    try:
        shown = forum.questions.preview(
            account, asking.public_title or asking.title, asking.public_text or asking.text
        )
    except InvalidInput as error:
        # Only words that the asker changed can be too long here.
        replaced = replace(asking, public_title="", public_text="")
        return _preview(visit, account, forum, replaced, trouble or str(error), 422)
    settings, where = settings_of(visit.request), places(forum)
    original = forum.questions.preview(account, asking.title, asking.text)
    return visit.page(
        "forum_pratinjau.html",
        status_code,
        form=asking.previewed(shown),
        title=pieces(shown.public_title),
        text=pieces(shown.public_text),
        masked=[kind.label for kind in dict.fromkeys((*original.found, *shown.found))],
        category=where.category(asking.category),
        carried=carried_by(visit, account, exchange_id=asking.exchange_id, receipt=asking.receipt),
        trouble=trouble,
        action=ASK,
        longest_title=LONGEST_TITLE,
        longest_text=LONGEST_TEXT,
        most_files=settings.attachment_max_files,
        largest=file_size(settings.attachment_max_bytes),
    )


def _send(
    visit: Visit, account: Account, forum: Forum, asking: Asking, files: tuple[SentFile, ...]
) -> Response:
    try:
        # A question without the file that it speaks of would be of no use.
        _refuse_unsound(visit, files)
        carried = carried_by(visit, account, exchange_id=asking.exchange_id, receipt=asking.receipt)
        new = asking.new(receipt_of(visit, account, carried))
        question, asked_now = forum.questions.submit_once(account, new)
    except (InvalidInput, Conflict) as error:
        status = 409 if isinstance(error, Conflict) else 422
        return _preview(visit, account, forum, asking, str(error), status)
    # What is sent twice has its files from the first time.
    saved = not asked_now or _attached(account, forum, question, files)
    return visit.go(question_url(question.number, "/terkirim") + ("" if saved else "?lampiran=gagal"))


def _refuse_unsound(visit: Visit, files: tuple[SentFile, ...]) -> None:
    settings = settings_of(visit.request)
    if len(files) > settings.attachment_max_files:
        raise InvalidInput(f"Lampirkan paling banyak {settings.attachment_max_files} berkas.")
    for file in files:
        if len(file.content) > settings.attachment_max_bytes:
            most = file_size(settings.attachment_max_bytes)
            raise InvalidInput(f"“{file.name}” lebih besar dari {most}. Perkecil, lalu pilih lagi.")
        try:
            check(file.content)
        except InvalidInput as error:
            raise InvalidInput(f"“{file.name}”: {error}") from error


def _attached(account: Account, forum: Forum, question: ForumQuestion, files: tuple[SentFile, ...]) -> bool:
    """Whether every file was kept; the question stands in any case."""
    try:
        for file in files:
            forum.attachments.add(account, question.id, file.name, file.content)
    except (InvalidInput, Conflict, StorageError):
        return False
    return True


def _expected(visit: Visit, forum: Forum, question: ForumQuestion) -> str:
    """How long a reply takes at most; empty while nobody knows where the question belongs."""
    category = places(forum).categories.get(question.category_id or "")
    return "" if category is None else reply_time(category.reply_hours, settings_of(visit.request).work_hours)


def _typed(form: Asking) -> str:
    return f"{form.title} {form.text}"
