"""Whatever is pasted: no word of speech is lost, and nothing is raised but the product's own errors."""

import contextlib
import json
import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.minutes.models import Transcript
from assistant.minutes.transcript import read_transcript, read_transcript_bytes
from assistant.minutes.transcript.assemble import MAX_WORDS
from corpus.errors import UnreadableDocument

SAID = """
rapat dibuka tidak setuju lima 50 juta Rp2.500.000 pasal 12a kita jadi em, eh apa namanya, agenda selesai.
besok? ya. Budi SK BKPSDM no. 5 dll. e-Kinerja «tanda» 09.30 10:15 PP 94/2021 (catatan) <5 -3 naïve 文字 نعم
"""
WORD = st.sampled_from(SAID.split())
SPEECH = st.lists(WORD, min_size=1, max_size=40).map(" ".join)
TURN = st.tuples(st.sampled_from(["Pak Budi", "Bu Sri", "Pembicara 3"]), SPEECH)
TURNS = st.lists(TURN, min_size=2, max_size=12)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def raw_words(transcript: Transcript) -> Counter[str]:
    return words(" ".join(one.raw for one in transcript.utterances))


def check(transcript: Transcript) -> None:
    assert [one.id for one in transcript.utterances] == [
        f"u{n}" for n in range(1, len(transcript.utterances) + 1)
    ]
    for one in transcript.utterances:
        assert one.raw
        assert one.speaker.strip()
        assert len(one.raw.split()) <= MAX_WORDS
        assert one.start is None or one.end is None or one.start <= one.end


def stamp(number: int) -> str:
    return f"00:{number // 60:02d}:{number % 60:02d}.000"


@given(TURNS)
def test_webvtt_keeps_every_word(turns: list[tuple[str, str]]) -> None:
    cues = [f"{stamp(n)} --> {stamp(n + 1)}\n<v {name}>{said}</v>\n" for n, (name, said) in enumerate(turns)]
    transcript = read_transcript("WEBVTT\n\n" + "\n".join(cues))
    check(transcript)
    assert raw_words(transcript) == sum((words(said) for _, said in turns), Counter())


@given(TURNS)
def test_plain_text_keeps_every_word_and_its_speaker(turns: list[tuple[str, str]]) -> None:
    text = "\n".join(f"[{stamp(n)[:8]}] {name}: {said}" for n, (name, said) in enumerate(turns))
    transcript = read_transcript(text)
    check(transcript)
    for speaker in {name for name, _ in turns}:
        held = words(" ".join(one.raw for one in transcript.utterances if one.speaker == speaker))
        assert held == sum((words(said) for name, said in turns if name == speaker), Counter())


@given(TURNS)
def test_json_keeps_every_word(turns: list[tuple[str, str]]) -> None:
    segments = [
        {"speaker": name, "text": said, "start": n, "end": n + 1} for n, (name, said) in enumerate(turns)
    ]
    transcript = read_transcript(json.dumps({"segments": segments}))
    check(transcript)
    assert raw_words(transcript) == sum((words(said) for _, said in turns), Counter())


@given(st.lists(SPEECH, min_size=1, max_size=8))
def test_paragraphs_keep_every_word(paragraphs: list[str]) -> None:
    text = "\n\n".join(f"lalu {paragraph}" for paragraph in paragraphs)
    transcript = read_transcript(text)
    check(transcript)
    assert raw_words(transcript) == words(text)


MARKS = [
    *(
        "\n",
        "\n\n",
        "WEBVTT\n\n",
        "00:00:01.000 --> 00:00:02.000\n",
        "00:00:05,000 --> \n",
        "<v Budi>",
        "</v>",
    ),
    *(
        "[00:12] Pak Budi: ",
        "Budi (09.30): ",
        "- ",
        "1. ",
        '{"segments": [',
        '{"text": "halo"}',
        "]}",
        "Bu Sri:\n",
    ),
    *(
        "NOTE x\n",
        "Pembicara 1\n",
        "halo rapat",
        " | ",
        "\ud800",
        "\u202e",
        "\x00",
        "09:30 Budi\n",
        "-->",
        "[[[",
    ),
]
_PIECE = st.one_of(st.text(max_size=20), st.sampled_from(MARKS))


@settings(max_examples=400)
@given(st.lists(_PIECE, max_size=30).map("".join), st.sampled_from(["", "a.vtt", "a.json"]))
def test_anything_is_read_or_refused_in_our_own_words(text: str, name: str) -> None:
    with contextlib.suppress(UnreadableDocument):
        transcript = read_transcript(text, name=name)
        assert transcript.utterances
        check(transcript)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_our_own_words(raw: bytes) -> None:
    with contextlib.suppress(UnreadableDocument):
        check(read_transcript_bytes(raw))


@given(TURNS)
def test_reading_again_gives_the_same(turns: list[tuple[str, str]]) -> None:
    text = "\n".join(f"{name}: {said}" for name, said in turns)
    assert read_transcript(text) == read_transcript(text)


def test_an_utterance_of_a_hundred_thousand_words_is_divided_at_its_sentences() -> None:
    sentence = "Kita bahas mutasi pegawai nomor {} di badan kepegawaian daerah."
    said = " ".join(sentence.format(n) for n in range(11_112))
    transcript = read_transcript(f"WEBVTT\n\n00:00:00.000 --> 10:00:00.000\n<v Budi>{said}</v>\n")
    check(transcript)
    assert " ".join(one.raw for one in transcript.utterances) == said
    assert all(one.raw.endswith("daerah.") for one in transcript.utterances)
    assert transcript.remarks == ("1 ucapan panjang dibagi pada batas kalimat.",)
    starts = [one.start for one in transcript.utterances if one.start is not None]
    assert len(starts) == len(transcript.utterances)
    assert starts == sorted(starts)
    assert transcript.utterances[-1].end == 36_000.0


def test_words_without_a_full_stop_are_divided_too() -> None:
    said = " ".join(f"kata{n}" for n in range(100_000))
    transcript = read_transcript(said)
    check(transcript)
    assert " ".join(one.raw for one in transcript.utterances) == said
