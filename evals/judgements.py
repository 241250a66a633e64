"""Grades of passages for the questions of a set, described in ``datasets/judgements/README.md``."""

from importlib.resources import files

from pydantic import Field

from corpus.identifiers import without_version
from corpus.models import Frozen
from evals.items import Item

RIGHT = 2
"""From this grade on a passage is right to stand first."""


class Judgement(Frozen):
    """What the passages of one question were graded.

    Attributes:
        id: of the question.
        judge: who of the judges graded it.
        grades: 0–3 by the identifier of the passage; one that is not named was not judged.
    """

    id: str
    judge: int = Field(ge=1)
    grades: dict[str, int]


def load_judgements(name: str) -> dict[str, Judgement]:
    """The judgements of a set of ours by question; none where the set was not judged."""
    path = files("evals").joinpath(f"datasets/judgements/{name}.jsonl")
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    read = [Judgement.model_validate_json(line) for line in lines]
    return {one.id: one for one in read}


def stands_for_gold(identifiers: tuple[str, ...], item: Item) -> bool:
    """Whether one of the provisions is gold, stands in it or around it; another ayat of its pasal is not.

    Args:
        identifiers: of the provision, or of those that an entry rests on.
    """
    own = [without_version(one) for one in identifiers]
    gold = [without_version(one) for part in item.gold for one in part]
    return any(
        one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")
        for one in own
        for other in gold
    )
