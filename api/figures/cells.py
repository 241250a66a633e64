"""Tables of figures, and the cells that a number becomes.

A share stands in five columns: hits, of how many, percent, and the bounds of its 95 % interval; the last
three are empty where it is of fewer than five.
"""

from api.figures.auroc import Auroc
from api.figures.share import FEWEST, Share, Spread
from corpus.models import Frozen

Cell = str | int | float | None
"""Nothing where there is no number, or where it would be of few."""
FEW = f"Bagian (%), median, dan rata-rata hanya dihitung mulai dari {FEWEST}; di bawah itu hanya jumlahnya."
PERCENT = ("%", "% terendah", "% tertinggi")


class Table(Frozen):
    """A table; the first cell of a row names it.

    Attributes:
        key: names it in addresses and file names.
        note: what to know when reading it; empty where nothing is.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


def named(name: str) -> tuple[str, str, str]:
    """Columns of ``percent``."""
    return name, f"{name}: dari", f"{name}: %"


def percent(share: Share) -> tuple[Cell, ...]:
    """A share without its interval."""
    rate = share.rate
    return share.hits, share.n, None if rate is None else _hundred(share.hits / share.n)


def shares(share: Share) -> tuple[Cell, ...]:
    """A share with its interval."""
    rate = share.rate
    bounds = (None, None) if rate is None else (_hundred(rate.low), _hundred(rate.high))
    return (*percent(share), *bounds)


def spread_cells(found: Spread) -> tuple[Cell, ...]:
    """How many, their median and their ninth decile, to one digit."""
    return found.n, _rounded(found.median), _rounded(found.high)


def area(found: Auroc | None) -> tuple[Cell, ...]:
    """The area and its interval, to two digits."""
    if found is None:
        return None, None, None
    return round(found.area, 2), round(found.low, 2), round(found.high, 2)


def comma(number: float) -> str:
    """To two digits, as Indonesian writes it."""
    return f"{number:.2f}".replace(".", ",")


def _hundred(part: float) -> float:
    return round(100 * part, 1)


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 1)
