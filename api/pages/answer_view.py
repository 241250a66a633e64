"""An answer as the page shows it: numbered markers, its sources, and why it came out this way."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from api.pages.citations import citation_label, path_label
from api.pages.entry_view import EntryLink, entry_links
from api.pages.port import PageLibrary
from api.pages.prose import Block, Run, blocks, split_lines
from api.pages.words import (
    CHECKS,
    ORIGINS,
    SCORE_PARTS,
    Badge,
    Outcome,
    anchor,
    confidence_words,
    force_badge,
    outcome_of,
    provision_url,
    source_url,
)
from api.views import ProvisionView
from assistant.models import Answer, AnswerStatus, Claim
from assistant.render import citation_numbers
from corpus.dates import long_date
from corpus.errors import InvalidIdentifier, NotFound
from corpus.models import Citation

LITERAL = "persis"
"""Parameter of an address that asks a question with its words as typed."""
QUOTE_IN_URL = 80
"""How much of a quote a link carries, in characters."""

_MARKER = re.compile(r"\[\d+\]")
_ANSWERING = {AnswerStatus.ANSWERED, AnswerStatus.PARTIAL}


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbered link after a sentence."""

    number: int
    label: str
    url: str


@dataclass(slots=True)
class CitedSource:
    """One provision in the list of sources, with every quote the answer takes from it.

    Attributes:
        holds: it is in force unchanged, so the reason adds nothing.
        quotes: the quoted words with the link that shows them in place.
        regulation_url: the regulation's page at the provision's anchor; empty where the id is unknown.
    """

    number: int
    label: str
    title: str
    badge: Badge
    reason: str
    holds: bool
    digest: bool
    url: str
    regulation_url: str
    quotes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RetrievedPassage:
    """A passage behind the answer; ``parts`` are the named parts of its score."""

    label: str
    url: str
    score: float
    badge: Badge
    parts: list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A verification step in words."""

    title: str
    passed: bool
    detail: str


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """All an answer page shows; ``share_url`` pins the date, so the link keeps its meaning.

    Attributes:
        choices: label and link of every way to complete a question that lacks a fact.
        procedures: the SOP on the matter of an answer that was composed from an FAQ entry.
        literal_url: asks the question with its words as typed; empty where none was read as another.
    """

    answer: Answer
    outcome: Outcome
    next_step: str
    body: list[Block[Marker]]
    sources: list[CitedSource]
    confidence: tuple[Badge, str] | None
    origin: str
    origin_url: str
    procedures: list[EntryLink]
    passages: list[RetrievedPassage]
    checks: list[CheckLine]
    choices: list[tuple[str, str]]
    share_url: str
    literal_url: str
    on: str


def citation_url(citation: Citation, on: date) -> str:
    """Link to the cited provision with the quoted words marked.

    Their beginning goes along, because official text and digest may share an identifier.
    """
    given = {
        "quote_start": citation.start,
        "quote_end": citation.end,
        "quote": citation.quote[:QUOTE_IN_URL],
        "on": on.isoformat(),
    }
    query = urlencode(given)
    return f"{provision_url(citation.provision_id)}?{query}"


def _view(library: PageLibrary, provision_id: str, on: date, quote: str = "") -> ProvisionView | None:
    try:
        return library.provision(provision_id, quote=quote, on=on)
    except (NotFound, InvalidIdentifier):
        return None


def _cited_source(library: PageLibrary, citation: Citation, number: int, on: date) -> CitedSource:
    view = _view(library, citation.provision_id, on, citation.quote)
    if view is None:
        label = path_label(citation.provision_id) or citation.provision_id
        return CitedSource(
            number,
            label,
            "Sumber ini tidak lagi ada di pustaka.",
            force_badge("tidak-diketahui"),
            "",
            False,
            False,
            citation_url(citation, on),
            "",
        )
    reading = "" if view.digest or on == library.today() else f"?pada={on.isoformat()}"
    return CitedSource(
        number,
        citation_label(citation.provision_id, view.source),
        view.source.regulation.title if view.source.regulation else view.source.title,
        force_badge(view.status),
        view.status_reason,
        view.status == "berlaku",
        view.digest,
        citation_url(citation, on),
        f"{source_url(view.source.id)}{reading}#{anchor(citation.provision_id)}",
    )


def _sources(library: PageLibrary, answer: Answer) -> dict[str, CitedSource]:
    """Cited provisions by identifier, numbered from 1 in the order they are first cited."""
    found: dict[str, CitedSource] = {}
    on = answer.question.on
    for claim in answer.claims:
        for citation in claim.citations:
            if citation.provision_id not in found:
                found[citation.provision_id] = _cited_source(library, citation, len(found) + 1, on)
            quotes = found[citation.provision_id].quotes
            pair = (citation.quote, citation_url(citation, on))
            if pair not in quotes:
                quotes.append(pair)
    return found


def _body(answer: Answer, sources: dict[str, CitedSource]) -> list[Block[Marker]]:
    """The claims laid out as ``answer.text`` lays them out: its line breaks and bullets count."""
    runs: list[Run[Marker]] = []
    cursor = 0
    for claim in answer.claims:
        at = answer.text.find(claim.text, cursor)
        gap = _MARKER.sub("", answer.text[cursor:at]) if at >= 0 else " "
        cursor = at + len(claim.text) if at >= 0 else cursor
        once = {citation.provision_id: citation for citation in reversed(claim.citations)}
        markers = tuple(
            Marker(sources[key].number, sources[key].label, citation_url(citation, answer.question.on))
            for key, citation in reversed(once.items())
        )
        runs += split_lines(gap + claim.text, markers, fresh=not runs)
    runs += split_lines(_MARKER.sub("", answer.text[cursor:]), fresh=not runs)
    return blocks(runs, flowing=True)


def sentence_blocks(library: PageLibrary, claims: Sequence[Claim], on: date) -> list[Block[Marker]]:
    """The last of ``claims`` laid out alone, with its markers numbered as in the whole answer."""
    numbers = citation_numbers(claims)
    once = {citation.provision_id: citation for citation in reversed(claims[-1].citations)}
    markers = tuple(
        Marker(
            numbers[citation.provision_id],
            _passage_label(library, citation.provision_id, (), on),
            citation_url(citation, on),
        )
        for citation in reversed(once.values())
    )
    return blocks(split_lines(claims[-1].text, markers, fresh=True), flowing=True)


def _passage_label(library: PageLibrary, unit_id: str, path: tuple[str, ...], on: date) -> str:
    view = _view(library, unit_id, on)
    return citation_label(unit_id, view.source) if view else " › ".join(path) or unit_id


def _ask_url(question: str, on: date, *, literal: bool = False) -> str:
    asked = {"q": question, "on": on.isoformat(), **({LITERAL: "ya"} if literal else {})}
    return "/tanya?" + urlencode(asked)


def _procedures(library: PageLibrary, answer: Answer) -> list[EntryLink]:
    if answer.origin != "faq" or answer.status not in _ANSWERING or not library.status().ready:
        return []
    return entry_links(library.entries.procedures(answer.origin_id))


def answer_page(library: PageLibrary, answer: Answer, contact: str) -> AnswerPage:
    """Prepare ``answer`` for the template; ``contact`` is who to turn to."""
    on = answer.question.on
    outcome = outcome_of(answer)
    sources = _sources(library, answer)
    return AnswerPage(
        answer=answer,
        outcome=outcome,
        next_step=outcome.next_step.format(contact=contact),
        body=_body(answer, sources),
        sources=list(sources.values()),
        confidence=confidence_words(answer.confidence) if answer.status in _ANSWERING else None,
        origin=ORIGINS.get(answer.origin, ""),
        origin_url=provision_url(answer.origin_id) if answer.origin_id else "",
        procedures=_procedures(library, answer),
        passages=[
            RetrievedPassage(
                _passage_label(library, passage.unit.id, passage.unit.path, on),
                f"{provision_url(passage.unit.id)}?{urlencode({'on': on.isoformat()})}",
                passage.score,
                force_badge(passage.status),
                [(SCORE_PARTS.get(name, name), value) for name, value in passage.why.items()],
            )
            for passage in answer.passages
        ],
        checks=[CheckLine(CHECKS.get(c.name, c.name), c.passed, c.detail) for c in answer.checks],
        choices=[(choice.label, _ask_url(choice.question, on)) for choice in answer.choices],
        share_url=_ask_url(answer.question.text, on, literal=answer.question.literal),
        literal_url=_ask_url(answer.question.text, on, literal=True) if answer.read_as else "",
        on=long_date(on),
    )
