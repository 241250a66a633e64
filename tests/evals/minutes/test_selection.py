"""Topic boundaries, coverage of reference points and baselines, by hand."""

import json
from pathlib import Path

import pytest

from assistant.minutes.models import MeetingForm, Minutes, Statement, Topic, Transcript
from evals.minutes.baselines import DRAWS, drawn, lead, text_rank, within
from evals.minutes.boundaries import numbered, pk, window_diff
from evals.minutes.cost import Point, fitted
from evals.minutes.coverage import coverage, sentences
from evals.minutes.qmsum import ALL, SHORT, load_qmsum, measure_qmsum, selected


def test_topics_are_numbered_from_their_first_utterance() -> None:
    assert numbered([0, 2, 3], 5) == [0, 0, 1, 2, 2]
    assert numbered([], 2) == [0, 0]


def test_pk_and_window_diff_by_hand() -> None:
    # Eight utterances, two topics of four: k = 2, six windows.
    reference = [0, 0, 0, 0, 1, 1, 1, 1]
    assert pk(reference, reference) == window_diff(reference, reference) == 0.0
    # No boundary at all: the windows from places 2 and 3 hold the missing one.
    assert pk(reference, [0] * 8) == pytest.approx(2 / 6)
    # One boundary too many, at place 5. The windows from 3 and 4 hold it; that from 3 holds both boundaries,
    # which to Pk is no disagreement ("of other topics" either way), to WindowDiff it is.
    twice = [0, 0, 0, 0, 1, 2, 2, 2]
    assert pk(reference, twice) == pytest.approx(1 / 6)
    assert window_diff(reference, twice) == pytest.approx(2 / 6)


def test_a_meeting_no_longer_than_the_window_has_no_value() -> None:
    assert pk([0], [0]) is None
    assert window_diff([], []) is None


def test_segmentations_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="2 utterances against 1"):
        pk([0, 0], [0])


def test_coverage_counts_stems_of_each_point() -> None:
    points = ["The ministers promised support.", "It was so."]
    # minist, promis, support: two of three; the second has no content words.
    assert coverage(points, "A minister would support them") == [pytest.approx(2 / 3)]


def test_sentences_are_cut_at_their_ends() -> None:
    assert sentences("One. Two? Three") == ["One.", "Two?", "Three"]


def test_selections_keep_to_the_number_of_words() -> None:
    lines = ["satu dua", "tiga empat lima", "enam"]
    assert within(lines, 4) == lead(lines, 4) == "satu dua tiga empat"
    assert within(lines, 0) == ""
    draws = drawn(lines, 3, seed=1)
    assert draws == drawn(lines, 3, seed=1)
    assert (len(draws), {len(text.split()) for text in draws}) == (DRAWS, {3})


def test_text_rank_begins_with_the_line_that_others_share_words_with() -> None:
    lines = [
        "Weather stays pleasant outside",
        "Budget support for farmers",
        "Farmers want budget support now please",
        "Support reaches farmers slowly under this budget",
    ]
    assert text_rank(lines, 4) != lines[0]
    assert text_rank(["a", "b"], 1) == "a"


def qmsum(folder: Path) -> None:
    content = {
        "topic_list": [
            {"topic": "taxes", "relevant_text_span": [["0", "1"]]},
            {"topic": "schools", "relevant_text_span": [["2", "3"]]},
        ],
        "general_query_list": [{"query": "?", "answer": "Taxes fall. Schools open."}],
        "specific_query_list": [],
        "meeting_transcripts": [
            {"speaker": "A", "content": "Hello everyone here today."},
            {"speaker": "B", "content": "The taxes will fall."},
            {"speaker": "A", "content": "And schools?"},
            {"speaker": "B", "content": "Schools open."},
        ],
    }
    (folder / "one.json").write_text(json.dumps(content), encoding="utf-8")


def test_a_notula_is_held_against_selections_of_its_own_length(tmp_path: Path) -> None:
    qmsum(tmp_path)

    def understand(transcript: Transcript, form: MeetingForm) -> Minutes:
        points = (Statement("taxes fall", ("u2",)), Statement("Schools open.", ("u4",)))
        topics = (Topic("taxes", "u1", "u2", key_points=points), Topic("schools", "u3", "u4"))
        return Minutes(form, transcript, topics)

    report = measure_qmsum(load_qmsum(tmp_path), understand)
    assert report is not None
    (score,) = report.meetings
    assert (score.selected, score.words) == (4, 12)
    assert (score.pk, score.pk_even) == (0.0, 0.0)
    for budget in (ALL, SHORT):
        assert score.points[budget]["notula"] == [1.0, 1.0]
        assert score.points[budget]["lead"] == [0.0, 0.0]
        assert report.coverage[budget].differences["lead"].mean == 1.0


def test_key_points_are_taken_from_the_topics_in_turn() -> None:
    def topic(*points: str) -> Topic:
        return Topic("", "u1", "u1", key_points=tuple(Statement(point, ("u1",)) for point in points))

    notula = Minutes(MeetingForm("x"), Transcript((), "x"), (topic("a", "b"), topic("c"), topic("a", "d")))
    assert selected(notula) == ["a", "c", "b", "d"]


def test_without_meetings_or_selections_there_is_no_report(tmp_path: Path) -> None:
    assert measure_qmsum(load_qmsum(tmp_path), lambda transcript, form: Minutes(form, transcript)) is None
    qmsum(tmp_path)
    nothing = measure_qmsum(load_qmsum(tmp_path), lambda transcript, form: Minutes(form, transcript))
    assert nothing is None


def test_growth_is_fitted() -> None:
    cost = fitted([Point(words, 0.0, words / 1_000 * 0.2, None, None) for words in (1_000, 2_000, 10_000)])
    assert cost.seconds_per_thousand == pytest.approx(0.2)
    assert cost.start_seconds == pytest.approx(0, abs=1e-9)
    assert cost.r_squared == pytest.approx(1)
    assert cost.exponent == pytest.approx(1)
