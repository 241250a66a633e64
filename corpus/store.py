"""The store: everything an installation knows, in one SQL database.

Each source is replaced in one transaction, so a kill leaves it whole, old or new.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, delete, insert, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from corpus.amendments import Amendment, Term
from corpus.errors import UnreadableDocument
from corpus.law_writer import LawWriter
from corpus.models import PassageUnit, Provision, Relation, Source
from corpus.reading import chunks
from corpus.rows import (
    AnyEntry,
    amendment_values,
    entry_values,
    provision_values,
    relation_values,
    source_values,
    term_values,
    to_source,
    told_amendment_values,
    unit_values,
)
from corpus.tables import (
    KNOWLEDGE_TABLES,
    AmendmentRow,
    Base,
    ConsolidationRow,
    CorrectionRow,
    EntryRow,
    ProvisionRow,
    RefusalRow,
    RelationRow,
    ReportRow,
    SourceRow,
    TermRow,
    ToldAmendmentRow,
    UnitRow,
    VectorRow,
    WordsOnlyRow,
)
from corpus.told import ToldAmendment


@dataclass(frozen=True, slots=True)
class SourceContent:
    """Everything one source brings in.

    Attributes:
        told: the amendments between others that it mentions.
        report: the parser's, in JSON; None for what is not parsed.
    """

    source: Source
    provisions: tuple[Provision, ...] = ()
    relations: tuple[Relation, ...] = ()
    entries: tuple[AnyEntry, ...] = ()
    units: tuple[PassageUnit, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    terms: tuple[Term, ...] = ()
    told: tuple[ToldAmendment, ...] = ()
    report: dict[str, object] | None = None


WARNING = "peringatan"
"""Stands in the place of the part in the origin of what came in, but with a doubt."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file, or a part of one, that could not be brought in, and why; or a doubt about what was."""

    origin: str
    reason: str
    sha256: str = ""

    @property
    def is_warning(self) -> bool:
        """Whether the file came in all the same."""
        return self.origin.endswith(f"#{WARNING}")


class Store(LawWriter):
    """The knowledge of an installation, with what ingest writes."""

    def replace(self, content: SourceContent, *, instead_of: Collection[str] = ()) -> None:
        """Bring a source in, or put a newer reading of it in the place of the old one.

        Args:
            content: the source and everything in it.
            instead_of: sources under other identifiers that it takes the place of.

        Raises:
            UnreadableDocument: an identifier stands in it twice, or belongs to another source.
            StorageError: the disk is full or the database cannot be written.

        After an error nothing has changed.
        """
        source = content.source
        with self._writing(f"{source.origin}: gagal disimpan") as session:
            try:
                session.execute(delete(SourceRow).where(SourceRow.id.in_([source.id, *instead_of])))
                session.execute(insert(SourceRow), [source_values(source)])
                _insert(session, ProvisionRow, (provision_values(source.id, p) for p in content.provisions))
                _insert(session, RelationRow, (relation_values(source.id, r) for r in content.relations))
                _insert(session, EntryRow, (entry_values(source.id, e) for e in content.entries))
                _insert(session, UnitRow, (unit_values(u) for u in content.units))
                _insert(session, AmendmentRow, amendment_values(source.id, content.amendments))
                _insert(session, ToldAmendmentRow, told_amendment_values(source.id, content.told))
                _insert(session, TermRow, term_values(source.id, content.terms))
                if content.report is not None:
                    _insert(session, ReportRow, [{"source_id": source.id, "payload": content.report}])
            except IntegrityError as error:
                raise UnreadableDocument(source.origin, _clash(content)) from error

    def remove(self, source_id: str) -> Source:
        """Take a source out with everything it brought in; corrections by hand stay.

        The wordings that follow from it are made anew by the next ingest, also one without files.

        Raises:
            NotFound: there is none with this identifier.
            StorageError: the database cannot be written; then nothing has changed.
        """
        source = self.source(source_id)
        with self._writing(f"{source_id}: gagal dihapus") as session:
            session.execute(delete(SourceRow).where(SourceRow.id == source_id))
        return source

    def source_with_hash(self, sha256: str) -> Source | None:
        """The source that was read from a file with these bytes."""
        with self._reading() as session:
            row = session.scalars(select(SourceRow).where(SourceRow.sha256 == sha256).limit(1)).first()
            return to_source(row) if row else None

    def find_source(self, source_id: str) -> Source | None:
        """Like ``source``, but None where there is none."""
        with self._reading() as session:
            row = session.get(SourceRow, source_id)
            return to_source(row) if row else None

    def is_new(self) -> bool:
        """Whether nothing was ever brought in: no source, and no vector or correction of one that is gone."""
        with self._reading() as session:
            columns = (SourceRow.id, VectorRow.key, CorrectionRow.id)
            return all(session.scalar(select(column).limit(1)) is None for column in columns)

    def has_origin(self, prefix: str) -> bool:
        """Whether any source came from below ``prefix``."""
        statement = select(SourceRow.id).where(SourceRow.origin.startswith(prefix, autoescape=True)).limit(1)
        with self._reading() as session:
            return session.scalar(statement) is not None

    def content_hash(self) -> str:
        """Hash over sources (identifier, bytes, day of arrival), wordings and corrections.

        Equal stores have equal hashes.
        """
        digest = hashlib.sha256()
        parts = (
            select(SourceRow.id, SourceRow.sha256, SourceRow.added_at).order_by(SourceRow.id),
            select(ConsolidationRow.regulation_id, ConsolidationRow.fingerprint).order_by(
                ConsolidationRow.regulation_id
            ),
            select(CorrectionRow.id, CorrectionRow.undone_at).order_by(CorrectionRow.id),
        )
        with self._reading() as session:
            for statement in parts:
                for row in session.execute(statement):
                    digest.update(repr(tuple(row)).encode())
        return digest.hexdigest()

    def sources_at(self, place: str) -> list[Source]:
        """The sources that were read from one file."""
        with self._reading() as session:
            rows = session.scalars(select(SourceRow).where(SourceRow.place == place).order_by(SourceRow.id))
            return [to_source(row) for row in rows]

    def foreign_units(self, unit_ids: Sequence[str], own_sources: Collection[str]) -> set[str]:
        """Those of ``unit_ids`` that a source other than ``own_sources`` already uses."""
        taken: set[str] = set()
        with self._reading() as session:
            for chunk in chunks(unit_ids):
                statement = select(UnitRow.id).where(
                    UnitRow.id.in_(chunk), UnitRow.source_id.not_in(own_sources)
                )
                taken.update(session.scalars(statement))
        return taken

    def record_refusals(self, origin: str, refusals: Iterable[Refusal]) -> None:
        """Keep why ``origin`` or parts of it were refused, in the place of what was kept before.

        Raises:
            StorageError: the database cannot be written.
        """
        now = datetime.now(UTC).replace(tzinfo=None)
        rows: list[dict[str, object]] = [
            {"origin": r.origin, "sha256": r.sha256, "reason": r.reason, "refused_at": now} for r in refusals
        ]
        with self._writing(f"Alasan penolakan {origin} gagal disimpan") as session:
            session.execute(
                delete(RefusalRow).where(
                    or_(
                        RefusalRow.origin == origin,
                        RefusalRow.origin.startswith(origin + "#", autoescape=True),
                    )
                )
            )
            if rows:
                session.execute(insert(RefusalRow), rows)

    def refusals(self) -> list[Refusal]:
        """Everything that is refused at present, by origin."""
        with self._reading() as session:
            rows = session.scalars(select(RefusalRow).order_by(RefusalRow.origin, RefusalRow.id))
            return [Refusal(row.origin, row.reason, row.sha256) for row in rows]

    def vectors(self, keys: Sequence[str]) -> dict[str, NDArray[np.float16]]:
        """Cached vectors by key; what is missing is absent."""
        result: dict[str, NDArray[np.float16]] = {}
        with self._reading() as session:
            for chunk in chunks(keys):
                statement = select(VectorRow.key, VectorRow.vector).where(VectorRow.key.in_(chunk))
                for key, data in session.execute(statement):
                    result[key] = np.frombuffer(data, dtype=np.float16)
        return result

    def vector_keys(self, model: str | None = None) -> set[str]:
        """Keys of every cached vector, or of those of one model."""
        statement = select(VectorRow.key)
        if model is not None:
            statement = statement.where(VectorRow.model == model)
        with self._reading() as session:
            return set(session.scalars(statement))

    def vector_models(self) -> set[str]:
        """Models that cached vectors are of."""
        with self._reading() as session:
            return set(session.scalars(select(VectorRow.model).distinct()))

    def put_vectors(self, model: str, vectors: Mapping[str, NDArray[np.floating]]) -> None:
        """Cache vectors by key; keys that are there already stay as they are.

        Raises:
            StorageError: the database cannot be written.
        """
        with self._writing("Vektor gagal disimpan") as session:
            known: set[str] = set()
            for chunk in chunks(list(vectors)):
                known.update(session.scalars(select(VectorRow.key).where(VectorRow.key.in_(chunk))))
            rows: list[dict[str, object]] = [
                {"key": key, "model": model, "vector": vector.astype(np.float16).tobytes()}
                for key, vector in vectors.items()
                if key not in known
            ]
            if rows:
                session.execute(insert(VectorRow), rows)

    def words_only(self) -> set[str]:
        """Sources that no vectors are to be made for."""
        with self._reading() as session:
            return set(session.scalars(select(WordsOnlyRow.source_id)))

    def is_words_only(self, source_id: str) -> bool:
        """Whether a source is one of ``words_only``."""
        with self._reading() as session:
            return session.get(WordsOnlyRow, source_id) is not None

    def set_words_only(self, source_ids: Collection[str], *, wanted: bool) -> None:
        """Note that sources are to have no vectors made for them (``wanted``), or that they are again.

        Vectors that are there stay either way.

        Raises:
            StorageError: the database cannot be written.
        """
        with self._writing("Pilihan tanpa vektor gagal disimpan") as session:
            for chunk in chunks(sorted(source_ids)):
                session.execute(delete(WordsOnlyRow).where(WordsOnlyRow.source_id.in_(chunk)))
                if wanted:
                    session.execute(insert(WordsOnlyRow), [{"source_id": name} for name in chunk])

    def copy_knowledge(self, target: Engine) -> None:
        """Copy everything but vectors and refusals into an empty knowledge file."""
        Base.metadata.create_all(target, tables=KNOWLEDGE_TABLES)
        with self.engine.connect() as reader, target.begin() as writer:
            for table in KNOWLEDGE_TABLES:
                # Closed also where the disk is full in the middle: PostgreSQL holds a cursor open for it.
                with reader.execution_options(yield_per=2_000).execute(select(table)) as rows:
                    for partition in rows.mappings().partitions():
                        writer.execute(table.insert(), [dict(row) for row in partition])


def _clash(content: SourceContent) -> str:
    """Why the content cannot stand in the store, told from what it holds itself."""
    groups: tuple[Sequence[Provision | AnyEntry | PassageUnit], ...] = (
        content.provisions,
        content.entries,
        content.units,
    )
    for group in groups:
        for identifier, count in Counter(item.id for item in group).items():
            if count > 1:
                return f"identitas “{identifier}” dipakai {count} kali"
    return "memakai identitas yang sudah dipakai sumber lain"


def _insert(session: Session, table: type[Base], rows: Iterable[dict[str, object]]) -> None:
    values = list(rows)
    if values:
        session.execute(insert(table), values)
