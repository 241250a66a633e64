"""The wordings of one snapshot, by unit and day."""

from collections.abc import Collection, Iterable
from datetime import date

from corpus.amendments import PasalVersion
from corpus.identifiers import without_version
from corpus.wordings import holds_on, versioned_unit


class VersionTable:
    """Looks up which wording reads on a day.

    Args:
        versions: every wording of every changed unit.
        wording_ids: identifiers of every unit of every later wording.
    """

    def __init__(self, versions: Iterable[PasalVersion], wording_ids: Collection[str]) -> None:
        self._wording_ids = wording_ids
        self._by_unit: dict[str, list[PasalVersion]] = {}
        for version in versions:
            self._by_unit.setdefault(version.pasal_id, []).append(version)
        self.regulations = frozenset(unit.split("/")[0] for unit in self._by_unit)

    def versions_of(self, identifier: str) -> list[PasalVersion]:
        """The wordings of the pasal that something stands in; empty where it was never changed."""
        return self._by_unit.get(versioned_unit(identifier), [])

    def version_named(self, identifier: str) -> PasalVersion | None:
        """The wording that an identifier is of: without a date, the original."""
        depth = versioned_unit(identifier).count("/") + 1
        text_id = "/".join(identifier.split("/")[:depth])
        return next((one for one in self.versions_of(identifier) if one.text_id == text_id), None)

    def version_on(self, identifier: str, on: date) -> PasalVersion | None:
        """The wording that reads on a day; None before the first and after a deletion."""
        return next((one for one in self.versions_of(identifier) if holds_on(one, on)), None)

    def wording_on(self, identifier: str, on: date) -> str:
        """The same unit in the wording that reads on a day; empty where there is none then.

        A unit of a pasal that was never changed is itself.
        """
        if not self.versions_of(identifier):
            return identifier
        version = self.version_on(identifier, on)
        if version is None:
            return ""
        found = version.text_id + without_version(identifier).removeprefix(version.pasal_id)
        return found if version.since is None or found in self._wording_ids else ""
