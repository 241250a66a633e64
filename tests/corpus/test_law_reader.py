"""Amendments, terms, parse reports and corrections on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from corpus.amendments import Amendment, AmendmentAction, Term
from corpus.corrections import (
    AddRelation,
    DateRegulation,
    DateRelation,
    JudgeAmendment,
    RegulationDay,
    RejectRelation,
)
from corpus.errors import InvalidInput, NotFound
from corpus.models import RelationKind
from corpus.store import SourceContent, Store
from tests.corpus.contents import law, provision, regulation, relation, text_source

CHANGE = Amendment(
    regulation_id="pp-94-2021",
    order=0,
    instruction_id="pp-94-2021/pasal-i/angka-1",
    action=AmendmentAction.REPLACE,
    target_id="pp-53-2010/pasal-7",
    text_id="pp-94-2021/pasal-i/angka-1/pasal-7",
    evidence="Ketentuan Pasal 7 diubah",
    since=date(2021, 8, 31),
)
REPEAL = relation(RelationKind.MENCABUT, "pp-94-2021/pasal-43", "pp-53-2010")
PNS = Term(
    term="Pegawai Negeri Sipil",
    abbreviation="PNS",
    definition="adalah warga negara",
    provision_id="pp-94-2021/pasal-1/angka-1",
)


def amending(**parts: object) -> SourceContent:
    content = replace(law(provision("pp-94-2021/pasal-1", "Satu.")), amendments=(CHANGE,), terms=(PNS,))
    return replace(content, relations=(REPEAL,), report={"confidence": 0.5, "pasal_gaps": ["3"]}, **parts)


def test_what_a_regulation_changes_comes_out_from_both_ends(store: Store) -> None:
    later = CHANGE.model_copy(update={"order": 1, "target_id": "pp-1-2000/pasal-2"})
    store.replace(amending(amendments=(CHANGE, later)))
    assert store.amendments() == [CHANGE, later]
    assert store.amendments_of("pp-53-2010") == [CHANGE]
    assert store.amendments_of("pp-1-2000") == [later]
    assert store.amendments_by("pp-94-2021") == [CHANGE, later]
    assert store.amendments_of("pp-94-2021") == []


@pytest.mark.parametrize("name", ["Pegawai Negeri Sipil", "pegawai  NEGERI sipil", "PNS", "pns "])
def test_a_term_is_found_by_name_or_abbreviation(store: Store, name: str) -> None:
    store.replace(amending())
    assert store.terms_named(name) == [PNS]


def test_no_term_is_found_by_nothing_or_by_a_part(store: Store) -> None:
    store.replace(amending(terms=(PNS.model_copy(update={"abbreviation": ""}),)))
    assert store.terms_named("") == store.terms_named("Pegawai") == []
    assert [term.term for term in store.terms_of("pp-94-2021")] == ["Pegawai Negeri Sipil"]
    assert store.terms_of("pp-94-202") == []


def test_a_term_longer_than_an_index_takes_is_kept(store: Store) -> None:
    long = PNS.model_copy(update={"term": "kata " * 2_000})
    store.replace(amending(terms=(long,)))
    assert store.terms_named("kata " * 2_000) == [long]


def test_a_new_reading_replaces_amendments_terms_and_report(store: Store) -> None:
    store.replace(amending())
    assert store.report_of("pp-94-2021") == {"confidence": 0.5, "pasal_gaps": ["3"]}
    store.replace(law(provision("pp-94-2021/pasal-1", "Satu.")))
    assert store.amendments() == []
    assert store.terms() == []
    assert store.report_of("pp-94-2021") is None


def test_a_removed_source_takes_everything_with_it(store: Store) -> None:
    store.replace(amending())
    store.replace(text_source("jam", "Loket buka pagi."))
    assert store.remove("pp-94-2021").id == "pp-94-2021"
    assert not [*store.amendments(), *store.terms(), *store.relations()]
    assert store.provisions_of("pp-94-2021") == []
    assert [unit.id for unit in store.units()] == ["jam/bagian-1"]
    with pytest.raises(NotFound, match="pp-94-2021"):
        store.remove("pp-94-2021")


def test_a_correction_outlives_the_source_and_wins_again_when_it_returns(store: Store) -> None:
    store.replace(amending())
    rejected = RejectRelation(relation_kind=REPEAL.kind, subject_id="pp-94-2021", target_id=REPEAL.target_id)
    made = store.add_correction(rejected, reason="Salah baca", author="Sari")
    assert store.relations() == []
    assert store.parsed_relations() == [REPEAL]
    store.remove("pp-94-2021")
    store.replace(amending())
    assert store.relations() == []
    assert store.corrections() == [made]


def test_an_undone_correction_counts_no_more_but_stays_on_record(store: Store) -> None:
    store.replace(amending())
    added = relation(RelationKind.MENCABUT, "uu-5-2030", "pp-94-2021", date(2030, 1, 1))
    made = store.add_correction(AddRelation(relation=added), reason="Berita Negara", author="Sari")
    assert store.relations() == [REPEAL, added]
    undone = store.undo_correction(made.id, author="Budi")
    assert store.relations() == [REPEAL]
    assert store.corrections() == []
    assert store.corrections(undone=True) == [undone]
    assert (undone.author, undone.undone_by) == ("Sari", "Budi")
    with pytest.raises(InvalidInput, match="sudah dibatalkan oleh Budi"):
        store.undo_correction(made.id, author="Sari")
    with pytest.raises(NotFound, match="Koreksi nomor 99"):
        store.undo_correction(99, author="Sari")


@pytest.mark.parametrize(("reason", "author"), [("", "Sari"), ("  ", "Sari"), ("Sebab", "")])
def test_a_correction_needs_a_reason_and_an_author(store: Store, reason: str, author: str) -> None:
    change = DateRegulation(regulation_id="pp-94-2021", which=RegulationDay.ENACTED, day=None)
    with pytest.raises(ValidationError):
        store.add_correction(change, reason=reason, author=author)
    assert store.corrections() == []


def test_a_correction_moves_no_cursor_and_breaks_no_list(store: Store) -> None:
    added = relation(RelationKind.MENCABUT, "uu-5-2030", "pp-94-2021")
    evidence = added.model_copy(update={"evidence": "Dicabut\x1b[2J\nseluruhnya"})
    made = store.add_correction(
        AddRelation(relation=evidence), reason="Berita\x1b[31m\n Negara\u202e", author="Sa\x07ri"
    )
    assert (made.reason, made.author) == ("Berita[31m Negara", "Sari")
    assert store.relations()[-1].evidence == "Dicabut[2J seluruhnya"
    assert store.undo_correction(made.id, author="Bu\x1bdi").undone_by == "Budi"


def test_a_corrected_day_is_seen_everywhere(store: Store) -> None:
    store.replace(amending())
    store.add_correction(
        DateRegulation(regulation_id="pp-94-2021", which=RegulationDay.EFFECTIVE, day=date(2022, 1, 1)),
        reason="Pasal penutup",
        author="Sari",
    )
    expected = regulation(effective=date(2022, 1, 1))
    assert store.regulations() == [expected]
    assert store.source("pp-94-2021").regulation == expected
    assert [source.regulation for source, _ in store.sources()] == [expected]
    assert store.provision("pp-94-2021/pasal-1")[1].regulation == expected
    assert store.parsed_regulations() == [regulation()]
    # The repeal had no day of its own: it takes effect with its regulation. The amendment had one.
    assert [act.since for act in store.relations()] == [date(2022, 1, 1)]
    assert [change.since for change in store.amendments()] == [date(2021, 8, 31)]


def test_a_relation_takes_effect_on_the_day_set_by_hand(store: Store) -> None:
    store.replace(amending())
    store.add_correction(
        DateRelation(
            relation_kind=REPEAL.kind,
            subject_id="pp-94-2021",
            target_id="pp-53-2010",
            since=date(2023, 5, 1),
        ),
        reason="Masa peralihan",
        author="Sari",
    )
    assert [act.since for act in store.relations()] == [date(2023, 5, 1)]


def test_an_amendment_is_accepted_or_left_out_by_hand(store: Store) -> None:
    doubtful = CHANGE.model_copy(update={"doubt": "Sasaran tidak jelas."})
    store.replace(amending(amendments=(doubtful,)))

    def judge(accepted: bool) -> int:
        judgement = JudgeAmendment(
            instruction_id=CHANGE.instruction_id,
            action=CHANGE.action,
            target_id=CHANGE.target_id,
            accepted=accepted,
        )
        return store.add_correction(judgement, reason="Dibaca sendiri", author="Sari").id

    assert store.amendments() == [doubtful]
    judge(True)
    assert store.amendments() == [CHANGE]
    last = judge(False)
    assert store.amendments() == []
    store.undo_correction(last, author="Sari")
    assert store.amendments() == [CHANGE]
    assert store.parsed_amendments() == [doubtful]


def test_a_correction_gives_another_content_hash(store: Store) -> None:
    seen = [store.content_hash()]
    change = DateRegulation(regulation_id="pp-94-2021", which=RegulationDay.ENACTED, day=None)
    made = store.add_correction(change, reason="Salah cetak", author="Sari")
    seen.append(store.content_hash())
    store.undo_correction(made.id, author="Sari")
    seen.append(store.content_hash())
    assert len(set(seen)) == 3
