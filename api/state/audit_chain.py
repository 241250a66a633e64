"""The links of the audit trail: each entry's hash is made of the hash before it and of all that it says.

Whoever changes, removes or inserts an entry breaks the chain there, unless they rewrite everything after it;
a head hash that is kept elsewhere shows that too.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from pydantic import Field, JsonValue

from corpus.models import Frozen

GENESIS = "0" * 64
"""Stands for the hash before the first entry."""


class Audited(Frozen):
    """One entry.

    Attributes:
        action: in dotted words, the thing first: ``llm.off``.
        subject: identifier of what was acted on; empty where the action says it.
        details: what else has to be known for good: before and after, model, prompt, snapshot. Masked, as
            nothing here can ever be deleted.
    """

    at: datetime
    actor: str
    action: str
    subject: str
    reason: str
    details: dict[str, JsonValue] = Field(default_factory=dict)


class Linked(Audited):
    """An entry at its place in the chain.

    Attributes:
        number: its place, from 1.
        previous: hash of the entry before it, ``GENESIS`` for the first.
        hash: SHA-256 over ``previous`` and everything else here.
    """

    number: int
    previous: str
    hash: str


class Fault(Frozen):
    """Where the chain does not hold; ``what`` says in Indonesian what is wrong there."""

    number: int
    what: str


class ChainReport(Frozen):
    """What reading the whole chain found.

    Attributes:
        entries: that were read before the first fault, or all.
        head: hash of the last of them, to be kept elsewhere: what is cut off behind it is found by it later.
        fault: the first; None where the chain holds.
    """

    entries: int
    head: str
    fault: Fault | None = None


def chained(previous: str, number: int, entry: Audited) -> str:
    """The hash of an entry: SHA-256 over the previous hash and the entry as canonical JSON.

    Canonical: keys sorted, no spaces, UTF-8 as it is, the moment in UTC with microseconds.

    Args:
        entry: with its texts as the database keeps them.

    Raises:
        ValueError: ``details`` hold a number that JSON has not (NaN, infinity).
    """
    told: Mapping[str, object] = {
        "action": entry.action,
        "actor": entry.actor,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "details": entry.details,
        "number": number,
        "reason": entry.reason,
        "subject": entry.subject,
    }
    canonical = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(f"{previous}{canonical}".encode()).hexdigest()


def check(links: Iterable[Linked], *, expect: str = "") -> ChainReport:
    """Follow the chain to its end or to its first fault.

    Args:
        links: all entries, the oldest first.
        expect: a head hash from an earlier check: it has to be the hash of one of the entries, or those at
            the end were cut off, or everything was written anew.
    """
    entries, number, head = 0, 0, GENESIS
    seen = not expect
    for link in links:
        what = _fault(number, head, link)
        if what:
            return ChainReport(entries=entries, head=head, fault=Fault(number=link.number, what=what))
        entries, number, head = entries + 1, link.number, link.hash
        seen = seen or head == expect
    if seen:
        return ChainReport(entries=entries, head=head)
    what = (
        "hash yang diharapkan bukan milik entri mana pun: entri terakhir telah dibuang, "
        "atau seluruh jejak ditulis ulang"
    )
    return ChainReport(entries=entries, head=head, fault=Fault(number=number, what=what))


def _fault(before: int, head: str, link: Linked) -> str:
    """What is wrong with a link that stands behind the entry ``before`` with the hash ``head``."""
    if link.previous != head:
        if link.number > before + 1:
            first, last = before + 1, link.number - 1
            gone = f"entri {first}" if first == last else f"entri {first} sampai {last}"
            return f"{gone} hilang"
        return (
            f"entri {link.number} tidak menyambung pada entri {before}: salah satunya diubah atau disisipkan"
        )
    if chained(link.previous, link.number, link) != link.hash:
        return f"isi entri {link.number} diubah setelah dicatat"
    return ""
