"""Follow-up questions completed from the conversation."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.followup import MOST_TURNS, Turn, rewrite
from assistant.models import Question
from corpus.search_words import search_words
from evals.datasets import load_items

TODAY = date(2026, 11, 22)
FOLLOWUPS = Path(__file__).parents[2] / "evals" / "datasets" / "followups.jsonl"
LEAVE = "Berapa lama cuti besar PNS?"


def completed(question: str, *history: str, cited: tuple[str, ...] = ()) -> str:
    """How a question reads after these."""
    turns = [Turn(question=asked, cited=cited) for asked in history]
    return rewrite(Question(text=question, on=TODAY), turns).text


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (LEAVE, "kalau PPPK?", "Berapa lama cuti besar PPPK?"),
        ("Apa syarat cuti besar PNS?", "berapa lama?", "berapa lama cuti besar PNS?"),
        (LEAVE, "dasar hukumnya apa?", "apa dasar hukum cuti besar PNS?"),
        ("istri sakit, boleh cuti apa?", "kalau suaminya yang sakit?", "suami sakit, boleh cuti apa?"),
        ("Kapan gaji ke-13 dibayar?", "yang tahun lalu?", "Kapan gaji ke-13 dibayar pada tahun 2025?"),
        ("bolos 10 hari hukumannya apa?", "kalo 20 hari?", "bolos 20 hari hukumannya apa?"),
        (LEAVE, "gajinya tetap dibayar?", "cuti besar PNS, gaji tetap dibayar?"),
        (LEAVE, "kalau ditolak gimana?", "cuti besar PNS, kalau ditolak bagaimana?"),
        # A choice as the product words it.
        (
            "syarat naik pangkat apa saja?",
            "yang kenaikan pangkat jabatan struktural",
            "syarat naik pangkat jabatan struktural apa saja?",
        ),
        # A denial is part of the matter.
        ("PNS tidak masuk kerja kena apa?", "dasar hukumnya?", "dasar hukum PNS tidak masuk kerja kena?"),
    ],
)
def test_what_is_left_out_comes_from_the_question_before(before: str, question: str, expected: str) -> None:
    assert completed(question, before) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("diajukan ke siapa?", "cuti besar PNS, diajukan ke siapa?"),
        ("siapa yang menyetujui?", "cuti besar PNS, siapa yang menyetujui?"),
        ("bisa diambil sekaligus?", "cuti besar PNS, bisa diambil sekaligus?"),
        ("formulirnya ada?", "cuti besar PNS, formulirnya ada?"),
        ("ada formulir?", "cuti besar PNS, ada formulir?"),
        # These name a matter of their own.
        ("usul pensiun diajukan ke siapa?", "usul pensiun diajukan ke siapa?"),
        ("bisa dimutasi?", "bisa dimutasi?"),
        ("siapa yang menyetujui izin perceraian?", "siapa yang menyetujui izin perceraian?"),
        ("disiplin?", "disiplin?"),
    ],
)
def test_what_is_done_without_to_what_is_asked_of_the_matter_before(question: str, expected: str) -> None:
    assert completed(question, LEAVE) == expected


def test_the_count_that_was_asked_is_no_part_of_the_matter() -> None:
    assert completed("bisa ditunda?", "Berapa hari kerja cuti tahunan?") == "cuti tahunan, bisa ditunda?"


def test_a_follow_up_of_a_follow_up() -> None:
    assert completed("dasar hukumnya?", LEAVE, "kalau PPPK?") == "dasar hukum cuti besar PPPK?"


def test_that_rule_is_the_one_cited() -> None:
    text = completed("bunyi pasal itu apa?", LEAVE, cited=("pp-11-2017/pasal-316/ayat-1",))
    assert "Pasal 316" in text
    assert "itu" not in text.split()


@pytest.mark.parametrize("question", ["berapa lama?", "kalau PPPK?", "dasar hukumnya apa?"])
def test_without_a_conversation_nothing_is_completed(question: str) -> None:
    asked = Question(text=question, on=TODAY)
    assert rewrite(asked, []) is asked


def test_what_is_older_than_the_last_turns_is_forgotten() -> None:
    assert "cuti besar" not in completed(
        "dasar hukumnya?", LEAVE, *["Guru pensiun umur berapa?"] * MOST_TURNS
    )


def test_the_follow_ups_of_the_dev_set() -> None:
    lines = FOLLOWUPS.read_text(encoding="utf-8").splitlines()
    items = [item for item in map(json.loads, lines) if item["split"] == "dev"]
    wrong = [
        item["id"]
        for item in items
        if sorted(search_words(completed(item["question"], *item["history"])))
        != sorted(search_words(item["expected"]))
    ]
    assert len(items) >= 40
    assert len(wrong) <= 0.1 * len(items), wrong


@pytest.mark.parametrize("before", [LEAVE, "Guru pensiun umur berapa?", "hukuman disiplin ringan apa saja?"])
def test_questions_that_stand_alone_are_left_as_they_are(before: str) -> None:
    items = [*load_items("starter"), *load_items("regulasi")]
    asked = [item.question for item in items if item.split == "dev"]
    changed = [question for question in asked if completed(question, before) != question]
    assert len(changed) < 0.01 * len(asked), changed


@given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=60))
def test_odd_text_never_breaks_it(before: str, question: str) -> None:
    if question.strip():
        assert rewrite(Question(text=question, on=TODAY), [Turn(question=before)]).text.strip()
