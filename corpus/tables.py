"""Tables of the store; a snapshot's knowledge file has the first five of them too.

Long texts that equal another column are stored once: an empty ``full_text`` means ``text``.
What no database keeps, NUL and lone surrogates, becomes U+FFFD on the way in, one character for one,
so that spans still hold.
"""

import re
from datetime import date, datetime

from sqlalchemy import JSON, Dialect, ForeignKey, Index, LargeBinary, MetaData, String
from sqlalchemy import Text as SqlText
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

UNSTORABLE = re.compile("[\0\ud800-\udfff]")

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Line(TypeDecorator[str]):
    """A short text."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  # SQLAlchemy's signature
        """The value as every database can keep it."""
        return None if value is None else UNSTORABLE.sub("\ufffd", value)


class Text(Line):
    """A long text."""

    impl = SqlText
    cache_ok = True


class Json(TypeDecorator[object]):
    """A list or object of JSON values."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> object:  # noqa: ARG002  # SQLAlchemy's signature
        """The value as every database can keep it."""
        return _storable(value)


def _storable(value: object) -> object:
    if isinstance(value, str):
        return UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_storable(item) for item in value]
    if isinstance(value, dict):
        return {key: _storable(item) for key, item in value.items()}
    return value


class Base(DeclarativeBase):
    """Declarative base with stable constraint names, so migrations work on every database."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {str: Line()}  # noqa: RUF012  # SQLAlchemy's way to name the type of a column


def _owner() -> Mapped[str]:
    return mapped_column(ForeignKey("sources.id", ondelete="CASCADE"), index=True)


class SourceRow(Base):
    """One document that was brought in."""

    __tablename__ = "sources"

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(Text())
    origin: Mapped[str] = mapped_column(Text())
    sha256: Mapped[str] = mapped_column(index=True)
    media_type: Mapped[str]
    added_at: Mapped[datetime]
    digest: Mapped[bool]
    note: Mapped[str] = mapped_column(Text())
    place: Mapped[str] = mapped_column(Text())
    regulation_id: Mapped[str] = mapped_column(index=True)
    regulation: Mapped[dict[str, object] | None] = mapped_column(Json())


class ProvisionRow(Base):
    """One citable unit; two sources (a digest and the text) may hold the same identifier."""

    __tablename__ = "provisions"

    source_id: Mapped[str] = mapped_column(ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True, index=True)
    regulation_id: Mapped[str]
    kind: Mapped[str]
    label: Mapped[str]
    parent_id: Mapped[str]
    position: Mapped[int]
    heading_path: Mapped[list[str]] = mapped_column(Json())
    text: Mapped[str] = mapped_column(Text())
    full_text: Mapped[str] = mapped_column(Text())
    penjelasan: Mapped[str] = mapped_column(Text())
    page: Mapped[int | None]


class RelationRow(Base):
    """One rule acting on another; the target need not be in the store."""

    __tablename__ = "relations"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    source_id: Mapped[str] = _owner()
    kind: Mapped[str]
    subject_id: Mapped[str]
    target_id: Mapped[str] = mapped_column(index=True)
    scope: Mapped[str] = mapped_column(Text())
    evidence: Mapped[str] = mapped_column(Text())
    since: Mapped[date | None]


class EntryRow(Base):
    """An approved FAQ, SOP or forum entry as its model's JSON."""

    __tablename__ = "entries"

    id: Mapped[str] = mapped_column(primary_key=True)
    source_id: Mapped[str] = _owner()
    kind: Mapped[str]
    payload: Mapped[dict[str, object]] = mapped_column(Json())


class UnitRow(Base):
    """One indexed unit of text; a digest and the official text may hold the same identifier."""

    __tablename__ = "units"

    source_id: Mapped[str] = mapped_column(ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True, index=True)
    kind: Mapped[str]
    path: Mapped[list[str]] = mapped_column(Json())
    text: Mapped[str] = mapped_column(Text())
    search_text: Mapped[str] = mapped_column(Text())
    position: Mapped[int]


class VectorRow(Base):
    """A cached vector, float16, by hash of model and text."""

    __tablename__ = "vectors"

    key: Mapped[str] = mapped_column(primary_key=True)
    model: Mapped[str]
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class RefusalRow(Base):
    """A file, or a part of one, that could not be brought in."""

    __tablename__ = "refusals"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    origin: Mapped[str] = mapped_column(Text())
    sha256: Mapped[str]
    reason: Mapped[str] = mapped_column(Text())
    refused_at: Mapped[datetime]


Index("ix_refusals_origin", RefusalRow.origin)

KNOWLEDGE_TABLES = tuple(
    Base.metadata.tables[row.__tablename__]
    for row in (SourceRow, ProvisionRow, RelationRow, EntryRow, UnitRow)
)
"""What a snapshot carries, parents first."""
