"""Claims with texts and how they stand to them: from IndoNLI, provisions of law and the starter corpus.

Those of IndoNLI were written and labelled by people (Mahendra et al. 2021). Those of provisions are made by
rules: a sentence of a provision, reworded, follows from it; made wrong (``evals.support_corruptions``) it
does not; and it goes beyond another provision of the same regulation. Those of the starter corpus were
written and checked by people: a sentence of an approved entry follows from its legal basis, a digest from the
words of law that it is ``located`` at.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import yaml

from assistant.normative import states_rule
from assistant.support import Support
from assistant.support_text import evidence_sentences
from corpus.text import sentences
from evals.support_corruptions import corrupted, label_of, reworded

SEED = 5
TEST_TOPICS = ("pensiun", "perkawinan", "perceraian", "beristri")
"""Starter files of these matters are never fitted on."""
TEST_DIGESTS = ("pensiun", "perkawinan", "uu-11-1969", "pp-10-1983", "pp-45-1990", "pp-49-2018")
TEST_SHARE = 5
"""One regulation in so many is never fitted on."""
LONGEST = 2_500
"""Characters of a provision that is used."""
_LABELS = {"e": Support.SUPPORTED, "c": Support.CONTRADICTED, "n": Support.BEYOND}
_PASAL = re.compile(r"^(?=Pasal\s+\d+[A-Z]?\s*$)|\s(?=Pasal\s+\d+[A-Z]?\s+\(1\)\s)", re.MULTILINE)
_HEADING = re.compile(r"^\s*Pasal\s+\d+[A-Z]?\s*")
_SENTENCE = re.compile(r"(?:\(\d+\)\s*)?(?P<said>[A-Z][A-Za-z][^~^|\\{}<>*_=@#]{40,420}[.;])")
_ENTRY_LIST = re.compile(r"^\s*(?:[-•*]|\d+[.)])\s+")


@dataclass(frozen=True, slots=True)
class Pair:
    """One claim with the texts it is held against.

    Attributes:
        source: ``indonli``, ``provision``, ``digest`` or ``entry``.
        kind: what was done to make it: ``true``, ``reworded``, a corruption, ``added`` (something of another
            provision besides) or ``elsewhere`` (held against another provision).
        group: what must not be on both sides of a split: a premise, a regulation, a file.
        held_out: never fitted on.
    """

    claim: str
    evidence: tuple[str, ...]
    label: Support
    source: str
    kind: str
    group: str
    held_out: bool


def indonli(folder: Path, split: str) -> Iterator[Pair]:
    """The pairs of IndoNLI's ``train`` or ``val``; ``val`` is held out."""
    with (folder / f"{split}.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield Pair(
                row["hypothesis"], (row["premise"],), _LABELS[row["label"]], "indonli", "people",
                f"indonli-{row['premise_id']}", split == "val",
            )  # fmt: skip


def provisions(folder: Path, *, regulations: int, each: int) -> Iterator[Pair]:
    """Pairs made of the regulations of a folder of Markdown with an ``index.jsonl``, drawn by a fixed seed.

    Args:
        folder: with the texts.
        regulations: how many are drawn, of those since 1990.
        each: sentences of each.
    """
    index = [json.loads(line) for line in (folder / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    paths = sorted(row["path"] for row in index if row["pasal_headings"] >= 6 and int(row["tahun"]) >= 1990)
    chance = random.Random(SEED)  # noqa: S311 - reproducible, no secret
    for path in chance.sample(paths, min(regulations, len(paths))):
        blocks = provision_blocks((folder / path).read_text(encoding="utf-8"))
        usable = [(place, said) for place, block in enumerate(blocks) for said in plain_sentences(block)]
        held_out = int(sha256(path.encode()).hexdigest(), 16) % TEST_SHARE == 0
        for place, said in chance.sample(usable, min(each, len(usable))):
            own, other = blocks[place], _other(blocks, place, chance)
            evidence = (own, other) if chance.random() < 0.3 else (own,)
            yield from _made(said, evidence, other, chance, ("provision", path, held_out))


def provision_blocks(text: str) -> list[str]:
    """The texts of the pasal of a regulation, headings left out, those of a readable length."""
    blocks = (" ".join(_HEADING.sub("", part, count=1).split()) for part in _PASAL.split(text)[1:])
    return [block for block in blocks if 80 <= len(block) <= LONGEST and "ukup jelas" not in block]


def plain_sentences(block: str) -> list[str]:
    """Whole sentences of a provision that could stand alone."""
    found = []
    for text in evidence_sentences(block):
        match = _SENTENCE.fullmatch(text)
        if match and 8 <= len(match["said"].split()) <= 45:
            found.append(match["said"].rstrip(";.") + ".")
    return found


def digests(starter: Path, documents: Path) -> Iterator[Pair]:
    """Digests with the words of law they are located at, and against those of another provision."""
    chance = random.Random(SEED + 1)  # noqa: S311 - reproducible, no secret
    for file in sorted((starter / "digests").glob("*.yaml")):
        held_out = any(topic in file.stem for topic in TEST_DIGESTS)
        own = [
            (row["text"], official)
            for row in yaml.safe_load(file.read_text(encoding="utf-8"))["provisions"]
            if (official := _located(row["located"], documents))
        ]
        for place, (text, official) in enumerate(own):
            other = own[(place + len(own) // 2) % len(own)][1]
            for start, end in sentences(" ".join(text.split())):
                said = " ".join(text.split())[start:end]
                if len(said.split()) >= 5:
                    yield from _made(said, (official,), other, chance, ("digest", file.stem, held_out))


def entries(starter: Path) -> Iterator[Pair]:
    """Sentences of approved entries that state a rule, with their legal basis as the digests have it."""
    texts = digest_texts(starter)
    chance = random.Random(SEED + 2)  # noqa: S311 - reproducible, no secret
    for file in sorted([*(starter / "faq").glob("*.yaml"), *(starter / "forum").glob("*.yaml")]):
        held_out = any(topic in file.stem for topic in TEST_TOPICS)
        for row in yaml.safe_load(file.read_text(encoding="utf-8"))["entries"]:
            basis = _basis(row["legal_basis"], texts)
            others = [
                text
                for identifier, text in sorted(texts.items())
                if identifier.split("/")[0] == row["legal_basis"][0].split("/")[0] and text not in basis
            ]
            for said in entry_sentences(row["answer"]):
                other = chance.choice(others) if others else ""
                yield from _made(
                    said, basis, other, chance, ("entry", f"{file.parent.name}-{file.stem}", held_out)
                )


def digest_texts(starter: Path) -> dict[str, str]:
    """The digests by identifier."""
    found: dict[str, str] = {}
    for file in sorted((starter / "digests").glob("*.yaml")):
        for row in yaml.safe_load(file.read_text(encoding="utf-8"))["provisions"]:
            found[f"{file.stem.split('--')[0]}/{row['id']}"] = " ".join(row["text"].split())
    return found


def entry_sentences(answer: str) -> list[str]:
    """Sentences of an answer that state a rule, an item of a list with the words that open it."""
    found: list[str] = []
    opening = ""
    for line in answer.splitlines():
        if _ENTRY_LIST.match(line):
            found.append(f"{opening} {_ENTRY_LIST.sub('', line)}".strip())
            continue
        said = [" ".join(line[start:end].split()) for start, end in sentences(line)]
        opening = said[-1] if said and said[-1].endswith(":") else ""
        found += [one for one in said if not one.endswith(":")]
    return [one for one in found if states_rule(one) and len(one.split()) >= 5]


def _basis(identifiers: Sequence[str], texts: dict[str, str]) -> tuple[str, ...]:
    found = [
        text
        for identifier in identifiers
        for own, text in texts.items()
        if own == identifier or own.startswith(f"{identifier}/")
    ]
    return tuple(dict.fromkeys(found))


def _located(where: dict[str, object], documents: Path) -> str:
    document = documents / str(where["document"])
    if document.suffix != ".md" or not document.exists():
        return ""
    text = document.read_text(encoding="utf-8")[int(str(where["start"])) : int(str(where["end"]))]
    # An item without the words that open its list, or a table of amounts, says nothing by itself.
    return text if len(text) <= LONGEST and (text[:1].isupper() or text.startswith("(")) else ""


def _other(blocks: Sequence[str], place: int, chance: random.Random) -> str:
    others = [block for at, block in enumerate(blocks) if at != place]
    return chance.choice(others) if others else ""


def _first_clause(text: str) -> str:
    """The first words of another provision, to be said besides."""
    said = _HEADING.sub("", evidence_sentences(text)[0], count=1)
    clause = re.split(r"[,;:.]\s", said, maxsplit=1)[0]
    return " ".join(re.sub(r"^\(?\w{1,2}[.)]\s", "", clause).split()[:14]).rstrip(".;:")


def _made(
    said: str, evidence: tuple[str, ...], other: str, chance: random.Random, whence: tuple[str, str, bool]
) -> Iterator[Pair]:
    """The sentence as it is, reworded, made wrong, and against another provision."""
    source, group, held_out = whence
    again = reworded(said, chance)
    yield Pair(said, evidence, Support.SUPPORTED, source, "true", group, held_out)
    if again != said:
        yield Pair(again, evidence, Support.SUPPORTED, source, "reworded", group, held_out)
    for kind, wrong in corrupted(chance.choice((said, again)), chance).items():
        yield Pair(wrong, evidence, label_of(kind), source, kind.value, group, held_out)
    if other:
        yield Pair(said, (other,), Support.BEYOND, source, "elsewhere", group, held_out)
        added = f"{said.rstrip('.')}, serta {_first_clause(other)}."
        yield Pair(added, evidence, Support.BEYOND, source, "added", group, held_out)
