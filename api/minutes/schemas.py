"""What the routes under ``/api/v1/meetings`` send and take."""

from datetime import date, datetime, time
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.minutes import meeting_form as bounds
from api.minutes.comments import LONGEST_COMMENT
from api.minutes.editing import LONGEST_LINE, MOST_LINES, MOST_SOURCES, EditedLine
from api.minutes.meeting_form import NewMeeting
from api.minutes.models import (
    ActionState,
    Meeting,
    MeetingLine,
    MeetingState,
    Member,
    MinutesVersion,
    Notula,
    Seat,
    Section,
    Signature,
    TrackedAction,
)
from api.minutes.published import Audience, Found, Publication
from api.minutes.versions import LineChange
from api.state.audit import LONGEST
from assistant.minutes.drafting.rewriting import LONGEST_INSTRUCTION
from assistant.minutes.models import MeetingForm, Participant, Transcript

SEEN = "Nilai “version” rapat yang Anda baca; bila sudah berubah, permintaan ditolak (409)."
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=bounds.LONGEST_NAME)]
Username = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]


class Taken(BaseModel):
    """Base of what is taken: nothing that is not known."""

    model_config = ConfigDict(extra="forbid")


class ParticipantIn(Taken):
    """One person of the attendance list."""

    name: Annotated[Name, Field(min_length=1)]
    office: Name | None = None
    nip: Annotated[str, StringConstraints(pattern=r"^\d{18}$")] | None = None


class FormIn(Taken):
    """The form of a meeting."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=bounds.LONGEST_TITLE)]
    held_on: date | None = Field(
        None, description="Hari rapat; tenggat seperti “Jumat depan” dihitung darinya."
    )
    begins: time | None = None
    ends: time | None = None
    place: str | None = Field(None, max_length=bounds.LONGEST_PLACE)
    chair: Name | None = Field(None, description="Nama pimpinan rapat.")
    secretary: Name | None = Field(None, description="Nama notulis; bawaan: nama akun Anda.")
    participants: list[ParticipantIn] = Field([], max_length=bounds.MOST_PARTICIPANTS)
    agenda: list[str] = Field([], max_length=bounds.MOST_ITEMS)
    notes: str = Field(
        "", max_length=bounds.LONGEST_NOTES, description="Bukan bukti atas apa yang diucapkan."
    )
    series: str = Field(
        "", max_length=bounds.LONGEST_TITLE, description="Rangkaian rapat, misalnya rapat staf."
    )
    chair_username: str = Field("", max_length=120, description="Akun yang menandatangani sebagai pimpinan.")
    invited: list[str] = Field(
        [], max_length=bounds.MOST_PARTICIPANTS, description="Akun lain yang boleh membaca."
    )

    def meeting(self) -> NewMeeting:
        """As the inner type."""
        form = MeetingForm(
            title=self.title,
            held_on=self.held_on,
            begins=self.begins,
            ends=self.ends,
            place=self.place,
            chair=self.chair,
            secretary=self.secretary,
            participants=tuple(
                Participant(name=one.name, office=one.office, nip=one.nip) for one in self.participants
            ),
            agenda=tuple(self.agenda),
            notes=self.notes,
        )
        invited = tuple(self.invited)
        return NewMeeting(form=form, series=self.series, chair=self.chair_username, invited=invited)


class MeetingIn(FormIn):
    """A meeting with what was said at it."""

    transcript: str = Field(min_length=1, description="WebVTT, SRT, JSON, atau teks.")
    transcript_name: str = Field("", max_length=200, description="Nama berkasnya, bila ada.")


class FormChange(FormIn):
    """The form put right, whole."""

    version: int = Field(description=SEEN)


class Versioned(Taken):
    """A change by whoever has seen the newest version."""

    version: int = Field(description=SEEN)


class Instructed(Versioned):
    """A part that is to be written anew; ``topic`` is wanted of key points."""

    section: Section
    topic: Annotated[int | None, Field(ge=0)] = None
    instruction: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_INSTRUCTION)
    ]


class Confirming(Versioned):
    """A line that somebody vouches for."""

    line_id: str = Field(min_length=1, max_length=20)


class Restoring(Versioned):
    """Which version is to be the newest again."""

    number: int = Field(ge=1)


class Renaming(Versioned):
    """A speaker and what to call them; the name of another makes the two one."""

    old: str = Field(min_length=1, max_length=500)
    new: Annotated[Name, Field(min_length=1)]


class LineIn(Taken):
    """A line of a notula; without identifier it is added."""

    id: str = Field("", max_length=20)
    section: Section
    topic: int | None = Field(None, ge=0, description="Untuk pokok pembahasan: nomor topiknya, dari 0.")
    text: str = Field(min_length=1, max_length=LONGEST_LINE)
    utterances: list[Annotated[str, Field(max_length=20)]] = Field([], max_length=MOST_SOURCES)
    pic: Name | None = None
    deadline_phrase: Name | None = None
    deadline: date | None = None

    def edited(self) -> EditedLine:
        """As the inner type."""
        return EditedLine.model_validate(self.model_dump())


class Edited(Versioned):
    """All lines of a notula, as they are to be; lines that are left out are removed."""

    reason: Reason
    lines: list[LineIn] = Field(max_length=MOST_LINES)


class Because(Taken):
    """A reason."""

    reason: Reason


class Removing(Versioned):
    """A meeting that is to be deleted, and why."""

    reason: Reason


class HandingOn(Versioned):
    """Who is to be secretary."""

    username: Username


class Appointing(Because):
    """Who is to be secretary where there is none, and why."""

    username: Username


class Offered(Versioned):
    """For whom a signed notula is to be found."""

    audience: Audience = Field(description="“peserta”: peserta rapat; “instansi”: semua yang masuk log.")


class Deciding(Taken):
    """Whether the agency finds a notula."""

    approve: bool
    reason: str = Field("", max_length=LONGEST, description="Wajib bila ditolak.")
    version: int = Field(description="Nilai “version” penerbitan yang Anda baca.")


class CommentIn(Taken):
    """Something said about a line, or about the whole notula."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_COMMENT)]
    line_id: str = Field("", max_length=20, description="Kosong: tentang seluruh notula.")


class Moving(Versioned):
    """How far an action item is."""

    state: ActionState
    note: str = Field("", max_length=LONGEST, description="Wajib bila dibatalkan.")


class MeetingOut(BaseModel):
    """A meeting as a member sees it."""

    id: str
    title: str
    series: str
    held_on: date | None
    form: MeetingForm
    state: MeetingState
    stage: str = Field(description="Yang sedang dikerjakan selama disusun.")
    percent: int | None = Field(description="Berapa persen penyusunan selesai; null bila tidak disusun.")
    failure: str = Field(description="Mengapa penyusunan terakhir gagal; kosong bila tidak.")
    created_at: datetime
    retain_until: datetime | None = Field(description="Kapan transkrip dan rekaman dihapus.")
    seat: Seat
    members: list[Member]
    number: int = Field(description="Versi notula terbaru; 0 bila belum ada.")
    signatures: list[Signature]
    version: int

    @classmethod
    def of(cls, meeting: Meeting) -> "MeetingOut":
        """From the inner type."""
        return cls.model_validate(meeting, from_attributes=True)


class MeetingPage(BaseModel):
    """Part of a list of meetings."""

    items: list[MeetingLine]
    total: int


class NotulaOut(BaseModel):
    """A version of a notula, its lines with what they rest on."""

    meeting_id: str
    number: int
    notula: Notula


class TranscriptOut(BaseModel):
    """What was said, or a stretch of it."""

    transcript: Transcript
    total: int = Field(description="Banyaknya ucapan seluruh transkrip.")


class VersionsOut(BaseModel):
    """The versions of a notula, the newest first."""

    items: list[MinutesVersion]


class ChangesOut(BaseModel):
    """What differs between two versions."""

    before: int
    after: int
    items: list[LineChange]


class FoundPage(BaseModel):
    """Part of what a search found."""

    items: list[Found]
    total: int


class PublicationPage(BaseModel):
    """Part of a list of publications."""

    items: list[Publication]
    total: int


class ActionPage(BaseModel):
    """Part of a list of action items."""

    items: list[TrackedAction]
    total: int


class ActionsOut(BaseModel):
    """Action items."""

    items: list[TrackedAction]
