"""Whether what stands first answers the question, be it a provision or an approved entry."""

from evals.case import Case
from evals.metrics.metric import Kind
from evals.metrics.share import NO_GOLD, Share
from evals.places import places_of_unit, sought_places
from evals.scores import Score, Scored


class FirstRight(Share):
    """1 where the first passage answers a part; an approved entry stands for all of its ``legal_basis``.

    ``hit_1`` gives every place of an entry a rank of its own, so that an entry whose first basis is not gold
    misses there. A reader sees one entry, whatever the order of its basis.
    """

    name = "first_right"
    label = "Yang pertama tepat"
    kind = Kind.RETRIEVAL

    def score(self, case: Case) -> Score:
        """Measure the first passage that the answer was drafted from."""
        parts = sought_places(case.gold)
        if not parts:
            return NO_GOLD
        if not case.answer.passages:
            return Scored(value=0.0, reasons=("Tidak ada bagian yang ditemukan.",))
        first = case.answer.passages[0].unit
        places = places_of_unit(first, case.reference.knowledge)
        wanted = {place for part in parts for place in part}
        return Scored(value=float(not wanted.isdisjoint(places)), reasons=(f"Yang pertama: {first.id}.",))
