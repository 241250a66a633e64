"""Refused rightly: the fourth of the four cells."""

from evals.metrics.cell import UNANSWERABLE, Cell
from evals.reaction import Reaction


class RefusedRightly(Cell):
    """Of the questions that the library does not answer: not answered. The rest got an answer."""

    name = "refused_rightly"
    label = "Penolakan yang tepat"
    counted = Reaction.REFUSED
    among = UNANSWERABLE
