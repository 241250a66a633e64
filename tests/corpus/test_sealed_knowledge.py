"""A snapshot's knowledge: reads each thing once, and says what the store says."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from corpus import sealed_knowledge
from corpus.database import create_knowledge_file, open_knowledge_file
from corpus.sealed_knowledge import SealedKnowledge
from corpus.store import Store
from tests.corpus.contents import law, provision

IDS = ["pp-94-2021/pasal-2", "pp-94-2021/pasal-9", "pp-94-2021/pasal-1"]


@pytest.fixture
def sealed(store: Store, tmp_path: Path) -> Iterator[SealedKnowledge]:
    store.replace(law(provision("pp-94-2021/pasal-1", "Satu."), provision("pp-94-2021/pasal-2", "Dua.")))
    file = create_knowledge_file(tmp_path / "knowledge.sqlite3")
    store.copy_knowledge(file)
    file.dispose()
    knowledge = SealedKnowledge(open_knowledge_file(tmp_path / "knowledge.sqlite3"))
    yield knowledge
    knowledge.close()


def statements(knowledge: SealedKnowledge) -> list[str]:
    """What is asked of the file from now on."""
    found: list[str] = []
    event.listen(knowledge.engine, "before_cursor_execute", lambda *call: found.append(call[2]))
    return found


def test_reads_what_the_store_reads_in_the_order_asked(store: Store, sealed: SealedKnowledge) -> None:
    for _ in range(2):
        assert sealed.readings_by_id(IDS) == store.readings_by_id(IDS)
        assert list(sealed.readings_by_id(IDS)) == [IDS[0], IDS[2]]


def test_asks_the_file_once_even_for_what_is_not_there(sealed: SealedKnowledge) -> None:
    sealed.readings_by_id(IDS)
    asked = statements(sealed)
    sealed.readings_by_id(list(reversed(IDS)))
    sealed.days_by_hand()
    assert asked == []


def test_what_is_kept_is_not_changed_by_who_reads_it(sealed: SealedKnowledge) -> None:
    sealed.readings(IDS[0]).clear()
    assert [one.id for one, _ in sealed.readings(IDS[0])] == [IDS[0]]


def test_reads_again_what_it_could_not_keep(sealed: SealedKnowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed_knowledge, "READINGS_KEPT", 1)
    for _ in range(2):
        for identifier in (IDS[0], IDS[2]):
            assert [one.id for one, _ in sealed.readings(identifier)] == [identifier]
