"""Looking for entries of the audit trail, on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest

from api.state.audit import Audited, add_entry
from api.state.audit_search import AuditFilter, AuditSearch
from api.state.state import State
from tests.api.state.conftest import JAKARTA

EVENING = datetime(2026, 11, 20, 16, 59, tzinfo=UTC)
"""One minute before midnight in Jakarta."""


@pytest.fixture
def search(state: State) -> AuditSearch:
    """Over six entries, an hour apart, the first before midnight."""
    for number in range(6):
        entry = Audited(
            at=EVENING + timedelta(hours=number),
            actor="ani" if number % 2 else "budi",
            action="forum.terbit" if number < 4 else "forum_lain",
            subject=f"s{number}",
            reason="",
        )
        with state.database.writing("uji") as session:
            add_entry(session, entry)
    return AuditSearch(state.database, zone=JAKARTA)


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (AuditFilter(), [6, 5, 4, 3, 2, 1]),
        (AuditFilter(actor="ani"), [6, 4, 2]),
        (AuditFilter(action="forum."), [4, 3, 2, 1]),
        (AuditFilter(action="forum_"), [6, 5]),
        (AuditFilter(subject="s2"), [3]),
        (AuditFilter(last=date(2026, 11, 20)), [1]),
        (AuditFilter(first=date(2026, 11, 21)), [6, 5, 4, 3, 2]),
        (AuditFilter(first=date(2026, 11, 22), last=date.max), []),
        (AuditFilter(first=date.min, actor="budi", action="forum.t"), [3, 1]),
    ],
)
def test_entries_are_found_in_both_orders(
    search: AuditSearch, wanted: AuditFilter, numbers: list[int]
) -> None:
    found, total = search.page(wanted, limit=10, offset=0)
    assert [one.number for one in found] == numbers
    assert total == len(numbers)
    assert [one.number for one in search.all(wanted)] == numbers[::-1]


def test_a_page_is_a_part_of_the_whole(search: AuditSearch) -> None:
    found, total = search.page(AuditFilter(), limit=2, offset=3)
    assert ([one.number for one in found], total) == ([3, 2], 6)
