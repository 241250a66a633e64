"""Each instruction with what it quotes and the regulation that it changes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.models import Provision, Regulation
from ingestion.regulation.amending.provision_tree import ProvisionTree
from ingestion.regulation.references import Reference, references_in

# "sebagaimana telah diubah dengan …" names what changed it before, not what is changed now.
_AMENDER = re.compile(r"\bdiubah\b[^.;]{0,60}\bdengan\s*$")
_AMENDS = re.compile(r"^\W*(?:Perubahan|Perobahan|Pengubahan|Mengubah|Merubah)\b", re.IGNORECASE)
# What changes a name, a border or who owns shares changes no wording.
_OF_THINGS = re.compile(
    r"^\W*\w+\s+(?:(?:atas|dan\s+\w+)\s+)?(?:nama|batas|struktur|bentuk|status|rayon|wilayah|ibu\s?kota|tempat|modal|penyertaan"
    r"|badan|kepemilikan)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OrderedChange:
    """An instruction with what it quotes and what stands above it."""

    provision: Provision
    quoted: tuple[Provision, ...]
    target: str
    context: tuple[tuple[str, str], ...]
    disagrees: str


def ordered_changes(
    regulation: Regulation, tree: ProvisionTree, changes: Sequence[str]
) -> Iterator[OrderedChange]:
    """Every instruction that is not merely the lead of those below it, in the order of ``changes``."""
    titled = references_in(regulation.title)
    fallback = _titled(regulation, tree, titled)
    considered = {reference.id for reference in tree.considered()}
    supported = considered if fallback not in considered else set()
    for identifier in changes:
        provision = tree.by_id[identifier]
        children = tree.children(provision)
        if any(child.id in tree.changes for child in children):
            continue  # it only leads to the changes below it
        target, context, also = _surroundings(regulation, tree, provision, fallback)
        named = {reference.id for reference in titled}
        disagrees = ""
        if (
            _AMENDS.search(regulation.title)
            and named
            and target not in named | supported
            and fallback not in also
        ):
            disagrees = f"Judul menyebut {fallback}, tetapi perintahnya menyebut {target}."
        if is_later(target, regulation):
            disagrees = f"Tahun {target} sesudah tahun peraturan ini; nomornya mungkin salah terbaca."
        yield OrderedChange(provision, tuple(children), target, context, disagrees)


def announces_changes(regulation: Regulation) -> bool:
    """Whether the title says that the regulation changes the wording of another."""
    title = regulation.title
    return bool(_AMENDS.search(title)) and (not _OF_THINGS.search(title) or bool(references_in(title)))


def _titled(regulation: Regulation, tree: ProvisionTree, titled: Sequence[Reference]) -> str:
    """The regulation that the title says is changed; empty where it names none.

    Where its year is damaged ("NOMOR24 TAHUN 2OT7"), the one with this number that the considerations name.
    """
    if titled:
        return titled[0].id if titled[0].id != regulation.id else ""
    if not announces_changes(regulation):
        return ""
    meant = {
        reference.id
        for reference in tree.considered()
        if reference.type is regulation.type
        and reference.id != regulation.id
        and re.search(rf"(?<!\d){reference.number}\s+tahun\b", regulation.title, re.IGNORECASE)
    }
    return next(iter(meant)) if len(meant) == 1 else ""


def is_later(target: str, regulation: Regulation) -> bool:
    """Whether an identifier names a year after the regulation's own: what does not exist yet is misread."""
    year = target.rsplit("-", 1)[-1]
    return year.isdigit() and int(year) > regulation.year


def _surroundings(
    regulation: Regulation, tree: ProvisionTree, change: Provision, fallback: str
) -> tuple[str, tuple[tuple[str, str], ...], set[str]]:
    """The amended regulation, the one pasal that the instructions above are about, and every
    regulation named on the way: a title may name the last amendment where the pasal names the law.
    """
    context: tuple[tuple[str, str], ...] = ()
    current: Provision | None = change
    target = ""
    also: set[str] = set()
    # A PP changes no law: "Peratural Pemerintah Nomor 42 tentang Pelaksanaan Undang-Undang Nomor 41".
    by_title = fallback.startswith(f"{regulation.type.value}-")
    while current is not None:
        if current is not change and not context:
            pasal = {m.get("pasal") for m in tree.clauses(current).mentions} - {""}
            context = (("pasal", next(iter(pasal))),) if len(pasal) == 1 else ()
        also.update(reference.id for reference in references_in(current.text))
        references = [
            reference
            for reference in references_in(current.text)
            if reference.id != regulation.id
            and not _AMENDER.search(current.text, 0, reference.start)
            and not (by_title and reference.type.rank < regulation.type.rank)
        ]
        if references and (current is not change or _is_object(current, references[0].start)):
            target = references[0].id
            if current is not change or not target:
                break
        if target:
            break
        current = tree.by_id.get(current.parent_id)
    return target or fallback, context, also


def _is_object(change: Provision, position: int) -> bool:
    """Whether a regulation named in an instruction is what it changes, not part of a quotation."""
    return not re.search(r"[\"“]|\bmulai\s+berlaku\b|dinyatakan\s+tidak\s+berlaku", change.text[:position])


def pasal_beside(tree: ProvisionTree, ordered: list[OrderedChange], index: int) -> tuple[int, int]:
    """Numbers of the pasal that the changes before and after are about; 0 and 0 where unknown."""
    numbers = []
    for other in (index - 1, index + 1):
        if not 0 <= other < len(ordered):
            return 0, 0
        change = ordered[other]
        exact = [
            int(mention.get("pasal"))
            for mention in tree.clauses(change.provision, change.context).mentions
            if mention.exact and mention.get("pasal").isdigit()
        ]
        if not exact:
            return 0, 0
        numbers.append(exact[0])
    return numbers[0], numbers[1]
