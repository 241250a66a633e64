"""A question of the forum as its page shows it: to its asker, to officers, and to everybody else."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from api.accounts.models import Account
from api.forum.access import Seat
from api.forum.models import ANSWERS, OPEN, ForumQuestion, Post, PostKind, QuestionState, Standing
from api.forum.posts import OWN
from api.forum.threads import ELSEWHERE, GONE, PublicReply, PublicThread, Thread
from api.pages.answer_view import AnswerPage, answer_page
from api.pages.port import PageLibrary
from assistant.models import Answer


@dataclass(frozen=True, slots=True)
class PostView:
    """Something said under a question.

    Attributes:
        id: of the post.
        key: part of every identifier in it.
        author: empty where it is not shown.
        page: the reply with its citations; None of what carries none.
        own: an officer wrote it alone.
        imported: it comes from another forum, and no officer of ours has reviewed it.
    """

    id: str
    key: str
    kind: PostKind
    author: str
    at: datetime
    text: str
    standing: Standing
    page: AnswerPage | None
    own: bool = False
    imported: bool = False


@dataclass(frozen=True, slots=True)
class ThreadView:
    """All that the page of a question shows of it.

    Attributes:
        asker: a word for everybody else, a name for officers.
        state: None for everybody else.
        question: whole, for its asker and officers; None for everybody else.
        mine: whether the viewer asked it.
    """

    number: int
    title: str
    text: str
    asker: str
    bidang_id: str
    category_id: str | None
    at: datetime
    posts: tuple[PostView, ...]
    state: QuestionState | None
    question: ForumQuestion | None
    seat: Seat
    mine: bool

    @property
    def open(self) -> bool:
        """Whether more may be said to it."""
        return self.state in OPEN

    @property
    def done(self) -> bool:
        """Whether its asker may rate how it was handled."""
        return self.state is QuestionState.DONE

    @property
    def in_doubt(self) -> bool:
        """Whether the newest reply may not be relied on before it is looked at again."""
        replies = [post for post in self.posts if post.kind in ANSWERS]
        return bool(replies) and replies[-1].standing is Standing.DOUBTED

    def may_reopen(self, days: int, library: PageLibrary, zone: ZoneInfo) -> bool:
        """Whether its asker may still open it again, so many days after it was closed."""
        closed = None if self.question is None else self.question.resolved_at
        if not self.mine or self.open or closed is None:
            return False
        return library.today() <= (closed + timedelta(days=days)).astimezone(zone).date()


def thread_view(
    found: Thread | PublicThread, viewer: Account | None, library: PageLibrary, *, contact: str
) -> ThreadView:
    """Prepare a question for its page.

    Args:
        contact: who to turn to.
    """
    if isinstance(found, PublicThread):
        return _public(found, library, contact)
    question = found.question
    mine = viewer is not None and question.asker_id == viewer.id
    return ThreadView(
        number=question.number,
        title=question.title,
        text=question.text,
        asker="Anda"
        if mine
        else found.names.get(question.asker_id or "", ELSEWHERE if found.imported else GONE),
        bidang_id=question.bidang_id,
        category_id=question.category_id,
        at=question.created_at,
        posts=tuple(_post(post, place, found, library, contact) for place, post in enumerate(found.posts, 1)),
        state=question.state,
        question=question,
        seat=found.seat,
        mine=mine,
    )


def _public(found: PublicThread, library: PageLibrary, contact: str) -> ThreadView:
    question = found.question
    return ThreadView(
        number=question.number,
        title=question.title,
        text=question.text,
        asker=question.asker,
        bidang_id=question.bidang_id,
        category_id=question.category_id,
        at=question.created_at,
        posts=tuple(_reply(one, place, library, contact) for place, one in enumerate(found.replies, 1)),
        state=None,
        question=None,
        seat=Seat.PUBLIC,
        mine=False,
    )


def _post(post: Post, place: int, found: Thread, library: PageLibrary, contact: str) -> PostView:
    imported = post.id in found.imported
    return PostView(
        id=post.id,
        key=str(place),
        kind=post.kind,
        author=ELSEWHERE if imported else found.names.get(post.author_id or "", GONE),
        at=post.created_at,
        text=post.text,
        standing=post.standing,
        page=_page(post.answer, library, contact),
        own=_is_own(post.answer),
        imported=imported,
    )


def _reply(reply: PublicReply, place: int, library: PageLibrary, contact: str) -> PostView:
    return PostView(
        id=reply.id,
        key=str(place),
        kind=PostKind.REPLY,
        author=reply.author,
        at=reply.created_at,
        text=reply.text,
        standing=reply.standing,
        page=_page(reply.answer, library, contact),
        own=_is_own(reply.answer),
        imported=reply.imported,
    )


def _page(answer: Answer | None, library: PageLibrary, contact: str) -> AnswerPage | None:
    cites = answer is not None and any(claim.citations for claim in answer.claims)
    return answer_page(library, answer, contact) if answer is not None and cites else None


def _is_own(answer: Answer | None) -> bool:
    return answer is not None and answer.origin == OWN
