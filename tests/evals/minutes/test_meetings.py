"""The gold of every meeting agrees with its transcript, its calendar and itself."""

import json
import re
from itertools import pairwise

import pytest

from evals.minutes.long_meeting import THREE_HOURS, WORDS, meeting_of, three_hours
from evals.minutes.measure import SPLITS
from evals.minutes.meeting import BLIND, MEETINGS, Meeting, Split, folder_of, load_meetings
from evals.minutes.said_dates import date_fits

EVERY = (*load_meetings(), *load_meetings(BLIND))
_LABEL = re.compile(r"^(?:\[\d+:\d+\] [^:]{2,40}:|[^:(]{2,40} \(\d+\.\d+\):|- )\s*")


def row(text: str) -> str:
    words = re.findall(r"[^\W_]+", text.casefold())
    return f" {' '.join(words)} "


def spoken(meeting: Meeting) -> str:
    """What the file says, read without the product: no times, no numbers of cues, no speakers."""
    text = meeting.words
    if meeting.transcript.endswith(".json"):
        content = json.loads(text)
        return " ".join(one["text"] for one in content.get("segments") or content["sentences"])
    if meeting.transcript.endswith(".vtt"):
        lines = [line for line in text.splitlines()[1:] if "-->" not in line]
        return re.sub(r"<[^>]*>", "", " ".join(lines))
    if meeting.transcript.endswith(".srt"):
        cues = [cue.splitlines()[2:] for cue in text.strip().split("\n\n")]
        return " ".join(line.partition(": ")[2] for cue in cues for line in cue)
    return " ".join(_LABEL.sub("", line) for line in text.splitlines())


def test_splits_are_as_large_as_they_are_said_to_be() -> None:
    dev, test = load_meetings("dev"), load_meetings("test")
    assert (len(dev), len(test)) == (62, 8)
    assert sum(len(one.decisions) for one in test) >= 60
    assert sum(len(one.actions) for one in test) >= 60
    assert len({one.id for one in EVERY}) == len(EVERY)


def test_the_blind_split_is_loaded_only_by_its_name() -> None:
    assert {one.split for one in load_meetings()} == {"dev", "test"} == set(SPLITS)
    assert {one.split for one in load_meetings(BLIND)} == {BLIND}


def test_the_blind_split_is_as_large_as_it_is_said_to_be() -> None:
    blind = load_meetings(BLIND)
    assert len(blind) == 8
    assert all(500 <= len(spoken(one).split()) <= 1_200 for one in blind)
    assert sum(len(one.decisions) for one in blind) >= 60
    assert sum(len(one.actions) for one in blind) >= 60


@pytest.mark.parametrize("split", [None, BLIND])
def test_every_transcript_has_gold_and_the_other_way_round(split: Split | None) -> None:
    formats = {".vtt", ".srt", ".json", ".txt"}
    files = {path.name for path in folder_of(split).iterdir() if path.suffix in formats}
    assert files == {one.transcript for one in load_meetings(split)}


@pytest.mark.parametrize("meeting", EVERY, ids=lambda one: one.id)
class TestGold:
    def test_every_quote_occurs_once(self, meeting: Meeting) -> None:
        words = row(spoken(meeting))
        for quote in meeting.quotes():
            assert words.count(row(quote)) == 1, quote

    def test_every_date_is_what_its_phrase_says(self, meeting: Meeting) -> None:
        for action in meeting.actions:
            days = [day for day in action.deadline if day]
            assert bool(days) <= bool(action.deadline_phrase), action.id
            for day in days:
                assert date_fits(action.deadline_phrase or "", day, meeting.form.held_on), (action.id, day)

    def test_every_deadline_phrase_is_in_the_quotes(self, meeting: Meeting) -> None:
        words = row(spoken(meeting))
        for action in meeting.actions:
            if action.deadline_phrase:
                assert row(action.deadline_phrase) in words, action.id

    def test_every_person_in_charge_takes_part(self, meeting: Meeting) -> None:
        names = [one.name.casefold() for one in meeting.form.participants]
        for action in meeting.actions:
            for person in action.pic:
                assert any(person[0].casefold() in name for name in names), (action.id, person)

    def test_topics_follow_each_other_and_name_agenda_items(self, meeting: Meeting) -> None:
        words = row(spoken(meeting))
        places = [words.find(row(topic.starts)) for topic in meeting.topics]
        assert all(one < other for one, other in pairwise(places))
        assert all(topic.agenda_item in {None, *range(len(meeting.form.agenda))} for topic in meeting.topics)

    def test_identifiers_are_told_apart(self, meeting: Meeting) -> None:
        items = [one.id for one in meeting.decisions] + [one.id for one in meeting.actions]
        items += [one.id for one in meeting.open_questions] + [one.id for one in meeting.negatives]
        assert len(set(items)) == len(items)


def test_the_three_hour_meeting_is_what_its_script_makes() -> None:
    assert THREE_HOURS.read_text(encoding="utf-8") == three_hours()


@pytest.mark.parametrize("words", [1_000, 10_000, WORDS])
def test_a_meeting_is_as_long_as_asked(words: int) -> None:
    said = sum(len(text.split()) for _, text in meeting_of(words))
    assert words <= said <= words + 120


def test_talk_between_the_core_names_no_decision_words() -> None:
    talk = (MEETINGS / "long" / "talk.yaml").read_text(encoding="utf-8").casefold()
    assert not re.search(
        r"\b(?:diputuskan|disepakati|kita sepakat|kita putuskan|tenggat|paling lambat)\b", talk
    )
