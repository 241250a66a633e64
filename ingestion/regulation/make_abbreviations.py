"""``python -m ingestion.regulation.make_abbreviations FOLDER``: list anew what sentences print in capitals.

FOLDER holds regulations as Markdown or plain text. A word counts where it stands between words in small
letters; it is an abbreviation where hardly any regulation prints it there otherwise. The result is
``abbreviations.txt`` beside this file.
"""

import re
import sys
from collections import Counter
from pathlib import Path

TARGET = Path(__file__).with_name("abbreviations.txt")
_BETWEEN = re.compile(r"(?<![A-Za-z/.-])[a-z]{3,} [(“\"]?([A-Za-z]{2,12})\b(?=[),.]?[”\"]? [(]?[a-z]{3,})")
_LEAST, _OFTEN, _ELSE = 4, 10, 0.1
"""Regulations that print it so; and of those that print it often so, the share that may do otherwise."""


def main(folder: Path) -> None:
    """Write ``abbreviations.txt`` from the regulations in ``folder``."""
    capitals: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for path in sorted(path for ending in ("*.md", "*.txt") for path in folder.rglob(ending)):
        words = {match[1] for match in _BETWEEN.finditer(path.read_text(encoding="utf-8", errors="replace"))}
        capitals.update({word.lower() for word in words if word.isupper()})
        others.update({word.lower() for word in words if not word.isupper()})
    found = sorted(word for word, count in capitals.items() if _is_abbreviation(count, others[word]))
    TARGET.write_text("".join(f"{word}\n" for word in found), encoding="utf-8")
    sys.stderr.write(f"{len(found)} abbreviations written to {TARGET}\n")


def _is_abbreviation(capitals: int, others: int) -> bool:
    return (capitals >= _LEAST and others == 0) or (capitals >= _OFTEN and others <= _ELSE * capitals)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
