"""What most metrics have in common."""

import math

from evals.metrics.metric import Direction
from evals.scores import NotApplicable


class Share:
    """A share from 0 to 1, the higher the better, soft, held against gold; a class says where it differs."""

    direction: Direction = Direction.HIGHER
    low: float = 0.0
    high: float = 1.0
    needs_gold: bool = True
    hard: bool = False


class Amount:
    """Something an answer takes, from 0 without bound, the less the better; it needs no gold."""

    direction: Direction = Direction.LOWER
    low: float = 0.0
    high: float = math.inf
    needs_gold: bool = False
    hard: bool = False


NOT_ANSWERED = NotApplicable(reason="Sistem tidak menjawab pertanyaan ini.")
NO_CITATION = NotApplicable(reason="Jawaban tidak memuat sitasi.")
NO_GOLD = NotApplicable(reason="Pertanyaan ini tidak punya ketentuan kunci.")
