"""The parse report as the page shows it: by page of the document, each place with its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.pages.citations import path_label
from api.pages.port import PageLaw
from api.pages.words import Badge, anchor, source_url
from api.views import RepairView, ReportView, SuspicionView
from corpus.models import Provision, Source

PAGES_SHOWN = 20
"""Pages of the document that one page of the report shows with their images."""
_WORDS_SHOWN = 600


@dataclass(frozen=True, slots=True)
class Finding:
    """A place to look at.

    Attributes:
        label, url: the unit; ``url`` is empty where it is no unit of the text.
        reason: what is odd about it, or what proves the repair.
        raw, repaired: what is printed and what it was read as; empty where it is no repair.
        words: how the unit reads now.
    """

    label: str
    url: str
    reason: str
    raw: str = ""
    repaired: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class PageFindings:
    """The findings of one page of the document; ``page`` is None where it is not known."""

    page: int | None
    image_url: str
    doubtful: list[Finding]
    repairs: list[Finding]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The report.

    Attributes:
        confidence: in percent, with a word for it.
        duplicates: units with a label that occurs twice.
        obstacle: why no page images are shown; empty where they are.
        pages: those of this part of the report; ``first`` of ``count``.
    """

    report: ReportView
    percent: int
    badge: Badge
    meaning: str
    duplicates: list[tuple[str, str]]
    obstacle: str
    pages: list[PageFindings]
    first: int
    count: int


def report_page(law: PageLaw, source: Source, provisions: Sequence[Provision], part: int) -> ReportPage:
    """Prepare the report on a source; ``part`` counts from 1.

    Raises:
        NotFound: it is no parsed regulation.
    """
    report = law.report_of(source.id)
    texts = {provision.id: provision for provision in provisions}
    obstacle = law.missing_pages(source.id)
    found: dict[int | None, PageFindings] = {}
    items: list[RepairView | SuspicionView] = [*report.suspicious, *report.repairs]
    for item in items:
        page = found.get(item.page)
        if page is None:
            url = f"{source_url(source.id)}/halaman/{item.page}" if item.page and not obstacle else ""
            page = found[item.page] = PageFindings(item.page, url, [], [])
        finding = _finding(source, texts, item)
        (page.repairs if finding.repaired else page.doubtful).append(finding)
    # A repair is proven; what is not stands first.
    ordered = sorted(found.values(), key=lambda page: (not page.doubtful, page.page is None, page.page or 0))
    first = (part - 1) * PAGES_SHOWN
    percent = round(report.confidence * 100)
    badge, meaning = _confidence(report)
    return ReportPage(
        report=report,
        percent=percent,
        badge=badge,
        meaning=meaning,
        duplicates=[
            (path_label(each), f"{source_url(source.id)}#{anchor(each)}") for each in report.duplicates
        ],
        obstacle=obstacle,
        pages=ordered[first : first + PAGES_SHOWN],
        first=first,
        count=len(ordered),
    )


def _finding(source: Source, texts: Mapping[str, Provision], item: RepairView | SuspicionView) -> Finding:
    unit = texts.get(item.where)
    label = "Data peraturan" if item.where == "metadata" else path_label(item.where) or item.where
    url = f"{source_url(source.id)}#{anchor(item.where)}" if unit else ""
    if isinstance(item, RepairView):
        return Finding(label, url, item.reason, item.raw, item.repaired)
    words = (unit.text or unit.full_text) if unit else ""
    if len(words) > _WORDS_SHOWN:
        words = words[:_WORDS_SHOWN].rpartition(" ")[0] + " …"
    return Finding(label, url, item.reason, words=words)


def _confidence(report: ReportView) -> tuple[Badge, str]:
    if report.confidence >= 0.95:
        return Badge("Tinggi", "good", "bars3"), "Susunannya terbaca utuh."
    if report.confidence >= 0.8:
        return Badge("Sedang", "warn", "bars2"), "Sebagian besar terbaca; periksa tempat-tempat di bawah."
    return Badge("Rendah", "bad", "bars1"), "Banyak yang meragukan; bandingkan dengan naskah aslinya."
