import json

import pytest

from assistant.minutes.transcript import read_transcript
from corpus.errors import UnreadableDocument

Spoken = list[tuple[str, str, float | None]]


def said(value: object) -> Spoken:
    transcript = read_transcript(json.dumps(value))
    return [(one.speaker, one.raw, one.start) for one in transcript.utterances]


ALTERNATIVES = [
    {"word": "halo", "start": 0.1, "end": 0.4, "speaker": 0, "punctuated_word": "Halo."},
    {"word": "ya", "start": 1, "end": 1.2, "speaker": 1, "punctuated_word": "Ya."},
]
TOOLS: dict[str, tuple[object, Spoken]] = {
    "whisper": (
        {
            "text": " Halo. Ya.",
            "segments": [
                {"id": 0, "start": 0.1, "end": 0.4, "text": " Halo."},
                {"id": 1, "start": 9.0, "end": 9.2, "text": " Ya."},
            ],
        },
        [("Pembicara", "Halo.", 0.1), ("Pembicara", "Ya.", 9.0)],
    ),
    "whisperX": (
        {
            "segments": [
                {
                    "start": 0.1,
                    "end": 2,
                    "text": " Halo. Ya.",
                    "speaker": "SPEAKER_00",
                    "words": [
                        {"word": "Halo.", "start": 0.1, "end": 0.4, "speaker": "SPEAKER_00"},
                        {"word": "Ya.", "start": 1.0, "end": 1.2, "speaker": "SPEAKER_01"},
                    ],
                }
            ]
        },
        [("Pembicara 1", "Halo.", 0.1), ("Pembicara 2", "Ya.", 1.0)],
    ),
    "whisper.cpp": (
        {
            "transcription": [
                {
                    "timestamps": {"from": "00:00:01,500", "to": "00:00:02,500"},
                    "offsets": {"from": 1500, "to": 2500},
                    "text": " Halo.",
                }
            ]
        },
        [("Pembicara", "Halo.", 1.5)],
    ),
    "AssemblyAI": (
        {
            "text": "Halo. Ya.",
            "words": [
                {"text": "Halo.", "start": 100, "end": 400, "speaker": "A"},
                {"text": "Ya.", "start": 1000, "end": 1200, "speaker": "B"},
            ],
            "utterances": [
                {"text": "Halo.", "start": 100, "end": 400, "speaker": "A"},
                {"text": "Ya.", "start": 1000, "end": 1200, "speaker": "B"},
            ],
        },
        [("Pembicara 1", "Halo.", 0.1), ("Pembicara 2", "Ya.", 1.0)],
    ),
    "Deepgram": (
        {"results": {"channels": [{"alternatives": [{"transcript": "halo ya", "words": ALTERNATIVES}]}]}},
        [("Pembicara 1", "Halo.", 0.1), ("Pembicara 2", "Ya.", 1.0)],
    ),
    "Fireflies": (
        {
            "data": {
                "transcript": {
                    "title": "Rapat mutasi",
                    "sentences": [
                        {
                            "speaker_name": "Budi",
                            "speaker_id": 0,
                            "text": "Halo.",
                            "start_time": "0.1",
                            "end_time": "1",
                        },
                        {
                            "speaker_name": "Sri",
                            "speaker_id": 1,
                            "text": "Ya.",
                            "start_time": "2",
                            "end_time": "3",
                        },
                    ],
                    "summary": {
                        "overview": "Ringkasan panjang yang tidak pernah diucapkan siapa pun di rapat."
                    },
                }
            }
        },
        [("Budi", "Halo.", 0.1), ("Sri", "Ya.", 2.0)],
    ),
    "Otter": (
        {
            "speech": {
                "transcripts": [
                    {
                        "transcript": "Halo semua ya.",
                        "start_offset": 16000,
                        "end_offset": 32000,
                        "speaker_id": 12,
                    },
                    {"transcript": "Ya Pak.", "start_offset": 64000, "end_offset": 80000, "speaker_id": 13},
                ]
            }
        },
        [("Pembicara 1", "Halo semua ya.", 1.0), ("Pembicara 2", "Ya Pak.", 4.0)],
    ),
    "Rev": (
        {
            "monologues": [
                {
                    "speaker": 0,
                    "elements": [
                        {"type": "text", "value": "Halo", "ts": 0.1, "end_ts": 0.4},
                        {"type": "punct", "value": "."},
                    ],
                },
                {"speaker": 1, "elements": [{"type": "text", "value": "Ya", "ts": 2.0, "end_ts": 2.3}]},
            ]
        },
        [("Pembicara 1", "Halo.", 0.1), ("Pembicara 2", "Ya", 2.0)],
    ),
    "AWS": (
        {
            "results": {
                "transcripts": [{"transcript": "Halo. ya"}],
                "items": [
                    {
                        "start_time": "0.1",
                        "end_time": "0.4",
                        "speaker_label": "spk_0",
                        "alternatives": [{"content": "Halo", "confidence": "1"}, {"content": "Alo"}],
                    },
                    {"speaker_label": "spk_0", "alternatives": [{"content": "."}]},
                    {
                        "start_time": "1.0",
                        "end_time": "1.2",
                        "speaker_label": "spk_1",
                        "alternatives": [{"content": "ya"}],
                    },
                ],
            }
        },
        [("Pembicara 1", "Halo.", 0.1), ("Pembicara 2", "ya", 1.0)],
    ),
    "Google": (
        {
            "results": [
                {
                    "alternatives": [
                        {
                            "transcript": "halo ya",
                            "words": [
                                {"word": "halo", "startTime": "0.5s", "endTime": "1s", "speakerTag": 1},
                                {"word": "ya", "startTime": "1s", "endTime": "1.5s", "speakerTag": 2},
                            ],
                        }
                    ]
                }
            ]
        },
        [("Pembicara 1", "halo", 0.5), ("Pembicara 2", "ya", 1.0)],
    ),
    "Azure": (
        {
            "combinedRecognizedPhrases": [{"display": "Halo. Ya."}],
            "recognizedPhrases": [
                {
                    "speaker": 1,
                    "offset": "PT0.5S",
                    "duration": "PT1S",
                    "nBest": [{"display": "Halo."}, {"display": "Alo."}],
                },
                {"speaker": 2, "offset": "PT1M2S", "duration": "PT1S", "nBest": [{"display": "Ya."}]},
            ],
        },
        [("Pembicara 1", "Halo.", 0.5), ("Pembicara 2", "Ya.", 62.0)],
    ),
    "Meet": (
        {
            "transcriptEntries": [
                {
                    "participant": "conferenceRecords/1/participants/9",
                    "text": "Halo.",
                    "startTime": "2026-03-03T09:00:05Z",
                    "endTime": "2026-03-03T09:00:07Z",
                },
                {
                    "participant": "conferenceRecords/1/participants/8",
                    "text": "Ya.",
                    "startTime": "2026-03-03T09:00:15Z",
                    "endTime": "2026-03-03T09:00:17Z",
                },
            ]
        },
        [("Pembicara 1", "Halo.", 0.0), ("Pembicara 2", "Ya.", 10.0)],
    ),
    "a text in a field": (
        {"transcript": "Budi: Halo.\nSri: Ya."},
        [("Budi", "Halo.", None), ("Sri", "Ya.", None)],
    ),
    "speakers as objects": (
        [{"speaker": {"name": "Budi"}, "text": "Halo."}, {"speaker": {"name": "Sri"}, "text": "Ya."}],
        [("Budi", "Halo.", None), ("Sri", "Ya.", None)],
    ),
    "a meeting's name is no speaker": (
        {"name": "Rapat", "segments": [{"text": "Halo.", "start": 0, "end": 1}]},
        [("Pembicara", "Halo.", 0.0)],
    ),
}


@pytest.mark.parametrize(("value", "expected"), TOOLS.values(), ids=TOOLS.keys())
def test_every_tool(value: object, expected: Spoken) -> None:
    assert said(value) == expected


def test_json_lines() -> None:
    lines = "\n".join(
        json.dumps({"speaker": name, "text": text}) for name, text in (("Budi", "Halo."), ("Sri", "Ya."))
    )
    transcript = read_transcript(lines)
    assert transcript.format == "json"
    assert [one.speaker for one in transcript.utterances] == ["Budi", "Sri"]


def test_a_plain_transcript_may_begin_with_a_bracket() -> None:
    assert read_transcript("[00:12] Pak Budi: halo").format == "plain"


@pytest.mark.parametrize(
    "text",
    [
        '{"segments": []}',
        '{"a": [1, 2',
        '{"title": 5}',
        "[" * 200_000 + "]" * 200_000,
        '{"a":' * 100_000,
        "[1, 2]",
    ],
)
def test_json_without_speech_is_refused_by_name(text: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"^x\.json: "):
        read_transcript(text, name="x.json")


def test_odd_values_are_no_times_and_lose_no_word() -> None:
    text = (
        '{"segments": [{"text": "satu", "start": NaN, "end": 1e999}, {"text": "dua \\ud800", "start": -5},'
        ' {"text": "tiga", "start": '
        + "9" * 5000
        + '}, {"text": null}, {"text": "empat", "start": [1], "speaker": true}]}'
    )
    transcript = read_transcript(text)
    assert " ".join(one.raw for one in transcript.utterances) == "satu dua tiga empat"
    assert {one.start for one in transcript.utterances} == {None}
