"""What askers think of how their questions were handled."""

from sqlalchemy import select

from api.figures.scope import Asked
from api.figures.share import FEWEST, Share
from api.state.forum_tables import QuestionRow, RatingRow
from corpus.models import Frozen
from evals.statistics import Estimate, mean_interval

STARS = (1, 2, 3, 4, 5)
SATISFIED = 4
"""Stars from which somebody counts as satisfied."""


class Satisfaction(Frozen):
    """Ratings that were given in a period.

    Attributes:
        stars: how many gave 1, 2, 3, 4 and 5, the more the better.
    """

    stars: tuple[int, ...]

    @property
    def n(self) -> int:
        """All of them."""
        return sum(self.stars)

    @property
    def satisfied(self) -> Share:
        """Four stars or five, of all."""
        return Share(hits=sum(self.stars[SATISFIED - 1 :]), n=self.n)

    @property
    def mean(self) -> Estimate | None:
        """The mean with its 95 % interval; None where there are few."""
        given = [float(star) for star, n in zip(STARS, self.stars, strict=True) for _ in range(n)]
        return mean_interval(given) if len(given) >= FEWEST else None


def satisfaction(asked: Asked) -> Satisfaction:
    """Count the ratings."""
    statement = (
        select(RatingRow.stars)
        .join(QuestionRow, QuestionRow.id == RatingRow.question_id)
        .where(asked.questions(), asked.during(RatingRow.given_at))
    )
    given = list(asked.session.scalars(statement))
    return Satisfaction(stars=tuple(given.count(star) for star in STARS))
