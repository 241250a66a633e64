"""What askers think of how their questions were handled."""

import pytest

from api.accounts.models import Account
from corpus.errors import Conflict, Forbidden, InvalidInput, NotFound
from tests.api.forum.desk import Desk
from tests.api.forum.people import NIP
from tests.api.state.answers import HandClock


def test_the_asker_rates_once_and_may_think_again(
    desk: Desk, ani: Account, citra: Account, clock: HandClock
) -> None:
    asked, _ = desk.answered(ani, citra)
    assert desk.whole(ani, asked.id).rating is None
    desk.ratings.rate(ani, asked.id, 2, f" Lama. NIP saya {NIP}. ")
    clock.forward(minutes=1)
    rating = desk.ratings.rate(ani, asked.id, 5)
    assert (rating.stars, rating.comment, rating.given_at) == (5, "", clock())
    assert desk.whole(citra, asked.id).rating == rating
    assert desk.audited(asked.id)[-2:] == [("ani.lestari", "forum.pertanyaan.nilai")] * 2


def test_a_comment_is_masked(desk: Desk, ani: Account, citra: Account) -> None:
    asked, _ = desk.answered(ani, citra)
    comment = desk.ratings.rate(ani, asked.id, 4, f"Terima kasih, Ani Lestari {NIP}").comment
    assert comment == "Terima kasih, [NAMA-1] [NIP-1]"


def test_only_the_asker_rates_and_only_what_is_done(
    desk: Desk, ani: Account, budi: Account, citra: Account
) -> None:
    waiting = desk.ask(ani)
    with pytest.raises(Conflict, match="selesai"):
        desk.ratings.rate(ani, waiting.id, 5)
    with pytest.raises(NotFound):
        desk.ratings.rate(budi, waiting.id, 5)
    asked, _ = desk.answered(ani, citra)
    for other in (budi, citra):
        with pytest.raises(Forbidden):
            desk.ratings.rate(other, asked.id, 5)


@pytest.mark.parametrize(("stars", "comment"), [(0, ""), (6, ""), (5, "x" * 2_001)])
def test_ratings_have_bounds(desk: Desk, ani: Account, citra: Account, stars: int, comment: str) -> None:
    asked, _ = desk.answered(ani, citra)
    with pytest.raises(InvalidInput, match="1 sampai 5"):
        desk.ratings.rate(ani, asked.id, stars, comment)
