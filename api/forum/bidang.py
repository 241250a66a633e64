"""Bidang and categories: who answers what, and how soon. A new installation starts with the usual ones.

Neither is ever deleted, since old questions name them: what is no longer used is made inactive. Routes see to
who may change them.
"""

import re

from pydantic import Field
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.forum.models import Bidang, Category
from api.forum.places import missing, seed, to_bidang, to_category
from api.state.audit import Audited, add_entry, said
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.fingerprint import refuse_changed
from api.state.forum_tables import BidangRow, CategoryRow
from corpus.errors import Conflict, InvalidInput
from corpus.models import Frozen

MOST_HOURS = 2_000
"""The longest target, in working hours: a year."""
LONGEST_NAME = 120
LONGEST_DESCRIPTION = 1_000
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class CategoryChange(Frozen):
    """What is to be different in a category; None stays as it is."""

    name: str | None = None
    description: str | None = None
    bidang_id: str | None = None
    reply_hours: int | None = Field(None, ge=1, le=MOST_HOURS)
    resolve_hours: int | None = Field(None, ge=1, le=MOST_HOURS)
    active: bool | None = None


class BidangStore:
    """Every method raises StorageError when the database cannot be used."""

    def __init__(self, database: StateDatabase, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock
        self._seeded = False

    def seed(self) -> None:
        """Put the starter set into an installation that has no bidang; nothing happens in another."""
        if self._seeded:
            return
        with self._database.reading() as session:
            wanted = session.scalar(select(BidangRow.id).limit(1)) is None
        if wanted:
            with self._database.writing("Bidang awal gagal disimpan") as session:
                seed(session)
        self._seeded = True

    def bidang(self, *, active_only: bool = False) -> list[Bidang]:
        """Bidang in the order they are shown in."""
        self.seed()
        statement = select(BidangRow).order_by(BidangRow.position, BidangRow.id)
        if active_only:
            statement = statement.where(BidangRow.active)
        with self._database.reading() as session:
            return [to_bidang(row) for row in session.scalars(statement)]

    def categories(self, *, bidang_id: str = "", active_only: bool = False) -> list[Category]:
        """Categories in the order they are shown in; with ``active_only`` those people may choose."""
        self.seed()
        statement = select(CategoryRow).join(BidangRow, CategoryRow.bidang_id == BidangRow.id)
        if bidang_id:
            statement = statement.where(CategoryRow.bidang_id == bidang_id)
        if active_only:
            statement = statement.where(CategoryRow.active, BidangRow.active)
        ordered = statement.order_by(BidangRow.position, CategoryRow.position, CategoryRow.id)
        with self._database.reading() as session:
            return [to_category(row) for row in session.scalars(ordered)]

    def add_bidang(self, bidang_id: str, name: str, description: str = "", *, by: Account) -> Bidang:
        """A new one, shown last.

        Raises:
            InvalidInput: the identifier or the name cannot be used.
            Conflict: the identifier is taken.
        """
        self.seed()
        row = BidangRow(
            id=_identifier(bidang_id),
            name=_name(name),
            description=_description(description),
            active=True,
        )
        with self._database.writing("Bidang gagal disimpan") as session:
            _refuse_taken(session.get(BidangRow, row.id), "Bidang", row.id)
            row.position = _next_position(session, BidangRow)
            session.add(row)
            session.flush()
            self._audit(session, by, "bidang.tambah", row.id, row.name)
            return to_bidang(row)

    def change_bidang(
        self,
        bidang_id: str,
        *,
        by: Account,
        name: str | None = None,
        description: str | None = None,
        active: bool | None = None,
        seen: str | None = None,
    ) -> Bidang:
        """Change one, or put it out of use; None stays as it is.

        Args:
            seen: fingerprint of what the caller read; None where it does not matter.

        Raises:
            NotFound: there is none.
            InvalidInput: the name cannot be used.
            Conflict: it is the last that is in use, or was changed meanwhile.
        """
        self.seed()
        with self._database.writing("Bidang gagal disimpan") as session:
            # All are locked, so that two of the last two cannot be put out of use at the same time.
            rows = {row.id: row for row in session.scalars(select(BidangRow).with_for_update())}
            row = rows.get(bidang_id)
            if row is None:
                raise missing("Bidang", bidang_id)
            refuse_changed(to_bidang(row), seen, "Bidang")
            if active is False and not any(other.active for other in rows.values() if other is not row):
                raise Conflict("Bidang terakhir yang masih dipakai tidak dapat dinonaktifkan.")
            row.name = row.name if name is None else _name(name)
            row.description = row.description if description is None else _description(description)
            row.active = row.active if active is None else active
            session.flush()
            self._audit(session, by, "bidang.ubah", row.id, f"{row.name}; {_use(row.active)}")
            return to_bidang(row)

    def add_category(self, category: Category, *, by: Account) -> Category:
        """A new one, shown last in its bidang.

        Raises:
            NotFound: there is no such bidang.
            InvalidInput: the identifier, a name or a target cannot be used.
            Conflict: the identifier is taken.
        """
        self.seed()
        _refuse_targets(category.reply_hours, category.resolve_hours)
        row = CategoryRow(
            id=_identifier(category.id),
            bidang_id=category.bidang_id,
            name=_name(category.name),
            description=_description(category.description),
            reply_hours=category.reply_hours,
            resolve_hours=category.resolve_hours,
            active=category.active,
        )
        with self._database.writing("Kategori gagal disimpan") as session:
            if session.get(BidangRow, category.bidang_id) is None:
                raise missing("Bidang", category.bidang_id)
            _refuse_taken(session.get(CategoryRow, row.id), "Kategori", row.id)
            row.position = _next_position(session, CategoryRow)
            session.add(row)
            session.flush()
            self._audit(session, by, "kategori.tambah", row.id, f"{row.name}; bidang {row.bidang_id}")
            return to_category(row)

    def change_category(
        self, category_id: str, change: CategoryChange, *, by: Account, seen: str | None = None
    ) -> Category:
        """Change one, or put it out of use; questions that have it keep it.

        Args:
            seen: fingerprint of what the caller read; None where it does not matter.

        Raises:
            NotFound: there is no such category or bidang.
            InvalidInput: a name or a target cannot be used.
            Conflict: it was changed meanwhile.
        """
        self.seed()
        with self._database.writing("Kategori gagal disimpan") as session:
            row = session.get(CategoryRow, category_id, with_for_update=True)
            if row is None:
                raise missing("Kategori", category_id)
            refuse_changed(to_category(row), seen, "Kategori")
            wanted = change.model_dump(exclude_none=True)
            if change.bidang_id is not None and session.get(BidangRow, change.bidang_id) is None:
                raise missing("Bidang", change.bidang_id)
            if change.name is not None:
                wanted["name"] = _name(change.name)
            if change.description is not None:
                wanted["description"] = _description(change.description)
            for field, value in wanted.items():
                setattr(row, field, value)
            _refuse_targets(row.reply_hours, row.resolve_hours)
            session.flush()
            told = f"{row.name}; bidang {row.bidang_id}; {row.reply_hours}/{row.resolve_hours} jam kerja"
            self._audit(session, by, "kategori.ubah", row.id, f"{told}; {_use(row.active)}")
            return to_category(row)

    def _audit(self, session: Session, by: Account, action: str, subject: str, reason: str) -> None:
        entry = Audited(at=self._clock(), actor=by.username, action=action, subject=subject, reason=reason)
        add_entry(session, entry)


def _next_position(session: Session, table: type[BidangRow] | type[CategoryRow]) -> int:
    last = session.scalar(select(func.max(table.position)))
    return 0 if last is None else last + 1


def _identifier(text: str) -> str:
    if len(text) > LONGEST_NAME or not _ID.fullmatch(text):
        raise InvalidInput(
            f"Pengenal “{text[:LONGEST_NAME]}” hanya boleh berisi huruf kecil, angka, dan tanda hubung."
        )
    return text


def _name(text: str) -> str:
    name = said(text, "Nama")
    if len(name) > LONGEST_NAME:
        raise InvalidInput(f"Nama paling banyak {LONGEST_NAME} huruf.")
    return name


def _description(text: str) -> str:
    line = " ".join(text.split())
    if len(line) > LONGEST_DESCRIPTION:
        raise InvalidInput(f"Keterangan paling banyak {LONGEST_DESCRIPTION} huruf.")
    return line


def _refuse_targets(reply_hours: int, resolve_hours: int) -> None:
    if not 1 <= reply_hours <= resolve_hours <= MOST_HOURS:
        raise InvalidInput(
            "Target balasan harus antara 1 jam kerja dan target selesai, "
            f"dan target selesai paling lama {MOST_HOURS} jam kerja."
        )


def _refuse_taken(row: object | None, what: str, identifier: str) -> None:
    if row is not None:
        raise Conflict(f"{what} dengan pengenal “{identifier}” sudah ada.")


def _use(active: bool) -> str:
    return "dipakai" if active else "tidak dipakai"
