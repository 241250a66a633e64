"""The stores of a forum over one state, and questions that tests begin with."""

from typing import Any

from sqlalchemy import select

from api.accounts.models import Account
from api.forum.asking import NewQuestion
from api.forum.bidang import BidangStore
from api.forum.listing import QuestionLists
from api.forum.models import ForumQuestion, Post
from api.forum.notifications import Notifications
from api.forum.posts import Posts
from api.forum.questions import Questions
from api.forum.ratings import Ratings
from api.forum.threads import PublicThread, Thread
from api.forum.work import Work
from api.state.clock import Clock
from api.state.draft_tables import JobRow
from api.state.state import State

REOPEN_DAYS = 14
TEXT = "Berapa hari cuti tahunan yang boleh saya ambil tahun ini?"


class Desk:
    """Everything that the forum keeps."""

    def __init__(self, state: State, clock: Clock) -> None:
        self.state = state
        self.bidang = BidangStore(state.database, clock=clock)
        self.questions = Questions(state.database, self.bidang, clock=clock)
        self.lists = QuestionLists(state.database, clock=clock)
        self.work = Work(state.database, reopen_days=REOPEN_DAYS, clock=clock)
        self.posts = Posts(state.database, clock=clock)
        self.notifications = Notifications(state.database, clock=clock)
        self.ratings = Ratings(state.database, clock=clock)

    def ask(self, by: Account, title: str = "Cuti tahunan", text: str = TEXT, **more: Any) -> ForumQuestion:
        """A question about leave unless told otherwise; it lies with ``disiplin-kinerja``."""
        values = {"category_id": "cuti", **more}
        return self.questions.submit(by, NewQuestion(title=title, text=text, **values))

    def answered(self, by: Account, officer: Account, **more: Any) -> tuple[ForumQuestion, Post]:
        """A question that an admin of its bidang has replied to."""
        asked = self.ask(by, **more)
        reply = self.posts.reply(officer, asked.id, "Dua belas hari kerja.", version=asked.version)
        return self.whole(by, asked.id).question, reply

    def whole(self, viewer: Account, question_id: str) -> Thread:
        """A question as its asker or an officer sees it."""
        found = self.questions.read(viewer, question_id)
        assert isinstance(found, Thread)
        return found

    def public(self, viewer: Account | None, question_id: str) -> PublicThread:
        """A question as everybody sees it."""
        found = self.questions.read(viewer, question_id)
        assert isinstance(found, PublicThread)
        return found

    def jobs(self, kind: str = "") -> dict[str, dict[str, object]]:
        """Payloads of what was left to the background, by key."""
        with self.state.database.reading() as session:
            statement = select(JobRow).order_by(JobRow.created_at, JobRow.key)
            return {row.key: row.payload for row in session.scalars(statement) if kind in ("", row.kind)}

    def told(self, account: Account) -> list[str]:
        """What an account was told, the oldest first, by kind."""
        return [one.kind.value for one in reversed(self.notifications.list(account).items)]

    def audited(self, question_id: str) -> list[tuple[str, str]]:
        """Who did what to a question, the oldest first, as the audit trail has it."""
        entries = self.state.audit.entries(below="forum.")
        return [(one.actor, one.action) for one in reversed(entries) if one.subject == question_id]
