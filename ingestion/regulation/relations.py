"""What a regulation does to others: mencabut, mengubah, melaksanakan, with the words that say so."""

import re
from collections.abc import Iterable, Sequence

from corpus.amendments import Amendment
from corpus.models import Provision, ProvisionKind, Regulation, Relation, RelationKind
from ingestion.regulation.amending.effects import changes_of, without_quoted
from ingestion.regulation.references import Reference, provisions_before, references_in

_REVOKED = re.compile(
    r"\bdicabut\b(?=\s*(?:dan|serta|[.,;]|$|sepanjang|sejak))|\b(?:dinyatakan|menjadi)\s+(?:sudah\s+)?tidak\s+berlaku\b|\btidak\s+berlaku\s+lagi\b"
)
_REVOKES = re.compile(r"^\s*Mencabut\b|^\s*Dengan\s+berlakunya\b.{0,80}\bmencabut\b", re.DOTALL)
_KEPT = re.compile(r"\btetap\s+berlaku\b")
_NOT_THE_SUBJECT = re.compile(
    r"(?:[Pp]erubahan\s+(?:\w+\s+)?(?:atas\s+|terhadap\s+)?|diubah[^.;]{0,40}\bdengan\s+|pelaksanaan(?:nya)?\s+(?:dari\s+)?|berdasarkan\s+|dimaksud\s+(?:dalam|pada)\s+|menjadi\s+)$"
)
_TITLED = re.compile(r"\btentang\s+[^;()]{0,300}$", re.IGNORECASE)
# New wording that an amending regulation puts into another may itself speak of revoking.
_AMENDMENT_UNIT = re.compile(r"/pasal-[ivx]+/angka-")
_AMENDS = re.compile(r"\b(?:diubah|disisipkan|ditambah(?:kan)?|dipecah|berbunyi)\b")
_QUOTES = re.compile(r"berbunyi\s+(?:sebagai\s+)?berikut|berbunyi\s*:")
_BREAK = re.compile(r"(?<!\bNo)(?<!\bjo)[.;]\s+(?=[A-Z])")
_EXTENT = re.compile(r"\bsepanjang\b[^.;,]{3,200}")
_PART = re.compile(
    r"\b[Kk]etentuan\s+(?:mengenai\s+)?[^;:.]{3,300}\s(?:dalam|pada)(?=\s*(?:(?:[Pp]asal|[Bb]ab|BAB)\s[^;:.]{1,60})?$)"
)
_CHANGES = re.compile(r"\bPerubahan\b[^.;]{0,60}?\b(?:atas|terhadap|dan tambahan)?\b", re.IGNORECASE)
_REVOCATION_TITLE = re.compile(r"\bPencabutan\b", re.IGNORECASE)
_CARRIES_OUT = re.compile(
    r"\b(?:melaksanakan|pelaksanaan)\s+(?:(?:lebih\s+lanjut|dari|amanat|ketentuan|bunyi)\s+){0,3}"
    r"(?=[Pp]asal\s|Undang|Peraturan\s|Ketetapan\s|Keputusan\s)"
)
_CLAUSE = 400
_AFTER_VERB = 250
_LONGEST_EVIDENCE = 2000


def relations_of(
    regulation: Regulation, provisions: Iterable[Provision], amendments: Sequence[Amendment] = ()
) -> tuple[Relation, ...]:
    """The relations that title, considerations, amendments and provisions state, without duplicates."""
    units = without_quoted(tuple(provisions), amendments)
    found: dict[tuple[RelationKind, str], Relation] = {}
    for relation in (
        *_from_title(regulation),
        *changes_of(regulation, amendments),
        *_revocations(regulation, units),
        *_carried_out(regulation, units),
    ):
        if not relation.target_id.startswith(f"{regulation.id}/") and relation.target_id != regulation.id:
            found.setdefault((relation.kind, relation.target_id), relation)
    return tuple(found.values())


def _from_title(regulation: Regulation) -> list[Relation]:
    references = references_in(regulation.title)
    if not references:
        return []
    first = references[0]
    before = regulation.title[: first.start]
    if _REVOCATION_TITLE.search(before):
        kind = RelationKind.MENCABUT
    elif _CHANGES.search(before):
        kind = RelationKind.MENGUBAH
    else:
        return []
    return [
        Relation(
            kind=kind,
            subject_id=regulation.id,
            target_id=first.id,
            evidence=regulation.title,
            since=regulation.effective,
        )
    ]


def _revocations(regulation: Regulation, units: tuple[Provision, ...]) -> list[Relation]:
    children: dict[str, list[Provision]] = {}
    for unit in units:
        children.setdefault(unit.parent_id, []).append(unit)
    found: list[Relation] = []
    for unit in units:
        if unit.kind in {
            ProvisionKind.PEMBUKAAN,
            ProvisionKind.MENIMBANG,
            ProvisionKind.MENGINGAT,
            ProvisionKind.PENUTUP,
        }:
            continue
        if unit.kind in {ProvisionKind.LAMPIRAN, ProvisionKind.PENJELASAN_UMUM} or _within_opening(unit):
            continue
        if _AMENDMENT_UNIT.search(unit.id) and _AMENDS.search(unit.text):
            continue
        items = children.get(unit.id, [])
        if _REVOKES.search(unit.text) or _REVOKED.search(unit.text):
            found.extend(_revoked_in(regulation, unit))
            if _revokes_its_items(unit.text):
                for item in items:
                    found.extend(_revoked_in(regulation, item, whole=True))
        elif (
            len(items) > 1
            and _REVOKED.search(items[-1].text)
            and not any(_REVOKED.search(item.text) or _KEPT.search(item.text) for item in items[:-1])
        ):
            for item in items[:-1]:
                found.extend(_revoked_in(regulation, item, whole=True))
    return found


def _revokes_its_items(text: str) -> bool:
    """Whether the words above a list, or those that close it, revoke what it lists."""
    _, colon, closing = text.rpartition(":")
    return bool(colon) and (not closing.strip() or _REVOKED.search(closing) is not None)


def _within_opening(unit: Provision) -> bool:
    return "/menimbang" in unit.id or "/mengingat" in unit.id


def _revoked_in(regulation: Regulation, unit: Provision, *, whole: bool = False) -> list[Relation]:
    """Regulations that the unit's own words revoke; all its references where its lead says so."""
    text = unit.text
    clauses = [(0, len(text))] if whole or _REVOKES.search(text) else _revoking_clauses(text)
    found: list[Relation] = []
    index = depth = position = 0
    for reference in references_in(text):
        depth += text.count("(", position, reference.start) - text.count(")", position, reference.start)
        position = reference.start
        while index < len(clauses) and clauses[index][1] < reference.end:
            index += 1
        if index == len(clauses):
            break
        start, end = clauses[index]
        # Inside brackets stands where a regulation was published, not what is revoked.
        if start <= reference.start and depth <= 0 and _is_subject(text, reference):
            found.extend(_revocation(regulation, unit, reference, start, end))
    return found


def _revoking_clauses(text: str) -> list[tuple[int, int]]:
    """From the start of a sentence to the verb that revokes; quoted new wording does not count."""
    quotes = _QUOTES.search(text)
    limit = quotes.start() if quotes else len(text)
    clauses: list[tuple[int, int]] = []
    position = 0
    for verb in _REVOKED.finditer(text, 0, limit):
        breaks = [match.end() for match in _BREAK.finditer(text, position, verb.start())]
        clauses.append((breaks[-1] if breaks else position, verb.start()))
        position = verb.end()
    return clauses


def _is_subject(text: str, reference: Reference) -> bool:
    before = text[max(0, reference.start - _CLAUSE) : reference.start]
    if _NOT_THE_SUBJECT.search(before):
        return False
    # What a title names is not what the sentence is about.
    titled = _TITLED.search(before)
    return titled is None or not references_in(before[: titled.start()])


def _revocation(
    regulation: Regulation, unit: Provision, reference: Reference, start: int, verb: int
) -> list[Relation]:
    text = unit.text
    extent = _EXTENT.search(text, reference.end, min(verb, reference.end + _CLAUSE)) or _EXTENT.search(
        text, verb, min(len(text), verb + _AFTER_VERB)
    )
    part = _PART.search(text, max(start, reference.start - _CLAUSE), reference.start)
    words = extent or part
    evidence = text
    if len(text) > _LONGEST_EVIDENCE:
        begin = max(start, min(reference.start, verb + _AFTER_VERB - _LONGEST_EVIDENCE))
        evidence = text[begin : begin + _LONGEST_EVIDENCE]
    return [
        Relation(
            kind=RelationKind.MENCABUT,
            subject_id=unit.id,
            target_id=target,
            scope=" ".join(words.group().split()) if words else "seluruhnya",
            evidence=evidence,
            since=regulation.effective,
        )
        for target in provisions_before(text, reference) or [reference.id]
    ]


def _carried_out(regulation: Regulation, units: tuple[Provision, ...]) -> list[Relation]:
    found: list[Relation] = []
    for unit in units:
        if "/menimbang" not in unit.id:
            continue
        for verb in _CARRIES_OUT.finditer(unit.text):
            stop = min(len(unit.text), verb.end() + _CLAUSE)
            clause = unit.text[verb.end() : stop]
            references = references_in(clause)
            if not references:
                continue
            targets = provisions_before(clause, references[0]) or [references[0].id]
            found.extend(
                Relation(
                    kind=RelationKind.MELAKSANAKAN,
                    subject_id=regulation.id,
                    target_id=target,
                    evidence=unit.text,
                    since=regulation.effective,
                )
                for target in targets
            )
    return found
