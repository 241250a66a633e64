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
from assistant.minutes.understanding.assignment_signs import called
from assistant.minutes.understanding.assignments import Assignment, read_assignment
from assistant.minutes.understanding.clauses import Clause, Speech
from assistant.minutes.understanding.judgement import Judgement, task_judgement
from assistant.minutes.understanding.people import Mention, is_anybody, is_unknown
from assistant.minutes.understanding.possible_assignments import read_possible
from assistant.minutes.understanding.slots import deadline_in, is_slot
from assistant.minutes.understanding.task_answers import ANSWERS, AnswerReader
from assistant.minutes.understanding.task_wording import content, question_matter, task_text
from assistant.minutes.understanding.tasks import Task, merge, repeated
from assistant.minutes.understanding.volunteers import volunteered
from assistant.minutes.understanding.wording import tidy
from corpus.search_words import search_words

FOLLOWING = 12
"""Clauses after an assignment, in its turn, that may still be about it."""
LOOK_BACK = 3
"""Turns before an assignment that may say what it is about."""

SHORT_CALL = 5
"""Words of a clause that does little more than call somebody: "Ya elu, Ben."."""
YOU = re.compile(r"\b(?:anda|kalian|saudara)\b")

_COMPANY = re.compile(r"m&P")
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
            given = [*self._taken_on(position, tasks, by), *self._given(position, by)]
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
            answered.turns |= task.turns
            answered.clauses |= task.clauses
            answered.spoken = answered.spoken or task.spoken
            if answered.guessed or not answered.people:
                answered.people = task.people
            if content(answered.text) < 2 and content(task.text) > content(answered.text):
                answered.text, answered.matter = task.text, task.matter
        elif same is None:
            tasks.append(task)
        else:
            merge(same, task)

    def _answered_by(self, tasks: Sequence[Task], task: Task) -> Task | None:
        """The task just given to a speaker who answers what they will do: "Iya Bu, Kamis saya ke sana"."""
        if not tasks:
            return None
        last = tasks[-1]
        if self._adds_to(last, task):
            return last
        if last.own or not task.own or not self._answers.answers_at_once(task.position):
            return None
        next_to = task.position == last.position + 1
        given = (
            next_to
            and bool(task.people)
            and (
                last.people == task.people
                or (
                    (set(task.people) <= set(last.people) and not last.guessed)
                    or (
                        (last.guessed or not last.people or set(task.people) <= set(last.people))
                        and (content(task.text) < 2 or bool(task.matter & last.matter))
                    )
                )
            )
        )
        # Where nobody knows who speaks, "baik, besok saya kirim" answers what was just asked for.
        unknown = is_unknown(self._speech.turns[task.position].speaker)
        taken_on = unknown and (next_to or task.position in last.turns) and last.accepted
        return last if given or taken_on else None

    def _adds_to(self, last: Task, task: Task) -> bool:
        """Whether a task only says until when the last one is to be done: "Rabu sudah di meja saya"."""
        reach = ANSWERS if task.people and set(task.people) == set(last.people) else 2
        if content(task.text) >= 2 or task.position - last.position > reach:
            return False
        same = not task.people or not last.people or set(task.people) <= set(last.people) or task.guessed
        return same and (task.spoken is not None or task.position == last.position)

    def _taken_on(self, position: int, tasks: Sequence[Task], by: Judgement) -> list[Task]:
        """What the turn before gave a speaker who now takes it on, where it alone was too little said."""
        if not position or (tasks and tasks[-1].position == position - 1):
            return []
        thin = [
            task
            for _, task in self._possible[position]
            if content(task.text) < 2 and (is_certain(task) or by.settles(task.features))
        ]
        if not thin or not thin[0].people or not self._answers.answers_at_once(position):
            return []
        return [
            task
            for _, task in self._possible[position - 1]
            if task.own != thin[0].own
            and content(task.text) >= 2
            and task.people
            and set(thin[0].people) <= set(task.people)
        ][-1:]

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
            if index and assignment.kind in ("result", "rest") and is_slot(act.clause):
                continue  # until when what stands before it is to be done
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
            task.people = [
                name for name in dict.fromkeys(names) if not self._reports_to(position, assignment, name)
            ]
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
        if not assignment.speaker and (not task.people or self._is_company(assignment)):
            spoken_to = self._called_beside(position, index, assignment)
            if not spoken_to and (spoken_to := self._answering(position, assignment)):
                task.turns.add(position + 1)
            task.guessed = bool(spoken_to) and not task.people
            task.people = list(dict.fromkeys((*spoken_to, *task.people)))
        elif assignment.speaker:
            self._of_the_speaker(task, position, assignment)
        return task

    def _of_the_speaker(self, task: Task, position: int, assignment: Assignment) -> None:
        """Who a speaker is whom no label names, and who does it with them: "sama saya sama Mas Bagas"."""
        speaker, clause = self._speech.turns[position].speaker, assignment.clause
        if not task.people:
            task.people = self._asked_before(position)
            task.turns |= {position - 1} if task.people else set()
        if not task.people and not is_anybody(speaker):
            task.people = [speaker]  # "Pembicara 3" is somebody, whoever that is
        company = _COMPANY.search(clause.tags)
        if company is not None and task.people:
            task.people.append(clause.person(company.end() - 1).name)

    def _is_company(self, assignment: Assignment) -> bool:
        """Whether the named one is to help whoever is spoken to: "kamu jelaskan, sama Bu Misnati"."""
        first = min(assignment.who, default=0)
        return (
            YOU.search(assignment.clause.said) is not None
            and assignment.clause.tags[first - 1 : first] == "&"
        )

    def _asked_before(self, position: int) -> list[str]:
        """Who was called in the turn before by somebody, where nobody knows who answers."""
        if not position or not self._acts[position - 1]:
            return []
        clause = self._acts[position - 1][-1].clause
        named = [clause.person(word) for word in called(clause)]
        return [one.name for one in named[:1] if not one.unit]

    def _reports_to(self, position: int, assignment: Assignment, name: str) -> bool:
        """Whether the chair is only called by one who reports: "Pak Camat, tongnya harus ditambah"."""
        people = self._speech.people
        speaker = self._speech.turns[position].speaker
        loose = assignment.kind in ("order", "passive", "result", "rest", "thing", "you", "to_nobody")
        return loose and people.is_chair(name) and not people.is_chair(speaker)

    def _called_beside(self, position: int, index: int, assignment: Assignment) -> list[str]:
        """Who is meant where the clause names nobody: who is called in a few words beside it."""
        acts = self._acts[position]
        you = YOU.search(assignment.clause.said) is not None
        if not (you or assignment.kind in ("asked", "order")):
            return []
        for at in (index - 1, index + 1) if you else (index - 1,):
            if 0 <= at < len(acts) and not acts[at].machine:
                clause = acts[at].clause
                named = called(clause)
                if named and not clause.person(named[0]).unit and len(clause.tags) <= SHORT_CALL:
                    return [clause.person(named[0]).name]
        return []

    def _answering(self, position: int, assignment: Assignment) -> list[str]:
        """Who is meant where nobody is called: who was just heard, and now answers for themselves."""
        you = YOU.search(assignment.clause.said) is not None
        speaker = self._speech.turns[position].speaker
        if not position or position + 1 >= len(self._acts) or is_unknown(speaker):
            return []
        if not (you or (assignment.kind in ("asked", "order") and self._speech.people.is_chair(speaker))):
            return []
        before, after = (self._speech.turns[at].speaker for at in (position - 1, position + 1))
        if before != after or before == speaker or not self._acts[position + 1]:
            return []
        answers = self._answers.speaks_for_self(position + 1)
        return [self._speech.people.canonical(before)] if answers else []

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
