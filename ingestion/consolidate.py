"""After the files of an ingest are in: the wordings of every regulation whose amendments changed.

What the wordings of a regulation were made from is kept as a fingerprint, so that only those are made
again whose text, amendments or corrections are others than then, in whatever order they arrived, and a
run that was killed goes on where it stopped.
"""

import hashlib
from collections.abc import Sequence

from corpus.consolidation import Consolidated, Wording, consolidate, redirected
from corpus.corrected import accepted_amendments
from corpus.corrections import Correction
from corpus.identifiers import without_version
from corpus.models import PassageUnit, Provision, Regulation
from corpus.store import Store
from ingestion.chunking import chunk_regulation, short_citation
from ingestion.progress import Progress

METHOD = "3"
"""Raise it when wordings or their passages are made otherwise: all are then made again."""


def consolidate_changed(store: Store, progress: Progress) -> int:
    """Make the wordings that are out of date; gives the number of regulations that were.

    Raises:
        StorageError: the store cannot be written; what was done stays.
    """
    corrections = store.corrections()
    fingerprints = _fingerprints(store, corrections)
    known = store.consolidations()
    outdated = sorted(
        regulation_id
        for regulation_id in fingerprints.keys() | known.keys()
        if fingerprints.get(regulation_id, "") != known.get(regulation_id, "")
    )
    if outdated:
        progress.begin("Menerapkan perubahan peraturan", len(outdated))
    for regulation_id in outdated:
        _consolidate(store, regulation_id, fingerprints.get(regulation_id, ""), corrections)
        progress.advance(label=regulation_id)
    return len(outdated)


def _consolidate(
    store: Store, regulation_id: str, fingerprint: str, corrections: Sequence[Correction]
) -> None:
    source = store.find_source(regulation_id)
    if source is None or source.regulation is None or not fingerprint:
        store.put_consolidation(regulation_id, fingerprint, Consolidated(), {})
        return
    amending = _acting_on(regulation_id, store.amendment_pairs())
    direct = store.ordered_in([regulation_id], corrections)
    others = store.ordered_in(amending, corrections)
    provisions = store.provisions_of(regulation_id)
    texts = {law: store.provisions_of(law) for law in amending}
    accepted = accepted_amendments([*direct, *others], corrections)
    changes = [*direct, *redirected(others, direct)]
    result = consolidate(provisions, changes, texts, accepted=accepted)
    own = [unit for unit in store.units_of(regulation_id) if unit.id == without_version(unit.id)]
    units = _passages(source.regulation, result.wordings, len(own))
    store.put_consolidation(regulation_id, fingerprint, result, units)


def _passages(
    regulation: Regulation, wordings: Sequence[Wording], first: int
) -> dict[str, list[PassageUnit]]:
    """Units of every later wording, numbered on from ``first``."""
    result: dict[str, list[PassageUnit]] = {}
    for wording in wordings:
        if not wording.provisions:
            continue
        units = chunk_regulation(regulation.id, regulation, _labelled(wording), digest=False)
        result[wording.version.text_id] = [
            unit.model_copy(update={"order": first + number}) for number, unit in enumerate(units)
        ]
        first += len(units)
    return result


def _labelled(wording: Wording) -> list[Provision]:
    """The words of a version under a label that says where they come from."""
    unit, *below = wording.provisions
    laws = " dan ".join(dict.fromkeys(short_citation(by.split("/")[0]) for by in wording.version.by))
    how = "disisipkan" if wording.after_id else "sebagaimana diubah"
    return [unit.model_copy(update={"label": f"{unit.label} ({how} dengan {laws})"}), *below]


def _fingerprints(store: Store, corrections: Sequence[Correction]) -> dict[str, str]:
    """For every regulation that something amends: what its wordings are to be made from."""
    pairs = store.amendment_pairs()
    stamps = store.text_stamps()
    by_hand: dict[str, list[int]] = {}
    for correction in corrections:
        for regulation_id in correction.regulations:
            by_hand.setdefault(regulation_id, []).append(correction.id)
    return {
        regulation_id: _fingerprint(regulation_id, _acting_on(regulation_id, pairs), stamps, by_hand)
        for regulation_id in {amended for _, amended in pairs}
    }


def _fingerprint(
    regulation_id: str, amending: list[str], stamps: dict[str, str], by_hand: dict[str, list[int]]
) -> str:
    concerned = (regulation_id, *amending)
    texts = [f"{law} {stamps.get(law, '')}" for law in concerned]
    entries = sorted({entry for law in concerned for entry in by_hand.get(law, ())})
    return hashlib.sha256(repr((METHOD, texts, entries)).encode()).hexdigest()


def _acting_on(regulation_id: str, pairs: set[tuple[str, str]]) -> list[str]:
    """The regulations that amend one, and those that amend these in turn, in a stable order."""
    found: set[str] = set()
    waiting = [regulation_id]
    while waiting:
        amended = waiting.pop()
        new = {amending for amending, target in pairs if target == amended} - found - {regulation_id}
        found |= new
        waiting.extend(new)
    return sorted(found)
