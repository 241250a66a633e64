"""A part of a notula written anew by the language model: the page of the proposal, and taking lines of it."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from api.minutes.editing import LONGEST_LINE, LineWords
from api.minutes.meeting_form import read_day
from api.minutes.models import Section
from api.minutes.rewriting import Proposal
from api.pages.form_fields import Fields
from api.pages.minutes_page import again
from api.pages.minutes_parts import AnyMeeting, MeetingCase, act, version_in
from api.pages.minutes_words import MINUTES, SECTIONS, meeting_url
from assistant.minutes.drafting.rewriting import MOST_LINES
from corpus.errors import Busy, Conflict, InvalidInput

router = APIRouter(prefix=MINUTES + "/{meeting_id}", include_in_schema=False)


@router.post("/tulis-ulang")
def rewrite(case: AnyMeeting, fields: Fields) -> Response:
    """Show how the model would write a part; nothing is changed."""
    case.visit.check(fields)
    try:
        section, topic = _part_in(fields)
        made = case.desk.proposals.propose(
            case.by,
            case.meeting.id,
            section,
            fields.get("arahan", ""),
            version=version_in(fields),
            topic=topic,
        )
    except InvalidInput as error:
        return again(case.again(), 422, str(error), fields)
    except Conflict as error:
        return again(case.again(), 409, f"{error} Tidak ada yang diubah.", fields)
    except Busy as error:
        return again(case.again(), 503, str(error), fields)
    return _page(case, made)


@router.post("/pakai-usulan")
def take(case: AnyMeeting, fields: Fields) -> Response:
    """Put the chosen lines of a proposal in the place of their part."""

    def do() -> str:
        section, topic = _part_in(fields)
        case.desk.proposals.take(
            case.by,
            case.meeting.id,
            section,
            _chosen(fields),
            version=version_in(fields),
            instruction=fields.get("arahan", ""),
            topic=topic,
        )
        return meeting_url(case.meeting.id, selesai="usulan")

    return act(case, fields, do, again=again)


def _page(case: MeetingCase, made: Proposal) -> HTMLResponse:
    return case.visit.page(
        "notula_usulan.html",
        meeting=case.meeting,
        proposal=made,
        part=SECTIONS[made.section],
        longest=LONGEST_LINE,
        url=lambda tail="", **more: meeting_url(case.meeting.id, tail, **more),
    )


def _part_in(fields: dict[str, str]) -> tuple[Section, int | None]:
    """The part that a form names.

    Raises:
        InvalidInput: there is no such section.
    """
    section = next((one for one in Section if one.value == fields.get("bagian")), None)
    if section is None:
        raise InvalidInput("Pilih bagian notulanya.")
    topic = fields.get("topik", "")
    return section, int(topic) if topic.isascii() and topic.isdigit() and len(topic) < 6 else None


def _chosen(fields: dict[str, str]) -> list[LineWords]:
    """The lines of a proposal whose boxes are ticked."""
    return [
        LineWords(
            text=fields.get(f"teks-{number}", ""),
            utterances=tuple(fields.get(f"sumber-{number}", "").split()),
            pic=fields.get(f"pic-{number}"),
            deadline_phrase=fields.get(f"bunyi-{number}"),
            deadline=read_day(fields.get(f"tenggat-{number}", ""), "Tenggat"),
        )
        for number in range(1, MOST_LINES + 1)
        if f"pakai-{number}" in fields
    ]
