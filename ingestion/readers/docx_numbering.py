"""Automatic numbers of a Word document: what Word draws before a paragraph but does not store in it."""

import re
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from ingestion.readers.numbering import number_text

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    style: str
    pattern: str
    start: int
    restart: int  # the level count from the top whose number resets this one; -1 for the usual


class WordNumbering:
    """Counts list paragraphs in reading order."""

    def __init__(self, document: WordDocument) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[str] = set()
        self._overrides: dict[str, dict[int, int]] = {}
        self._by_style: dict[str, tuple[str, int]] = {}
        root = _numbering_root(document)
        if root is not None:
            self._load(root)
        self._load_styles(document)

    def marker(self, paragraph: etree._Element, style_id: str) -> str | None:
        """Count ``paragraph``; its marker (``"a."``, ``"(2)"``, empty for a bullet), None for no list."""
        found = self._reference(paragraph, style_id)
        if found is None:
            return None
        num_id, depth = found
        levels = self._levels.get(num_id)
        if num_id == "0" or not levels or depth not in levels:
            return None
        counts = self._counts.setdefault(self._abstract_of[num_id], [None] * _LEVELS)
        if num_id not in self._started:
            self._started.add(num_id)
            for level, start in self._overrides.get(num_id, {}).items():
                counts[level] = start - 1
        current = counts[depth]
        counts[depth] = levels[depth].start if current is None else current + 1
        for deeper in range(depth + 1, _LEVELS):
            restart = levels[deeper].restart if deeper in levels else -1
            if restart < 0 or depth < restart:
                counts[deeper] = None
        return self._text(levels, counts, depth)

    @staticmethod
    def _text(levels: dict[int, _Level], counts: list[int | None], depth: int) -> str:
        if levels[depth].style in {"bullet", "none"}:
            return ""

        def figure(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            level = levels.get(index)
            if level is None:
                return ""
            count = counts[index]
            return number_text(level.start if count is None else count, level.style)

        return _PLACEHOLDER.sub(figure, levels[depth].pattern).strip()

    def _reference(self, paragraph: etree._Element, style_id: str) -> tuple[str, int] | None:
        properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        inherited = self._by_style.get(style_id)
        if properties is None:
            return inherited
        num_id = _value(properties, "w:numId") or (inherited[0] if inherited else "")
        depth = _value(properties, "w:ilvl")
        if not num_id:
            return None
        if depth.isdigit():
            return num_id, min(int(depth), _LEVELS - 1)
        return num_id, inherited[1] if inherited else 0

    def _load(self, root: etree._Element) -> None:
        abstract: dict[str, dict[int, _Level]] = {}
        for element in root.iterchildren(qn("w:abstractNum")):
            abstract[element.get(qn("w:abstractNumId")) or ""] = _levels(element)
        for element in root.iterchildren(qn("w:num")):
            num_id = element.get(qn("w:numId")) or ""
            abstract_id = _value(element, "w:abstractNumId")
            self._abstract_of[num_id] = abstract_id
            levels = dict(abstract.get(abstract_id, {}))
            starts: dict[int, int] = {}
            for override in element.iterchildren(qn("w:lvlOverride")):
                depth = _integer(override.get(qn("w:ilvl")), 0)
                start = override.find(qn("w:startOverride"))
                if start is not None:
                    starts[depth] = _integer(start.get(qn("w:val")), 1)
                levels.update(_levels(override))
            self._levels[num_id] = levels
            self._overrides[num_id] = {
                depth: start for depth, start in starts.items() if 0 <= depth < _LEVELS
            }

    def _load_styles(self, document: WordDocument) -> None:
        own: dict[str, tuple[str, int]] = {}
        based_on: dict[str, str] = {}
        for style in document.styles.element.iterchildren(qn("w:style")):
            style_id = style.get(qn("w:styleId")) or ""
            based_on[style_id] = _value(style, "w:basedOn")
            properties = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if properties is not None and _value(properties, "w:numId"):
                own[style_id] = (_value(properties, "w:numId"), _integer(_value(properties, "w:ilvl"), 0))
        for style_id in based_on:
            seen: set[str] = set()
            current = style_id
            while current and current not in own and current not in seen:
                seen.add(current)
                current = based_on.get(current, "")
            if current in own:
                self._by_style[style_id] = own[current]


def _numbering_root(document: WordDocument) -> etree._Element | None:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            root = getattr(relation.target_part, "element", None)
            return root if isinstance(root, etree._Element) else None
    return None


def _levels(parent: etree._Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for element in parent.iterchildren(qn("w:lvl")):
        depth = _integer(element.get(qn("w:ilvl")), 0)
        if 0 <= depth < _LEVELS:
            levels[depth] = _Level(
                style=_value(element, "w:numFmt") or "decimal",
                pattern=_value(element, "w:lvlText"),
                start=_integer(_value(element, "w:start"), 1),
                restart=_integer(_value(element, "w:lvlRestart"), -1),
            )
    return levels


def _value(parent: etree._Element, tag: str) -> str:
    child = parent.find(qn(tag))
    return "" if child is None else child.get(qn("w:val")) or ""


def _integer(text: str | None, otherwise: int) -> int:
    digits = (text or "").strip()
    return int(digits) if re.fullmatch(r"-?\d{1,9}", digits) else otherwise
