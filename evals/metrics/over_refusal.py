"""Over-refusal: the third of the four cells."""

from evals.metrics.cell import ANSWERABLE, Cell
from evals.metrics.metric import Direction
from evals.reaction import Reaction


class OverRefusal(Cell):
    """Of the questions that the library answers: not answered."""

    name = "over_refusal"
    label = "Tidak dijawab tanpa perlu"
    direction = Direction.LOWER
    counted = Reaction.OVER_REFUSED
    among = ANSWERABLE
