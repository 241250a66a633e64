"""Published replies and the approved FAQ become knowledge: a file for each, brought in like any other.

The files stand for what is published now. Those that are no longer wanted are taken out, those that are new
or changed are written; the caller then ingests them. It may stop anywhere and begin again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from corpus.errors import StorageError
from corpus.identifiers import slug
from corpus.models import Frozen
from corpus.store import Store
from ingestion.files import content_hash

FAQ_FILES = "faq-"
"""Begins the name of the file of an entry of the FAQ."""
_UNDONE = ".belum-selesai"
"""Stands in the folder from before the store is changed until the index was built."""


class PublishedReply(Frozen):
    """A reply that may be told to everybody, with the question it answers; without personal data.

    Attributes:
        post_id: of the reply; the entry is ``forum/<post_id>``.
        topic: what its category is called.
        legal_basis: provisions that it cites; without any it is found by search, but given as no answer.
        checked: the day an officer decided to publish it.
        provenance: in Indonesian, which reply it is, who decided and when; kept as the source's note.
    """

    post_id: str
    title: str
    question: str
    answer: str
    topic: str
    bidang: str
    legal_basis: tuple[str, ...]
    asked_on: date
    answered_on: date
    checked: date
    review_by: date
    provenance: str


class PublishedFaq(Frozen):
    """An approved question of the FAQ; without personal data.

    Attributes:
        name: of its file, beginning with ``FAQ_FILES``.
        entry_id: ``faq/<…>``, as the library knows it.
        provenance: in Indonesian, which replies it was made from, who approved it and when; kept as the
            source's note.
    """

    name: str
    entry_id: str
    question: str
    variants: tuple[str, ...]
    answer: str
    topic: str
    bidang: str
    legal_basis: tuple[str, ...]
    checked: date
    review_by: date
    provenance: str


Published = PublishedReply | PublishedFaq


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be done.

    Attributes:
        files: new and changed, to be brought in.
        gone: files of replies that are wanted no more.
        undone: an earlier time was stopped before the index was built.
    """

    files: tuple[Path, ...]
    gone: tuple[Path, ...]
    undone: bool

    @property
    def any(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.files or self.gone or self.undone)


def prepare(replies: Iterable[Published], folder: Path, store: Store) -> Changes:
    """Let the folder hold one file for each reply, and tell what the library does not have yet.

    The caller then takes out what is gone (``take_out``), ingests ``files``, and calls ``finish``.

    Raises:
        StorageError: the folder cannot be written, or the store not be read.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        wanted = {folder / f"{_name(reply)}.yaml": _content(reply) for reply in replies}
        for path, content in wanted.items():
            if not path.is_file() or path.read_bytes() != content:
                _write(path, content)
        files = tuple(path for path in wanted if not _is_stored(path, store))
        gone = tuple(path for path in sorted(folder.glob("*.yaml")) if path not in wanted)
        undone = (folder / _UNDONE).exists()
        if files or gone:
            (folder / _UNDONE).touch()
    except OSError as error:
        raise StorageError(
            f"Folder {folder} tidak dapat ditulis ({error.strerror}). Periksa ruang disk dan izin folder itu."
        ) from error
    return Changes(files=files, gone=gone, undone=undone)


def take_out(changes: Changes, store: Store) -> None:
    """Take what is gone out of the store; the caller holds the writer lock.

    Raises:
        StorageError: the store cannot be written.
    """
    for path in changes.gone:
        if store.find_source(source_of(path)) is not None:
            store.remove(source_of(path))


def finish(changes: Changes, folder: Path) -> None:
    """Forget what is gone, once the index was built without it.

    Raises:
        StorageError: the folder cannot be written.
    """
    try:
        for path in changes.gone:
            path.unlink(missing_ok=True)
        (folder / _UNDONE).unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(
            f"Folder {folder} tidak dapat ditulis ({error.strerror}). Periksa izin folder itu."
        ) from error


def source_of(path: Path) -> str:
    """The identifier of the source that a file of a reply or of the FAQ becomes."""
    kind = "faq" if path.stem.startswith(FAQ_FILES) else "forum"
    return slug(f"{kind} {path.stem}")


def _is_stored(path: Path, store: Store) -> bool:
    source = store.find_source(source_of(path))
    return source is not None and source.sha256 == content_hash(path)


def _name(published: Published) -> str:
    return published.name if isinstance(published, PublishedFaq) else published.post_id


def _content(published: Published) -> bytes:
    tree = _faq(published) if isinstance(published, PublishedFaq) else _reply(published)
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=100).encode("utf-8")


def _faq(entry: PublishedFaq) -> dict[str, object]:
    fields = ("question", "variants", "answer", "legal_basis", "checked", "review_by")
    found = entry.model_dump(include=set(fields))
    lists = {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}
    return {
        "topic": entry.topic,
        "bidang": entry.bidang,
        "note": entry.provenance,
        "entries": [{"id": entry.entry_id.removeprefix("faq/"), **lists}],
    }


def _reply(reply: PublishedReply) -> dict[str, object]:
    return {
        "topic": reply.topic,
        "bidang": reply.bidang,
        "note": reply.provenance,
        "entries": [
            {
                "id": reply.post_id,
                "title": reply.title,
                "question": reply.question,
                "answer": reply.answer,
                "asked_on": reply.asked_on,
                "answered_on": reply.answered_on,
                "legal_basis": list(reply.legal_basis),
                "checked": reply.checked,
                "review_by": reply.review_by,
            }
        ],
    }


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all."""
    half = path.with_suffix(".tmp")
    half.write_bytes(content)
    half.replace(path)
