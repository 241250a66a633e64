"""Signed notula that others find: who asks, who approves, who finds what, and when it is over."""

from datetime import date

import pytest

from api.accounts.models import Account, Grant, Role
from api.minutes.models import Line, Notula, Section, TopicHead
from api.minutes.published import Audience, PublicationState, masked_notula
from assistant.minutes.models import MeetingForm
from corpus.errors import Conflict, Forbidden, InvalidInput, NotFound
from tests.api.forum.people import person
from tests.api.minutes.office import SPOKEN, Office

NIP = "198501012010011001"


@pytest.fixture
def wulan(office: Office) -> Account:
    """A knowledge manager."""
    return person(office.state, "wulan", Grant(role=Role.KNOWLEDGE_MANAGER), name="Wulan Sari")


def titles(office: Office, who: Account, query: str = "") -> list[str]:
    """What somebody finds."""
    return [one.title for one in office.desk.publishing.search(who, query).items]


def test_members_find_a_notula_at_once_and_nobody_else_does(office: Office, wulan: Account) -> None:
    meeting, people = office.signed(), office.people
    made = office.desk.publishing.ask(people["rini"], meeting.id, Audience.MEMBERS, version=meeting.version)
    assert (made.state, made.number) == (PublicationState.PUBLISHED, 1)
    for name in ("rini", "hadi", "siti"):
        assert titles(office, people[name], "berkas diperiksa") == ["Rapat staf mutasi"]
    for stranger in (people["udin"], wulan):
        assert titles(office, stranger) == []
        with pytest.raises(NotFound):
            office.desk.publishing.read(stranger, meeting.id)
    assert office.desk.publishing.waiting(wulan).total == 0


def test_the_agency_finds_a_notula_once_it_was_approved(office: Office, wulan: Account) -> None:
    meeting, people, publishing = office.signed(), office.people, office.desk.publishing
    asked = publishing.ask(people["hadi"], meeting.id, Audience.AGENCY, version=meeting.version)
    assert asked.state is PublicationState.WAITING
    assert titles(office, people["rini"]) == titles(office, people["udin"]) == []
    with pytest.raises(NotFound):
        publishing.read(people["udin"], meeting.id)
    (waits,) = publishing.waiting(wulan).items
    assert publishing.read(wulan, meeting.id) == waits
    assert "Disepakati semua berkas diperiksa minggu ini." in [one.text for one in waits.passages]
    publishing.decide(wulan, meeting.id, approve=True, reason="", version=waits.version)
    (found,) = publishing.search(people["udin"], "periksa BERKAS").items
    assert (found.meeting_id, found.member) == (meeting.id, False)
    assert publishing.read(people["udin"], meeting.id).passages == waits.passages
    assert titles(office, people["udin"], "sepeda") == []
    # It is no way to the meeting itself.
    with pytest.raises(NotFound):
        office.read(meeting, "udin")
    assert (
        office.told("rini")[-1] == "Notula rapat “Rapat staf mutasi” sekarang dapat dicari seluruh instansi."
    )
    assert office.audited()[-2:] == ["notula.terbit.minta", "notula.terbit.setuju"]


def test_a_notula_that_is_opened_again_is_found_no_more(office: Office, wulan: Account) -> None:
    meeting, people, publishing = office.signed(), office.people, office.desk.publishing
    asked = publishing.ask(people["rini"], meeting.id, Audience.AGENCY, version=meeting.version)
    publishing.decide(wulan, meeting.id, approve=True, reason="", version=asked.version)
    akar = person(office.state, "akar", Grant(role=Role.SUPERADMIN), name="Akar")
    office.desk.signing.reopen(akar, meeting.id, "Keliru")
    assert titles(office, people["udin"]) == titles(office, people["rini"]) == []
    held = publishing.of(people["rini"], meeting.id)
    assert held is not None
    assert (held.state, held.passages, held.reason) == (
        PublicationState.WITHDRAWN,
        (),
        "Notula dibuka kembali.",
    )
    with pytest.raises(NotFound):
        publishing.read(people["udin"], meeting.id)
    with pytest.raises(Conflict, match="sudah ditandatangani lengkap"):
        publishing.ask(people["rini"], meeting.id, Audience.AGENCY, version=office.read(meeting).version)
    for name in ("rini", "hadi"):
        office.sign(meeting, name)
    now = office.read(meeting)
    assert publishing.ask(people["rini"], meeting.id, Audience.AGENCY, version=now.version).reason == ""


def test_a_refusal_and_a_withdrawal_say_why_and_keep_no_words(office: Office, wulan: Account) -> None:
    meeting, rini, publishing = office.signed(), office.people["rini"], office.desk.publishing
    asked = publishing.ask(rini, meeting.id, Audience.AGENCY, version=meeting.version)
    with pytest.raises(InvalidInput, match="Alasan"):
        publishing.decide(wulan, meeting.id, approve=False, reason=" ", version=asked.version)
    with pytest.raises(Conflict, match="baru saja berubah"):
        publishing.decide(wulan, meeting.id, approve=True, reason="", version=asked.version - 1)
    publishing.decide(wulan, meeting.id, approve=False, reason="Menyangkut kesehatan", version=asked.version)
    held = publishing.of(rini, meeting.id)
    assert held is not None
    assert (held.state, held.reason, held.passages) == (
        PublicationState.REFUSED,
        "Menyangkut kesehatan",
        (),
    )
    assert "tidak diterbitkan: Menyangkut kesehatan" in office.told("rini")[-1]
    with pytest.raises(NotFound):
        publishing.decide(wulan, meeting.id, approve=True, reason="", version=held.version)
    publishing.ask(rini, meeting.id, Audience.MEMBERS, version=meeting.version)
    publishing.withdraw(rini, meeting.id, "Ada kekeliruan")
    assert titles(office, rini) == []
    with pytest.raises(NotFound):
        publishing.withdraw(wulan, meeting.id, "Lagi")


def test_only_those_who_may_ask_approve_and_withdraw(office: Office, wulan: Account) -> None:
    meeting, people, publishing = office.signed(), office.people, office.desk.publishing
    with pytest.raises(NotFound):
        publishing.ask(people["udin"], meeting.id, Audience.AGENCY, version=meeting.version)
    with pytest.raises(Forbidden, match="pimpinan dan notulis"):
        publishing.ask(people["siti"], meeting.id, Audience.AGENCY, version=meeting.version)
    asked = publishing.ask(people["rini"], meeting.id, Audience.AGENCY, version=meeting.version)
    with pytest.raises(Conflict, match="sedang menunggu"):
        publishing.ask(people["rini"], meeting.id, Audience.AGENCY, version=meeting.version)
    for name in ("rini", "siti", "udin"):
        with pytest.raises(Forbidden, match="pengelola pengetahuan"):
            publishing.decide(people[name], meeting.id, approve=True, reason="", version=asked.version)
        with pytest.raises(Forbidden):
            publishing.waiting(people[name])
    with pytest.raises(Forbidden):
        publishing.withdraw(people["siti"], meeting.id, "Coba")
    with pytest.raises(NotFound):
        publishing.withdraw(people["udin"], meeting.id, "Coba")
    publishing.withdraw(wulan, meeting.id, "Belum waktunya")


def test_nobody_approves_what_they_asked_for(office: Office) -> None:
    rini = person(
        office.state,
        "wati",
        Grant(role=Role.KNOWLEDGE_MANAGER),
        name="Wati Lestari",
    )
    office.people["wati"] = rini
    meeting = office.create(by="wati")
    office.work()
    for name in ("wati", "hadi"):
        version = office.read(meeting, "hadi").version
        office.desk.signing.sign(office.people[name], meeting.id, version=version)
    version = office.read(meeting, "hadi").version
    asked = office.desk.publishing.ask(rini, meeting.id, Audience.AGENCY, version=version)
    with pytest.raises(Forbidden, match="pengelola pengetahuan lain"):
        office.desk.publishing.decide(rini, meeting.id, approve=True, reason="", version=asked.version)


def test_what_is_found_holds_no_personal_data(office: Office, wulan: Account) -> None:
    meeting = office.create(text=SPOKEN.replace("12 berkas", f"12 berkas NIP {NIP} telepon 0812-3456-7890"))
    office.work()
    for name in ("rini", "hadi"):
        office.sign(meeting, name)
    rini, publishing = office.people["rini"], office.desk.publishing
    asked = publishing.ask(rini, meeting.id, Audience.AGENCY, version=office.read(meeting).version)
    words = " ".join(one.text for one in asked.passages)
    assert NIP not in words
    assert "0812" not in words
    publishing.decide(wulan, meeting.id, approve=True, reason="", version=asked.version)
    assert titles(office, office.people["udin"], NIP) == []
    assert titles(office, office.people["udin"], "12 berkas") == ["Rapat staf mutasi"]


def test_the_lines_that_hold_most_words_are_shown(office: Office) -> None:
    meeting, rini = office.signed(), office.people["rini"]
    office.desk.publishing.ask(rini, meeting.id, Audience.MEMBERS, version=meeting.version)
    (found,) = office.desk.publishing.search(rini, "surat edaran").items
    assert [one.text for one in found.passages] == ["Apakah perlu surat edaran?"]
    # Words are compared by their stems, so that endings and prefixes do not matter.
    for word in ("periksa", "diperiksa", "memeriksa", "pemeriksaan"):
        assert titles(office, rini, word) == ["Rapat staf mutasi"]
    # A word that spans others, or a sign of LIKE, finds nothing.
    assert titles(office, rini, "surat%edaran") == ["Rapat staf mutasi"]
    assert titles(office, rini, "sur") == []


def test_an_action_item_is_published_with_who_and_when() -> None:
    line = Line(
        id="b1",
        section=Section.ACTION,
        text="Periksa berkas",
        pic="Bu Siti",
        deadline_phrase="akhir bulan",
        deadline=date(2026, 11, 30),
    )
    point = Line(id="b2", section=Section.KEY_POINT, text="Ada 12 berkas.", topic=0)
    notula = Notula(
        form=MeetingForm(title="Rapat"),
        topics=(TopicHead(title="Mutasi", first="u1", last="u2"),),
        lines=(line, point),
    )
    title, (first, second) = masked_notula(notula)
    assert (title, first.heading, first.text) == ("Rapat", "Mutasi", "Ada 12 berkas.")
    assert second.text == "Periksa berkas. Penanggung jawab: Bu [NAMA-1]. Tenggat: 30 November 2026."
    bare = line.model_copy(update={"pic": None, "deadline": None, "deadline_phrase": None})
    _, (only,) = masked_notula(notula.model_copy(update={"lines": (bare,)}))
    assert only.text == "Periksa berkas. Penanggung jawab: tidak disebutkan. Tenggat: tidak disebutkan."
