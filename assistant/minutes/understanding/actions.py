"""Action items: what somebody is to do after the meeting, who, and until when.

A task begins with an assignment, found by rules (:mod:`.assignments`) or only suspected
(:mod:`.possible_assignments`); fitted weights judge from what it shows and what is answered whether it is one
(:mod:`.assigning_features`). What it leaves open is looked for in the next clauses of the same turn and in
the answers: "Siap, Pak, Jumat" names the addressee and the day. Later corrections ("eh jangan Jumat, Senin
aja") win.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from assistant.minutes.models import ActionItem
from assistant.minutes.understanding.acts import Act
from assistant.minutes.understanding.assigning_features import task_features
from assistant.minutes.understanding.assignments import Assignment, read_assignment
from assistant.minutes.understanding.clauses import Clause, Speech
from assistant.minutes.understanding.judgement import Judgement, task_judgement
from assistant.minutes.understanding.people import Mention, is_unknown
from assistant.minutes.understanding.possible_assignments import read_possible
from assistant.minutes.understanding.slots import deadline_in, is_slot
from assistant.minutes.understanding.task_answers import AnswerReader
from assistant.minutes.understanding.task_wording import content, question_matter, task_text
from assistant.minutes.understanding.tasks import Task, merge, repeated
from assistant.minutes.understanding.volunteers import volunteered
from assistant.minutes.understanding.wording import tidy
from corpus.search_words import search_words

FOLLOWING = 12
"""Clauses after an assignment, in its turn, that may still be about it."""
LOOK_BACK = 3
"""Turns before an assignment that may say what it is about."""

_SAYS = re.compile(r"\bkata (?P<who>P\d)")


class ActionFinder:
    """Finds action items in the speech of one meeting.

    Args:
        speech: the meeting.
        acts: what its clauses do, by turn.
    """

    def __init__(self, speech: Speech, acts: Sequence[Sequence[Act]]) -> None:
        self._speech = speech
        self._acts = acts
        self._answers = AnswerReader(speech, acts, lambda at, index: self._ruled(at, index) is not None)
        self.assigned: set[int] = set()
        """Identities of the clauses that give a task."""
        self.answered: set[int] = set()
        """Turns that say of a task who does it or until when."""

    def find(self) -> list[ActionItem]:
        """Every action item in the order in which the tasks were given; linear in the speech's length."""
        return self.judged(task_judgement())

    def judged(self, by: Judgement) -> list[ActionItem]:
        """The action items as given weights judge them."""
        tasks: list[Task] = []
        for position in range(len(self._acts)):
            given = self._given(position, by)
            for task in (*given, *volunteered(self._speech, self._acts, position, self._answers)):
                self._add(tasks, task)
        self.assigned = {clause for task in tasks for clause in task.clauses}
        self.answered = {turn for task in tasks for turn in task.turns if turn != task.position}
        return [task.item(self._speech) for task in tasks]

    def possible(self) -> Iterator[Task]:
        """Every task that a clause may give, by itself, with its features: what the weights are fitted on."""
        for position in range(len(self._acts)):
            for _, task in self._possible[position]:
                yield task

    def _add(self, tasks: list[Task], task: Task) -> None:
        same = repeated(tasks, task)
        answered = self._answered_by(tasks, task)
        if answered is not None:
            answered.turns.add(task.position)
            answered.clauses |= task.clauses
            answered.spoken = answered.spoken or task.spoken
        elif same is None:
            tasks.append(task)
        else:
            merge(same, task)

    def _answered_by(self, tasks: Sequence[Task], task: Task) -> Task | None:
        """The task just given to a speaker who answers what they will do: "Iya Bu, Kamis saya ke sana"."""
        if not tasks or not task.own:
            return None
        last = tasks[-1]
        if last.own or not self._answers.answers_at_once(task.position):
            return None
        next_to = task.position == last.position + 1
        given = next_to and last.people == task.people and bool(last.people)
        # Where nobody knows who speaks, "baik, besok saya kirim" answers what was just asked for.
        unknown = is_unknown(self._speech.turns[task.position].speaker)
        taken_on = unknown and (next_to or task.position in last.turns) and last.accepted
        return last if given or taken_on else None

    def _given(self, position: int, by: Judgement) -> list[Task]:
        """The tasks that are given, or taken on, in one turn."""
        starts = [
            start for start, task in self._possible[position] if is_certain(task) or by.settles(task.features)
        ]
        return [
            task
            for number, (index, assignment) in enumerate(starts)
            if (
                task := self._task(
                    position, index, assignment, [at for at, _ in starts[number + 1 : number + 2]]
                )
            )
        ]

    @cached_property
    def _possible(self) -> list[list[tuple[tuple[int, Assignment], Task]]]:
        """By turn, each clause that may give a task, and the task."""
        return [list(self._possible_in(position)) for position in range(len(self._acts))]

    def _possible_in(self, position: int) -> Iterator[tuple[tuple[int, Assignment], Task]]:
        acts = self._acts[position]
        ruled = [self._ruled(position, index) for index in range(len(acts))]
        sure = [index for index, one in enumerate(ruled) if one is not None]
        for index, act in enumerate(acts):
            assignment = ruled[index] or read_possible(act)
            if assignment is None:
                continue
            after = bisect_right(sure, index)
            task = self._task(position, index, assignment, sure[after : after + 1])
            asked = act.asks or act.clause.asks
            if task is not None and (task.accepted or task.spoken is not None or not asked):
                task.features = task_features(self._speech, self._acts, index, assignment, task)
                yield (index, assignment), task

    def _ruled(self, position: int, index: int) -> Assignment | None:
        speaker = self._speech.turns[position].speaker
        return read_assignment(
            self._acts[position][index],
            chair=self._speech.people.is_chair(speaker),
            unknown=is_unknown(speaker),
        )

    def _task(self, position: int, index: int, assignment: Assignment, others: Sequence[int]) -> Task | None:
        """The task of an assignment; ``others``: the place of the next one in its turn."""
        text, source = self._wording(position, index, assignment)
        if not text:
            return None
        end = min(others[0] if others else len(self._acts[position]), index + 1 + FOLLOWING)
        following = self._acts[position][index + 1 : end]
        task = Task(position, text, {position, source}, own=assignment.speaker)
        task.matter = frozenset(search_words(text))
        task.spoken = deadline_in(assignment.clause)
        task.clauses = {
            id(assignment.clause),
            *(id(act.clause) for act in following if is_slot(act.clause)),
        }
        speaker = self._speech.turns[position].speaker
        if not assignment.speaker:
            names = (assignment.clause.person(word).name for word in assignment.who)
            task.people = list(dict.fromkeys(names))
        elif not is_unknown(speaker):
            task.people = [self._speech.people.canonical(speaker)]
        elif (named := quoted_speaker(assignment.clause)) is not None:
            task.people = [named.name]
        for act in following:
            if act.machine:
                break
            self._answers.take_over(task, act.clause, position)
        if not others:
            self._answers.read(task, position, assignment)
        return task

    def _wording(self, position: int, index: int, assignment: Assignment) -> tuple[str, int]:
        """What is to be done, and the turn that says it: the clause itself, or what it answers."""
        text = task_text(assignment.clause, assignment)
        if assignment.speaker and content(text) < 2 and not assignment.clause.days:
            return "", position  # "harus saya cek dulu" puts an answer off
        if content(text) >= (2 if assignment.generic else 1):
            return tidy(text), position
        for at in range(position, max(-1, position - LOOK_BACK - 1), -1):
            for act in reversed(self._acts[at][:index] if at == position else self._acts[at]):
                before = "" if act.machine else question_matter(act.clause)
                if content(before):
                    return tidy(f"{tidy(before)}: {text}" if content(text) else before), at
        return (tidy(text), position) if content(text) else ("", position)


def is_certain(task: Task) -> bool:
    """Whether the rules alone are sure: a firm assignment to somebody with a day, or one with a limit."""
    told = task.features
    named = told["somebody"] and (told["day"] or told["accepted"])
    return bool(told["ruled"] and told["firm"] and (told["limit"] or named))


def quoted_speaker(clause: Clause) -> Mention | None:
    """Whose words a note gives: "biar saya yang cari, kata Nyoman"."""
    found = _SAYS.search(clause.said)
    return clause.person(clause.word_at(found.start("who"))) if found else None
