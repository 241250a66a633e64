"""Small laws and amendments written by hand, as the parser would give them."""

from collections.abc import Sequence
from datetime import date

from corpus.amendments import Amendment, AmendmentAction
from corpus.models import Provision, ProvisionKind

_PRINTED = {"ayat": "({})", "huruf": "{}.", "angka": "{}."}


def text(regulation: str, *units: tuple[str, str], headings: Sequence[str] = ()) -> list[Provision]:
    """Provisions of a regulation from paths and own words, parents before what is under them.

    ``text("uu-1-2000", ("pasal-1", "Lead:"), ("pasal-1/huruf-a", "satu"))``; a unit's full text is
    composed as the parser does it.
    """
    own = dict(units)

    def full(path: str) -> str:
        below = [other for other in own if other.rpartition("/")[0] == path]
        lines = [f"{printed(other)} {full(other)}".strip() for other in below]
        return "\n".join(line for line in (own[path], *lines) if line)

    return [
        Provision(
            id=f"{regulation}/{path}",
            regulation_id=regulation,
            kind=ProvisionKind(path.rpartition("/")[2].partition("-")[0]),
            label=path.rpartition("/")[2],
            parent_id=f"{regulation}/{path.rpartition('/')[0]}" if "/" in path else "",
            order=order,
            heading_path=tuple(headings),
            text=words,
            full_text=full(path),
        )
        for order, (path, words) in enumerate(units)
    ]


def printed(path: str) -> str:
    """What stands before a unit where it is printed."""
    kind, _, number = path.rpartition("/")[2].partition("-")
    return _PRINTED.get(kind, "").format(number)


def change(
    action: AmendmentAction,
    target: str,
    *,
    by: str = "uu-2-2010",
    order: int = 0,
    since: date | None = date(2010, 1, 1),
    text_id: str = "",
    after: str = "",
    doubt: str = "",
    old: str = "",
    new: str = "",
) -> Amendment:
    """An amendment; its new wording stands under ``<by>/pasal-i/angka-<order + 1>`` unless told otherwise."""
    instruction = f"{by}/pasal-i/angka-{order + 1}"
    has_text = action in {AmendmentAction.REPLACE, AmendmentAction.INSERT}
    return Amendment(
        regulation_id=by,
        order=order,
        instruction_id=instruction,
        action=action,
        target_id=target,
        after_id=after,
        text_id=text_id or (f"{instruction}/{target.rpartition('/')[2]}" if has_text else ""),
        old_words=old,
        new_words=new,
        evidence="…",
        since=since,
        doubt=doubt,
    )


def new_text(by: str, *units: tuple[str, str], headings: Sequence[str] = ()) -> list[Provision]:
    """The text of an amending law: ``("angka-1/pasal-2", "…")`` stands in its Pasal I."""
    listed: dict[str, str] = {"pasal-i": "Diubah sebagai berikut:"}
    for path, words in units:
        listed.setdefault(f"pasal-i/{path.split('/')[0]}", "Ketentuan ini diubah:")
        listed[f"pasal-i/{path}"] = words
    found = text(by, *listed.items())
    inner = {f"{by}/pasal-i/{path}" for path, _ in units if path.count("/") > 0}
    return [
        provision.model_copy(update={"heading_path": tuple(headings)}) if provision.id in inner else provision
        for provision in found
    ]
