"""What the pages of the forum share: its stores, the names of places, suggestions, masked words, paging."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode

from api.forum.forum import Forum
from api.forum.models import Category
from api.forum.similar import Suggested, Suggestion
from api.pages.forum_words import question_url
from api.pages.words import provision_url
from assistant.guard.personal_kinds import PersonalKind

ON_A_PAGE = 20

_PLACEHOLDER = re.compile(rf"(\[(?:{'|'.join(map(re.escape, PersonalKind))})-\d+\])")


@dataclass(frozen=True, slots=True)
class Places:
    """Names of bidang and categories, those out of use included: old questions name them."""

    bidang: Mapping[str, str]
    categories: Mapping[str, Category]

    def category(self, category_id: str | None) -> str:
        """The name of a category; empty where a question has none yet."""
        found = self.categories.get(category_id or "")
        return "" if found is None else found.name


def places(forum: Forum) -> Places:
    """The names of everything that a question can lie in."""
    return Places(
        bidang={one.id: one.name for one in forum.bidang.bidang()},
        categories={one.id: one for one in forum.bidang.categories()},
    )


@dataclass(frozen=True, slots=True)
class Near:
    """Something that may answer what is asked, with where it leads."""

    title: str
    url: str
    kind: str


def near(suggestions: list[Suggestion]) -> list[Near]:
    """Suggestions as a page shows them."""
    return [
        Near(one.title, question_url(one.number), "Pertanyaan yang sudah dijawab")
        if one.kind is Suggested.QUESTION and one.number is not None
        else Near(one.title, provision_url(one.id), "FAQ")
        for one in suggestions
    ]


def pieces(text: str) -> list[tuple[str, bool]]:
    """A text cut into pieces: its words, and whether they stand for personal data that was masked."""
    return [(part, bool(at % 2)) for at, part in enumerate(_PLACEHOLDER.split(text)) if part]


@dataclass(frozen=True, slots=True)
class Paging:
    """Where a page of a list stands; an address is empty where there is no such page."""

    number: int
    previous: str
    following: str


def paging(url: str, asked: Mapping[str, str], number: int, total: int) -> Paging:
    """The pages beside one of a list.

    Args:
        asked: what the list is narrowed by; empty values are left out.
        number: of the page, from 1.
        total: entries of the whole list.
    """
    pages = ceil(total / ON_A_PAGE)

    def address(page: int) -> str:
        given = {name: value for name, value in asked.items() if value}
        given |= {"hal": str(page)} if page > 1 else {}
        return f"{url}?{urlencode(given)}" if given else url

    return Paging(
        number=number,
        previous=address(min(number - 1, pages)) if number > 1 and total else "",
        following=address(number + 1) if number < pages else "",
    )


def number_in(text: str) -> int:
    """The number of a question in an address; 0, which no question has, for what is no number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
