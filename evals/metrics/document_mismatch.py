"""Document mismatch: passages or citations from documents that do not answer the question."""

from collections.abc import Sequence

from evals.case import Case
from evals.metrics.metric import Direction, Kind
from evals.metrics.share import NO_CITATION, NO_GOLD, Share
from evals.places import Places, places_of_unit
from evals.scores import NotApplicable, Score, Scored

DEPTH = 10


class PassageMismatch(Share):
    """Share of the first ten passages from a document in which no gold stands (Reuter et al. 2025)."""

    name = "document_mismatch"
    label = "Bagian dari dokumen yang salah"
    kind = Kind.RETRIEVAL
    direction = Direction.LOWER

    def score(self, case: Case) -> Score:
        """Measure the passages that the answer was drafted from."""
        if not case.answer.passages:
            return NotApplicable(reason="Tidak ada bagian yang ditemukan.")
        passages = case.answer.passages[:DEPTH]
        return _mismatch(case, [places_of_unit(one.unit, case.reference.knowledge) for one in passages])


class CitationMismatch(Share):
    """Share of the distinct citations from a document in which no gold stands."""

    name = "citation_document_mismatch"
    label = "Sitasi dari dokumen yang salah"
    kind = Kind.CITATION
    direction = Direction.LOWER

    def score(self, case: Case) -> Score:
        """Measure what the answer cites."""
        return _mismatch(case, case.cited) if case.cited else NO_CITATION


def _mismatch(case: Case, found: Sequence[Places]) -> Score:
    right = {place.split("/")[0] for place in case.gold.named_provisions}
    if not right:
        return NO_GOLD
    documents = [{place.split("/")[0] for place in places} for places in found]
    wrong = [sorted(those) for those in documents if right.isdisjoint(those)]
    named = dict.fromkeys(document for those in wrong for document in those)
    return Scored(value=len(wrong) / len(documents), reasons=tuple(f"Bukan sumbernya: {d}." for d in named))
