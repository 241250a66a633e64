"""What people ask about one regulation: its wordings by day, its relations, its terms, its parse report."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from api.page_images import PageImages
from api.views import PasalHistory, ReportView, ShelfEntry, Wording
from corpus.amendments import Amendment, Term
from corpus.dates import long_date
from corpus.errors import NotFound
from corpus.identifiers import without_version
from corpus.models import Provision, Relation, RelationKind
from corpus.open_snapshot import OpenSnapshot
from corpus.validity import Force

DRAWN = frozenset({RelationKind.MENGUBAH, RelationKind.MENCABUT, RelationKind.MELAKSANAKAN})
"""Relations of the graph; references are too many to draw."""


@dataclass(frozen=True, slots=True)
class _Register:
    """What is looked up all day, read once a snapshot and day."""

    snapshot: str
    day: date
    shelf: tuple[ShelfEntry, ...]
    source_ids: dict[str, str]
    titles: dict[str, str]
    relations: dict[str, list[Relation]]


class LawDesk:
    """Answers from the snapshot that serves. Safe to share between threads.

    Args:
        snapshot: gives the open snapshot; raises NotFound where nothing was ingested.
        images: renders pages of ingested files.
        today: gives the agency's day.
    """

    def __init__(
        self, snapshot: Callable[[], OpenSnapshot], images: PageImages, *, today: Callable[[], date]
    ) -> None:
        self._snapshot = snapshot
        self._images = images
        self._today = today
        self._register: _Register | None = None
        self._reading = threading.Lock()

    def reading(self, source_id: str, on: date | None) -> list[Provision]:
        """A source as it reads on a day, or as it was brought in where ``on`` is None."""
        knowledge = self._snapshot().knowledge
        return knowledge.provisions_of(source_id) if on is None else knowledge.provisions_as_of(source_id, on)

    def histories(self, source_id: str) -> dict[str, PasalHistory]:
        """The wordings of every changed unit of a source, by identifier, in reading order; without words."""
        knowledge = self._snapshot().knowledge
        regulation = knowledge.source(source_id).regulation
        found: dict[str, list[Wording]] = {}
        for version in knowledge.versions_in(regulation.id) if regulation else ():
            found.setdefault(version.pasal_id, []).append(Wording(version=version))
        return {
            pasal_id: PasalHistory(pasal_id=pasal_id, wordings=tuple(wordings))
            for pasal_id, wordings in found.items()
        }

    def history(self, pasal_id: str) -> PasalHistory:
        """Every wording of a unit with its words, the oldest first.

        Raises:
            NotFound: the unit was never changed, or is not here.
        """
        knowledge = self._snapshot().knowledge
        lasting = without_version(pasal_id)
        versions = knowledge.versions_of(lasting)
        source_id = self._registered().source_ids.get(lasting.split("/")[0], "")
        if not versions or not source_id:
            raise NotFound(f"Tidak ada perubahan atas “{pasal_id}” di pustaka ini.")
        return PasalHistory(
            pasal_id=lasting,
            wordings=tuple(
                Wording(
                    version=version,
                    provisions=tuple(knowledge.provisions_under(source_id, version.text_id)),
                )
                for version in versions
            ),
        )

    def amendments_of(self, regulation_id: str) -> list[Amendment]:
        """The changes that others order in a regulation."""
        return self._snapshot().knowledge.amendments_of(regulation_id)

    def relations_of(self, regulation_id: str) -> list[Relation]:
        """What a regulation or a part of it does to others, and others to it."""
        return self._registered().relations.get(regulation_id, [])

    def source_of(self, regulation_id: str) -> tuple[str, str]:
        """The source that holds a regulation, the official text before a digest, and its title.

        Both are empty where it is not in the library.
        """
        register = self._registered()
        return register.source_ids.get(regulation_id, ""), register.titles.get(regulation_id, "")

    def wording_on(self, provision_id: str, on: date) -> str:
        """Identifier of the words in which a provision reads on a day.

        Raises:
            NotFound: it does not read at all then.
        """
        if wording := self._snapshot().force.wording_on(provision_id, on):
            return wording
        raise NotFound(
            f"“{provision_id}” tidak ada dalam teks yang berlaku pada {long_date(on)}: "
            "belum disisipkan atau sudah dihapus. Lihat riwayatnya."
        )

    def force(self, identifier: str, on: date) -> Force:
        """Legal force of a regulation or provision on a day, with the relation that made it so."""
        return self._snapshot().force.in_force(identifier, on)

    def amendments_by(self, regulation_id: str) -> list[Amendment]:
        """The changes that a regulation orders in others, in their order."""
        return self._snapshot().knowledge.amendments_by(regulation_id)

    def terms_of(self, regulation_id: str) -> list[Term]:
        """The terms that a regulation defines, in their order."""
        return self._snapshot().knowledge.terms_of(regulation_id)

    def report_of(self, source_id: str) -> ReportView:
        """How well a source was understood.

        Raises:
            NotFound: there is no such source, or it is no parsed regulation.
        """
        knowledge = self._snapshot().knowledge
        knowledge.source(source_id)
        report = knowledge.report_of(source_id)
        if report is None:
            raise NotFound(f"Sumber “{source_id}” bukan peraturan yang dibaca, jadi tidak ada laporannya.")
        return ReportView.model_validate(report)

    def page_image(self, source_id: str, page: int) -> bytes:
        """A page of an ingested PDF as a WebP image.

        Raises:
            NotFound: no such source or page, or its file is gone or was changed since.
        """
        return self._images.of(self._snapshot().knowledge.source(source_id), page)

    def missing_pages(self, source_id: str) -> str:
        """Why no page of a source can be shown, in Indonesian; empty where they can."""
        return self._images.obstacle(self._snapshot().knowledge.source(source_id))

    def shelf(self) -> tuple[ShelfEntry, ...]:
        """Every source with its legal force today and its doubts, regulations first, by title."""
        return self._registered().shelf

    def _registered(self) -> _Register:
        snapshot, today = self._snapshot(), self._today()
        with self._reading:
            register = self._register
            if register is None or (register.snapshot, register.day) != (snapshot.info.id, today):
                register = self._register = _read_register(snapshot, today)
            return register


def _read_register(snapshot: OpenSnapshot, today: date) -> _Register:
    knowledge = snapshot.knowledge
    reports = knowledge.reports()
    doubts = {source_id: ReportView.model_validate(report).doubts for source_id, report in reports.items()}
    shelf: list[ShelfEntry] = []
    source_ids: dict[str, str] = {}
    titles: dict[str, str] = {}
    for source, provisions in knowledge.sources(limit=10_000_000):
        status = "bukan-peraturan"
        if source.regulation is not None:
            status = snapshot.force.in_force(source.regulation.id, today).status.value
            if not source.digest or source.regulation.id not in source_ids:
                source_ids[source.regulation.id] = source.id
                titles[source.regulation.id] = source.regulation.title
        shelf.append(
            ShelfEntry(source=source, provisions=provisions, status=status, doubts=doubts.get(source.id, 0))
        )
    relations: dict[str, list[Relation]] = {}
    for relation in knowledge.relations(DRAWN):
        ends = {relation.subject_id.split("/")[0], relation.target_id.split("/")[0]}
        for regulation_id in ends if len(ends) == 2 else ():
            relations.setdefault(regulation_id, []).append(relation)
    return _Register(snapshot.info.id, today, tuple(shelf), source_ids, titles, relations)
