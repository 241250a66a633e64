"""What an answer sends while it is being made; the page, the stream and the tests see the same."""

from enum import StrEnum
from typing import Literal

from assistant.models import Answer, Claim
from corpus.models import Frozen


class Stage(StrEnum):
    """Where the work is."""

    WAITING = "menunggu"
    SEARCHING = "mencari"
    DRAFTING = "menyusun"
    CHECKING = "memeriksa"

    @property
    def label(self) -> str:
        """In Indonesian, as shown while waiting."""
        return _LABELS[self]


_LABELS = {
    Stage.WAITING: "Menunggu giliran",
    Stage.SEARCHING: "Mencari aturan yang sesuai",
    Stage.DRAFTING: "Menyusun jawaban",
    Stage.CHECKING: "Memeriksa setiap kalimat dengan sumbernya",
}


class Progress(Frozen):
    """The work has come to a stage."""

    kind: Literal["progress"] = "progress"
    stage: Stage


class Sentence(Frozen):
    """A sentence that passed every check. ``number`` counts from 1; it never changes once sent."""

    kind: Literal["sentence"] = "sentence"
    number: int
    claim: Claim


class Withdrawn(Frozen):
    """The sentences sent so far do not make an answer: forget them, the whole answer follows in ``Done``."""

    kind: Literal["withdrawn"] = "withdrawn"
    reason: str


class Done(Frozen):
    """The whole checked answer. It ends every stream, and always comes."""

    kind: Literal["done"] = "done"
    answer: Answer


Event = Progress | Sentence | Withdrawn | Done
