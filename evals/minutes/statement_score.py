"""Statements found, decisions or open questions: precision and recall against the gold of a meeting."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.minutes.models import Minutes, Statement
from evals.minutes.evidence import Places
from evals.minutes.matching import Found, Wanted, content_words, match
from evals.minutes.meeting import GoldDecision, Meeting
from evals.minutes.tally import Tally


@dataclass(frozen=True, slots=True)
class StatementScore:
    """The counts, and what went wrong for reading.

    Attributes:
        missed: identifiers of gold that nothing matches.
        wrong: texts that match no gold.
        lost: gold whose words the reader of the transcript lost; they are among the missed.
        trapped: of the wrong, those that rest on words which the gold names as no decision.
    """

    tally: Tally
    missed: tuple[str, ...]
    wrong: tuple[str, ...]
    lost: tuple[str, ...]
    trapped: int


def score_decisions(minutes: Minutes, meeting: Meeting) -> StatementScore:
    """Match decisions one to one, by cited evidence and content words (``evals.minutes.matching``)."""
    return _score(minutes, minutes.decisions, meeting.decisions, meeting)


def score_questions(minutes: Minutes, meeting: Meeting) -> StatementScore:
    """The same for questions left open."""
    return _score(minutes, minutes.open_questions, meeting.open_questions, meeting)


def _score(
    minutes: Minutes, said: Sequence[Statement], gold: Sequence[GoldDecision], meeting: Meeting
) -> StatementScore:
    places = Places(minutes.transcript)
    wanted = [
        Wanted(one.id, content_words(one.text, *one.quotes), places.of_any(one.quotes), one.optional)
        for one in gold
    ]
    found = [Found(content_words(one.text), frozenset(one.utterances)) for one in said]
    pairs = match(found, wanted).pairs
    neutral = sum(wanted[place].optional for _, place in pairs)
    matched, served = {place for place, _ in pairs}, {place for _, place in pairs}
    traps = places.of_any(quote for negative in meeting.negatives for quote in negative.quotes)
    wrong = [place for place in range(len(found)) if place not in matched]
    return StatementScore(
        Tally(len(pairs) - neutral, len(found) - neutral, sum(not one.optional for one in wanted)),
        tuple(one.id for place, one in enumerate(wanted) if place not in served and not one.optional),
        tuple(said[place].text for place in wrong),
        tuple(one.id for one in wanted if not one.utterances),
        sum(bool(found[place].utterances & traps) for place in wrong),
    )
