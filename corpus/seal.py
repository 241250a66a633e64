"""The seal of a snapshot: size and hash of every file in it, so that damage is found before anything is read.

The loaders of the index trust their files: over a damaged graph Chroma answers with fewer neighbours,
or ends the process with a segmentation fault. So nothing is opened that is not byte for byte what was built.
"""

import hashlib
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.errors import CorruptIndex

SEAL = "seal.json"
_Files = TypeAdapter(dict[str, tuple[int, str]])


def seal(folder: Path) -> None:
    """Write down every file below ``folder``; from here on none may change."""
    files = {name: (path.stat().st_size, _hash(path)) for name, path in _files(folder).items()}
    (folder / SEAL).write_bytes(_Files.dump_json(files, indent=1))


def check_seal(folder: Path) -> None:
    """Compare every file below ``folder`` with what was sealed.

    Raises:
        CorruptIndex: a file is missing, was added, or has other bytes.
    """
    try:
        sealed = _Files.validate_json((folder / SEAL).read_bytes())
        found = _files(folder)
        for name in sorted(sealed.keys() ^ found.keys()):
            state = "hilang" if name in sealed else "tidak dikenal"
            raise CorruptIndex(f"Snapshot {folder.name} tidak utuh: berkas {name} {state}.")
        for name, (size, sha256) in sealed.items():
            if found[name].stat().st_size != size or _hash(found[name]) != sha256:
                raise CorruptIndex(f"Snapshot {folder.name} tidak utuh: isi berkas {name} berubah.")
    except (OSError, ValidationError) as error:
        cause = error.strerror if isinstance(error, OSError) else "daftar berkasnya rusak"
        raise CorruptIndex(f"Snapshot {folder.name} tidak utuh: {cause}.") from error


def _files(folder: Path) -> dict[str, Path]:
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if not path.is_dir() and path != folder / SEAL
    }


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
