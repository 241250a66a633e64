"""What an answer was made from, for whoever judges it later."""

from assistant.models import Answer
from corpus.models import Frozen


class Provenance(Frozen):
    """The index, and the model with its prompts; empty where there was none."""

    snapshot: str
    model: str = ""
    prompt_hash: str = ""


def provenance_of(answer: Answer, snapshot: str) -> Provenance:
    """Of an answer from this snapshot."""
    drafting = answer.drafting
    if drafting is None:
        return Provenance(snapshot=snapshot)
    return Provenance(snapshot=snapshot, model=drafting.model, prompt_hash=drafting.prompt_hash)
