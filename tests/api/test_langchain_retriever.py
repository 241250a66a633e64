"""Our retriever inside LangChain."""

from datetime import date

import pytest
from langchain_core.documents import Document
from langchain_core.prompts import PromptTemplate
from langchain_core.runnables import RunnableLambda
from pydantic import ValidationError

from api.langchain_retriever import TanyaRetriever
from api.library import Library


def test_documents_come_best_first_with_what_a_chain_needs(library: Library) -> None:
    documents = TanyaRetriever(library=library, k=3).invoke("berapa lama cuti besar?")
    passages = library.search("berapa lama cuti besar?", k=3)
    assert [document.id for document in documents] == [passage.unit.id for passage in passages]
    assert documents[0].page_content == passages[0].unit.text
    assert documents[0].metadata == {
        "id": passages[0].unit.id,
        "source_id": "pp-91-2019",
        "heading": list(passages[0].unit.path),
        "kind": "provision",
        "legal_force": "berlaku",
        "holds": True,
        "score": passages[0].score,
    }


def test_what_did_not_yet_hold_can_be_left_out(library: Library) -> None:
    before = date(2000, 1, 1)
    assert TanyaRetriever(library=library, on=before).invoke("cuti besar")
    assert TanyaRetriever(library=library, on=before, only_holding=True).invoke("cuti besar") == []


def joined(documents: list[Document]) -> str:
    return "\n".join(document.page_content for document in documents)


def test_it_takes_part_in_a_chain(library: Library) -> None:
    found = TanyaRetriever(library=library, k=1) | RunnableLambda(joined)
    chain = {"sumber": found} | PromptTemplate.from_template("<{sumber}>")
    assert chain.invoke("cuti besar").to_string() == f"<{library.search('cuti besar', k=1)[0].unit.text}>"


def test_a_number_of_documents_is_held_to_bounds(library: Library) -> None:
    with pytest.raises(ValidationError):
        TanyaRetriever(library=library, k=0)
