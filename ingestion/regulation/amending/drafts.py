"""The operations that one instruction orders, each with what makes it doubtful."""

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.amendments import AmendmentAction
from corpus.models import ProvisionKind
from ingestion.regulation.amending.clauses import Clauses
from ingestion.regulation.amending.draft import Draft, identifier
from ingestion.regulation.amending.mentions import Mention
from ingestion.regulation.amending.ordered_changes import OrderedChange
from ingestion.regulation.amending.provision_tree import ProvisionTree
from ingestion.regulation.amending.quoted_drafts import heading_drafts, quoted_drafts

_INSTRUCTION = re.compile(
    r"\b(?:diubah|disisipkan|dihapus)\b[^.;]{0,80}\bberbunyi\b|\bs[ec]hingga\s+(?:[Pp]asal\s+\w{1,5}\s+)?berbunyi\b"
    r"|\bdiubah,?\s+s[ec]hingga\b"
)
# "(1) (2) (3)" in a row, or a label at the very end: a column of labels that left its words.
_TORN = re.compile(
    r"(?:^|[.;:]\s+|\n\s*)(?:[({\[]\w{1,2}[)}\]1lI]?\s+){2,}"
    r"|(?<!ayat )(?<!dan )(?<!atau )[({\[]\d{1,2}[a-z]?[)}\]]\s*$"
    r"|[.;]\s+Pas\w{0,4}\s?\d{0,3}[A-Z]?\s*$|[.;:)]\s+\d{1,3}\.(?:\s+Ketentuan)?\s*\.?\s*$"
)
# The sentence before the first change, found inside one: columns were read in the wrong order.
_LEAD = re.compile(r"\bBeberapa\s+(?:ketentuan|pasal)\s+(?:di\s?)?dalam\s+(?:Undang|Peraturan|Keputusan)")
_NOT_UNDERSTOOD = "Perintah perubahan ini tidak terbaca sebagai perubahan pada satuan tertentu."
_PARTS = ("ayat", "huruf", "angka")


def drafts_of(tree: ProvisionTree, change: OrderedChange, neighbours: tuple[int, int]) -> list[Draft]:
    """The operations that a change orders; empty where it orders none or its regulation is unknown.

    Args:
        tree: all provisions of the amending regulation.
        change: the instruction with its quotation.
        neighbours: pasal that the changes before and after are about, 0 where unknown: they prove a
            misread number between them.
    """
    clauses = tree.clauses(change.provision, change.context)
    if not clauses.orders:
        return []
    whole = {unit.id.rsplit("/", 1)[1] for unit in change.quoted if unit.kind is ProvisionKind.PASAL}
    drafts = [
        *_substitutions(clauses),
        *heading_drafts(change, clauses),
        *_renumberings(change, clauses, whole),
        *quoted_drafts(tree, change, clauses),
        *_deletions(clauses, neighbours, whole),
        *_outside_the_pasal(clauses),
    ]
    drafts += _without_wording(change, clauses, drafts)
    if not drafts:
        drafts = [Draft(AmendmentAction.OTHER, (), doubts=[_NOT_UNDERSTOOD])]
    if not change.target:
        return []
    _doubt_skipped(drafts)
    doubts = [
        *_of_instruction(change.provision.text),
        *_broken_promises(clauses, drafts),
        *tree.gap_after(change.provision),
    ]
    if change.disagrees:
        doubts.append(change.disagrees)
    for draft in drafts:
        draft.doubts += doubts
        if draft.text_id in tree.by_id:
            draft.doubts += _of_wording(tree.by_id[draft.text_id].full_text)
    return drafts


def _doubt_skipped(drafts: list[Draft]) -> None:
    """Between Pasal 4B and Pasal 4D a heading is lost, and its words stand under one of the two."""
    inserted = [draft for draft in drafts if draft.action is AmendmentAction.INSERT and len(draft.path) == 1]
    for low, high in pairwise(inserted):
        first, second = low.path[0], high.path[0]
        same = first[:-1] == second[:-1] and first[-1].isalpha() and second[-1].isalpha()
        if same and ord(second[-1]) - ord(first[-1]) > 1:
            for draft in (low, high):
                draft.doubts.append("Ada pasal sisipan di antaranya yang tidak ditemukan.")
        elif first[-1].isalpha() and second[-1] in "01" and second[:-1] == first[:-1]:
            high.doubts.append("Nomor pasal sisipan ini mungkin huruf yang salah terbaca.")


def _of_instruction(words: str) -> Iterator[str]:
    lead = _LEAD.search(words)
    if lead is not None and lead.start() > 0:
        yield "Perintah ini tercampur dengan kalimat pembuka perubahan."


def _of_wording(words: str) -> Iterator[str]:
    if _INSTRUCTION.search(words):
        yield "Kutipan ini memuat kata-kata perintah perubahan yang lain."
    if _TORN.search(words):
        yield "Kutipan ini memuat label yang terlepas dari kata-katanya."


def _substitutions(clauses: Clauses) -> Iterator[Draft]:
    for substitution in clauses.substitutions:
        places = substitution.places or (None,)
        for place in places:
            yield Draft(
                AmendmentAction.SUBSTITUTE, place.segments if place else (),
                old=substitution.old, new=substitution.new,
            )  # fmt: skip


def _deletions(clauses: Clauses, neighbours: tuple[int, int], whole: set[str]) -> Iterator[Draft]:
    for mention in clauses.deleted:
        if f"pasal-{mention.get('pasal')}" in whole and (mention.kind != "pasal" or not clauses.whole):
            continue
        doubts = []
        if mention.kind in ("bab", "bagian", "paragraf"):
            doubts.append("Pasal yang ikut terhapus di bawah judul ini tidak disebut satu per satu.")
        if not mention.exact and not _is_due(mention, neighbours):
            doubts.append("Nomor satuan yang dihapus tidak tercetak jelas.")
        if mention.kind in _PARTS and not mention.get("pasal"):
            doubts.append("Pasal tempat satuan yang dihapus tidak disebut.")
        yield Draft(AmendmentAction.DELETE, mention.segments, doubts=doubts)


def _is_due(mention: Mention, neighbours: tuple[int, int]) -> bool:
    """Whether a misread number is the only one that fits between those before and after."""
    number = mention.get("pasal")
    return number.isdigit() and neighbours[0] < int(number) < neighbours[1]


def _renumberings(change: OrderedChange, clauses: Clauses, whole: set[str]) -> Iterator[Draft]:
    """After "Pasal 14 lama dijadikan Pasal 13 baru" the words move, the number changes."""
    for old, new in clauses.renumbered:
        if new.segments[0] in whole:
            continue  # the new wording is quoted in full
        yield Draft(
            AmendmentAction.OTHER, new.segments,
            text_id=identifier(change.target, old.segments) if change.target else "",
            doubts=[f"Penomoran ulang: {_words(old)} lama menjadi {_words(new)} baru."],
        )  # fmt: skip


def _words(mention: Mention) -> str:
    names = {
        "pasal": "Pasal {}",
        "ayat": "ayat ({})",
        "huruf": "huruf {}",
        "angka": "angka {}",
        "bab": "BAB {}",
    }
    return " ".join(
        names.get(kind, kind + " {}").format(value.upper() if kind == "pasal" else value)
        for kind, value in mention.path
    )


def _outside_the_pasal(clauses: Clauses) -> Iterator[Draft]:
    """Changes whose new words stand in an attachment or in the elucidation."""
    for mention in clauses.attachments:
        yield Draft(
            AmendmentAction.OTHER, mention.segments,
            doubts=["Yang diubah adalah lampiran; isinya perlu dibandingkan langsung."],
        )  # fmt: skip
    for mention in clauses.explanations:
        yield Draft(
            AmendmentAction.OTHER, (f"penjelasan_{mention.segments[0]}", *mention.segments[1:]),
            doubts=["Yang diubah adalah penjelasannya; bunyi pasal tetap."],
        )  # fmt: skip


def _without_wording(change: OrderedChange, clauses: Clauses, drafts: list[Draft]) -> Iterator[Draft]:
    """What is to be changed or inserted although no wording for it was found."""
    if clauses.substitutions or clauses.explanations:
        return
    done = {draft.path for draft in drafts}
    worded = {draft.path for draft in drafts if draft.text_id and draft.action is not AmendmentAction.OTHER}
    covered = {path[0] for path in done if len(path) == 1}
    for mention in (*clauses.changed, *clauses.added):
        path = mention.segments
        if (
            not path
            or path in done
            or path[0] in covered
            or any(other[: len(path)] == path for other in done)
            or any(path[: len(other)] == other for other in worded)
        ):
            continue
        if mention.kind == "lampiran":
            continue
        done.add(path)
        action = AmendmentAction.INSERT if mention in clauses.added else AmendmentAction.REPLACE
        if mention.kind in ("bab", "bagian", "paragraf") and any(
            unit.kind is ProvisionKind.PASAL for unit in change.quoted
        ):
            continue
        yield Draft(action, path, doubts=[f"Bunyi baru {_words(mention)} tidak ditemukan."])


def _broken_promises(clauses: Clauses, drafts: list[Draft]) -> list[str]:
    """A doubt where the text promises another number of units than it inserts."""
    doubts = []
    for kind, count, named in clauses.promised:
        given = {
            draft.path
            for draft in drafts
            if draft.action is AmendmentAction.INSERT and draft.path and draft.path[-1].startswith(f"{kind}-")
        }
        if named != count:
            doubts.append(f"Disebut {count} {kind} disisipkan, tetapi yang dinamai {named}.")
        elif given and len(given) != sum(other for name, other, _ in clauses.promised if name == kind):
            doubts.append(f"Disebut {count} {kind} disisipkan, tetapi yang dikutip {len(given)}.")
    return doubts
