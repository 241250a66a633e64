"""The system that is measured: the product's own notula, as its pages and command make it."""

from assistant.minutes.models import MeetingForm, Minutes
from assistant.minutes.transcript import read_transcript
from assistant.minutes.understanding.meeting import understand_meeting


def without_model(text: str, name: str, form: MeetingForm) -> Minutes:
    """Read, understand and verify without a language model.

    Raises:
        TanyaError: the transcript cannot be read.
    """
    return understand_meeting(read_transcript(text, name=name), form)
