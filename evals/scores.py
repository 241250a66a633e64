"""What a metric says of an answer: a number, nothing to measure, or that measuring failed; never mixed."""

from typing import Annotated, Literal

from pydantic import Field

from corpus.models import Frozen


class Scored(Frozen):
    """A measured value.

    Attributes:
        value: within the metric's range.
        reasons: in Indonesian, what led to it (which quote, which citation), for the report.
    """

    state: Literal["scored"] = "scored"
    value: float = Field(allow_inf_nan=False)
    reasons: tuple[str, ...] = ()


class NotApplicable(Frozen):
    """The metric has nothing to measure here, e.g. no citation to check. Counts in no mean.

    Attributes:
        reason: in Indonesian.
    """

    state: Literal["not_applicable"] = "not_applicable"
    reason: str


class Failed(Frozen):
    """Measuring failed, or there is no answer because answering failed. Counted as an error, not a value.

    Attributes:
        reason: in Indonesian.
    """

    state: Literal["error"] = "error"
    reason: str


Score = Annotated[Scored | NotApplicable | Failed, Field(discriminator="state")]
