"""The numbers by which lines of the minutes lead to the utterances they rest on."""

from collections.abc import Iterable, Iterator

from api.minutes.export.blocks import Quote, Run, Text
from api.minutes.export.printable import printable
from assistant.minutes.models import ActionItem, Minutes, Standing, Statement

TO_CHECK = "perlu diperiksa"


class Quotes:
    """The utterances that minutes cite, numbered from 1 in the order of the transcript."""

    def __init__(self, minutes: Minutes) -> None:
        cited = frozenset(_cited(minutes))
        said = [one for one in minutes.transcript.utterances if one.id in cited]
        self._numbers = {one.id: number for number, one in enumerate(said, 1)}
        self.quotes = tuple(
            Quote(
                number=number,
                utterance=one.id,
                time=clock(one.start),
                speaker=printable(one.speaker),
                text=printable(one.text),
            )
            for number, one in enumerate(said, 1)
        )

    def marks(self, utterances: Iterable[str]) -> Text:
        """`` [1, 4–6]`` with a link on each number; nothing for utterances the transcript lacks."""
        numbers = sorted({self._numbers[one] for one in utterances if one in self._numbers})
        if not numbers:
            return ()
        runs = [Run(" [")]
        for position, (first, last) in enumerate(_stretches(numbers)):
            if position:
                runs.append(Run(", "))
            runs.append(Run(str(first), quote=first))
            if last > first:
                runs += [Run("–" if last > first + 1 else ", "), Run(str(last), quote=last)]
        return (*runs, Run("]"))


def checked(text: str, item: Statement | ActionItem) -> Text:
    """A line of the minutes, with what is to be checked about it behind it."""
    if item.standing is Standing.VERIFIED:
        return (Run(printable(text)),)
    why = "; ".join(printable(problem).rstrip(".") for problem in item.problems)
    remark = f"({TO_CHECK}: {why})" if why else f"({TO_CHECK})"
    return Run(printable(text)), Run(" "), Run(remark, marked=True)


def clock(seconds: float | None) -> str:
    """``3725.4`` → ``01:02:05``; empty where the transcript has no times."""
    if seconds is None:
        return ""
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def _cited(minutes: Minutes) -> Iterator[str]:
    for topic in minutes.topics:
        for point in topic.key_points:
            yield from point.utterances
    for statement in (*minutes.decisions, *minutes.open_questions):
        yield from statement.utterances
    for action in minutes.actions:
        yield from action.utterances
    for reference in minutes.references:
        yield reference.utterance


def _stretches(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Runs of consecutive numbers, as their first and last."""
    first = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield first, last
            first = number
        last = number
    yield first, last
