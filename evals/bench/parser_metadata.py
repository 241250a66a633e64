"""Who a law is and what it does to others, against ``metadata_json`` of indolaw.

The texts are parsed under names that say nothing, so type, number, year and title come from the words alone.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from evals.bench.indolaw import raw_texts, split_of, squashed
from evals.bench.parser_process import Cost, Parsed, parse_files
from evals.bench.parser_structure import Tally

FIELDS = ("type", "number", "year", "title", "all", "title_proven")
"""``title_proven``: equal to the metadata, or the text proves that wrong: it does not hold the metadata's
title at all, and ours right before the preamble."""
RELATIONS = ("mencabut", "mengubah")
RELATION_ERRORS = Path(__file__).with_name("indolaw_relation_errors.yaml")
VERDICTS = ("stated", "not_stated", "repealed", "earlier_amendment")
_STATUS = re.compile(r"(Mencabut|Mengubah|Dicabut|Diubah)\s+(?:UU Drt\.|UU|Undang-Undang)\s+-\s+(.*)")
_ITS_NAME = re.compile(r"\btentang\b|\bperubahan\b|\bpenetapan\b|\bsebagaimana\b", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(\d+)\s*(?:Prp|Prps|Pnps|Drt|Darurat)?\s*(?:/|Tahun|tahun|TAHUN)\s*(?:Prp|Prps|Pnps|Drt)?\s*/?\s*((?:19|20)\d\d)(?!\d)"
)


@dataclass(slots=True)
class MetadataScore:
    """One split: documents whose field is exactly right, and what was wrong."""

    documents: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    misses: list[str] = field(default_factory=list)


@dataclass(slots=True)
class RelationScore:
    """One split: relations between UU by kind, and what was missed (-) or is not in the metadata (+).

    Attributes:
        kinds: against the metadata as they are.
        judged: the same where the acting text was found to say otherwise (`relation_errors`).
        verdicts: how many relations of the split were judged so, by verdict.
    """

    actors: int = 0
    kinds: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in RELATIONS})
    judged: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in RELATIONS})
    verdicts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(VERDICTS, 0))
    misses: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MetadataReport:
    """Scores by split (``dev``, ``held``)."""

    metadata: dict[str, MetadataScore]
    relations: dict[str, RelationScore]
    cost: Cost


Relation = tuple[str, str]
"""Kind and target, as ``<number>-<year>``."""


def measure_metadata(
    root: Path, others: Path | None, folder: Path, note: Callable[[str], None]
) -> MetadataReport:
    """Parse the raw texts, and the ``uu/`` texts of ``others`` for laws without one, and compare.

    Args:
        root: indolaw, unpacked.
        others: regulasi_full, unpacked; its laws take part in the relations only.
    """
    metadata = {
        (int(item["year"]), str(item["number"])): item
        for path in sorted((root / "metadata_json").iterdir())
        if (item := json.loads(path.read_bytes()))
    }
    raws = {key: path for key, path in raw_texts(root).items() if key in metadata}
    texts = dict(raws)
    if others is not None:
        for year, number in metadata:
            path = others / "uu" / str(year) / f"{number}.md"
            if path.is_file():
                texts.setdefault((year, number), path)
    by_file = {}
    folder.mkdir(parents=True, exist_ok=True)
    for place, ((year, number), path) in enumerate(sorted(texts.items())):
        # Laws without a raw text keep their name: they are judged by their relations alone.
        name = f"{place:03}.txt" if (year, number) in raws else f"uu-{number}-{year}{path.suffix}"
        (folder / name).write_bytes(path.read_bytes())
        by_file[str((folder / name).resolve())] = (year, number)
    parsed: dict[tuple[int, str], Parsed] = {}
    cost = parse_files([folder], lambda result: parsed.__setitem__(by_file[result["file"]], result), note)
    splits = {key: split_of(f"uu-{key[0]}-{key[1]}", root) for key in texts}
    return MetadataReport(
        metadata=_score_metadata({key: metadata[key] for key in raws}, raws, parsed, splits),
        relations=score_relations(wanted_relations(metadata, texts), parsed, splits, relation_errors()),
        cost=cost,
    )


def _score_metadata(
    gold: dict[tuple[int, str], dict[str, Any]],
    raws: dict[tuple[int, str], Path],
    parsed: dict[tuple[int, str], Parsed],
    splits: dict[tuple[int, str], str],
) -> dict[str, MetadataScore]:
    scores = {"dev": MetadataScore(), "held": MetadataScore()}
    for (year, number), item in sorted(gold.items()):
        score = scores[splits[year, number]]
        score.documents += 1
        source = parsed[year, number].get("source", {})
        right = {
            "type": source.get("type") == "uu",
            "number": source.get("number") == number,
            "year": source.get("year") == year,
            "title": squashed(source.get("title", "")) == squashed(item["topic"]),
        }
        right["all"] = all(right.values())
        text = squashed(raws[year, number].read_text(encoding="utf-8", errors="replace"))
        right["title_proven"] = right["title"] or _proves(text, source.get("title", ""), item["topic"])
        for name, is_right in right.items():
            score.right[name] += is_right
        if not right["all"]:
            read = f"{source.get('type')} {source.get('number')}/{source.get('year')} {source.get('title')}"
            score.misses.append(f"uu {number}/{year} {item['topic']} ≠ {read if source else 'ditolak'}")
    return scores


def _proves(text: str, ours: str, gold: str) -> bool:
    """Whether the text holds our title, whole, and not the other."""
    whole = re.search(rf"tentang{re.escape(squashed(ours))}(?:denganrahmat|presidenrepublik)", text)
    return bool(ours) and whole is not None and squashed(gold) not in text


def wanted_relations(
    metadata: dict[tuple[int, str], dict[str, Any]],
    actors: Iterable[tuple[int, str]],
) -> dict[tuple[int, str], set[Relation]]:
    """What each actor does to other UU, as its own metadata or that of the other law says.

    An entry names laws before ``tentang``; a law named within another's title is not meant.
    """
    wanted: dict[tuple[int, str], set[Relation]] = {actor: set() for actor in actors}
    for (year, number), item in metadata.items():
        own = f"{number}-{year}"
        for verb, target in _stated(item["status"]):
            kind = "mencabut" if verb.endswith("cabut") else "mengubah"
            if target == own:
                continue
            if verb.startswith("Men"):
                actor, acted_on = (year, number), target
            else:
                other, _, when = target.partition("-")
                actor, acted_on = (int(when), other), own
            if actor in wanted:
                wanted[actor].add((kind, acted_on))
    return wanted


def _stated(status: Sequence[Any]) -> Iterator[tuple[str, str]]:
    for entry in status:
        if not isinstance(entry, str):
            continue
        match = _STATUS.match(" ".join(entry.split()))
        if match is None:
            continue
        for part in re.split(r";|(?<=\d{4}),", match[2]):
            for number, year in _REFERENCE.findall(_ITS_NAME.split(part)[0]):
                yield match[1], f"{int(number)}-{year}"


def relation_errors() -> dict[tuple[int, str], dict[Relation, str]]:
    """Relations on which the metadata and the acting text disagree: by actor, the verdict of each."""
    judged: dict[tuple[int, str], dict[Relation, str]] = {}
    for entry in yaml.safe_load(RELATION_ERRORS.read_text(encoding="utf-8")):
        number, _, year = _called(entry["actor"]).partition("-")
        verdicts = judged.setdefault((int(year), number), {})
        verdicts[entry["kind"], _called(entry["target"])] = entry["verdict"]
    return judged


def score_relations(
    wanted: dict[tuple[int, str], set[Relation]],
    parsed: dict[tuple[int, str], Parsed],
    splits: dict[tuple[int, str], str],
    errors: dict[tuple[int, str], dict[Relation, str]],
) -> dict[str, RelationScore]:
    """Compare relations between whole laws; what is done to a part counts as done to its law."""
    scores = {"dev": RelationScore(), "held": RelationScore()}
    for (year, number), want in sorted(wanted.items()):
        score = scores[splits[year, number]]
        score.actors += 1
        have = set(_found(parsed[year, number]))
        verdicts = errors.get((year, number), {})
        for verdict in verdicts.values():
            score.verdicts[verdict] += 1
        _count(score.kinds, have, want)
        apart = {relation for relation, verdict in verdicts.items() if verdict == "earlier_amendment"}
        stated = {relation for relation, verdict in verdicts.items() if verdict == "stated"}
        _count(score.judged, have - apart, (want - set(verdicts)) | stated)
        for kind, target in sorted(have ^ want):
            sign = "+" if (kind, target) in have else "-"
            verdict = verdicts.get((kind, target), "")
            score.misses.append(f"uu {number}/{year} {kind} {target} {sign} {verdict}".rstrip())
    return scores


def _count(tallies: dict[str, Tally], have: set[Relation], want: set[Relation]) -> None:
    for relation in have | want:
        tally = tallies[relation[0]]
        tally.found += relation in have
        tally.wanted += relation in want
        tally.common += relation in have and relation in want


def _found(result: Parsed) -> Iterator[Relation]:
    for relation in result.get("relations", ()):
        law, _, _ = relation["target"].partition("/")
        if relation["kind"] in RELATIONS and (called := _called(law)):
            yield relation["kind"], called


def _called(law: str) -> str:
    """``uu-darurat-3-1954`` as the metadata call it, ``3-1954``; empty where it is no UU."""
    match = re.fullmatch(r"uu(?:-[a-z]+)?-(\d+)-(\d{4})", law)
    return f"{match[1]}-{match[2]}" if match else ""
