"""Retrieval sets in the format of BEIR: ``corpus.jsonl``, ``queries.jsonl`` and ``qrels/<split>.tsv``."""

import csv
import io
from collections import defaultdict
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from corpus.errors import InvalidInput
from corpus.models import PassageUnit
from evals.datasets.adapters.reading import Adapted, checked, json_lines, opened, passage
from evals.items import Item, Split

_FILES: dict[Split, tuple[str, ...]] = {"dev": ("dev", "train"), "test": ("test",)}
"""The judgements that a split of ours stands for, the first that is there."""


class _Line(BaseModel):
    model_config = ConfigDict(coerce_numbers_to_str=True)

    id: str = Field(alias="_id", min_length=1)
    title: str = ""
    text: str = Field(min_length=1)


def load_beir(folder: Path, *, name: str, split: Split, licence: str) -> Adapted:
    """The judged questions of one split, and the whole corpus as passages.

    Every document judged relevant (above 0) is a part of gold of its own, so that recall counts documents
    as the format's own evaluation does; how relevant it is gets lost. Questions without a relevant
    document are left out: they are unjudged, not unanswerable.

    Args:
        folder: holds the three files; judgements are ``query-id``, ``corpus-id``, ``score`` by tabs, with
            or without that heading.
        name: of the set, the topic of its items and the beginning of their identifiers.
        licence: SPDX identifier of the set's licence.

    Raises:
        NotFound: a file is missing.
        InvalidInput: a line is malformed, or a judgement names a document or question that is not there.
    """
    relevant = _judgements(_judged(folder, split))
    passages = tuple(_passages(folder / "corpus.jsonl"))
    known = {unit.id for unit in passages}
    lost = sorted({document for judged in relevant.values() for document in judged} - known)
    if lost:
        raise InvalidInput(f"qrels menyebut dokumen yang tidak ada di corpus.jsonl: {', '.join(lost[:5])}.")
    questions = {line.id: line.text for line in _lines(folder / "queries.jsonl")}
    unasked = sorted(relevant.keys() - questions.keys())
    if unasked:
        raise InvalidInput(
            f"qrels menyebut pertanyaan yang tidak ada di queries.jsonl: {', '.join(unasked[:5])}."
        )
    items = tuple(
        Item(
            id=f"{name}-{query}",
            question=text,
            answerable=True,
            gold=tuple((document,) for document in relevant[query]),
            tags=(name,),
            split=split,
            author=name,
            licence=licence,
        )
        for query, text in questions.items()
        if query in relevant
    )
    return Adapted(items, passages)


def _judged(folder: Path, split: Split) -> Path:
    candidates = [folder / "qrels" / f"{file}.tsv" for file in _FILES[split]]
    return next((path for path in candidates if path.is_file()), candidates[0])


def _judgements(path: Path) -> dict[str, list[str]]:
    """Question → its relevant documents, in the file's order."""
    relevant: dict[str, list[str]] = defaultdict(list)
    for number, row in enumerate(csv.reader(io.StringIO(opened(path)), delimiter="\t"), 1):
        if not row or (number == 1 and row[-1] == "score"):
            continue
        try:
            query, document, score = row[0], row[-2], int(row[-1])
        except (IndexError, ValueError) as error:
            raise InvalidInput(
                f"{path.name} baris {number}: bukan pertanyaan, dokumen, dan nilai."
            ) from error
        if score > 0 and document not in relevant[query]:
            relevant[query].append(document)
    return {query: documents for query, documents in relevant.items() if documents}


def _passages(path: Path) -> list[PassageUnit]:
    return [passage(line.id, line.title, line.text, order) for order, line in enumerate(_lines(path))]


def _lines(path: Path) -> list[_Line]:
    return [checked(_Line, value, f"{path.name} baris {number}") for number, value in json_lines(path)]
