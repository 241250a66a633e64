"""What the four cells of selective answering have in common."""

from collections.abc import Set

from evals.case import Case
from evals.metrics.metric import Kind
from evals.metrics.share import Share
from evals.reaction import Reaction, reaction
from evals.scores import NotApplicable, Score, Scored

ANSWERABLE = frozenset({Reaction.RIGHT, Reaction.WRONG, Reaction.OVER_REFUSED})
UNANSWERABLE = frozenset({Reaction.REFUSED, Reaction.INVENTED})

_TOLD = {
    Reaction.RIGHT: "Dijawab benar.",
    Reaction.WRONG: "Dijawab tanpa mengutip ketentuan kunci.",
    Reaction.OVER_REFUSED: "Tidak dijawab padahal pustaka memuat jawabannya.",
    Reaction.REFUSED: "Tidak dijawab, dan itu benar.",
    Reaction.INVENTED: "Dijawab padahal pustaka tidak memuat jawabannya.",
}


class Cell(Share):
    """1 where a question of one sort got one reaction, else 0: its mean is the share of that sort.

    Attributes:
        counted: the reaction that counts 1.
        among: every reaction that a question of the sort can get. Questions with several readings are
            measured by ``ambiguity_handled`` alone.
    """

    kind = Kind.ABSTENTION
    counted: Reaction
    among: Set[Reaction]

    def score(self, case: Case) -> Score:
        """Judge the answer."""
        if case.gold.ambiguous:
            return NotApplicable(reason="Pertanyaan ini bermakna ganda.")
        found = reaction(case)
        if found not in self.among:
            return NotApplicable(reason=_TOLD[found])
        return Scored(value=float(found is self.counted), reasons=(_TOLD[found],))
