"""A small meeting, its gold, and notulas of it."""

from datetime import date

from assistant.minutes.models import ActionItem, MeetingForm, Minutes, Statement, Topic, Transcript, Utterance
from evals.minutes.meeting import Meeting

SAID = (
    ("Budi Santoso", "Kita mulai. Soal loket dulu."),
    ("Budi Santoso", "Ya sudah, loket dibuka jam delapan saja."),
    ("Sari Utami", "Baik, Pak. Spanduknya saya pasang Jumat depan."),
    ("Budi Santoso", "Dulu pernah diputuskan tutup hari Sabtu."),
    ("Sari Utami", "Anggarannya lima juta, cukup?"),
)
FORM = {
    "title": "Rapat Loket",
    "held_on": "2026-03-04",
    "begins": None,
    "ends": None,
    "place": None,
    "chair": "Budi Santoso",
    "secretary": None,
    "participants": [
        {"name": "Budi Santoso, S.H.", "office": "Kepala Bidang", "nip": None},
        {"name": "Sari Utami", "office": "Bendahara", "nip": None},
    ],
    "agenda": ["Loket", "Anggaran"],
}


def meeting(**changes: object) -> Meeting:
    return Meeting.model_validate(
        {
            "id": "uji",
            "split": "dev",
            "style": "kecil",
            "transcript": "uji.txt",
            "form": FORM,
            "decisions": [
                {"id": "D1", "text": "Loket dibuka pukul 08.00.", "quotes": ["loket dibuka jam delapan"]},
            ],
            "actions": [
                {
                    "id": "A1",
                    "task": "Memasang spanduk",
                    "pic": [["Sari Utami", "Sari"]],
                    "deadline_phrase": "Jumat depan",
                    "deadline": ["2026-03-13"],
                    "quotes": ["Spanduknya saya pasang Jumat depan"],
                },
            ],
            "topics": [{"title": "Loket", "agenda_item": 0, "starts": "Kita mulai"}],
            "open_questions": [],
            "negatives": [
                {"id": "N1", "why": "rapat lama", "quotes": ["pernah diputuskan tutup hari Sabtu"]}
            ],
            **changes,
        }
    )


def minutes(
    decisions: tuple[Statement, ...] = (),
    actions: tuple[ActionItem, ...] = (),
    key_points: tuple[Statement, ...] = (),
    attendance: tuple[str, ...] = (),
) -> Minutes:
    utterances = tuple(
        Utterance(f"u{number}", text, text, speaker) for number, (speaker, text) in enumerate(SAID, 1)
    )
    return Minutes(
        form=meeting().form.as_form(),
        transcript=Transcript(utterances, "uji"),
        topics=(Topic("Loket", "u1", "u5", 0, key_points),),
        decisions=decisions,
        actions=actions,
        attendance=attendance,
    )


def action(
    task: str = "Spanduknya saya pasang",
    pic: str | None = "Sari Utami",
    phrase: str | None = "Jumat depan",
    deadline: date | None = date(2026, 3, 13),
    utterances: tuple[str, ...] = ("u3",),
) -> ActionItem:
    return ActionItem(task, utterances, pic, phrase, deadline)


def transcript_text() -> str:
    return "\n".join(f"{speaker}: {text}" for speaker, text in SAID)


def form() -> MeetingForm:
    return meeting().form.as_form()
