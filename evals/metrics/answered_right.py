"""Answered right: the first of the four cells."""

from evals.metrics.cell import ANSWERABLE, Cell
from evals.reaction import Reaction


class AnsweredRight(Cell):
    """Of the questions that the library answers: answered, citing a gold pasal."""

    name = "answered_right"
    label = "Dijawab benar"
    counted = Reaction.RIGHT
    among = ANSWERABLE
