"""Bidang and categories."""

import pytest

from api.accounts.models import Account
from api.forum.bidang import BidangStore, CategoryChange
from api.forum.models import Category
from api.state.fingerprint import fingerprint
from corpus.errors import Conflict, InvalidInput, NotFound
from tests.api.forum.desk import Desk

NEW = Category(
    id="absensi",
    bidang_id="disiplin-kinerja",
    name="Absensi",
    description="",
    reply_hours=8,
    resolve_hours=16,
)


def test_a_new_installation_begins_with_the_usual_ones(desk: Desk) -> None:
    assert [one.id for one in desk.bidang.bidang()] == [
        "mutasi",
        "kepangkatan",
        "pengadaan-data",
        "pengembangan-kompetensi",
        "disiplin-kinerja",
        "pensiun",
        "sekretariat",
    ]
    categories = desk.bidang.categories()
    assert len(categories) == 27
    assert all(one.description and 0 < one.reply_hours < one.resolve_hours for one in categories)
    pensiun = desk.bidang.categories(bidang_id="pensiun")
    assert [one.id for one in pensiun][:2] == ["batas-usia-pensiun", "berhenti-dini"]


def test_what_admins_changed_is_not_seeded_again(desk: Desk, citra: Account) -> None:
    desk.bidang.change_bidang("mutasi", name="Mutasi Pegawai", by=citra)
    again = BidangStore(desk.state.database)
    assert again.bidang()[0].name == "Mutasi Pegawai"
    assert len(again.bidang()) == 7


def test_bidang_are_added_last_and_put_out_of_use(desk: Desk, citra: Account) -> None:
    added = desk.bidang.add_bidang("hukum", "  Bidang   Hukum ", by=citra)
    assert added.name == "Bidang Hukum"
    assert desk.bidang.bidang()[-1] == added
    desk.bidang.change_bidang("hukum", active=False, by=citra)
    assert "hukum" not in [one.id for one in desk.bidang.bidang(active_only=True)]
    assert [one.action for one in desk.state.audit.entries(below="bidang.")] == [
        "bidang.ubah",
        "bidang.tambah",
    ]


def test_the_last_bidang_in_use_stays(desk: Desk, citra: Account) -> None:
    *others, last = desk.bidang.bidang()
    for one in others:
        desk.bidang.change_bidang(one.id, active=False, by=citra)
    with pytest.raises(Conflict, match="terakhir"):
        desk.bidang.change_bidang(last.id, active=False, by=citra)


@pytest.mark.parametrize("identifier", ["Hukum", "hukum dan ham", "-hukum", "", "a/b", "x" * 121])
def test_identifiers_are_plain(desk: Desk, citra: Account, identifier: str) -> None:
    with pytest.raises(InvalidInput, match="huruf kecil"):
        desk.bidang.add_bidang(identifier, "Hukum", by=citra)


def test_identifiers_are_given_once(desk: Desk, citra: Account) -> None:
    with pytest.raises(Conflict, match="sudah ada"):
        desk.bidang.add_bidang("mutasi", "Mutasi", by=citra)
    desk.bidang.add_category(NEW, by=citra)
    with pytest.raises(Conflict, match="sudah ada"):
        desk.bidang.add_category(NEW, by=citra)


def test_categories_are_added_changed_and_put_out_of_use(desk: Desk, citra: Account) -> None:
    desk.bidang.add_category(NEW, by=citra)
    changed = desk.bidang.change_category("absensi", CategoryChange(reply_hours=4, active=False), by=citra)
    assert (changed.name, changed.reply_hours, changed.resolve_hours, changed.active) == (
        "Absensi",
        4,
        16,
        False,
    )
    in_use = desk.bidang.categories(bidang_id="disiplin-kinerja", active_only=True)
    assert "absensi" not in [one.id for one in in_use]
    moved = desk.bidang.change_category("absensi", CategoryChange(bidang_id="mutasi"), by=citra)
    assert moved.bidang_id == "mutasi"


def test_a_bidang_out_of_use_takes_its_categories_from_the_choice(desk: Desk, citra: Account) -> None:
    desk.bidang.change_bidang("pensiun", active=False, by=citra)
    assert "pensiun" not in {one.bidang_id for one in desk.bidang.categories(active_only=True)}
    assert len(desk.bidang.categories(bidang_id="pensiun")) == 4


def test_targets_are_in_order(desk: Desk, citra: Account) -> None:
    with pytest.raises(InvalidInput, match="Target"):
        desk.bidang.change_category("cuti", CategoryChange(reply_hours=2_000), by=citra)
    with pytest.raises(InvalidInput, match="Target"):
        desk.bidang.add_category(NEW.model_copy(update={"reply_hours": 0}), by=citra)


def test_what_is_not_there_is_not_found(desk: Desk, citra: Account) -> None:
    with pytest.raises(NotFound, match="Bidang “langit”"):
        desk.bidang.change_bidang("langit", name="x", by=citra)
    with pytest.raises(NotFound, match="Kategori “langit”"):
        desk.bidang.change_category("langit", CategoryChange(name="x"), by=citra)
    with pytest.raises(NotFound, match="Bidang “langit”"):
        desk.bidang.add_category(NEW.model_copy(update={"bidang_id": "langit"}), by=citra)


def test_what_was_changed_since_it_was_read_is_not_written_over(desk: Desk, citra: Account) -> None:
    (bidang, *_), (category, *_) = desk.bidang.bidang(), desk.bidang.categories()
    seen, known = fingerprint(bidang), fingerprint(category)
    desk.bidang.change_bidang(bidang.id, name="Baru", by=citra, seen=seen)
    desk.bidang.change_category(category.id, CategoryChange(name="Baru"), by=citra, seen=known)
    with pytest.raises(Conflict, match="baru saja diubah orang lain"):
        desk.bidang.change_bidang(bidang.id, name="Lain", by=citra, seen=seen)
    with pytest.raises(Conflict, match="baru saja diubah orang lain"):
        desk.bidang.change_category(category.id, CategoryChange(name="Lain"), by=citra, seen=known)
    assert desk.bidang.bidang()[0].name == desk.bidang.categories()[0].name == "Baru"
