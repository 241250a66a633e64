"""Title, text and follow-ups as one question."""

from hypothesis import given
from hypothesis import strategies as st

from api.forum.draft_text import question_text
from assistant.models import LONGEST_QUESTION

WORDS = st.text(alphabet="abc .?\n", max_size=6_000)


def test_short_threads_are_read_whole() -> None:
    assert (
        question_text("Cuti", "Berapa hari?", ["Kalau PPPK?", " "]) == "Cuti\n\nBerapa hari?\n\nKalau PPPK?"
    )


def test_a_title_that_the_text_begins_with_is_not_said_twice() -> None:
    text = "Berapa hari cuti tahunan bagi PNS?"
    assert question_text("Berapa hari cuti tahunan ...", text) == text


def test_the_newest_words_are_kept_and_the_oldest_follow_ups_left_out() -> None:
    follow_ups = [f"ke-{number} " + "kata " * 150 for number in range(10)]
    made = question_text("Judul", "teks " * 1_000, follow_ups)
    assert len(made) <= LONGEST_QUESTION
    assert made.startswith("Judul\n\nteks")
    assert "ke-9" in made
    assert "ke-0" not in made
    assert made.count("teks") >= LONGEST_QUESTION // 4 // 5 - 2
    assert " …" in made


def test_words_are_cut_between_words() -> None:
    made = question_text("Judul", "pensiun " * 1_000)
    assert made.endswith("pensiun …")


@given(title=WORDS, text=WORDS, follow_ups=st.lists(WORDS, max_size=8))
def test_whatever_is_written_fits(title: str, text: str, follow_ups: list[str]) -> None:
    assert len(question_text(title, text, follow_ups)) <= LONGEST_QUESTION
