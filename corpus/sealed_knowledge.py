"""The knowledge of a snapshot: its file never changes, so what was read from it may be kept."""

import threading
from collections.abc import Sequence

from sqlalchemy import Engine

from corpus.corrected import Days
from corpus.knowledge import Knowledge
from corpus.models import Provision, Source

READINGS_KEPT = 8_192
"""Provisions with their sources, about 2 kB each: an answer reads them again to draft, verify and warn."""


class SealedKnowledge(Knowledge):
    """``Knowledge`` of one snapshot's file. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._days: Days | None = None
        self._readings: dict[str, list[tuple[Provision, Source]]] = {}
        self._keeping = threading.Lock()

    def days_by_hand(self) -> Days:
        """The days of regulations that were set by hand, read once."""
        if self._days is None:
            self._days = super().days_by_hand()
        return self._days

    def readings_by_id(self, provision_ids: Sequence[str]) -> dict[str, list[tuple[Provision, Source]]]:
        """``readings`` of many at once, from memory where they were read before."""
        kept = {identifier: self._readings.get(identifier) for identifier in provision_ids}
        unread = [identifier for identifier, readings in kept.items() if readings is None]
        if unread:
            found = super().readings_by_id(unread)
            self._keep({identifier: found.get(identifier, []) for identifier in unread})
            kept |= found
        return {identifier: list(readings) for identifier, readings in kept.items() if readings}

    def _keep(self, readings: dict[str, list[tuple[Provision, Source]]]) -> None:
        with self._keeping:
            if len(self._readings) + len(readings) > READINGS_KEPT:
                self._readings = {}
            if len(readings) <= READINGS_KEPT:
                self._readings |= readings
