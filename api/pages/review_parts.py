"""What the officers' pages share: the question that is worked on, and who works on it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from api.accounts.models import Account
from api.accounts.permissions import Permission, may
from api.forum.access import Seat, missing
from api.forum.drafts import Drafts
from api.forum.forum import Forum
from api.forum.models import ForumQuestion
from api.forum.review_desk import ReviewDesk
from api.forum.review_words import ReviewRules, Seen
from api.forum.route_parts import Officer
from api.forum.saved_replies import SavedReplies
from api.forum.threads import Thread
from api.pages.conversation_visit import AnyVisit, Visit
from corpus.errors import InvalidInput


def forum_of(request: Request) -> Forum:
    """The forum that ``create_app`` put on the application."""
    forum: Forum = request.app.state.forum
    return forum


def desk_of(request: Request) -> ReviewDesk:
    """All that reviews need, as ``create_app`` put it on the application."""
    desk: ReviewDesk = request.app.state.review
    return desk


def rules_of(request: Request) -> ReviewRules:
    """What the agency set for reviews."""
    return desk_of(request).reviews.rules


@dataclass(frozen=True, slots=True)
class Case:
    """A question in the hands of an officer of its bidang."""

    visit: Visit
    officer: Account
    thread: Thread

    @property
    def question(self) -> ForumQuestion:
        """The question as it was when the page was asked for."""
        return self.thread.question

    @property
    def forum(self) -> Forum:
        """All that the forum keeps."""
        return forum_of(self.visit.request)

    @property
    def drafts(self) -> Drafts:
        """The drafts of all questions."""
        return Drafts(self.visit.state.database)

    @property
    def saved(self) -> SavedReplies:
        """Words that bidang keep to insert."""
        return SavedReplies(self.visit.state.database)

    @property
    def desk(self) -> ReviewDesk:
        """All that reviews need."""
        return desk_of(self.visit.request)

    @property
    def decides(self) -> bool:
        """Whether the officer may publish and reject in this bidang."""
        return may(self.officer, Permission.DECIDE_DRAFTS, bidang=self.question.bidang_id)

    def again(self) -> "Case":
        """The question as it is now.

        Raises:
            NotFound: it lies elsewhere by now.
        """
        return case_of(self.visit, self.officer, self.question.number)


def case_of(visit: Visit, officer: Account, number: int) -> Case:
    """A question that an officer may work.

    Raises:
        NotFound: there is none, or none for them; one they may only read lies elsewhere too.
    """
    thread = forum_of(visit.request).questions.by_number(officer, number)
    if not isinstance(thread, Thread) or thread.seat is not Seat.OFFICER:
        raise missing()
    return Case(visit, officer, thread)


def case(visit: AnyVisit, officer: Officer, number: str) -> Case:
    """Dependency: the question that a path names by its number.

    Raises:
        NotFound: as ``case_of``.
    """
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise missing()
    return case_of(visit, officer, int(number))


AnyCase = Annotated[Case, Depends(case)]


def version_in(fields: dict[str, str]) -> int:
    """The version of the question that a form was filled in on.

    Raises:
        InvalidInput: the form does not say.
    """
    return _number(fields, "versi")


def seen_in(fields: dict[str, str]) -> Seen:
    """What a decision was made on.

    Raises:
        InvalidInput: the form does not say.
    """
    return Seen(draft_version=_number(fields, "draf_versi"), thread_version=_number(fields, "utas_versi"))


def _number(fields: dict[str, str], name: str) -> int:
    text = fields.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise InvalidInput("Formulir ini tidak lengkap. Muat ulang halamannya, lalu coba lagi.")
    return int(text)
