"""Re-rankers behind one protocol; off unless a setting names one."""

from assistant.llm.chat import ChatModel
from assistant.rerank.protocol import Reranker, RerankError
from corpus.errors import InvalidInput

__all__ = ["RerankError", "Reranker", "create_reranker"]

OFF = "off"


def create_reranker(spec: str, *, model: ChatModel | None = None) -> Reranker | None:
    """The re-ranker that a setting names, None for none. Cheap: models load at first use.

    Args:
        spec: ``"off"``, ``"cross-encoder:<folder or name>"`` or ``"llm"``.
        model: the language model that ``"llm"`` asks.

    Raises:
        InvalidInput: ``spec`` names none, or ``"llm"`` without a language model.
    """
    kind, _, name = spec.strip().partition(":")
    if kind in ("", OFF) and not name:
        return None
    if kind == "cross-encoder" and name:
        # Imported where it is chosen: it brings a runtime along.
        from assistant.rerank.cross_encoder import CrossEncoderReranker

        return CrossEncoderReranker(name)
    if kind == "llm" and not name:
        if model is None:
            raise InvalidInput(
                "TANYA_RERANKER=llm memerlukan model bahasa, dan tidak ada yang diatur. "
                "Atur model bahasa lebih dahulu, atau pakai TANYA_RERANKER=off."
            )
        from assistant.rerank.language_model import LanguageModelReranker

        return LanguageModelReranker(model)
    raise InvalidInput(
        f"Pengurut “{spec}” tidak dikenal. Pakai “off”, “cross-encoder:<folder model>”, atau “llm”."
    )
