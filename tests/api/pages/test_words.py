"""The pages have words for everything the corpus can say."""

from api.pages.words import FORCE
from corpus.validity import ForceStatus


def test_every_legal_force_has_a_badge_of_its_own() -> None:
    words = [FORCE[status.value].word for status in ForceStatus]
    assert len(set(words)) == len(words)
