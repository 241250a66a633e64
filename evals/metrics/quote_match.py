"""Quote verification: whether quoted words are the stored words."""

from evals.case import Case
from evals.metrics.checked import failures, passed_share
from evals.metrics.metric import Kind
from evals.metrics.share import Share
from evals.scores import Score, Scored


class QuoteMatch(Share):
    """Share of citations whose quote is, letter for letter, the stored text at its place, in any reading.

    The quote of a citation that leads nowhere is no stored text either.
    """

    name = "quote_match"
    label = "Kutipan sama dengan naskah"
    kind = Kind.CITATION
    needs_gold = False
    hard = True

    def score(self, case: Case) -> Score:
        """Compare every quote, as the verifier does."""
        score = passed_share(case, "quote", of="citation")
        if not isinstance(score, Scored):
            return score
        return Scored(value=score.value, reasons=(*failures(case, "citation"), *score.reasons))
