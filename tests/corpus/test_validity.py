"""Legal force on a day, by hand and by property."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import Regulation, Relation, RelationKind
from corpus.validity import Force, ForceStatus, ForceTable
from tests.corpus.contents import regulation, relation

CABUT, UBAH = RelationKind.MENCABUT, RelationKind.MENGUBAH
PP53 = regulation("pp-53-2010", effective=date(2010, 6, 6))
PP94 = regulation("pp-94-2021", enacted=date(2021, 8, 30), promulgated=date(2021, 8, 31))
TODAY = date(2026, 1, 1)


def force(
    identifier: str, *acts: Relation, on: date = TODAY, known: tuple[Regulation, ...] = (PP53, PP94)
) -> Force:
    return ForceTable(known, acts).in_force(identifier, on)


def test_in_force_unless_something_says_otherwise() -> None:
    found = force("pp-94-2021/pasal-5")
    assert found.status is ForceStatus.BERLAKU
    assert found.by is None
    assert found.holds


def test_a_regulation_that_is_not_here_is_unknown_but_may_be_relied_on() -> None:
    found = force("pp-11-2017/pasal-1")
    assert found.status is ForceStatus.TIDAK_DIKETAHUI
    assert found.holds


@pytest.mark.parametrize("identifier", ["pp-53-2010", "pp-53-2010/pasal-5", "pp-53-2010/pasal-5/ayat-1"])
def test_a_whole_repeal_ends_the_regulation_and_all_in_it(identifier: str) -> None:
    act = relation(CABUT, "pp-94-2021/pasal-43", "pp-53-2010")
    found = force(identifier, act)
    assert found.status is ForceStatus.DICABUT
    assert found.by == act
    assert found.reason == "Dicabut oleh Pasal 43 PP Nomor 94 Tahun 2021."
    assert not found.holds


def test_a_repeal_without_a_date_begins_with_what_repeals() -> None:
    act = relation(CABUT, "pp-94-2021/pasal-43", "pp-53-2010")
    assert force("pp-53-2010", act, on=date(2021, 8, 30)).status is ForceStatus.BERLAKU
    assert force("pp-53-2010", act, on=date(2021, 8, 31)).status is ForceStatus.DICABUT


def test_a_repeal_by_a_regulation_that_is_not_here_begins_at_the_end_of_its_year() -> None:
    act = relation(CABUT, "uu-9-2024", "pp-53-2010")
    assert force("pp-53-2010", act, on=date(2024, 12, 30)).status is ForceStatus.BERLAKU
    assert force("pp-53-2010", act, on=date(2024, 12, 31)).status is ForceStatus.DICABUT


def test_a_partial_repeal_is_told_with_its_scope() -> None:
    act = relation(CABUT, "pp-94-2021", "pp-53-2010", scope="sepanjang mengenai hukuman berat")
    found = force("pp-53-2010/pasal-7", act)
    assert found.status is ForceStatus.DICABUT_SEBAGIAN
    assert found.by == act
    assert found.reason.endswith(": sepanjang mengenai hukuman berat.")
    assert found.holds


def test_a_provision_can_be_repealed_alone() -> None:
    act = relation(CABUT, "pp-94-2021", "pp-53-2010/pasal-7/ayat-2", scope="ketentuan Pasal 7 ayat (2)")
    assert force("pp-53-2010/pasal-7/ayat-2", act).status is ForceStatus.DICABUT
    assert force("pp-53-2010/pasal-7/ayat-2/huruf-a", act).status is ForceStatus.DICABUT
    assert force("pp-53-2010/pasal-7/ayat-1", act).status is ForceStatus.BERLAKU
    assert force("pp-53-2010/pasal-7/ayat-20", act).status is ForceStatus.BERLAKU


def test_what_loses_a_part_is_repealed_in_part() -> None:
    act = relation(CABUT, "pp-94-2021", "pp-53-2010/pasal-7/ayat-2")
    for identifier in ("pp-53-2010/pasal-7", "pp-53-2010"):
        found = force(identifier, act)
        assert found.status is ForceStatus.DICABUT_SEBAGIAN
        assert found.reason == (
            "Dicabut sebagian oleh PP Nomor 94 Tahun 2021: Pasal 7 ayat (2) PP Nomor 53 Tahun 2010."
        )


def test_a_provision_repealed_within_limits_is_repealed_in_part() -> None:
    act = relation(CABUT, "pp-94-2021", "pp-53-2010/pasal-7", scope="Sepanjang mengenai PPPK")
    assert force("pp-53-2010/pasal-7", act).status is ForceStatus.DICABUT_SEBAGIAN


def test_amendments_name_the_last_one() -> None:
    acts = [
        relation(UBAH, "pp-2-2015", "pp-53-2010", date(2015, 1, 1)),
        relation(UBAH, "pp-3-2019", "pp-53-2010/pasal-7", date(2019, 1, 1)),
        relation(UBAH, "pp-1-2012", "pp-53-2010", date(2012, 1, 1)),
    ]
    for identifier, by in (("pp-53-2010/pasal-7", 1), ("pp-53-2010/pasal-8", 0), ("pp-53-2010", 1)):
        found = force(identifier, *acts)
        assert found.status is ForceStatus.DIUBAH
        assert found.by == acts[by]
        assert found.holds
    assert force("pp-53-2010", *acts, on=date(2011, 1, 1)).status is ForceStatus.BERLAKU
    assert force("pp-53-2010", *acts, on=date(2013, 1, 1)).by == acts[2]


def test_of_several_repeals_the_first_ended_it() -> None:
    acts = [
        relation(CABUT, "pp-9-2024", "pp-53-2010", date(2024, 1, 1)),
        relation(CABUT, "pp-94-2021", "pp-53-2010", date(2021, 8, 31)),
    ]
    assert force("pp-53-2010", *acts).by == acts[1]


def test_a_whole_repeal_outweighs_a_partial_one_and_any_repeal_an_amendment() -> None:
    whole = relation(CABUT, "pp-94-2021", "pp-53-2010", date(2021, 8, 31))
    part = relation(CABUT, "pp-1-2015", "pp-53-2010", date(2015, 1, 1), scope="sepanjang mengenai X")
    change = relation(UBAH, "pp-2-2025", "pp-53-2010/pasal-1", date(2025, 1, 1))
    assert force("pp-53-2010/pasal-1", change, part, whole).by == whole
    assert force("pp-53-2010/pasal-1", change, part).by == part
    assert force("pp-53-2010/pasal-1", change).by == change


def test_a_repealed_repeal_does_not_bring_a_rule_back() -> None:
    first = relation(CABUT, "pp-94-2021", "pp-53-2010", date(2021, 8, 31))
    second = relation(CABUT, "pp-1-2025", "pp-94-2021", date(2025, 1, 1))
    assert force("pp-53-2010", first, second).by == first
    assert force("pp-94-2021", first, second).by == second
    assert force("pp-94-2021", first, second, on=date(2024, 12, 31)).status is ForceStatus.BERLAKU


def test_what_begins_later_is_not_in_force_yet() -> None:
    later = regulation("pp-1-2026", effective=date(2026, 7, 1))
    found = force("pp-1-2026/pasal-1", known=(later,))
    assert found.status is ForceStatus.BELUM_BERLAKU
    assert found.reason == "Mulai berlaku 1 Juli 2026."
    assert not found.holds
    assert force("pp-1-2026", known=(later,), on=date(2026, 7, 1)).status is ForceStatus.BERLAKU


def test_the_effective_day_outweighs_the_others_even_backwards() -> None:
    back = regulation("pp-1-2026", enacted=date(2026, 5, 1), effective=date(2026, 1, 1))
    assert force("pp-1-2026", known=(back,)).status is ForceStatus.BERLAKU


@pytest.mark.parametrize("known", [(), (regulation("uu-20-2023"),)])
def test_a_rule_without_dates_is_not_older_than_its_year(known: tuple[Regulation, ...]) -> None:
    found = force("uu-20-2023/pasal-1", known=known, on=date(2022, 12, 31))
    assert found.status is ForceStatus.BELUM_BERLAKU
    assert force("uu-20-2023/pasal-1", known=known, on=date(2023, 1, 1)).holds


def test_carrying_out_and_referring_change_nothing() -> None:
    for kind in (RelationKind.MELAKSANAKAN, RelationKind.MERUJUK):
        assert force("pp-53-2010", relation(kind, "pp-94-2021", "pp-53-2010")).status is ForceStatus.BERLAKU


def test_a_regulation_does_not_repeal_itself() -> None:
    for target in ("pp-94-2021", "pp-94-2021/pasal-5"):
        assert force(target, relation(CABUT, "pp-94-2021/pasal-43", target)).status is ForceStatus.BERLAKU


@pytest.mark.parametrize("odd", ["", "/", "faq/cuti", "PP 53/2010", "x-0000", "pp-53/", "\ud800"])
def test_odd_identifiers_are_unknown_and_never_fail(odd: str) -> None:
    assert force(odd).status in {ForceStatus.TIDAK_DIKETAHUI, ForceStatus.BERLAKU}
    act = relation(CABUT, odd, "pp-53-2010")
    assert force("pp-53-2010", act).status is ForceStatus.DICABUT


def test_asking_does_not_grow_the_table() -> None:
    table = ForceTable([PP53], [relation(CABUT, "pp-94-2021", "pp-53-2010")])
    before = repr(vars(table))
    for number in range(50):
        table.in_force(f"pp-{number}-2010/pasal-1", TODAY)
    assert repr(vars(table)) == before


DAYS = st.dates(date(2011, 1, 1), date(2040, 1, 1))
TARGETS = st.sampled_from(["pp-53-2010", "pp-53-2010/pasal-7", "pp-53-2010/pasal-7/ayat-2"])
ACTS = st.lists(
    st.builds(
        relation,
        st.sampled_from([CABUT, UBAH]),
        st.sampled_from(["pp-94-2021", "uu-1-2030/pasal-2"]),
        TARGETS,
        DAYS,
        st.sampled_from(["seluruhnya", "sepanjang mengenai X"]),
    ),
    max_size=4,
)


@given(ACTS, TARGETS, TARGETS, DAYS, st.integers(1, 4_000))
def test_a_repeal_never_reaches_back(
    acts: list[Relation], target: str, asked: str, since: date, before: int
) -> None:
    on = max(since - timedelta(days=before), PP53.effective or date.min)
    repeal = relation(CABUT, "pp-1-2035", target, since)
    assert force(asked, *acts, repeal, on=on) == force(asked, *acts, on=on)
    assert not force(target, *acts, repeal, on=since).holds


@given(ACTS, TARGETS, DAYS)
def test_the_reason_is_among_the_acts_and_the_order_of_acts_does_not_matter(
    acts: list[Relation], asked: str, on: date
) -> None:
    found = force(asked, *acts, on=on)
    turned = force(asked, *reversed(acts), on=on)
    assert found.status is turned.status
    if found.by is None:
        assert found.status is ForceStatus.BERLAKU
    else:
        assert found.by in acts
        assert found.by.since is not None
        assert found.by.since <= on
        assert turned.by is not None
        assert turned.by.since == found.by.since
