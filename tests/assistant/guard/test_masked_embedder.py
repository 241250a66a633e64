"""What an embedding service of somebody else's gets to read."""

import numpy as np
from numpy.typing import NDArray

from assistant.guard.masked_embedder import MaskedEmbedder
from tests.fakes import WordEmbedder


class Listening(WordEmbedder):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def embed_query(self, text: str) -> NDArray[np.float32]:
        self.heard.append(text)
        return super().embed_query(text)


def test_a_question_leaves_without_personal_data() -> None:
    service = Listening()
    masked = MaskedEmbedder(service)
    vector = masked.embed_query("NIP saya 198705122010011003, kapan naik pangkat?")
    assert service.heard == ["NIP saya [NIP-1], kapan naik pangkat?"]
    assert vector.shape == (masked.dimension,)
    assert (masked.model_id, masked.dimension) == (service.model_id, service.dimension)


def test_passages_are_the_same_as_without_it() -> None:
    service = Listening()
    texts = ["Pasal 1", "NIP 198705122010011003"]
    assert (MaskedEmbedder(service).embed_passages(texts) == service.embed_passages(texts)).all()
