"""How good are the guards? ``python -m evals.bench.guards`` prints the tables in seconds, without a network.

The sets are ``evals/datasets/guard`` (ours) and, where the reference data is at hand, its
``prompt_injection`` folder, halved by a fixed seed. Rules were made on
``dev``; ``test`` was written, or opened, afterwards.
"""

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from assistant.guard.conduct import Conduct, conduct
from assistant.guard.injection import detect
from assistant.guard.learned import COMMAND
from assistant.guard.personal_data import find
from assistant.guard.personal_kinds import PersonalKind, Span
from assistant.guard.reception import FOR_A_PERSON, beside, reception
from assistant.models import Question
from evals.statistics import exact_rate

SETS = Path(__file__).parents[1] / "datasets" / "guard"
SHARED = {
    "mixed languages": "bastioncorpus_injections.jsonl",
    "Indonesian, seen whole": "injections_id.jsonl",
}
"""Files of the reference data by the name in the tables."""
SEED = 5
SPLITS = ("dev", "test")
GOES_ON = "lanjut"
_R = TypeVar("_R", bound="Row")
_ON = date(2026, 1, 1)


class Row(BaseModel):
    """A labelled text of a set."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    text: str
    split: str = ""
    label: str = "malicious"
    family: str = ""


class GoldSpan(BaseModel):
    """Personal data in a sentence: characters ``start`` to ``end`` (exclusive)."""

    kind: PersonalKind
    start: int
    end: int


class PersonalRow(Row):
    """A sentence with the personal data in it."""

    spans: tuple[GoldSpan, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: how many of ``n``."""

    split: str
    name: str
    hits: int
    n: int

    def cells(self) -> tuple[str, ...]:
        """Split, name, count, share and its exact interval as percentages."""
        if not self.n:
            return (self.split, self.name, "0/0", "–", "–")
        rate = exact_rate(self.hits, self.n)
        share = f"{100 * self.hits / self.n:.1f} %"
        return (
            self.split,
            self.name,
            f"{self.hits}/{self.n}",
            share,
            f"{100 * rate.low:.1f}–{100 * rate.high:.1f}",
        )


def read(path: Path, row: type[_R]) -> list[_R]:
    """The lines of a JSONL file. Raises OSError, and ValueError for a malformed line."""
    return [row.model_validate(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def halves(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows halved by label with a fixed seed: what a shared file gives as ``dev`` and ``test``."""
    by_label: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_label[row.label].append(row)
    split: dict[str, list[Row]] = {name: [] for name in SPLITS}
    for label in sorted(by_label):
        drawn = sorted(by_label[label], key=lambda row: row.id)
        random.Random(SEED).shuffle(drawn)  # noqa: S311 - a split, not a secret
        split["dev"] += drawn[: len(drawn) // 2]
        split["test"] += drawn[len(drawn) // 2 :]
    return split


def personal_lines(rows: Sequence[PersonalRow], seek: Callable[[str], Sequence[Span]] = find) -> list[Line]:
    """Recall by kind (the whole value is covered, under the right kind), leaks, and false alarms."""
    lines = []
    for split in SPLITS:
        wanted: dict[PersonalKind, int] = defaultdict(int)
        met: dict[PersonalKind, int] = defaultdict(int)
        shown = false = values = negatives = disturbed = 0
        for row in (row for row in rows if row.split == split):
            found = seek(row.text)
            for gold in row.spans:
                covering = [one for one in found if one.start <= gold.start and one.end >= gold.end]
                wanted[gold.kind] += 1
                met[gold.kind] += any(one.kind is gold.kind for one in covering)
                values += 1
                shown += not covering
            spurious = [
                one
                for one in found
                if all(one.end <= gold.start or one.start >= gold.end for gold in row.spans)
            ]
            false += len(spurious)
            negatives += not row.spans
            disturbed += not row.spans and bool(spurious)
        lines += [Line(split, f"found: {kind.value}", met[kind], wanted[kind]) for kind in PersonalKind]
        lines.append(Line(split, "found: all kinds", sum(met.values()), values))
        lines.append(Line(split, "left unmasked (leaks)", shown, values))
        lines.append(Line(split, "false alarms in sentences without personal data", disturbed, negatives))
        lines.append(Line(split, "spurious masks, of all masks", false, false + values - shown))
    return lines


def reaction(text: str) -> str:
    """How a question is received, in the words of the sets' ``label``."""
    answer = reception(Question(text=text, on=_ON), contact="petugas")
    if answer is None:
        return GOES_ON
    noted = answer.checks[0].detail
    if noted.startswith(FOR_A_PERSON):
        return noted.removeprefix(f"{FOR_A_PERSON}: ").removesuffix(".")
    manner = conduct(text)
    return {Conduct.ABUSE: "kasar", Conduct.THREAT: "kasar", None: COMMAND}.get(manner, "obrolan")


def has_contact_beside(text: str) -> bool:
    """Whether the question is answered with whom to turn to beside the answer."""
    return reaction(text) == GOES_ON and beside(Question(text=text, on=_ON), contact="petugas") != ""


def conduct_lines(
    rows: Sequence[Row],
    react: Callable[[str], str] = reaction,
    noted: Callable[[str], bool] = has_contact_beside,
) -> list[Line]:
    """How many of each label are received so, and the over-refusal of harmless questions."""
    lines = []
    for split in SPLITS:
        by_label: dict[str, list[str]] = defaultdict(list)
        beside_them: Counter[str] = Counter()
        for row in (row for row in rows if row.split == split):
            by_label[row.label].append(react(row.text))
            beside_them[row.label] += noted(row.text)
        matters = {label for label in by_label if label not in {GOES_ON, "kasar", "obrolan"}}
        for label in sorted(by_label):
            if label == GOES_ON:
                refused = sum(got != GOES_ON for got in by_label[label])
                lines.append(Line(split, "over-refusal of harmless questions", refused, len(by_label[label])))
            else:
                right = sum(got == label for got in by_label[label])
                lines.append(Line(split, f"received as {label}", right, len(by_label[label])))
        to_person = [got in matters for label in matters for got in by_label[label]]
        lines.append(Line(split, "sensitive matters that reach a person", sum(to_person), len(to_person)))
        told = sum(to_person) + sum(beside_them[label] for label in matters)
        lines.append(Line(split, "of them, or answered with a contact beside", told, len(to_person)))
        harmless = len(by_label[GOES_ON])
        lines.append(Line(split, "harmless questions with a contact beside", beside_them[GOES_ON], harmless))
    return lines


def injection_lines(
    named: Mapping[str, Mapping[str, Sequence[Row]]],
    flagged: Callable[[str], bool] = lambda text: bool(detect(text)),
) -> list[Line]:
    """By set and split: injections that are found, harmless texts that are taken for one."""
    return [
        Line(split, f"{name}: {what}", sum(flagged(row.text) for row in chosen), len(chosen))
        for split in SPLITS
        for name, parts in named.items()
        for what, chosen in (
            ("found", [row for row in parts[split] if row.label != "benign"]),
            ("false alarms", [row for row in parts[split] if row.label == "benign"]),
        )
        if chosen
    ]


def is_stopped(text: str) -> bool:
    """Whether an instruction that is put as a question is found in it, or the question turned away."""
    return bool(detect(text)) or reaction(text) == COMMAND


def injection_sets(shared: Path | None) -> dict[str, dict[str, list[Row]]]:
    """Our injections and, where ``shared`` is the reference data, the shared files in halves."""
    own = read(SETS / "injections.jsonl", Row)
    sets = {"own": {split: [row for row in own if row.split == split] for split in SPLITS}}
    if shared is not None:
        folder = shared / "prompt_injection"
        sets |= {name: halves(read(folder / file, Row)) for name, file in SHARED.items()}
    return sets


def table(title: str, lines: Iterable[Line]) -> Iterator[str]:
    """A Markdown table."""
    yield f"\n### {title}\n"
    yield "| split | what | count | share | exact 95 % interval |\n|---|---|---|---|---|"
    yield from (f"| {' | '.join(line.cells())} |" for line in lines if line.n)


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of reference data")
    data = parser.parse_args().data
    shared = data if (data / "prompt_injection").is_dir() else None
    sets = injection_sets(shared)
    texts = [
        *table("Personal data", personal_lines(read(SETS / "personal_data.jsonl", PersonalRow))),
        *table("Conduct and sensitive matters", conduct_lines(read(SETS / "conduct.jsonl", Row))),
        *table("Injection detection", injection_lines(sets)),
        *table("Injections as questions: found, or turned away", injection_lines(sets, is_stopped)),
    ]
    sys.stdout.write("\n".join(texts) + "\n")
    if shared is None:
        sys.stderr.write(f"{data} has no prompt_injection: our own strings only.\n")


if __name__ == "__main__":
    main()
