"""What a regulation does to others: mencabut, mengubah, melaksanakan, merujuk, with the words that say so."""

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.amendments import Amendment, AmendmentAction
from corpus.models import Provision, ProvisionKind, Regulation, Relation, RelationKind
from ingestion.regulation.alterations import alterations
from ingestion.regulation.amending.effects import changes_of, without_quoted
from ingestion.regulation.amending.ordered_changes import is_later
from ingestion.regulation.citing import citations_of
from ingestion.regulation.passages import Passage
from ingestion.regulation.references import provisions_before, references_in
from ingestion.regulation.revocations import revocations, revoked_in
from ingestion.regulation.titled import from_title

_CARRIES_OUT = re.compile(
    r"\b(?:melaksanakan|pelaksanaan)\s+(?:(?:lebih\s+lanjut|dari|amanat|ketentuan|bunyi)\s+){0,3}"
    r"(?=[Pp]asal\s|Undang|Peraturan\s|Ketetapan\s|Keputusan\s)"
)
_DECISION = re.compile(r"M\s?E\s?M\s?U\s?T\s?U\s?S\s?K\s?A\s?N|\bMemutuskan\b")
_STIPULATES = re.compile(r"\b(?:Menetapkan|MENETAPKAN)\b")
_ROMAN = re.compile(r"/pasal-[ivxlc]+(?:/|$)")
_CLAUSE = 400


def relations_of(
    regulation: Regulation, provisions: Iterable[Provision], amendments: Sequence[Amendment] = ()
) -> tuple[Relation, ...]:
    """The relations that title, considerations, amendments and provisions state, without duplicates.

    Of several statements about one target the first counts: title, decision, body, operations.
    """
    units = tuple(provisions)
    said = (*from_title(regulation, units), *_decided(regulation, units), *alterations(regulation, units))
    orders = _orders(amendments, {relation.target_id for relation in said})
    own = without_quoted(units, orders)
    found: dict[tuple[RelationKind, str, str], Relation] = {}
    for relation in (
        *said,
        *changes_of(regulation, orders),
        *revocations(regulation, own),
        *_carried_out(regulation, units),
        *citations_of(regulation, own),
    ):
        cites = relation.kind is RelationKind.MERUJUK
        target = relation.target_id.split("/", 1)[0]
        if not cites and (target == regulation.id or is_later(target, regulation)):
            continue
        found.setdefault((relation.kind, relation.target_id, relation.subject_id if cites else ""), relation)
    return tuple(found.values())


def _orders(amendments: Sequence[Amendment], named: set[str]) -> list[Amendment]:
    """The operations that are beyond doubt orders: of a Roman pasal, or on what is said to be changed."""
    return [
        change
        for change in amendments
        if change.action is not AmendmentAction.OTHER
        and (_ROMAN.search(change.instruction_id) or change.target_id.split("/", 1)[0] in named)
    ]


def _decided(regulation: Regulation, units: tuple[Provision, ...]) -> Iterator[Relation]:
    """What stands between "MEMUTUSKAN" and "Menetapkan": older laws revoke there."""
    for unit in units:
        decision = _DECISION.search(unit.text) if unit.kind is ProvisionKind.PEMBUKAAN else None
        if decision is None:
            continue
        stop = _STIPULATES.search(unit.text, decision.end())
        words = unit.text[decision.end() : stop.start() if stop else len(unit.text)]
        yield from revoked_in(regulation, Passage(words, (0,), (unit,)))


def _carried_out(regulation: Regulation, units: tuple[Provision, ...]) -> Iterator[Relation]:
    for unit in units:
        if "/menimbang" not in unit.id:
            continue
        for verb in _CARRIES_OUT.finditer(unit.text):
            clause = unit.text[verb.end() : verb.end() + _CLAUSE]
            references = references_in(clause)
            if not references:
                continue
            for target in provisions_before(clause, references[0]) or [references[0].id]:
                yield Relation(
                    kind=RelationKind.MELAKSANAKAN,
                    subject_id=regulation.id,
                    target_id=target,
                    evidence=unit.text,
                    since=regulation.effective,
                )
