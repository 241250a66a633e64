"""What an officer names to cite, as citations: the stored words at their place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from api.forum.edited_text import Reference, provision_named
from assistant.draft_provision import finest
from assistant.entry_citations import bearing_quotes
from assistant.fact_support import checkable
from assistant.models import Answer
from assistant.quoting import Weigh, window
from corpus.citations import format_citation
from corpus.identifiers import provision_of
from corpus.models import Citation, PassageKind, Provision
from corpus.open_snapshot import OpenSnapshot
from corpus.search_words import known_words, search_words
from corpus.text import locate

CITABLE = frozenset({PassageKind.SOP, PassageKind.TEXT})
"""What may be cited though it is no law; FAQ and forum entries are no basis."""
SEARCHED = 30
"""Units in which words are looked for that are quoted without saying where they stand."""
FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What a reference leads to; ``problem`` says in Indonesian why it leads nowhere."""

    citations: tuple[Citation, ...] = ()
    problem: str = ""


class Citing:
    """Looks up references for one reply.

    Args:
        base: the answer that is edited: words quoted without their place are looked for in what it cites
            and was found for it first.
    """

    def __init__(self, snapshot: OpenSnapshot, base: Answer, on: date) -> None:
        self._snapshot = snapshot
        self._on = on
        near = [citation.provision_id for claim in base.claims for citation in claim.citations]
        self._near = [*near, *(provision_of(passage.unit.id) for passage in base.passages)]

    def find(self, reference: Reference, sentence: str) -> Found:
        """What a reference means.

        Args:
            sentence: the words that cite it: without a quotation, what bears on them is quoted.
        """
        if not reference.what:
            return self._find_words(reference.quote)
        identifier = provision_named(reference.what)
        readings = self._readings(identifier) if identifier is not None else []
        if readings:
            return _quoted(readings, reference, sentence, self._snapshot.lexical.weight)
        return self._find_unit(reference, sentence, is_law=identifier is not None)

    def _readings(self, identifier: str) -> list[Provision]:
        """The stored readings of a provision in its wording on the day, the official text first."""
        wanted = identifier
        if "@" not in identifier:
            wanted = self._snapshot.force.wording_on(identifier, self._on) or identifier
        found = self._snapshot.knowledge.readings_by_id([wanted])
        return [provision for readings in found.values() for provision, _ in readings]

    def _find_unit(self, reference: Reference, sentence: str, *, is_law: bool) -> Found:
        """Words of a text that is no law."""
        unit = self._snapshot.knowledge.units_by_id([reference.what]).get(reference.what)
        if unit is None:
            known = "ada di pustaka ini" if is_law else "dikenali sebagai pasal atau pengenal sumber"
            return Found(problem=f"rujukan “{reference.what}” tidak {known}")
        if unit.kind not in CITABLE:
            return Found(problem=f"“{reference.what}” adalah jawaban terdahulu, bukan dasar hukum")
        if reference.quote:
            place = locate(reference.quote, unit.text)
            if place is None:
                return Found(problem=f"kutipan “{_short(reference.quote)}” tidak ada dalam {reference.what}")
            places = [place]
        else:
            places = window(unit.text, known_words(sentence), self._snapshot.lexical.weight)
        return Found(
            tuple(
                Citation(provision_id=unit.id, quote=unit.text[start:end], start=start, end=end)
                for start, end in places
            )
        )

    def _find_words(self, quote: str) -> Found:
        """Where quoted words stand, nearest to the answer first, in the narrowest provision that has them."""
        if len(quote.split()) < FEWEST_WORDS:
            return Found(problem=f"kutipan “{quote}” terlalu pendek untuk dicari; sebutkan pasalnya")
        for provisions in self._candidates(quote):
            for provision in provisions:
                place = locate(quote, provision.full_text)
                if place is not None:
                    words = provision.full_text[place[0] : place[1]]
                    below = self._snapshot.knowledge.provisions_below(provision.id)
                    exact = finest([provision, *below], words)
                    return Found(() if exact is None else (exact,))
        return Found(problem=f"kutipan “{_short(quote)}” tidak ditemukan; sebutkan pasalnya")

    def _candidates(self, quote: str) -> Iterator[list[Provision]]:
        for identifiers in (self._near, self._searched(quote)):
            found = self._snapshot.knowledge.readings_by_id(list(dict.fromkeys(identifiers)))
            yield [
                provision
                for identifier, readings in found.items()
                for provision, _ in readings
                if self._snapshot.force.in_force(identifier, self._on).holds
            ]

    def _searched(self, quote: str) -> list[str]:
        scores = self._snapshot.lexical.scores(search_words(quote))
        best = scores.argsort()[::-1][:SEARCHED]
        return [provision_of(self._snapshot.unit_ids[row]) for row in best if scores[row] > 0]


def _quoted(readings: Sequence[Provision], reference: Reference, sentence: str, weigh: Weigh) -> Found:
    if not reference.quote:
        wanted, needed = set(known_words(sentence)), set(checkable(sentence))
        return Found(tuple(bearing_quotes(readings[0], wanted, needed, weigh)))
    for provision in readings:
        place = locate(reference.quote, provision.full_text)
        if place is not None:
            start, end = place
            words = provision.full_text[start:end]
            return Found((Citation(provision_id=provision.id, quote=words, start=start, end=end),))
    where = format_citation(readings[0].id)
    return Found(problem=f"kutipan “{_short(reference.quote)}” tidak ada dalam {where}")


def _short(words: str) -> str:
    return words if len(words) <= 80 else words[:79] + "…"
