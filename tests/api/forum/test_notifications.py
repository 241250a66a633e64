"""Who is told of what."""

import pytest
from sqlalchemy import select

from api.accounts.models import Account
from api.forum.notifications import Notifications
from api.state.forum_tables import NotificationRow
from corpus.errors import NotFound
from tests.api.forum.desk import Desk
from tests.api.forum.people import NIP, deactivate
from tests.api.state.answers import HandClock


def test_notifications_are_counted_listed_and_marked_by_their_own_account(
    desk: Desk, ani: Account, budi: Account, citra: Account, clock: HandClock
) -> None:
    first, _ = desk.answered(ani, citra)
    clock.forward(minutes=1)
    second, _ = desk.answered(ani, citra)
    assert desk.notifications.unread(ani) == 2
    page = desk.notifications.list(ani, limit=1)
    assert (page.total, [one.question_id for one in page.items]) == (2, [second.id])
    newest = page.items[0]
    assert newest.text == "Pertanyaan nomor 2 “Cuti tahunan” sudah dibalas."
    assert desk.notifications.mark_read(budi, [newest.id]) == 0
    assert desk.notifications.mark_read(ani, [newest.id]) == 1
    assert desk.notifications.mark_read(ani, [newest.id]) == 0
    unread = desk.notifications.list(ani, unread_only=True)
    assert [one.question_id for one in unread.items] == [first.id]
    assert desk.notifications.mark_read_about(ani, first.id) == 1
    assert desk.notifications.unread(ani) == 0
    assert desk.notifications.mark_read(ani) == 0


def test_what_was_told_long_ago_is_forgotten_read_or_not(
    desk: Desk, ani: Account, citra: Account, clock: HandClock
) -> None:
    notifications = Notifications(desk.state.database, days=30, clock=clock)
    desk.answered(ani, citra)
    clock.forward(days=30)
    later, _ = desk.answered(ani, citra)
    assert notifications.purge() == 0
    clock.forward(minutes=1)
    assert notifications.purge() > 0
    assert [one.question_id for one in notifications.list(ani).items] == [later.id]
    assert notifications.purge() == 0


def test_nobody_is_told_of_what_they_did_themselves(desk: Desk, citra: Account) -> None:
    asked = desk.ask(citra)
    desk.posts.reply(citra, asked.id, "Dua belas.", version=asked.version)
    assert desk.told(citra) == []


def test_notifications_hold_masked_words_only(desk: Desk, ani: Account, citra: Account) -> None:
    desk.answered(ani, citra, title=f"Pangkat {NIP} Ani Lestari")
    with desk.state.database.reading() as session:
        (text,) = session.scalars(select(NotificationRow.text))
    assert text == "Pertanyaan nomor 1 “Pangkat [NIP-1] [NAMA-1]” sudah dibalas."


def test_others_follow_what_they_may_read_until_they_stop(
    desk: Desk, ani: Account, budi: Account, citra: Account
) -> None:
    open_one = desk.ask(ani)
    with pytest.raises(NotFound):
        desk.notifications.subscribe(budi, open_one.id)
    asked, _ = desk.answered(ani, citra)
    desk.notifications.subscribe(budi, asked.id)
    desk.notifications.subscribe(budi, asked.id)
    assert desk.notifications.is_subscribed(budi, asked.id)
    asked = desk.work.reopen(ani, asked.id, "Belum jelas.", version=asked.version)
    assert desk.told(budi) == []
    desk.posts.reply(citra, asked.id, "Lebih jelas.", version=asked.version)
    assert desk.told(budi) == ["balasan"]
    desk.notifications.unsubscribe(budi, asked.id)
    desk.notifications.unsubscribe(budi, asked.id)
    assert not desk.notifications.is_subscribed(budi, asked.id)
    asked = desk.whole(ani, asked.id).question
    desk.posts.reply(citra, asked.id, "Lagi.", version=asked.version)
    assert desk.told(budi) == ["balasan"]


def test_officers_who_left_the_bidang_are_told_no_more(
    desk: Desk, ani: Account, citra: Account, dodi: Account
) -> None:
    asked = desk.ask(ani)
    taken = desk.work.take_over(citra, asked.id, version=asked.version)
    moved = desk.work.move(citra, asked.id, bidang_id="pensiun", version=taken.version)
    desk.posts.follow_up(ani, moved.id, "Saya guru.")
    assert desk.told(citra) == []
    other = desk.ask(ani)
    desk.work.assign(citra, other.id, dodi.id, version=other.version)
    deactivate(desk.state, dodi)
    desk.posts.follow_up(ani, other.id, "Saya guru.")
    assert desk.told(dodi) == ["penugasan"]
