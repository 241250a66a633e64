"""Questions with what was said under them, made of records and without personal data.

Nothing is kept of who wrote what: an author tells only which posts are the asker's own, and which name to
take out of the words.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from api.forum.importing.moments import read_moment
from api.forum.importing.records import LineError, Record, plain_name
from api.forum.masking import LONGEST_TEXT, LONGEST_TITLE, hide_names
from api.forum.models import PostKind
from assistant.guard.personal_data import mask_all
from assistant.guard.personal_kinds import PersonalKind
from corpus.errors import InvalidInput
from corpus.models import Frozen

_YES = frozenset({"ya", "y", "yes", "true", "t", "1", "benar", "diterima", "x"})
_NO = frozenset({"", "tidak", "no", "n", "false", "f", "0", "bukan", "-"})
_LONGEST_ID = 200


class NewPost(Frozen):
    """A post to be brought in.

    Attributes:
        kind: the accepted answer is a reply, what the asker added a follow-up, anything else a note among
            officers.
    """

    external_id: str
    kind: PostKind
    text: str
    at: datetime


class NewThread(Frozen):
    """A question to be brought in, masked.

    Attributes:
        line: where it stands in the file.
        category: as it is called there; empty without one.
        words_hash: over its public words, to find the same ones under another name.
        content_hash: over all that the file says of it.
        masked: kinds of personal data that were taken out, one for each place.
    """

    line: int
    external_id: str
    title: str
    text: str
    category: str
    at: datetime
    posts: tuple[NewPost, ...]
    words_hash: str
    content_hash: str
    masked: tuple[PersonalKind, ...]

    @property
    def replies(self) -> tuple[NewPost, ...]:
        """Its accepted answers."""
        return tuple(post for post in self.posts if post.kind is PostKind.REPLY)


class Grouped(Frozen):
    """Records by question, and those that cannot be used."""

    threads: tuple[tuple[Record, tuple[Record, ...]], ...]
    errors: tuple[LineError, ...]


def grouped(records: Sequence[Record]) -> Grouped:
    """Put every post under its question, whatever the order of the file."""
    errors: list[LineError] = []
    by_id: dict[str, Record] = {}
    for record in records:
        identifier = record.id.strip()
        if not 0 < len(identifier) <= _LONGEST_ID:
            reason = f"Pengenal (id) harus diisi, paling banyak {_LONGEST_ID} huruf."
            errors.append(LineError(line=record.line, reason=reason))
        elif identifier in by_id:
            reason = f"Pengenal “{identifier[:40]}” sudah dipakai di baris {by_id[identifier].line}."
            errors.append(LineError(line=record.line, reason=reason))
        else:
            by_id[identifier] = record
    under: dict[str, list[Record]] = {}
    for record in by_id.values():
        if thread := record.thread.strip():
            question = by_id.get(thread)
            if question is None or question.thread.strip():
                reason = f"Pertanyaan “{thread[:40]}” yang dirujuk tidak ada dalam berkas."
                errors.append(LineError(line=record.line, reason=reason))
            else:
                under.setdefault(thread, []).append(record)
    threads = [
        (record, tuple(under.get(identifier, ())))
        for identifier, record in by_id.items()
        if not record.thread.strip()
    ]
    return Grouped(threads=tuple(threads), errors=tuple(errors))


def new_thread(question: Record, posts: Sequence[Record], *, zone: ZoneInfo, now: datetime) -> NewThread:
    """A question with its posts in the order they were written, masked as one conversation.

    Raises:
        WrongLine: something in it cannot be used.
    """
    asked = _moment(question, zone, now)
    title, text = _words(question)
    dated = sorted(((_post_moment(post, asked, zone, now), post) for post in posts), key=lambda one: one[0])
    said = [_text(post) for _, post in dated]
    names = _names((question, *posts))
    hidden = [hide_names(one, names) for one in (title, text, *said)]
    found = mask_all(hidden)
    named = [
        PersonalKind.NAME for one, before in zip(hidden, (title, text, *said), strict=True) if one != before
    ]
    made = tuple(
        NewPost(external_id=post.id.strip(), kind=_kind(question, post), text=masked.text, at=moment)
        for (moment, post), masked in zip(dated, found[2:], strict=True)
    )
    public = [found[0].text, found[1].text, *(post.text for post in made if post.kind is PostKind.REPLY)]
    whole = "\n".join(
        one.model_dump_json(exclude={"line"}) for one in (question, *(post for _, post in dated))
    )
    return NewThread(
        line=question.line,
        external_id=question.id.strip(),
        title=found[0].text,
        text=found[1].text,
        category=question.category.strip(),
        at=asked,
        posts=made,
        words_hash=_hash(" ".join(" ".join(public).casefold().split())),
        content_hash=_hash(whole),
        masked=(*named, *(one.kind for masked in found for one in masked.found)),
    )


class WrongLine(InvalidInput):
    """A record that cannot be used; ``line`` is where it stands."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def masked_counts(threads: Sequence[NewThread]) -> dict[str, int]:
    """How much personal data was taken out, by kind, the most first."""
    return dict(Counter(kind.value for thread in threads for kind in thread.masked).most_common())


def category_of(name: str, known: Mapping[str, str], mapping: Mapping[str, str]) -> str | None:
    """The category that one of the other forum is here; None where it is unknown.

    Args:
        known: categories here, by identifier and by name, both as ``plain_name``.
        mapping: what the other forum's are here, by their names there.
    """
    wanted = mapping.get(name, name)
    return known.get(plain_name(wanted)) if wanted else None


def _kind(question: Record, post: Record) -> PostKind:
    by_asker = bool(question.author.strip()) and post.author.strip() == question.author.strip()
    if by_asker:
        return PostKind.FOLLOW_UP
    return PostKind.REPLY if _is_yes(post) else PostKind.NOTE


def _is_yes(post: Record) -> bool:
    said = post.accepted.strip().casefold()
    if said not in _YES | _NO:
        raise WrongLine(post.line, f"Isi “diterima” harus ya atau tidak, bukan “{said[:20]}”.")
    return said in _YES


def _moment(record: Record, zone: ZoneInfo, now: datetime) -> datetime:
    if not record.date.strip():
        raise WrongLine(record.line, "Tanggal harus diisi.")
    try:
        return read_moment(record.date, zone, now=now)
    except InvalidInput as error:
        raise WrongLine(record.line, str(error)) from error


def _post_moment(post: Record, asked: datetime, zone: ZoneInfo, now: datetime) -> datetime:
    """When a post was written; one without a date counts as written with its question."""
    moment = _moment(post, zone, now) if post.date.strip() else asked
    if moment < asked:
        raise WrongLine(post.line, "Tanggalnya mendahului pertanyaannya.")
    return moment


def _words(question: Record) -> tuple[str, str]:
    """Title and text of a question; of a title that is too long all words stay in the text."""
    title = " ".join(question.title.split())
    text = _text(question) if question.text.strip() else title
    if not title:
        title = " ".join(text.split())
    elif len(title) > LONGEST_TITLE and title not in text:
        text = f"{title}\n\n{text}"
    if not text:
        raise WrongLine(question.line, "Judul dan isi pertanyaan kosong.")
    return (title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"), text


def _text(record: Record) -> str:
    text = record.text.replace("\r\n", "\n").strip()
    if not text:
        raise WrongLine(record.line, "Isinya kosong.")
    if len(text) > LONGEST_TEXT:
        raise WrongLine(record.line, f"Isinya {len(text)} huruf; paling banyak {LONGEST_TEXT}.")
    return text


def _names(records: Sequence[Record]) -> tuple[str, ...]:
    """What authors are called, where it is more than a number."""
    called = (record.author.strip() for record in records)
    return tuple(dict.fromkeys(name for name in called if any(sign.isalpha() for sign in name)))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
