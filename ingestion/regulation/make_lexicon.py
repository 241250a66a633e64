"""``python -m ingestion.regulation.make_lexicon FOLDER``: count the words of regulations anew.

FOLDER holds regulations as Markdown or plain text. Only cleanly typed ones are counted; scanned
ones merely show which further words exist. What a common misreading of a far more frequent word
explains is no word. The result is ``lexicon.tsv`` beside this file: counts of words, no text.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingestion.regulation.misreadings import is_strong, once

TARGET = Path(__file__).with_name("lexicon.tsv")
_DAMAGE = re.compile(r"[a-z][0-9<>{}\[\]€|!^][a-z]|2Ol|SK\s?No|l9[0-9]{2}|20l|[a-z]\.[a-z]{3}")
_EDGES = ".,;:()\"“”'[]!?^_*-/…"
_LETTERS = re.compile(r"[A-Za-z]{4,}")
_SCANNED_SINCE = 2017
_FEW_WORDS = 100
_RARE_SHARE = 0.006


def main(folder: Path) -> None:
    """Write ``lexicon.tsv`` from the regulations in ``folder``."""
    files = sorted(path for ending in ("*.md", "*.txt") for path in folder.rglob(ending))
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in files}
    every = _documents_with(texts.values())
    clean = _documents_with(text for path, text in texts.items() if _is_clean(path, text, every))
    words = _genuine(clean, every)
    by_count: dict[int, list[str]] = defaultdict(list)
    for word, count in words.items():
        by_count[count].append(word)
    lines = (f"{count}\t{' '.join(sorted(by_count[count]))}\n" for count in sorted(by_count, reverse=True))
    TARGET.write_text("".join(lines), encoding="utf-8")
    sys.stderr.write(f"{len(words)} words of {len(files)} regulations written to {TARGET}\n")


def _documents_with(texts: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(_words(text)))
    return counts


def _words(text: str) -> Iterator[str]:
    for token in text.split():
        for part in re.split(r"[-/]", token.strip(_EDGES)):
            if part.isalpha() and part.isascii():
                yield part.lower()


def _is_clean(path: Path, text: str, every: Counter[str]) -> bool:
    """Typed rather than scanned: no sign of damage, next to no word that nobody else uses."""
    year = next((int(part) for part in path.parts if re.fullmatch(r"(?:19|20)\d\d", part)), _SCANNED_SINCE)
    words = [word.lower() for word in _LETTERS.findall(text)]
    if year >= _SCANNED_SINCE or len(words) < _FEW_WORDS or _DAMAGE.search(text):
        return False
    return sum(every[word] <= 2 for word in words) < _RARE_SHARE * len(words)


def _genuine(clean: Counter[str], every: Counter[str]) -> dict[str, int]:
    """Words of two clean regulations, and words of five that no misreading explains."""
    genuine = {word: count for word, count in clean.items() if count >= 2 and not _explained(word, clean)}
    neighbours = {pattern for word, count in clean.items() if count >= 100 for pattern in _patterns(word)}
    for word, count in every.items():
        if count >= 5 and clean[word] < 2:
            sources = (printed for printed in once(word) if clean[printed] >= 8)
            is_misread = any(clean[printed] >= 5 * count for printed in sources)
            if not is_misread and not any(pattern in neighbours for pattern in _patterns(word)):
                genuine[word] = 1
    return genuine


def _patterns(word: str) -> Iterator[str]:
    """A long word with each letter in turn left open: what words of one differing letter share."""
    if len(word) >= 6:
        yield from (f"{word[:place]}?{word[place + 1 :]}" for place in range(len(word)))


def _explained(word: str, clean: Counter[str]) -> bool:
    """Whether a long word is nothing but a far more frequent one misread."""
    if len(word) < 6:
        return False
    for printed, edit in once(word).items():
        share = clean[printed] / clean[word]
        if clean[printed] >= 50 and (share >= 1000 or (share >= 150 and is_strong(edit))):
            return True
    return False


if __name__ == "__main__":
    main(Path(sys.argv[1]))
