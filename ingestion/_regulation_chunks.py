"""A regulation cut along its own structure: ayat, pasal, or the items of a long one."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.citations import format_citation, label_of
from corpus.identifiers import split_provision_id, without_version
from corpus.models import HEADING_KINDS, PassageKind, PassageUnit, Provision, ProvisionKind, Regulation
from ingestion._packing import HARD_LIMIT, SPLIT_ABOVE, Span, packed_spans

_SKIPPED = frozenset({ProvisionKind.MENGINGAT, ProvisionKind.PENUTUP})
"""Formulas and signatures: they answer no question and only add noise."""

"""Titles: every passage below one carries it in its path already."""

_FREE_TEXT = frozenset({ProvisionKind.LAMPIRAN, ProvisionKind.PENJELASAN_UMUM})
_DEFINITIONS = re.compile(r"yang\s+dimaksud\s+dengan\s*:?\s*$", re.IGNORECASE)
_PLAIN_ENOUGH = re.compile(r"\s*cukup\s+jelas\b.{0,40}", re.IGNORECASE | re.DOTALL)
"""Scans leave a few stray marks behind it."""
_NUMBER_AND_YEAR = re.compile(r" Nomor (\S+) Tahun (\d{4})$")
_AMENDED = "Perubahan atas "
_WORD = re.compile(r"[^\W\d_]{4,}")
_FEWEST_WORDS = 3
_OWN_WORDS = 40
"""Shorter words above a unit's children are leads and leftovers, not content."""
_MAX_LEAD = 400
_MAX_PENJELASAN = 2_000


@dataclass(frozen=True, slots=True)
class _Piece:
    provision: Provision
    spans: list[Span]
    context: tuple[str, ...]


def chunk_regulation(
    source_id: str, regulation: Regulation, provisions: Sequence[Provision], *, digest: bool
) -> list[PassageUnit]:
    """See :func:`ingestion.chunking.chunk_regulation`."""
    tree = _Tree(provisions)
    name = short_name(regulation)
    pieces = (_Piece(p, _whole(p), ()) for p in tree.ordered) if digest else tree.pieces()
    units: list[PassageUnit] = []
    for piece in pieces:
        provision = piece.provision
        search_text = "\n".join((*tree.penjelasan(provision), *piece.context))
        for number, (start, end) in enumerate(piece.spans, 1):
            if _is_debris(provision, provision.full_text[start:end]):
                continue
            units.append(
                PassageUnit(
                    id=provision.id if number == 1 else f"{provision.id}/bagian-{number}",
                    source_id=source_id,
                    kind=PassageKind.DIGEST if digest else PassageKind.PROVISION,
                    path=(name, *tree.path(provision)),
                    text=provision.full_text[start:end],
                    search_text=search_text,
                    order=len(units),
                )
            )
    return units


def _is_debris(provision: Provision, text: str) -> bool:
    """An elucidation of which the scan left no words; a short rule is never taken for one."""
    return "penjelasan" in provision.id and len(_WORD.findall(text)) < _FEWEST_WORDS


def short_name(regulation: Regulation) -> str:
    """``"PP 94/2021 Disiplin Pegawai Negeri Sipil"``."""
    return f"{short_citation(regulation.id)} {regulation.title}".strip()


def short_citation(regulation_id: str) -> str:
    """``"PP 94/2021"``."""
    return _NUMBER_AND_YEAR.sub(r" \1/\2", format_citation(regulation_id))


class _Tree:
    """Provisions with their children, in reading order."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self.ordered = sorted(provisions, key=lambda provision: provision.order)
        self._by_id = {provision.id: provision for provision in self.ordered}
        self._children: dict[str, list[Provision]] = defaultdict(list)
        for provision in self.ordered:
            parent = provision.parent_id if provision.parent_id in self._by_id else ""
            self._children[parent].append(provision)

    def pieces(self) -> Iterator[_Piece]:
        """What becomes units, in reading order."""
        for provision in self._children[""]:
            yield from self._cut(provision, ())

    def path(self, provision: Provision) -> Iterator[str]:
        """Headings and labels above a provision and its own label, outermost first.

        The first unit that an amending regulation quotes says so: ``"Perubahan atas
        Undang-Undang Nomor 8 Tahun 1974: Pasal 7"``, since its "Pasal 7" is another's.
        """
        amended = next((words for words in provision.heading_path if words.startswith(_AMENDED)), "")
        yield from (words for words in provision.heading_path if words != amended)
        regulation, segments = split_provision_id(provision.id)
        identifier = regulation
        for segment in segments:
            identifier = f"{identifier}/{segment}"
            known = self._by_id.get(identifier)
            label = known.label if known else label_of(segment)
            if amended and known and amended in known.heading_path:
                label, amended = f"{amended}: {label}", ""
            yield label

    def penjelasan(self, provision: Provision) -> Iterator[str]:
        """Elucidations of a provision and of what its unit contains, those that say something."""
        room = _MAX_PENJELASAN
        waiting = [provision]
        cut = self._is_cut(provision)
        while waiting and room > 0:
            current = waiting.pop()
            if _tells(current.penjelasan):
                yield current.penjelasan[:room]
                room -= len(current.penjelasan)
            if not cut:
                waiting.extend(reversed(self._children[current.id]))

    def _cut(self, provision: Provision, context: tuple[str, ...]) -> Iterator[_Piece]:
        children = self._children[provision.id]
        if provision.kind in _SKIPPED:
            return
        if provision.kind is ProvisionKind.PEMBUKAAN or provision.kind in HEADING_KINDS:
            for child in children:
                yield from self._cut(child, ())
        elif provision.kind is ProvisionKind.TABEL:
            first_row = provision.full_text.split("\n", 1)[0]
            yield _Piece(provision, _rows(provision.full_text), (*context, first_row))
        elif not self._is_cut(provision):
            yield _Piece(provision, _whole(provision), context)
        else:
            lead, own = _own_words(provision)
            if own:
                yield _Piece(provision, own, context)
            told = provision.penjelasan[:_MAX_LEAD] if _tells(provision.penjelasan) else ""
            context = (*context, *filter(None, (lead[-_MAX_LEAD:], told)))
            for child in children:
                yield from self._cut(child, context)

    def _is_cut(self, provision: Provision) -> bool:
        """Whether the units are the children of ``provision`` rather than itself."""
        children = self._children[provision.id]
        if not children:
            return False
        return (
            len(provision.full_text) > SPLIT_ABOVE
            or self._holds_rules(provision)
            or bool(_DEFINITIONS.search(provision.text))
            or (
                provision.kind is ProvisionKind.PASAL
                and split_provision_id(without_version(provision.id))[1][-1] == "pasal-1"
            )
        )

    def _holds_rules(self, provision: Provision) -> bool:
        """Whether a pasal or an ayat stands under ``provision``."""
        return any(
            child.kind in (ProvisionKind.PASAL, ProvisionKind.AYAT) or self._holds_rules(child)
            for child in self._children[provision.id]
        )


def _tells(penjelasan: str) -> bool:
    """Whether an elucidation says more than that the text is clear enough."""
    return bool(penjelasan.strip()) and not _PLAIN_ENOUGH.fullmatch(penjelasan)


def _whole(provision: Provision) -> list[Span]:
    """Spans of the whole text: one, or sentence-aware pieces of a text without structure that is long."""
    text = provision.full_text
    limit = SPLIT_ABOVE if provision.kind in _FREE_TEXT else HARD_LIMIT
    if len(text) > limit:
        return packed_spans(text)
    return _trimmed(text)


def _own_words(provision: Provision) -> tuple[str, list[Span]]:
    """The words above and behind the children, and the spans of those that say something by themselves.

    Words that end in a colon only open the list below them. Other words of some length are a
    rule of their own (the first ayat of a scan whose marker was lost, the words that close a
    list), and must stay findable.
    """
    words = provision.text.strip()
    spans: list[Span] = []
    for start, end in _stretches(words, provision.full_text):
        stretch = provision.full_text[start:end]
        if len(stretch) < _OWN_WORDS or (stretch.endswith(":") and len(stretch) <= _MAX_LEAD):
            continue
        if len(stretch) > HARD_LIMIT:
            spans += ((start + low, start + high) for low, high in packed_spans(stretch))
        else:
            spans.append((start, end))
    return words, spans


def _stretches(words: str, full_text: str) -> Iterator[Span]:
    """Where the own words of a unit stand in its full text, which holds its children between them."""
    position = 0
    for line in full_text.split("\n"):
        if line and f"{words} ".startswith(f"{line} "):
            yield position, position + len(line)
            words = words[len(line) + 1 :]
        position += len(line) + 1


def _rows(text: str) -> list[Span]:
    """Spans of whole rows of a table, each up to the length at which other units are cut."""
    spans: list[Span] = []
    position = 0
    for row in text.split("\n"):
        end = position + len(row)
        if spans and end - spans[-1][0] <= SPLIT_ABOVE:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((position, end))
        position = end + 1
    return spans


def _trimmed(text: str) -> list[Span]:
    """The span of ``text`` without outer whitespace; none where nothing is left."""
    words = text.strip()
    start = len(text) - len(text.lstrip())
    return [(start, start + len(words))] if words else []
