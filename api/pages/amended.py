"""What became of a pasal: the note beside it in its regulation, and the page of its wordings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from api.pages.citations import path_label
from api.pages.port import PageLaw
from api.pages.regulation_view import units
from api.pages.relations_view import regulation_label, unit_link
from api.pages.word_diff import Row, compare
from api.pages.words import source_url
from api.views import PasalHistory, Wording
from corpus.amendments import PasalVersion
from corpus.dates import long_date
from corpus.force_told import told_missing

Link = tuple[str, str]
"""A label and where it leads; an empty address where it leads nowhere."""


@dataclass(frozen=True, slots=True)
class PasalNote:
    """What a reader of a pasal must know of its wordings.

    Attributes:
        tone, icon: as of a badge.
        words: ``Diubah sejak 30 September 1999 oleh``, followed by the links.
        doubt: what could not be applied safely.
        history_url: the page of its wordings.
    """

    tone: str
    icon: str
    words: str
    links: tuple[Link, ...]
    doubt: str
    history_url: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A pasal that has no words on the day: deleted by then, or not inserted yet."""

    label: str
    words: str
    links: tuple[Link, ...]
    history_url: str


def history_url(pasal_id: str) -> str:
    """Path of the page of a unit's wordings."""
    return "/peraturan/riwayat/" + quote(pasal_id, safe="/~")


def holds_on(version: PasalVersion, on: date) -> bool:
    """Whether a wording holds on a day."""
    return (version.since is None or version.since <= on) and (version.until is None or on < version.until)


def notes_on(
    law: PageLaw, histories: Mapping[str, PasalHistory], on: date | None
) -> tuple[dict[str, PasalNote], list[Gone]]:
    """Notes by identifier for a day, or beside the original text where ``on`` is None; and what is gone."""
    notes: dict[str, PasalNote] = {}
    gone: list[Gone] = []
    for pasal_id, history in histories.items():
        versions = [wording.version for wording in history.wordings]
        here = _reads(versions, on)
        if here is None:
            gone.append(_gone(law, pasal_id, versions, on))
        else:
            notes[pasal_id] = _note(law, pasal_id, here, original=on is None)
    return notes, gone


def _reads(versions: Sequence[PasalVersion], on: date | None) -> PasalVersion | None:
    if on is None:
        return next((version for version in versions if version.since is None), None)
    return next((version for version in versions if holds_on(version, on)), None)


def _note(law: PageLaw, pasal_id: str, here: PasalVersion, *, original: bool) -> PasalNote:
    if here.since is not None:
        words = f"Bunyi sejak {long_date(here.since)}, menurut"
        acts, tone = here.by, "warn"
    elif here.until is not None:
        held = "berlaku" if original else "masih berlaku"
        words = f"Bunyi asli, {held} sampai {long_date(here.until)}, lalu diubah oleh"
        acts, tone = here.ended_by, "info"
    else:
        words, acts, tone = "Bunyi asli", here.ended_by, "mute"
    links = _links(law, acts)
    return PasalNote(
        "bad" if here.doubt else tone,
        "alert" if here.doubt else "clock" if tone == "info" else "pencil",
        words if links else words.rpartition(", ")[0] or words,
        links,
        here.doubt,
        history_url(pasal_id),
    )


def _gone(law: PageLaw, pasal_id: str, versions: Sequence[PasalVersion], on: date | None) -> Gone:
    first = versions[0].since
    label = path_label(pasal_id) or pasal_id
    if first is not None and (on is None or on < first):
        return Gone(
            label, f"disisipkan {long_date(first)}", _links(law, versions[0].by), history_url(pasal_id)
        )
    ended = next((v for v in reversed(versions) if v.until is not None), versions[-1])
    day = f" sejak {long_date(ended.until)}" if ended.until else ""
    return Gone(label, f"dihapus{day}", _links(law, ended.ended_by), history_url(pasal_id))


def _links(law: PageLaw, unit_ids: Sequence[str]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(unit_link(law, unit_id) for unit_id in unit_ids))


@dataclass(frozen=True, slots=True)
class WordingLine:
    """One wording in the list of all.

    Attributes:
        number: from 1, the oldest first.
        days: ``sejak 30 September 1999 sampai 14 Januari 2014``.
        now: it is the wording of today.
    """

    number: int
    title: str
    days: str
    by: tuple[Link, ...]
    ended_by: tuple[Link, ...]
    doubt: str
    now: bool
    regulation_url: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The wordings of a unit, two of them beside each other.

    Attributes:
        older, newer: numbers of the two that are compared; 0 where there is only one.
        rows: the comparison.
        holds: the regulation itself may be relied on today.
        missing: which amendments of it are known only because other texts mention them; empty where none are.
    """

    label: str
    regulation: str
    title: str
    source_id: str
    back_url: str
    holds: bool
    missing: str
    lines: list[WordingLine]
    older: int
    newer: int
    rows: list[Row]


def history_page(law: PageLaw, pasal_id: str, older: str, newer: str, today: date) -> HistoryPage:
    """Prepare the wordings of a unit; ``older`` and ``newer`` are numbers as typed, odd ones are ignored.

    Raises:
        NotFound: the unit was never changed, or is not here.
    """
    history = law.history(pasal_id)
    wordings = history.wordings
    regulation_id = history.pasal_id.split("/")[0]
    source_id, title = law.source_of(regulation_id)
    lines = [_line(law, number, wording, source_id, today) for number, wording in enumerate(wordings, 1)]
    first, second = _chosen(len(wordings), older, newer)
    sides = [units(wordings[number - 1].provisions) if number else [] for number in (first, second)]
    anchor = history.pasal_id.partition("/")[2].replace("/", "-")
    force = law.force(regulation_id, today)
    return HistoryPage(
        label=path_label(history.pasal_id) or history.pasal_id,
        regulation=regulation_label(regulation_id),
        title=title,
        source_id=source_id,
        back_url=f"{source_url(source_id)}#{anchor}",
        holds=force.holds,
        missing=told_missing(force.missing) if force.missing is not None else "",
        lines=lines,
        older=first,
        newer=second,
        rows=compare(*sides),
    )


def _chosen(count: int, older: str, newer: str) -> tuple[int, int]:
    """The two wordings to compare: those asked for, else the last two."""
    asked = [
        int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0 for text in (older, newer)
    ]
    if all(1 <= number <= count for number in asked) and asked[0] != asked[1]:
        return min(asked), max(asked)
    return max(count - 1, 0), count


def _line(law: PageLaw, number: int, wording: Wording, source_id: str, today: date) -> WordingLine:
    version = wording.version
    since = f"sejak {long_date(version.since)}" if version.since else "sejak peraturan mulai berlaku"
    until = f" sampai sebelum {long_date(version.until)}" if version.until else ""
    day = version.since.isoformat() if version.since else "asli"
    return WordingLine(
        number=number,
        title="Bunyi asli" if version.since is None else f"Bunyi ke-{number}",
        days=since + until,
        by=_links(law, version.by),
        ended_by=_links(law, version.ended_by),
        doubt=version.doubt,
        now=holds_on(version, today),
        regulation_url=f"{source_url(source_id)}?pada={day}#"
        + version.pasal_id.partition("/")[2].replace("/", "-"),
    )
