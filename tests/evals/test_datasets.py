"""The question sets are well-formed, balanced, our own, and their gold resolves."""

import re
from collections import Counter
from pathlib import Path

import pytest

from api.starter_check.files import load_starter
from corpus.errors import NotFound
from corpus.search_words import search_words
from corpus.text import words
from evals.bench.homes import regulation_files
from evals.datasets import SETS, Item, Nugget, load_items
from evals.datasets.checks import NEAR, likeness, ways_to_ask
from evals.stated import says
from ingestion.files import InputFile
from ingestion.intake import take_in
from ingestion.isolated_reader import IsolatedReader

STARTER = load_starter()
README = Path(__file__).parents[2] / "evals" / "datasets" / "README.md"
HALVED = ("starter", "regulasi")
BY_TOPIC = "starter-topik"
UNSEEN = "topik-baru"
AMBIGUOUS = "ganda"
SHARED = 0.5
"""Most of its words that a question by topic has in common with a way to ask an entry."""
MANNERS = {
    "slang",
    "typo",
    "formal",
    "unanswerable",
    "offtopic",
    "outdated-premise",
    "wrong-premise",
    "ambiguous",
}


def folded(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


@pytest.mark.parametrize("name", SETS)
def test_identifiers_and_questions_are_unique(name: str) -> None:
    items = load_items(name)
    assert len({item.id for item in items}) == len(items)
    assert len({folded(item.question) for item in items}) == len(items)
    assert all(item.id.startswith(f"{name}-") for item in items)


@pytest.mark.parametrize("name", [*HALVED, UNSEEN])
def test_a_third_is_not_answerable(name: str) -> None:
    items = load_items(name)
    assert 0.3 <= sum(not item.answerable for item in items) / len(items) <= 0.4
    assert sum(item.ambiguous for item in items) >= 5


@pytest.mark.parametrize("name", HALVED)
def test_both_splits_have_both(name: str) -> None:
    items = load_items(name)
    assert len(items) >= 200
    for split in ("dev", "test"):
        mine = [item for item in items if item.split == split]
        assert 0.45 <= len(mine) / len(items) <= 0.55
        assert {item.answerable for item in mine} == {True, False}
        assert sum(item.off_topic for item in mine) >= 7
        assert sum(item.ambiguous for item in mine) == 5
        assert sum(bool(item.nuggets) for item in mine) >= 50


@pytest.mark.parametrize("name", [*HALVED, BY_TOPIC])
def test_topics_are_halved(name: str) -> None:
    by_topic: dict[tuple[str, bool], Counter[str]] = {}
    for item in load_items(name):
        by_topic.setdefault((item.topic, item.answerable), Counter())[item.split] += 1
    for group, counts in by_topic.items():
        # An item whose answer came into the corpus later changed its label and kept its split.
        assert abs(counts["dev"] - counts["test"]) <= 2, group


def test_every_topic_of_the_starter_corpus_is_asked_about() -> None:
    answerable = Counter(item.topic for item in load_items(BY_TOPIC) if item.answerable)
    assert len(answerable) >= 30
    assert min(answerable.values()) >= 5


def test_questions_by_topic_do_not_reword_an_entrys_own() -> None:
    own = {way: frozenset(words(way)) for entry in STARTER.entries for way in ways_to_ask(entry)}
    assert own
    for item in load_items(BY_TOPIC):
        asked = frozenset(words(item.question))
        near = max(own, key=lambda way: len(asked & own[way]) / len(asked | own[way]))
        assert len(asked & own[near]) / len(asked | own[near]) <= SHARED, (item.id, near)


def test_ambiguous_questions_have_as_many_that_only_look_so() -> None:
    items = load_items(AMBIGUOUS)
    assert sum(item.ambiguous for item in items) == sum(item.answerable for item in items) == len(items) // 2
    assert {item.split for item in items} == {"dev"}
    both = {True, False}
    assert {item.answerable for item in items if item.topic in {"cuti", "disiplin"}} == both
    assert {item.answerable for item in items if item.topic not in {"cuti", "disiplin"}} == both


def test_unseen_topics_are_in_no_other_set_and_only_reported() -> None:
    unseen = load_items(UNSEEN)
    seen = [item for name in HALVED for item in load_items(name)]
    assert len(unseen) >= 90
    assert {item.split for item in unseen} == {"test"}
    assert {item.topic for item in unseen} & {item.topic for item in seen} == {"luar-topik"}
    near = [
        (item.id, other.id)
        for item in unseen
        for other in seen
        if likeness(item.question, other.question) >= NEAR
    ]
    assert not near


@pytest.mark.parametrize("name", SETS)
def test_a_question_does_not_say_what_its_answer_should(name: str) -> None:
    """Else an answer that only repeats the question would score."""
    said = [
        (item.id, phrase)
        for item in load_items(name)
        for phrase in (*item.facts, *(text for nugget in item.nuggets for text in nugget.any_of))
        if says(item.question, phrase)
    ]
    assert not said


def test_starter_gold_says_its_nuggets_and_facts() -> None:
    for item in load_items("starter"):
        gold = "\n".join(STARTER.provisions[identifier].text for part in item.gold for identifier in part)
        for nugget in item.nuggets:
            assert any(says(gold, phrase) for phrase in nugget.any_of), (item.id, nugget.text)
        for fact in item.facts:
            assert says(gold, fact), (item.id, fact)


@pytest.mark.parametrize("name", SETS)
def test_our_items_say_who_wrote_them_and_how_they_may_be_used(name: str) -> None:
    for item in load_items(name):
        assert item.author, item.id
        assert item.licence == "MIT", item.id


@pytest.mark.parametrize("name", SETS)
def test_tags_say_manner_then_topic(name: str) -> None:
    described = README.read_text(encoding="utf-8")
    for item in load_items(name):
        *manners, topic = item.tags
        assert set(manners) <= MANNERS, item.id
        assert topic not in MANNERS, item.id
        assert ({"unanswerable", "ambiguous", "offtopic"} & set(manners) != set()) == (not item.answerable)
        assert ("ambiguous" in manners) == item.ambiguous, item.id
    for manner in MANNERS:
        assert f"| `{manner}` |" in described


@pytest.mark.parametrize("field", Item.model_fields)
def test_every_field_is_described(field: str) -> None:
    assert f"| `{field}` |" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("field", Nugget.model_fields)
def test_every_field_of_a_nugget_is_described(field: str) -> None:
    assert f"| `nuggets[].{field}` |" in README.read_text(encoding="utf-8")


def test_starter_gold_resolves() -> None:
    missing = {
        (item.id, identifier)
        for item in (*load_items("starter"), *load_items(AMBIGUOUS))
        for identifier in item.named_provisions
        if identifier not in STARTER.provisions
    }
    assert not missing


def test_no_question_is_an_approved_way_to_ask() -> None:
    approved = {
        folded(text)
        for entry in STARTER.entries
        for text in (
            *getattr(entry, "variants", ()),
            getattr(entry, "question", ""),
            getattr(entry, "title", ""),
        )
    }
    assert not [item.id for item in load_items("starter") if folded(item.question) in approved]


def test_no_question_copies_its_gold() -> None:
    """A question that has most words of a digest would measure copying, not finding."""
    for item in load_items("starter"):
        asked = set(search_words(item.question))
        for part in item.gold:
            for identifier in part:
                known = set(search_words(STARTER.provisions[identifier].text))
                assert len(asked & known) / len(asked | known) < 0.6, (item.id, identifier)


@pytest.mark.real_data
def test_regulation_gold_resolves_and_says_its_nuggets_and_facts(reference_data: Path) -> None:
    items = (*load_items("regulasi"), *load_items(UNSEEN))
    named = {identifier for item in items for identifier in item.named_provisions}
    texts: dict[str, str] = {}
    with IsolatedReader() as reader:
        for path in regulation_files(items, reference_data, others=0):
            if path.suffix in {".md", ".pdf", ".docx"}:
                file = InputFile(path, path.relative_to(reference_data).as_posix(), str(path))
                content, _ = take_in(file, "0" * 64, reader)
                texts.setdefault(content.source.id, "")
                texts.update((one.id, one.full_text or one.text) for one in content.provisions)
    assert not named - texts.keys()
    for item in items:
        gold = "\n".join(texts[identifier] for identifier in item.named_provisions)
        for nugget in item.nuggets:
            assert any(says(gold, phrase) for phrase in nugget.any_of), (item.id, nugget.text)
        for fact in item.facts:
            assert says(gold, fact), (item.id, fact)


def test_an_unknown_set_is_named() -> None:
    with pytest.raises(NotFound, match="lainnya"):
        load_items("lainnya")


def test_gold_and_answerable_agree() -> None:
    with pytest.raises(ValueError, match="answerable"):
        Item(id="x", question="Apa?", answerable=True, gold=(), tags=("cuti",), split="dev")
    with pytest.raises(ValueError, match="answerable"):
        Item(id="x", question="Apa?", answerable=True, gold=((),), tags=("cuti",), split="dev")
