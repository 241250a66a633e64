"""The hand-made trees of ``indolaw``: 176 laws as units by path, paired with the text of their PDF.

A document is paired by year and number. ``dev`` is the first two thirds of the sorted trees; ``held``, the
last third, is never looked at in development and reported apart.
"""

import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Node = dict[str, Any]
_UNITS = {
    "NUMBER_WITH_BRACKETS": "ayat",
    "LETTER_WITH_DOT": "huruf",
    "LETTER_WITH_RIGHT_BRACKET": "huruf",
    "LETTER_WITH_BRACKETS": "huruf",
    "NUMBER_WITH_DOT": "angka",
    "NUMBER_WITH_RIGHT_BRACKET": "angka",
}
_RAW_NAME = re.compile(r"uu?[-_](\d+)[-_](\d+)")
_CLOSING = re.compile(r"agar(?:supaya)?(?:setiap|semua)[o0]rang(?:dapat)?menge.{0,20}memerintahkan.*$")


@dataclass(frozen=True, slots=True)
class Document:
    """One law of the set.

    Attributes:
        name: ``uu-<year>-<number>`` as its tree is called.
        split: ``dev`` or ``held``.
        amending: it changes the wording of others, so its pasal hold pasal of another law.
        units: words by path: ``pasal-5/ayat-2/huruf-a``, ``pasal-i/angka-3/pasal-5`` within an amendment;
            letters and digits only, in lower case, with everything below.
    """

    name: str
    split: str
    raw: Path
    amending: bool
    units: dict[str, str] = field(repr=False)

    @property
    def year(self) -> int:
        """Its year."""
        return int(self.name.split("-")[1])

    @property
    def number(self) -> str:
        """Its number."""
        return self.name.split("-")[2]


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack a reference archive once; returns the one folder in it."""
    done = folder / ".lengkap"
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
        done.touch()
    return next(path for path in sorted(folder.iterdir()) if path.is_dir())


def raw_texts(root: Path) -> dict[tuple[int, str], Path]:
    """Raw texts by year and number."""
    found = {}
    for path in sorted((root / "raw_txt").iterdir()):
        if match := _RAW_NAME.match(path.name):
            first, second = match.groups()
            year, number = (first, second) if len(first) == 4 else (second, first)
            found[int(year), number] = path
    return found


def split_of(name: str, root: Path) -> str:
    """``held`` for the last third of the sorted trees, ``dev`` for everything else."""
    trees = sorted(path.stem for path in (root / "structured_json").iterdir())
    return "held" if name in trees[len(trees) * 2 // 3 :] else "dev"


def documents(root: Path) -> list[Document]:
    """Every tree whose raw text is at hand."""
    raws = raw_texts(root)
    trees = sorted((root / "structured_json").iterdir())
    held = set(trees[len(trees) * 2 // 3 :])
    found = []
    for path in trees:
        _, year, number = path.stem.split("-")
        raw = raws.get((int(year), number))
        if raw is None:
            continue
        tree = json.loads(path.read_bytes())
        content = tree["content"]
        amending = tree["metadata"]["topic"].startswith("Perubahan") or any(
            node["type"].startswith("PERUBAHAN") for node in _every(content)
        )
        split = "held" if path in held else "dev"
        found.append(Document(path.stem, split, raw, amending, _units(content)))
    return found


def squashed(text: str) -> str:
    """Letters and digits in lower case: white space, punctuation and hyphens do not count."""
    return re.sub(r"[\W_]+", "", text.lower())


def _units(content: Node) -> dict[str, str]:
    units: dict[str, str] = {}
    for node in _pasal_of(content):
        _enter(node, "", units)
    # The formula of promulgation stands in the last pasal there; it belongs to none.
    return {path: _CLOSING.sub("", text) for path, text in units.items()}


def _pasal_of(node: Node) -> Iterator[Node]:
    if node["type"].startswith("PENJELASAN"):
        return
    if node["type"] == "PASAL":
        yield node
        return
    for child in node.get("children", ()):
        yield from _pasal_of(child)


def _enter(node: Node, above: str, units: dict[str, str]) -> None:
    """Note a unit whose first child is its label, and the units below it."""
    label, *rest = node["children"]
    segment = _segment(label)
    path = above
    if segment:
        name = f"{above}/{segment}".lstrip("/")
        path = _free(name, units)
        units[path] = squashed(" ".join(word for child in rest for word in _words(child)))
    for child in rest:
        _enter_below(child, path, units)


def _enter_below(node: Node, path: str, units: dict[str, str]) -> None:
    if node["type"] in {"LIST_ITEM", "PERUBAHAN_PASAL"}:
        _enter(node, path, units)
        return
    for child in node.get("children", ()):
        _enter_below(child, path, units)


def _segment(label: Node) -> str:
    if label["type"] == "PASAL_NUMBER":
        return "pasal-" + squashed(re.sub(r"(?i)pasal", "", label["text"]))
    kind = _UNITS.get(label["type"])
    return f"{kind}-{re.sub(r'^(ayat|huruf|angka)', '', squashed(label['text']))}" if kind else ""


def _free(name: str, units: dict[str, str]) -> str:
    """The second unit of a name below one parent is ``~2``, as in the product."""
    path, count = name, 1
    while path in units:
        count += 1
        path = f"{name}~{count}"
    return path


def _words(node: Node) -> Iterator[str]:
    if "text" in node:
        yield node["text"]
    for child in node.get("children", ()):
        yield from _words(child)


def _every(node: Node) -> Iterator[Node]:
    yield node
    for child in node.get("children", ()):
        yield from _every(child)
