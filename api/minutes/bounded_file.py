"""Files that somebody names, read no further than is allowed."""

from pathlib import Path

from corpus.errors import InvalidInput


def read_bounded(path: Path, most: int) -> bytes:
    """The bytes of a file; one more than ``most`` where it is larger, for whoever then refuses it.

    Raises:
        InvalidInput: there is no such file or it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise InvalidInput(f"{path}: tidak dapat dibaca, berkas itu tidak ada. Periksa namanya.") from None
    except IsADirectoryError:
        raise InvalidInput(f"{path}: tidak dapat dibaca, itu folder. Sebutkan satu berkas.") from None
    except OSError as error:
        raise InvalidInput(f"{path}: tidak dapat dibaca ({error.strerror}). Periksa izinnya.") from error
