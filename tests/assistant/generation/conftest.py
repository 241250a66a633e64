"""Asking the small installation through a scripted model."""

import itertools
from collections.abc import Callable
from datetime import date

import pytest

from assistant.compose import Composer
from assistant.events import Done, Event, Sentence
from assistant.models import Answer, Claim, Question
from assistant.support import SupportChecker
from assistant.verify import Verifier
from tests.assistant.conftest import TODAY, Desk
from tests.assistant.generation.scripted import Clock, ScriptedModel

Ask = Callable[..., list[Event]]


def sentences_of(events: list[Event]) -> list[Claim]:
    """The claims that were sent, in order."""
    return [event.claim for event in events if isinstance(event, Sentence)]


def done(events: list[Event]) -> Answer:
    """The answer that ends the events."""
    last = events[-1]
    assert isinstance(last, Done)
    return last.answer


@pytest.fixture
def ask(desk: Desk) -> Ask:
    """Ask; every sentence in any event and in the answer must stand under the verifier."""

    def asked(
        question: str,
        model: ScriptedModel | None,
        *,
        checker: SupportChecker | None = None,
        on: date = TODAY,
        clock: Clock | None = None,
        desk_of: Desk = desk,
        wish: str = "",
    ) -> list[Event]:
        composer = Composer(desk_of.assistant, model, checker, seconds=30.0, clock=clock or Clock())
        events = list(composer.events(Question(text=question, on=on), user="seseorang", wish=wish))
        answer = done(events)
        verifier = Verifier(desk_of.snapshot.knowledge, desk_of.snapshot.force)
        for claims in (sentences_of(events), answer.claims):
            assert verifier.verify(claims, question=question, on=on).all_stand
        numbers = [event.number for event in events if isinstance(event, Sentence)]
        assert all(later in (1, earlier + 1) for earlier, later in itertools.pairwise(numbers))
        return events

    return asked
