"""How well topic boundaries are placed: Pk and WindowDiff."""

from collections.abc import Sequence


def pk(reference: Sequence[int], found: Sequence[int]) -> float | None:
    """Share of window ends on which the two disagree whether they are of one topic, 0–1, lower is better.

    Beeferman, Berger and Lafferty, Statistical Models for Text Segmentation (1999), with k half the mean
    length of a reference topic.

    Args:
        reference: the topic number of each utterance, not falling; ``found`` the same of the system.

    Returns:
        None where the meeting is no longer than the window: nothing to measure.

    Raises:
        ValueError: not of one length.
    """
    k = _window(reference, found)
    places = range(len(reference) - k)
    if not places:
        return None
    wrong = sum(
        (reference[place] == reference[place + k]) != (found[place] == found[place + k]) for place in places
    )
    return wrong / len(places)


def window_diff(reference: Sequence[int], found: Sequence[int]) -> float | None:
    """Share of windows with another number of boundaries, 0–1, lower is better.

    Pevzner and Hearst, A Critique and Improvement of an Evaluation Metric for Text Segmentation (2002);
    unlike Pk it also counts boundaries too many or too near. Arguments, None and errors as ``pk``.
    """
    k = _window(reference, found)
    places = range(len(reference) - k)
    if not places:
        return None
    wrong = sum(
        reference[place + k] - reference[place] != found[place + k] - found[place] for place in places
    )
    return wrong / len(places)


def numbered(starts: Sequence[int], length: int) -> list[int]:
    """The topic number of each of ``length`` utterances, from the places where topics begin."""
    marks = [0] * length
    for place in set(starts) - {0}:
        marks[place] = 1
    total = 0
    numbers = []
    for mark in marks:
        total += mark
        numbers.append(total)
    return numbers


def _window(reference: Sequence[int], found: Sequence[int]) -> int:
    if len(reference) != len(found):
        raise ValueError(f"{len(reference)} utterances against {len(found)}")
    topics = len(set(reference)) or 1
    return max(1, round(len(reference) / topics / 2))
