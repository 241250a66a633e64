"""What a person should compare with the document: holes in lists, labels without words."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.models import Provision, ProvisionKind
from ingestion.regulation.parsed import Suspicion
from ingestion.regulation.repair import huruf_number

_LISTED = (ProvisionKind.AYAT, ProvisionKind.HURUF, ProvisionKind.ANGKA)
_MAY_HOLD_LABELS = frozenset({ProvisionKind.PASAL, *_LISTED})
_NUMBER = re.compile(r"([0-9]+)([a-z]?)")
# A label behind the end of a clause that no list has claimed.
_UNCLAIMED = re.compile(r"(?<=[;:.] )(?:\([0-9]{1,2}[a-z]?\)|[a-z]\.|[0-9]{1,2}[.)])(?= [A-Za-z])")


def doubts_within(provisions: Sequence[Provision]) -> tuple[Suspicion, ...]:
    """Units whose list has a hole, that have no words, or that hold a label nobody claimed.

    Args:
        provisions: all units of a regulation, in reading order.
    """
    children: dict[str, list[Provision]] = defaultdict(list)
    for provision in provisions:
        children[provision.parent_id].append(provision)
    return tuple(
        Suspicion(unit.id, reason, unit.page)
        for provision in provisions
        for unit, reason in (*_of_words(provision, children), *_of_lists(children[provision.id]))
    )


def _of_words(provision: Provision, children: dict[str, list[Provision]]) -> Iterator[tuple[Provision, str]]:
    if provision.kind not in _MAY_HOLD_LABELS:
        return
    if not provision.text and not children[provision.id]:
        yield provision, "tidak ada kata-katanya; mungkin tercetak terpisah dari labelnya"
    elif label := _UNCLAIMED.search(provision.text):
        yield provision, f"memuat “{label.group()}” yang mungkin awal butir tersendiri"


def _of_lists(units: Sequence[Provision]) -> Iterator[tuple[Provision, str]]:
    for kind in _LISTED:
        listed = [(unit, number) for unit in units if unit.kind is kind and (number := _number(unit))]
        if not listed:
            continue
        first, begins = listed[0]
        if begins > 1 and not _is_quoted_part(first):
            yield first, f"penomoran dimulai dari {first.label}"
        elif len(listed) == 1 and kind is ProvisionKind.AYAT and not _is_quoted_part(first):
            yield first, "hanya satu ayat yang ditemukan"
        for (before, low), (unit, high) in pairwise(listed):
            if high > low + 1:
                yield unit, f"ada yang tidak ditemukan di antara {before.label} dan {unit.label}"


def _is_quoted_part(unit: Provision) -> bool:
    """Whether an instruction quotes it alone: no ayat stands below an angka or huruf otherwise."""
    above = unit.parent_id.rsplit("/", 1)[-1].split("-")[0]
    return above in ("angka", "huruf") and unit.kind in (ProvisionKind.AYAT, ProvisionKind(above))


def _number(unit: Provision) -> int | None:
    """Position of a unit in its list: 2 for ``ayat-2`` and ``ayat-2a``, 28 for ``huruf-bb``."""
    name = unit.id.rsplit("-", 1)[1].split("~")[0].split("@")[0]
    match = _NUMBER.fullmatch(name)
    return int(match.group(1)) if match else huruf_number(name)
