"""Where questions go: the rows of bidang and categories, and the set that a new installation starts with."""

from functools import cache
from importlib.resources import files

import yaml
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from api.forum.models import Bidang, Category
from api.state.forum_tables import BidangRow, CategoryRow
from corpus.errors import InvalidInput, NotFound
from corpus.models import Frozen


class _StarterCategory(Frozen):
    id: str
    name: str
    description: str
    reply_hours: int
    resolve_hours: int


class _StarterBidang(Frozen):
    id: str
    name: str
    description: str
    reception: bool = False
    categories: tuple[_StarterCategory, ...]


@cache
def starter() -> tuple[_StarterBidang, ...]:
    """What a new installation begins with, from ``data/bidang.yaml``."""
    text = files("api.forum").joinpath("data/bidang.yaml").read_text(encoding="utf-8")
    return tuple(_StarterBidang.model_validate(one) for one in yaml.safe_load(text))


def seed(session: Session) -> None:
    """Put the starter set into an installation that has no bidang."""
    # Another process may be doing the same: what is there already stays.
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    position = 0
    for order, bidang in enumerate(starter()):
        values = bidang.model_dump(include={"id", "name", "description"})
        session.execute(
            insert(BidangRow).values(**values, position=order, active=True).on_conflict_do_nothing()
        )
        for category in bidang.categories:
            session.execute(
                insert(CategoryRow)
                .values(**category.model_dump(), bidang_id=bidang.id, position=position, active=True)
                .on_conflict_do_nothing()
            )
            position += 1


def reception_of(session: Session) -> str:
    """The bidang that gets questions without a category.

    Raises:
        NotFound: none is in use.
    """
    in_use = list(
        session.scalars(
            select(BidangRow.id).where(BidangRow.active).order_by(BidangRow.position, BidangRow.id)
        )
    )
    if not in_use:
        raise NotFound("Belum ada bidang yang dipakai. Aktifkan salah satu bidang dahulu.")
    named = (one.id for one in starter() if one.reception and one.id in in_use)
    return next(named, in_use[0])


def active_category(session: Session, category_id: str) -> CategoryRow:
    """The row of a category that may be chosen.

    Raises:
        NotFound: there is none.
        InvalidInput: it, or its bidang, is out of use.
    """
    row = session.get(CategoryRow, category_id)
    if row is None:
        raise missing("Kategori", category_id)
    bidang = session.get_one(BidangRow, row.bidang_id)
    if not (row.active and bidang.active):
        raise InvalidInput(f"Kategori “{row.name}” sudah tidak dipakai. Pilih kategori lain.")
    return row


def active_bidang(session: Session, bidang_id: str) -> BidangRow:
    """The row of a bidang that is in use.

    Raises:
        NotFound: there is none.
        InvalidInput: it is out of use.
    """
    row = session.get(BidangRow, bidang_id)
    if row is None:
        raise missing("Bidang", bidang_id)
    if not row.active:
        raise InvalidInput(f"Bidang “{row.name}” sudah tidak dipakai. Pilih bidang lain.")
    return row


def to_bidang(row: BidangRow) -> Bidang:
    """From its row."""
    return Bidang(id=row.id, name=row.name, description=row.description, active=row.active)


def to_category(row: CategoryRow) -> Category:
    """From its row."""
    return Category.model_validate({field: getattr(row, field) for field in Category.model_fields})


def missing(what: str, identifier: str) -> NotFound:
    """What is said of a bidang or a category that is not there."""
    return NotFound(f"{what} “{identifier}” tidak ada. Lihat daftarnya di /api/v1/forum/bidang.")
