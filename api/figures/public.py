"""What everybody may know of the service, told so that it is of nobody alone.

No cell that is shown counts one to four: small categories are told together, what is few is told as "fewer
than five", and a share that would tell how few were late is told as a bound. The period is fixed, since two
that differ by a day would tell of that day.
"""

from collections.abc import Sequence

from api.figures.period import Period
from api.figures.satisfaction import satisfaction
from api.figures.scope import Asked
from api.figures.share import FEWEST, Share
from api.figures.times import times
from api.figures.volume import OfCategory, volume
from corpus.models import Frozen

TOGETHER = "Kategori lain"


class Bounded(Frozen):
    """A share in percent that gives away no count below five.

    Attributes:
        percent: rounded down for "at least", up for "at most".
        bound: ``""`` where it is the share itself, else ``"paling sedikit"`` or ``"paling banyak"``.
    """

    percent: int
    bound: str


class PublicFigures(Frozen):
    """The service of a period. What is None is of fewer than five.

    Attributes:
        asked: questions.
        categories: name and number, the most asked first; those of fewer than five are told together.
        median_hours: working hours until the first reply.
        in_time: first replies within the target.
        satisfaction: mean of the ratings, 1–5, and ``ratings`` how many there are.
    """

    period: Period
    asked: int | None
    categories: tuple[tuple[str, int], ...]
    median_hours: float | None
    in_time: Bounded | None
    satisfaction: float | None
    ratings: int | None


def public_figures(asked: Asked) -> PublicFigures:
    """Count them, and leave out what is of few."""
    counted, took, given = volume(asked), times(asked), satisfaction(asked)
    mean = given.mean
    return PublicFigures(
        period=asked.period,
        asked=_enough(counted.asked),
        categories=told_together(counted.categories),
        median_hours=took.reply.hours.median,
        in_time=bounded(took.reply.in_time),
        satisfaction=None if mean is None else mean.mean,
        ratings=_enough(given.n),
    )


def told_together(categories: Sequence[OfCategory]) -> tuple[tuple[str, int], ...]:
    """Categories by name and number, none of fewer than five, also not by subtraction from their sum.

    Small ones are told as one; where these still are fewer than five, the next smallest is told with them.
    Nothing is told where all together are fewer.
    """
    ordered = sorted(categories, key=lambda one: (-one.asked, one.name))
    kept = [one for one in ordered if one.asked >= FEWEST]
    together = sum(one.asked for one in ordered) - sum(one.asked for one in kept)
    while 0 < together < FEWEST and kept:
        together += kept.pop().asked
    told = [(one.name, one.asked) for one in kept]
    return (*told, (TOGETHER, together)) if together >= FEWEST else tuple(told)


def bounded(share: Share) -> Bounded | None:
    """A share that gives away neither how few hit nor how few missed; None where it is of few."""
    if share.n < 2 * FEWEST:
        return None
    few = FEWEST - 1
    if share.n - share.hits <= few:
        return Bounded(percent=(share.n - few) * 100 // share.n, bound="paling sedikit")
    if share.hits <= few:
        return Bounded(percent=-(-few * 100 // share.n), bound="paling banyak")
    return Bounded(percent=round(share.hits * 100 / share.n), bound="")


def _enough(n: int) -> int | None:
    return n if n >= FEWEST else None
