"""Drafting for a question about what a term means: its legal definition in force, word for word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.lexicon import lexicon
from assistant.models import Claim
from assistant.quoting import readable
from assistant.understand import Understood
from corpus.amendments import Term
from corpus.citations import format_citation
from corpus.identifiers import RegulationType, without_version
from corpus.models import Citation, Provision, Source
from corpus.open_snapshot import OpenSnapshot
from corpus.search_words import known_words
from corpus.text import fold

MOST_OTHERS = 3
"""Further regulations that define the term and are named."""
LONGEST_TERM = 12
"""Words; a longer phrase is no term."""
_ASKS = re.compile(
    r"""^\W*(?:(?:jadi|sebenarnya|sebetulnya|kalau|jelaskan|sebutkan|tolong|mohon|mau\s+tanya)\W+)*(?:
      apa(?:kah)?\s+(?:sih\s+)?(?:(?:yang|yg)\s+)?
        (?:di)?(?:maksud|maksudkan|sebut)(?:nya)?\s+(?:dengan\s+|oleh\s+|dari\s+)?(?P<meant>.+)
      |apa(?:kah)?\s+(?:sih\s+)?(?:itu|arti|artinya|pengertian|definisi)\s+(?:dari\s+)?(?P<what>.+)
      |(?:yang\s+)?dimaksud\s+(?:dengan\s+)(?P<said>.+?)(?:\s+(?:itu\s+|adalah\s+)?apa)
      |(?:apa\s+)?(?:definisi|pengertian|arti(?:\s+kata)?)(?:nya)?\s+(?:dari\s+)?(?P<defined>.+?)(?:\s+(?:itu\s+)?apa)?
      |(?P<named>.+?)\s+(?:itu|tuh|adalah|artinya|maksudnya|ini)\s+apa(?:an|kah)?
    )(?:\s+(?:itu|sih|ya|yaa|dong|nih|tuh|min|kak|pak|bu|adalah))*\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_WITHIN = re.compile(r"\s+(?:menurut|dalam|di|berdasarkan|pada|sesuai)\s.*$", re.IGNORECASE)
_GENERAL = re.compile(r"/pasal-1(?:@[\d-]+)?/")
"""The general provisions (ketentuan umum), where a law defines its terms."""


@dataclass(frozen=True, slots=True)
class _Definition:
    """A definition that reads and holds on the day asked about."""

    term: Term
    provision: Provision
    source: Source

    @property
    def regulation(self) -> str:
        return self.provision.id.split("/")[0]


def draft_definition(snapshot: OpenSnapshot, understood: Understood) -> tuple[Claim, ...]:
    """The definition of the term that is asked about, then who else defines it; empty where there is none.

    Of several in force the highest regulation goes first, then one about the term or personnel, then
    the newest. A regulation that the question names is the only one meant.
    """
    if any("/" in name for name in understood.named):
        return ()
    for name in _asked_terms(understood.text):
        found = _in_force(snapshot, understood, name)
        exact = {one.regulation for one in found if fold(one.term.term) == fold(name)}
        found.sort(key=lambda one: (one.regulation not in exact, *_precedence(one)))
        if found:
            return (_quotation(found[0]), *_also(found))
    return ()


def _asked_terms(question: str) -> Iterator[str]:
    """What the question asks the meaning of, as it is written, then without where it is to be looked up."""
    match = _ASKS.match(question)
    asked = next((text for text in match.groups() if text), "") if match else ""
    for text in dict.fromkeys((asked, _WITHIN.sub("", asked))):
        term = re.sub(r"\s+(?:itu|sih|ya|adalah)$", "", text.strip(" \t\"'“”‘’?.!,:;"), flags=re.IGNORECASE)
        if term and len(term.split()) <= LONGEST_TERM:
            yield term


def _in_force(snapshot: OpenSnapshot, understood: Understood, name: str) -> list[_Definition]:
    """Definitions of a term, one of each regulation, in the wording of the day."""
    # Of what an abbreviation can stand for, what personnel offices mean by it.
    spelled_out = lexicon().terms.get(name.lower(), "")
    terms = snapshot.knowledge.terms_named(spelled_out) or snapshot.knowledge.terms_named(name)
    places: dict[str, Term] = {}
    for term in terms:
        for place in _places(snapshot, term):
            reads = snapshot.force.wording_on(without_version(place), understood.on)
            regulation = place.split("/")[0]
            asked_for = not understood.named or regulation in understood.named
            if reads and asked_for and snapshot.force.in_force(reads, understood.on).holds:
                places.setdefault(reads, term)
    found: dict[str, _Definition] = {}
    for place, readings in snapshot.knowledge.readings_by_id(list(places)).items():
        provision, source = readings[0]
        definition = _Definition(places[place], provision, source)
        if fold(provision.text).startswith(fold(definition.term.term)):
            found.setdefault(definition.regulation, definition)
    return list(found.values())


def _places(snapshot: OpenSnapshot, term: Term) -> Iterator[str]:
    """Where a definition stands among general provisions; of new wording, in the law that it changes."""
    places = [term.provision_id]
    if term.provision_id.count("/pasal-") > 1:
        changes = snapshot.knowledge.amendments_by(term.provision_id.split("/")[0])
        places = [
            change.target_id + term.provision_id.removeprefix(change.text_id)
            for change in changes
            if change.text_id and term.provision_id.startswith(f"{change.text_id}/")
        ]
    yield from (place for place in places if _GENERAL.search(place))


def _precedence(definition: _Definition) -> tuple[int, bool, bool, int, str]:
    regulation = definition.source.regulation
    title = regulation.title if regulation else ""
    words = known_words(title)
    return (
        regulation.type.rank if regulation else len(RegulationType),
        not known_words(definition.term.term) <= words,
        not lexicon().in_domain(title),
        -(regulation.year or 0) if regulation else 0,
        definition.provision.id,
    )


def _quotation(definition: _Definition) -> Claim:
    text = definition.provision.full_text
    return Claim(text=readable(text), citations=(_whole(definition),))


def _also(found: list[_Definition]) -> tuple[Claim, ...]:
    """One line on further regulations that define the term, each cited where it does."""
    first, *others = found
    named = others[:MOST_OTHERS]
    if not named:
        return ()
    names = [_name(one, first.term) for one in named]
    if len(others) > len(named):
        names.append("beberapa peraturan lain")
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} dan {names[-1]}"
    text = f"Istilah “{first.term.term}” juga didefinisikan dalam {listed}."
    return (Claim(text=text, citations=tuple(map(_whole, named))),)


def _name(definition: _Definition, first: Term) -> str:
    regulation = format_citation(definition.regulation)
    same = fold(definition.term.term) == fold(first.term)
    return regulation if same else f"{regulation} (sebagai “{definition.term.term}”)"


def _whole(definition: _Definition) -> Citation:
    text = definition.provision.full_text
    return Citation(provision_id=definition.provision.id, quote=text, start=0, end=len(text))
