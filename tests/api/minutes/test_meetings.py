"""Meetings: who sees them, how their notula is made, edited, signed, opened again and followed."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from api.accounts.models import Grant, Role
from api.minutes.actions import ActionFilter
from api.minutes.editing import EditedLine, LineWords
from api.minutes.meeting_form import NewMeeting
from api.minutes.models import ActionState, MeetingState, Seat, Section
from api.minutes.notula import NO_SOURCE, NOT_BORNE_OUT, TRANSCRIPT_GONE
from api.minutes.versions import ChangeKind, changes
from assistant.minutes.models import MeetingForm, Participant, Standing
from corpus.errors import Conflict, Forbidden, InvalidInput, NotFound
from tests.api.forum.people import person
from tests.api.minutes.office import FORM, SPOKEN, Office, read


def test_members_see_a_meeting_and_nobody_else_does(office: Office) -> None:
    meeting = office.create()
    assert {one.username: one.seat for one in meeting.members} == {
        "hadi": Seat.CHAIR,
        "rini": Seat.SECRETARY,
        "siti": Seat.PARTICIPANT,
    }
    assert office.read(meeting, "siti").seat is Seat.PARTICIPANT
    with pytest.raises(NotFound):
        office.read(meeting, "udin")
    assert office.desk.meetings.list(office.people["udin"]).total == 0
    assert office.desk.meetings.list(office.people["siti"], query="STAF mutasi").total == 1
    assert office.desk.meetings.list(office.people["siti"], query="anggaran").total == 0


def test_a_participant_is_known_by_the_nip_that_is_a_username_and_never_by_name(office: Office) -> None:
    nip = "198501012010011001"
    known = person(office.state, nip, name="Orang Lain")
    people = (Participant("Siapa Saja", nip=nip), Participant("Udin Saputra"))
    form = MeetingForm(title="Rapat", participants=people)
    made = office.desk.meetings.create(
        office.people["rini"], NewMeeting(form=form), read(SPOKEN.encode(), "")
    )
    assert {one.username for one in made.members} == {"rini", known.username}


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (NewMeeting(form=FORM, chair="rini"), "dua akun yang berbeda"),
        (NewMeeting(form=FORM, invited=("tidak.ada",)), "Tidak ada akun “tidak.ada”"),
        (NewMeeting(form=MeetingForm(title="  ")), "Judul rapat harus diisi"),
    ],
)
def test_a_form_that_cannot_be_kept_is_refused(office: Office, new: NewMeeting, why: str) -> None:
    with pytest.raises(InvalidInput, match=why):
        office.desk.meetings.create(office.people["rini"], new, read(SPOKEN.encode(), ""))


def test_a_form_sent_twice_makes_one_meeting(office: Office) -> None:
    assert office.create(key="k1").id == office.create(key="k1").id
    assert office.create(key="k2").id != office.create(key="k1").id


def test_the_notula_is_made_once_and_its_lines_name_their_utterances(office: Office) -> None:
    meeting = office.create()
    assert (meeting.state, meeting.number) == (MeetingState.PROCESSING, 0)
    assert office.work() == 1
    assert office.work() == 0
    done = office.read(meeting)
    assert (done.state, done.number, done.stage) == (MeetingState.EDITING, 1, "")
    lines = [(line.id, line.section, line.utterances) for line in office.notula(meeting).lines]
    assert lines == [
        ("b1", Section.KEY_POINT, ("u2",)),
        ("b2", Section.KEY_POINT, ("u4",)),
        ("b3", Section.DECISION, ("u3",)),
        ("b4", Section.ACTION, ("u4",)),
        ("b5", Section.QUESTION, ("u5",)),
    ]
    assert office.audited() == ["notula.buat", "notula.susun"]


def test_what_cannot_be_understood_says_why_and_can_be_ordered_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise InvalidInput("Transkrip ini terlalu kacau.")

    with monkeypatch.context() as patched:
        patched.setattr(office.desk.making, "_understand", broken)
        meeting = office.create()
        for _ in range(10):
            office.work()
            office.clock.now += timedelta(hours=1)
    stuck = office.read(meeting)
    assert (stuck.state, stuck.failure) == (MeetingState.DRAFT, "Transkrip ini terlalu kacau.")
    office.desk.meetings.regenerate(office.people["rini"], meeting.id, version=stuck.version)
    assert office.work() == 1
    assert office.read(meeting).state is MeetingState.EDITING


def test_an_edited_line_is_verified_again_and_keeps_its_identifier(office: Office) -> None:
    meeting, rini = office.processed(), office.people["rini"]
    wrong = LineWords(text="Ada 13 berkas mutasi.", utterances=("u2",))
    office.desk.editing.edit_line(rini, meeting.id, "b1", wrong, version=meeting.version)
    line = office.notula(meeting).line("b1")
    assert line is not None
    assert line.problems == ("Angka 13 tidak ada pada ucapan yang ditunjuk.",)
    right = LineWords(text="Ada 12 berkas mutasi.", utterances=("u2",))
    office.desk.editing.edit_line(rini, meeting.id, "b1", right, version=office.read(meeting).version)
    line = office.notula(meeting).line("b1")
    assert line is not None
    assert (line.standing, line.problems) == (Standing.VERIFIED, ())
    assert [one.number for one in office.desk.versions.list(rini, meeting.id)] == [3, 2, 1]
    found = changes(office.desk.versions.read(rini, meeting.id, 1), office.notula(meeting))
    assert [(one.kind, one.after and one.after.id) for one in found] == [(ChangeKind.CHANGED, "b1")]


def test_what_a_person_wrote_is_marked_and_never_dropped(office: Office) -> None:
    meeting, rini = office.processed(), office.people["rini"]
    bare = LineWords(text="Rapat ditutup dengan doa.")
    at = office.desk.editing.add_line(rini, meeting.id, Section.DECISION, bare, version=meeting.version)
    added = office.notula(meeting).lines[-1]
    assert (added.id, added.problems) == ("b6", (NO_SOURCE,))
    with pytest.raises(InvalidInput, match="u99 tidak ada"):
        office.desk.editing.edit_line(
            rini, meeting.id, "b6", LineWords(text="A", utterances=("u99",)), version=at.version
        )


def test_only_the_secretary_edits_and_only_what_they_have_seen(office: Office) -> None:
    meeting = office.processed()
    words = LineWords(text="Lain.", utterances=("u1",))
    edit = office.desk.editing.edit_line
    with pytest.raises(Forbidden):
        edit(office.people["hadi"], meeting.id, "b1", words, version=meeting.version)
    with pytest.raises(NotFound):
        edit(office.people["udin"], meeting.id, "b1", words, version=meeting.version)
    edit(office.people["rini"], meeting.id, "b1", words, version=meeting.version)
    with pytest.raises(Conflict, match="baru saja diubah"):
        edit(office.people["rini"], meeting.id, "b1", words, version=meeting.version)


def test_of_two_who_save_at_once_one_is_told_that_it_changed(office: Office) -> None:
    meeting, rini = office.processed(), office.people["rini"]
    together = threading.Barrier(2)

    def save(text: str) -> bool:
        words = LineWords(text=text, utterances=("u2",))
        together.wait()
        try:
            office.desk.editing.edit_line(rini, meeting.id, "b1", words, version=meeting.version)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(save, ("Satu.", "Dua."))) == [False, True]
    assert office.read(meeting).number == 2


def test_all_lines_at_once_can_be_replaced_and_an_earlier_version_restored(office: Office) -> None:
    meeting, rini = office.processed(), office.people["rini"]
    kept = EditedLine(id="b3", section=Section.DECISION, text="Semua berkas diperiksa.", utterances=("u3",))
    new = EditedLine(section=Section.QUESTION, text="Perlu edaran?", utterances=("u5",))
    later = office.desk.editing.replace_lines(
        rini, meeting.id, [kept, new], version=meeting.version, reason="Diringkas"
    )
    assert [line.id for line in office.notula(meeting).lines] == ["b3", "b6"]
    office.desk.editing.restore(rini, meeting.id, 1, version=later.version)
    notula = office.notula(meeting)
    assert [line.id for line in notula.lines] == ["b1", "b2", "b3", "b4", "b5"]
    assert notula.next_line == 7


def test_a_speaker_is_renamed_and_merged_everywhere(office: Office) -> None:
    meeting, rini = office.processed(), office.people["rini"]
    office.desk.editing.rename_speaker(
        rini, meeting.id, "Pembicara 4", "Siti Aminah", version=meeting.version
    )
    speakers = [one.speaker for one in office.desk.meetings.transcript(rini, meeting.id).utterances]
    assert speakers == ["Hadi Prasetyo", "Siti Aminah", "Hadi Prasetyo", "Hadi Prasetyo", "Siti Aminah"]
    assert office.notula(meeting).attendance == ("Hadi Prasetyo", "Siti Aminah")


def test_two_signatures_lock_and_a_superadmin_alone_opens_again(office: Office) -> None:
    meeting = office.processed()
    with pytest.raises(Forbidden, match="pimpinan dan notulis"):
        office.sign(meeting, "siti")
    once = office.sign(meeting, "rini")
    assert once.state is MeetingState.EDITING
    with pytest.raises(Conflict, match="sudah menandatangani"):
        office.sign(meeting, "rini")
    assert office.told("hadi") == ["Notula rapat “Rapat staf mutasi” menunggu tanda tangan Anda."]
    locked = office.sign(meeting, "hadi")
    assert locked.state is MeetingState.SIGNED
    with pytest.raises(Conflict, match="terkunci"):
        office.desk.editing.remove_line(office.people["rini"], meeting.id, "b1", version=locked.version)
    with pytest.raises(Forbidden):
        office.desk.signing.reopen(office.people["rini"], meeting.id, "Salah")
    root = person(office.state, "akar", Grant(role=Role.SUPERADMIN))
    with pytest.raises(NotFound):
        office.desk.meetings.read(root, meeting.id)
    assert [one.id for one in office.desk.signing.signed(root).items] == [meeting.id]
    office.desk.signing.reopen(root, meeting.id, "Nama pejabat keliru")
    again = office.read(meeting)
    assert (again.state, again.signatures, again.may_edit) == (MeetingState.REOPENED, (), True)
    assert [one.void for one in office.desk.signing.history(office.people["rini"], meeting.id)] == [
        True,
        True,
    ]
    office.sign(meeting, "hadi")
    assert office.sign(meeting, "rini").state is MeetingState.SIGNED


def test_a_change_after_one_signature_asks_for_both_again(office: Office) -> None:
    meeting = office.processed()
    office.sign(meeting, "hadi")
    words = LineWords(text="Ada 12 berkas.", utterances=("u2",))
    office.desk.editing.edit_line(
        office.people["rini"], meeting.id, "b1", words, version=office.read(meeting).version
    )
    assert office.read(meeting).signatures == ()
    assert office.sign(meeting, "rini").state is MeetingState.EDITING


def test_a_doubtful_line_keeps_from_signing_until_somebody_vouches_for_it(office: Office) -> None:
    meeting, rini = office.processed(), office.people["rini"]
    wrong = LineWords(text="Ada 13 berkas.", utterances=("u2",))
    at = office.desk.editing.edit_line(rini, meeting.id, "b1", wrong, version=meeting.version)
    with pytest.raises(Conflict, match="1 baris masih perlu diperiksa"):
        office.sign(meeting, "hadi")
    office.desk.editing.confirm_line(rini, meeting.id, "b1", version=at.version)
    assert office.sign(meeting, "hadi").signatures[0].vouched == 1


def test_action_items_of_a_signed_notula_are_followed(office: Office) -> None:
    meeting = office.signed()
    siti = office.people["siti"]
    (item,) = office.desk.actions.find(siti, ActionFilter(own=True)).items
    assert (item.task, item.due, item.state) == ("Periksa berkas", date(2026, 11, 30), ActionState.OPEN)
    assert office.told("siti") == [
        "Anda mendapat tindak lanjut dari rapat “Rapat staf mutasi”.",
        "Notula rapat “Rapat staf mutasi” sudah ditandatangani lengkap.",
    ]
    with pytest.raises(Forbidden):
        office.desk.actions.move(office.people["hadi"], item.id, ActionState.DONE, version=item.version)
    with pytest.raises(InvalidInput, match="mengapa"):
        office.desk.actions.move(siti, item.id, ActionState.DROPPED, version=item.version)
    done = office.desk.actions.move(siti, item.id, ActionState.DONE, version=item.version, note="Beres")
    with pytest.raises(Conflict):
        office.desk.actions.move(siti, item.id, ActionState.OPEN, version=item.version)
    (event,) = office.desk.actions.history(siti, item.id)
    assert (event.who, event.before, event.after, event.note) == ("Siti Aminah", "belum", "selesai", "Beres")
    assert done.version == item.version + 1
    assert office.desk.actions.find(office.people["udin"]).total == 0
    assert meeting.id == done.meeting_id


def test_signing_again_brings_followed_items_up_to_date(office: Office) -> None:
    meeting, rini = office.signed(), office.people["rini"]
    root = person(office.state, "akar", Grant(role=Role.SUPERADMIN))
    office.desk.signing.reopen(root, meeting.id, "Dihapus")
    office.desk.editing.remove_line(rini, meeting.id, "b4", version=office.read(meeting).version)
    office.sign(meeting, "rini")
    office.sign(meeting, "hadi")
    (item,) = office.desk.actions.find(rini).items
    assert item.state is ActionState.DROPPED
    office.desk.signing.reopen(root, meeting.id, "Ternyata perlu")
    office.desk.editing.restore(rini, meeting.id, 1, version=office.read(meeting).version)
    office.sign(meeting, "rini")
    office.sign(meeting, "hadi")
    (item,) = office.desk.actions.find(rini).items
    assert item.state is ActionState.OPEN


def test_open_items_of_the_series_are_offered_in_the_next_meeting(office: Office) -> None:
    office.signed(series="Rapat  Staf")
    other = office.processed(series="Rapat lain")
    office.clock.now += timedelta(days=7)
    later = office.create(series="rapat staf")
    rini = office.people["rini"]
    assert [one.task for one in office.desk.actions.earlier(rini, later.id)] == ["Periksa berkas"]
    assert office.desk.actions.earlier(rini, other.id) == ()


def test_people_are_reminded_once_before_and_once_after(office: Office) -> None:
    office.signed()
    reminders, told = office.desk.reminders, len(office.told("siti"))

    def on(day: int) -> int:
        reminders._today = lambda: date(2026, 11, 1) + timedelta(days=day - 1)
        return reminders.round().reminders

    assert [on(27), on(28), on(29), on(30), on(31), on(32)] == [0, 1, 0, 0, 1, 0]
    assert office.told("siti")[told:] == [
        "Tindak lanjut rapat “Rapat staf mutasi” jatuh tempo 30 November 2026.",
        "Tindak lanjut rapat “Rapat staf mutasi” sudah lewat tenggat, yaitu 30 November 2026.",
    ]


@pytest.mark.parametrize("keep", [False, True])
def test_the_transcript_goes_when_its_time_is_over_and_the_notula_stays(office: Office, keep: bool) -> None:
    meeting, rini = office.processed(), office.people["rini"]
    office.desk.recordings.put(rini, meeting.id, "rapat.mp3", b"ID3suara", version=meeting.version)
    office.desk.retention._keep_quotes = keep
    assert office.desk.retention.purge() == 0
    office.clock.now += timedelta(days=31)
    assert office.desk.retention.purge() == 1
    assert office.desk.retention.purge() == 0
    left = [one.id for one in office.desk.meetings.transcript(rini, meeting.id).utterances]
    assert left == (["u2", "u3", "u4", "u5"] if keep else [])
    assert len(office.notula(meeting).lines) == 5
    assert office.desk.recordings.of(rini, meeting.id) is None
    assert office.desk.recordings.sweep() == 1
    version = office.read(meeting).version
    with pytest.raises(Conflict, match="masa simpan"):
        office.desk.meetings.regenerate(rini, meeting.id, version=version)
    words = LineWords(text="Ada 12 berkas.", utterances=("u2",))
    office.desk.editing.edit_line(rini, meeting.id, "b1", words, version=version)
    line = office.notula(meeting).line("b1")
    assert line is not None
    assert line.problems == (() if keep else (TRANSCRIPT_GONE,))


def test_recordings_are_told_by_their_bytes_and_bounded(office: Office) -> None:
    meeting, rini = office.create(), office.people["rini"]
    for content, why in (
        (b"%PDF-1.7", "MP3"),
        (b"ID3" + b"x" * 1_000, "paling besar 1.000 byte"),
        (b"", "byte"),
    ):
        with pytest.raises(InvalidInput, match=why):
            office.desk.recordings.put(rini, meeting.id, "a.mp3", content, version=meeting.version)
    office.desk.recordings.put(rini, meeting.id, "..\\a.wav", b"RIFF0000WAVEfmt ", version=meeting.version)
    audio, path = office.desk.recordings.file(office.people["siti"], meeting.id)
    assert (audio.name, audio.media_type, path.read_bytes()[:4]) == ("a.wav", "audio/wav", b"RIFF")
    with pytest.raises(NotFound):
        office.desk.recordings.file(office.people["udin"], meeting.id)


def test_members_comment_on_lines_and_the_secretary_is_told(office: Office) -> None:
    meeting = office.processed()
    office.desk.comments.add(office.people["siti"], meeting.id, "Bukan 12?", line_id="b1")
    (comment,) = office.desk.comments.list(office.people["rini"], meeting.id)
    assert (comment.author, comment.line_id, comment.text) == ("Siti Aminah", "b1", "Bukan 12?")
    assert office.told("rini") == ["Ada komentar baru pada notula rapat “Rapat staf mutasi”."]
    with pytest.raises(NotFound):
        office.desk.comments.add(office.people["siti"], meeting.id, "Apa?", line_id="b77")


def test_a_notula_made_anew_keeps_identifiers_of_lines_that_say_the_same(office: Office) -> None:
    meeting, rini = office.processed(), office.people["rini"]
    words = LineWords(text="Ada 12 berkas saja.", utterances=("u2",))
    at = office.desk.editing.edit_line(rini, meeting.id, "b1", words, version=meeting.version)
    office.desk.meetings.regenerate(rini, meeting.id, version=at.version)
    assert office.work() == 1
    assert [line.id for line in office.notula(meeting).lines] == ["b6", "b2", "b3", "b4", "b5"]
    assert office.notula(meeting).next_line == 7
    assert NOT_BORNE_OUT not in {
        problem for line in office.notula(meeting).lines for problem in line.problems
    }
