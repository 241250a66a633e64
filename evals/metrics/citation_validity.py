"""Citation validity: whether what is cited exists."""

from evals.case import Case
from evals.metrics.checked import passed_share
from evals.metrics.metric import Kind
from evals.metrics.share import Share
from evals.scores import Score


class CitationValidity(Share):
    """Share of citations whose provision or passage is in the snapshot. A fabricated one fails the answer."""

    name = "citation_validity"
    label = "Sitasi ada di pustaka"
    kind = Kind.CITATION
    needs_gold = False
    hard = True

    def score(self, case: Case) -> Score:
        """Look every citation up, as the verifier does."""
        return passed_share(case, "citation", of="citation")
