"""Mail through the agency's SMTP server; what it tells is in the app too, so none is lost for good."""

import smtplib
import ssl
from collections.abc import Callable
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from enum import StrEnum

from pydantic import SecretStr
from sqlalchemy.orm import Session

from api.jobs.queue import Job
from api.state.account_tables import AccountRow
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.forum_tables import NotificationRow, QuestionRow
from corpus.errors import TanyaError
from corpus.models import Frozen

LONGEST_SUBJECT = 120
_QUESTION = "/forum/{number}"
"""Page of a question, by its number."""
_MEETING = "/notula/{meeting_id}"
"""Page of a meeting, which only opens for those who belong to it."""
_FOOT = "Surat ini dikirim otomatis{why}. Balasan ke alamat ini tidak dibaca."
_FOLLOWS = " karena Anda mengikuti pertanyaan tersebut"
_TAKES_PART = " karena Anda tercatat pada rapat tersebut"


class MailNotSent(TanyaError):
    """A mail server cannot be reached or does not take a mail; it is tried again later."""


class Security(StrEnum):
    """How the line to the mail server is kept secret."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class MailServer(Frozen):
    """Where mail is handed in.

    Attributes:
        user: empty where the server wants no password.
        sender: address that mail comes from, with the agency's name.
        site: address of our pages, without a slash at the end; empty leaves the link out.
        timeout: seconds that the server may take for one step.
    """

    host: str
    port: int
    security: Security
    user: str
    password: SecretStr
    sender: str
    agency: str
    site: str
    timeout: float


class Mail(Frozen):
    """One mail to one person, plain text."""

    to: str
    subject: str
    body: str
    message_id: str


class Mailer:
    """Hands mail in, one connection each.

    Args:
        trust: certificates that a server's is checked against; those of the system by default.
    """

    def __init__(
        self, server: MailServer, *, clock: Clock = utc_now, trust: ssl.SSLContext | None = None
    ) -> None:
        self._server = server
        self._clock = clock
        self._trust = trust

    @property
    def server(self) -> MailServer:
        """Where it hands mail in."""
        return self._server

    def send(self, mail: Mail) -> None:
        """Hand a mail in.

        Raises:
            MailNotSent: the server cannot be reached, is not who it says, or does not take it.
        """
        message = self._message(mail)
        try:
            with self._connected() as line:
                if self._server.user:
                    line.login(self._server.user, self._server.password.get_secret_value())
                line.send_message(message)
        except (smtplib.SMTPException, OSError) as error:
            # What the server said may hold the address, which belongs into no log.
            raise MailNotSent(
                f"Server surel {self._server.host}:{self._server.port} tidak dapat dipakai "
                f"({type(error).__name__}). Periksa TANYA_SMTP_* dan server itu."
            ) from None

    def _connected(self) -> smtplib.SMTP:
        where = self._server
        if where.security is Security.TLS:
            return smtplib.SMTP_SSL(where.host, where.port, timeout=where.timeout, context=self._context())
        line = smtplib.SMTP(where.host, where.port, timeout=where.timeout)
        if where.security is Security.STARTTLS:
            try:
                line.starttls(context=self._context())
            except (smtplib.SMTPException, OSError):
                line.close()
                raise
        return line

    def _context(self) -> ssl.SSLContext:
        return self._trust or ssl.create_default_context()

    def _message(self, mail: Mail) -> EmailMessage:
        message = EmailMessage()
        message["From"] = Address(self._server.agency, addr_spec=self._server.sender)
        message["To"] = mail.to
        message["Subject"] = mail.subject
        message["Date"] = format_datetime(self._clock())
        message["Message-ID"] = mail.message_id
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(mail.body)
        return message


class MailHandler:
    """Does the jobs of kind ``mail``: one notification each, sent once unless a worker dies between.

    Args:
        mailer: None where no server is set: there is nothing to do then.
    """

    def __init__(self, database: StateDatabase, mailer: Mailer | None, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._mailer = mailer
        self._clock = clock

    def __call__(self, job: Job) -> Callable[[Session], None] | None:
        """Send it; gives back what notes that it was sent.

        Raises:
            MailNotSent: it is to be tried again.
        """
        identifier = str(job.payload["notification_id"])
        if self._mailer is None:
            return None
        mail = self._mail(identifier, self._mailer.server)
        if mail is None:
            return None
        self._mailer.send(mail)
        now = self._clock()

        def sent(session: Session) -> None:
            if (row := session.get(NotificationRow, identifier)) is not None:
                row.mailed_at = now

        return sent

    def _mail(self, identifier: str, server: MailServer) -> Mail | None:
        """None where nobody is to be told any more."""
        with self._database.reading() as session:
            row = session.get(NotificationRow, identifier)
            account = None if row is None else session.get(AccountRow, row.account_id)
            if row is None or account is None:
                return None
            if row.mailed_at is not None or not (account.active and account.email):
                return None
            question = None if row.question_id is None else session.get(QuestionRow, row.question_id)
            path, why = "", ""
            if question is not None:
                path, why = _QUESTION.format(number=question.number), _FOLLOWS
            elif row.meeting_id is not None:
                path, why = _MEETING.format(meeting_id=row.meeting_id), _TAKES_PART
            return Mail(
                to=account.email,
                subject=_subject(server.agency, row.text),
                body=_body(row.text, server, path, why),
                message_id=f"<{identifier}@{server.sender.rpartition('@')[2]}>",
            )


def _subject(agency: str, text: str) -> str:
    line = " ".join(f"[{agency}] {text}".split())
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"


def _body(text: str, server: MailServer, path: str, why: str) -> str:
    link = []
    if server.site and path:
        link = ["", f"Baca selengkapnya: {server.site}{path}"]
    return "\n".join([text, *link, "", "-- ", server.agency, _FOOT.format(why=why), ""])
