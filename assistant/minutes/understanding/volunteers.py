"""Tasks of a question and its answer: "Siapa yang menyiapkan undangan?" "Saya, Pak."."""

from collections.abc import Sequence

from assistant.minutes.understanding.acts import Act, same_speaker
from assistant.minutes.understanding.assignments import Assignment, asks_who, is_volunteering
from assistant.minutes.understanding.clauses import Speech
from assistant.minutes.understanding.people import is_unknown
from assistant.minutes.understanding.task_answers import SHORT_ANSWER, AnswerReader
from assistant.minutes.understanding.task_wording import content, question_matter
from assistant.minutes.understanding.tasks import Task
from assistant.minutes.understanding.wording import tidy
from corpus.search_words import search_words


def volunteered(
    speech: Speech, acts: Sequence[Sequence[Act]], position: int, answers: AnswerReader
) -> list[Task]:
    """The task that the answer at ``position`` takes on, or gives somebody by a name; at most one."""
    here = acts[position]
    if not here or position == 0 or here[0].machine or same_speaker(speech, position, position - 1):
        return []
    question = next((act for act in reversed(acts[position - 1]) if asks_who(act)), None)
    people = _named_in_answer(speech, here, position)
    if question is None or not people:
        return []
    text, source = _asked_for(acts, position - 1, question)
    if not text:
        return []
    turns = {source, position - 1, position}
    task = Task(position, text, turns, people, matter=frozenset(search_words(text)))
    for act in here:
        answers.take_over(task, act.clause, position)
    answers.read(task, position, Assignment(here[0], (), speaker=False, addressed=False, verb=0, firm=True))
    return [task]


def _asked_for(acts: Sequence[Sequence[Act]], position: int, question: Act) -> tuple[str, int]:
    """What a question for who does it is about: its own words, or where they are empty the turn before.

    "Datanya mintakan ke BMKG." "Yang meminta siapa?" "Konsultan."
    """
    own = tidy(question_matter(question.clause))
    if content(own) >= 2 or position == 0:
        return own, position
    for act in reversed(acts[position - 1]):
        if not (act.machine or act.asks or act.reported) and content(act.clause.text) >= 2:
            return tidy(act.clause.text), position - 1
    return own, position


def _named_in_answer(speech: Speech, acts: Sequence[Act], position: int) -> list[str]:
    """Who the answer to "who?" names: the speaker, or a person in a few words."""
    clause, speaker = acts[0].clause, speech.turns[position].speaker
    if is_volunteering(acts[0]):
        return [] if is_unknown(speaker) else [speech.people.canonical(speaker)]
    if len(clause.tags) > SHORT_ANSWER // 2 or any(act.asks for act in acts):
        return []
    if "m" in clause.tags or "d" in clause.tags:
        return []  # "sudah saya, Mbak" calls somebody, and is no news
    named = [one for one in clause.people if not (one.unit and " " not in one.spoken)]
    return [one.name for one in named[:1]]
