"""Every regulation of ``regulasi_full``: does it come through, how fast, with how many unbroken."""

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evals.bench.parser_process import Cost, Parsed, parse_files

SAMPLE = 300
SEED = 5_875
_HAS_PASAL = re.compile(r"\bpasal\s*[0-9IlLO]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ScaleReport:
    """What came of the documents.

    Attributes:
        refused: with the reason, by path.
        with_pasal: documents that were parsed into pasal, or whose text names one at all.
        unbroken: of these, those with a pasal and no gap in their numbering.
        with_penjelasan: documents with an elucidation pasal by pasal.
        unbroken_penjelasan: of these, those without a gap in it.
        provisions: of all documents, by kind.
        suspicious: documents with at least one unit to look at; ``low_confidence`` those below 0.9.
        broken: the documents that are not unbroken, with their gaps.
    """

    documents: int
    refused: dict[str, str]
    with_pasal: int
    unbroken: int
    with_penjelasan: int
    unbroken_penjelasan: int
    provisions: dict[str, int]
    suspicious: int
    low_confidence: int
    broken: dict[str, str]
    cost: Cost

    @property
    def per_second(self) -> float:
        """Documents a second, one process, starting it included."""
        return self.documents / self.cost.seconds


def measure_scale(root: Path, note: Callable[[str], None], *, quick: bool) -> ScaleReport:
    """Parse all Markdown documents below ``root``, or a fixed sample of them."""
    files = sorted(path for kind in ("uu", "pp", "permenkeu") for path in (root / kind).rglob("*.md"))
    if quick:
        files = sorted(random.Random(SEED).sample(files, min(SAMPLE, len(files))))  # noqa: S311 - a sample
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    refused: dict[str, str] = {}
    broken: dict[str, str] = {}

    def take(result: Parsed) -> None:
        path = Path(result["file"])
        name = path.relative_to(root.resolve()).as_posix()
        if "error" in result:
            refused[name] = result["error"]
            return
        provisions, report = result["provisions"], result["report"]
        kinds.update(provision["kind"] for provision in provisions)
        has_pasal = any(provision["kind"] == "pasal" for provision in provisions)
        gaps = report["pasal_gaps"] if has_pasal else ["tidak ada pasal"]
        if has_pasal or _HAS_PASAL.search(path.read_text(encoding="utf-8", errors="replace")):
            counts["pasal"] += 1
            counts["unbroken"] += not gaps
            if gaps:
                broken[name] = f"pasal: {', '.join(gaps[:20])}"
        if any(provision["penjelasan"] for provision in provisions if provision["kind"] == "pasal"):
            counts["penjelasan"] += 1
            counts["unbroken penjelasan"] += not report["penjelasan_gaps"]
            if report["penjelasan_gaps"]:
                shown = ", ".join(report["penjelasan_gaps"][:20])
                broken[name] = "; ".join(filter(None, (broken.get(name), f"penjelasan: {shown}")))
        counts["suspicious"] += bool(report["suspicious"])
        counts["low"] += report["confidence"] < 0.9

    # One file given by its name gives one object on many lines, so a run never has just one.
    cost = parse_files(files if quick else [root / kind for kind in ("uu", "pp", "permenkeu")], take, note)
    return ScaleReport(
        documents=cost.documents,
        refused=refused,
        with_pasal=counts["pasal"],
        unbroken=counts["unbroken"],
        with_penjelasan=counts["penjelasan"],
        unbroken_penjelasan=counts["unbroken penjelasan"],
        provisions=dict(kinds.most_common()),
        suspicious=counts["suspicious"],
        low_confidence=counts["low"],
        broken=broken,
        cost=cost,
    )
