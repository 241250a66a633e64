"""Reading what is known: from the store, or from a snapshot's knowledge file (same tables)."""

from collections.abc import Iterator, Sequence

from sqlalchemy import func, literal, or_, select

from corpus.errors import NotFound
from corpus.law_reader import LawReader, corrected_source
from corpus.models import PassageKind, PassageUnit, Provision, Source, SourceKind
from corpus.reading import CHUNK, chunks
from corpus.rows import AnyEntry, to_entry, to_provision, to_unit
from corpus.tables import EntryRow, Line, ProvisionRow, SourceRow, UnitRow

QUERY_WORDS, LONGEST_WORD = 32, 1_000
"""Bounds on what people search titles with: databases bound the depth and the patterns of a statement."""


class Knowledge(LawReader):
    """Read access to sources, provisions, relations, versions, entries and units.

    Every method raises StorageError when the database cannot be read.
    """

    def source(self, source_id: str) -> Source:
        """One source.

        Raises:
            NotFound: there is none with this identifier.
        """
        days = self.days_by_hand()
        with self._reading() as session:
            row = session.get(SourceRow, source_id)
            if row is None:
                raise NotFound(f"Sumber “{source_id}” tidak ada. Lihat daftarnya di halaman Peraturan.")
            return corrected_source(row, days)

    def sources(
        self,
        *,
        kind: SourceKind | None = None,
        query: str = "",
        limit: int = 50,
        offset: int = 0,
    ) -> list[tuple[Source, int]]:
        """Sources by title with their number of provisions, filtered by kind and words in the title.

        Of a query the first ``QUERY_WORDS`` words count; one longer than any title's finds nothing.
        """
        words = query.split()[:QUERY_WORDS]
        if any(len(word) > LONGEST_WORD for word in words):
            return []
        count = (
            select(func.count())
            .select_from(ProvisionRow)
            .where(ProvisionRow.source_id == SourceRow.id, ProvisionRow.wording == "")
            .correlate(SourceRow)
            .scalar_subquery()
        )
        statement = select(SourceRow, count).order_by(
            SourceRow.kind != "regulation", SourceRow.title, SourceRow.id
        )
        if kind is not None:
            statement = statement.where(SourceRow.kind == kind.value)
        for word in words:
            statement = statement.where(
                or_(
                    SourceRow.title.icontains(word, autoescape=True),
                    SourceRow.id.icontains(word, autoescape=True),
                )
            )
        days = self.days_by_hand()
        with self._reading() as session:
            rows = session.execute(statement.limit(limit).offset(offset)).all()
            return [(corrected_source(row, days), number) for row, number in rows]

    def count_sources(self) -> int:
        """How many sources there are."""
        with self._reading() as session:
            return session.scalar(select(func.count()).select_from(SourceRow)) or 0

    def count_provisions(self, source_id: str) -> int:
        """How many provisions one source has."""
        statement = (
            select(func.count())
            .select_from(ProvisionRow)
            .where(ProvisionRow.source_id == source_id, ProvisionRow.wording == "")
        )
        with self._reading() as session:
            return session.scalar(statement) or 0

    def provisions_of(self, source_id: str) -> list[Provision]:
        """Provisions of one source in reading order, as it was brought in: no later wordings."""
        statement = (
            select(ProvisionRow)
            .where(ProvisionRow.source_id == source_id, ProvisionRow.wording == "")
            .order_by(ProvisionRow.position)
        )
        with self._reading() as session:
            return [to_provision(row) for row in session.scalars(statement)]

    def readings(self, provision_id: str) -> list[tuple[Provision, Source]]:
        """Every reading of a provision that is here, the official text before a digest."""
        return self.readings_by_id([provision_id]).get(provision_id, [])

    def readings_by_id(self, provision_ids: Sequence[str]) -> dict[str, list[tuple[Provision, Source]]]:
        """``readings`` of many at once, in the order asked for; what is not here is absent."""
        result: dict[str, list[tuple[Provision, Source]]] = {}
        days = self.days_by_hand()
        with self._reading() as session:
            for chunk in chunks(provision_ids):
                statement = (
                    select(ProvisionRow, SourceRow)
                    .join(SourceRow, SourceRow.id == ProvisionRow.source_id)
                    .where(ProvisionRow.id.in_(chunk))
                    .order_by(SourceRow.digest, SourceRow.id)
                )
                for row, source in session.execute(statement):
                    result.setdefault(row.id, []).append((to_provision(row), corrected_source(source, days)))
        return {identifier: result[identifier] for identifier in provision_ids if identifier in result}

    def provision(self, provision_id: str) -> tuple[Provision, Source]:
        """One provision, the official text before a digest.

        Raises:
            NotFound: there is none with this identifier.
        """
        readings = self.readings(provision_id)
        if not readings:
            raise NotFound(f"Ketentuan “{provision_id}” tidak ada di pustaka ini.")
        return readings[0]

    def provisions_under(self, source_id: str, provision_id: str) -> list[Provision]:
        """A provision of one source and every unit below it, in order."""
        below = literal(f"{provision_id}/", Line())
        statement = (
            select(ProvisionRow)
            .where(
                ProvisionRow.source_id == source_id,
                or_(
                    ProvisionRow.id == provision_id,
                    func.substr(ProvisionRow.id, 1, func.length(below)) == below,
                ),
            )
            .order_by(ProvisionRow.position)
        )
        with self._reading() as session:
            return [to_provision(row) for row in session.scalars(statement)]

    def provisions_below(self, provision_id: str) -> list[Provision]:
        """Units under a provision that is itself not here, as in a digest; of one source, in order."""
        statement = (
            select(ProvisionRow)
            .where(ProvisionRow.id.startswith(provision_id + "/", autoescape=True))
            .order_by(ProvisionRow.source_id, ProvisionRow.position)
        )
        with self._reading() as session:
            rows = session.scalars(statement).all()
            return [to_provision(row) for row in rows if row.source_id == rows[0].source_id]

    def entry(self, entry_id: str) -> AnyEntry | None:
        """An approved FAQ, SOP or forum entry, None where there is none."""
        with self._reading() as session:
            row = session.get(EntryRow, entry_id)
            return to_entry(row) if row else None

    def entries(self) -> list[tuple[AnyEntry, str]]:
        """Every approved entry with the source that it stands in, by identifier."""
        with self._reading() as session:
            rows = session.scalars(select(EntryRow).order_by(EntryRow.id))
            return [(to_entry(row), row.source_id) for row in rows]

    def units(self) -> Iterator[PassageUnit]:
        """Every unit to index, in a stable order, no identifier twice.

        A digest gives way to the official text, and to a digest whose source comes first by name;
        the new text of an amending regulation gives way to the wording that it made.
        """
        verbatim = (
            select(ProvisionRow.id)
            .join(SourceRow, SourceRow.id == ProvisionRow.source_id)
            .where(SourceRow.digest.is_(False))
        )
        statement = (
            select(UnitRow)
            .where(
                UnitRow.stand_in == "",
                or_(UnitRow.kind != PassageKind.DIGEST.value, UnitRow.id.not_in(verbatim)),
            )
            .order_by(UnitRow.source_id, UnitRow.position, UnitRow.id)
        )
        seen: set[str] = set()
        # PostgreSQL holds a cursor open for these rows, also for a caller who stops in the middle.
        with (
            self._reading() as session,
            session.scalars(statement.execution_options(yield_per=CHUNK)) as rows,
        ):
            for row in rows:
                if row.id not in seen:
                    seen.add(row.id)
                    yield to_unit(row)

    def unit_kinds(self) -> dict[str, PassageKind]:
        """What every unit was cut from, in the reading that ``units`` gives."""
        statement = select(UnitRow.id, UnitRow.kind).order_by(UnitRow.kind != PassageKind.DIGEST.value)
        with self._reading() as session:
            return {unit_id: PassageKind(kind) for unit_id, kind in session.execute(statement)}

    def unit(self, unit_id: str) -> PassageUnit:
        """One unit by identifier.

        Raises:
            NotFound: there is none.
        """
        found = self.units_by_id([unit_id])
        if not found:
            raise NotFound(f"Bagian “{unit_id}” tidak ada di pustaka ini.")
        return next(iter(found.values()))

    def units_of(self, source_id: str) -> list[PassageUnit]:
        """Units of one source in reading order, those of later wordings last."""
        statement = select(UnitRow).where(UnitRow.source_id == source_id).order_by(UnitRow.position)
        with self._reading() as session:
            return [to_unit(row) for row in session.scalars(statement)]

    def units_by_id(self, unit_ids: Sequence[str]) -> dict[str, PassageUnit]:
        """The units among ``unit_ids`` that exist, each in the reading that ``units`` gives."""
        result: dict[str, PassageUnit] = {}
        with self._reading() as session:
            for chunk in chunks(unit_ids):
                statement = (
                    select(UnitRow)
                    .where(UnitRow.id.in_(chunk))
                    .order_by(UnitRow.kind == PassageKind.DIGEST.value, UnitRow.source_id)
                )
                for row in session.scalars(statement):
                    result.setdefault(row.id, to_unit(row))
        return result
