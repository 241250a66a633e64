"""IDK-MRC (Putri and Oh, EMNLP 2022): Indonesian reading comprehension with unanswerable questions."""

from pathlib import Path

from evals.datasets.adapters.reading import Adapted
from evals.datasets.adapters.squad import adapt, paragraphs
from evals.items import Split

NAME = "idk-mrc"
_FILES: dict[Split, str] = {"dev": "train.json", "test": "valid.json"}


def load_idk_mrc(folder: Path, split: Split) -> Adapted:
    """One split: its training questions are our ``dev``, its validation questions our ``test``.

    An unanswerable question was written so that its own text does not answer it; with all texts pooled as
    one library, another text may by chance. The files name no licence, so items carry none.

    Raises:
        NotFound: the folder lacks ``train.json`` or ``valid.json``.
        InvalidInput: the file is malformed.
    """
    return adapt(paragraphs(folder / _FILES[split]), name=NAME, split=split, licence="")
