"""Make the list of common words that spelling never corrects: ``python -m evals.common_stems HOME``.

HOME is a library of regulations of every field, indexed by words (all reference regulations: 333,869 units).
A stem that ``LEAST`` of its units have is a word that people may mean, whatever the library they ask.
"""

import argparse
import re
from pathlib import Path

from corpus.home import Home
from corpus.search_words import search_words
from corpus.snapshots import Snapshots

LEAST = 20
"""With 50, words such as "kalah" and "menang" were missing; with 10, more slips of scanners were in it."""
TARGET = Path(__file__).parents[1] / "assistant" / "data" / "common_stems.txt"
_STEM = re.compile(r"[a-z]{3,20}")


def common_stems(folder: Path, least: int = LEAST) -> list[str]:
    """Stems that at least ``least`` units of a home's library have, sorted."""
    snapshot = Snapshots(Home(folder).index).open_current()
    try:
        counts: dict[str, int] = {}
        for unit in snapshot.knowledge.units():
            for stem in set(search_words(" ".join((*unit.path, unit.text, unit.search_text)))):
                counts[stem] = counts.get(stem, 0) + 1
        return sorted(stem for stem, count in counts.items() if count >= least and _STEM.fullmatch(stem))
    finally:
        snapshot.close()


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description="Make the list of common words")
    parser.add_argument("home", type=Path)
    stems = common_stems(parser.parse_args().home)
    TARGET.write_text("\n".join(stems) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
