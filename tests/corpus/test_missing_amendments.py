"""Amendments that are only told of: whose wordings they make doubtful, from which day, and what is said."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.corrections import AddRelation, RejectRelation
from corpus.force import Force, ForceStatus, HandStatus
from corpus.missing_amendments import missing_amendments
from corpus.models import Regulation, Relation, RelationKind
from corpus.store import Store
from corpus.told import ToldAmendment
from corpus.validity import ForceTable
from tests.corpus.contents import law, provision, regulation, relation

CABUT, UBAH = RelationKind.MENCABUT, RelationKind.MENGUBAH
TODAY = date(2026, 1, 1)
KNOWN = (regulation("pp-7-1977"), regulation("pp-13-1980"), regulation("pp-9-2022"))


def told(
    amending: str, *, target: str = "pp-7-1977", times: int = 0, by: str = "pp-9-2022/mengingat/angka-2"
) -> ToldAmendment:
    return ToldAmendment(amending_id=amending, target_id=target, times=times, told_by=by, evidence="…")


def force(
    *mentions: ToldAmendment,
    acts: tuple[Relation, ...] = (),
    statuses: tuple[HandStatus, ...] = (),
    identifier: str = "pp-7-1977/pasal-3",
    on: date = TODAY,
    known: tuple[Regulation, ...] = KNOWN,
) -> Force:
    return ForceTable(known, acts, told=mentions, statuses=statuses).in_force(identifier, on)


@pytest.mark.parametrize("identifier", ["pp-7-1977", "pp-7-1977/pasal-3", "pp-7-1977/pasal-3/ayat-1"])
def test_an_amendment_that_is_not_here_is_told_of_all_that_it_may_have_changed(identifier: str) -> None:
    found = force(told("pp-15-2019"), identifier=identifier)
    assert found.status is ForceStatus.DIUBAH
    assert found.holds
    assert found.reason == (
        "PP Nomor 7 Tahun 1977 diubah dengan PP Nomor 15 Tahun 2019, yang naskahnya tidak ada di pustaka "
        "ini. Bunyi yang berlaku mungkin lain dari yang ada di sini."
    )
    assert found.by is not None
    assert (found.by.subject_id, found.by.target_id) == ("pp-15-2019", "pp-7-1977")


def test_other_regulations_stay_as_they_are() -> None:
    found = force(told("pp-15-2019"), identifier="pp-13-1980/pasal-1")
    assert found.status is ForceStatus.BERLAKU
    assert found.missing is None


def test_before_its_year_there_was_no_such_amendment() -> None:
    assert force(told("pp-15-2019"), on=date(2018, 12, 31)).status is ForceStatus.BERLAKU
    assert force(told("pp-15-2019"), on=date(2019, 1, 1)).status is ForceStatus.DIUBAH


def test_only_those_that_were_made_by_a_day_are_told() -> None:
    found = force(told("pp-15-2019"), told("pp-22-2013"), on=date(2015, 1, 1))
    assert found.missing is not None
    assert [one.amending_id for one in found.missing.named] == ["pp-22-2013"]
    assert "2019" not in found.reason


def test_of_many_the_latest_are_named() -> None:
    many = [told(f"pp-{year - 2000}-{year}") for year in range(2011, 2016)]
    assert (
        "diubah dengan PP Nomor 15 Tahun 2015, PP Nomor 14 Tahun 2014, PP Nomor 13 Tahun 2013, dan 2 lainnya,"
        in force(*many).reason
    )


def test_an_amendment_whose_change_is_known_casts_no_doubt() -> None:
    acts = (relation(UBAH, "pp-13-1980", "pp-7-1977"),)
    found = force(told("pp-13-1980"), acts=acts)
    assert found.missing is None
    assert found.reason == "Diubah oleh PP Nomor 13 Tahun 1980."


def test_one_that_is_here_but_was_not_read_is_told_as_such() -> None:
    found = force(told("pp-13-1980"))
    assert found.status is ForceStatus.DIUBAH
    assert "PP Nomor 13 Tahun 1980, tetapi perubahannya belum terbaca dari naskah itu." in found.reason


def test_what_is_known_is_told_first() -> None:
    acts = (relation(UBAH, "pp-13-1980", "pp-7-1977"),)
    found = force(told("pp-15-2019"), acts=acts)
    assert found.reason.startswith("Diubah oleh PP Nomor 13 Tahun 1980. PP Nomor 7 Tahun 1977 diubah dengan")
    assert found.by == acts[0]


def test_a_repealed_regulation_is_repealed_whatever_is_told() -> None:
    repeal = relation(CABUT, "pp-9-2022", "pp-7-1977")
    found = force(told("pp-15-2019"), acts=(repeal,))
    assert found.status is ForceStatus.DICABUT
    assert found.missing is None


def test_what_a_person_vouches_for_is_not_doubted() -> None:
    vouched = HandStatus("pp-7-1977/pasal-3", ForceStatus.BERLAKU, date(2020, 1, 1), "Sudah diperiksa")
    assert force(told("pp-15-2019"), statuses=(vouched,)).missing is None
    elsewhere = force(told("pp-15-2019"), statuses=(vouched,), identifier="pp-7-1977/pasal-4")
    assert elsewhere.status is ForceStatus.DIUBAH


def lacking(*mentions: ToldAmendment, acts: tuple[str, ...] = ()) -> tuple[int, date | None]:
    relations = [relation(UBAH, one, "pp-7-1977") for one in acts]
    regulations = {one: regulation(one) for one in ("pp-7-1977", *acts)}
    found = missing_amendments(mentions, relations, regulations).get("pp-7-1977")
    return (found.unnamed, found.unnamed_since) if found is not None else (0, None)


def test_a_count_shows_how_many_are_not_even_named() -> None:
    fifth = told("pp-9-2007", times=5, by="pp-9-2007")
    assert lacking(fifth, acts=("pp-13-1980", "pp-15-1985", "pp-9-2007")) == (2, date(1977, 1, 1))


def test_they_were_made_after_the_last_that_the_count_agrees_with() -> None:
    second = told("pp-15-1985", times=2, by="pp-15-1985")
    fifth = told("pp-9-2007", times=5, by="pp-9-2007")
    assert lacking(second, fifth, acts=("pp-13-1980", "pp-15-1985", "pp-9-2007")) == (2, date(1985, 1, 1))


def test_a_later_count_that_agrees_shows_an_earlier_one_wrong() -> None:
    wrong = told("pp-13-1980", times=2, by="pp-15-1985/menimbang")
    third = told("pp-9-2007", times=3, by="pp-9-2007")
    assert lacking(wrong, third, acts=("pp-13-1980", "pp-15-1985", "pp-9-2007")) == (0, None)


def test_a_count_without_names_is_told_too() -> None:
    acts = (relation(UBAH, "pp-13-1980", "pp-7-1977"),)
    found = force(told("pp-13-1980", times=3, by="pp-13-1980"), acts=acts)
    assert (
        "diubah 3 kali sampai dengan PP Nomor 13 Tahun 1980, tetapi 2 di antaranya tidak dikenal"
        in found.reason
    )


def test_mentions_are_kept_with_their_source_and_go_with_it(store: Store) -> None:
    mention = told("pp-15-2019", by="pp-94-2021/pasal-1")
    store.replace(replace(law(provision("pp-94-2021/pasal-1", "Satu.")), told=(mention,)))
    assert store.told_amendments() == [mention]
    store.remove("pp-94-2021")
    assert store.told_amendments() == []


def test_a_mention_that_a_person_rejects_no_longer_counts(store: Store) -> None:
    mention = told("pp-15-2019", by="pp-94-2021/pasal-1")
    store.replace(replace(law(provision("pp-94-2021/pasal-1", "Satu.")), told=(mention,)))
    rejected = RejectRelation(relation_kind=UBAH, subject_id="pp-15-2019", target_id="pp-7-1977")
    store.add_correction(rejected, reason="Salah baca", author="Sari")
    assert store.told_amendments() == []
    added = AddRelation(relation=relation(UBAH, "pp-15-2019", "pp-7-1977"))
    store.add_correction(added, reason="Benar ada", author="Sari")
    assert store.told_amendments() == [mention]


@pytest.mark.parametrize(
    ("titled", "meant"),
    [("tentang Disiplin Pegawai (LN 1977)", True), ("tentang Pajak Penghasilan", False), ("", True)],
)
def test_a_misprinted_name_is_known_by_the_title_that_follows_it(titled: str, meant: bool) -> None:
    words = f"Peraturan Pemerintah Nomor 7 Tahun 1977 {titled} sebagaimana telah diubah dengan …"
    mention = told("pp-15-2019").model_copy(update={"evidence": words})
    assert (force(mention).missing is not None) is meant


def test_one_that_is_here_and_treats_another_matter_is_a_misprint() -> None:
    other = regulation("pp-13-1980", title="Pendirian Perusahaan")
    assert force(told("pp-13-1980"), known=(KNOWN[0], other, KNOWN[2])).missing is None
