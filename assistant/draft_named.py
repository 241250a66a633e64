"""Drafting for a question that names its provision: that provision, word for word, or that it is not here."""

from dataclasses import dataclass

from assistant.draft_force import fate
from assistant.models import Claim
from assistant.quoting import readable
from assistant.understand import Understood
from corpus.citations import format_citation
from corpus.identifiers import pasal_of
from corpus.knowledge import Knowledge
from corpus.models import Citation, Provision, ProvisionKind
from corpus.open_snapshot import OpenSnapshot
from corpus.validity import ForceStatus

REPEALED = frozenset({ForceStatus.DICABUT, ForceStatus.DICABUT_SEBAGIAN})
MOST_PROBLEMS = 5
MOST_CLAIMS = 12
"""Units of one answer: a long pasal is quoted up to here, the page shows the rest."""


@dataclass(frozen=True, slots=True)
class Named:
    """What became of the provisions and regulations that a question names.

    Attributes:
        claims: their words, unit by unit in reading order.
        problems: one Indonesian sentence for each that is not here, or that held on another day only.
        ended: something among them no longer holds; the claims say what ended it.
    """

    claims: tuple[Claim, ...]
    problems: tuple[str, ...]
    ended: bool = False


def draft_named(snapshot: OpenSnapshot, understood: Understood) -> Named:
    """Quote every provision that the question names; an ayat that is not there gives its pasal.

    What no longer holds is quoted after the words that ended it.
    """
    claims: list[Claim] = []
    problems: list[str] = []
    ended = False
    for name in understood.named:
        identifier = snapshot.force.wording_on(name, understood.on) or name
        force = snapshot.force.in_force(identifier, understood.on)
        told = tuple(fate(snapshot, identifier, understood.on)) if force.status in REPEALED else ()
        ended = ended or (bool(told) and not force.holds)
        problem = _problem(snapshot, understood, identifier, is_told=bool(told))
        if problem:
            problems.append(problem)
        elif "/" in identifier:
            claims += told
            claims += _quotations(_resolve(snapshot.knowledge, identifier))
    return Named(tuple(dict.fromkeys(claims[:MOST_CLAIMS])), _bounded(problems), ended)


def _bounded(problems: list[str]) -> tuple[str, ...]:
    distinct = list(dict.fromkeys(problems))
    more = len(distinct) - MOST_PROBLEMS
    return (*distinct[:MOST_PROBLEMS], *([f"Begitu pula {more} rujukan lainnya."] if more > 0 else []))


def _problem(snapshot: OpenSnapshot, understood: Understood, identifier: str, *, is_told: bool) -> str:
    label = format_citation(identifier)
    regulation = identifier.split("/")[0]
    if regulation not in snapshot.force.known:
        return f"Naskah {format_citation(regulation)} tidak ada di pustaka ini."
    force = snapshot.force.in_force(identifier, understood.on)
    inserted_later = force.status is ForceStatus.BELUM_BERLAKU and force.by is not None
    if "/" in identifier and not inserted_later and not _resolve(snapshot.knowledge, identifier):
        return f"{label} tidak ditemukan di pustaka ini."
    if "/" in identifier and not force.holds and not is_told:
        return f"{label} tidak berlaku pada tanggal yang ditanyakan. {force.reason}"
    return ""


def _resolve(knowledge: Knowledge, identifier: str) -> list[Provision]:
    """The provision and what is under it, or those of its pasal; empty where neither is here."""
    for wanted in (identifier, pasal_of(identifier)):
        for _, source in knowledge.readings(wanted):
            return knowledge.provisions_under(source.id, wanted)
        # A digest may hold what is under a provision without the provision itself.
        below = knowledge.provisions_below(wanted)
        if below:
            return below
    return []


def _quotations(provisions: list[Provision]) -> list[Claim]:
    """One claim a unit: an ayat or a pasal without ayat whole, so that a list keeps its lead."""
    ayat = [provision.id for provision in provisions if provision.kind is ProvisionKind.AYAT]
    over = {"/".join(one.split("/")[:depth]) for one in ayat for depth in range(1, one.count("/") + 1)}
    tops: list[Provision] = []
    for provision in provisions:
        under = any(provision.id.startswith(f"{top.id}/") for top in tops)
        if provision.id not in over and not under and provision.full_text.strip():
            tops.append(provision)
    return [
        Claim(
            text=readable(provision.full_text),
            citations=(
                Citation(
                    provision_id=provision.id,
                    quote=provision.full_text,
                    start=0,
                    end=len(provision.full_text),
                ),
            ),
        )
        for provision in tops
    ]
