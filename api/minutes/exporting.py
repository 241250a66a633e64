"""The notula of a meeting as a file, with what was signed and how far its action items are."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from api.accounts.models import Account
from api.conversation_text import moment_words
from api.minutes.actions import ActionFilter
from api.minutes.desk import MinutesDesk
from api.minutes.export.formats import Format, render
from api.minutes.export.look_settings import MinutesLookSettings
from api.minutes.export.office_look import office_options, zone_word
from api.minutes.export.options import STATUS_OPEN
from api.minutes.models import ActionState, Meeting, MeetingState, Notula, Seat, Section, Signature
from api.minutes.notula import to_minutes
from corpus.errors import NotFound

STATUSES: dict[ActionState, str] = {
    ActionState.OPEN: "Belum",
    ActionState.STARTED: "Berjalan",
    ActionState.DONE: "Selesai",
    ActionState.DROPPED: "Batal",
}
_MOST_ACTIONS = 200
_SEATS = {Seat.CHAIR: "pimpinan rapat", Seat.SECRETARY: "notulis"}


def exported(
    desk: MinutesDesk,
    by: Account,
    meeting_id: str,
    wanted: Format,
    *,
    look: MinutesLookSettings,
    zone: ZoneInfo,
) -> tuple[str, bytes]:
    """The newest version as a file: its name and its bytes.

    Args:
        look: kop surat, paper and template of the agency.
        zone: of the agency.

    Raises:
        NotFound: there is no such meeting for them, or no notula yet.
        InvalidInput: the logo or the template of the settings cannot be used.
    """
    meeting = desk.meetings.read(by, meeting_id)
    notula = desk.meetings.notula(by, meeting_id)
    if notula is None:
        raise NotFound("Notula rapat ini belum tersusun.")
    options = replace(
        office_options(look),
        zone=zone_word(zone, meeting.held_on or meeting.created_at.astimezone(zone).date()),
        draft=meeting.state is not MeetingState.SIGNED,
        approvals=tuple(_approval(one, zone) for one in meeting.signatures),
        statuses=_statuses(desk, by, meeting, notula),
        action_keys=tuple(f"{meeting.id}-{line.id}" for line in notula.of(Section.ACTION)),
    )
    transcript = desk.meetings.transcript(by, meeting_id)
    return _name(meeting, wanted), render(to_minutes(notula, transcript), wanted, options)


def _statuses(desk: MinutesDesk, by: Account, meeting: Meeting, notula: Notula) -> tuple[str, ...]:
    tracked = desk.actions.find(by, ActionFilter(meeting_id=meeting.id), limit=_MOST_ACTIONS).items
    states = {one.line_id: STATUSES[one.state] for one in tracked}
    return tuple(states.get(line.id, STATUS_OPEN) for line in notula.of(Section.ACTION))


def _approval(signature: Signature, zone: ZoneInfo) -> str:
    who = _SEATS.get(signature.seat, signature.seat.value)
    return (
        f"Ditandatangani secara elektronik oleh {signature.name} selaku {who}, "
        f"{moment_words(signature.signed_at, zone)}."
    )


def _name(meeting: Meeting, wanted: Format) -> str:
    day = meeting.held_on.isoformat() if meeting.held_on else "tanpa-tanggal"
    words = "".join(sign if sign.isalnum() else " " for sign in meeting.title.lower()).split()
    return f"notula-{day}-{'-'.join(words)[:60].rstrip('-')}.{wanted.value}"
