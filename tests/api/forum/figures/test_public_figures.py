"""What everybody may know, and that nobody alone can be told from it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.figures.period import Period, last_twelve_months
from api.figures.public import TOGETHER, bounded, told_together
from api.figures.share import Share
from api.figures.volume import OfCategory
from tests.api.forum.figures.made_up import MadeUpForum, at


def categories(*counts: int) -> list[OfCategory]:
    return [OfCategory(category_id=f"k{n}", name=f"K{n:02}", asked=asked) for n, asked in enumerate(counts)]


def test_small_categories_are_told_together() -> None:
    assert told_together(categories(9, 4, 3)) == (("K00", 9), (TOGETHER, 7))


def test_one_small_category_takes_the_next_smallest_with_it() -> None:
    assert told_together(categories(20, 6, 2)) == (("K00", 20), (TOGETHER, 8))


def test_nothing_is_told_of_fewer_than_five() -> None:
    assert told_together(categories(2, 1, 1)) == ()
    assert told_together(categories(2, 2, 1)) == ((TOGETHER, 5),)


@given(st.lists(st.integers(1, 12), max_size=12))
def test_no_number_told_is_of_few_and_none_can_be_had_by_subtraction(counts: list[int]) -> None:
    told = [n for _, n in told_together(categories(*counts))]
    assert all(n >= 5 for n in told)
    assert sum(told) in (0, sum(counts))


@pytest.mark.parametrize(
    ("hits", "n", "percent", "bound"),
    [
        (30, 40, 75, ""),
        (38, 40, 90, "paling sedikit"),
        (40, 40, 90, "paling sedikit"),
        (1, 40, 10, "paling banyak"),
        (35, 40, 88, ""),
    ],
)
def test_a_share_gives_away_no_handful(hits: int, n: int, percent: int, bound: str) -> None:
    told = bounded(Share(hits=hits, n=n))
    assert told is not None
    assert (told.percent, told.bound) == (percent, bound)


def test_a_share_of_few_is_not_told() -> None:
    assert bounded(Share(hits=5, n=9)) is None


def test_the_period_is_twelve_whole_months() -> None:
    expected = Period(first=date(2025, 11, 1), last=date(2026, 10, 31))
    assert last_twelve_months(date(2026, 11, 20)) == expected
    assert last_twelve_months(date(2026, 1, 1)) == Period(first=date(2025, 1, 1), last=date(2025, 12, 31))


def test_public_figures_of_the_forum(forum: MadeUpForum) -> None:
    nothing = forum.figures.public()
    assert (nothing.asked, nothing.categories, nothing.in_time, nothing.satisfaction) == (
        None,
        (),
        None,
        None,
    )
    for number in range(12):
        # The last month that is over; half of them are replied to within an hour, the others after two.
        october = at(16, "08.00").replace(month=10)
        replied = october.replace(hour=9 + number % 2)
        identifier = forum.ask(october, replied=replied, closed=replied)
        if number < 5:
            forum.rate(identifier, 4)
    shown = forum.figures.public()
    assert (shown.asked, shown.median_hours, shown.categories) == (12, 1.5, (("Pindah", 12),))
    assert shown.in_time is not None
    assert (shown.in_time.percent, shown.in_time.bound) == (66, "paling sedikit")
    # The ratings were given this month, which is not over.
    assert (shown.satisfaction, shown.ratings) == (None, None)
