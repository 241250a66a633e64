"""All that reviews need, over one library."""

from dataclasses import dataclass

from api.forum.own_replies import OwnReplies
from api.forum.posts import Posts
from api.forum.review import RULES, Reviews
from api.forum.review_words import ReviewRules
from api.forum.second_reading import SecondReaders
from api.forum.training import Training
from api.library import Library
from assistant.support import SupportChecker


@dataclass(frozen=True, slots=True)
class ReviewDesk:
    """What ``create_app`` keeps as ``app.state.review``."""

    reviews: Reviews
    second: SecondReaders
    training: Training
    own: OwnReplies


def review_desk(
    library: Library, rules: ReviewRules = RULES, checker: SupportChecker | None = None
) -> ReviewDesk:
    """Reviews of one installation.

    Args:
        checker: advises on whether sentences follow from what they cite; None gives no such advice.
    """
    database = library.state.database
    reviews = Reviews(database, library.leased, today=library.today, rules=rules, checker=checker)
    own = OwnReplies(database, Posts(database), library.leased, today=library.today, checker=checker)
    return ReviewDesk(
        reviews=reviews, second=SecondReaders(database, reviews), training=Training(database), own=own
    )
