"""Minutes as JSON for other programs: ``tanya.notula/1``, see docs/minutes-output.md."""

import json
from typing import Any

from assistant.minutes.models import ActionItem, MeetingForm, Minutes, Statement, Topic, Transcript

SCHEMA = "tanya.notula/1"
"""Changes its number when a field goes or changes its meaning; new fields leave it as it is."""


def minutes_json(minutes: Minutes, statuses: tuple[str, ...] = ()) -> dict[str, Any]:
    """The minutes with everything they rest on, as values that JSON has.

    Args:
        statuses: of the action items, in their order; null for those beyond its end.
    """
    return {
        "schema": SCHEMA,
        "form": _form(minutes.form),
        "decisions": [_statement(one) for one in minutes.decisions],
        "actions": [
            _action(item, statuses[index] if index < len(statuses) else None)
            for index, item in enumerate(minutes.actions)
        ],
        "topics": [_topic(topic) for topic in minutes.topics],
        "open_questions": [_statement(one) for one in minutes.open_questions],
        "references": [
            {
                "phrase": one.phrase,
                "identifier": one.identifier,
                "standing": one.standing.value,
                "explanation": one.explanation,
                "utterances": [one.utterance],
            }
            for one in minutes.references
        ],
        "amounts": [
            {"phrase": one.phrase, "value": one.value, "unit": one.unit, "utterances": [one.utterance]}
            for one in minutes.amounts
        ],
        "attendance": list(minutes.attendance),
        "remarks": list(minutes.remarks),
        "transcript": _transcript(minutes.transcript),
    }


def json_text(minutes: Minutes, statuses: tuple[str, ...] = ()) -> str:
    """``minutes_json`` as text, indented, its letters as they are."""
    text = json.dumps(minutes_json(minutes, statuses), ensure_ascii=False, indent=2, allow_nan=False)
    # A lone surrogate, which a damaged transcript can hold, cannot be written.
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def _form(form: MeetingForm) -> dict[str, Any]:
    return {
        "title": form.title,
        "held_on": form.held_on.isoformat() if form.held_on else None,
        "begins": f"{form.begins:%H:%M}" if form.begins else None,
        "ends": f"{form.ends:%H:%M}" if form.ends else None,
        "place": form.place,
        "chair": form.chair,
        "secretary": form.secretary,
        "participants": [
            {"name": one.name, "office": one.office, "nip": one.nip} for one in form.participants
        ],
        "agenda": list(form.agenda),
    }


def _statement(one: Statement) -> dict[str, Any]:
    return {"text": one.text, "utterances": list(one.utterances), **_verdict(one)}


def _action(item: ActionItem, status: str | None) -> dict[str, Any]:
    return {
        "task": item.task,
        "pic": item.pic,
        "deadline": item.deadline.isoformat() if item.deadline else None,
        "deadline_phrase": item.deadline_phrase,
        "utterances": list(item.utterances),
        "status": status,
        **_verdict(item),
    }


def _verdict(one: Statement | ActionItem) -> dict[str, Any]:
    return {"standing": one.standing.value, "problems": list(one.problems)}


def _topic(topic: Topic) -> dict[str, Any]:
    return {
        "title": topic.title,
        "agenda_item": topic.agenda_item,
        "first": topic.first,
        "last": topic.last,
        "key_points": [_statement(point) for point in topic.key_points],
    }


def _transcript(transcript: Transcript) -> dict[str, Any]:
    return {
        "format": transcript.format,
        "remarks": list(transcript.remarks),
        "utterances": [
            {"id": one.id, "speaker": one.speaker, "start": one.start, "end": one.end, "text": one.text}
            for one in transcript.utterances
        ],
    }
