"""Reading comprehension sets in the manner of SQuAD 2.0 and TyDi QA's gold passage task."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel, Field

from corpus.errors import InvalidInput
from corpus.models import PassageUnit
from evals.datasets.adapters.reading import Adapted, checked, json_lines, parsed, passage
from evals.items import Item, Nugget, Split


class _Span(BaseModel):
    text: str = Field(min_length=1)


class _Spans(BaseModel):
    """Answers as columns, as dataset hubs store them."""

    text: list[str]


class _Question(BaseModel):
    id: str = Field(min_length=1)
    question: str = Field(min_length=3)
    is_impossible: bool = False
    answers: list[_Span] | _Spans = Field(default_factory=list)

    @property
    def said(self) -> tuple[str, ...]:
        """Every distinct answer."""
        texts = self.answers.text if isinstance(self.answers, _Spans) else [one.text for one in self.answers]
        return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))


class Paragraph(BaseModel):
    """A text with the questions asked of it."""

    title: str = ""
    context: str = Field(min_length=1)
    qas: list[_Question]


class _Flat(_Question):
    """A question in a line of its own, with its text."""

    title: str = ""
    context: str = Field(min_length=1)


def load_squad(path: Path, *, name: str, split: Split, licence: str) -> Adapted:
    """A set in the manner of SQuAD: every distinct text a passage, every question an item.

    Three layouts are known: ``{"data": [{"title", "paragraphs": [{"context", "qas"}]}]}``, a list of
    ``{"context", "qas"}``, and JSON lines (or a list, or ``data``) of ``{"id", "context", "question",
    "answers"}``. A question without an answer is not answerable.

    Args:
        path: a ``.json`` or ``.jsonl`` file.
        name: of the set, the topic of its items and the beginning of identifiers.
        split: which of ours it stands for.
        licence: SPDX identifier of the set's licence.

    Raises:
        NotFound: there is no such file.
        InvalidInput: it has another layout, or an entry is malformed.
    """
    return adapt(paragraphs(path), name=name, split=split, licence=licence)


def paragraphs(path: Path) -> Iterator[Paragraph]:
    """The texts of a file with their questions, in its order; see ``load_squad``."""
    rows: Iterable[tuple[int, object]]
    if path.suffix.lower() in {".jsonl", ".ndjson"}:
        rows = json_lines(path)
    else:
        value = parsed(path)
        listed = value.get("data") if isinstance(value, dict) else value
        if not isinstance(listed, list):
            raise InvalidInput(f"{path.name}: tidak ada daftar “data” berisi teks dan pertanyaan.")
        rows = enumerate(listed, 1)
    for number, row in rows:
        yield from _paragraphs_of(row, f"{path.name} entri {number}")


def adapt(found: Iterable[Paragraph], *, name: str, split: Split, licence: str) -> Adapted:
    """Texts and questions as passages and items."""
    identifiers: dict[str, str] = {}
    passages: list[PassageUnit] = []
    items: list[Item] = []
    for paragraph in found:
        identifier = identifiers.get(paragraph.context)
        if identifier is None:
            identifier = f"{name}-{split}-teks-{len(identifiers) + 1:05}"
            identifiers[paragraph.context] = identifier
            passages.append(passage(identifier, paragraph.title, paragraph.context, len(passages)))
        items += [_item(question, identifier, name, split, licence) for question in paragraph.qas]
    return Adapted(tuple(items), tuple(passages))


def _paragraphs_of(row: object, where: str) -> Iterator[Paragraph]:
    if isinstance(row, dict) and "paragraphs" in row:
        for place, one in enumerate(row["paragraphs"], 1):
            inner = checked(Paragraph, one, f"{where} paragraf {place}")
            yield inner.model_copy(update={"title": str(row.get("title", ""))})
    elif isinstance(row, dict) and "qas" in row:
        yield checked(Paragraph, row, where)
    else:
        flat = checked(_Flat, row, where)
        yield Paragraph(title=flat.title, context=flat.context, qas=[flat])


def _item(question: _Question, passage_id: str, name: str, split: Split, licence: str) -> Item:
    said = question.said
    answerable = bool(said) and not question.is_impossible
    nuggets = (Nugget(text=said[0], importance="vital", any_of=said),) if answerable else ()
    return Item(
        id=f"{name}-{question.id}",
        question=question.question,
        answerable=answerable,
        gold=((passage_id,),) if answerable else (),
        nuggets=nuggets,
        tags=(name,) if answerable else ("unanswerable", name),
        split=split,
        author=name,
        licence=licence,
    )
