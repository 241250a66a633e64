"""``python -m ingestion.regulation.make_officials FOLDER``: list anew who signs regulations.

FOLDER holds regulations as Markdown or plain text, in folders named by year. Only names that sign
several regulations are listed, as printed at the foot of the official text; a rare one that is a
misreading of a frequent one of the same years is not. Names that are listed already help to read the
others, so run it until nothing changes. The result is ``officials.tsv`` beside this file.
"""

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from ingestion.regulation.officials import Official, as_lines, letters_of, nearest
from ingestion.regulation.signatures import signatures_in

TARGET = Path(__file__).with_name("officials.tsv")
_CLOSING = re.compile(r"Agar\s|Ditetapkan\s+[Dd]i\b|DITETAPKAN|Dis[ay]h?kan\s+[Dd]i\b|Dikeluarkan\s+di\b")
_HEAD_OF_STATE = re.compile(r"\bPresiden\b", re.IGNORECASE)
_LEAST = 3
_OFTEN = 20
_MISREAD_SHARE = 0.1


def main(folder: Path) -> None:
    """Write ``officials.tsv`` from the regulations in ``folder``."""
    years: dict[str, list[int]] = defaultdict(list)
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    offices: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(path for ending in ("*.md", "*.txt") for path in folder.rglob(ending)):
        year = next((int(part) for part in path.parts if re.fullmatch(r"(?:19|20)\d\d", part)), 0)
        closing = _closing(path.read_text(encoding="utf-8", errors="replace"))
        for signature in signatures_in(closing) if year else ():
            key = letters_of(signature.name)
            if key:
                years[key].append(year)
                printed[key][signature.name] += 1
                offices[key][_head_of_state(signature.office)] += 1
    known = {
        key: _official(printed[key], years[key], offices[key]) for key in years if len(years[key]) >= _LEAST
    }
    kept = [official for key, official in known.items() if not _is_misread(key, official, known)]
    TARGET.write_text(as_lines(kept), encoding="utf-8")
    sys.stderr.write(f"{len(kept)} names written to {TARGET}\n")


def _closing(text: str) -> str:
    found = list(_CLOSING.finditer(text))
    agar = [match for match in found if match.group().startswith("Agar")]
    start = (agar or found)[-1].start() if found else len(text)
    return text[start:]


def _head_of_state(office: str) -> str:
    return office if _HEAD_OF_STATE.search(office) and len(office) < 50 else ""


def _official(printed: Counter[str], years: list[int], offices: Counter[str]) -> Official:
    # A file or two in the wrong folder make no year of office.
    several = 2 if len(years) >= _OFTEN else 1
    ordered = sorted(year for year, count in Counter(years).items() if count >= several)
    office = next((name for name, _ in offices.most_common() if name), "")
    is_head = office and offices[office] * 20 >= len(years) and offices[office] >= _LEAST
    name = printed.most_common(1)[0][0]
    return Official(name, len(years), ordered[0], ordered[-1], office if is_head else "")


def _is_misread(key: str, official: Official, known: dict[str, Official]) -> bool:
    others = {other: one for other, one in known.items() if other != key}
    return any(
        nearest(key, year, others, round(official.count / _MISREAD_SHARE)) is not None
        for year in (official.first, official.last)
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
