"""The exception tree of Tanya ASN.

::

    TanyaError                  anything the product itself can explain
    ├── InvalidInput            the caller gave something that cannot be used (exit 1, HTTP 422)
    │   ├── InvalidIdentifier   a provision or regulation identifier is malformed
    │   └── UnreadableDocument  a file cannot be read; the other files go on
    ├── NotFound                a named thing is not in the store (HTTP 404)
    ├── Forbidden               whoever asks may see it but not do this (HTTP 403)
    ├── Conflict                somebody else changed it meanwhile, or its state does not allow it (HTTP 409)
    ├── FetchError              a document cannot be downloaded; the others go on
    ├── Busy                    another process holds the home folder (HTTP 503)
    ├── CorruptIndex            a snapshot does not pass its integrity check; it can be rebuilt
    ├── StorageError            disk full, read-only or otherwise unusable
    └── EmbeddingError          the embedding backend failed; retrieval by words goes on

Every message is one plain Indonesian line that names the thing, the cause and the way out,
because the CLI prints it and the API returns it as it is.
"""


class TanyaError(Exception):
    """Base of every error the product explains itself."""


class InvalidInput(TanyaError):
    """The caller gave something that cannot be used."""


class InvalidIdentifier(InvalidInput):
    """A provision or regulation identifier is malformed."""


class UnreadableDocument(InvalidInput):
    """A file cannot be read.

    Attributes:
        reason: why, in one Indonesian phrase, without the file's name.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class NotFound(TanyaError):
    """A named thing is not in the store."""


class Forbidden(TanyaError):
    """Whoever asks may see a thing but not do this with it."""


class Conflict(TanyaError):
    """Somebody else changed a thing meanwhile, or its state does not allow what is asked."""


class FetchError(TanyaError):
    """A document cannot be downloaded."""


class Busy(TanyaError):
    """Another process holds the home folder."""


class CorruptIndex(TanyaError):
    """A snapshot does not pass its integrity check."""


class StorageError(TanyaError):
    """The disk is full, read-only or otherwise unusable."""


class EmbeddingError(TanyaError):
    """The embedding backend failed."""
