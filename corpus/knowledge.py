"""Reading what is known: from the store, or from a snapshot's knowledge file (same tables)."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Engine, func, or_, select
from sqlalchemy.orm import Session

from corpus.errors import NotFound
from corpus.models import PassageKind, PassageUnit, Provision, Regulation, Relation, Source, SourceKind
from corpus.rows import AnyEntry, to_entry, to_provision, to_relation, to_source, to_unit
from corpus.tables import EntryRow, ProvisionRow, RelationRow, SourceRow, UnitRow

CHUNK = 500
"""Rows a statement: below SQLite's limit on bound variables."""


def chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """Slices of at most ``CHUNK`` values."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


class Knowledge:
    """Read access to sources, provisions, relations, entries and units."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def close(self) -> None:
        """Give the database connections back."""
        self.engine.dispose()

    def source(self, source_id: str) -> Source:
        """One source.

        Raises:
            NotFound: there is none with this identifier.
        """
        with Session(self.engine) as session:
            row = session.get(SourceRow, source_id)
            if row is None:
                raise NotFound(f"Sumber “{source_id}” tidak ada. Lihat daftarnya di halaman Peraturan.")
            return to_source(row)

    def sources(
        self,
        *,
        kind: SourceKind | None = None,
        query: str = "",
        limit: int = 50,
        offset: int = 0,
    ) -> list[tuple[Source, int]]:
        """Sources by title with their number of provisions, filtered by kind and words in the title."""
        count = (
            select(func.count())
            .select_from(ProvisionRow)
            .where(ProvisionRow.source_id == SourceRow.id)
            .correlate(SourceRow)
            .scalar_subquery()
        )
        statement = select(SourceRow, count).order_by(SourceRow.kind != "regulation", SourceRow.title)
        if kind is not None:
            statement = statement.where(SourceRow.kind == kind.value)
        for word in query.split():
            statement = statement.where(
                or_(
                    SourceRow.title.icontains(word, autoescape=True),
                    SourceRow.id.icontains(word, autoescape=True),
                )
            )
        with Session(self.engine) as session:
            rows = session.execute(statement.limit(limit).offset(offset)).all()
            return [(to_source(row), number) for row, number in rows]

    def count_sources(self) -> int:
        """How many sources there are."""
        with Session(self.engine) as session:
            return session.scalar(select(func.count()).select_from(SourceRow)) or 0

    def count_provisions(self, source_id: str) -> int:
        """How many provisions one source has."""
        statement = select(func.count()).select_from(ProvisionRow).where(ProvisionRow.source_id == source_id)
        with Session(self.engine) as session:
            return session.scalar(statement) or 0

    def provisions_of(self, source_id: str) -> list[Provision]:
        """Provisions of one source in reading order."""
        statement = (
            select(ProvisionRow).where(ProvisionRow.source_id == source_id).order_by(ProvisionRow.position)
        )
        with Session(self.engine) as session:
            return [to_provision(row) for row in session.scalars(statement)]

    def provision_versions(self, provision_id: str) -> list[tuple[Provision, Source]]:
        """Every reading of a provision that is here, the official text before a digest."""
        return self.versions_by_id([provision_id]).get(provision_id, [])

    def versions_by_id(self, provision_ids: Sequence[str]) -> dict[str, list[tuple[Provision, Source]]]:
        """``provision_versions`` of many at once; what is not here is absent."""
        result: dict[str, list[tuple[Provision, Source]]] = {}
        with Session(self.engine) as session:
            for chunk in chunks(provision_ids):
                statement = (
                    select(ProvisionRow, SourceRow)
                    .join(SourceRow, SourceRow.id == ProvisionRow.source_id)
                    .where(ProvisionRow.id.in_(chunk))
                    .order_by(SourceRow.digest, SourceRow.id)
                )
                for row, source in session.execute(statement):
                    result.setdefault(row.id, []).append((to_provision(row), to_source(source)))
        return result

    def provision(self, provision_id: str) -> tuple[Provision, Source]:
        """One provision, the official text before a digest.

        Raises:
            NotFound: there is none with this identifier.
        """
        versions = self.provision_versions(provision_id)
        if not versions:
            raise NotFound(f"Ketentuan “{provision_id}” tidak ada di pustaka ini.")
        return versions[0]

    def provisions_under(self, source_id: str, provision_id: str) -> list[Provision]:
        """A provision of one source and every unit below it, in order."""
        statement = (
            select(ProvisionRow)
            .where(
                ProvisionRow.source_id == source_id,
                or_(
                    ProvisionRow.id == provision_id,
                    ProvisionRow.id.startswith(provision_id + "/", autoescape=True),
                ),
            )
            .order_by(ProvisionRow.position)
        )
        with Session(self.engine) as session:
            return [to_provision(row) for row in session.scalars(statement)]

    def relations(self) -> list[Relation]:
        """Every relation."""
        with Session(self.engine) as session:
            return [to_relation(row) for row in session.scalars(select(RelationRow))]

    def regulations(self) -> list[Regulation]:
        """Every regulation that has text or a digest here."""
        statement = select(SourceRow.regulation).where(SourceRow.regulation_id != "")
        with Session(self.engine) as session:
            found = (Regulation.model_validate(value) for value in session.scalars(statement))
            return list({regulation.id: regulation for regulation in found}.values())

    def entry(self, entry_id: str) -> AnyEntry | None:
        """An approved FAQ, SOP or forum entry, None where there is none."""
        with Session(self.engine) as session:
            row = session.get(EntryRow, entry_id)
            return to_entry(row) if row else None

    def units(self) -> Iterator[PassageUnit]:
        """Every unit to index, in a stable order; a digest gives way to the official text."""
        verbatim = (
            select(ProvisionRow.id)
            .join(SourceRow, SourceRow.id == ProvisionRow.source_id)
            .where(SourceRow.digest.is_(False))
        )
        statement = (
            select(UnitRow)
            .where(or_(UnitRow.kind != PassageKind.DIGEST.value, UnitRow.id.not_in(verbatim)))
            .order_by(UnitRow.source_id, UnitRow.position, UnitRow.id)
        )
        with Session(self.engine) as session:
            for row in session.scalars(statement.execution_options(yield_per=CHUNK)):
                yield to_unit(row)

    def unit(self, unit_id: str) -> PassageUnit:
        """One unit by identifier.

        Raises:
            NotFound: there is none.
        """
        found = self.units_by_id([unit_id])
        if not found:
            raise NotFound(f"Bagian “{unit_id}” tidak ada di pustaka ini.")
        return found[unit_id]

    def units_of(self, source_id: str) -> list[PassageUnit]:
        """Units of one source in reading order."""
        statement = select(UnitRow).where(UnitRow.source_id == source_id).order_by(UnitRow.position)
        with Session(self.engine) as session:
            return [to_unit(row) for row in session.scalars(statement)]

    def units_by_id(self, unit_ids: Sequence[str]) -> dict[str, PassageUnit]:
        """The units among ``unit_ids`` that exist, the official text before a digest."""
        result: dict[str, PassageUnit] = {}
        with Session(self.engine) as session:
            for chunk in chunks(unit_ids):
                statement = select(UnitRow).where(UnitRow.id.in_(chunk))
                for row in session.scalars(statement):
                    if row.id not in result or row.kind != PassageKind.DIGEST.value:
                        result[row.id] = to_unit(row)
        return result
