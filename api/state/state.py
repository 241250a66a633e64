"""Everything that is kept of people and service, over one database."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.engine import URL

from api.accounts.accounts import Accounts
from api.accounts.api_tokens import ApiTokens
from api.accounts.personal_data import PersonalData
from api.accounts.sessions import Sessions
from api.jobs.oversight import JobOversight
from api.jobs.queue import JobQueue
from api.settings import Settings
from api.state.audit import AuditTrail
from api.state.clock import Clock, utc_now
from api.state.conversations import Conversations
from api.state.database import StateDatabase
from api.state.feedback import FeedbackDesk
from api.state.handovers import Handovers
from api.state.history import History
from api.state.ledger import SqlLedger
from api.state.owners import Owners
from api.state.reply_cache import SqlReplyCache
from api.state.shares import Shares
from api.state.switch import SqlSwitch
from corpus.home import Home
from corpus.models import Frozen


class Purged(Frozen):
    """What was deleted because its time was over."""

    conversations: int
    owners: int
    replies: int
    jobs: int
    sessions: int


class State:
    """The stores of one installation. Safe to share between threads; the database is opened at first use.

    Args:
        days: how long conversations and browsers are kept after their last use.
        zone: whose midnight begins a day of the ledger.
        reply_days: how long replies of language models are kept.
        session_hours, session_idle_minutes: how long somebody stays signed in, busy and idle.
    """

    def __init__(
        self,
        url: str | URL,
        *,
        days: int,
        zone: ZoneInfo,
        reply_days: int = 30,
        session_hours: int = 12,
        session_idle_minutes: int = 60,
        clock: Clock = utc_now,
    ) -> None:
        self.zone = zone
        self.days = days
        self.database = StateDatabase(url)
        self.owners = Owners(self.database, days=days, clock=clock)
        self.accounts = Accounts(self.database, clock=clock)
        self.sessions = Sessions(
            self.database, hours=session_hours, idle_minutes=session_idle_minutes, clock=clock
        )
        self.api_tokens = ApiTokens(self.database, clock=clock)
        self.personal_data = PersonalData(self.database, clock=clock)
        self.conversations = Conversations(self.database, days=days, clock=clock)
        self.shares = Shares(self.database, self.conversations, clock=clock)
        self.feedback = FeedbackDesk(self.database, self.conversations, clock=clock)
        self.handovers = Handovers(self.database, self.conversations, clock=clock)
        self.history = History(self.database, self.conversations, days=days)
        self.ledger = SqlLedger(self.database, zone=zone, clock=clock)
        self.replies = SqlReplyCache(self.database, keep=timedelta(days=reply_days), clock=clock)
        self.switch = SqlSwitch(self.database, clock=clock)
        self.audit = AuditTrail(self.database)
        self.jobs = JobQueue(self.database, clock=clock)
        self.job_oversight = JobOversight(self.database, clock=clock)

    def purge(self) -> Purged:
        """Delete what is past its time.

        Raises:
            StorageError: the database cannot be used.
        """
        return Purged(
            conversations=self.conversations.purge(),
            owners=self.owners.purge(),
            replies=self.replies.purge(),
            jobs=self.job_oversight.purge(),
            sessions=self.sessions.purge(),
        )

    def close(self) -> None:
        """Give the database connections back."""
        self.database.close()


def state_of(settings: Settings) -> State:
    """The state of an installation: beside the library in PostgreSQL, else in a file of its own."""
    return State(
        settings.database_url or Home(settings.home).state_url,
        days=settings.conversation_days,
        zone=ZoneInfo(settings.timezone),
        reply_days=settings.llm_cache_days,
        session_hours=settings.session_hours,
        session_idle_minutes=settings.session_idle_minutes,
    )
