"""An amendment operation before it knows the identifiers of its regulations."""

from dataclasses import dataclass, field

from corpus.amendments import AmendmentAction
from corpus.identifiers import provision_id


@dataclass(slots=True)
class Draft:
    """An operation before it knows the amended regulation's and its own identifiers."""

    action: AmendmentAction
    path: tuple[str, ...]
    after: tuple[str, ...] = ()
    text_id: str = ""
    old: str = ""
    new: str = ""
    doubts: list[str] = field(default_factory=list)


def identifier(target: str, path: tuple[str, ...]) -> str:
    """The identifier of a unit in ``target``; that of the regulation itself where the path is empty."""
    return provision_id(target, *path) if path else target
