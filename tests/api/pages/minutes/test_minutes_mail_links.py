"""Mails about meetings: the link opens the meeting for those who belong to it, and for nobody else."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.accounts.models import Account, Grant, Role
from api.accounts.recognised import SESSION_COOKIE
from api.forum.mailer import Mail, Mailer, MailHandler, MailServer, Security
from api.forum.notifying import MAIL
from api.jobs.worker import Worker
from api.minutes.meeting_form import NewMeeting
from api.minutes.meetings import KIND
from api.minutes.models import Meeting
from api.minutes.reminding import ActionReminders
from tests.api.forum.people import admin_of, deactivate, person
from tests.api.minutes.office import FORM, SPOKEN, desk_with, read
from tests.api.pages.work_desk import WorkDesk, work_desk

SITE = "http://testserver"
SERVER = MailServer(
    host="surel.contoh.go.id",
    port=25,
    security=Security.NONE,
    user="",
    password=SecretStr(""),
    sender="tanya@contoh.go.id",
    agency="BKPSDM Contoh",
    site=SITE,
    timeout=1.0,
)


class Box(Mailer):
    """Keeps what would be handed in."""

    def __init__(self) -> None:
        super().__init__(SERVER)
        self.mails: list[Mail] = []

    def send(self, mail: Mail) -> None:
        """Keep it."""
        self.mails.append(mail)


class Post:
    """A service with mail: Rini keeps the minutes, Hadi leads, Siti has the task, Udin has no part in it."""

    def __init__(self, work: WorkDesk, folder: Path) -> None:
        self.work = work
        self.desk = desk_with(
            work.state.database, work.library.settings, folder / "rekaman", today=date(2026, 11, 24)
        )
        work.app.state.minutes = self.desk
        self.people = {
            name: person(work.state, name, *grants, name=full, email=f"{name}@contoh.go.id")
            for name, full, grants in (
                ("rini", "Rini Astuti", admin_of("pensiun")),
                ("hadi", "Hadi Prasetyo", ()),
                ("siti", "Siti Aminah", ()),
                ("udin", "Udin Saputra", admin_of("pensiun")),
            )
        }
        self.box = Box()

    def mailed(self) -> list[tuple[str, Mail]]:
        """Send what waits; who got which mail since the last call."""
        self.box.mails.clear()
        handler = MailHandler(self.work.state.database, self.box)
        Worker(self.work.state.jobs, {MAIL: handler}).run_ready()
        return [(mail.to.partition("@")[0], mail) for mail in self.box.mails]

    def signed(self, title: str) -> Meeting:
        """A meeting that both signed."""
        form = type(FORM)(title=title, held_on=FORM.held_on, agenda=FORM.agenda)
        made = self.desk.meetings.create(
            self.people["rini"],
            NewMeeting(form=form, chair="hadi", invited=("siti",)),
            read(SPOKEN.encode(), ""),
        )
        Worker(self.work.state.jobs, {KIND: self.desk.making}).run_ready()
        for name in ("rini", "hadi"):
            by = self.people[name]
            self.desk.signing.sign(by, made.id, version=self.desk.meetings.read(by, made.id).version)
        return self.desk.meetings.read(self.people["rini"], made.id)

    def client(self, by: Account | None) -> TestClient:
        """A browser in which somebody is signed in, or nobody."""
        cookies = {} if by is None else {SESSION_COOKIE: self.work.state.sessions.begin(by)}
        return TestClient(self.work.app, base_url=SITE, cookies=cookies, headers={"accept": "text/html"})

    def remind(self) -> None:
        """A round of reminders, six days after the meeting."""
        ActionReminders(self.work.state.database, today=lambda: date(2026, 11, 29)).round()


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    folder = tmp_path_factory.mktemp("surel")
    with work_desk(folder) as work:
        yield Post(work, folder)


def link_in(mail: Mail) -> str:
    found = re.search(rf"Baca selengkapnya: ({SITE}/\S+)\n", mail.body)
    assert found is not None, mail.body
    return found[1]


def test_every_link_opens_the_meeting_for_its_members_alone(post: Post) -> None:
    meeting = post.signed("Rapat bersurel")
    post.remind()
    got = post.mailed()
    about = {(name, mail.subject.partition("” ")[2] or mail.subject.partition("] ")[2]) for name, mail in got}
    assert about == {
        ("hadi", "menunggu tanda tangan Anda."),
        ("rini", "sudah ditandatangani lengkap."),
        ("siti", "Anda mendapat tindak lanjut dari rapat “Rapat bersurel”."),
        ("siti", "sudah ditandatangani lengkap."),
        ("siti", "jatuh tempo 30 November 2026."),
    }
    for name, mail in got:
        assert "karena Anda tercatat pada rapat tersebut" in mail.body
        url = link_in(mail)
        assert url == f"{SITE}/notula/{meeting.id}"
        opened = post.client(post.people[name]).get(url)
        assert (opened.status_code, "Rapat bersurel" in opened.text) == (200, True)
    other = post.client(post.people["udin"]).get(url)
    assert (other.status_code, "Rapat bersurel" in other.text) == (404, False)


def test_whoever_is_not_signed_in_signs_in_first_and_comes_to_the_meeting(post: Post) -> None:
    meeting = post.signed("Rapat lewat surel")
    asked = post.client(None).get(link_in(post.mailed()[0][1]), follow_redirects=False)
    assert asked.status_code == 303
    assert asked.headers["location"] == f"/masuk?lanjut=%2Fnotula%2F{meeting.id}"


def test_mail_about_a_meeting_that_is_gone_has_no_link(post: Post) -> None:
    post.mailed()
    meeting = post.signed("Rapat musnah")
    root = person(post.work.state, "akar", Grant(role=Role.SUPERADMIN))
    post.desk.removal.destroy(root, meeting.id, "BA 2/2026")
    got = post.mailed()
    assert {name for name, _ in got} == {"rini", "hadi", "siti"}
    assert not any(SITE in mail.body or "pertanyaan" in mail.body for _, mail in got)
    assert all("Surat ini dikirim otomatis. Balasan" in mail.body for _, mail in got)


def test_a_reminder_goes_to_the_secretary_once_the_person_in_charge_is_out_of_use(post: Post) -> None:
    post.signed("Rapat ditinggal")
    post.mailed()
    deactivate(post.work.state, post.people["siti"])
    post.remind()
    ((name, mail),) = [one for one in post.mailed() if "Rapat ditinggal" in one[1].subject]
    assert (name, "jatuh tempo 30 November 2026" in mail.subject) == ("rini", True)
    assert post.client(post.people["rini"]).get(link_in(mail)).status_code == 200
