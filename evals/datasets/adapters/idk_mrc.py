"""IDK-MRC (Putri and Oh, EMNLP 2022): Indonesian reading comprehension with unanswerable questions."""

import random
from pathlib import Path

from evals.datasets.adapters.reading import Adapted
from evals.datasets.adapters.squad import adapt, paragraphs
from evals.items import Split

NAME = "idk-mrc"
_FILES: dict[Split, str] = {"dev": "train.json", "test": "valid.json"}


SEED = 20_260_101


def load_idk_mrc(folder: Path, split: Split, *, texts: int | None = None) -> Adapted:
    """One split: its training questions are our ``dev``, its validation questions our ``test``.

    An unanswerable question was written so that its own text does not answer it; with all texts pooled as
    one library, another text may by chance. The files name no licence, so items carry none.

    Args:
        texts: how many texts, drawn by a fixed seed, with the questions asked of them; all where None.

    Raises:
        NotFound: the folder lacks ``train.json`` or ``valid.json``.
        InvalidInput: the file is malformed.
    """
    found = list(paragraphs(folder / _FILES[split]))
    if texts is not None:
        found = random.Random(SEED).sample(found, min(texts, len(found)))  # noqa: S311 - reproducible, no secret
    return adapt(found, name=NAME, split=split, licence="")
