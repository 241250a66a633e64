"""Words that officers of a bidang keep."""

import pytest

from api.accounts.models import Account
from api.forum.saved_replies import MOST, SavedReplies
from api.state.audit import AuditTrail
from api.state.state import State
from corpus.errors import Conflict, Forbidden, InvalidInput, NotFound
from tests.api.forum.desk import Desk
from tests.api.forum.people import NIP

BIDANG = "disiplin-kinerja"


@pytest.fixture
def replies(state: State, desk: Desk) -> SavedReplies:
    desk.bidang.seed()
    return SavedReplies(state.database)


def test_an_admin_keeps_changes_and_removes_words_and_it_is_on_record(
    replies: SavedReplies, state: State, citra: Account, dodi: Account
) -> None:
    second = replies.add(citra, BIDANG, "Salam penutup", "Terima kasih.")
    first = replies.add(citra, BIDANG, "Berkas", "Mohon lengkapi berkas Anda.")
    assert replies.list(dodi, BIDANG) == [first, second]
    changed = replies.change(citra, first.id, " Berkas  usul ", " Mohon lengkapi berkas usul Anda. ")
    assert (changed.title, changed.text) == ("Berkas usul", "Mohon lengkapi berkas usul Anda.")
    replies.remove(citra, second.id)
    assert replies.list(dodi, BIDANG) == [changed]
    entries = AuditTrail(state.database).entries(below="forum.balasan_tersimpan.")
    assert [entry.action.rsplit(".", 1)[1] for entry in entries] == ["hapus", "ubah", "tambah", "tambah"]


def test_operators_read_others_do_not_even_that(
    replies: SavedReplies, citra: Account, dodi: Account, eka: Account, ani: Account
) -> None:
    kept = replies.add(citra, BIDANG, "Berkas", "Mohon lengkapi berkas Anda.")
    with pytest.raises(Forbidden):
        replies.add(dodi, BIDANG, "Berkas", "x")
    with pytest.raises(Forbidden):
        replies.change(dodi, kept.id, "Berkas", "x")
    for other in (eka, ani):
        with pytest.raises(Forbidden):
            replies.list(other, BIDANG)
        with pytest.raises(NotFound):
            replies.remove(other, kept.id)


@pytest.mark.parametrize(
    ("title", "text"),
    [("", "x"), ("x", " "), ("x" * 121, "x"), ("x", "x" * 4_001), ("x", f"Hubungi pemilik NIP {NIP}.")],
)
def test_words_are_bounded_and_name_nobody(
    replies: SavedReplies, citra: Account, title: str, text: str
) -> None:
    with pytest.raises(InvalidInput):
        replies.add(citra, BIDANG, title, text)


def test_a_bidang_keeps_so_many_at_most(
    replies: SavedReplies, citra: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST == 200
    monkeypatch.setattr("api.forum.saved_replies.MOST", 1)
    replies.add(citra, BIDANG, "Satu", "Satu.")
    with pytest.raises(Conflict):
        replies.add(citra, BIDANG, "Dua", "Dua.")
