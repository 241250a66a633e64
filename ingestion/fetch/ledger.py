"""What was downloaded into a folder, with checksums, in a hidden file beside the documents."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.errors import StorageError

FILE = ".tanya-fetch.json"
VERSION = 1


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One downloaded document.

    Attributes:
        url: as it was asked for; final_url: where redirects led.
        sha256: of the bytes; size: their number.
        etag, last_modified: what the server calls this version, empty where it does not.
        fetched_at: ISO 8601, UTC.
        regulation: its identifier, where the manifest gives one.
        page: the page it was found on, empty where it was asked for itself.
    """

    url: str
    final_url: str
    sha256: str
    size: int
    etag: str = ""
    last_modified: str = ""
    fetched_at: str = ""
    regulation: str = ""
    page: str = ""


class Ledger:
    """Entries by file name. Every change is on disk before the call returns."""

    def __init__(self, folder: Path) -> None:
        """Read the folder's ledger, an empty one where there is none.

        Raises:
            StorageError: it is damaged.
        """
        self._path = folder / FILE
        self._entries: dict[str, LedgerEntry] = {}
        try:
            content = json.loads(self._path.read_bytes())
            self._entries = {name: LedgerEntry(**fields) for name, fields in content["files"].items()}
        except FileNotFoundError:
            return
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise StorageError(
                f"Catatan unduhan {self._path} rusak. Hapus berkas itu; dokumen akan diunduh ulang."
            ) from error

    def of_url(self, url: str) -> tuple[str, LedgerEntry] | None:
        """File name and entry of a URL."""
        return next(((name, entry) for name, entry in self._entries.items() if entry.url == url), None)

    def owner(self, name: str) -> str | None:
        """The URL whose document has this name on any system, capitals or not."""
        folded = name.casefold()
        return next((entry.url for taken, entry in self._entries.items() if taken.casefold() == folded), None)

    def put(self, name: str, entry: LedgerEntry) -> None:
        """Note a document, replacing what its URL or name had before."""
        others = {key: value for key, value in self._entries.items() if value.url != entry.url}
        self._entries = {**others, name: entry}
        content = {"version": VERSION, "files": {key: asdict(value) for key, value in self._entries.items()}}
        write_whole(self._path, json.dumps(content, ensure_ascii=False, indent=1).encode())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a crash leaves the old content or the new one."""
    beside = path.with_name(path.name + ".baru")
    with beside.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)
