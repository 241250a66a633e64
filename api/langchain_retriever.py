"""Our retriever as LangChain's ``BaseRetriever``, for chains that are built around it."""

from datetime import date

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from api.library import Library
from corpus.models import Passage


class TanyaRetriever(BaseRetriever):
    """The best passages of a library as LangChain documents, best first.

    A document's ``id`` and ``metadata["id"]`` is the passage's identifier, which for law is the provision's
    (``pp-94-2021/pasal-5``); ``metadata`` also has ``source_id``, ``heading``, ``kind``, ``legal_force`` on
    the day, ``holds`` (it may be relied on that day) and ``score``, which compares within one result only.

    Attributes:
        library: an open library; it stays the caller's to close.
        k: documents at most.
        on: the day whose law counts, today where None.
        only_holding: leave out what may not be relied on that day.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    k: int = Field(8, ge=1, le=100)
    on: date | None = None
    only_holding: bool = False

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain passes it
    ) -> list[Document]:
        found = self.library.search(query, self.on, self.k)
        return [_document(passage) for passage in found if passage.holds or not self.only_holding]


def _document(passage: Passage) -> Document:
    unit = passage.unit
    return Document(
        id=unit.id,
        page_content=unit.text,
        metadata={
            "id": unit.id,
            "source_id": unit.source_id,
            "heading": list(unit.path),
            "kind": unit.kind.value,
            "legal_force": passage.status,
            "holds": passage.holds,
            "score": passage.score,
        },
    )
