"""Citation precision: how much of what is cited answers the question."""

from evals.case import Case
from evals.citing import Level, hits_any, unit_at
from evals.metrics.metric import Kind
from evals.metrics.share import NO_CITATION, NO_GOLD, Share
from evals.scores import Score, Scored


class CitationPrecision(Share):
    """Share of the distinct units cited that name a gold place; see ``evals.citing.hits`` for the rule."""

    kind = Kind.CITATION

    def __init__(self, level: Level) -> None:
        self.level = level
        self.name = f"citation_precision_{level}"
        self.label = f"Presisi sitasi ({level})"

    def score(self, case: Case) -> Score:
        """Hold the citations against the gold of all parts."""
        if not case.gold.gold:
            return NO_GOLD
        if not case.cited:
            return NO_CITATION
        gold = tuple(place for part in case.gold.gold for place in part)
        right: dict[tuple[str, ...], bool] = {}
        for places in case.cited:
            unit = tuple(unit_at(place, self.level) for place in places)
            right[unit] = right.get(unit, False) or hits_any(places, gold, self.level)
        beside = [", ".join(unit) for unit, hit in right.items() if not hit]
        reasons = tuple(f"Di luar kunci: {unit}." for unit in beside)
        return Scored(value=1 - len(beside) / len(right), reasons=reasons)
