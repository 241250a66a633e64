"""Structure and wording against the hand-made trees: precision, recall of units by path, equal text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from evals.bench.indolaw import Document, squashed
from evals.bench.parser_process import Cost, Parsed, parse_files

KNOWN_ERRORS = Path(__file__).with_name("indolaw_known_gold_errors.yaml")
KINDS = ("pasal", "pasal_perubahan", "ayat", "huruf", "angka")
"""``pasal_perubahan``: a pasal of another law within an amendment; the rest at whatever depth."""
MISSES = 200
"""How many misses of each split are listed."""


@dataclass(slots=True)
class Tally:
    """Units on both sides, found by the parser, and wanted by the trees."""

    common: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right; None where nothing was found."""
        return self.common / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of what is wanted that was found; None where nothing is wanted."""
        return self.common / self.wanted if self.wanted else None


@dataclass(slots=True)
class StructureScore:
    """One split, one reading of the gold.

    Attributes:
        units: by kind.
        equal: pasal on both sides whose text is equal, of ``compared``.
        misses: ``document path +`` for a unit only the parser has, ``-`` for one only the tree has, ``≠`` for
            a pasal of unequal text.
    """

    documents: int = 0
    units: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    equal: int = 0
    compared: int = 0
    misses: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class StructureReport:
    """Raw figures, and adjudicated ones in which proven errors of the trees do not count.

    Attributes:
        raw, adjudicated: scores by split (``dev``, ``held``).
        refused: documents the parser could not take, with the reason; all of their units count as missed.
        known_errors: how many units the list of proven errors names, by split.
    """

    raw: dict[str, StructureScore]
    adjudicated: dict[str, StructureScore]
    refused: dict[str, str]
    known_errors: dict[str, int]
    cost: Cost


def measure_structure(
    documents: Sequence[Document], folder: Path, note: Callable[[str], None]
) -> StructureReport:
    """Parse the raw texts in ``folder`` under the names of their laws and compare."""
    by_file = {}
    for document in documents:
        # The folders name the law, as they do where people keep regulations.
        path = folder / "uu" / str(document.year) / f"{document.number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(document.raw.read_bytes())
        by_file[str(path.resolve())] = document
    parsed: dict[str, dict[str, str]] = {}
    refused: dict[str, str] = {}

    def take(result: Parsed) -> None:
        document = by_file[result["file"]]
        if "error" in result:
            refused[document.name] = result["error"]
        parsed[document.name] = units_of(result)

    cost = parse_files([folder], take, note)
    known = known_errors()
    raw = _score(documents, parsed, {})
    adjudicated = _score(documents, parsed, known)
    counts = {
        split: sum(len(known.get(doc.name, ())) for doc in documents if doc.split == split) for split in raw
    }
    return StructureReport(raw, adjudicated, refused, counts, cost)


def units_of(result: Parsed) -> dict[str, str]:
    """Units below the pasal of ``tanya parse``'s result by path, squashed."""
    units = {}
    for provision in result.get("provisions", ()):
        _, _, path = provision["id"].partition("/")
        if path.startswith("pasal-") and provision["kind"] in {"pasal", "ayat", "huruf", "angka"}:
            units[path] = squashed(provision["full_text"])
    return units


def known_errors() -> dict[str, dict[str, str]]:
    """Proven errors of the trees: by document, the path of the unit and the proof."""
    content = yaml.safe_load(KNOWN_ERRORS.read_text(encoding="utf-8")) or {}
    return {str(document): dict(paths) for document, paths in content.items()}


def _score(
    documents: Sequence[Document], parsed: dict[str, dict[str, str]], known: dict[str, dict[str, str]]
) -> dict[str, StructureScore]:
    scores = {"dev": StructureScore(), "held": StructureScore()}
    for document in documents:
        compare(document, parsed.get(document.name, {}), known.get(document.name, {}), scores[document.split])
    return scores


def compare(document: Document, have: dict[str, str], errors: dict[str, str], score: StructureScore) -> None:
    """Add one document to a score.

    Args:
        errors: paths on which the tree is wrong; units at or below them count on neither side.
    """
    score.documents += 1

    def counts(path: str) -> bool:
        return not any(path == wrong or path.startswith(f"{wrong}/") for wrong in errors)

    found = {path for path in have if counts(path)}
    wanted = {path for path in document.units if counts(path)}
    for path in found | wanted:
        tally = score.units[kind_of(path)]
        tally.found += path in found
        tally.wanted += path in wanted
        tally.common += path in found and path in wanted
    misses = [(path, "+" if path in found else "-") for path in found ^ wanted]
    for path in sorted(found & wanted):
        if kind_of(path) == "pasal":
            score.compared += 1
            is_equal = have[path] == document.units[path]
            score.equal += is_equal
            if not is_equal:
                misses.append((path, "≠"))
    score.misses += [f"{document.name} {path} {sign}" for path, sign in sorted(misses)]


def kind_of(path: str) -> str:
    """The kind of a unit by its path."""
    kind = path.rsplit("/", 1)[-1].split("-")[0]
    return "pasal_perubahan" if kind == "pasal" and "/" in path else kind
