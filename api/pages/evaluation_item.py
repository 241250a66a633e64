"""One question of an evaluation with everything that became of it, as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from api.evaluation_reader import ScoredFolder
from api.pages.evaluation_words import STATUSES, item_url, reaction_badge
from api.pages.words import Badge, decimal_comma, force_badge, provision_url, source_url
from corpus.dates import long_date
from corpus.errors import NotFound
from evals.items import Item
from evals.metrics.metric import About
from evals.report.view import ItemView, item_view, provision_label

Link = tuple[str, str]
"""What it is called and its address."""


@dataclass(frozen=True, slots=True)
class QuotedPlace:
    """A citation of the answer with the words it quotes."""

    label: str
    url: str
    quote: str


@dataclass(frozen=True, slots=True)
class ItemPage:
    """A question.

    Attributes:
        facts: name and value of how it was asked and answered.
        gold: alternatives of each part of the answer; ``branches``: of each reading of the question.
        passages: each with its address and legal force.
        repeats: addresses of the other times it was asked, this one without.
        ask_url: asks it again now.
    """

    item: Item
    view: ItemView
    badge: Badge
    facts: list[tuple[str, str]]
    gold: list[list[Link]]
    branches: list[list[Link]]
    quotes: list[QuotedPlace]
    passages: list[tuple[str, Badge]]
    repeats: list[Link]
    ask_url: str


def item_page(found: ScoredFolder, item_id: str, repeat: int, metrics: Sequence[About]) -> ItemPage:
    """Arrange one answer; ``repeat`` counts from 0.

    Raises:
        NotFound: the run has no such question, or did not ask it so often.
    """
    answers = {answer.repeat: answer for answer in found.run.answers if answer.item_id == item_id}
    if repeat not in answers:
        raise NotFound(f"Soal “{item_id[:80]}” ulangan {repeat + 1} tidak ada di evaluasi ini.")
    answer, item, record = answers[repeat], found.items[item_id], found.records[item_id, repeat]
    view = item_view(answer, item, record, {metric.name: metric for metric in metrics})
    given = record.answer
    on = given.question.on if given else item.on or found.run.manifest.day
    facts = [
        ("Ditanyakan untuk", long_date(on)),
        ("Hasil", STATUSES[given.status] if given else "gagal dijawab"),
        ("Keyakinan", decimal_comma(given.confidence) if given else "–"),
        ("Waktu", f"{view.seconds} detik"),
        ("Bagian", item.split),
        ("Tag", ", ".join(item.tags)),
    ]
    name, dated = found.run.manifest.name, urlencode({"on": on.isoformat()})
    return ItemPage(
        item=item,
        view=view,
        badge=reaction_badge(answer.reaction),
        facts=facts,
        gold=[[_link(one) for one in part] for part in item.gold],
        branches=[[_link(one) for one in part] for part in item.branches],
        quotes=[QuotedPlace(one.label, f"{_link(one.id)[1]}?{dated}", one.quote) for one in view.quotes],
        passages=[(f"{_link(one.id)[1]}?{dated}", force_badge(one.status)) for one in view.passages],
        repeats=[
            (f"Ulangan {number + 1}", "" if number == repeat else item_url(name, item_id, number))
            for number in sorted(answers)
        ],
        ask_url=f"/tanya?{urlencode({'q': item.question, 'on': on.isoformat()})}",
    )


def _link(identifier: str) -> Link:
    """A gold identifier may name a whole source."""
    url = provision_url(identifier) if "/" in identifier else source_url(identifier)
    return provision_label(identifier), url
