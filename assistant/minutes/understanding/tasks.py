"""A task in the making, and when two of them are one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.minutes.models import ActionItem
from assistant.minutes.understanding.clauses import Speech
from assistant.minutes.understanding.deadlines import SpokenDay

COMPARED, SAME, NEAR = 60, 0.6, 3
"""Earlier tasks that a new one is compared with; the share of stems and the turns that make them one."""


@dataclass(slots=True)
class Task:
    """An action item in the making.

    Attributes:
        position: the turn that gives it.
        turns: all turns it rests on.
        own: its speaker took it on.
        accepted: somebody else said that they take it on.
        guessed: nobody was named; ``people`` are those who were spoken to.
        tentative: its day was only asked about.
        clauses: identities of the clauses that give it.
        features: what speaks for its being one, see :mod:`.assigning_features`.
    """

    position: int
    text: str
    turns: set[int]
    people: list[str] = field(default_factory=list)
    spoken: SpokenDay | None = None
    own: bool = False
    accepted: bool = False
    guessed: bool = False
    tentative: bool = False
    matter: frozenset[str] = frozenset()
    clauses: set[int] = field(default_factory=set)
    features: Mapping[str, float] = field(default_factory=dict)

    def item(self, speech: Speech) -> ActionItem:
        """The finished line."""
        return ActionItem(
            task=self.text,
            utterances=speech.ids(self.turns),
            pic=" dan ".join(dict.fromkeys(self.people)) or None,
            deadline_phrase=self.spoken.phrase if self.spoken else None,
            deadline=self.spoken.day if self.spoken else None,
        )


def repeated(tasks: Sequence[Task], task: Task) -> Task | None:
    """An earlier task of the same wording for the same person, which this one says again or changes."""
    for other in reversed(tasks[-COMPARED:]):
        if not other.matter or not task.matter:
            continue
        shared = len(other.matter & task.matter)
        is_near = task.position - other.position <= NEAR
        same_person = not task.people or not other.people or set(task.people) == set(other.people)
        handed_on = is_near and not task.own and not task.guessed and task.matter <= other.matter
        same_person = same_person or handed_on  # "Hajrah yang lapor." "Oh, Daeng Baso yang lapor."
        alike = shared / min(len(other.matter), len(task.matter)) >= SAME
        if same_person and alike and (shared >= 2 or is_near):
            return other
    return None


def merge(earlier: Task, later: Task) -> None:
    """The later words win where they say something."""
    earlier.turns |= later.turns
    earlier.clauses |= later.clauses
    earlier.people = later.people or earlier.people
    earlier.spoken = later.spoken or earlier.spoken
    if len(later.matter) > len(earlier.matter):
        earlier.text, earlier.matter = later.text, later.matter
