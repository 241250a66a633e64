"""Number consistency: whether the numbers, dates and amounts of an answer are those of its sources."""

from assistant.fact_support import checkable
from evals.case import Case
from evals.metrics.checked import failures
from evals.metrics.metric import Kind
from evals.metrics.share import NOT_ANSWERED, Share
from evals.scores import NotApplicable, Score, Scored
from evals.statements import unclaimed


class NumberConsistency(Share):
    """Share of claims with checkable facts of which every fact is in what they cite or in the question.

    Facts are numbers, durations with their unit, dates, amounts, percentages and regulation numbers, compared
    by value (``assistant.fact_support``). Figures must agree with the words in brackets beside them.
    """

    name = "number_consistency"
    label = "Angka dan tanggal sesuai sumber"
    kind = Kind.CITATION
    needs_gold = False

    def score(self, case: Case) -> Score:
        """Check every claim, as the verifier does; a refusal states nothing that could be right or wrong."""
        if not case.answered:
            return NOT_ANSWERED
        said = (*(claim.text for claim in case.answer.claims), *unclaimed(case.answer))
        stating = sum(bool(checkable(text)) for text in said)
        if not stating:
            return NotApplicable(reason="Jawaban tidak memuat angka, tanggal, atau nomor peraturan.")
        failed = failures(case, "number")
        return Scored(value=1 - len(failed) / stating, reasons=failed)
