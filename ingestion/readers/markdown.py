"""Markdown: ATX and setext headings, list items, pipe tables, fenced blocks; front matter gives the title.

Inline markup that only styles (``**``, backquotes, links) is taken off; words and numbers stay as
written, because list markers such as ``(2)`` or ``a.`` are what legal text is cited by.
"""

import re

from ingestion.document import Block, Document
from ingestion.readers.limits import ReadLimits
from ingestion.readers.plain import decode_or_refuse
from ingestion.readers.tables import split_pipes, table_block

MEDIA_TYPE = "text/markdown"

_ATX = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_SETEXT = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r"^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
_BULLET = re.compile(r"^\s*[-*+][ \t]+(.*)$")
_NUMBERED = re.compile(r"^\s*(?:\d{1,3}[.)]|\(\d{1,3}\)|[a-z][.)])[ \t]+\S")
_DIVIDER = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE | re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(\*{1,3}|(?<!\w)_{1,3}|`+|~~)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def read_markdown(data: bytes, name: str, limits: ReadLimits) -> Document:
    """Read Markdown; the title is the front matter's or the first heading.

    Raises:
        UnreadableDocument: the bytes are binary.
    """
    del limits  # the size was checked before the bytes were read
    text, warnings = decode_or_refuse(data, name)
    title = ""
    front = _FRONT_MATTER.match(text)
    if front:
        found = _TITLE.search(front[1])
        title = found[1] if found else ""
        text = text[front.end() :]
    blocks = tuple(_blocks(text.split("\n")))
    if not title:
        title = next((block.text for block in blocks if block.kind == "heading"), "")
    return Document(name=name, media_type=MEDIA_TYPE, blocks=blocks, title=title, warnings=warnings)


def _blocks(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    run: list[str] = []
    kind: str = "paragraph"

    def flush() -> None:
        nonlocal kind
        if run:
            text = "\n".join(plain_inline(line) for line in run)
            blocks.append(Block("list_item" if kind == "list_item" else "paragraph", text))
            run.clear()
        kind = "paragraph"

    index = 0
    while index < len(lines):
        line = lines[index].rstrip()
        following = lines[index + 1] if index + 1 < len(lines) else ""
        fence = _FENCE.match(line)
        atx = _ATX.match(line)
        setext = _SETEXT.match(line)
        if fence:
            flush()
            end = _fence_end(lines, index + 1, fence[1])
            body = "\n".join(lines[index + 1 : end]).strip("\n")
            if body.strip():
                blocks.append(Block("paragraph", body))
            index = end
        elif atx:
            flush()
            if atx[2]:
                blocks.append(Block("heading", plain_inline(atx[2]), level=len(atx[1])))
        elif setext and len(run) == 1 and kind == "paragraph":
            blocks.append(Block("heading", plain_inline(run[0]), level=1 if line.strip()[0] == "=" else 2))
            run.clear()
        elif _RULE.match(line) or not line.strip():
            flush()
        elif "|" in line and "|" in following and _DIVIDER.match(following):
            flush()
            end = index + 2
            while end < len(lines) and "|" in lines[end]:
                end += 1
            header = [plain_inline(cell) for cell in split_pipes(line)]
            rows = [[plain_inline(cell) for cell in split_pipes(row)] for row in lines[index + 2 : end]]
            blocks.append(table_block(rows, header=header))
            index = end - 1
        else:
            bullet = _BULLET.match(line)
            if bullet or _NUMBERED.match(line):
                flush()
                kind = "list_item"
            run.append(bullet[1] if bullet else line.strip())
        index += 1
    flush()
    return blocks


def _fence_end(lines: list[str], start: int, fence: str) -> int:
    for index in range(start, len(lines)):
        if lines[index].strip().startswith(fence[:3]) and not lines[index].strip().strip(fence[0]):
            return index
    return len(lines)


def plain_inline(text: str) -> str:
    """Take off emphasis, code marks, link targets, backslash escapes and leading quote marks."""
    text = re.sub(r"^\s*(?:>\s?)+", "", text.strip())
    text = _LINK.sub(r"\1", text)
    previous = ""
    while previous != text:
        previous, text = text, _EMPHASIS.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", text).strip()
