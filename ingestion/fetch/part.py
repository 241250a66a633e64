"""A document that is not all there yet: its bytes so far, and what proves that the rest belongs to them."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from ingestion.fetch.ledger import write_whole


@dataclass(frozen=True, slots=True)
class PartFile:
    """``.<hash of the URL>.part`` and, beside it, the validator of the version it is a part of."""

    path: Path

    @classmethod
    def of(cls, folder: Path, url: str) -> "PartFile":
        """The part of a URL's document."""
        return cls(folder / f".{hashlib.sha256(url.encode()).hexdigest()[:16]}.part")

    @property
    def _note(self) -> Path:
        return self.path.with_suffix(".json")

    def size(self) -> int:
        """Bytes that are there."""
        return self.path.stat().st_size if self.path.exists() else 0

    def validator(self) -> str:
        """The strong ETag or Last-Modified its beginning came with; empty where there was none."""
        try:
            noted = json.loads(self._note.read_bytes())
        except (FileNotFoundError, ValueError):
            return ""
        return str(noted.get("validator", "")) if isinstance(noted, dict) else ""

    def begin(self, validator: str) -> None:
        """Empty it for a new version."""
        self.path.write_bytes(b"")
        write_whole(self._note, json.dumps({"validator": validator}).encode())

    def discard(self) -> None:
        """Remove it."""
        self.path.unlink(missing_ok=True)
        self.forget()

    def forget(self) -> None:
        """Remove the note of a part that is complete."""
        self._note.unlink(missing_ok=True)
