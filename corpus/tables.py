"""Tables of the store; a snapshot's knowledge file has most of them too (``KNOWLEDGE_TABLES``).

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
        return storable(value)


def storable(value: object) -> object:
    """A JSON value with its strings as every database can keep them."""
    if isinstance(value, str):
        return UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, list):
        return [storable(item) for item in value]
    if isinstance(value, dict):
        return {key: storable(item) for key, item in value.items()}
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
    """One citable unit; two sources (a digest and the text) may hold the same identifier.

    ``wording`` is empty in the text as it was brought in; in a later wording that consolidation made it
    is the identifier of the versioned unit (``uu-8-1974/pasal-2@1999-09-30``).
    """

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
    wording: Mapped[str] = mapped_column(server_default="")


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
    """One unit of text; a digest and the official text may hold the same identifier.

    ``wording`` is as in ``ProvisionRow``. ``stand_in`` is the later wording that is indexed in its place
    (the new text of an amending regulation, once it is applied); empty where the unit is indexed itself.
    """

    __tablename__ = "units"

    source_id: Mapped[str] = mapped_column(ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True, index=True)
    kind: Mapped[str]
    path: Mapped[list[str]] = mapped_column(Json())
    text: Mapped[str] = mapped_column(Text())
    search_text: Mapped[str] = mapped_column(Text())
    position: Mapped[int]
    wording: Mapped[str] = mapped_column(server_default="")
    stand_in: Mapped[str] = mapped_column(server_default="", index=True)


class AmendmentRow(Base):
    """One change that an amending regulation orders; ``finding`` is why consolidation left it out."""

    __tablename__ = "amendments"

    source_id: Mapped[str] = mapped_column(ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    regulation_id: Mapped[str] = mapped_column(index=True)
    target_regulation: Mapped[str] = mapped_column(index=True)
    payload: Mapped[dict[str, object]] = mapped_column(Json())
    finding: Mapped[str] = mapped_column(Text(), server_default="")


class ToldAmendmentRow(Base):
    """One amendment between others that a regulation mentions."""

    __tablename__ = "told_amendments"

    source_id: Mapped[str] = mapped_column(ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    amending_id: Mapped[str]
    target_id: Mapped[str] = mapped_column(index=True)
    times: Mapped[int]
    told_by: Mapped[str]
    evidence: Mapped[str] = mapped_column(Text())


class VersionRow(Base):
    """One wording of a unit and the days on which it held; ``after_id`` places an inserted unit."""

    __tablename__ = "pasal_versions"

    source_id: Mapped[str] = mapped_column(ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    regulation_id: Mapped[str] = mapped_column(index=True)
    pasal_id: Mapped[str] = mapped_column(index=True)
    after_id: Mapped[str]
    payload: Mapped[dict[str, object]] = mapped_column(Json())


class ConsolidationRow(Base):
    """From what the versions of an amended regulation were made: tells when they are out of date."""

    __tablename__ = "consolidations"

    regulation_id: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]


class TermRow(Base):
    """A term with its legal definition; it is looked up by ``folded`` and ``folded_abbreviation``."""

    __tablename__ = "terms"

    source_id: Mapped[str] = mapped_column(ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    term: Mapped[str] = mapped_column(Text())
    abbreviation: Mapped[str] = mapped_column(Text())
    definition: Mapped[str] = mapped_column(Text())
    provision_id: Mapped[str]
    folded: Mapped[str] = mapped_column(Text(), index=True)
    folded_abbreviation: Mapped[str] = mapped_column(Text(), index=True)


class ReportRow(Base):
    """How well one document was understood, as the parser's report in JSON."""

    __tablename__ = "parse_reports"

    source_id: Mapped[str] = mapped_column(ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True)
    payload: Mapped[dict[str, object]] = mapped_column(Json())


class CorrectionRow(Base):
    """What a knowledge manager set right by hand; belongs to no source, so it outlives them all."""

    __tablename__ = "corrections"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    author: Mapped[str] = mapped_column(Text())
    reason: Mapped[str] = mapped_column(Text())
    made_at: Mapped[datetime]
    change: Mapped[dict[str, object]] = mapped_column(Json())
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str] = mapped_column(Text())


class VectorRow(Base):
    """A cached vector, float16, by hash of model and text."""

    __tablename__ = "vectors"

    key: Mapped[str] = mapped_column(primary_key=True)
    model: Mapped[str]
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class WordsOnlyRow(Base):
    """A source that no vectors are made for until somebody wants them."""

    __tablename__ = "words_only"

    source_id: Mapped[str] = mapped_column(ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True)


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
    for row in (
        SourceRow,
        ProvisionRow,
        RelationRow,
        EntryRow,
        UnitRow,
        AmendmentRow,
        ToldAmendmentRow,
        VersionRow,
        TermRow,
        ReportRow,
        CorrectionRow,
    )
)
"""What a snapshot carries, parents first."""
