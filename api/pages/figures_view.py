"""What the page **Angka** shows: sections of charts and tables."""

from collections.abc import Sequence
from datetime import date

from api.figures.cells import Cell, Table
from api.figures.figures import Dashboard
from api.figures.share import FEWEST, Bin, Share
from api.figures.tables import tables_of
from api.pages.charts import MOST_LABELS, Chart, Point, columns, over_days, per_cent, rows
from api.pages.words import grouped
from corpus.dates import long_date
from corpus.models import Frozen

SHOWN_AT_ONCE = 12
"""Rows of a table that is shown without being unfolded."""


class Headline(Frozen):
    """A number at the head of the page, with what it is of."""

    label: str
    value: str
    note: str = ""


class Section(Frozen):
    """A part of the page; what has no data has no charts."""

    key: str
    title: str
    charts: tuple[Chart, ...]
    tables: tuple[Table, ...]


def headlines(dashboard: Dashboard) -> tuple[Headline, ...]:
    """The numbers that are looked for first."""
    counted, took, made = dashboard.volume, dashboard.times, dashboard.decisions
    median = took.reply.hours.median
    mean = dashboard.satisfaction.mean
    return (
        Headline(label="Ditanyakan", value=grouped(counted.asked), note="dalam rentang ini"),
        Headline(label="Terbuka kini", value=grouped(counted.open), note=f"{counted.overdue} lewat tenggat"),
        Headline(label="Dibalas tepat waktu", **_told(took.reply.in_time)),
        Headline(
            label="Median sampai balasan pertama",
            value="–" if median is None else f"{number_words(round(median, 1))} jam kerja",
            note=f"dari {took.reply.hours.n} yang sudah dibalas",
        ),
        Headline(label="Draf diterima tanpa ubahan", **_told(made.unedited)),
        Headline(
            label="Kepuasan",
            value="–" if mean is None else f"{number_words(round(mean.mean, 1))} dari 5",
            note=f"{dashboard.satisfaction.n} penilaian",
        ),
    )


def sections(dashboard: Dashboard) -> tuple[Section, ...]:
    """Every section, in order."""
    tables = {table.key: table for table in tables_of(dashboard)}

    def section(key: str, title: str, keys: Sequence[str], charts: Sequence[Chart | None]) -> Section:
        drawn = tuple(chart for chart in charts if chart is not None)
        return Section(key=key, title=title, charts=drawn, tables=tuple(tables[one] for one in keys))

    took, made = dashboard.times, dashboard.decisions
    found = [
        section("ringkasan", "Per bidang", ["per-bidang"], []),
        section(
            "pertanyaan", "Pertanyaan", ["per-hari", "kategori"], [_days(dashboard), _categories(dashboard)]
        ),
        section(
            "waktu",
            "Waktu terhadap target",
            ["target", "lama-balasan", "lama-selesai"],
            [
                _bins("g-balasan", "Jam kerja sampai balasan pertama", took.reply.bins),
                _bins("g-selesai", "Jam kerja sampai selesai", took.resolved.bins),
            ],
        ),
        section(
            "keputusan",
            "Keputusan atas draf",
            ["keputusan", "ubahan", "alasan-tolak", "asal-draf"],
            [
                _decisions(dashboard),
                _bins("g-ubahan", "Bagian kata yang diubah", made.edit_bins),
                _reasons(dashboard),
            ],
        ),
        section(
            "nilai",
            "Apakah nilai menduga keputusan",
            [*(f"nilai-{one.key}" for one in dashboard.scores), "auroc"],
            [_foretold(dashboard)],
        ),
        section("kepuasan", "Kepuasan", ["kepuasan"], [_stars(dashboard)]),
        section("latihan", "Latihan peninjau", ["latihan"], []),
    ]
    if dashboard.spending is not None:
        keys = ["token-hari", "token-fungsi", "token-model"]
        found.append(section("biaya", "Token dan biaya", keys, [_tokens(dashboard)]))
    return tuple(found)


def cell_words(cell: Cell) -> str:
    """A cell as people read it."""
    match cell:
        case None:
            return "–"
        case str():
            return cell
        case int():
            return grouped(cell)
        case float():
            return number_words(cell)


def number_words(number: float) -> str:
    """``12.5`` → ``12,5``: at most four decimals, and no zeros at the end."""
    return f"{number:.4f}".rstrip("0").rstrip(".").replace(".", ",")


def _told(share: Share) -> dict[str, str]:
    counted = f"{share.hits} dari {share.n}"
    rate = share.rate
    if rate is None:
        return {"value": counted, "note": f"kurang dari {FEWEST}, jadi tanpa persen" if share.n else ""}
    bounds = f"{round(100 * rate.low)}–{round(100 * rate.high)} %"
    return {"value": per_cent(100 * share.hits / share.n), "note": f"{counted}; selang 95 %: {bounds}"}


def _days(dashboard: Dashboard) -> Chart | None:
    counted = dashboard.volume
    if not counted.asked:
        return None
    names = _day_names([one.day for one in counted.days])
    points = [Point(label=name, value=one.asked) for name, one in zip(names, counted.days, strict=True)]
    return over_days("g-hari", "Pertanyaan per hari", points)


def _categories(dashboard: Dashboard) -> Chart | None:
    found = dashboard.volume.categories
    if not found:
        return None
    points = [Point(label=one.name, value=one.asked) for one in found]
    return rows("g-kategori", "Pertanyaan menurut kategori", points)


def _bins(key: str, title: str, bins: Sequence[Bin]) -> Chart | None:
    if not any(one.n for one in bins):
        return None
    return columns(key, title, [Point(label=one.label, value=one.n) for one in bins])


def _decisions(dashboard: Dashboard) -> Chart | None:
    made = dashboard.decisions
    if not made.total:
        return None
    points = [
        Point(label="Diterima tanpa ubahan", value=made.accepted),
        Point(label="Diterima dengan ubahan", value=made.edited),
        Point(label="Ditolak", value=made.rejected),
    ]
    return rows("g-keputusan", "Keputusan atas draf", points)


def _reasons(dashboard: Dashboard) -> Chart | None:
    found = dashboard.decisions.reasons
    if not found:
        return None
    return rows("g-alasan", "Alasan draf ditolak", [Point(label=one.reason, value=one.n) for one in found])


def _foretold(dashboard: Dashboard) -> Chart | None:
    points = [
        Point(label=f"{score.name}: {one.label}", value=100 * one.published.hits / one.published.n)
        for score in dashboard.scores
        for one in score.bins
        if one.published.rate is not None
    ]
    if not points:
        return None
    title = f"Bagian draf yang diterbitkan, menurut nilainya (mulai dari {FEWEST} draf)"
    return rows("g-nilai", title, points, say=per_cent, most=100)


def _stars(dashboard: Dashboard) -> Chart | None:
    given = dashboard.satisfaction
    if not given.n:
        return None
    points = [Point(label=f"{star} ★", value=n) for star, n in enumerate(given.stars, 1)]
    return columns("g-bintang", "Penilaian penanya", points)


def _tokens(dashboard: Dashboard) -> Chart | None:
    days = () if dashboard.spending is None else dashboard.spending.days
    if not any(one.tokens for one in days):
        return None
    names = _day_names(dashboard.period.days)
    points = [Point(label=name, value=one.tokens) for name, one in zip(names, days, strict=True)]
    return over_days("g-token", "Token per hari", points)


def _day_names(days: Sequence[date]) -> list[str]:
    """In full, or short where each stands under its own column."""
    return [f"{one.day}/{one.month}" if len(days) <= MOST_LABELS else long_date(one) for one in days]
