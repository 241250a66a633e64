"""Sentences that revoke: "… dicabut dan dinyatakan tidak berlaku", before or after what they revoke."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.models import Provision, Regulation, Relation, RelationKind
from ingestion.regulation.passages import Passage, passages
from ingestion.regulation.reference_roles import Role, roles_in
from ingestion.regulation.references import Reference, provisions_before, references_in
from ingestion.regulation.scopes import WHOLE, readable

_NOT_AN_ACT = "".join(
    rf"(?<!\b{word} )"  # the whole word: "dinyatakan dicabut" is an act, "akan dicabut" none
    for word in ("belum", "telah", "yang", "dapat", "akan", "jika", "apabila", "sebelum", "sudah")
)
_REVOKED = re.compile(
    rf"{_NOT_AN_ACT}(?:\bdicabut\b(?=\s*(?:dan|serta|kembali|untuk|[.,;:]|$|sepanjang|sejak|terhitung|mulai))"
    r"|(?<!telah )(?<!yang )\b(?:dinyatakan|menjadi)\s+(?:sudah\s+)?tidak\s+"
    r"(?:mempunyai\s+(?:daya|kekuatan)\s+)?berlaku\b"
    r"|\btidak\s+berlaku\s+lagi\b|\bditarik\s+kembali\b)"
)
_VERB = re.compile(r"cabut|tidak\s+(?:mempunyai\s+(?:daya|kekuatan)\s+)?berlaku|ditarik")
_LIMITED = re.compile(r"(?:\s+lagi)?\s+(?:(?:bagi|terhadap|dalam|apabila|jika)\b|untuk\s+(?!selu|seba))")
_REVOKES = re.compile(
    r"(?:^|[:,.\n]\s*)[Mm]encabut\b|\b[Dd]engan\s+mencabut\b|\b[Bb]erlakunya\b[^.;]{0,80}?\bmencabut\b"
)
_KEPT = re.compile(r"\b(?:tetap|masih)\s+(?:dinyatakan\s+)?(?:tetap\s+)?(?:ber|di)?laku(?:kan)?\b")
_OPEN = re.compile(
    r"(?:\s+(?:lagi|seluruhnya|lagi\s+seluruhnya))?\s*(?:(?:untuk\s+)?(?:sebagian|seluruhnya)\s*)?"
    r"(?:(?:,\s*)?(?:yaitu|ialah|ketentuan(?:-ketentuan)?(?:\s+dalam)?)\s*)?:?\s*"
    r"(?:(?:[a1I]\s?[.)])\s*)?[\[\"“]?(?:[Kk]etentuan\s+)?(?:[Pp]asal\s[^.;:]{1,80}\s)?$"
)
_COLON = re.compile(r"(?:\s+lagi)?\s*:")
_SENTENCE = re.compile(r"(?<=\w\w\w)(?<!rps)(?<!Prp)(?<!Drt)(?<!nps)[.]\s+(?=[A-Z(])")
_CHUNK = re.compile(r";|\n(?=\S{1,4}\.\s)")
_DAY = re.compile(r"berlaku|diundangkan|ditetapkan")
_EXTENT = re.compile(r"\bsepanjang\b[^.;,]{3,200}|\byang\s+(?:bertentangan|mengatur)\b[^.;,]{3,200}")
_PERMITS = re.compile(r"\b(?:yang|dapat|izin)\b")
_OTHERS = re.compile(r"\b(?:segala|semua|peraturan|ketentuan)\b")
_PART = re.compile(
    r"\b[Kk]etentuan\s+(?:(?:mengenai|tentang)\s+)?[^;:.]{3,300}\s(?:dalam|pada)(?=\s*(?:(?:[Pp]asal|[Bb]ab|BAB)\s[^;:.]{1,60})?$)"
    r"|\b(?:BAB|Bab|Bagian|Lampiran)\s[^;:.]{1,80}$"
)
_OF_PARTS = re.compile(r"\b[Kk]etentuan(?:-ketentuan)?\s+(?:di\s?)?dalam\s*:")
_PARTIAL = re.compile(r"\b(?:[Pp]asal|[Kk]etentuan|BAB|Bab|[Bb]uku|Titel|sepanjang)\b")
_AND_CHANGES = re.compile(r"\b(?:berikut|beserta|dengan)\s+(?:segala|semua|seluruh)\s+perubahan")
_QUOTES = re.compile(r"berbunyi\s+(?:sebagai\s+)?berikut|berbunyi\s*:")
_CLAUSE = 400
_AFTER_VERB = 250
_LONGEST_EVIDENCE = 2000


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb that revokes or keeps; ``opens`` where what it acts on follows it."""

    start: int
    end: int
    revokes: bool
    opens: bool


def revocations(regulation: Regulation, provisions: Iterable[Provision]) -> Iterator[Relation]:
    """The relations MENCABUT that the body states, in reading order. Linear in its length."""
    for passage in passages(provisions):
        if not _VERB.search(passage.text):
            continue  # the patterns below look around every word
        if _REVOKED.search(passage.text) or _REVOKES.search(passage.text):
            yield from revoked_in(regulation, passage)


def revoked_in(regulation: Regulation, passage: Passage) -> Iterator[Relation]:
    """What one passage revokes; quoted new wording does not count."""
    quotes = _QUOTES.search(passage.text)
    limit = quotes.start() if quotes else len(passage.text)
    references = references_in(passage.text[:limit])
    if not references:
        return
    roles = roles_in(passage.text, references)
    ends = _sentence_ends(passage.text, limit, references)
    start = position = 0
    for end in (*ends, limit):
        first = position
        while position < len(references) and references[position].start < end:
            position += 1
        if position > first:
            sentence = _Sentence(passage, start, end, references[first:position], roles[first:position])
            yield from sentence.relations(regulation)
        start = end


def _sentence_ends(text: str, limit: int, references: Sequence[Reference]) -> list[int]:
    """Where sentences end, ascending; the dot of "No. 6. TAHUN 1964" within a name ends none."""
    ends = (match.start() + 1 for match in _SENTENCE.finditer(text, 0, limit))
    starts = [reference.start for reference in references]
    return [end for end in ends if not (i := bisect_right(starts, end)) or references[i - 1].end <= end]


class _Verbs:
    """Verbs by position, so that a list of thousands of regulations takes no more than linear time."""

    def __init__(self, verbs: Sequence[_Verb]) -> None:
        self._verbs = verbs
        self._starts = [verb.start for verb in verbs]

    def first_from(self, position: int) -> _Verb | None:
        """The first verb that starts at ``position`` or after it."""
        index = bisect_left(self._starts, position)
        return self._verbs[index] if index < len(self._verbs) else None

    def last_before(self, position: int) -> _Verb | None:
        """The last verb that ends at ``position`` or before it."""
        before = range(bisect_left(self._starts, position) - 1, -1, -1)
        return next((self._verbs[index] for index in before if self._verbs[index].end <= position), None)


class _Sentence:
    """A sentence with its verbs, its references and the chunks (list items) it consists of."""

    def __init__(
        self, passage: Passage, start: int, end: int, references: list[Reference], roles: list[Role]
    ) -> None:
        self._text = passage.text
        self._passage = passage
        self._start, self._end = start, end
        self._references, self._roles = references, roles
        self._bounds = [start, *(m.start() for m in _CHUNK.finditer(self._text, start, end)), end]
        self._sentence = self._text[start:end].strip()
        self._starts = [reference.start for reference in references]
        self._verbs = self._find_verbs()
        self._opening = _Verbs([verb for verb in self._verbs if verb.opens])
        self._closing = _Verbs([verb for verb in self._verbs if not verb.opens])
        self._first_day = _DAY.search(self._text, start, end)
        self._permits = [match.start() for match in _PERMITS.finditer(self._text, start, end)]
        self._partials = [match.start() for match in _PARTIAL.finditer(self._text, start, end)]
        self._limits: dict[int, re.Match[str] | None] = {}
        self._lead = _OF_PARTS.search(self._text, start, references[0].start)

    def _find_verbs(self) -> list[_Verb]:
        text = self._text
        verbs = [
            _Verb(m.start(), m.end(), True, self._opens(m.end()))
            for m in _REVOKED.finditer(text, self._start, self._end)
            if not _LIMITED.match(text, m.end())
        ]
        verbs += [
            _Verb(m.start(), m.end(), True, True) for m in _REVOKES.finditer(text, self._start, self._end)
        ]
        verbs += [
            _Verb(m.start(), m.end(), False, False) for m in _KEPT.finditer(text, self._start, self._end)
        ]
        return sorted(verbs, key=lambda verb: verb.start)

    def _opens(self, end: int) -> bool:
        if _COLON.match(self._text, end):
            return True
        following = bisect_left(self._starts, end)
        if following == len(self._starts):
            return False
        return bool(_OPEN.match(self._text[end : min(self._starts[following], end + _CLAUSE)]))

    def _chunk(self, start: int, end: int) -> tuple[int, int]:
        """The bounds of the chunks that hold two positions: before the first, after the second."""
        return self._bounds[bisect_right(self._bounds, start) - 1], self._bounds[
            bisect_left(self._bounds, end)
        ]

    def relations(self, regulation: Regulation) -> Iterator[Relation]:
        depth, position = 0, self._start
        scope = WHOLE
        base_whole: bool | None = None  # until a regulation with a number is named: an ordinance, a code
        for reference, role in zip(self._references, self._roles, strict=True):
            words = self._text[position : reference.start]
            depth += words.count("(") - words.count(")")
            position = reference.start
            verb = self._verb_of(reference)
            if depth > 0:
                continue  # inside brackets stands where a regulation was published, not what is revoked
            if verb is None or not verb.revokes:
                base_whole = False
                continue
            if role is Role.AMENDMENT:
                # Whoever revokes a rule with its amendments revokes these too; of a part this is not said.
                if (
                    base_whole
                    or (base_whole is None and self._begins_whole(reference))
                    or _AND_CHANGES.search(words)
                ):
                    yield self._relation(regulation, reference, verb, reference.id, scope)
                continue
            if role is not Role.SUBJECT:
                continue
            targets = provisions_before(self._text, reference)
            scope = self._scope(reference, verb)
            base_whole = not targets and scope == WHOLE
            for target in targets or [reference.id]:
                yield self._relation(regulation, reference, verb, target, scope)

    def _begins_whole(self, reference: Reference) -> bool:
        low, _ = self._chunk(reference.start, reference.start)
        return bisect_left(self._partials, low) == bisect_left(self._partials, reference.start)

    def _verb_of(self, reference: Reference) -> _Verb | None:
        """The verb that governs a reference: in its own item, before the list, or at the list's end."""
        low, high = self._chunk(reference.start, reference.end)
        after = self._closing.first_from(reference.end)
        if after is not None and after.start < high and self._reaches(reference, after):
            return after
        opening, closed = (
            self._opening.last_before(reference.start),
            self._closing.last_before(reference.start),
        )
        if opening is not None and (closed is None or closed.start < low):
            return opening
        for verbs in (self._opening, self._closing):
            if (own := verbs.first_from(low)) is not None and own.start < high:
                return None
        return self._closing.first_from(high)

    def _reaches(self, reference: Reference, verb: _Verb) -> bool:
        """A bare "dicabut" may be about a licence; a repeal names its day or follows the name at once."""
        if "tidak berlaku" in self._text[verb.start : verb.end + 40] or not verb.revokes:
            return True
        if self._first_day is not None and self._first_day.end() <= verb.start:
            return True
        permit = bisect_left(self._permits, reference.end)
        return permit == len(self._permits) or self._permits[permit] >= verb.start

    def _scope(self, reference: Reference, verb: _Verb) -> str:
        text = self._text
        low, chunk_end = self._chunk(reference.start, reference.end)
        extent = _EXTENT.search(text, reference.end, min(chunk_end, reference.end + 2 * _CLAUSE))
        if extent is not None and _OTHERS.search(text, reference.end, extent.start()):
            extent = None
        if extent is None and reference.end <= verb.start < chunk_end:
            extent = _EXTENT.search(text, verb.start, min(chunk_end, verb.end + _AFTER_VERB))
        words = (
            extent
            or self._common_limit(verb)
            or _PART.search(text, max(low, reference.start - _CLAUSE), reference.start)
        )
        return readable(words.group()) if words else WHOLE

    def _common_limit(self, verb: _Verb) -> re.Match[str] | None:
        """What limits every item of a list: the words that close it, or those before it."""
        low, _ = self._chunk(verb.start, verb.start)
        if verb.opens or bisect_left(self._starts, low) < bisect_left(self._starts, verb.start):
            return self._lead
        if verb.start not in self._limits:
            self._limits[verb.start] = _EXTENT.search(self._text, low, min(self._end, verb.end + _AFTER_VERB))
        return self._limits[verb.start] or self._lead

    def _relation(
        self, regulation: Regulation, reference: Reference, verb: _Verb, target: str, scope: str
    ) -> Relation:
        evidence = self._sentence
        if len(evidence) > _LONGEST_EVIDENCE:
            low = min(reference.start, verb.start)
            high = max(reference.end, verb.end)
            begin = max(self._start, low if high - low < _LONGEST_EVIDENCE else reference.start)
            evidence = self._text[begin : begin + _LONGEST_EVIDENCE].strip()
        return Relation(
            kind=RelationKind.MENCABUT,
            subject_id=self._passage.unit_at(reference.start).id,
            target_id=target,
            scope=scope,
            evidence=evidence,
            since=regulation.effective,
        )
