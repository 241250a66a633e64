"""Which approved answers and other documents rest on law that is no longer in force.

An FAQ, SOP or forum answer names its legal basis. Any other document is read for the regulations and pasal it
cites in running text; that it cites one to say it was replaced is for a person to see, so the words are kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from corpus.citations import find_citations
from corpus.force import Force, ForceStatus
from corpus.knowledge import Knowledge
from corpus.models import Entry, PassageKind, Regulation, SourceKind
from corpus.validity import ForceTable

_AUDITED = (SourceKind.FAQ, SourceKind.SOP, SourceKind.FORUM, SourceKind.OTHER)
_EVERYTHING = 10_000_000
_AROUND = 60
"""Characters kept on each side of a citation in running text."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a document rests on.

    Attributes:
        identifier: a regulation or provision.
        quote: the words around the citation in running text; empty where the document names it as its basis.
    """

    identifier: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Audited:
    """A document that rests on law.

    Attributes:
        id: of the entry, or of the source where the whole document is meant.
        checked: the day its content was checked against the law; None where nobody says.
    """

    id: str
    kind: SourceKind
    title: str
    origin: str
    bases: tuple[Basis, ...]
    checked: date | None = None


@dataclass(frozen=True, slots=True)
class Stale:
    """A basis that does not hold on the day asked about.

    Attributes:
        since: first day on which it no longer held, where known.
        ended_by: identifier of the regulation or provision that ended it; empty where none is known.
        successor: what to go by instead, as an identifier; empty where none is known.
    """

    basis: Basis
    status: ForceStatus
    reason: str
    since: date | None = None
    ended_by: str = ""
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A document with at least one stale basis."""

    document: Audited
    stale: tuple[Stale, ...]


@dataclass(frozen=True, slots=True)
class MissingText:
    """An amendment that texts here tell of, while its words are not here or were not read.

    Attributes:
        amending_id: the regulation to bring in; empty where a text counts amendments that none names.
        target_id: the regulation in force here that it amended.
        is_here: the amending regulation is in the library, but what it changes was not read.
        unnamed: how many amendments are meant where none is named, else 0.
        told_by: the provisions, or regulations by their titles, that tell it.
        evidence: the words of the last of them.
        cited: how many sources here refer to the amended regulation.
    """

    amending_id: str
    target_id: str
    is_here: bool
    unnamed: int
    told_by: tuple[str, ...]
    evidence: str
    cited: int


@dataclass(slots=True)
class Audit:
    """What an audit found on a day.

    Attributes:
        documents: how many were audited; those that cite no law count too.
        findings: documents that rest on something stale, in reading order.
        unknown: identifiers whose regulation is not in the library, so nothing can be said, with the number
            of documents that rest on them.
        missing: amendments whose text is lacking, of the most cited regulations first.
    """

    on: date
    documents: int = 0
    findings: list[Finding] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=dict)
    missing: list[MissingText] = field(default_factory=list)


def audit(
    documents: Iterable[Audited], force: ForceTable, regulations: Mapping[str, Regulation], on: date
) -> Audit:
    """Look up every basis of every document on a day.

    A provision whose wording changed is stale for a document only where that was checked before the change,
    or nobody says when.

    Args:
        regulations: by identifier; tells from which day one acts where its relation does not.
    """
    result = Audit(on)
    for document in documents:
        result.documents += 1
        stale: list[Stale] = []
        for basis in document.bases:
            found = force.in_force(basis.identifier, on)
            if found.status is ForceStatus.TIDAK_DIKETAHUI:
                result.unknown[basis.identifier] = result.unknown.get(basis.identifier, 0) + 1
            since = _since(found, regulations)
            known_then = document.checked is not None and since is not None and since <= document.checked
            if not found.holds and not (found.superseded and known_then):
                ended_by = found.by.subject_id if found.by is not None else ""
                stale.append(Stale(basis, found.status, found.reason, since, ended_by, found.successor))
        if stale:
            result.findings.append(Finding(document, tuple(stale)))
    return result


def missing_texts(force: ForceTable, knowledge: Knowledge, on: date) -> list[MissingText]:
    """The amendments that are lacking to know the wording of a day: what to bring in, most needed first."""
    found: list[MissingText] = []
    for target in force.missing:
        missing = force.in_force(target, on).missing
        if missing is None:
            continue
        cited = knowledge.count_referring(target)
        for one in missing.named:
            tellers = tuple(mention.told_by for mention in one.told)
            found.append(
                MissingText(one.amending_id, target, one.is_here, 0, tellers, one.told[-1].evidence, cited)
            )
        if missing.counted is not None:
            counted = missing.counted
            found.append(
                MissingText("", target, False, missing.unnamed, (counted.told_by,), counted.evidence, cited)
            )
    return sorted(found, key=lambda one: (-one.cited, one.target_id, one.is_here, one.amending_id))


def audited_documents(knowledge: Knowledge) -> Iterator[Audited]:
    """Every document in the library that is no law: entries one by one, other sources as a whole."""
    for kind in _AUDITED:
        for source, _ in knowledge.sources(kind=kind, limit=_EVERYTHING):
            cited: dict[str, Basis] = {}
            has_text = False
            for unit in knowledge.units_of(source.id):
                entry = knowledge.entry(unit.id)
                if entry is not None:
                    yield _of_entry(entry, kind, source.origin)
                elif unit.kind is PassageKind.TEXT:
                    has_text = True
                    for basis in bases_in(unit.text):
                        cited.setdefault(basis.identifier, basis)
            if has_text:
                yield Audited(source.id, kind, source.title, source.origin, tuple(cited.values()))


def bases_in(text: str) -> list[Basis]:
    """The regulations and provisions that running text cites, each once, with the words around the first."""
    found: dict[str, Basis] = {}
    for match in find_citations(text):
        identifier = match.ref.id
        if identifier is not None and identifier not in found:
            around = text[max(0, match.start - _AROUND) : match.end + _AROUND]
            found[identifier] = Basis(identifier, " ".join(around.split()))
    return list(found.values())


def _of_entry(entry: Entry, kind: SourceKind, origin: str) -> Audited:
    bases = tuple(Basis(identifier) for identifier in entry.legal_basis)
    title = str(getattr(entry, "question", "") or getattr(entry, "title", ""))
    return Audited(entry.id, kind, title, origin, bases, entry.checked)


def _since(force: Force, regulations: Mapping[str, Regulation]) -> date | None:
    if force.by is None:
        return None
    acting = regulations.get(force.by.subject_id.split("/")[0])
    return force.by.since or (acting.begins if acting is not None else None)
