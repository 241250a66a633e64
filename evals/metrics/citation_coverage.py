"""Citation coverage: whether every sentence that states a rule has a citation."""

from assistant.normative import states_rule
from evals.case import Case
from evals.metrics.metric import Kind
from evals.metrics.share import NOT_ANSWERED, Share
from evals.scores import NotApplicable, Score, Scored
from evals.statements import statements


class CitationCoverage(Share):
    """Share of the sentences that state a rule whose claim has a citation (after ALCE, Gao et al. 2023)."""

    name = "citation_coverage"
    label = "Kalimat aturan bersitasi"
    kind = Kind.CITATION
    needs_gold = False

    def score(self, case: Case) -> Score:
        """Look at every sentence that a reader sees; what a refusal says of the library is no rule."""
        if not case.answered:
            return NOT_ANSWERED
        rules = [one for one in statements(case.answer) if states_rule(one.text)]
        if not rules:
            return NotApplicable(reason="Jawaban tidak memuat kalimat yang menyatakan aturan.")
        bare = [one.text for one in rules if not one.cited]
        reasons = tuple(f"Tanpa sitasi: “{text}”" for text in bare)
        return Scored(value=1 - len(bare) / len(rules), reasons=reasons)
