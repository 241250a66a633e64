"""The system that is measured: the product's own notula, as its command makes it."""

from assistant.minutes.models import MeetingForm, Minutes
from assistant.minutes.speakers import name_speakers
from assistant.minutes.transcript import read_transcript
from assistant.minutes.understanding.meeting import understand_meeting
from assistant.minutes.understanding.scorer import local_embedder


def without_model(text: str, name: str, form: MeetingForm) -> Minutes:
    """Read, name the speakers, understand and verify, without a language model.

    Raises:
        TanyaError: the transcript cannot be read.
    """
    transcript = name_speakers(read_transcript(text, name=name), form.participants)
    return understand_meeting(transcript, form, meaning=local_embedder())
