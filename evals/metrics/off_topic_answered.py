"""Off-topic questions that got an answer."""

from evals.case import Case
from evals.metrics.metric import Direction, Kind
from evals.metrics.share import Share
from evals.scores import NotApplicable, Score, Scored


class OffTopicAnswered(Share):
    """Of the questions that are none of a personnel office's business: answered all the same."""

    name = "off_topic_answered"
    label = "Pertanyaan luar topik yang dijawab"
    kind = Kind.ABSTENTION
    direction = Direction.LOWER

    def score(self, case: Case) -> Score:
        """Look at the status alone."""
        if not case.gold.off_topic:
            return NotApplicable(reason="Pertanyaan ini bukan pertanyaan luar topik.")
        return Scored(value=float(case.answered))
