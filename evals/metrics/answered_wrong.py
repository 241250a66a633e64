"""Answered wrong: the second of the four cells."""

from evals.metrics.cell import ANSWERABLE, Cell
from evals.metrics.metric import Direction
from evals.reaction import Reaction


class AnsweredWrong(Cell):
    """Of the questions that the library answers: answered without citing any gold pasal."""

    name = "answered_wrong"
    label = "Dijawab salah"
    direction = Direction.LOWER
    counted = Reaction.WRONG
    among = ANSWERABLE
