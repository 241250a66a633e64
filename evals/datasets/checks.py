"""What makes a set of questions unsound: no refusals to measure, gold nobody has, repeats, leaks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from corpus.knowledge import Knowledge
from corpus.models import FaqEntry, ForumAnswer, PassageKind, SopEntry
from corpus.text import words
from evals.datasets.question_set import Problem, QuestionSet, read_set

SHINGLE = 2
"""Words to a shingle: questions are short, so longer ones would miss a changed word in the middle."""
NEAR = 0.6
"""Jaccard similarity of shingles from which two questions count as one that was reworded."""
_ENTRIES = frozenset({PassageKind.FAQ, PassageKind.SOP, PassageKind.FORUM})


def validate_set(
    path_or_name: str | Path, knowledge: Knowledge | None = None
) -> tuple[QuestionSet, tuple[Problem, ...]]:
    """A set and everything that is wrong with it, by line.

    Args:
        path_or_name: a name of ours, or a JSONL file in UTF-8.
        knowledge: the snapshot it is asked of; None leaves gold and leaks into the corpus unchecked.

    Raises:
        NotFound: there is no such set or file.
        UnsoundSet: the file as a whole cannot be read.
    """
    questions, problems = read_set(path_or_name)
    found = [*problems, *repeats(questions), *near_repeats(questions), *in_prompts(questions, prompts())]
    if knowledge is not None:
        found += [*unresolved(questions, knowledge), *in_corpus(questions, knowledge)]
    found += unbalanced(questions)
    return questions, tuple(sorted(found, key=lambda problem: problem.line))


def unbalanced(questions: QuestionSet) -> list[Problem]:
    """A set asks what can be answered and what cannot: else always (or never) answering would win."""
    kinds = {item.answerable for item in questions.items}
    lacking = {True: "yang dapat dijawab", False: "yang tidak dapat dijawab"}
    return [
        Problem(file=questions.file, line=0, text=f"tidak ada pertanyaan {text}")
        for kind, text in lacking.items()
        if kind not in kinds
    ]


def repeats(questions: QuestionSet) -> list[Problem]:
    """Identifiers and questions that occur before; questions are compared after folding."""
    found = []
    ids: dict[str, int] = {}
    asked: dict[str, int] = {}
    for position, item in enumerate(questions.items):
        first = ids.setdefault(item.id, position)
        if first != position:
            found.append(questions.problem(position, f"id sudah dipakai di baris {questions.lines[first]}"))
        first = asked.setdefault(folded(item.question), position)
        if first != position:
            text = f"pertanyaan sama dengan {questions.items[first].id} di baris {questions.lines[first]}"
            found.append(questions.problem(position, text))
    return found


def near_repeats(questions: QuestionSet) -> list[Problem]:
    """Questions of one split that the other split asks in nearly the same words: a leak from dev to test.

    Method: Jaccard similarity of the sets of word ``SHINGLE``-shingles (Broder 1997), at least ``NEAR``.
    """
    by_split = {
        split: [position for position, item in enumerate(questions.items) if item.split == split]
        for split in ("dev", "test")
    }
    seen = [shingles(item.question) for item in questions.items]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for position in by_split["dev"]:
        for shingle in seen[position]:
            holders[shingle].append(position)
    found = []
    for position in by_split["test"]:
        for other in sorted({dev for shingle in seen[position] for dev in holders[shingle]}):
            alike = _jaccard(seen[position], seen[other])
            if alike >= NEAR and folded(questions.items[position].question) != folded(
                questions.items[other].question
            ):
                text = f"hampir sama dengan {questions.items[other].id} di bagian dev ({alike:.2f})"
                found.append(questions.problem(position, text))
    return found


def unresolved(questions: QuestionSet, knowledge: Knowledge) -> list[Problem]:
    """Identifiers in gold and branches that the snapshot has neither as provision, source nor passage."""
    named = sorted({name for item in questions.items for name in item.named_provisions})
    sources = {source.id for source, _ in knowledge.sources(limit=knowledge.count_sources())}
    known = sources | knowledge.readings_by_id(named).keys()
    known |= knowledge.units_by_id([name for name in named if name not in known]).keys()
    known |= {name for name in named if name not in known and knowledge.provisions_below(name)}
    return [
        questions.problem(position, f"“{name}” tidak ada di pustaka")
        for position, item in enumerate(questions.items)
        for name in item.named_provisions
        if name not in known
    ]


def in_corpus(questions: QuestionSet, knowledge: Knowledge) -> list[Problem]:
    """Questions that an approved entry of the snapshot asks word for word: finding them measures nothing."""
    approved: dict[str, str] = {}
    for unit_id, kind in knowledge.unit_kinds().items():
        entry = knowledge.entry(unit_id) if kind in _ENTRIES else None
        if entry is not None:
            approved.update((folded(text), entry.id) for text in ways_to_ask(entry))
    return [
        questions.problem(position, f"sama kata demi kata dengan {approved[folded(item.question)]}")
        for position, item in enumerate(questions.items)
        if folded(item.question) in approved
    ]


def in_prompts(questions: QuestionSet, texts: Iterable[tuple[str, str]]) -> list[Problem]:
    """Questions that stand word for word in a prompt, given as name and text."""
    known = [(name, f" {folded(text)} ") for name, text in texts]
    return [
        questions.problem(position, f"tertulis di dalam prompt {name}")
        for position, item in enumerate(questions.items)
        for name, text in known
        if f" {folded(item.question)} " in text
    ]


def prompts() -> Iterator[tuple[str, str]]:
    """Name and text of every prompt that the assistant or a judge sends."""
    for package in ("assistant", "evals"):
        folder = files(package).joinpath("prompts")
        if folder.is_dir():
            yield from _texts(folder)


def ways_to_ask(entry: FaqEntry | SopEntry | ForumAnswer) -> tuple[str, ...]:
    """Every question or title that an approved entry carries."""
    match entry:
        case FaqEntry():
            return (entry.question, *entry.variants)
        case SopEntry():
            return (entry.title, *entry.variants)
        case ForumAnswer():
            return (entry.title, entry.question)


def folded(text: str) -> str:
    """``text`` as its folded words: two questions that a person would call the same become equal."""
    return " ".join(words(text))


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of ``SHINGLE`` folded words; all words together where there are fewer."""
    found = words(text)
    if len(found) <= SHINGLE:
        return frozenset({tuple(found)})
    return frozenset(tuple(found[start : start + SHINGLE]) for start in range(len(found) - SHINGLE + 1))


def likeness(one: str, other: str) -> float:
    """Jaccard similarity of the shingles of two questions, 0–1."""
    return _jaccard(shingles(one), shingles(other))


def _jaccard(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    return len(one & other) / len(one | other)


def _texts(folder: Traversable) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda found: found.name):
        if entry.is_dir():
            yield from _texts(entry)
        elif entry.is_file() and not entry.name.endswith((".py", ".pyc")):
            yield entry.name, entry.read_text(encoding="utf-8")
