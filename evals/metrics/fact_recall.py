"""Fact recall: how many of the values that an answer must state it states."""

from evals.case import Case
from evals.metrics.metric import Kind
from evals.metrics.share import Share
from evals.scores import NotApplicable, Score, Scored
from evals.stated import says
from evals.statements import shown_text


class FactRecall(Share):
    """Share of the item's ``facts`` that the answer states, by value; 0 where the system did not answer."""

    name = "fact_recall"
    label = "Nilai wajib disebut"
    kind = Kind.CONTENT

    def score(self, case: Case) -> Score:
        """Look for every value."""
        wanted = case.gold.facts
        if not wanted:
            return NotApplicable(reason="Soal ini tidak punya nilai yang wajib disebut.")
        text = shown_text(case.answer) if case.answered else ""
        missing = [fact for fact in wanted if not says(text, fact)]
        reasons = tuple(f"Tidak disebut: {fact}." for fact in missing)
        return Scored(value=1 - len(missing) / len(wanted), reasons=reasons)
