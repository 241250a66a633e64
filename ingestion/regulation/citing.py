"""What the provisions refer to: other provisions of the same regulation, and other regulations."""

from collections.abc import Iterable, Iterator

from corpus.citations import find_citations
from corpus.models import Provision, ProvisionKind, Regulation, Relation, RelationKind
from ingestion.regulation.references import provisions_before, references_in

_SILENT = frozenset(
    {
        ProvisionKind.PEMBUKAAN,
        ProvisionKind.PENUTUP,
        ProvisionKind.LAMPIRAN,
        ProvisionKind.TABEL,
        ProvisionKind.PENJELASAN_UMUM,
        ProvisionKind.BUKU,
        ProvisionKind.BAB,
        ProvisionKind.BAGIAN,
        ProvisionKind.PARAGRAF,
    }
)
_MOST_OF_ONE = 60
_MOST = 5000
"""Bounds on what one provision and one regulation may refer to; an index of laws is no rule."""


def citations_of(regulation: Regulation, provisions: Iterable[Provision]) -> Iterator[Relation]:
    """Relations MERUJUK from a provision to what its own words name, each target once a provision.

    Considerations and the legal basis count as provisions. What a provision names of itself ("huruf a"
    of its own list) counts too; a unit never refers to itself or to one that holds it.
    """
    count = 0
    for unit in provisions:
        if unit.kind in _SILENT or unit.regulation_id != regulation.id:
            continue
        for target, words in _targets(unit):
            yield Relation(
                kind=RelationKind.MERUJUK,
                subject_id=unit.id,
                target_id=target,
                evidence=words,
                since=regulation.effective,
            )
            count += 1
            if count == _MOST:
                return


def _targets(unit: Provision) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    within = tuple(unit.id.split("/")[1:])
    for match in find_citations(unit.text, default_regulation=unit.regulation_id, within=within):
        target = match.ref.id
        if target is not None:
            found.setdefault(target, " ".join(match.text.split()))
    # Damaged numbers ("Tahun 2Ol4") are read here only.
    for reference in references_in(unit.text):
        for target in provisions_before(unit.text, reference) or [reference.id]:
            if not any(known == target or known.startswith(f"{target}/") for known in found):
                found[target] = " ".join(unit.text[reference.start : reference.end].split())
    own = [target for target in found if not (f"{unit.id}/").startswith(f"{target}/")]
    return [(target, found[target]) for target in own[:_MOST_OF_ONE]]
