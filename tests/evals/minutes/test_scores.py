"""Decisions and action items against gold that can be counted by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.minutes.models import ActionItem, MeetingForm, Minutes, Statement, Topic
from assistant.minutes.transcript import read_transcript
from corpus.errors import UnreadableDocument
from evals.minutes.action_score import right_person, score_actions
from evals.minutes.evidence import Places
from evals.minutes.matching import MOST_EVIDENCE, Found, Wanted, match
from evals.minutes.meeting import Meeting, load_meetings
from evals.minutes.statement_score import score_decisions
from evals.minutes.suite import FailedMeeting, MeetingScores, interval, run_meeting
from evals.minutes.tally import Tally, added
from tests.evals.minutes import made

RIGHT = Statement("Loket dibuka jam delapan saja", ("u2",))
TRAP = Statement("Diputuskan tutup hari Sabtu", ("u4",))


class TestDecisions:
    def test_one_right_and_one_wrong(self) -> None:
        score = score_decisions(made.minutes((RIGHT, TRAP)), made.meeting())
        assert score.tally == Tally(right=1, found=2, gold=1)
        assert (score.tally.precision, score.tally.recall) == (0.5, 1.0)
        assert score.tally.f1 == pytest.approx(2 / 3)
        assert score.wrong == (TRAP.text,)
        assert score.trapped == 1

    def test_the_same_decision_twice_is_right_once(self) -> None:
        assert score_decisions(made.minutes((RIGHT, RIGHT)), made.meeting()).tally == Tally(1, 2, 1)

    def test_right_words_from_the_wrong_place_are_wrong(self) -> None:
        elsewhere = Statement(RIGHT.text, ("u5",))
        assert score_decisions(made.minutes((elsewhere,)), made.meeting()).tally == Tally(0, 1, 1)

    def test_other_words_from_the_right_place_are_wrong(self) -> None:
        other = Statement("Spanduk dicetak berwarna merah", ("u2",))
        assert score_decisions(made.minutes((other,)), made.meeting()).tally == Tally(0, 1, 1)

    def test_nothing_found_has_no_precision_and_no_recall(self) -> None:
        score = score_decisions(made.minutes(), made.meeting())
        assert (score.tally.precision, score.tally.recall) == (None, 0.0)
        assert score.missed == ("D1",)

    def test_optional_gold_counts_for_nothing(self) -> None:
        gold = made.meeting().decisions[0].model_copy(update={"optional": True})
        meeting = made.meeting().model_copy(update={"decisions": (gold,)})
        assert score_decisions(made.minutes((RIGHT,)), meeting).tally == Tally(0, 0, 0)
        assert score_decisions(made.minutes(), meeting).missed == ()

    def test_words_that_the_reader_lost_are_named(self) -> None:
        gold = made.meeting().decisions[0].model_copy(update={"quotes": ("kata yang tidak ada",)})
        meeting = made.meeting().model_copy(update={"decisions": (gold,)})
        score = score_decisions(made.minutes((RIGHT,)), meeting)
        assert (score.lost, score.missed) == (("D1",), ("D1",))


class TestActions:
    def test_person_and_day_are_counted_apart_and_together(self) -> None:
        score = score_actions(made.minutes(actions=(made.action(pic="Budi Santoso"),)), made.meeting())
        assert (score.task.right, score.with_pic.right, score.with_deadline.right, score.whole.right) == (
            1,
            0,
            1,
            0,
        )
        assert score.faults == ("A1: penanggung jawab Budi Santoso",)

    def test_another_day_is_wrong(self) -> None:
        late = made.action(deadline=date(2026, 3, 6))
        score = score_actions(made.minutes(actions=(late,)), made.meeting())
        assert (score.with_pic.right, score.with_deadline.right, score.whole.right) == (1, 0, 0)

    def test_no_day_is_right_only_where_gold_has_none(self) -> None:
        gold = made.meeting().actions[0].model_copy(update={"deadline": ()})
        without = made.minutes(actions=(made.action(deadline=None),))
        meeting = made.meeting().model_copy(update={"actions": (gold,)})
        assert score_actions(without, meeting).with_deadline.right == 1
        assert score_actions(without, made.meeting()).with_deadline.right == 0


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("Sari Utami", True),
        ("Bu Sari", True),
        ("SARI UTAMI, S.E.", True),
        ("Sari Utami (Bendahara)", True),
        ("Sari Utami dan Budi Santoso", False),
        ("Utami", False),
        ("tidak disebutkan", False),
        (None, False),
    ],
)
def test_a_person_is_named_by_one_of_its_forms(said: str | None, right: bool) -> None:
    assert right_person(said, [["Sari Utami", "Sari"]]) is right


def test_what_stands_before_a_name_is_no_part_of_it() -> None:
    assert right_person("Drs. H. Gunawan Adiputra, M.M.", [["Gunawan Adiputra"]])
    assert right_person("Dra. Herlina, S.H., M.Si.", [["Herlina"]])


def test_several_persons_in_any_order_and_nobody() -> None:
    gold = [["Sari"], ["Budi Santoso", "Budi"]]
    assert right_person("Pak Budi dan Bu Sari", gold)
    assert not right_person("Bu Sari", gold)
    assert right_person(None, [])
    assert not right_person("Bu Sari", [])


class TestMatching:
    def test_a_found_item_moves_over_so_that_both_are_served(self) -> None:
        # The first gold could take either; the second only what the first would take at once.
        words = frozenset({"loket", "buka"})
        both = Found(words, frozenset({"u1", "u2"}))
        one = Found(frozenset({"loket", "tutup"}), frozenset({"u1"}))
        wanted = [
            Wanted("D1", words, frozenset({"u1"})),
            Wanted("D2", words, frozenset({"u2"})),
        ]
        assert match([both, one], wanted).pairs == ((0, 1), (1, 0))

    def test_citing_the_whole_meeting_matches_nothing(self) -> None:
        words = frozenset({"loket"})
        everything = frozenset(f"u{number}" for number in range(MOST_EVIDENCE + 1))
        assert match([Found(words, everything)], [Wanted("D1", words, frozenset({"u1"}))]).pairs == ()

    @given(st.lists(st.sets(st.integers(0, 5), max_size=3), max_size=6), st.integers(0, 6))
    def test_as_many_as_possible_each_once(self, cited: list[set[int]], golds: int) -> None:
        words = frozenset({"loket"})
        found = [Found(words, frozenset(map(str, one))) for one in cited]
        wanted = [Wanted(str(number), words, frozenset({str(number)})) for number in range(golds)]
        pairs = match(found, wanted).pairs
        assert len({gold for _, gold in pairs}) == len({place for place, _ in pairs}) == len(pairs)
        assert all(gold in cited[place] for place, gold in pairs)
        assert len(pairs) == _most(cited, golds)


def _most(cited: list[set[int]], golds: int) -> int:
    """The size of the largest matching, by trying everything."""
    if not cited:
        return 0
    first, *rest = cited
    best = _most(rest, golds)
    for gold in first:
        if gold < golds:
            best = max(best, 1 + _most([one - {gold} for one in rest], golds))
    return best


def test_a_quote_is_found_over_the_borders_of_utterances() -> None:
    places = Places(made.minutes().transcript)
    assert places.of("Soal loket dulu. Ya sudah") == {"u1", "u2"}
    assert places.of("loket dibuka jam delapan") == {"u2"}
    assert places.of("oket dibuka") == frozenset()


def test_counts_of_meetings_are_added() -> None:
    assert added([Tally(1, 2, 3), Tally(4, 5, 6)]) == Tally(5, 7, 9)
    assert added([]).f1 is None


def test_an_interval_resamples_meetings() -> None:
    recall = interval([Tally(3, 3, 3), Tally(0, 1, 3)], "gold")
    assert recall is not None
    assert (recall.mean, recall.n, recall.clusters, recall.low, recall.high) == (0.5, 6, 2, 0.0, 1.0)
    assert interval([], "found") is None


def oracle(meeting: Meeting) -> Minutes:
    """A notula made of the gold itself."""
    transcript = read_transcript(meeting.words, name=meeting.transcript)
    places = Places(transcript)
    order = [one.id for one in transcript.utterances]

    def cited(quotes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(places.of_any(quotes), key=order.index))

    starts = [min(order.index(one) for one in places.of(topic.starts)) for topic in meeting.topics]
    starts[0] = 0
    ends = [*(start - 1 for start in starts[1:]), len(order) - 1]
    return Minutes(
        form=meeting.form.as_form(),
        transcript=transcript,
        topics=tuple(
            Topic(topic.title, order[start], order[end], topic.agenda_item)
            for topic, start, end in zip(meeting.topics, starts, ends, strict=True)
        ),
        decisions=tuple(Statement(" ".join(one.quotes), cited(one.quotes)) for one in meeting.decisions),
        actions=tuple(
            ActionItem(
                " ".join(one.quotes),
                cited(one.quotes),
                " dan ".join(person[0] for person in one.pic) or None,
                one.deadline_phrase,
                one.deadline[0] if one.deadline else None,
            )
            for one in meeting.actions
        ),
        open_questions=tuple(
            Statement(" ".join(one.quotes), cited(one.quotes)) for one in meeting.open_questions
        ),
    )


@pytest.mark.parametrize("meeting", load_meetings(), ids=lambda one: one.id)
def test_gold_held_against_itself_is_all_right(meeting: Meeting) -> None:
    scores = run_meeting(meeting, lambda text, name, form: oracle(meeting))
    assert isinstance(scores, MeetingScores)
    for tally in (scores.decisions.tally, scores.questions.tally, scores.actions.whole):
        assert tally.right == tally.found == tally.gold
    assert (scores.pk, scores.window_diff) == (0.0, 0.0)
    assert not [one for one in scores.unsupported if one.kind in {"number", "transcript", "citation"}]


def test_an_error_is_no_score() -> None:
    def broken(text: str, name: str, form: MeetingForm) -> Minutes:
        raise UnreadableDocument(name, "rusak")

    failed = run_meeting(load_meetings("dev")[0], broken)
    assert isinstance(failed, FailedMeeting)
    assert "rusak" in failed.reason


def test_a_defect_of_the_program_is_not_swallowed() -> None:
    def defect(text: str, name: str, form: MeetingForm) -> Minutes:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_meeting(load_meetings("dev")[0], defect)
