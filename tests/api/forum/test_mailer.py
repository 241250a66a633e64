"""Mail, handed in to a server of our own."""

import socket
import ssl
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from pydantic import SecretStr

from api.accounts.models import Account
from api.forum.forum import mailer_of
from api.forum.mailer import Mail, Mailer, MailHandler, MailNotSent, MailServer, Security
from api.forum.notifying import MAIL
from api.jobs.queue import JobQueue, JobState
from api.jobs.worker import Worker
from api.settings import Settings
from api.state.draft_tables import JobRow
from api.state.forum_tables import NotificationRow
from corpus.errors import InvalidInput
from tests.api.forum.certificates import certificate
from tests.api.forum.desk import TEXT, Desk
from tests.api.forum.people import NIP, deactivate
from tests.api.state.answers import HandClock

MAILED = Mail(to="ani@contoh.go.id", subject="Halo", body="Isi.\n", message_id="<1@contoh.go.id>")


class Box:
    """Keeps what is handed in, or refuses it."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuse = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's name
        if self.refuse:
            return "451 Coba lagi nanti"
        content = envelope.content
        assert isinstance(content, bytes)
        mail = message_from_bytes(content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"


@pytest.fixture
def box() -> Box:
    return Box()


def running(box: Box, **options: Any) -> Controller:
    controller = Controller(box, hostname="127.0.0.1", port=unused_port(), **options)
    controller.start()
    return controller


def port_of(controller: Controller) -> int:
    assert controller.server is not None
    return int(controller.server.sockets[0].getsockname()[1])


def server(port: int, security: Security = Security.NONE, **more: Any) -> MailServer:
    values = {
        "host": "127.0.0.1",
        "port": port,
        "security": security,
        "user": "",
        "password": SecretStr(""),
        "sender": "tanya@contoh.go.id",
        "agency": "BKPSDM Contoh",
        "site": "https://tanya.contoh.go.id",
        "timeout": 10.0,
        **more,
    }
    return MailServer(**values)


@pytest.fixture
def port(box: Box) -> Iterator[int]:
    controller = running(box)
    yield port_of(controller)
    controller.stop()


def worker(desk: Desk, clock: HandClock, mailer: Mailer | None) -> Worker:
    handler = MailHandler(desk.state.database, mailer, clock=clock)
    return Worker(JobQueue(desk.state.database, clock=clock), {MAIL: handler})


def test_a_notification_is_mailed_once_without_personal_data(
    desk: Desk, ani: Account, citra: Account, clock: HandClock, box: Box, port: int
) -> None:
    asked = desk.ask(ani, title=f"Cuti {NIP}", text=f"NIP {NIP}. {TEXT}")
    desk.posts.reply(citra, asked.id, f"Jawaban rahasia {NIP}.", version=asked.version)
    sender = worker(desk, clock, Mailer(server(port), clock=clock))
    assert sender.run_ready() == 1
    (mail,) = box.mails
    assert mail["to"] == "ani@contoh.go.id"
    assert mail["from"] == "BKPSDM Contoh <tanya@contoh.go.id>"
    assert mail["subject"] == "[BKPSDM Contoh] Pertanyaan nomor 1 “Cuti [NIP-1]” sudah dibalas."
    assert mail["auto-submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    text = mail.get_content()
    assert "https://tanya.contoh.go.id/forum/1" in text
    assert NIP not in text
    assert "rahasia" not in text
    assert "Lestari" not in mail.as_string()
    with desk.state.database.reading() as session:
        (row,) = session.query(NotificationRow).all()
        assert row.mailed_at == clock()
        assert mail["message-id"] == f"<{row.id}@contoh.go.id>"
    assert sender.run_ready() == 0


def test_a_dead_server_loses_nothing(
    desk: Desk, ani: Account, citra: Account, clock: HandClock, box: Box, port: int
) -> None:
    desk.answered(ani, citra)
    box.refuse = True
    sender = worker(desk, clock, Mailer(server(port), clock=clock))
    assert sender.run_ready() == 1
    clock.forward(minutes=1)
    dead = worker(desk, clock, Mailer(server(unused_port()), clock=clock))
    assert dead.run_ready() == 1
    with desk.state.database.reading() as session:
        (job,) = session.query(JobRow).where(JobRow.kind == MAIL).all()
        assert job.state == JobState.WAITING.value
        assert "Server surel" in job.error
        assert "ani@" not in job.error
    assert desk.told(ani) == ["balasan"]
    box.refuse = False
    clock.forward(minutes=1)
    assert sender.run_ready() == 1
    assert len(box.mails) == 1


def test_nobody_is_mailed_who_has_no_address_or_is_out_of_use(
    desk: Desk, ani: Account, budi: Account, citra: Account, clock: HandClock, box: Box, port: int
) -> None:
    desk.answered(budi, citra)
    assert desk.jobs(MAIL) == {}
    desk.answered(ani, citra)
    deactivate(desk.state, ani)
    assert worker(desk, clock, Mailer(server(port))).run_ready() == 1
    assert box.mails == []


def test_without_a_server_nothing_is_sent_and_nothing_fails(
    desk: Desk, ani: Account, citra: Account, clock: HandClock
) -> None:
    desk.answered(ani, citra)
    assert worker(desk, clock, None).run_ready() == 1
    with desk.state.database.reading() as session:
        (row,) = session.query(NotificationRow).all()
        assert row.mailed_at is None


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_the_line_is_encrypted_and_the_server_is_who_it_says(
    box: Box, tmp_path: Path, security: Security
) -> None:
    secret, trust = certificate(tmp_path, "127.0.0.1")
    given: list[tuple[bytes, bytes]] = []

    def authenticate(*args: Any) -> AuthResult:
        login = args[-1]
        assert isinstance(login, LoginPassword)
        given.append((login.login, login.password))
        return AuthResult(success=login.password == b"rahasia", handled=False)

    options: dict[str, Any] = {"authenticator": authenticate}
    if security is Security.TLS:
        options |= {"ssl_context": secret, "auth_require_tls": False}
    else:
        options |= {"tls_context": secret, "require_starttls": True}
    controller = running(box, **options)
    try:
        known = server(port_of(controller), security, user="tanya", password=SecretStr("rahasia"))
        Mailer(known, trust=trust).send(MAILED)
        assert given == [(b"tanya", b"rahasia")]
        assert [mail["subject"] for mail in box.mails] == ["Halo"]
        with pytest.raises(MailNotSent, match="SSLCertVerificationError"):
            Mailer(known, trust=ssl.create_default_context()).send(MAILED)
        wrong = known.model_copy(update={"password": SecretStr("lain")})
        with pytest.raises(MailNotSent, match="SMTPAuthenticationError") as failed:
            Mailer(wrong, trust=trust).send(MAILED)
        assert "lain" not in str(failed.value)
    finally:
        controller.stop()
    assert len(box.mails) == 1


def test_a_server_without_encryption_gets_no_mail_where_it_is_wanted(port: int, box: Box) -> None:
    with pytest.raises(MailNotSent, match="SMTPNotSupportedError"):
        Mailer(server(port, Security.STARTTLS)).send(MAILED)
    assert box.mails == []


def test_a_title_cannot_add_a_header_or_grow_without_bound(
    desk: Desk, ani: Account, citra: Account, clock: HandClock, box: Box, port: int
) -> None:
    desk.answered(ani, citra, title="Cuti\r\nBcc: semua@contoh.go.id " + "x" * 100)
    worker(desk, clock, Mailer(server(port), clock=clock)).run_ready()
    (mail,) = box.mails
    assert mail["bcc"] is None
    assert len(mail["subject"]) == 120


def test_the_mail_server_is_set_whole_or_not_at_all() -> None:
    assert mailer_of(Settings(_env_file=None)) is None
    with pytest.raises(InvalidInput, match="TANYA_SMTP_FROM"):
        mailer_of(Settings(smtp_host="surel.contoh.go.id", _env_file=None))
    set_up = mailer_of(
        Settings(
            smtp_host="surel.contoh.go.id",
            smtp_from="tanya@contoh.go.id",
            public_url="https://tanya.contoh.go.id/",
            _env_file=None,
        )
    )
    assert set_up is not None
    assert (set_up.server.security, set_up.server.site) == (Security.STARTTLS, "https://tanya.contoh.go.id")


def unused_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
