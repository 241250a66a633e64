"""IDK-MRC as a library: the texts of a split pooled as one home, and the questions that belong to them."""

import json
from pathlib import Path

from evals.bench.homes import ingest
from evals.datasets.adapters.idk_mrc import load_idk_mrc
from evals.items import Item, Split


def idk_library(data: Path, split: Split, home: Path, *, texts: int | None = None) -> tuple[Item, ...]:
    """Bring the texts of a split into ``home`` and return the questions that were asked of them.

    Args:
        data: the folder with ``train.json`` and ``valid.json``.
        home: made here; with the same texts nothing is embedded anew.
        texts: see ``load_idk_mrc``.

    Raises:
        NotFound, InvalidInput: see ``load_idk_mrc``.
        BenchError: the texts could not be ingested.
    """
    adapted = load_idk_mrc(data, split, texts=texts)
    lines = [{"_id": one.id, "title": " – ".join(one.path), "text": one.text} for one in adapted.passages]
    home.mkdir(parents=True, exist_ok=True)
    file = home / "teks.jsonl"
    file.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines), encoding="utf-8")
    ingest([file], home)
    return adapted.items
