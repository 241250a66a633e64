"""Is the draft for a long post on its matter? ``python -m evals.bench.long_posts`` tells for ``dev``.

The posts are ``evals/datasets/long_posts``, asked of the starter corpus as a new installation has it. Counted
is the matter of what each answer was drafted from, as the starter corpus files it, three ways: the whole post
is asked; its question is; and what is about another matter is handed to a person. ``--test`` counts the
held-out half beside. ``--short`` counts how many right answers to the short questions of ``starter`` (dev)
the comparison of matters would withhold.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.answer import Assistant
from assistant.long_post import question_of
from assistant.models import LONGEST_QUESTION, Answer, Question
from assistant.post_answer import answer_post
from assistant.routing.classifier import Routing
from assistant.routing.examples import starter_entries
from assistant.routing.topic import ANSWERS, Fit, Topics, compared
from corpus.open_snapshot import OpenSnapshot
from evals.bench.answers import measure_answers
from evals.bench.homes import starter_home
from evals.bench.opening import embedder_of, opened
from evals.bench.routing import new_classifier, starter_categories, table
from evals.bench.systems import TODAY, asked
from evals.datasets import load_items
from evals.reaction import Reaction

POSTS = Path(__file__).parents[1] / "datasets" / "long_posts" / "posts.jsonl"
MATTERS = POSTS.with_name("matters.yaml")
DIGESTS = Path(__file__).parents[2] / "corpus" / "starter" / "digests"


class LongPost(BaseModel):
    """A line of ``posts.jsonl``; its README says what the fields mean."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: str
    text: str
    category: str
    also: tuple[str, ...]
    tags: tuple[str, ...]
    split: str
    author: str
    licence: str

    @property
    def whole(self) -> str:
        """Title and text, as a forum puts them together."""
        return f"{self.title}\n\n{self.text}"

    @property
    def categories(self) -> frozenset[str]:
        """Categories whose sources may answer it."""
        return frozenset((self.category, *self.also))


class Matters:
    """Which categories an answer's source belongs to, as the starter corpus files it."""

    def __init__(self) -> None:
        listed = yaml.safe_load(MATTERS.read_text(encoding="utf-8"))
        self._entries: dict[str, frozenset[str]] = {
            **{name: frozenset({category}) for name, category in starter_entries().items()},
            **{name: frozenset(categories) for name, categories in listed["sop"].items()},
        }
        self._provisions: dict[str, frozenset[str]] = {}
        for stem, categories in listed["digests"].items():
            for identifier in _provisions_of(stem):
                known = self._provisions.get(identifier, frozenset())
                self._provisions[identifier] = known | frozenset(categories)

    def of(self, answer: Answer) -> frozenset[str]:
        """Of what an answer was drafted from; empty where the corpus does not file it."""
        name = answer.origin_id.rpartition("/")[2]
        if answer.origin in {"faq", "forum", "sop"}:
            return self._entries.get(name, frozenset())
        cited = (one.provision_id for claim in answer.claims for one in claim.citations)
        return next((self._provisions[one] for one in cited if one in self._provisions), frozenset())


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a post.

    Attributes:
        word: ``right`` or ``wrong`` matter, or ``none``: no draft, a person answers.
        doubted: the draft says that its matter is in doubt.
    """

    post: LongPost
    word: str
    doubted: bool
    answer: Answer
    topics: Topics | None


def read_posts() -> list[LongPost]:
    """Every post of the set. Raises OSError, and ValueError for a malformed line."""
    lines = POSTS.read_text(encoding="utf-8").splitlines()
    return [LongPost.model_validate(json.loads(line)) for line in lines]


def judged(post: LongPost, answer: Answer, topics: Topics | None, matters: Matters) -> Outcome:
    """What a draft for a post is worth."""
    given = answer.status in ANSWERS and (topics is None or topics.fit is not Fit.ANOTHER)
    word = ("right" if matters.of(answer) & post.categories else "wrong") if given else "none"
    doubted = given and topics is not None and topics.fit is Fit.DOUBTED
    return Outcome(post, word, doubted, answer, topics)


class Bench:
    """Asks posts of one library in the three ways."""

    def __init__(self, assistant: Assistant, snapshot: OpenSnapshot, route: Callable[[str], Routing]) -> None:
        self._assistant = assistant
        self._snapshot = snapshot
        self._route = route
        self._matters = Matters()

    def ask(self, text: str) -> Answer:
        """The answer to a text of any length that a forum takes."""
        return self._assistant.answer(Question(text=text[:LONGEST_QUESTION], on=TODAY))

    def topics(self, question: str, answer: Answer) -> Topics | None:
        """The matter of a question beside that of an answer."""
        return compared(self._route, question, answer, self._snapshot.knowledge)

    def ways(self, post: LongPost) -> dict[str, Outcome]:
        """A post asked in every way."""
        core = question_of(post.title, post.text) or post.whole
        texts = tuple(dict.fromkeys((core, post.whole)))
        answer, topics = answer_post(texts, self.ask, lambda answer: self.topics(core, answer))
        return {
            "whole post": judged(post, self.ask(post.whole), None, self._matters),
            "its question": judged(post, self.ask(core), None, self._matters),
            "its question, matters compared": judged(post, answer, topics, self._matters),
        }

    def withheld(self) -> tuple[int, int, int]:
        """Of the right answers to short questions (dev): how many there are, doubted and withheld."""
        items = [one for one in load_items("starter") if one.split == "dev" and one.answerable]
        report = measure_answers(items, self._assistant, self._snapshot.knowledge)
        right = [one for one in items if report.questions[one.id].reaction is Reaction.RIGHT]
        found = [self.topics(one.question, self._assistant.answer(asked(one))) for one in right]
        fits = Counter(one.fit for one in found if one is not None)
        return len(right), fits[Fit.DOUBTED], fits[Fit.ANOTHER]


def rows(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, int, int]]:
    """Name, hits and count of every line of a way's table."""
    counted = Counter(one.word for one in outcomes)
    yield "draft on the right matter", counted["right"], len(outcomes)
    yield "draft on another matter", counted["wrong"], len(outcomes)
    yield (
        "of these said to be doubtful",
        sum(one.doubted and one.word == "wrong" for one in outcomes),
        counted["wrong"],
    )
    yield "handed to a person", counted["none"], len(outcomes)
    yield "right of the drafts", counted["right"], counted["right"] + counted["wrong"]
    covered = [one for one in outcomes if "uncovered" not in one.post.tags]
    yield "right, where the corpus has it", sum(one.word == "right" for one in covered), len(covered)
    bare = [one for one in outcomes if "uncovered" in one.post.tags]
    yield "another matter, where it has not", sum(one.word == "wrong" for one in bare), len(bare)


def _provisions_of(digest: str) -> Iterator[str]:
    """Identifiers of the provisions that a file of the starter corpus digests."""
    listed = yaml.safe_load((DIGESTS / f"{digest}.yaml").read_text(encoding="utf-8"))["provisions"]
    yield from (f"{digest.split('--')[0]}/{one['id']}" for one in listed)


def _told(name: str, one: Outcome) -> str:
    topics = one.topics
    likened = "" if topics is None else f"{topics.agreement:.2f} {topics.asked} / {topics.answered}"
    return f"- {one.post.id} {name}: {one.word} ({one.answer.origin} {one.answer.origin_id}) {likened}"


def _report(bench: Bench, given: argparse.Namespace) -> list[str]:
    lines: list[str] = []
    posts = read_posts()
    for split in ("dev", "test") if given.test else ("dev",):
        by_way: dict[str, list[Outcome]] = {}
        for post in (one for one in posts if one.split == split):
            for name, outcome in bench.ways(post).items():
                by_way.setdefault(name, []).append(outcome)
        for name, outcomes in by_way.items():
            lines += table(f"{split}: {name}", rows(outcomes))
            if given.list and split == "dev":
                lines += [_told(name, one) for one in outcomes]
    if given.short:
        right, doubted, refused = bench.withheld()
        counted = [("right answers", right, right), ("of these doubted", doubted, right)]
        lines += table("starter, dev", iter([*counted, ("of these withheld", refused, right)]))
    return lines


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--test", action="store_true", help="count the held-out half too")
    parser.add_argument("--short", action="store_true", help="count right short answers that are withheld")
    parser.add_argument("--list", action="store_true", help="list every dev post")
    parser.add_argument("--home", type=Path, help="a home that holds the starter corpus and nothing else")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = given.home or starter_home(Path(folder) / "rumah")
        with opened(home) as (snapshot, assistant):
            classifier = new_classifier(starter_categories(), embedder_of(home))
            lines = _report(Bench(assistant, snapshot, classifier.route), given)
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
