"""Action items: what somebody is to do after the meeting, who, and until when.

A task begins with an assignment (:mod:`.assignments`). What it leaves open is looked for in the next clauses
of the same turn and in the answers: "Siap, Pak, Jumat" names the addressee and the day. Later corrections
("eh jangan Jumat, Senin aja") win.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.minutes.models import ActionItem
from assistant.minutes.understanding.acts import Act, nods, same_speaker
from assistant.minutes.understanding.assignments import (
    Assignment,
    asks_who,
    is_volunteering,
    read_assignment,
)
from assistant.minutes.understanding.clauses import Clause, Speech
from assistant.minutes.understanding.deadlines import SpokenDay
from assistant.minutes.understanding.people import is_unknown
from assistant.minutes.understanding.slots import corrects, deadline_in, is_slot, says_only_when, takes_on
from assistant.minutes.understanding.task_wording import content, question_matter, task_text
from assistant.minutes.understanding.wording import tidy
from corpus.search_words import search_words

ANSWERS = 4
"""Turns after an assignment in which its addressee, its deadline or a correction may be said."""
SHORT_ANSWER = 16
"""Words of an answer that can still be about nothing but when or who."""
LONGEST_REPLY = 24
"""Words of the answer of whoever was given a task, all of which may say when."""
LOOK_BACK = 3
"""Turns before an assignment that may say what it is about."""
COMPARED, SAME, NEAR = 60, 0.6, 3
"""Earlier tasks that a new one is compared with; the share of stems and the turns that make them one."""


@dataclass(slots=True)
class _Task:
    """An action item in the making; it rests on the positions ``turns``; ``own``: its speaker took it on."""

    position: int
    text: str
    turns: set[int]
    people: list[str] = field(default_factory=list)
    spoken: SpokenDay | None = None
    firm: bool = True
    own: bool = False
    matter: frozenset[str] = frozenset()


class ActionFinder:
    """Finds action items in the speech of one meeting."""

    def __init__(self, speech: Speech, acts: Sequence[Sequence[Act]]) -> None:
        self._speech = speech
        self._acts = acts
        self.assigned: set[int] = set()
        """Identities of the clauses that give a task."""
        self.answered: set[int] = set()
        """Turns that say of a task who does it or until when."""

    def find(self) -> list[ActionItem]:
        """Every action item in the order in which the tasks were given; linear in the speech's length."""
        tasks: list[_Task] = []
        for position in range(len(self._acts)):
            for task in (*self._given(position), *self._volunteered(position)):
                repeated = _repeated(tasks, task)
                answered = self._answered_by(tasks, task)
                if answered is not None:
                    answered.turns.add(task.position)
                    answered.spoken = answered.spoken or task.spoken
                elif repeated is None:
                    tasks.append(task)
                else:
                    _merge(repeated, task)
        self.answered = {turn for task in tasks for turn in task.turns if turn != task.position}
        return [self._item(task) for task in tasks]

    def _answered_by(self, tasks: Sequence[_Task], task: _Task) -> _Task | None:
        """The task just given to a speaker who answers what they will do: "Iya Bu, Kamis saya ke sana"."""
        if not tasks or not task.own or task.position != tasks[-1].position + 1:
            return None
        last = tasks[-1]
        given = not last.own and last.people == task.people and bool(last.people)
        return last if given and self._answers_at_once(task.position) else None

    def _answers_at_once(self, position: int) -> bool:
        """Whether a turn is no longer than an answer."""
        return sum(len(act.clause.tags) for act in self._acts[position]) <= LONGEST_REPLY

    def _given(self, position: int) -> list[_Task]:
        """The tasks that are given, or taken on, in one turn."""
        acts = self._acts[position]
        starts = [
            (index, assignment)
            for index in range(len(acts))
            if (assignment := self._assignment(position, index)) is not None
        ]
        found: list[_Task] = []
        for number, (index, assignment) in enumerate(starts):
            is_last = number + 1 == len(starts)
            following = acts[index + 1 : None if is_last else starts[number + 1][0]]
            task = self._task(position, index, assignment, following, is_last=is_last)
            if task is not None:
                found.append(task)
                self.assigned.add(id(assignment.clause))
                self.assigned.update(id(act.clause) for act in following if is_slot(act.clause))
        return found

    def _assignment(self, position: int, index: int) -> Assignment | None:
        speaker = self._speech.turns[position].speaker
        return read_assignment(
            self._acts[position][index],
            chair=self._speech.people.is_chair(speaker),
            unknown=is_unknown(speaker),
        )

    def _task(
        self, position: int, index: int, assignment: Assignment, following: Sequence[Act], *, is_last: bool
    ) -> _Task | None:
        text, source = self._wording(position, index, assignment)
        if not text:
            return None
        task = _Task(position, text, {position, source}, firm=assignment.firm, own=assignment.speaker)
        task.matter = frozenset(search_words(text))
        task.spoken = deadline_in(assignment.clause)
        speaker = self._speech.turns[position].speaker
        if not assignment.speaker:
            names = (assignment.clause.person(word).name for word in assignment.who)
            task.people = list(dict.fromkeys(names))
        elif not is_unknown(speaker):
            task.people = [self._speech.people.canonical(speaker)]
        for act in following:
            if act.machine:
                break
            self._take_over(task, act.clause, position)
        if is_last:
            self._answers(task, position, assignment)
        return task if task.firm or task.spoken is not None else None

    def _answers(self, task: _Task, position: int, assignment: Assignment) -> None:
        """Read the next turns for who takes it on, until when, and corrections."""
        for at in range(position + 1, min(position + 1 + ANSWERS, len(self._acts))):
            acts = self._acts[at]
            if not acts:
                continue
            if sum(len(act.clause.tags) for act in acts) > SHORT_ANSWER:
                self._reply(task, at, position)
                break
            is_other = not same_speaker(self._speech, at, position)
            taken_on = is_other and (nods(acts) or takes_on(acts[0].clause))
            if taken_on:
                self._accept(task, at, assignment)
            elif self._is_refusal(at, assignment, is_other=is_other) or self._begins_something(at):
                self._reply(task, at, position)
                break
            for act in acts:
                if not act.machine and not act.reported:
                    self._take_over(task, act.clause, at)

    def _reply(self, task: _Task, at: int, position: int) -> None:
        """The day in a longer answer of whoever was given the task: "… jadi akhir Maret baru bisa"."""
        speaker = self._speech.people.canonical(self._speech.turns[at].speaker)
        replies = at == position + 1 and speaker in task.people and self._answers_at_once(at)
        if replies and task.spoken is None:
            task.spoken = next((day for act in self._acts[at] if (day := deadline_in(act.clause))), None)
            if task.spoken is not None:
                task.turns.add(at)

    def _accept(self, task: _Task, at: int, assignment: Assignment) -> None:
        """Somebody takes the task on: the one who was addressed, or who was asked whether they could."""
        speaker = self._speech.turns[at].speaker
        if not task.people and assignment.addressed and not is_unknown(speaker):
            task.people = [self._speech.people.canonical(speaker)]
            task.turns.add(at)
        if not assignment.firm:
            task.firm = True
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
            if self._assignment(at, index) is not None and not corrects(act.clause):
                return True
        return False

    def _take_over(self, task: _Task, clause: Clause, at: int) -> None:
        """A day or a person that a later short clause says of the task."""
        if len(clause.tags) > SHORT_ANSWER:
            return
        is_correction = corrects(clause)
        day = deadline_in(clause)
        if day is not None and (at == task.position or is_correction or says_only_when(clause)):
            is_news = task.spoken is None or day.phrase.lower() != task.spoken.phrase.lower()
            if is_news and (task.spoken is None or is_correction or at != task.position):
                task.spoken = day
                task.turns.add(at)
        if is_correction and ("nP" in clause.tags or ("P" in clause.tags and "ganti" in clause.said)):
            task.people = [clause.person(clause.tags.rindex("P")).name]
            task.turns.add(at)

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

    def _volunteered(self, position: int) -> list[_Task]:
        """The task of a question and its answer: "Siapa yang menyiapkan undangan?" "Saya, Pak."."""
        acts = self._acts[position]
        if not acts or position == 0 or acts[0].machine or same_speaker(self._speech, position, position - 1):
            return []
        question = next((act for act in reversed(self._acts[position - 1]) if asks_who(act)), None)
        people = self._named_in_answer(position)
        if question is None or not people:
            return []
        text, source = self._asked_for(position - 1, question)
        if not text:
            return []
        turns = {source, position - 1, position}
        task = _Task(position, text, turns, people, matter=frozenset(search_words(text)))
        for act in acts:
            self._take_over(task, act.clause, position)
        self._answers(
            task, position, Assignment(acts[0], (), speaker=False, addressed=False, verb=0, firm=True)
        )
        return [task]

    def _asked_for(self, position: int, question: Act) -> tuple[str, int]:
        """What a question for who does it is about: its own words, or where they are empty the turn before.

        "Datanya mintakan ke BMKG." "Yang meminta siapa?" "Konsultan."
        """
        own = tidy(question_matter(question.clause))
        if content(own) >= 2 or position == 0:
            return own, position
        for act in reversed(self._acts[position - 1]):
            if not (act.machine or act.asks or act.reported) and content(act.clause.text) >= 2:
                return tidy(act.clause.text), position - 1
        return own, position

    def _named_in_answer(self, position: int) -> list[str]:
        """Who the answer to "who?" names: the speaker, or a person in a few words."""
        acts = self._acts[position]
        clause, speaker = acts[0].clause, self._speech.turns[position].speaker
        if is_volunteering(acts[0]):
            return [] if is_unknown(speaker) else [self._speech.people.canonical(speaker)]
        if len(clause.tags) > SHORT_ANSWER // 2 or any(act.asks for act in acts):
            return []
        if "m" in clause.tags or "d" in clause.tags:
            return []  # "sudah saya, Mbak" calls somebody, and is no news
        named = [one for one in clause.people if not (one.unit and " " not in one.spoken)]
        return [one.name for one in named[:1]]

    def _item(self, task: _Task) -> ActionItem:
        return ActionItem(
            task=task.text,
            utterances=self._speech.ids(task.turns),
            pic=" dan ".join(dict.fromkeys(task.people)) or None,
            deadline_phrase=task.spoken.phrase if task.spoken else None,
            deadline=task.spoken.day if task.spoken else None,
        )


def _repeated(tasks: Sequence[_Task], task: _Task) -> _Task | None:
    """An earlier task of the same wording for the same person, which this one says again or changes."""
    for other in reversed(tasks[-COMPARED:]):
        if not other.matter or not task.matter:
            continue
        shared = len(other.matter & task.matter)
        is_near = task.position - other.position <= NEAR
        same_person = not task.people or not other.people or set(task.people) == set(other.people)
        alike = shared / min(len(other.matter), len(task.matter)) >= SAME
        if same_person and alike and (shared >= 2 or is_near):
            return other
    return None


def _merge(earlier: _Task, later: _Task) -> None:
    """The later words win where they say something."""
    earlier.turns |= later.turns
    earlier.people = later.people or earlier.people
    earlier.spoken = later.spoken or earlier.spoken
    if len(later.matter) > len(earlier.matter):
        earlier.text, earlier.matter = later.text, later.matter
