"""What the guards' models are fitted on: our sets, the starter corpus, the reference data."""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import yaml

from assistant.guard.injection_view import SENTENCE_END
from assistant.guard.learned import COMMAND
from assistant.guard.learned_commands import cued
from evals.bench.guards import GOES_ON, SETS, SHARED, Row, halves, read
from evals.datasets import load_items

OURS = ("training.jsonl", "conduct.jsonl", "injections.jsonl")
JUDGED = ("starter", "regulasi")
SEED = 5
EVERYDAY = 0.3
"""What an everyday question of the starter corpus counts beside one that was written to be hard."""
LAW_SENTENCES = 3_000
_LONGEST_ATTACK = 300
"""Characters of an attack of the reference data that is taken as one sentence."""


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled text.

    Attributes:
        family: what must not be on both sides of a split.
        source: ``ours``, ``starter``, ``judged``, ``reference`` or ``law``.
    """

    text: str
    label: str
    family: str
    source: str
    importance: float = 1.0


def questions(starter: Path) -> list[Example]:
    """Our ``dev`` sets, and questions that all go on to be answered: of the starter corpus, and of the
    question sets' ``dev`` those with an answer.
    """
    ours = [
        Example(row.text, row.label, row.family or f"{name}-{row.id.rsplit('-', 1)[0]}", "ours")
        for name in OURS
        for row in read(SETS / name, Row)
        if row.split == "dev"
    ]
    asked = [
        Example(question, GOES_ON, f"starter-{file.stem}", "starter", EVERYDAY)
        for file in sorted((starter / "faq").glob("*.yaml"))
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["entries"]
        for question in (entry["question"], *entry.get("variants", ()))
    ]
    judged = [
        Example(item.question, GOES_ON, f"{name}-{item.id}", "judged", EVERYDAY)
        for name in JUDGED
        for item in load_items(name)
        if item.split == "dev" and item.answerable
    ]
    return [*ours, *asked, *judged]


def cued_sentences(asked: Sequence[Example], starter: Path, data: Path) -> list[Example]:
    """Sentences with a word of command: attacks whole, everything else cut into sentences.

    Raises:
        OSError: the reference data lacks ``prompt_injection`` or ``regulasi_asn``.
    """
    found = [*_attacks(asked), *_reference(data), *_starter(starter), *_law(data)]
    return [one for one in found if cued(one.text)]


def digests_of(data: Path) -> dict[str, str]:
    """SHA-256 of the ``dev`` lines of our sets, and of the files of the reference data, by name."""
    shared = data / "prompt_injection"
    theirs = {name: sha256((shared / name).read_bytes()).hexdigest() for name in SHARED.values()}
    return {name: dev_digest(SETS / name) for name in OURS} | theirs


def dev_digest(path: Path) -> str:
    """SHA-256 of the ``dev`` lines of a set."""
    return sha256("\n".join(_dev_lines(path)).encode()).hexdigest()


def _dev_lines(path: Path) -> list[str]:
    return [
        line for line in path.read_text(encoding="utf-8").splitlines() if json.loads(line)["split"] == "dev"
    ]


def _attacks(asked: Sequence[Example]) -> Iterator[Example]:
    for one in asked:
        texts = [one.text] if one.label == COMMAND else cut(one.text)
        yield from (Example(text, one.label, one.family, one.source) for text in texts)


def _reference(data: Path) -> Iterator[Example]:
    for name in SHARED.values():
        for row in halves(read(data / "prompt_injection" / name, Row))["dev"]:
            family = f"reference-{row.id}"
            if row.label == "benign":
                yield from (Example(text, GOES_ON, family, "reference") for text in cut(row.text))
            elif len(row.text) <= _LONGEST_ATTACK:
                yield Example(row.text, COMMAND, family, "reference")


def _starter(starter: Path) -> Iterator[Example]:
    for file in sorted(starter.rglob("*.yaml")):
        for text in _strings(yaml.safe_load(file.read_text(encoding="utf-8"))):
            yield from (Example(one, GOES_ON, f"starter-{file.stem}", "starter") for one in cut(text))


def _law(data: Path) -> list[Example]:
    """Drawn with a fixed seed from the words of law."""
    drawn = [
        Example(sentence, GOES_ON, f"law-{file.stem}", "law")
        for file in sorted((data / "regulasi_asn").rglob("*.md"))
        for sentence in cut(file.read_text(encoding="utf-8"))
        if cued(sentence)
    ]
    random.Random(SEED).shuffle(drawn)  # noqa: S311 - a sample, not a secret
    return drawn[:LAW_SENTENCES]


def _strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        yield from (text for value in node.values() for text in _strings(value))
    elif isinstance(node, list):
        yield from (text for value in node for text in _strings(value))


def cut(text: str) -> list[str]:
    """The sentences of a text, white space joined."""
    return [" ".join(piece.split()) for piece in re.split(SENTENCE_END, text) if piece and piece.strip()]
