"""Legal force of wordings, headings, scopes and hand entries, by hand and by property."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from corpus.amendments import Amendment, AmendmentAction
from corpus.consolidation import consolidate
from corpus.force import ForceStatus, HandStatus
from corpus.models import Regulation, Relation, RelationKind
from corpus.validity import ForceTable
from corpus.wordings import holds_on
from tests.corpus.contents import regulation, relation
from tests.corpus.laws import change, new_text
from tests.corpus.test_consolidation import BASE, CHANGES, LATER, ORIGINAL

CABUT, UBAH = RelationKind.MENCABUT, RelationKind.MENGUBAH
ACT = AmendmentAction
D2010, D2015, D2020 = date(2010, 1, 1), date(2015, 1, 1), date(2020, 1, 1)
LAW = regulation(BASE, effective=date(2000, 1, 1))
AMENDING = new_text(
    "uu-2-2010", ("angka-1/pasal-2", ""), ("angka-1/pasal-2/ayat-1", "Baru."), ("angka-2/pasal-2a", "Dua A.")
)
CHANGED = (
    change(ACT.REPLACE, f"{BASE}/pasal-2"),
    change(ACT.INSERT, f"{BASE}/pasal-2a", order=1),
    change(ACT.DELETE, f"{BASE}/pasal-3", order=2),
)


def table(
    *amendments: Amendment,
    relations: tuple[Relation, ...] = (),
    statuses: tuple[HandStatus, ...] = (),
    known: tuple[Regulation, ...] = (LAW,),
) -> ForceTable:
    everything = {provisions[0].regulation_id: provisions for provisions in (AMENDING, *LATER)}
    result = consolidate(ORIGINAL, amendments, everything)
    told = [
        item.model_copy(update={"doubt": result.findings.get((item.regulation_id, item.order), "")})
        for item in amendments
    ]
    return ForceTable(
        known,
        relations,
        versions=[wording.version for wording in result.wordings],
        wording_ids={provision.id for wording in result.wordings for provision in wording.provisions},
        amendments=told,
        statuses=statuses,
        headings={f"{BASE}/pasal-{n}": ("BAB III HAK", "Bagian Kedua Cuti") for n in (1, 2)},
    )


def test_words_hold_until_others_take_their_place() -> None:
    force = table(*CHANGED)
    before = force.in_force(f"{BASE}/pasal-2/ayat-1", D2010 - timedelta(1))
    assert (before.status, before.holds) == (ForceStatus.BERLAKU, True)
    after = force.in_force(f"{BASE}/pasal-2/ayat-1", D2010)
    assert (after.status, after.holds, after.superseded) == (ForceStatus.DIUBAH, False, True)
    assert after.successor == f"{BASE}/pasal-2@2010-01-01/ayat-1"
    assert after.reason == "Diubah dengan UU Nomor 2 Tahun 2010 mulai 1 Januari 2010."
    assert after.by is not None
    assert (after.by.subject_id, after.by.since) == ("uu-2-2010/pasal-i/angka-1", D2010)


def test_a_part_that_is_not_in_the_new_wording_leads_to_its_pasal() -> None:
    found = table(*CHANGED).in_force(f"{BASE}/pasal-2/ayat-2", D2010)
    assert found.successor == f"{BASE}/pasal-2@2010-01-01"
    assert found.reason.endswith("Bagian ini tidak ada lagi dalam bunyi yang baru.")
    assert not found.holds


def test_a_new_wording_holds_from_its_day() -> None:
    force = table(*CHANGED)
    identifier = f"{BASE}/pasal-2@2010-01-01/ayat-1"
    early = force.in_force(identifier, D2010 - timedelta(1))
    assert early.status is ForceStatus.BELUM_BERLAKU
    assert early.reason == "Baru berlaku 1 Januari 2010 dengan UU Nomor 2 Tahun 2010."
    found = force.in_force(identifier, D2010)
    assert (found.status, found.holds, found.successor) == (ForceStatus.BERLAKU, True, "")
    assert found.reason == "Bunyi sebagaimana diubah dengan UU Nomor 2 Tahun 2010 mulai 1 Januari 2010."


def test_a_deleted_pasal_is_repealed_by_what_deleted_it() -> None:
    force = table(*CHANGED)
    assert force.in_force(f"{BASE}/pasal-3", D2010 - timedelta(1)).holds
    found = force.in_force(f"{BASE}/pasal-3", D2010)
    assert (found.status, found.reason) == (ForceStatus.DICABUT, "Dihapus oleh UU Nomor 2 Tahun 2010.")


def test_an_inserted_pasal_without_a_date_leads_to_its_wording() -> None:
    force = table(*CHANGED)
    found = force.in_force(f"{BASE}/pasal-2a", D2010)
    assert (found.holds, found.successor) == (False, f"{BASE}/pasal-2a@2010-01-01")
    assert force.in_force(f"{BASE}/pasal-2a", D2010 - timedelta(1)).status is ForceStatus.BELUM_BERLAKU


def test_the_wording_of_a_day() -> None:
    force = table(*CHANGED)
    before = D2010 - timedelta(1)
    assert force.wording_on(f"{BASE}/pasal-2/ayat-1", before) == f"{BASE}/pasal-2/ayat-1"
    for identifier in (f"{BASE}/pasal-2/ayat-1", f"{BASE}/pasal-2@2010-01-01/ayat-1"):
        assert force.wording_on(identifier, D2010) == f"{BASE}/pasal-2@2010-01-01/ayat-1"
    assert force.wording_on(f"{BASE}/pasal-2/ayat-2", D2010) == ""
    assert force.wording_on(f"{BASE}/pasal-3", D2010) == ""
    assert force.wording_on(f"{BASE}/pasal-2a", before) == ""
    assert force.wording_on(f"{BASE}/pasal-1", D2010) == f"{BASE}/pasal-1"
    assert force.wording_on("pp-9-2009/pasal-1", D2010) == "pp-9-2009/pasal-1"


def test_what_was_changed_in_doubt_says_so_from_that_day() -> None:
    force = table(change(ACT.OTHER, f"{BASE}/pasal-2", doubt="Ayat (2) menjadi ayat (3)."))
    assert force.in_force(f"{BASE}/pasal-2", D2010 - timedelta(1)).status is ForceStatus.BERLAKU
    found = force.in_force(f"{BASE}/pasal-2/ayat-1", D2010)
    assert (found.status, found.holds) == (ForceStatus.DIUBAH, True)
    assert "belum dapat diterapkan: Ayat (2) menjadi ayat (3)." in found.reason


def test_of_a_regulation_whose_changes_are_known_only_what_they_name_counts_as_changed() -> None:
    whole = relation(UBAH, "uu-2-2010", BASE, D2010)
    force = table(*CHANGED, relations=(whole,))
    assert force.in_force(f"{BASE}/pasal-1", D2020).status is ForceStatus.BERLAKU
    assert force.in_force(BASE, D2020).status is ForceStatus.DIUBAH
    # Without the changes themselves every pasal may have been changed.
    assert table(relations=(whole,)).in_force(f"{BASE}/pasal-1", D2020).status is ForceStatus.DIUBAH
    vague = change(ACT.OTHER, BASE, order=3)
    found = table(*CHANGED, vague, relations=(whole,)).in_force(f"{BASE}/pasal-1", D2020)
    assert found.status is ForceStatus.DIUBAH


def test_a_change_whose_words_are_not_known_may_concern_the_newest_wording_too() -> None:
    unknown = relation(UBAH, "uu-7-2018", BASE, date(2018, 1, 1))
    force = table(*CHANGED, relations=(unknown,))
    identifier = f"{BASE}/pasal-2@2010-01-01"
    assert force.in_force(identifier, D2015).status is ForceStatus.BERLAKU
    found = force.in_force(identifier, D2020)
    assert (found.status, found.by, found.holds) == (ForceStatus.DIUBAH, unknown, True)


def test_a_repealed_regulation_takes_all_wordings_along_and_names_the_rule_of_today() -> None:
    acts = (
        relation(CABUT, "uu-5-2014/pasal-136", BASE, date(2014, 1, 15)),
        relation(CABUT, "uu-20-2023/pasal-76", "uu-5-2014", date(2023, 10, 31)),
    )
    force = table(*CHANGED, relations=acts)
    for identifier in (f"{BASE}/pasal-2", f"{BASE}/pasal-2@2010-01-01/ayat-1", BASE):
        assert force.in_force(identifier, date(2015, 1, 1)).successors == ("uu-5-2014",)
        now = force.in_force(identifier, date(2024, 1, 1))
        assert (now.status, now.successors) == (ForceStatus.DICABUT, ("uu-5-2014", "uu-20-2023"))
        assert now.successor == "uu-20-2023"
    assert force.in_force("uu-5-2014", date(2024, 1, 1)).successor == "uu-20-2023"


def test_laws_that_repeal_each_other_end_the_chain() -> None:
    acts = (relation(CABUT, "uu-5-2014", BASE, D2010), relation(CABUT, BASE, "uu-5-2014", D2015))
    assert table(relations=acts).in_force(BASE, D2020).successors == ("uu-5-2014", BASE)


def test_a_repeal_of_a_pasal_strikes_the_words_of_its_day_and_not_those_that_came_later() -> None:
    act = relation(CABUT, "uu-3-2008", f"{BASE}/pasal-2", date(2008, 1, 1))
    force = table(*CHANGED, relations=(act,))
    assert force.in_force(f"{BASE}/pasal-2", date(2009, 1, 1)).status is ForceStatus.DICABUT
    assert force.in_force(f"{BASE}/pasal-2@2010-01-01", D2010).status is ForceStatus.BERLAKU


@pytest.mark.parametrize("heading", ["bab-3", "bab-3-bagian-2"])
def test_a_repealed_heading_takes_the_pasal_under_it_along(heading: str) -> None:
    force = table(relations=(relation(CABUT, "uu-5-2014", f"{BASE}/{heading}", D2010),))
    assert force.in_force(f"{BASE}/pasal-1/ayat-1", D2010).status is ForceStatus.DICABUT
    assert force.in_force(f"{BASE}/pasal-3", D2010).status is ForceStatus.BERLAKU
    assert force.in_force(BASE, D2010).status is ForceStatus.DICABUT_SEBAGIAN


def test_a_changed_heading_changes_what_stands_under_it() -> None:
    force = table(relations=(relation(UBAH, "uu-5-2014", f"{BASE}/bab-3", D2010),))
    assert force.in_force(f"{BASE}/pasal-1", D2010).status is ForceStatus.DIUBAH
    assert force.in_force(f"{BASE}/pasal-3", D2010).status is ForceStatus.BERLAKU


def test_a_scope_that_names_pasal_repeals_these_alone() -> None:
    act = relation(CABUT, "uu-5-2014", BASE, D2010, "ketentuan Pasal 1 dan Pasal 3 ayat (2)")
    force = table(relations=(act,))
    assert force.in_force(f"{BASE}/pasal-1", D2010).status is ForceStatus.DICABUT
    assert force.in_force(f"{BASE}/pasal-3/ayat-2", D2010).status is ForceStatus.DICABUT
    assert force.in_force(f"{BASE}/pasal-3", D2010).status is ForceStatus.DICABUT_SEBAGIAN
    assert force.in_force(f"{BASE}/pasal-2", D2010).status is ForceStatus.BERLAKU
    assert force.in_force(BASE, D2010).status is ForceStatus.DICABUT_SEBAGIAN


def test_a_scope_that_excepts_pasal_repeals_the_rest() -> None:
    act = relation(CABUT, "uu-5-2014", BASE, D2010, "seluruhnya kecuali Pasal 3")
    force = table(relations=(act,))
    assert force.in_force(f"{BASE}/pasal-1", D2010).status is ForceStatus.DICABUT
    assert force.in_force(f"{BASE}/pasal-3/ayat-2", D2010).status is ForceStatus.BERLAKU
    assert force.in_force(BASE, D2010).status is ForceStatus.DICABUT_SEBAGIAN


@pytest.mark.parametrize(
    "scope", ["sepanjang bertentangan dengan Pasal 3", "yang diatur dalam Pasal 3 Undang-Undang ini"]
)
def test_a_scope_that_only_sets_a_limit_names_nothing(scope: str) -> None:
    force = table(relations=(relation(CABUT, "uu-5-2014", BASE, D2010, scope),))
    assert force.in_force(f"{BASE}/pasal-1", D2010).status is ForceStatus.DICABUT_SEBAGIAN


def test_a_status_set_by_hand_wins_from_its_day() -> None:
    act = relation(CABUT, "uu-5-2014", BASE, D2010)
    back = HandStatus(BASE, ForceStatus.BERLAKU, D2015, "Putusan MK")
    force = table(relations=(act,), statuses=(back,))
    assert force.in_force(f"{BASE}/pasal-1", D2015 - timedelta(1)).status is ForceStatus.DICABUT
    found = force.in_force(f"{BASE}/pasal-1", D2015)
    assert found.status is ForceStatus.BERLAKU
    assert found.reason == "Putusan MK (ditetapkan pengelola pengetahuan, sejak 1 Januari 2015)."


def test_a_status_of_a_pasal_outweighs_one_of_its_regulation_and_the_later_entry_the_earlier() -> None:
    statuses = (
        HandStatus(f"{BASE}/pasal-1", ForceStatus.DICABUT, D2010, "Putusan MK."),
        HandStatus(BASE, ForceStatus.BERLAKU, D2015, "Dibaca ulang"),
        HandStatus(BASE, ForceStatus.DICABUT_SEBAGIAN, D2015, "Diperbaiki"),
    )
    force = table(statuses=statuses)
    assert force.in_force(f"{BASE}/pasal-1/ayat-2", D2020).status is ForceStatus.DICABUT
    assert force.in_force(f"{BASE}/pasal-3", D2020).status is ForceStatus.DICABUT_SEBAGIAN


def test_a_regulation_said_to_be_in_force_still_reads_in_its_new_words() -> None:
    force = table(*CHANGED, statuses=(HandStatus(BASE, ForceStatus.BERLAKU, date(2000, 1, 1), "Dibaca"),))
    assert force.in_force(f"{BASE}/pasal-2", D2010).superseded
    assert force.in_force(f"{BASE}/pasal-2@2010-01-01", D2010).holds


@settings(deadline=None)
@given(CHANGES)
def test_on_every_day_one_wording_of_a_pasal_holds_or_none(changes: list[Amendment]) -> None:
    everything = {provisions[0].regulation_id: provisions for provisions in LATER}
    result = consolidate(ORIGINAL, changes, everything)
    versions = [wording.version for wording in result.wordings]
    ids = {provision.id for wording in result.wordings for provision in wording.provisions}
    force = ForceTable([LAW], [], versions=versions, wording_ids=ids, amendments=changes)
    for unit in {version.pasal_id for version in versions}:
        own = [version for version in versions if version.pasal_id == unit]
        for day in (date(2009, 12, 31) + timedelta(n) for n in range(64)):
            reading = [version.text_id for version in own if holds_on(version, day)]
            holding = [version.text_id for version in own if force.in_force(version.text_id, day).holds]
            assert holding == reading
            assert len(reading) <= 1
            assert force.wording_on(unit, day) == (reading[0] if reading else "")
            asked = force.in_force(unit, day)
            assert asked.holds == (reading == [unit])
            if not asked.holds and reading:
                assert asked.successor == reading[0]


def test_a_change_without_a_day_is_no_doubt_before_its_year() -> None:
    force = table(change(ACT.REPLACE, f"{BASE}/pasal-2", since=None))
    assert force.in_force(f"{BASE}/pasal-2", date(2009, 12, 31)).status is ForceStatus.BERLAKU
    doubted = force.in_force(f"{BASE}/pasal-2", D2010)
    assert doubted.status is ForceStatus.DIUBAH
    assert doubted.by is not None
    assert doubted.by.subject_id == "uu-2-2010/pasal-i/angka-1"


def test_an_amendment_goes_with_the_only_regulation_that_it_changes() -> None:
    amending = LAW.model_copy(update={"id": "uu-2-2010", "title": "Perubahan atas Undang-Undang Satu"})
    omnibus = LAW.model_copy(update={"id": "uu-3-2011", "title": "Cipta Kerja"})
    force = table(
        relations=(
            relation(UBAH, "uu-2-2010", BASE, D2010),
            relation(UBAH, "uu-3-2011", BASE, D2010),
            relation(CABUT, "uu-9-2020/pasal-5", BASE, D2020),
        ),
        known=(LAW, amending, omnibus),
    )
    assert force.in_force("uu-2-2010", D2020 - timedelta(1)).holds
    gone = force.in_force("uu-2-2010/pasal-ii", D2020)
    assert (gone.status, gone.successors) == (ForceStatus.DICABUT, ("uu-9-2020",))
    assert gone.reason == "Mengubah UU Nomor 1 Tahun 2000, yang dicabut oleh Pasal 5 UU Nomor 9 Tahun 2020."
    assert force.in_force("uu-3-2011", D2020).holds


def test_an_amendment_of_two_regulations_stands_while_one_of_them_does() -> None:
    amending = LAW.model_copy(update={"id": "uu-2-2010", "title": "Perubahan atas Dua Undang-Undang"})
    changes = (relation(UBAH, "uu-2-2010", BASE, D2010), relation(UBAH, "uu-2-2010", "uu-7-1999", D2010))
    force = table(relations=(*changes, relation(CABUT, "uu-9-2020", BASE, D2020)), known=(LAW, amending))
    assert force.in_force("uu-2-2010", D2020).holds
