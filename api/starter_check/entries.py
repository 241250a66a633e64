"""What an entry says against the digests it cites."""

import re
from datetime import date

from api.starter_check.files import DigestProvision, Entry, statements
from api.starter_check.findings import Finding
from api.starter_check.numbers import SPELLED_DURATION, numbers

_PASAL = re.compile(r"\b(?:pasal|ayat)\s+\(?\d+", re.IGNORECASE)


def check_basis(entry: Entry, provisions: dict[str, DigestProvision]) -> list[Finding]:
    """Whether every legal basis is a digested provision, and named once."""
    unknown = [basis for basis in entry.legal_basis if basis not in provisions]
    twice = sorted({basis for basis in entry.legal_basis if entry.legal_basis.count(basis) > 1})
    return [
        *(Finding(entry.id, f"there is no digest of {basis}") for basis in unknown),
        *(Finding(entry.id, f"names {basis} twice") for basis in twice),
    ]


def check_numbers(entry: Entry, provisions: dict[str, DigestProvision]) -> list[Finding]:
    """Whether every number of an entry stands in a digest it cites, durations in digits."""
    cited = (provisions[basis].text for basis in entry.legal_basis if basis in provisions)
    known = set().union(*(numbers(text) for text in cited))
    told = statements(entry)
    return [
        *(
            Finding(entry.id, f"no cited digest holds the number {number}")
            for number in sorted(numbers(told) - known)
        ),
        *(Finding(entry.id, f"spells a duration: {found}") for found in SPELLED_DURATION.findall(told)),
    ]


def check_citing(entry: Entry) -> list[Finding]:
    """Whether an answer leaves pasal numbers to its citations, which are checked where prose is not."""
    return [Finding(entry.id, f"says {found!r} in its text") for found in _PASAL.findall(statements(entry))]


def check_review(entry: Entry, today: date) -> list[Finding]:
    """Whether the day on which an entry must be read again has not come yet."""
    if entry.review_by > today:
        return []
    return [Finding(entry.id, f"was to be read again by {entry.review_by}")]
