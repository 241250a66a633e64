"""From instructions and the wording they quote to amendment operations."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from corpus.amendments import Amendment, AmendmentAction
from corpus.identifiers import provision_id
from corpus.models import Provision, ProvisionKind, Regulation
from ingestion.regulation.amending.clauses import Clauses, clauses_of
from ingestion.regulation.amending.mentions import Mention
from ingestion.regulation.dates import first_date
from ingestion.regulation.references import references_in

_HEADINGS = (ProvisionKind.BUKU, ProvisionKind.BAB, ProvisionKind.BAGIAN, ProvisionKind.PARAGRAF)
_DELETED = re.compile(r"\W*[Dd]\s?ihapus(?:kan)?\W*")
_COMMENCES = re.compile(
    r"sebagaimana\s+dimaksud\s+(?:dalam|pada)?\s*(?P<which>angka[^.]{1,60}?)\s+(?:mulai\s+)?berlaku(?P<when>[^.]{0,80})"
)
_ANGKA = re.compile(r"angka\s+(\d{1,3})")
_INSTRUCTION = re.compile(
    r"\b(?:diubah|disisipkan|dihapus)\b[^.;]{0,80}\bberbunyi\b|\bs[ec]hingga\s+(?:[Pp]asal\s+\w{1,5}\s+)?berbunyi\b"
    r"|\bdiubah,?\s+s[ec]hingga\b"
)
_SPLITS = re.compile(r"\bdipecah\b|\bmenjadi\s+2\s+\(dua\)\s+pasal")
# "sebagaimana telah diubah dengan …" names what changed it before, not what is changed now.
_AMENDER = re.compile(r"\bdiubah\b[^.;]{0,60}\bdengan\s*$")
_AMENDS = re.compile(r"^\W*(?:Perubahan|Pengubahan|Mengubah)\b", re.IGNORECASE)
_LAST_ANGKA = re.compile(r"/angka-(\d{1,3})(?:~\d+)?$")
_QUOTE_MARKS = re.compile(r"[\s:]*[\"“”'’]+[\s.;]*$")
_LONGEST_EVIDENCE = 2000
_LONGEST_INSTRUCTION = 6000
_NO_TARGET = "Peraturan yang diubah tidak disebut dengan nomor dan tahun."
_NOT_UNDERSTOOD = "Perintah perubahan ini tidak terbaca sebagai perubahan pada satuan tertentu."


@dataclass(slots=True)
class _Draft:
    """An operation before it knows the amended regulation's and its own identifiers."""

    action: AmendmentAction
    path: tuple[str, ...]
    after: tuple[str, ...] = ()
    text_id: str = ""
    old: str = ""
    new: str = ""
    doubts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Change:
    """An instruction with what it quotes and what stands above it."""

    provision: Provision
    quoted: tuple[Provision, ...]
    target: str
    context: tuple[tuple[str, str], ...]
    disagrees: str


def amendments_of(
    regulation: Regulation, provisions: Sequence[Provision], changes: Sequence[str]
) -> tuple[Amendment, ...]:
    """Every change that a regulation orders, in reading order.

    Args:
        regulation: the amending regulation; its title names the amended one where no pasal does.
        provisions: all of its provisions.
        changes: identifiers of those whose own words order a change, as the parser marked them.
    """
    tree = _Tree(provisions, frozenset(changes))
    found: list[Amendment] = []
    ordered = list(_changes(regulation, tree, changes))
    for index, change in enumerate(ordered):
        since = tree.commencement(change.provision) or regulation.effective
        evidence = _QUOTE_MARKS.sub("", change.provision.text)[:_LONGEST_EVIDENCE]
        for draft in _drafts(tree, change, _neighbours(tree, ordered, index)):
            found.append(
                Amendment(
                    regulation_id=regulation.id,
                    order=len(found),
                    instruction_id=change.provision.id,
                    action=draft.action,
                    target_id=_identifier(change.target, draft.path),
                    after_id=_identifier(change.target, draft.after) if draft.after else "",
                    text_id=draft.text_id,
                    old_words=draft.old,
                    new_words=draft.new,
                    evidence=evidence,
                    since=since,
                    doubt=" ".join(dict.fromkeys(draft.doubts)),
                )
            )
    return tuple(_without_conflicts(found))


def _identifier(target: str, path: tuple[str, ...]) -> str:
    return provision_id(target, *path) if path else target


class _Tree:
    """Provisions by identifier and parent."""

    def __init__(self, provisions: Sequence[Provision], changes: frozenset[str]) -> None:
        self.by_id = {provision.id: provision for provision in provisions}
        self.changes = changes
        self._days: dict[str, dict[str, date | None]] = {}
        self._numbers: dict[str, frozenset[int]] = {}
        self._clauses: dict[tuple[str, tuple[tuple[str, str], ...]], Clauses] = {}
        self._children: dict[str, list[Provision]] = {}
        for provision in provisions:
            self._children.setdefault(provision.parent_id, []).append(provision)

    def clauses(self, provision: Provision, context: tuple[tuple[str, str], ...] = ()) -> Clauses:
        """What the own words of a provision order, read once."""
        key = (provision.id, context)
        if key not in self._clauses:
            self._clauses[key] = clauses_of(provision.text[:_LONGEST_INSTRUCTION], context)
        return self._clauses[key]

    def children(self, provision: Provision) -> list[Provision]:
        return self._children.get(provision.id, [])

    def considered(self) -> set[str]:
        """Regulations that the considerations name: they tell which one a misprinted title means."""
        return {
            reference.id
            for provision in self.by_id.values()
            if "/menimbang" in provision.id
            for reference in references_in(provision.text)
        }

    def commencement(self, change: Provision) -> date | None:
        """The day that a sibling sets: "Ketentuan sebagaimana dimaksud pada angka 1 berlaku sejak …"."""
        if change.parent_id not in self._days:
            self._days[change.parent_id] = dict(self._set_days(change.parent_id))
        number = change.id.rsplit("/", 1)[1].removeprefix("angka-")
        return self._days[change.parent_id].get(number)

    def _set_days(self, parent_id: str) -> Iterator[tuple[str, date | None]]:
        for sibling in self._children.get(parent_id, []):
            match = _COMMENCES.search(sibling.text)
            if match:
                for number in _ANGKA.findall(match.group("which")):
                    yield number, first_date(match.group("when"))

    def splits(self, unit: Provision) -> bool:
        """Whether an instruction above says that a pasal is divided ("dipecah menjadi 2 pasal")."""
        current = self.by_id.get(unit.parent_id)
        while current is not None:
            if current.id in self.changes and _SPLITS.search(current.text):
                return True
            current = self.by_id.get(current.parent_id)
        return False

    def _numbers_below(self, parent_id: str) -> frozenset[int]:
        if parent_id not in self._numbers:
            matches = (_LAST_ANGKA.search(child.id) for child in self._children.get(parent_id, []))
            self._numbers[parent_id] = frozenset(int(match.group(1)) for match in matches if match)
        return self._numbers[parent_id]

    def gap_after(self, change: Provision) -> list[str]:
        """A doubt where the next number is missing: its words may stand in this quotation."""
        numbers = self._numbers_below(change.parent_id)
        own = _LAST_ANGKA.search(change.id)
        if own is None or self.by_id[change.parent_id].kind is not ProvisionKind.PASAL:
            return []
        due = int(own.group(1)) + 1
        if due in numbers or due > max(numbers, default=0):
            return []
        return [f"Angka {due} tidak ditemukan; kata-katanya mungkin ikut terbaca di sini."]


def _changes(regulation: Regulation, tree: _Tree, changes: Sequence[str]) -> Iterator[_Change]:
    titled = references_in(regulation.title)
    fallback = titled[0].id if titled and titled[0].id != regulation.id else ""
    considered = tree.considered()
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
        yield _Change(provision, tuple(children), target, context, disagrees)


def _surroundings(
    regulation: Regulation, tree: _Tree, change: Provision, fallback: str
) -> tuple[str, tuple[tuple[str, str], ...], set[str]]:
    """The amended regulation, the one pasal that the instructions above are about, and every
    regulation named on the way: a title may name the last amendment where the pasal names the law.
    """
    context: tuple[tuple[str, str], ...] = ()
    current: Provision | None = change
    target = ""
    also: set[str] = set()
    while current is not None:
        if current is not change and not context:
            pasal = {m.get("pasal") for m in tree.clauses(current).mentions} - {""}
            context = (("pasal", next(iter(pasal))),) if len(pasal) == 1 else ()
        also.update(reference.id for reference in references_in(current.text))
        references = [
            reference
            for reference in references_in(current.text)
            if reference.id != regulation.id and not _AMENDER.search(current.text, 0, reference.start)
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


def _neighbours(tree: _Tree, ordered: list[_Change], index: int) -> tuple[int, int]:
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


def _drafts(tree: _Tree, change: _Change, neighbours: tuple[int, int]) -> list[_Draft]:
    clauses = tree.clauses(change.provision, change.context)
    if not clauses.orders:
        return []
    whole = {unit.id.rsplit("/", 1)[1] for unit in change.quoted if unit.kind is ProvisionKind.PASAL}
    drafts = [
        *_substitutions(clauses),
        *_headings(change, clauses),
        *_renumbered(change, clauses, whole),
        *_quoted(tree, change, clauses),
        *_deletions(clauses, neighbours, whole),
        *_elsewhere(clauses),
    ]
    drafts += _unquoted(change, clauses, drafts)
    if not drafts:
        drafts = [_Draft(AmendmentAction.OTHER, (), doubts=[_NOT_UNDERSTOOD])]
    if not change.target:
        return []
    doubts = [*_counts(clauses, drafts), *tree.gap_after(change.provision)]
    if change.disagrees:
        doubts.append(change.disagrees)
    for draft in drafts:
        draft.doubts += doubts
        if draft.text_id in tree.by_id and _INSTRUCTION.search(tree.by_id[draft.text_id].full_text):
            draft.doubts.append("Kutipan ini memuat kata-kata perintah perubahan yang lain.")
    return drafts


def _quoted(tree: _Tree, change: _Change, clauses: Clauses) -> Iterator[_Draft]:
    """Operations whose new wording stands below the instruction."""
    new_chapter: tuple[str, ...] | None = None
    for unit in change.quoted:
        segment = unit.id.rsplit("/", 1)[1].split("~")[0]
        if unit.kind in _HEADINGS:
            kind, value = segment.split("-", 1)
            if kind == "bab":
                new_chapter = () if clauses.inserted((kind, value)) is not None else None
        elif unit.kind is ProvisionKind.PASAL and new_chapter is not None:
            yield _Draft(AmendmentAction.INSERT, (segment,), new_chapter, unit.id)
            new_chapter = (segment,)
        elif unit.kind is ProvisionKind.PASAL:
            yield from _quoted_pasal(tree, unit, segment, clauses)
        elif unit.kind is ProvisionKind.PENJELASAN_UMUM:
            yield _Draft(AmendmentAction.REPLACE, (segment,), text_id=unit.id)
        elif unit.kind in (ProvisionKind.AYAT, ProvisionKind.HURUF, ProvisionKind.ANGKA):
            yield _quoted_part(unit, segment, clauses)


def _quoted_pasal(tree: _Tree, unit: Provision, segment: str, clauses: Clauses) -> Iterator[_Draft]:
    number = segment.removeprefix("pasal-")
    inserted = clauses.inserted(("pasal", number))
    if inserted is not None:
        yield _Draft(AmendmentAction.INSERT, (segment,), _after(clauses, inserted), unit.id)
        return
    if not number.isdigit() and tree.splits(unit):
        yield _Draft(AmendmentAction.INSERT, (segment,), (f"pasal-{number[:-1]}",), unit.id)
        return
    if _DELETED.fullmatch(unit.full_text):
        yield _Draft(AmendmentAction.DELETE, (segment,))
        return
    parts = tree.children(unit)
    ayat = [part for part in parts if part.kind is ProvisionKind.AYAT]
    named = {m.get("ayat") for m in clauses.mentions if m.get("pasal") == number and m.kind == "ayat"}
    given = [part.id.rsplit("/", 1)[1].split("~")[0].removeprefix("ayat-") for part in ayat]
    if (
        ayat
        and not clauses.whole
        and named
        and set(given) <= named
        and len(ayat) == len(parts)
        and not unit.text
    ):
        for part, value in zip(ayat, given, strict=True):
            kind = clauses.inserted(("pasal", number), ("ayat", value))
            action = AmendmentAction.INSERT if kind is not None else AmendmentAction.REPLACE
            after = _after(clauses, kind) if kind is not None else ()
            yield _Draft(action, (segment, f"ayat-{value}"), after, part.id)
        return
    doubts = []
    if given and given[0] != "1":
        doubts.append(f"Kutipan Pasal {number.upper()} tidak dimulai dari ayat (1).")
    if clauses.pasal and number not in clauses.pasal and not clauses.names_heading:
        doubts.append(f"Pasal {number.upper()} dikutip, tetapi perintahnya tidak menyebutnya.")
    yield _Draft(AmendmentAction.REPLACE, (segment,), text_id=unit.id, doubts=doubts)


def _quoted_part(unit: Provision, segment: str, clauses: Clauses) -> _Draft:
    """An ayat, huruf or angka that is quoted without its pasal."""
    kind, value = segment.split("-", 1)
    for mention in clauses.mentions:
        if mention.kind == kind and mention.path[-1][1] == value and mention.get("pasal"):
            inserted = clauses.inserted(*mention.path)
            action = AmendmentAction.REPLACE if inserted is None else AmendmentAction.INSERT
            after = _after(clauses, inserted) if inserted is not None else ()
            return _Draft(action, mention.segments, after, unit.id)
    pasal = clauses.pasal
    path = (f"pasal-{next(iter(pasal))}", segment) if len(pasal) == 1 else ()
    return _Draft(
        AmendmentAction.OTHER, path, text_id=unit.id,
        doubts=[f"{unit.label} dikutip, tetapi perintahnya tidak menyebut letaknya dengan pasti."],
    )  # fmt: skip


def _after(clauses: Clauses, inserted: Mention) -> tuple[str, ...]:
    """The unit that an inserted one follows: the one before it in the list, else as the text says."""
    before = clauses.before(inserted)
    return before.segments if before is not None else ()


def _headings(change: _Change, clauses: Clauses) -> Iterator[_Draft]:
    for unit in change.quoted:
        if unit.kind not in _HEADINGS:
            continue
        segment = unit.id.rsplit("/", 1)[1].split("~")[0]
        kind, value = segment.split("-", 1)
        mention = next((m for m in clauses.mentions if m.path[-1] == (kind, value)), None)
        if mention is None:
            continue  # it only shows where a quoted pasal stands
        inserted = clauses.inserted(*mention.path)
        if inserted is not None:
            yield _Draft(AmendmentAction.INSERT, inserted.segments, _after(clauses, inserted), unit.id)
        else:
            yield _Draft(AmendmentAction.REPLACE, mention.segments, text_id=unit.id)


def _deletions(clauses: Clauses, neighbours: tuple[int, int], whole: set[str]) -> Iterator[_Draft]:
    for mention in clauses.deleted:
        if f"pasal-{mention.get('pasal')}" in whole and (mention.kind != "pasal" or not clauses.whole):
            continue
        doubts = []
        if mention.kind in ("bab", "bagian", "paragraf"):
            doubts.append("Pasal yang ikut terhapus di bawah judul ini tidak disebut satu per satu.")
        if not mention.exact and not _is_due(mention, neighbours):
            doubts.append("Nomor satuan yang dihapus tidak tercetak jelas.")
        if mention.kind in RANKS_BELOW and not mention.get("pasal"):
            doubts.append("Pasal tempat satuan yang dihapus tidak disebut.")
        yield _Draft(AmendmentAction.DELETE, mention.segments, doubts=doubts)


RANKS_BELOW = ("ayat", "huruf", "angka")


def _is_due(mention: Mention, neighbours: tuple[int, int]) -> bool:
    """Whether a misread number is the only one that fits between those before and after."""
    number = mention.get("pasal")
    return number.isdigit() and neighbours[0] < int(number) < neighbours[1]


def _renumbered(change: _Change, clauses: Clauses, whole: set[str]) -> Iterator[_Draft]:
    """After "Pasal 14 lama dijadikan Pasal 13 baru" the words move, the number changes."""
    for old, new in clauses.renumbered:
        if new.segments[0] in whole:
            continue  # the new wording is quoted in full
        yield _Draft(
            AmendmentAction.OTHER, new.segments,
            text_id=_identifier(change.target, old.segments) if change.target else "",
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


def _substitutions(clauses: Clauses) -> Iterator[_Draft]:
    for substitution in clauses.substitutions:
        places = substitution.places or (None,)
        for place in places:
            yield _Draft(
                AmendmentAction.SUBSTITUTE, place.segments if place else (),
                old=substitution.old, new=substitution.new,
            )  # fmt: skip


def _elsewhere(clauses: Clauses) -> Iterator[_Draft]:
    """Changes whose new words stand in an attachment or in the elucidation."""
    for mention in clauses.attachments:
        yield _Draft(
            AmendmentAction.OTHER, mention.segments,
            doubts=["Yang diubah adalah lampiran; isinya perlu dibandingkan langsung."],
        )  # fmt: skip
    for mention in clauses.explanations:
        yield _Draft(
            AmendmentAction.OTHER, (f"penjelasan_{mention.segments[0]}", *mention.segments[1:]),
            doubts=["Yang diubah adalah penjelasannya; bunyi pasal tetap."],
        )  # fmt: skip


def _unquoted(change: _Change, clauses: Clauses, drafts: list[_Draft]) -> Iterator[_Draft]:
    """What is to be changed or inserted although no wording for it was found."""
    if clauses.substitutions or clauses.explanations:
        return
    done = {draft.path for draft in drafts}
    covered = {path[0] for path in done if len(path) == 1}
    for mention in (*clauses.changed, *clauses.added):
        path = mention.segments
        if (
            not path
            or path in done
            or path[0] in covered
            or any(other[: len(path)] == path for other in done)
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
        yield _Draft(action, path, doubts=[f"Bunyi baru {_words(mention)} tidak ditemukan."])


def _counts(clauses: Clauses, drafts: list[_Draft]) -> list[str]:
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


def _without_conflicts(found: list[Amendment]) -> Iterator[Amendment]:
    """Two whole wordings for one unit on one day contradict each other."""
    seen: dict[tuple[str, date | None], str] = {}
    for amendment in found:
        key = (amendment.target_id, amendment.since)
        wording = amendment.action in (AmendmentAction.REPLACE, AmendmentAction.INSERT)
        if wording and amendment.target_id.count("/") and key in seen and not amendment.doubt:
            yield replace_doubt(amendment, f"Satuan ini juga diubah oleh {seen[key]}.")
            continue
        if wording:
            seen.setdefault(key, amendment.instruction_id)
        yield amendment


def replace_doubt(amendment: Amendment, doubt: str) -> Amendment:
    """The amendment with a doubt."""
    return amendment.model_copy(update={"doubt": doubt})
