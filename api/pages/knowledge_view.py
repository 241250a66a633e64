"""What the pages of Pengetahuan show: changes word by word, problems, citations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from api.forum.doubts import Doubt, SubjectKind, subjects_of
from api.forum.edited import Reverified
from api.forum.edited_text import numbered
from api.forum.faq.due import FileEntry
from api.forum.law_changes import ChangeKind, LawChange, is_law
from api.library import STARTER_ORIGIN
from api.pages.word_diff import Span, differences
from api.pages.words import source_url
from corpus.citations import format_citation
from corpus.models import SourceKind

DONE = {
    "setujui": "FAQ disetujui. Entrinya masuk ke pustaka sebentar lagi.",
    "tolak": "Calon FAQ ditolak.",
    "benar": "Dinyatakan masih benar. Isinya dipakai menjawab lagi sebentar lagi.",
    "simpan": "Perubahan disimpan. Isinya dipakai menjawab lagi sebentar lagi.",
    "tarik": "Sudah ditarik.",
}
KINDS = {SubjectKind.REPLY: "Balasan forum", SubjectKind.ENTRY: "Entri pengetahuan"}
KINDS_OF_FILES = {SourceKind.FAQ: "FAQ", SourceKind.SOP: "SOP", SourceKind.FORUM: "Jawaban forum"}
CHANGES = {
    ChangeKind.REPEALED: "Dicabut",
    ChangeKind.AMENDED: "Bunyi pasalnya diubah",
    ChangeKind.TOLD: "Mungkin sudah diubah",
    ChangeKind.GONE: "Tidak ada lagi di pustaka",
}


@dataclass(frozen=True, slots=True)
class DoubtedLine:
    """Something in the queue."""

    url: str
    title: str
    kind: str
    laws: str
    since: Doubt


@dataclass(frozen=True, slots=True)
class DueLine:
    """An entry of a file whose day of review has come; ``url`` is where it is read."""

    url: str
    title: str
    kind: str
    origin: str
    review_by: date


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change of one provision.

    Attributes:
        same: the words that are cited read as before; something else of the pasal changed.
    """

    label: str
    url: str
    kind: str
    reason: str
    since: date | None
    before: list[Span]
    after: list[Span]
    same: bool
    known_after: bool


@dataclass(frozen=True, slots=True)
class CitedView:
    """Something that is cited, under its number."""

    number: int
    label: str
    provision_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class ProblemView:
    """What the verifier says of a text."""

    where: str
    what: str
    blocks: bool


def doubted_list(doubts: Sequence[Doubt]) -> list[DoubtedLine]:
    """The queue, each subject once."""
    return [
        DoubtedLine(
            url=f"/pengetahuan/tinjau/{subject}",
            title=own[0].title,
            kind=KINDS[own[0].kind],
            laws="; ".join(dict.fromkeys(label_of(doubt.provision_id) for doubt in own)),
            since=own[0],
        )
        for subject, own in subjects_of(doubts).items()
    ]


def due_view(entry: FileEntry) -> DueLine:
    """An entry of a file, and which file that is."""
    origin = entry.origin.removeprefix(STARTER_ORIGIN)
    return DueLine(
        url=source_url(entry.source_id),
        title=entry.title,
        kind=KINDS_OF_FILES[entry.kind],
        origin=f"korpus bawaan, {origin}" if origin != entry.origin else f"berkas {origin}",
        review_by=entry.review_by,
    )


def change_view(change: LawChange) -> ChangeView:
    """A change with its words compared."""
    before, after = differences(change.before, change.after)
    return ChangeView(
        label=label_of(change.provision_id),
        url=change.provision_id if is_law(change.provision_id) else "",
        kind=CHANGES[change.kind],
        reason=change.reason,
        since=change.since,
        before=before,
        after=after,
        same=bool(change.before) and not any(span.differs for span in (*before, *after)),
        known_after=bool(change.after),
    )


def problems_view(checked: Reverified | None) -> list[ProblemView]:
    """What is to be known before deciding, what blocks first."""
    if checked is None:
        return []
    found = sorted(checked.problems, key=lambda problem: not problem.blocks)
    return [
        ProblemView(
            where=f"Kalimat {problem.sentence}" if problem.sentence else "Seluruhnya",
            what=problem.what,
            blocks=problem.blocks,
        )
        for problem in found
    ]


def cited_view(checked: Reverified | None) -> list[CitedView]:
    """What a text cites, by the numbers it has in the text."""
    if checked is None:
        return []
    return [
        CitedView(number, label_of(citation.provision_id), citation.provision_id, citation.quote)
        for citation, number in numbered(checked.answer.claims).items()
    ]


def label_of(identifier: str) -> str:
    """An identifier as people cite it; itself where it is no law."""
    return format_citation(identifier) if is_law(identifier) else identifier
