"""Operations whose new wording stands below the instruction."""

import re
from collections.abc import Iterator

from corpus.amendments import AmendmentAction
from corpus.models import HEADING_KINDS, Provision, ProvisionKind
from ingestion.regulation.amending.clauses import Clauses
from ingestion.regulation.amending.draft import Draft
from ingestion.regulation.amending.mentions import Mention
from ingestion.regulation.amending.ordered_changes import OrderedChange
from ingestion.regulation.amending.provision_tree import ProvisionTree

_PARTS = (ProvisionKind.AYAT, ProvisionKind.HURUF, ProvisionKind.ANGKA)
_BEGINS_LATER = re.compile(
    r"\W{0,3}(?:\((?![1lI]\W)\d{1,2}[a-z]?\)|(?![1lI][.)])\d{1,3}[.)]\s|[b-z][.)]\s|\d{1,2}\s-\s)"
)
_DELETED = re.compile(r"\W*[Dd]\s?ihapus(?:kan)?\W*")


def quoted_drafts(tree: ProvisionTree, change: OrderedChange, clauses: Clauses) -> Iterator[Draft]:
    """Operations on pasal and their parts; what stands under an inserted heading is inserted with it."""
    new_heading: int | None = None
    before: tuple[str, ...] = ()
    for unit in change.quoted:
        segment = unit.id.rsplit("/", 1)[1].split("~")[0]
        if unit.kind in HEADING_KINDS:
            rank = HEADING_KINDS.index(unit.kind)
            if new_heading is None or rank <= new_heading:
                new_heading, before = (rank, ()) if _is_new_heading(segment, clauses) else (None, ())
        elif unit.kind is ProvisionKind.PASAL and new_heading is not None:
            yield Draft(AmendmentAction.INSERT, (segment,), before, unit.id)
            before = (segment,)
        elif unit.kind is ProvisionKind.PASAL:
            yield from _quoted_pasal(tree, unit, segment, clauses)
        elif unit.kind is ProvisionKind.PENJELASAN_UMUM:
            yield Draft(AmendmentAction.REPLACE, (segment,), text_id=unit.id)
        elif unit.kind in (ProvisionKind.AYAT, ProvisionKind.HURUF, ProvisionKind.ANGKA):
            yield _quoted_part(unit, segment, clauses)


def _is_new_heading(segment: str, clauses: Clauses) -> bool:
    """Whether a quoted heading is inserted: by its name, or as what "menambah BAB baru" must mean."""
    kind, value = segment.split("-", 1)
    if any(mention.path[-1] == (kind, value) for mention in clauses.added):
        return True
    named = any(mention.path[-1] == (kind, value) for mention in clauses.mentions)
    return clauses.inserts and not clauses.changed and not clauses.added and not named


def _quoted_pasal(tree: ProvisionTree, unit: Provision, segment: str, clauses: Clauses) -> Iterator[Draft]:
    number = segment.removeprefix("pasal-")
    inserted = clauses.inserted(("pasal", number))
    if inserted is not None:
        yield Draft(AmendmentAction.INSERT, (segment,), unit_before(clauses, inserted), unit.id)
        return
    if not number.isdigit() and tree.splits(unit):
        yield Draft(AmendmentAction.INSERT, (segment,), (f"pasal-{number[:-1]}",), unit.id)
        return
    if _DELETED.fullmatch(unit.full_text):
        yield Draft(AmendmentAction.DELETE, (segment,))
        return
    parts = tree.children(unit)
    if _only_some(unit, parts, number, clauses):
        for part in parts:
            kind, value = _segment(part).split("-", 1)
            mention = clauses.inserted(("pasal", number), (kind, value))
            action = AmendmentAction.INSERT if mention is not None else AmendmentAction.REPLACE
            after = unit_before(clauses, mention) if mention is not None else ()
            yield Draft(action, (segment, _segment(part)), after, part.id)
        return
    doubts = []
    if _BEGINS_LATER.match(unit.full_text):
        doubts.append(f"Kutipan Pasal {number.upper()} tidak dimulai dari awal pasal itu.")
    if clauses.pasal and number not in clauses.pasal and not clauses.names_heading:
        doubts.append(f"Pasal {number.upper()} dikutip, tetapi perintahnya tidak menyebutnya.")
    elif clauses.inserts and number not in clauses.touched:
        doubts.append(f"Pasal {number.upper()} dikutip, tetapi perintahnya menyisipkan satuan lain.")
    yield Draft(AmendmentAction.REPLACE, (segment,), text_id=unit.id, doubts=doubts)


def _only_some(unit: Provision, parts: list[Provision], number: str, clauses: Clauses) -> bool:
    """Whether the heading of a pasal is quoted with just the ayat, huruf or angka that are changed."""
    if not parts or unit.text or clauses.whole or parts[0].kind not in _PARTS:
        return False
    kind = parts[0].kind.value
    named = {f"{kind}-{m.get(kind)}" for m in clauses.mentions if m.get("pasal") == number and m.kind == kind}
    return bool(named) and {_segment(part) for part in parts} <= named


def _segment(unit: Provision) -> str:
    return unit.id.rsplit("/", 1)[1].split("~")[0]


def _quoted_part(unit: Provision, segment: str, clauses: Clauses) -> Draft:
    """An ayat, huruf or angka that is quoted without its pasal."""
    kind, value = segment.split("-", 1)
    for mention in clauses.mentions:
        if mention.kind == kind and mention.path[-1][1] == value and mention.get("pasal"):
            inserted = clauses.inserted(*mention.path)
            action = AmendmentAction.REPLACE if inserted is None else AmendmentAction.INSERT
            after = unit_before(clauses, inserted) if inserted is not None else ()
            return Draft(action, mention.segments, after, unit.id)
    pasal = clauses.pasal
    path = (f"pasal-{next(iter(pasal))}", segment) if len(pasal) == 1 else ()
    return Draft(
        AmendmentAction.OTHER, path, text_id=unit.id,
        doubts=[f"{unit.label} dikutip, tetapi perintahnya tidak menyebut letaknya dengan pasti."],
    )  # fmt: skip


def heading_drafts(change: OrderedChange, clauses: Clauses) -> Iterator[Draft]:
    """Operations on bab, bagian and paragraf whose new headings are quoted."""
    for unit in change.quoted:
        if unit.kind not in HEADING_KINDS:
            continue
        segment = unit.id.rsplit("/", 1)[1].split("~")[0]
        kind, value = segment.split("-", 1)
        mention = next((m for m in clauses.mentions if m.path[-1] == (kind, value)), None)
        if mention is None:
            if _is_new_heading(segment, clauses):
                yield Draft(AmendmentAction.INSERT, (segment,), text_id=unit.id)
            continue  # otherwise it only shows where a quoted pasal stands
        inserted = clauses.inserted(*mention.path)
        if inserted is not None:
            yield Draft(AmendmentAction.INSERT, inserted.segments, unit_before(clauses, inserted), unit.id)
        else:
            yield Draft(AmendmentAction.REPLACE, mention.segments, text_id=unit.id)


def unit_before(clauses: Clauses, inserted: Mention) -> tuple[str, ...]:
    """The unit that an inserted one follows: the one before it in the list, else as the text says."""
    before = clauses.before(inserted)
    return before.segments if before is not None else ()
