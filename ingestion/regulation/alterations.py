"""Sentences that change another regulation: "Undang-Undang Nomor … diubah sebagai berikut"."""

import re
from collections.abc import Iterable, Iterator

from corpus.models import Provision, Regulation, Relation, RelationKind
from ingestion.regulation.passages import Passage, passages
from ingestion.regulation.reference_roles import Role, roles_in
from ingestion.regulation.references import references_in

_CHANGED = re.compile(
    r"(?<!telah )(?<!sebagaimana )(?<!kali )(?<!dapat )(?<!yang )"
    r"\b(?:diubah|dirubah|dirobah|ditambah|disempurnakan|diganti)\b"
    r"(?:\s+(?:dan|atau)\s+(?:diubah|ditambah|disempurnakan))?"
    r"(?:\s+(?:lagi|seluruhnya|untuk\s+\S+\s+kali(?:nya)?)){0,2}\s*,?\s*"
    r"(?=sebagai\s?berikut|se\s?hingga|menjadi\b|dan\s+harus|:|dengan\s+(?:menambah|penambahan)|satu\b)"
)
_CHANGES = re.compile(r"^\s*(?:Mengubah|Menambah|Mengganti|Merubah)\b[^.;]{0,80}$")
_QUOTES = re.compile(r"berbunyi\b")
_SENTENCE = re.compile(r"(?<=\w\w\w)(?<!rps)(?<!Prp)(?<!Drt)(?<!nps)[.]\s+(?=[A-Z])")
_SAID_IN = re.compile(
    r"\b(?:dimaksud(?:kan)?|ditentukan|diatur|termaksud|tercantum|termuat)\b[^.;]{0,60}$", re.IGNORECASE
)
_WITH_THE_LAST = re.compile(r"(?:\([^()]*\)|[,\s]|\b(?:dan|jo\.?|jis\.?|juncto)(?=\s))*")
_CLAUSE = 100
_LONGEST_EVIDENCE = 1000


def alterations(regulation: Regulation, provisions: Iterable[Provision]) -> Iterator[Relation]:
    """The relations MENGUBAH that leads and sentences of the body state, in reading order."""
    for passage in passages(provisions):
        quotes = _QUOTES.search(passage.text)
        limit = quotes.start() if quotes else len(passage.text)
        if _CHANGED.search(passage.text, 0, limit + 1) or _CHANGES.match(passage.text[:120]):
            yield from _changed_in(regulation, passage, limit)


def _changed_in(regulation: Regulation, passage: Passage, limit: int) -> Iterator[Relation]:
    text = passage.text
    references = references_in(text[:limit])
    roles = roles_in(text, references)
    active = bool(references) and _CHANGES.match(text[: references[0].start]) is not None
    changed = [match.start() for match in _CHANGED.finditer(text)]
    said_in_until = -1  # where a name ends of whose own words the sentence speaks
    for reference, role in zip(references, roles, strict=True):
        if role in (Role.TITLE, Role.AMENDMENT):
            continue
        if role is Role.BASIS:
            joined = said_in_until >= 0 and _WITH_THE_LAST.fullmatch(text, said_in_until, reference.start)
            before = text[max(0, reference.start - _CLAUSE) : reference.start]
            if not joined and not _SAID_IN.search(before):
                continue
            said_in_until = reference.end
        verb = next((position for position in changed if position >= reference.end), None)
        if not active and (verb is None or verb > limit or _SENTENCE.search(text, reference.end, verb)):
            continue
        start = max((m.end() for m in _SENTENCE.finditer(text, 0, reference.start)), default=0)
        yield Relation(
            kind=RelationKind.MENGUBAH,
            subject_id=passage.unit_at(reference.start).id,
            target_id=reference.id,
            scope="seluruhnya",
            evidence=text[start : start + _LONGEST_EVIDENCE].strip(),
            since=regulation.effective,
        )
