"""Nugget recall: how much of what an answer should say it says."""

from evals.case import Case
from evals.items import Nugget
from evals.metrics.metric import Kind
from evals.metrics.share import Share
from evals.scores import NotApplicable, Score, Scored
from evals.stated import says
from evals.statements import shown_text

OKAY_WEIGHT = 0.5


class VitalNuggetRecall(Share):
    """Share of the vital nuggets that the answer says; 0 where the system did not answer."""

    name = "nugget_recall_vital"
    label = "Isi pokok tersampaikan"
    kind = Kind.CONTENT

    def score(self, case: Case) -> Score:
        """Look for every vital nugget."""
        vital = [nugget for nugget in case.gold.nuggets if nugget.importance == "vital"]
        return _recall(case, vital, "Soal ini tidak punya isi pokok.")


class NuggetRecall(Share):
    """(vital said + ½ okay said) / (vital + ½ okay), the weighted score of TREC RAG (Pradeep et al. 2024).

    A nugget is said when one of its phrasings is (``evals.stated.says``), all or nothing.
    """

    name = "nugget_recall"
    label = "Isi tersampaikan"
    kind = Kind.CONTENT

    def score(self, case: Case) -> Score:
        """Look for every nugget."""
        return _recall(case, case.gold.nuggets, "Soal ini tidak punya daftar isi jawaban.")


def _recall(case: Case, nuggets: list[Nugget] | tuple[Nugget, ...], nothing: str) -> Score:
    if not nuggets:
        return NotApplicable(reason=nothing)
    text = shown_text(case.answer) if case.answered else ""
    missing = [one for one in nuggets if not any(says(text, phrase) for phrase in one.any_of)]
    lost = sum(_weight(one) for one in missing) / sum(_weight(one) for one in nuggets)
    return Scored(value=1 - lost, reasons=tuple(f"Tidak disampaikan: {one.text}" for one in missing))


def _weight(nugget: Nugget) -> float:
    return 1.0 if nugget.importance == "vital" else OKAY_WEIGHT
