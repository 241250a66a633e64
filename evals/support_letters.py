"""Pairs of true and false sentences in the manner of a small language model, written by hand.

``evals/datasets/support/letters.jsonl``: nothing is fitted on them. The structural checks were made while
their ``dev`` half was looked at; the ``test`` half was written before and counted once.
"""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from assistant.support import Support
from evals.support_pairs import Pair, digest_texts


def letters(starter: Path) -> Iterator[Pair]:
    """The sentences with the digests they cite, source ``letter``; the ``test`` half is held out.

    Args:
        starter: folder of the starter corpus.
    """
    texts = digest_texts(starter)
    lines = files("evals").joinpath("datasets/support/letters.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, lines):
        evidence = tuple(texts[identifier] for identifier in row["evidence"])
        held_out = row["split"] == "test"
        wrong = Support.BEYOND if row["kind"] in {"condition", "added"} else Support.CONTRADICTED
        yield Pair(row["true"], evidence, Support.SUPPORTED, "letter", "true", row["id"], held_out)
        yield Pair(row["false"], evidence, wrong, "letter", row["kind"], row["id"], held_out)
