"""Ambiguous questions that were treated as such."""

from evals.case import Case
from evals.metrics.metric import Kind
from evals.metrics.share import Share
from evals.reaction import Reaction, reaction
from evals.scores import NotApplicable, Score, Scored


class AmbiguityHandled(Share):
    """Of the questions with several readings: asked which is meant, or answered citing every reading."""

    name = "ambiguity_handled"
    label = "Pertanyaan bermakna ganda ditangani"
    kind = Kind.ABSTENTION

    def score(self, case: Case) -> Score:
        """Judge the reaction."""
        if not case.gold.ambiguous:
            return NotApplicable(reason="Pertanyaan ini tidak bermakna ganda.")
        right = reaction(case) is Reaction.RIGHT
        reasons = () if right else (f"Seharusnya ditanyakan: {case.gold.clarify}.",)
        return Scored(value=float(right), reasons=reasons)
