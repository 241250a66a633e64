"""Drafts of an answer in the order they are preferred, before any of them is verified."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.draft_entry import asks_the_same, draft_answer, draft_sop, heading, ways_to_ask
from assistant.draft_force import fate
from assistant.draft_provision import draft_passages
from assistant.entry_focus import bearing, impersonal
from assistant.evidence import CONTEXT
from assistant.lexicon import lexicon
from assistant.models import Claim
from assistant.understand import EMPLOYEES, Understood
from corpus.models import FaqEntry, ForumAnswer, Passage, PassageKind, PassageUnit, SopEntry
from corpus.open_snapshot import OpenSnapshot
from corpus.rows import AnyEntry
from corpus.text import words
from corpus.validity import ForceStatus

ASKED = frozenset({PassageKind.FAQ, PassageKind.SOP, PassageKind.FORUM})
AS_LIKELY = 0.02
"""Entries whose probabilities differ by no more are as likely to answer."""
NEAR_BEST = 0.35
"""Further passages are quoted up to this difference in probability to the likeliest one."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One possible answer.

    Attributes:
        confidence: of the passage it was made from.
        origin, origin_id: see ``assistant.models.Answer``.
        whole: it stands or falls as a whole; otherwise what does not stand is dropped.
        ended: it rests on a rule that no longer holds, and says so.
    """

    claims: tuple[Claim, ...]
    confidence: float
    origin: str
    origin_id: str
    whole: bool
    ended: bool = False


def drafts(
    snapshot: OpenSnapshot, understood: Understood, ranked: list[tuple[Passage, float]], needed: float
) -> Iterator[Draft]:
    """Drafts one by one, the likeliest to answer first, so that only what is needed is written.

    Args:
        snapshot: where the texts are.
        understood: the question.
        ranked: passages best first, each with the probability that it answers.
        needed: the probability from which a passage is taken to answer.
    """
    likely = sorted((pair for pair in ranked if pair[1] >= needed), key=lambda pair: -pair[1])
    fitting = [pair for pair in likely if pair[0].holds]
    sources = [pair for pair in fitting if pair[0].unit.kind not in ASKED]
    # Considerations and elucidations speak only where no rule does.
    sources = [pair for pair in sources if not CONTEXT.search(pair[0].unit.id)] or sources
    entries = [pair for pair in fitting if pair[0].unit.kind in ASKED]
    bar = sources[0][1] if sources else 0.0
    entries = _nearer_first(snapshot, understood, entries)
    for passage, confidence in entries:
        if confidence >= bar:
            yield from _from_entry(snapshot, understood, passage.unit, confidence)
    if sources:
        yield _from_sources(snapshot, understood, sources)
    for passage, confidence in entries:
        if confidence < bar:
            yield from _from_entry(snapshot, understood, passage.unit, confidence)
    if not fitting:
        repealed = [pair for pair in likely if pair[0].status == ForceStatus.DICABUT.value]
        yield from _from_repealed(snapshot, understood, repealed)


def drafts_of(snapshot: OpenSnapshot, understood: Understood, entries: Sequence[str]) -> Iterator[Draft]:
    """A draft from each of the approved entries that were written for the question in its very words."""
    units = snapshot.knowledge.units_by_id(entries)
    for identifier in entries:
        if identifier in units:
            yield from _from_entry(snapshot, understood, units[identifier], 1.0)


def _nearer_first(
    snapshot: OpenSnapshot, understood: Understood, entries: list[tuple[Passage, float]]
) -> list[tuple[Passage, float]]:
    """The entries that apply; of those as likely as the likeliest, what is for those whom it names first.

    The likeliest stays first where it is itself asked about them: "mantan istri" may be whom it is about.
    """
    known = [(pair, snapshot.knowledge.entry(pair[0].unit.id)) for pair in entries]
    fitting = [(pair, entry) for pair, entry in known if entry is not None and applies(entry, understood)]
    if not fitting:
        return []
    (_, best), likeliest = max(fitting, key=lambda known: known[0][1])
    ways = [lexicon().standardise(way) for way in ways_to_ask(likeliest)]
    near = [
        pair[1] >= best - AS_LIKELY
        and for_those_named(entry, understood.text)
        and not any(for_those_named(entry, way) for way in ways)
        for pair, entry in fitting
    ]
    first = [pair for (pair, _), nearer in zip(fitting, near, strict=True) if nearer]
    return first + [pair for (pair, _), nearer in zip(fitting, near, strict=True) if not nearer]


def _from_entry(
    snapshot: OpenSnapshot, understood: Understood, unit: PassageUnit, confidence: float
) -> Iterator[Draft]:
    entry = snapshot.knowledge.entry(unit.id)
    if entry is None:
        return
    reads = wordings(snapshot, entry, understood.on)
    if reads != wordings(snapshot, entry, entry.checked):
        # It was checked against other words than those of the day asked about.
        return
    entry = entry.model_copy(update={"legal_basis": reads})
    weigh = snapshot.lexical.weight
    match entry:
        case FaqEntry() | ForumAnswer():
            claims = draft_answer(entry.answer, entry.legal_basis, snapshot.knowledge, weigh)
        case SopEntry():
            claims = draft_sop(entry, unit, snapshot.knowledge, weigh)
    if isinstance(entry, ForumAnswer):
        claims = impersonal(claims, understood)
    if not asks_the_same(entry, understood, weigh):
        # Asked something else, it is answered by the part of the entry that bears on it.
        claims = bearing(claims, understood, weigh)
    claims = (*heading(entry, understood, weigh), *claims)
    yield Draft(claims, confidence, unit.kind.value, unit.id, whole=True)


def wordings(snapshot: OpenSnapshot, entry: AnyEntry, on: date) -> tuple[str, ...]:
    """The legal basis as it reads on a day; a basis without a day does not mean its first wording."""
    return tuple(snapshot.force.wording_on(basis, on) or basis for basis in entry.legal_basis)


def for_those_named(entry: AnyEntry, text: str) -> bool:
    """Whether an entry is for a group ("Guru") that a text in standard words names; EMPLOYEES are none."""
    said = set(words(text))
    groups = [set(words(name)) - EMPLOYEES for name in entry.applies_to]
    return any(group and group <= said for group in groups)


def applies(entry: AnyEntry, understood: Understood) -> bool:
    """Whether the entry is about the kind of employee that the question names, if it names one."""
    about = {name.lower() for name in entry.applies_to} & understood.employees
    return not (understood.employees and entry.applies_to) or bool(about)


def _from_repealed(
    snapshot: OpenSnapshot, understood: Understood, repealed: list[tuple[Passage, float]]
) -> Iterator[Draft]:
    """The words of the best repealed rule, after what repealed it and what took its place."""
    if not repealed:
        return
    best = repealed[0][0]
    told = tuple(fate(snapshot, best.unit.id.split("/")[0], understood.on))
    if told:
        same = [pair for pair in repealed if pair[0].unit.source_id == best.unit.source_id]
        draft = _from_sources(snapshot, understood, same)
        before = Claim(text="Bunyi aturan yang dahulu berlaku:")
        yield replace(draft, claims=(*told, before, *draft.claims), ended=True)


def _from_sources(
    snapshot: OpenSnapshot, understood: Understood, sources: list[tuple[Passage, float]]
) -> Draft:
    best, confidence = sources[0]
    near = [passage for passage, probability in sources if probability >= confidence - NEAR_BEST]
    claims = draft_passages(near, set(understood.words), snapshot.knowledge, snapshot.lexical.weight)
    origin = "text" if best.unit.kind is PassageKind.TEXT else "provision"
    return Draft(claims, confidence, origin, best.unit.id, whole=False)
