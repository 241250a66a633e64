"""The officers' queue **Kerja** as its page shows it: tabs, filters, and a line for every question."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from urllib.parse import urlencode

from api.accounts.models import Account
from api.accounts.permissions import Permission, bidang_for
from api.forum.draft_queue import DraftFilter, DraftOrder, DraftQueue, Waiting
from api.forum.models import OPEN, Category, DraftState, QuestionState
from api.forum.review_words import ReviewRules
from api.forum.threads import names_of
from api.pages.conversation_visit import Visit
from api.pages.forum_words import STATES, by_bidang
from api.pages.review_clock import waiting_badge, working_hours
from api.pages.review_parts import forum_of, rules_of
from api.pages.review_words import (
    NO_DRAFT,
    OPINIONS,
    PRIORITIES,
    UNDER_WAY,
    WORK,
    risk_badge,
    work_url,
)
from api.pages.words import Badge
from api.state.clock import utc_now
from evals.scorecard import Opinion

ON_A_PAGE = 25
TABS = {
    "tinjau": "Perlu ditinjau",
    "saya": "Tugas saya",
    "bebas": "Belum ditugaskan",
    "semua": "Semua",
}
RISKS = {"tinggi": "Tinggi", "sedang": "Sedang dan tinggi"}
AGES = {"1": "Lebih dari 1 hari", "3": "Lebih dari 3 hari", "7": "Lebih dari 7 hari"}
ORDERS = {
    DraftOrder.RISK: "Risiko tertinggi",
    DraftOrder.AGE: "Paling lama menunggu",
    DraftOrder.SCORE: "Penilaian terburuk",
    DraftOrder.BIDANG: "Bidang",
}
_NAMES = ("bidang", "kategori", "status", "risiko", "usia", "skor", "kata", "urut")


@dataclass(frozen=True, slots=True)
class Line:
    """A question in the queue.

    Attributes:
        place: bidang and category in words.
        standing: of the draft, where there is none to judge; else None.
        reader: who has the draft open; empty where nobody has.
    """

    number: int
    title: str
    url: str
    place: str
    state: Badge
    waits: Badge
    priority: Badge | None
    risk: Badge | None
    opinion: Badge | None
    standing: Badge | None
    assignee: str
    reader: str


@dataclass(frozen=True, slots=True)
class QueueView:
    """A page of the queue.

    Attributes:
        tabs: key, words, address, how many, and whether it is this one.
        asked: what the list is narrowed by, as the form sends it.
        narrowed: a filter is set.
    """

    tab: str
    tabs: list[tuple[str, str, str, int, bool]]
    lines: list[Line]
    total: int
    asked: dict[str, str]
    narrowed: bool
    bidang: list[tuple[str, str]]
    categories: list[tuple[str, list[tuple[str, str]]]]
    previous: str
    following: str


def queue_view(visit: Visit, officer: Account, given: dict[str, str]) -> QueueView:
    """The queue of an officer.

    Args:
        given: the fields of the address; what is unknown counts as not given.
    """
    own = bidang_for(officer, Permission.WORK_QUESTIONS)
    forum = forum_of(visit.request)
    names = {one.id: one.name for one in forum.bidang.bidang()}
    categories = {one.id: one for one in forum.bidang.categories()}
    tab = given.get("tab", "") if given.get("tab", "") in TABS else "tinjau"
    asked = {name: given.get(name, "") for name in _NAMES}
    queue = DraftQueue(visit.state.database)
    number = int(given["hal"]) if given.get("hal", "").isascii() and given.get("hal", "").isdigit() else 1
    number = min(max(number, 1), 10_000)
    rules = rules_of(visit.request)
    wanted = _wanted(tab, asked, officer, rules)
    found = queue.list(
        own, order=_order(asked["urut"]), wanted=wanted, limit=ON_A_PAGE, offset=(number - 1) * ON_A_PAGE
    )
    counts = {one: queue.count(own, wanted=_wanted(one, asked, officer, rules)) for one in TABS}
    kept = {name: value for name, value in asked.items() if value}
    pages = ceil(counts[tab] / ON_A_PAGE)
    mine = {one: names.get(one, one) for one in sorted(own)}
    return QueueView(
        tab=tab,
        tabs=[(one, words, _url(one, kept), counts[one], one == tab) for one, words in TABS.items()],
        lines=_lines(visit, found, names, categories),
        total=counts[tab],
        asked=asked,
        narrowed=any(value for name, value in asked.items() if name != "urut"),
        bidang=list(mine.items()),
        categories=by_bidang([one for one in categories.values() if one.bidang_id in own], names),
        previous=_url(tab, kept, min(number - 1, pages)) if number > 1 and pages else "",
        following=_url(tab, kept, number + 1) if number < pages else "",
    )


def _wanted(tab: str, asked: dict[str, str], officer: Account, rules: ReviewRules) -> DraftFilter:
    age = asked["usia"] if asked["usia"] in AGES else ""
    states = {one.value: one for one in QuestionState}
    chosen = states.get(asked["status"])
    every = frozenset(QuestionState) if tab == "semua" else OPEN
    return DraftFilter(
        bidang=(asked["bidang"],) if asked["bidang"] else (),
        category_id=asked["kategori"] or None,
        assignee_id={"saya": officer.id, "bebas": ""}.get(tab),
        opinion=next((one for one in Opinion if one.value == asked["skor"]), None),
        least_risk={"tinggi": rules.high_risk, "sedang": rules.some_risk}.get(asked["risiko"]),
        words=asked["kata"][:200],
        states=every if chosen is None else frozenset({chosen}),
        asked_before=utc_now() - timedelta(days=int(age)) if age else None,
        drafted=tab == "tinjau",
        decided=tab != "tinjau",
    )


def _order(asked: str) -> DraftOrder:
    return next((one for one in DraftOrder if one.value == asked), DraftOrder.RISK)


def _url(tab: str, kept: dict[str, str], page: int = 1) -> str:
    return f"{WORK}?{urlencode({'tab': tab, **kept, **({'hal': page} if page > 1 else {})})}"


def _lines(
    visit: Visit, found: list[Waiting], names: dict[str, str], categories: dict[str, Category]
) -> list[Line]:
    now = utc_now()
    with visit.state.database.reading() as session:
        hours = working_hours(visit.request, session)
        people = names_of(session, [who for one in found for who in (one.assignee_id, one.reader_id)])
    lines = []
    for one in found:
        category = categories.get(one.category_id or "")
        waits = waiting_badge(
            hours,
            now,
            state=one.state,
            reply_due=one.reply_due,
            resolve_due=one.resolve_due,
            first_reply_at=one.first_reply_at,
        )
        drafted = one.risk is not None
        lines.append(
            Line(
                number=one.number,
                title=one.title,
                url=work_url(one.number),
                place=" · ".join(
                    (names.get(one.bidang_id, one.bidang_id), category.name if category else "tanpa kategori")
                ),
                state=STATES[one.state],
                waits=waits,
                priority=PRIORITIES[one.priority] if one.priority.value != "biasa" else None,
                risk=risk_badge(one.risk, rules_of(visit.request)) if one.risk is not None else None,
                opinion=OPINIONS[one.opinion] if drafted else None,
                standing=None if drafted else UNDER_WAY if one.under_way else NO_DRAFT,
                assignee=people.get(one.assignee_id or "", ""),
                reader=people.get(one.reader_id or "", "") if one.draft_state is DraftState.IN_REVIEW else "",
            )
        )
    return lines
