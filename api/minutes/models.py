"""What is kept of a meeting: its notula as lines that can be edited and commented on, and who does what."""

from datetime import date, datetime
from enum import StrEnum

from assistant.minutes.models import Amount, MeetingForm, RegulationReference, Standing
from corpus.models import Frozen


class MeetingState(StrEnum):
    """Where the notula of a meeting stands."""

    DRAFT = "konsep"
    """Nothing could be made of the transcript yet."""
    PROCESSING = "diproses"
    EDITING = "disunting"
    SIGNED = "ditandatangani"
    REOPENED = "dibuka kembali"


EDITABLE = frozenset({MeetingState.EDITING, MeetingState.REOPENED})
"""States in which the secretary changes the notula."""


class Seat(StrEnum):
    """What an account is at a meeting."""

    CHAIR = "pimpinan"
    SECRETARY = "notulis"
    PARTICIPANT = "peserta"


SIGNERS = (Seat.CHAIR, Seat.SECRETARY)
"""Whose signatures lock a notula: both are needed."""


class Section(StrEnum):
    """The part of a notula that a line stands in."""

    KEY_POINT = "pokok"
    DECISION = "keputusan"
    ACTION = "tindak_lanjut"
    QUESTION = "pertanyaan"


class Line(Frozen):
    """One line of a notula.

    Attributes:
        id: ``b1``, ``b2`` …; it stays the same from version to version.
        topic: index of the topic that a key point belongs to; None for other lines.
        text: of an action item the task.
        utterances: identifiers it rests on; a line that somebody added may have none yet.
        problems: in Indonesian, why it is to be checked.
        confirmed_by: name of who vouched for a line that could not be verified; empty where nobody did.
    """

    id: str
    section: Section
    text: str
    utterances: tuple[str, ...] = ()
    topic: int | None = None
    pic: str | None = None
    deadline_phrase: str | None = None
    deadline: date | None = None
    standing: Standing = Standing.VERIFIED
    problems: tuple[str, ...] = ()
    confirmed_by: str = ""

    @property
    def doubtful(self) -> bool:
        """Whether somebody still has to look at it."""
        return self.standing is Standing.TO_CHECK and not self.confirmed_by


class TopicHead(Frozen):
    """A stretch of the meeting; its key points are lines that name its index."""

    title: str
    first: str
    last: str
    agenda_item: int | None = None


class Notula(Frozen):
    """A version of a notula, without the utterances it rests on.

    Attributes:
        next_line: number of the next line that is added.
    """

    form: MeetingForm
    topics: tuple[TopicHead, ...] = ()
    lines: tuple[Line, ...] = ()
    amounts: tuple[Amount, ...] = ()
    references: tuple[RegulationReference, ...] = ()
    attendance: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    next_line: int = 1

    def of(self, section: Section, topic: int | None = None) -> tuple[Line, ...]:
        """The lines of a section, of key points those of one topic."""
        return tuple(line for line in self.lines if line.section is section and line.topic == topic)

    def line(self, line_id: str) -> Line | None:
        """A line by its identifier."""
        return next((line for line in self.lines if line.id == line_id), None)

    @property
    def doubtful(self) -> tuple[Line, ...]:
        """Lines that somebody still has to look at."""
        return tuple(line for line in self.lines if line.doubtful)


class Member(Frozen):
    """An account that may see a meeting."""

    account_id: str
    username: str
    name: str
    seat: Seat


class Signature(Frozen):
    """A signature under a version.

    Attributes:
        vouched: lines of it that nothing verified and a person vouched for.
        void: the notula was opened again since.
    """

    number: int
    seat: Seat
    name: str
    signed_at: datetime
    vouched: int
    void: bool


class Audio(Frozen):
    """The recording of a meeting."""

    name: str
    media_type: str
    size: int
    sha256: str


class Meeting(Frozen):
    """A meeting as a member sees it.

    Attributes:
        series: what it is one of, such as "Rapat staf mingguan"; empty where it stands alone.
        stage: in Indonesian, what is being done while it is processed.
        percent: how far that is, 0 to 99; None where nothing is being made.
        failure: in Indonesian, why it could not be processed the last time; empty where it could.
        retain_until: when transcript and recording are deleted; None for never.
        seat: of who looks.
        number: of the newest version; 0 where there is none.
        signatures: those that hold.
        version: grows with every change; give it back with the next one.
    """

    id: str
    title: str
    held_on: date | None
    series: str
    form: MeetingForm
    state: MeetingState
    stage: str
    percent: int | None
    failure: str
    created_at: datetime
    changed_at: datetime
    retain_until: datetime | None
    seat: Seat
    members: tuple[Member, ...]
    number: int
    signatures: tuple[Signature, ...]
    version: int

    def member(self, seat: Seat) -> Member | None:
        """Who has a seat; of participants the first."""
        return next((one for one in self.members if one.seat is seat), None)

    def signature(self, seat: Seat) -> Signature | None:
        """The signature of a seat that holds."""
        return next((one for one in self.signatures if one.seat is seat), None)

    @property
    def may_edit(self) -> bool:
        """Whether who looks may change the notula now."""
        return self.seat is Seat.SECRETARY and self.state in EDITABLE

    @property
    def may_sign(self) -> bool:
        """Whether the signature of who looks is wanted now."""
        signed = {one.seat for one in self.signatures}
        return self.seat in SIGNERS and self.seat not in signed and self.state in EDITABLE


class MeetingLine(Frozen):
    """A meeting in a list."""

    id: str
    title: str
    held_on: date | None
    series: str
    state: MeetingState
    seat: Seat
    changed_at: datetime


class MinutesVersion(Frozen):
    """A version of a notula in their list.

    Attributes:
        author: name; empty where it was made from the transcript, or the account is gone.
    """

    number: int
    author: str
    by_service: bool
    reason: str
    created_at: datetime


class Comment(Frozen):
    """Something said about a line, or about the whole notula where ``line_id`` is empty."""

    id: str
    line_id: str
    author: str
    text: str
    created_at: datetime


class ActionState(StrEnum):
    """How far an action item is."""

    OPEN = "belum"
    STARTED = "berjalan"
    DONE = "selesai"
    DROPPED = "batal"


OPEN_ACTIONS = frozenset({ActionState.OPEN, ActionState.STARTED})


class TrackedAction(Frozen):
    """An action item of a signed notula.

    Attributes:
        pic, deadline_phrase: empty where nobody said them.
        account_id: of the person in charge, where they have an account.
        mine: whether who looks may change it: the secretary may, and the person in charge.
        overdue: it was due before today and is open.
        version: grows with every change; give it back with the next one.
    """

    id: str
    meeting_id: str
    meeting_title: str
    held_on: date | None
    line_id: str
    task: str
    pic: str
    account_id: str | None
    deadline_phrase: str
    due: date | None
    state: ActionState
    mine: bool
    overdue: bool
    version: int


class ActionEvent(Frozen):
    """Something that happened to an action item."""

    at: datetime
    who: str
    before: str
    after: str
    note: str
