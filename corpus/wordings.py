"""Which wording of a unit reads on which day, and a whole regulation as it reads then."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from corpus.amendments import PasalVersion
from corpus.headings import is_heading_id
from corpus.identifiers import pasal_of, without_version
from corpus.models import Provision


def versioned_unit(identifier: str) -> str:
    """The unit that has versions: the pasal something stands in, else the outermost unit, without a date.

    ``uu-8-1974/pasal-2@1999-09-30/ayat-1`` → ``uu-8-1974/pasal-2``; a regulation stays itself.
    """
    plain = without_version(identifier)
    pasal = pasal_of(plain)
    if pasal != plain or plain.rpartition("/")[2].startswith("pasal-"):
        return pasal
    return "/".join(plain.split("/")[:2])


def holds_on(version: PasalVersion, on: date) -> bool:
    """Whether this wording reads on a day."""
    return (version.since is None or version.since <= on) and (version.until is None or on < version.until)


def read_on(
    on: date,
    original: Sequence[Provision],
    versions: Sequence[tuple[PasalVersion, str]],
    wordings: Mapping[str, Sequence[Provision]],
) -> list[Provision]:
    """A regulation as it reads on a day, ``order`` counted anew from 0.

    Args:
        original: its provisions as enacted, in order.
        versions: every wording of every changed unit, each with the unit that an inserted one follows.
        wordings: provisions of the later wordings, in order, by the wording's identifier.
    """
    reads = {version.pasal_id: version.text_id for version, _ in versions if holds_on(version, on)}
    changed = {version.pasal_id for version, _ in versions}
    followers: dict[str, list[str]] = {}
    for version, after in versions:
        if after and version.pasal_id not in followers.setdefault(after, []):
            followers[after].append(version.pasal_id)
    units = {unit: list(provisions) for unit, provisions in groupby(original, lambda p: versioned_unit(p.id))}
    renamed = {
        printed_heading(units[unit][0]): printed_heading(wordings[reads[unit]][0])
        for unit in changed
        if is_heading_id(unit) and unit in units and wordings.get(reads.get(unit, ""))
    }

    def text_of(unit: str) -> Iterator[Provision]:
        if unit not in changed or reads.get(unit) == unit:
            yield from units.get(unit, ())
        elif unit in reads:
            yield from wordings.get(reads[unit], ())
        for follower in followers.get(unit, ()):
            yield from text_of(follower)

    text = (provision for unit in units for provision in text_of(unit))
    return [
        provision.model_copy(
            update={
                "order": order,
                "heading_path": tuple(renamed.get(heading, heading) for heading in provision.heading_path),
            }
        )
        for order, provision in enumerate(text)
    ]


def printed_heading(title: Provision) -> str:
    """A heading as the paths of what stands under it have it."""
    return f"{title.label} {title.text}".strip()
