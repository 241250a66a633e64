"""Short meetings to test with: "H: Setuju." is one utterance of the person whom the letter stands for."""

from datetime import date

from assistant.minutes.models import MeetingForm, Minutes, Participant, Transcript, Utterance
from assistant.minutes.understanding.meeting import understand_meeting

HELD_ON = date(2026, 3, 4)
"""A Wednesday."""
PEOPLE = {
    "H": Participant("Hendra Wijaya", "Kepala BKPSDM"),
    "S": Participant("Sri Wahyuni, S.H.", "Kepala Bidang Mutasi"),
    "B": Participant("Budi Santoso", "Kepala Bidang Kinerja"),
    "A": Participant("Andi Pratama", "Pranata Komputer"),
    "R": Participant("Rina Marlina", "Bendahara"),
}
FORM = MeetingForm(
    "Rapat Staf", HELD_ON, chair="Hendra Wijaya", participants=tuple(PEOPLE.values()), agenda=()
)


def transcript_of(talk: str) -> Transcript:
    """One utterance a line; ``?`` speaks as somebody whom nobody named."""
    utterances = []
    for number, line in enumerate(talk.strip().splitlines(), 1):
        letter, _, text = line.strip().partition(": ")
        speaker = PEOPLE[letter].name if letter in PEOPLE else "Pembicara"
        utterances.append(Utterance(f"u{number}", text, text, speaker))
    return Transcript(tuple(utterances), "percakapan")


def understood(talk: str, form: MeetingForm = FORM) -> Minutes:
    """The notula of a short meeting."""
    return understand_meeting(transcript_of(talk), form)
