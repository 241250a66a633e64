"""What a model wrote of a window, read without trusting any of it."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.guard.injection import detect
from assistant.guard.output import LeakKind, leaks
from assistant.guard.personal_data import PLACEHOLDER
from assistant.llm.structured import items, objects

FIELD = "butir"
MOST_ITEMS = 40
MOST_SOURCES = 12
LONGEST = 600
"""Characters of a line; what is longer is no line of a notula."""
_INLINE = re.compile(r"\s*[\[(]\s*u\d+(?:\s*[,;–-]\s*u?\d+)*\s*[\])]")
_NOTHING = frozenset({"", "-", "null", "none", "tidak disebutkan", "tidak ada", "belum ditentukan"})
_REFUSED = frozenset({LeakKind.PROMPT, LeakKind.MARKUP, LeakKind.PLACEHOLDER, LeakKind.CONTACT})


class Kind(StrEnum):
    """What an item of a reply is."""

    KEY_POINT = "pokok"
    DECISION = "keputusan"
    ACTION = "tindak_lanjut"
    QUESTION = "pertanyaan"


@dataclass(frozen=True, slots=True)
class Written:
    """One item, personal data turned back; ``pic`` and ``phrase`` are None where the model names none."""

    kind: Kind
    text: str
    utterances: tuple[str, ...]
    pic: str | None = None
    phrase: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What was read of one reply.

    Attributes:
        refused: items that were left out: without an utterance of the window, too long, in orders or markup.
    """

    written: tuple[Written, ...]
    refused: int


def read_page(
    reply: str, *, allowed: Collection[str], shown: str, system: str, restore: Callable[[str], str]
) -> Page | None:
    """The items of a reply.

    Args:
        allowed: identifiers of the utterances that the model was shown.
        shown: those utterances as it read them.
        system: the instructions, which no item may repeat.
        restore: turns placeholders back.

    Returns:
        None where the reply is no page at all.
    """
    found = items(reply, FIELD)
    if not found and not any(isinstance(one.get(FIELD), list) for one in objects(reply)):
        return None
    placeholders = {match.group() for match in PLACEHOLDER.finditer(shown)}
    written = []
    for one in found[:MOST_ITEMS]:
        text = _words(one.get("teks"))
        if _harmless(text, shown=shown, system=system, placeholders=placeholders):
            item = _read(one, text, allowed, restore)
            if item is not None:
                written.append(item)
    return Page(tuple(written), len(found) - len(written))


def page_schema(kinds: Collection[Kind], ids: Collection[str]) -> Mapping[str, object]:
    """JSON Schema of a page: only utterances that are shown can be named."""
    words = {"type": "string"}
    properties: dict[str, object] = {
        "jenis": {"type": "string", "enum": [str(kind) for kind in Kind if kind in kinds]},
        "ucapan": {"type": "array", "items": {"type": "string", "enum": list(ids)}, "minItems": 1},
        "teks": words,
        "penanggung_jawab": words,
        "tenggat": words,
    }
    item = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {FIELD: {"type": "array", "items": item}},
        "required": [FIELD],
        "additionalProperties": False,
    }


def _read(
    one: Mapping[str, object], text: str, allowed: Collection[str], restore: Callable[[str], str]
) -> Written | None:
    kind, named = one.get("jenis"), one.get("ucapan")
    if kind not in set(Kind) or not isinstance(named, list):
        return None
    # An utterance that was not shown is not quietly left out: the item may rest on nothing but it.
    ids = tuple(dict.fromkeys(str(identifier).strip() for identifier in named))
    line = restore(_INLINE.sub("", text)).strip(" .;-•")
    if not ids or len(ids) > MOST_SOURCES or not set(ids) <= set(allowed) or not line or len(line) > LONGEST:
        return None
    is_action = kind == Kind.ACTION
    return Written(
        Kind(str(kind)),
        line[:1].upper() + line[1:],
        ids,
        pic=_told(one.get("penanggung_jawab"), restore) if is_action else None,
        phrase=_told(one.get("tenggat"), restore) if is_action else None,
    )


def _harmless(text: str, *, shown: str, system: str, placeholders: Collection[str]) -> bool:
    if not text or detect(text):
        return False
    found = leaks(text, prompt=system, sources=(shown,), placeholders=placeholders)
    return not any(leak.kind in _REFUSED for leak in found)


def _told(value: object, restore: Callable[[str], str]) -> str | None:
    text = restore(_words(value))
    unknown = text.casefold() in _NOTHING or PLACEHOLDER.search(text) is not None
    return None if unknown or len(text) > LONGEST else text


def _words(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
