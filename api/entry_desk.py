"""What people ask about approved entries: what belongs with one, and which rest on a provision."""

import threading
from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from corpus.errors import NotFound
from corpus.open_snapshot import OpenSnapshot
from corpus.related import EntryHeading, RelatedEntries
from corpus.rows import AnyEntry

_Headings = tuple[EntryHeading, ...]


@dataclass(frozen=True, slots=True)
class _Register:
    """The entries of a snapshot, and what was already worked out while the same ones were withheld."""

    snapshot: str
    withheld: frozenset[str]
    entries: dict[str, AnyEntry]
    shelf: RelatedEntries
    related: dict[str, _Headings] = field(default_factory=dict)


class EntryDesk:
    """Answers from the snapshot that serves. Safe to share between threads.

    Args:
        leased: the snapshot that serves, open for a ``with`` block; raises NotFound where there is none.
        withheld: identifiers of entries that nobody is pointed to now.
    """

    def __init__(
        self,
        leased: Callable[[], AbstractContextManager[OpenSnapshot]],
        withheld: Callable[[], Collection[str]],
    ) -> None:
        self._leased = leased
        self._withheld = withheld
        self._register: _Register | None = None
        self._reading = threading.Lock()

    def entry(self, entry_id: str) -> AnyEntry:
        """One approved entry, also one that is withheld: its own page tells so elsewhere.

        Raises:
            NotFound: there is none.
        """
        if found := self.held([entry_id]):
            return found[entry_id]
        raise NotFound(f"Entri “{entry_id}” tidak ada di pustaka ini.")

    def held(self, entry_ids: Iterable[str]) -> dict[str, AnyEntry]:
        """The approved entries among identifiers."""
        entries = self._registered().entries
        return {one: entries[one] for one in entry_ids if one in entries}

    def related(self, entry_id: str) -> _Headings:
        """Entries that belong with one, as ``RelatedEntries.related``; none for an unknown one."""
        register = self._registered()
        if entry_id not in register.related:
            register.related[entry_id] = register.shelf.related(entry_id, register.withheld)
        return register.related[entry_id]

    def procedures(self, entry_id: str) -> _Headings:
        """The procedures on the same matter as an entry that is none."""
        register = self._registered()
        return register.shelf.procedures(entry_id, register.withheld)

    def citing(self, provision_id: str) -> _Headings:
        """The entries that rest on the pasal of a provision, procedures first."""
        register = self._registered()
        return register.shelf.citing(provision_id, register.withheld)

    def _registered(self) -> _Register:
        withheld = frozenset(self._withheld())
        with self._reading, self._leased() as snapshot:
            register = self._register
            if register is None or register.snapshot != snapshot.info.id:
                entries = snapshot.knowledge.entries()
                shelf = RelatedEntries(entries, snapshot.asked_alike)
                register = _Register(
                    snapshot.info.id, withheld, {entry.id: entry for entry, _ in entries}, shelf
                )
            elif register.withheld != withheld:
                register = _Register(register.snapshot, withheld, register.entries, register.shelf)
            self._register = register
            return register
