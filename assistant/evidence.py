"""What is known of a candidate before its words are weighed against the question."""

import re
from dataclasses import dataclass

CONTEXT = re.compile(r"/(?:penjelasan_umum|menimbang|mengingat|pembukaan|penutup)(?:/|$)")
"""In the identifier of considerations and general elucidation, which explain a law and rule nothing."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Scores of one candidate; the decision to answer rests on them.

    Attributes:
        cosine: of question and unit; NaN when the unit was not among the nearest.
        bm25: raw.
        dense_z, bm25_z: against the other candidates of this question.
    """

    cosine: float
    bm25: float
    dense_z: float
    bm25_z: float
