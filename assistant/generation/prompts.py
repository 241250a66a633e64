"""The prompt files as messages, and their hash."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from assistant.generation.handles import Handle
from assistant.llm.chat import Message
from corpus.dates import long_date

FILES = ("sistem.md", "contoh_1.md", "contoh_2.md", "pertanyaan.md", "perbaikan.md")
WISH = "arahan.md"
_SLOT = re.compile(r"\{(tanggal|sumber|pertanyaan|kalimat|arahan)\}")
_EXAMPLE = re.compile(r"\A## Masukan\n(?P<input>.*)\n## Balasan\n(?P<reply>.*)\Z", re.DOTALL)
_TEXT = str.maketrans({"<": "‹", ">": "›"})
_ATTRIBUTE = str.maketrans({"<": "‹", ">": "›", '"': "”", "\n": " "})


@dataclass(frozen=True, slots=True)
class Failing:
    """A sentence that did not pass, as the model is told of it.

    Attributes:
        number: its place among the sentences to be repaired, from 1.
        reasons: in Indonesian, what was wrong.
    """

    number: int
    text: str
    handles: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prompts:
    """The prompt files, read.

    Attributes:
        examples: inputs with the reply that each should get.
        wish: follows the question where an officer wishes something of the answer.
        hash: SHA-256 over names and contents of all files but the one for a wish.
        hash_with_wish: of all files.
    """

    system: str
    examples: tuple[tuple[str, str], ...]
    question: str
    repair: str
    wish: str
    hash: str
    hash_with_wish: str

    def ask(
        self, question: str, on: date, handles: Sequence[Handle], *, wish: str = ""
    ) -> tuple[Message, ...]:
        """The messages that ask for an answer; texts must have been made inert before.

        Args:
            wish: what an officer wishes of the answer's length, tone or order.

        What stands between ``<`` and ``>`` in a text is shown with ‹ and ›, so that no text can end the tag
        it stands in.
        """
        asked = _filled(
            self.question,
            {
                "tanggal": long_date(on),
                "sumber": "\n\n".join(map(as_source, handles)),
                "pertanyaan": question.translate(_TEXT),
            },
        )
        if wish:
            asked = f"{asked}\n\n{_filled(self.wish, {'arahan': wish.translate(_TEXT)})}"
        turns = [
            Message(role=role, content=content)
            for example in self.examples
            for role, content in zip(_ROLES, example, strict=True)
        ]
        return (
            Message(role="system", content=self.system),
            *turns,
            Message(role="user", content=asked),
        )

    def ask_again(
        self, before: Sequence[Message], reply: str, failing: Sequence[Failing]
    ) -> tuple[Message, ...]:
        """The messages that ask to repair sentences of ``reply``, which answered the messages ``before``."""
        listed = "\n".join(map(_failing, failing))
        return (
            *before,
            Message(role="assistant", content=reply),
            Message(role="user", content=_filled(self.repair, {"kalimat": listed})),
        )


_ROLES: tuple[Literal["user"], Literal["assistant"]] = ("user", "assistant")


@cache
def prompts() -> Prompts:
    """The prompts that ship with the product."""
    texts = {name: _read(name) for name in FILES}
    digest = hashlib.sha256()
    for name, text in texts.items():
        digest.update(f"{name}\0{text}\0".encode())
    wish = _read(WISH)
    with_wish = digest.copy()
    with_wish.update(f"{WISH}\0{wish}\0".encode())
    return Prompts(
        system=texts["sistem.md"],
        examples=tuple(_example(texts[name]) for name in FILES if name.startswith("contoh_")),
        question=texts["pertanyaan.md"],
        repair=texts["perbaikan.md"],
        wish=wish,
        hash=digest.hexdigest(),
        hash_with_wish=with_wish.hexdigest(),
    )


def reply_schema(handles: Sequence[Handle], *, numbered: bool = False) -> Mapping[str, object]:
    """JSON schema of a reply: only handles that were given can be named.

    Args:
        numbered: every sentence says which of those to be repaired it is.
    """
    names = {"type": "string", "enum": [handle.name for handle in handles]}
    words = {"type": "string"}
    number = {"nomor": {"type": "integer"}} if numbered else {}
    claim = _object(
        **number,
        kalimat=words,
        sumber=_array(names),
        kutipan=_array(_object(sumber=names, kata=words)),
    )
    return _object(klaim=_array(claim), belum_terjawab=_array(words))


def _object(**properties: Mapping[str, object]) -> Mapping[str, object]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _array(items: Mapping[str, object]) -> Mapping[str, object]:
    return {"type": "array", "items": items}


def as_source(handle: Handle) -> str:
    """A text as it stands in the prompt."""
    attributes = " ".join(
        f'{name}="{value.translate(_ATTRIBUTE)}"'
        for name, value in (
            ("nama", handle.name),
            ("judul", handle.title),
            ("bagian", handle.heading),
            ("status", handle.status),
        )
        if value
    )
    return f"<sumber {attributes}>\n{handle.text.translate(_TEXT)}\n</sumber>"


def _failing(one: Failing) -> str:
    named = ", ".join(one.handles) or "tidak disebut"
    return f"{one.number}. “{one.text.translate(_TEXT)}” (sumber: {named}); masalah: {'; '.join(one.reasons)}"


def _filled(template: str, values: Mapping[str, str]) -> str:
    # In one pass: nothing in a value is taken for a slot.
    return _SLOT.sub(lambda slot: values.get(slot[1], slot[0]), template)


def _example(text: str) -> tuple[str, str]:
    match = _EXAMPLE.match(text)
    if match is None:
        raise ValueError("an example has the headings “## Masukan” and “## Balasan”")
    return match["input"].strip(), match["reply"].strip()


def _read(name: str) -> str:
    return files("assistant").joinpath("prompts", name).read_text(encoding="utf-8").strip()
