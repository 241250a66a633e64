"""Reading what acts on what: relations, amendments, wordings, terms, parse reports and corrections."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import Select, and_, func, or_, select

from corpus.amendments import Amendment, PasalVersion, Term
from corpus.corrected import (
    Days,
    correct_amendments,
    correct_regulation,
    correct_relations,
    correct_told,
    days_by_hand,
)
from corpus.corrections import Correction, DateRegulation
from corpus.models import Provision, Regulation, Relation, RelationKind, Source
from corpus.reading import Reader
from corpus.rows import (
    folded_term,
    to_amendment,
    to_correction,
    to_provision,
    to_relation,
    to_source,
    to_term,
    to_told_amendment,
    to_version,
)
from corpus.tables import (
    AmendmentRow,
    ConsolidationRow,
    CorrectionRow,
    ProvisionRow,
    RelationRow,
    ReportRow,
    SourceRow,
    TermRow,
    ToldAmendmentRow,
    VersionRow,
)
from corpus.told import ToldAmendment
from corpus.wordings import read_on, versioned_unit


class LawReader(Reader):
    """What the regulations do to one another. What was set right by hand wins everywhere here."""

    def regulations(self) -> list[Regulation]:
        """Every regulation that has text or a digest here, once, as the official text describes it."""
        days = self.days_by_hand()
        return [correct_regulation(regulation, days) for regulation in self.parsed_regulations()]

    def parsed_regulations(self) -> list[Regulation]:
        """``regulations`` as they were parsed, before corrections."""
        statement = (
            select(SourceRow.regulation)
            .where(SourceRow.regulation_id != "")
            .order_by(SourceRow.digest.desc(), SourceRow.id)
        )
        with self._reading() as session:
            found = (Regulation.model_validate(value) for value in session.scalars(statement))
            return list({regulation.id: regulation for regulation in found}.values())

    def knows(self, identifier: str) -> bool:
        """Whether a regulation, or a provision of one, has text or a digest here."""
        column = ProvisionRow.id if "/" in identifier else SourceRow.regulation_id
        with self._reading() as session:
            return session.scalar(select(column).where(column == identifier).limit(1)) is not None

    def relations(self, kinds: Collection[RelationKind] = tuple(RelationKind)) -> list[Relation]:
        """Relations of these kinds, in the order in which they came in, those added by hand last.

        References are by far the most: ask for them only where they are needed.
        """
        relations, corrections = self.parsed_relations(kinds), self.corrections()
        if not corrections:
            return relations
        corrected = correct_relations(relations, corrections, self._parsed())
        return [relation for relation in corrected if relation.kind in kinds]

    def parsed_relations(self, kinds: Collection[RelationKind] = tuple(RelationKind)) -> list[Relation]:
        """``relations`` as they were parsed, before corrections."""
        wanted = RelationRow.kind.in_([kind.value for kind in kinds])
        statement = select(RelationRow).where(wanted).order_by(RelationRow.id)
        with self._reading() as session:
            return [to_relation(row) for row in session.scalars(statement)]

    def amendments(self) -> list[Amendment]:
        """Every change that is ordered, by amending regulation; ``doubt`` says why one is left out."""
        return self._amendments(select(AmendmentRow))

    def amendments_of(self, regulation_id: str) -> list[Amendment]:
        """The changes that others order in a regulation, by amending regulation and order."""
        return self._amendments(select(AmendmentRow).where(AmendmentRow.target_regulation == regulation_id))

    def amendments_by(self, regulation_id: str) -> list[Amendment]:
        """The changes that a regulation orders in others, in their order."""
        return self._amendments(select(AmendmentRow).where(AmendmentRow.regulation_id == regulation_id))

    def parsed_amendments(self) -> list[Amendment]:
        """``amendments`` as they were parsed, before corrections and without what consolidation found."""
        with self._reading() as session:
            rows = session.scalars(_in_order(select(AmendmentRow)))
            return [to_amendment(row) for row in rows]

    def told_amendments(self) -> list[ToldAmendment]:
        """Every amendment that a text mentions, less those rejected by hand, by teller and order."""
        statement = select(ToldAmendmentRow).order_by(ToldAmendmentRow.source_id, ToldAmendmentRow.position)
        with self._reading() as session:
            found = [to_told_amendment(row) for row in session.scalars(statement)]
        return correct_told(found, self.corrections())

    def count_referring(self, regulation_id: str) -> int:
        """How many sources refer to a regulation or a part of it, itself apart."""
        target, kind = RelationRow.target_id, RelationKind.MERUJUK.value
        below = and_(target >= f"{regulation_id}/", target < f"{regulation_id}0")  # "0" comes after "/"
        statement = select(func.count(RelationRow.source_id.distinct())).where(
            RelationRow.kind == kind,
            or_(target == regulation_id, below),
            RelationRow.source_id != regulation_id,
        )
        with self._reading() as session:
            return session.scalar(statement) or 0

    def ordered_in(
        self, regulation_ids: Collection[str], corrections: Sequence[Correction]
    ) -> list[Amendment]:
        """What others order in some regulations, with corrections, without what consolidation found."""
        statement = select(AmendmentRow).where(AmendmentRow.target_regulation.in_(regulation_ids))
        with self._reading() as session:
            found = [to_amendment(row) for row in session.scalars(_in_order(statement))]
        return correct_amendments(found, corrections, self._parsed()) if corrections else found

    def amendment_pairs(self) -> set[tuple[str, str]]:
        """Amending and amended regulation of every change."""
        statement = select(AmendmentRow.regulation_id, AmendmentRow.target_regulation).distinct()
        with self._reading() as session:
            return {(amending, amended) for amending, amended in session.execute(statement)}

    def consolidations(self) -> dict[str, str]:
        """From what the wordings of every amended regulation were made, as a fingerprint."""
        with self._reading() as session:
            rows = session.scalars(select(ConsolidationRow))
            return {row.regulation_id: row.fingerprint for row in rows}

    def text_stamps(self) -> dict[str, str]:
        """What tells one reading of an official text from another, by regulation."""
        columns = (SourceRow.regulation_id, SourceRow.sha256, SourceRow.added_at)
        statement = select(*columns).where(SourceRow.regulation_id == SourceRow.id)
        with self._reading() as session:
            return {row[0]: f"{row[1]} {row[2].isoformat()}" for row in session.execute(statement)}

    def versions(self) -> list[PasalVersion]:
        """Every wording of every unit that was amended, inserted or deleted, by unit and first day."""
        return self._versions(select(VersionRow))

    def versions_of(self, pasal_id: str) -> list[PasalVersion]:
        """The wordings of one pasal, the original first; empty where it was never changed."""
        return self._versions(select(VersionRow).where(VersionRow.pasal_id == pasal_id))

    def versions_in(self, regulation_id: str) -> list[PasalVersion]:
        """The wordings of every changed unit of a regulation, in reading order."""
        return self._versions(select(VersionRow).where(VersionRow.regulation_id == regulation_id))

    def wording_ids(self) -> set[str]:
        """Identifiers of every unit of every later wording."""
        with self._reading() as session:
            return set(session.scalars(select(ProvisionRow.id).where(ProvisionRow.wording != "")))

    def provisions_as_of(self, source_id: str, on: date) -> list[Provision]:
        """A source as it reads on a day: later wordings and inserted pasal in their place, deleted ones gone.

        ``order`` counts anew from 0. What was changed in doubt reads in its last certain wording.
        """
        everything = (
            select(ProvisionRow).where(ProvisionRow.source_id == source_id).order_by(ProvisionRow.position)
        )
        changed = select(VersionRow).where(VersionRow.source_id == source_id).order_by(VersionRow.position)
        original: list[Provision] = []
        wordings: dict[str, list[Provision]] = {}
        with self._reading() as session:
            for row in session.scalars(everything):
                (wordings.setdefault(row.wording, []) if row.wording else original).append(to_provision(row))
            versions = [(to_version(row), row.after_id) for row in session.scalars(changed)]
        return read_on(on, original, versions, wordings)

    def headings_in(self, regulation_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The printed headings above every unit of some regulations, by unit."""
        columns = select(ProvisionRow.id, ProvisionRow.heading_path)
        found: dict[str, tuple[str, ...]] = {}
        with self._reading() as session:
            for regulation_id in sorted(regulation_ids):
                statement = columns.where(ProvisionRow.source_id == regulation_id, ProvisionRow.wording == "")
                for identifier, headings in session.execute(statement):
                    if headings and versioned_unit(identifier) == identifier:
                        found[identifier] = tuple(headings)
        return found

    def terms(self) -> list[Term]:
        """Every term that is defined, by source and order."""
        return self._terms(select(TermRow))

    def terms_of(self, regulation_id: str) -> list[Term]:
        """The terms that a regulation defines, in their order."""
        below = TermRow.provision_id.startswith(f"{regulation_id}/", autoescape=True)
        return self._terms(select(TermRow).where(below))

    def terms_named(self, name: str) -> list[Term]:
        """Definitions of a term or abbreviation, whatever its case and typography."""
        folded = folded_term(name)
        if not folded:
            return []
        return self._terms(
            select(TermRow).where(or_(TermRow.folded == folded, TermRow.folded_abbreviation == folded))
        )

    def report_of(self, source_id: str) -> dict[str, object] | None:
        """The parser's report on a source in JSON; None where it is no parsed regulation."""
        with self._reading() as session:
            row = session.get(ReportRow, source_id)
            return dict(row.payload) if row else None

    def reports(self) -> dict[str, dict[str, object]]:
        """The parser's report on every source that has one, by source."""
        with self._reading() as session:
            return {row.source_id: dict(row.payload) for row in session.scalars(select(ReportRow))}

    def corrections(self, *, undone: bool = False) -> list[Correction]:
        """What was set right by hand, in the order in which it was.

        Args:
            undone: those that were taken back too.
        """
        statement = select(CorrectionRow).order_by(CorrectionRow.id)
        if not undone:
            statement = statement.where(CorrectionRow.undone_at.is_(None))
        with self._reading() as session:
            return [to_correction(row) for row in session.scalars(statement)]

    def days_by_hand(self) -> Days:
        """The days of regulations that were set by hand."""
        of_days = CorrectionRow.change["kind"].as_string() == DateRegulation.model_fields["kind"].default
        statement = select(CorrectionRow).where(CorrectionRow.undone_at.is_(None), of_days)
        with self._reading() as session:
            rows = session.scalars(statement.order_by(CorrectionRow.id))
            return days_by_hand(to_correction(row) for row in rows)

    def _parsed(self) -> dict[str, Regulation]:
        return {regulation.id: regulation for regulation in self.parsed_regulations()}

    def _amendments(self, statement: Select[AmendmentRow]) -> list[Amendment]:
        with self._reading() as session:
            found = [(to_amendment(row), row.finding) for row in session.scalars(_in_order(statement))]
        corrections = self.corrections()
        if corrections:
            findings = {(item.regulation_id, item.order): finding for item, finding in found}
            corrected = correct_amendments((item for item, _ in found), corrections, self._parsed())
            found = [(item, findings[item.regulation_id, item.order]) for item in corrected]
        return [_with_finding(item, finding) for item, finding in found]

    def _versions(self, statement: Select[VersionRow]) -> list[PasalVersion]:
        ordered = statement.order_by(VersionRow.regulation_id, VersionRow.position)
        with self._reading() as session:
            return [to_version(row) for row in session.scalars(ordered)]

    def _terms(self, statement: Select[TermRow]) -> list[Term]:
        with self._reading() as session:
            rows: Iterable[TermRow] = session.scalars(statement.order_by(TermRow.source_id, TermRow.position))
            return [to_term(row) for row in rows]


def corrected_source(row: SourceRow, days: Days) -> Source:
    """A source from its row, with the days that were set by hand."""
    source = to_source(row)
    if source.regulation is None:
        return source
    return source.model_copy(update={"regulation": correct_regulation(source.regulation, days)})


def _in_order(statement: Select[AmendmentRow]) -> Select[AmendmentRow]:
    return statement.order_by(AmendmentRow.regulation_id, AmendmentRow.position)


def _with_finding(amendment: Amendment, finding: str) -> Amendment:
    if not finding or amendment.doubt:
        return amendment
    return amendment.model_copy(update={"doubt": finding})
