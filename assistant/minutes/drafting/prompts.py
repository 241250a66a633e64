"""The prompt files of a notula as messages, and their hash."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.llm.chat import Message
from assistant.minutes.drafting.reading import Line
from assistant.minutes.drafting.written import Kind

FILES = ("notula_sistem.md", "notula_contoh.md", "notula_bagian.md", "notula_ulang.md")
_SLOT = re.compile(r"\{(transkrip|butir|arahan|jenis)\}")
_EXAMPLE = re.compile(r"\A## Masukan\n(?P<input>.*)\n## Balasan\n(?P<reply>.*)\Z", re.DOTALL)
_TEXT = str.maketrans({"<": "‹", ">": "›"})


@dataclass(frozen=True, slots=True)
class NotulaPrompts:
    """The prompt files, read.

    Attributes:
        example: a window with the page that it should get.
        hash: SHA-256 over names and contents of all files.
    """

    system: str
    example: tuple[str, str]
    window: str
    rewrite: str
    hash: str

    def ask(self, lines: Sequence[Line]) -> tuple[Message, ...]:
        """The messages that ask for the page of a window."""
        return self._with(_filled(self.window, {"transkrip": _listed(lines)}))

    def ask_again(
        self, kind: Kind, items: Sequence[str], instruction: str, lines: Sequence[Line]
    ) -> tuple[Message, ...]:
        """The messages that ask to write some items anew; items and instruction must have been made inert."""
        told = {
            "jenis": str(kind),
            "butir": "\n".join(items).translate(_TEXT),
            "arahan": instruction.translate(_TEXT),
            "transkrip": _listed(lines),
        }
        return self._with(_filled(self.rewrite, told))

    def _with(self, asked: str) -> tuple[Message, ...]:
        shown, reply = self.example
        return (
            Message(role="system", content=self.system),
            Message(role="user", content=shown),
            Message(role="assistant", content=reply),
            Message(role="user", content=asked),
        )


@cache
def notula_prompts() -> NotulaPrompts:
    """The prompts that ship with the product."""
    texts = {name: files("assistant").joinpath("prompts", name).read_text("utf-8").strip() for name in FILES}
    digest = hashlib.sha256()
    for name, text in texts.items():
        digest.update(f"{name}\0{text}\0".encode())
    example = _EXAMPLE.match(texts["notula_contoh.md"])
    if example is None:
        raise ValueError("an example has the headings “## Masukan” and “## Balasan”")
    return NotulaPrompts(
        system=texts["notula_sistem.md"],
        example=(example["input"].strip(), example["reply"].strip()),
        window=texts["notula_bagian.md"],
        rewrite=texts["notula_ulang.md"],
        hash=digest.hexdigest(),
    )


def _listed(lines: Sequence[Line]) -> str:
    # What stands between "<" and ">" is shown with ‹ and ›: no text can end the tag it stands in.
    return "\n".join(line.text.translate(_TEXT) for line in lines)


def _filled(template: str, values: Mapping[str, str]) -> str:
    # In one pass: nothing in a value is taken for a slot.
    return _SLOT.sub(lambda slot: values.get(slot[1], slot[0]), template)
