"""Legal force: whether what is cited held on the day the answer is for."""

from evals.case import Case
from evals.metrics.checked import passed_share
from evals.metrics.metric import Kind
from evals.metrics.share import Share
from evals.scores import NotApplicable, Score


class LegalForce(Share):
    """Share of citations of law that were in force, and in the wording of the day, or told of as repealed.

    See ``assistant.verify``: an answer may rest on a repealed rule only where it says so, citing the repeal.
    """

    name = "legal_force"
    label = "Ketentuan berlaku pada tanggalnya"
    kind = Kind.CITATION
    needs_gold = False
    hard = True

    def score(self, case: Case) -> Score:
        """Check every citation of law, as the verifier does."""
        if not any(check.name == "in_force" for check in case.verdict.checks):
            return NotApplicable(reason="Jawaban tidak mengutip ketentuan peraturan.")
        return passed_share(case, "in_force", of="in_force")
