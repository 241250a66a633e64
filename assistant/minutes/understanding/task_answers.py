"""What the turns after an assignment add to its task: who takes it on, until when, corrections."""

import re
from collections.abc import Callable, Sequence

from assistant.minutes.understanding.acts import Act, nods, same_speaker
from assistant.minutes.understanding.assignments import Assignment
from assistant.minutes.understanding.clauses import Clause, Speech
from assistant.minutes.understanding.people import is_unknown
from assistant.minutes.understanding.slots import (
    comments_on,
    corrects,
    deadline_in,
    does_it,
    says_only_when,
    takes_on,
)
from assistant.minutes.understanding.tasks import Task

ANSWERS = 4
"""Turns after an assignment in which its addressee, its deadline or a correction may be said."""
SHORT_ANSWER = 16
"""Words of an answer that can still be about nothing but when or who."""
LONGEST_REPLY = 24
"""Words of the answer of whoever was given a task, all of which may say when."""

SHORT_YES = 8
"""Words of a reply that may be a mere yes."""
TALK_OF_DAYS = 4
"""Turns in which a day that was asked for is settled."""
LONGEST_WHEN = 6
"""Words of a turn that only asks until when."""
_WHEN = re.compile(r"\b(?:kapan|tanggal berapa|hari apa|berapa (?:lama|hari))\b")
_INSTEAD = re.compile(r"\b(?:saja|deh|mentok|baru|minta|kalau|lah|atuh|tidak)\b")
_CALLED_BACK = re.compile(r"h{1,2}P")


class AnswerReader:
    """Reads the turns after assignments.

    Args:
        speech: the meeting.
        acts: what its clauses do, by turn.
        assigns: whether the clause of a turn at an index gives a task.
    """

    def __init__(
        self, speech: Speech, acts: Sequence[Sequence[Act]], assigns: Callable[[int, int], bool]
    ) -> None:
        self._speech = speech
        self._acts = acts
        self._assigns = assigns

    def read(self, task: Task, position: int, assignment: Assignment) -> None:
        """Read the next turns for who takes it on, until when, and corrections."""
        for at in range(position + 1, min(position + 1 + ANSWERS, len(self._acts))):
            acts = self._acts[at]
            if not acts:
                continue
            if sum(len(act.clause.tags) for act in acts[: SHORT_ANSWER + 1]) > SHORT_ANSWER:
                self._reply(task, at, position)
                break
            is_other = not same_speaker(self._speech, at, position)
            taken_on = is_other and (
                nods(acts)
                or takes_on(acts[0].clause)
                or (at == position + 1 and not acts[0].objects and does_it(acts[0].clause))
            )
            if taken_on:
                self._accept(task, at, assignment)
                self._called_by_name(task, acts[0].clause, at)
            elif self._asks_when(at):
                if task.spoken is None or task.tentative:
                    self._told_when(task, at)
                break
            elif self._is_refusal(at, assignment, is_other=is_other) or self._begins_something(at):
                self._reply(task, at, position)
                if task.spoken is None and at + 1 < len(self._acts) and self._asks_when(at + 1):
                    self._told_when(task, at + 1)
                break
            for act in acts:
                if not act.machine and not act.reported:
                    self.take_over(task, act.clause, at)

    def _asks_when(self, at: int) -> bool:
        """Whether a turn does nothing but ask until when: "Jadi kapan?", "Selesainya tanggal berapa?"."""
        acts = self._acts[at]
        return any(
            len(act.clause.tags) <= LONGEST_WHEN and _WHEN.search(act.clause.said) is not None
            for act in acts[-2:]
        ) and not any(self._assigns(at, index) for index in range(len(acts)))

    def _told_when(self, task: Task, at: int) -> None:
        """The day in the answer to that question, and what becomes of it in the next few words.

        "Senin." "Senin itu kelamaan. Jumat ini.": the last day that is not only spoken about.
        """
        for turn in range(at, min(at + 1 + TALK_OF_DAYS, len(self._acts))):
            acts = self._acts[turn]
            if sum(len(act.clause.tags) for act in acts) > SHORT_ANSWER:
                break
            days = [
                (day, act.clause)
                for act in acts
                if (day := deadline_in(act.clause)) is not None and not comments_on(act.clause, day)
            ]
            for day, clause in days:
                if task.spoken is None or day.phrase.lower() not in task.spoken.phrase.lower():
                    task.spoken, task.tentative = day, clause.asks
                    task.turns.add(turn)
            others = any(act.clause.days for act in acts) or nods(acts) or turn == at
            if not others and task.spoken is not None:
                break

    def _called_by_name(self, task: Task, clause: Clause, at: int) -> None:
        """Who took a task on without being known is called by name in the answer: "iya Mas Robby"."""
        named = _CALLED_BACK.match(clause.tags)
        if task.own and not task.people and named is not None:
            person = clause.person(named.end() - 1)
            if not person.unit:
                task.people = [person.name]
                task.turns.add(at)

    def take_over(self, task: Task, clause: Clause, at: int) -> None:
        """A day or a person that a later short clause says of the task."""
        if len(clause.tags) > SHORT_ANSWER:
            return
        is_correction = corrects(clause)
        day = deadline_in(clause)
        if day is not None and at != task.position and comments_on(clause, day):
            day = None
        if day is not None and (at == task.position or is_correction or says_only_when(clause)):
            is_news = task.spoken is None or day.phrase.lower() not in task.spoken.phrase.lower()
            unresolved = task.spoken is not None and task.spoken.day is None and day.day is not None
            near = at <= task.position + 1 and not clause.asks
            open_yet = task.spoken is None or task.tentative or (unresolved and near)
            if is_news and (open_yet or is_correction or (at != task.position and _insists(clause))):
                task.spoken = day
                task.turns.add(at)
                task.tentative = clause.asks
        if is_correction and ("nP" in clause.tags or ("P" in clause.tags and "ganti" in clause.said)):
            task.people = [clause.person(clause.tags.rindex("P")).name]
            task.turns.add(at)

    def answers_at_once(self, position: int) -> bool:
        """Whether a turn is no longer than an answer."""
        acts = self._acts[position][: LONGEST_REPLY + 1]
        return sum(len(act.clause.tags) for act in acts) <= LONGEST_REPLY

    def speaks_for_self(self, at: int) -> bool:
        """Whether a turn of somebody known is a short yes, or says what its speaker does."""
        acts = self._acts[at]
        short = sum(len(act.clause.tags) for act in acts) <= SHORT_YES and (
            nods(acts) or takes_on(acts[0].clause)
        )
        return not is_unknown(self._speech.turns[at].speaker) and (
            short or any("m" in act.clause.tags for act in acts)
        )

    def _reply(self, task: Task, at: int, position: int) -> None:
        """The day in a longer answer of whoever was given the task: "… jadi akhir Maret baru bisa"."""
        speaker = self._speech.people.canonical(self._speech.turns[at].speaker)
        replies = at == position + 1 and speaker in task.people and self.answers_at_once(at)
        if replies and task.spoken is None:
            task.spoken = next((day for act in self._acts[at] if (day := deadline_in(act.clause))), None)
            if task.spoken is not None:
                task.turns.add(at)

    def _accept(self, task: Task, at: int, assignment: Assignment) -> None:
        """Somebody takes the task on: the one who was addressed, or who was asked whether they could."""
        speaker = self._speech.turns[at].speaker
        # The chair's "iya" to "harus dibersihkan, Pak" takes nothing on.
        grants = assignment.kind in ("passive", "rest", "result", "needed") and self._speech.people.is_chair(
            speaker
        )
        if not task.people and assignment.addressed and self.speaks_for_self(at) and not grants:
            task.people = [self._speech.people.canonical(speaker)]
            task.turns.add(at)
        if not assignment.firm and not assignment.speaker:
            task.turns.add(at)
        task.accepted = True
        may_say = speaker_is(self._speech, at, task.people) or is_unknown(speaker)
        if task.spoken is None and may_say and self.answers_at_once(at):
            days = [(day, act.clause) for act in self._acts[at] if (day := deadline_in(act.clause))]
            days.sort(key=lambda said: not does_it(said[1]))
            task.spoken = days[0][0] if days else None
            if task.spoken is not None:
                task.turns.add(at)

    def _is_refusal(self, at: int, assignment: Assignment, *, is_other: bool) -> bool:
        """Whether somebody who was asked declines, without offering another day."""
        first = self._acts[at][0]
        return is_other and first.objects and not assignment.firm and deadline_in(first.clause) is None

    def _begins_something(self, at: int) -> bool:
        """Whether an answer is about something else."""
        for index, act in enumerate(self._acts[at]):
            if len(act.clause.tags) > SHORT_ANSWER // 2 and not act.clause.days:
                return True
            if self._assigns(at, index) and not corrects(act.clause):
                return True
        return False


def _insists(clause: Clause) -> bool:
    """Whether a day is said in another's place: "Kamis nggak keburu, Jumat saja", "Senin mentok"."""
    return _INSTEAD.search(clause.said) is not None or "nT" in clause.tags


def speaker_is(speech: Speech, position: int, people: Sequence[str]) -> bool:
    """Whether one of some people speaks in a turn."""
    return speech.people.canonical(speech.turns[position].speaker) in people
