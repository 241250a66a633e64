"""What an asker does with a question: says more, opens it again, rates it, changes what others read."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from api.accounts.models import Account
from api.accounts.signed_in import SignedIn
from api.forum.forum import Forum
from api.forum.models import ForumQuestion
from api.forum.route_parts import InForum
from api.forum.threads import PublicThread
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.form_fields import Fields
from api.pages.forum_parts import number_in
from api.pages.forum_thread import Trouble, thread_page
from api.pages.forum_uploads import AnyForm
from api.pages.forum_words import FORUM, question_url
from corpus.errors import Conflict, Forbidden, InvalidInput

router = APIRouter(include_in_schema=False)

QUESTION = FORUM + "/{number}"
Number = Annotated[str, Path(max_length=20)]
Change = Callable[[ForumQuestion], object]


@router.post(QUESTION + "/lanjutan")
def follow_up(visit: AnyVisit, account: SignedIn, forum: InForum, number: Number, fields: Fields) -> Response:
    """Say more to one's own open question."""

    def add(question: ForumQuestion) -> object:
        return forum.posts.follow_up(account, question.id, fields.get("teks", ""))

    return _done(visit, account, forum, number, fields, "lanjutan", add)


@router.post(QUESTION + "/buka-kembali")
def reopen(visit: AnyVisit, account: SignedIn, forum: InForum, number: Number, fields: Fields) -> Response:
    """Open one's own question again, saying why."""

    def change(question: ForumQuestion) -> object:
        return forum.work.reopen(account, question.id, fields.get("teks", ""), version=_version(fields))

    return _done(visit, account, forum, number, fields, "buka", change)


@router.post(QUESTION + "/nilai")
def rate(visit: AnyVisit, account: SignedIn, forum: InForum, number: Number, fields: Fields) -> Response:
    """Rate how one's own question was handled."""
    given = fields.get("bintang", "")
    stars = int(given) if given in {"1", "2", "3", "4", "5"} else 0

    def change(question: ForumQuestion) -> object:
        if not stars:
            raise InvalidInput("Pilih dahulu seberapa membantu jawabannya.")
        return forum.ratings.rate(account, question.id, stars, fields.get("teks", ""))

    return _done(visit, account, forum, number, fields, "nilai", change)


@router.post(QUESTION + "/naskah")
def change_words(
    visit: AnyVisit, account: SignedIn, forum: InForum, number: Number, fields: Fields
) -> Response:
    """Change what others read of one's own question; personal data is masked again."""

    def change(question: ForumQuestion) -> object:
        return forum.questions.change_words(
            account,
            question.id,
            public_title=fields.get("judul", ""),
            public_text=fields.get("teks", ""),
            anonymous=fields.get("anonim") == "ya" if question.asker_id == account.id else None,
            version=_version(fields),
        )

    return _done(visit, account, forum, number, fields, "naskah", change)


@router.post(QUESTION + "/lampiran")
def attach(visit: AnyVisit, account: SignedIn, forum: InForum, number: Number, sent: AnyForm) -> Response:
    """Attach files to a question."""

    def add(question: ForumQuestion) -> object:
        if not sent.files:
            raise InvalidInput("Pilih dahulu berkasnya.")
        return [forum.attachments.add(account, question.id, one.name, one.content) for one in sent.files]

    return _done(visit, account, forum, number, sent.fields, "lampiran", add)


@router.post(FORUM + "/lampiran/{attachment_id}/hapus")
def detach(
    visit: AnyVisit, account: SignedIn, forum: InForum, attachment_id: str, fields: Fields
) -> Response:
    """Take a file away."""
    visit.check(fields)
    attachment, _ = forum.attachments.read(account, attachment_id)
    forum.attachments.remove(account, attachment_id)
    question = forum.questions.read(account, attachment.question_id).question
    return visit.go(f"{question_url(question.number)}?selesai=lampiran-hapus")


@router.post(QUESTION + "/ikuti")
def follow(visit: AnyVisit, account: SignedIn, forum: InForum, number: Number, fields: Fields) -> Response:
    """Be told when a question moves on, or no more."""
    visit.check(fields)
    question = forum.questions.by_number(account, number_in(number)).question
    if fields.get("ikuti") == "ya":
        forum.notifications.subscribe(account, question.id)
        return visit.go(f"{question_url(question.number)}?selesai=ikuti")
    forum.notifications.unsubscribe(account, question.id)
    return visit.go(f"{question_url(question.number)}?selesai=henti")


def _done(
    visit: Visit,
    account: Account,
    forum: Forum,
    number: str,
    fields: dict[str, str],
    part: str,
    change: Change,
) -> Response:
    """Do one change and go on to the question; what cannot be taken comes back with what was typed.

    Args:
        part: of the page, which also says what was done.
    """
    visit.check(fields)
    found = forum.questions.by_number(account, number_in(number))
    if isinstance(found, PublicThread):
        raise Forbidden("Ini hanya dapat dilakukan penanyanya sendiri.")
    try:
        change(found.question)
    except (Conflict, InvalidInput) as error:
        # As it is now, not as it was when the form was sent.
        now = forum.questions.by_number(account, found.question.number)
        status = 409 if isinstance(error, Conflict) else 422
        return thread_page(visit, account, forum, now, Trouble(part, str(error), fields), status)
    return visit.go(f"{question_url(found.question.number)}?selesai={part}")


def _version(fields: dict[str, str]) -> int:
    """The version that was seen; 0, which no question has, for what is no number."""
    given = fields.get("versi", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
