"""The long posts are a sound set, and what is counted of them can be worked out by hand."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from assistant.long_post import LONG, question_of
from assistant.models import Answer, AnswerStatus, Claim, Question
from assistant.routing.topic import Topics
from corpus.models import Citation
from corpus.text import words
from evals.bench.long_posts import LongPost, Matters, judged, read_posts, rows
from evals.bench.routing import read_questions, starter_categories

README = Path(__file__).parents[2] / "evals" / "datasets" / "long_posts" / "README.md"


def answer(
    origin: str = "faq",
    origin_id: str = "faq/cuti-tahunan-lama",
    status: AnswerStatus = AnswerStatus.ANSWERED,
    cites: str = "",
) -> Answer:
    quoted = (Citation(provision_id=cites, quote="x", start=0, end=1),) if cites else ()
    return Answer(
        question=Question(text="Berapa hari?", on=date(2026, 11, 20)),
        status=status,
        text="x",
        claims=(Claim(text="x", citations=quoted),),
        confidence=0.9,
        origin=origin,
        origin_id=origin_id,
    )


def post(category: str = "cuti", tags: tuple[str, ...] = ()) -> LongPost:
    values = {
        "id": "1",
        "title": "J",
        "text": "T",
        "also": (),
        "split": "dev",
        "author": "t",
        "licence": "MIT",
    }
    return LongPost.model_validate({**values, "category": category, "tags": tags})


def test_the_set_is_sound() -> None:
    posts = read_posts()
    known = {one.id for one in starter_categories()}
    assert len({one.id for one in posts}) == len(posts) == 40
    assert Counter(one.split for one in posts) == {"dev": 20, "test": 20}
    assert all(one.categories <= known for one in posts)
    assert sum(len(words(one.text)) >= LONG for one in posts) >= 36
    assert not {one.text for one in posts} & {one.question for one in read_questions()}


def test_every_long_post_is_found_to_ask_something() -> None:
    long = [one for one in read_posts() if len(words(one.text)) >= LONG]
    assert [one.id for one in long if not question_of(one.title, one.text)] == []


def test_the_readme_counts_the_tags() -> None:
    told = README.read_text(encoding="utf-8")
    counted = Counter(tag for one in read_posts() for tag in one.tags)
    assert all(f"| `{tag}` | {n} |" in told for tag, n in counted.items())


@pytest.mark.parametrize(
    ("given", "matters"),
    [
        (answer(), {"cuti"}),
        (answer("sop", "sop/prosedur-izin-perceraian"), {"perkawinan"}),
        (answer("provision", "pp-94-2021/pasal-31/ayat-4", cites="pp-94-2021/pasal-31/ayat-4"), {"disiplin"}),
        (answer("provision", "uu-1-2020/pasal-1", cites="uu-1-2020/pasal-1"), set()),
    ],
)
def test_an_answer_has_the_matter_that_the_starter_corpus_files_it_under(
    given: Answer, matters: set[str]
) -> None:
    assert Matters().of(given) == matters


def test_outcomes_are_counted() -> None:
    matters = Matters()
    far = Topics(agreement=0.0, asked="mutasi", answered="cuti")
    unsure = Topics(agreement=0.4, asked="mutasi", answered="cuti")
    outcomes = [
        judged(post(), answer(), None, matters),
        judged(post("perkawinan", ("uncovered",)), answer(), unsure, matters),
        judged(post("perkawinan", ("uncovered",)), answer(), far, matters),
        judged(post(), answer(status=AnswerStatus.NO_SOURCE), None, matters),
    ]
    assert [one.word for one in outcomes] == ["right", "wrong", "none", "none"]
    assert list(rows(outcomes)) == [
        ("draft on the right matter", 1, 4),
        ("draft on another matter", 1, 4),
        ("of these said to be doubtful", 1, 1),
        ("handed to a person", 2, 4),
        ("right of the drafts", 1, 2),
        ("right, where the corpus has it", 1, 2),
        ("another matter, where it has not", 1, 2),
    ]
