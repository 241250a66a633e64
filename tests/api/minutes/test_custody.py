"""Deleting a meeting, destroying a record, and another secretary."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from api.accounts.models import Account, Grant, Role
from api.forum.notifications import Notifications
from api.minutes.meeting_form import NewMeeting
from api.minutes.models import MeetingState, Seat
from api.state.minutes_tables import MeetingRow, MinutesVersionRow, TranscriptRow
from corpus.errors import Conflict, Forbidden, InvalidInput, NotFound
from tests.api.forum.people import person
from tests.api.minutes.office import FORM, SPOKEN, Office, read


@pytest.fixture
def akar(office: Office) -> Account:
    """A superadmin."""
    return person(office.state, "akar", Grant(role=Role.SUPERADMIN), name="Akar Utama")


def rows(office: Office) -> int:
    """How many rows are kept of meetings, their versions and their transcripts."""
    with office.state.database.reading() as session:
        return sum(
            len(session.scalars(select(one)).all()) for one in (MeetingRow, MinutesVersionRow, TranscriptRow)
        )


def test_the_secretary_deletes_a_meeting_that_nobody_signed(office: Office) -> None:
    meeting, rini = office.processed(), office.people["rini"]
    office.desk.comments.add(office.people["siti"], meeting.id, "Baik.")
    assert rows(office) == 3
    office.desk.removal.remove(rini, meeting.id, "Salah unggah", version=meeting.version)
    assert rows(office) == 0
    with pytest.raises(NotFound):
        office.read(meeting)
    (entry, *_) = office.state.audit.entries(below="notula.hapus")
    assert (entry.actor, entry.subject, entry.reason) == ("rini", meeting.id, "Salah unggah")
    assert entry.details["judul"] == "Rapat staf mutasi"
    assert entry.details["versi"] == 1
    assert office.told("siti") == ["Rapat “Rapat staf mutasi” dihapus notulisnya."]
    # What was told of it stays, and leads nowhere any more.
    kept = Notifications(office.state.database).list(rini).items
    assert [one.meeting_id for one in kept] == [None]


def test_a_meeting_is_deleted_while_its_notula_waits(office: Office) -> None:
    meeting = office.create()
    office.desk.removal.remove(office.people["rini"], meeting.id, "Salah unggah", version=meeting.version)
    assert office.work() == 1
    assert rows(office) == 0


def test_nobody_else_deletes_a_meeting(office: Office) -> None:
    meeting = office.processed()
    removal = office.desk.removal
    with pytest.raises(NotFound):
        removal.remove(office.people["udin"], meeting.id, "Coba", version=meeting.version)
    for name in ("hadi", "siti"):
        with pytest.raises(Forbidden):
            removal.remove(office.people[name], meeting.id, "Coba", version=meeting.version)
    rini = office.people["rini"]
    with pytest.raises(Conflict, match="baru saja diubah"):
        removal.remove(rini, meeting.id, "Coba", version=meeting.version - 1)
    with pytest.raises(InvalidInput, match="Alasan"):
        removal.remove(rini, meeting.id, " ", version=meeting.version)


def test_a_draft_under_the_chairs_signature_is_not_deleted(office: Office) -> None:
    meeting = office.processed()
    signed = office.sign(meeting, "hadi")
    with pytest.raises(Conflict, match="Pimpinan sudah menandatangani"):
        office.desk.removal.remove(office.people["rini"], meeting.id, "Coba", version=signed.version)
    # Deleting with one's own signature alone is possible.
    other = office.processed()
    own = office.sign(other, "rini")
    office.desk.removal.remove(office.people["rini"], other.id, "Coba", version=own.version)


def test_a_record_is_destroyed_by_a_superadmin_alone(office: Office, akar: Account) -> None:
    meeting, rini, removal = office.signed(), office.people["rini"], office.desk.removal
    with pytest.raises(Conflict, match="arsip"):
        removal.remove(rini, meeting.id, "Coba", version=meeting.version)
    # It stays a record when it is opened again and made anew.
    office.desk.signing.reopen(akar, meeting.id, "Keliru")
    again = office.desk.meetings.regenerate(rini, meeting.id, version=office.read(meeting).version)
    office.work()
    with pytest.raises(Conflict, match="arsip"):
        removal.remove(rini, meeting.id, "Coba", version=office.read(again).version)
    with pytest.raises(Forbidden):
        removal.destroy(rini, meeting.id, "BA 1/2031")
    with pytest.raises(InvalidInput, match="Dasar pemusnahan"):
        removal.destroy(akar, meeting.id, "")
    removal.destroy(akar, meeting.id, "Berita acara pemusnahan 1/2031")
    assert rows(office) == 0
    (entry, *_) = office.state.audit.entries(below="notula.musnah")
    assert (entry.actor, entry.reason) == ("akar", "Berita acara pemusnahan 1/2031")
    assert len(str(entry.details["sha256"])) == 64
    assert office.told("rini")[-1] == "Rapat “Rapat staf mutasi” dimusnahkan superadmin."


def test_a_draft_is_not_destroyed(office: Office, akar: Account) -> None:
    meeting = office.processed()
    with pytest.raises(Conflict, match="belum pernah ditandatangani"):
        office.desk.removal.destroy(akar, meeting.id, "BA 1/2031")


def test_the_secretary_hands_a_meeting_over(office: Office) -> None:
    meeting, rini, udin = office.processed(), office.people["rini"], office.people["udin"]
    office.sign(meeting, "rini")
    version = office.read(meeting).version
    left = office.desk.handing_over.hand_over(rini, meeting.id, "@Udin", version=version)
    assert left.seat is Seat.PARTICIPANT
    now = office.read(meeting, "udin")
    assert (now.seat, now.form.secretary, now.number) == (Seat.SECRETARY, "Udin Saputra", 2)
    # Who answers for it now has not signed.
    assert now.signatures == ()
    assert office.told("udin") == ["Anda sekarang notulis rapat “Rapat staf mutasi”."]
    assert office.audited()[-1] == "notula.notulis.serahkan"
    with pytest.raises(Forbidden):
        office.sign(meeting, "rini")
    office.desk.signing.sign(udin, meeting.id, version=now.version)
    office.desk.signing.sign(office.people["hadi"], meeting.id, version=now.version + 1)
    assert office.read(meeting).state is MeetingState.SIGNED


def test_a_name_that_was_written_by_hand_stays_on_the_notula(office: Office) -> None:
    form = replace(FORM, secretary="Wulan Sari")
    new = NewMeeting(form=form, chair="hadi")
    made = office.desk.meetings.create(office.people["rini"], new, read(SPOKEN.encode(), ""))
    office.work()
    signed = office.sign(made, "rini")
    office.desk.handing_over.hand_over(office.people["rini"], made.id, "udin", version=signed.version)
    now = office.read(made, "udin")
    assert (now.form.secretary, now.number, now.signatures) == ("Wulan Sari", 1, ())


def test_a_signed_notula_keeps_its_signatures_when_it_is_handed_over(office: Office) -> None:
    meeting = office.signed()
    rini = office.people["rini"]
    office.desk.handing_over.hand_over(rini, meeting.id, "udin", version=meeting.version)
    now = office.read(meeting, "udin")
    assert (now.state, now.form.secretary) == (MeetingState.SIGNED, "Rini Astuti")
    assert [one.name for one in now.signatures] == ["Rini Astuti", "Hadi Prasetyo"]


@pytest.mark.parametrize(
    ("username", "why"),
    [
        ("hadi", "dua akun yang berbeda"),
        ("rini", "sudah notulis"),
        ("siti", "tidak berwenang"),
        ("tiada", "Tidak ada akun"),
    ],
)
def test_not_everybody_can_be_secretary(office: Office, username: str, why: str) -> None:
    meeting = office.processed()
    hands = office.desk.handing_over
    with pytest.raises(InvalidInput, match=why):
        hands.hand_over(office.people["rini"], meeting.id, username, version=meeting.version)
    with pytest.raises(Forbidden):
        hands.hand_over(office.people["hadi"], meeting.id, "udin", version=meeting.version)
    waiting = office.create()
    with pytest.raises(Conflict, match="sedang disusun"):
        hands.hand_over(office.people["rini"], waiting.id, "udin", version=waiting.version)


def test_a_meeting_without_a_secretary_is_given_one(office: Office, akar: Account) -> None:
    meeting, hands = office.processed(), office.desk.handing_over
    assert hands.without_secretary(akar) == ()
    with pytest.raises(Conflict, match="masih mempunyai notulis"):
        hands.appoint(akar, meeting.id, "udin", "Pindah tugas")
    office.state.personal_data.delete(office.people["rini"].id, by="akar", reason="Pindah instansi")
    assert [one.id for one in hands.without_secretary(akar)] == [meeting.id]
    with pytest.raises(Forbidden):
        hands.without_secretary(office.people["udin"])
    with pytest.raises(Forbidden):
        hands.appoint(office.people["udin"], meeting.id, "udin", "Coba")
    hands.appoint(akar, meeting.id, "udin", "Pindah instansi")
    assert office.read(meeting, "udin").form.secretary == "Udin Saputra"
    assert hands.without_secretary(akar) == ()
