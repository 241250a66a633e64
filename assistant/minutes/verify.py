"""The verifier of a notula: nothing stays in it that the utterances it names do not bear out.

Every line is held against the utterances it cites. A line is dropped, with a remark, when none of its
utterances exist, when a number, an amount, a day or a person it states does not occur in them, or when it
rests on nothing but words spoken to a machine. It is marked as to be checked when its words are hardly those
of its utterances, or when it is a decision and no utterance of it decides. Of a task, a person in charge or a
deadline that was not said is withdrawn and the task marked. No text is ever changed.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from assistant.minutes.models import (
    ActionItem,
    Amount,
    Minutes,
    RegulationReference,
    Standing,
    Statement,
    Topic,
)
from assistant.minutes.said import Evidence, known_ids
from assistant.minutes.understanding.acts import Act, acts_of, assents, nods
from assistant.minutes.understanding.agreement import agreement_after
from assistant.minutes.understanding.clauses import Speech
from assistant.minutes.understanding.deadlines import find_days
from assistant.minutes.understanding.people import is_unknown

LEAST_SAID = 0.4
"""Share of the stems of a line that must occur in its utterances for its words to count as theirs."""
SHOWN = 60
EVIDENCE_KEPT = 64

UNDECIDED = "Ucapan yang dirujuk tidak tegas memutuskan; pastikan ini memang keputusan rapat."
HARDLY_SAID = "Sebagian besar kata baris ini tidak ada dalam ucapan yang dirujuk."
NOT_NAMED = "Nama atau istilah {what} tidak ada dalam ucapan yang dirujuk."
PIC_UNSAID = "Penanggung jawab “{who}” tidak disebut dalam ucapan yang dirujuk, jadi dikosongkan."
PHRASE_UNSAID = "Tenggat “{phrase}” tidak diucapkan dalam ucapan yang dirujuk, jadi dikosongkan."
DAY_UNSAID = "Tanggal tenggat tidak sesuai dengan ucapan yang dirujuk, jadi dikosongkan."
UNKNOWN_IDS = "Sebagian ucapan yang dirujuk tidak ada dalam transkrip."
_DROPPED = "Baris “{text}” dibuang: {why}"


def verify_minutes(
    minutes: Minutes, *, drop: bool = True, holidays: Collection[date] = frozenset()
) -> Minutes:
    """The notula with every line checked against its utterances; verifying twice changes nothing more.

    Args:
        minutes: from the rules, from a language model or from an editor.
        drop: leave out lines that fail hard, with a remark; otherwise they stay and are marked, which is
            what an editor of a person's own words wants.
        holidays: as for :func:`~assistant.minutes.understanding.meeting.understand_meeting`.
    """
    return _Verifier(minutes, drop=drop, holidays=holidays).verified()


class _Verifier:
    """Checks one notula; collects the remarks on what it drops."""

    def __init__(self, minutes: Minutes, *, drop: bool, holidays: Collection[date]) -> None:
        self._minutes = minutes
        self._drop = drop
        self._speech = Speech(minutes.transcript, minutes.form, holidays=holidays)
        self._acts = acts_of(self._speech)
        self._holidays = holidays
        self._by_id = minutes.transcript.by_id()
        self._turns = {
            one.id: self._speech.turns_of(place) for place, one in enumerate(minutes.transcript.utterances)
        }
        self._remarks: list[str] = []
        self._read: dict[tuple[str, ...], Evidence] = {}

    def verified(self) -> Minutes:
        """The checked notula."""
        minutes = self._minutes
        decisions = self._statements(minutes.decisions, decisions=True)
        actions = tuple(item for one in minutes.actions if (item := self._action(one)) is not None)
        questions = self._statements(minutes.open_questions)
        topics = tuple(topic for one in minutes.topics if (topic := self._topic(one)) is not None)
        amounts = tuple(one for one in minutes.amounts if self._amount(one))
        references = tuple(one for one in minutes.references if self._reference(one))
        speakers = {self._speech.people.canonical(one.speaker) for one in minutes.transcript.utterances}
        speakers |= {one.speaker for one in minutes.transcript.utterances}
        return replace(
            minutes,
            topics=topics,
            decisions=decisions,
            actions=actions,
            open_questions=questions,
            amounts=amounts,
            references=references,
            attendance=tuple(name for name in minutes.attendance if name in speakers),
            remarks=tuple(dict.fromkeys((*minutes.remarks, *self._remarks))),
        )

    def _statements(
        self, statements: Sequence[Statement], *, decisions: bool = False
    ) -> tuple[Statement, ...]:
        checked = (self._statement(one, decision=decisions) for one in statements)
        return tuple(one for one in checked if one is not None)

    def _statement(self, statement: Statement, *, decision: bool = False) -> Statement | None:
        ids = known_ids(statement.utterances, self._by_id)
        hard, soft = self._text_problems(statement.text, ids)
        if len(ids) < len(set(statement.utterances)):
            soft.append(UNKNOWN_IDS)
        if decision and ids:
            if all(self._to_a_machine(one) for one in ids):
                hard.append("hanya bersandar pada perintah kepada mesin.")
            elif not self._decides([position for one in ids for position in self._turns[one]]):
                soft.append(UNDECIDED)
        if not ids or (hard and self._drop):
            self._dropped(statement.text, hard)
            return None
        problems = (*map(_sentence, hard), *soft)
        return Statement(statement.text, ids, Standing.TO_CHECK if problems else Standing.VERIFIED, problems)

    def _action(self, action: ActionItem) -> ActionItem | None:
        ids = known_ids(action.utterances, self._by_id)
        hard, soft = self._text_problems(action.task, ids)
        if ids and all(self._to_a_machine(one) for one in ids):
            hard.append("hanya bersandar pada perintah kepada mesin.")
        if not ids or (hard and self._drop):
            self._dropped(action.task, hard)
            return None
        if len(ids) < len(set(action.utterances)):
            soft.append(UNKNOWN_IDS)
        evidence = self._evidence(ids)
        pic, phrase, deadline = action.pic, action.deadline_phrase, action.deadline
        if pic is not None and not all(evidence.says_person(one) for one in _persons(pic)):
            soft.append(PIC_UNSAID.format(who=pic))
            pic = None
        if phrase is not None and not evidence.says_phrase(phrase):
            soft.append(PHRASE_UNSAID.format(phrase=phrase))
            phrase = deadline = None
        if deadline is not None and not self._means(deadline, phrase, evidence):
            soft.append(DAY_UNSAID)
            deadline = None
        # What was withdrawn before stays told: its reason is no longer to be found in the item itself.
        soft += [one for one in action.problems if one.endswith("jadi dikosongkan.") and one not in soft]
        problems = (*map(_sentence, hard), *soft)
        return ActionItem(
            action.task, ids, pic, phrase, deadline,
            Standing.TO_CHECK if problems else Standing.VERIFIED, problems,
        )  # fmt: skip

    def _means(self, deadline: date, phrase: str | None, evidence: Evidence) -> bool:
        """Whether a day is what its phrase means; without a phrase, whether it was said."""
        if phrase is None:
            return evidence.says_day(deadline)
        held_on = self._minutes.form.held_on
        days = {spoken.day for spoken in find_days(phrase, held_on, self._holidays)}
        return deadline in days or evidence.says_day(deadline)

    def _topic(self, topic: Topic) -> Topic | None:
        if topic.first not in self._by_id or topic.last not in self._by_id:
            self._dropped(topic.title, ["ucapan awal atau akhirnya tidak ada dalam transkrip."])
            return None
        return replace(topic, key_points=self._statements(topic.key_points))

    def _amount(self, amount: Amount) -> bool:
        utterance = self._by_id.get(amount.utterance)
        return utterance is not None and self._evidence((utterance.id,)).says_phrase(amount.phrase)

    def _reference(self, reference: RegulationReference) -> bool:
        utterance = self._by_id.get(reference.utterance)
        return utterance is not None and self._evidence((utterance.id,)).says_phrase(reference.phrase)

    def _text_problems(self, text: str, ids: Sequence[str]) -> tuple[list[str], list[str]]:
        """What is hard and what is soft against a line."""
        if not ids:
            return ["ucapan yang dirujuk tidak ada dalam transkrip."], []
        hard: list[str] = []
        soft: list[str] = []
        evidence = self._evidence(ids)
        facts = evidence.unsaid_facts(text)
        if facts:
            hard.append(f"{_quoted(facts)} tidak diucapkan dalam ucapan yang dirujuk.")
        names = evidence.unsaid_names(text)
        if names:
            hard.append(f"nama {_quoted(names)} tidak disebut dalam ucapan yang dirujuk.")
        capitals = [
            word for word in evidence.unsaid_capitals(text) if not any(word in name for name in names)
        ]
        if capitals:
            soft.append(NOT_NAMED.format(what=_quoted(capitals)))
        if evidence.share_said(text) < LEAST_SAID:
            soft.append(HARDLY_SAID)
        return hard, soft

    def _decides(self, positions: Sequence[int]) -> bool:
        """Whether one of the utterances decides, the chair settles in it, or a proposal was agreed to."""
        for position in positions:
            acts = self._acts[position]
            if any(act.decides for act in acts):
                return True
            if any(act.cue is not None and act.confirms for act in acts) and self._agreed(
                position, positions
            ):
                return True
            turn = self._speech.turns[position]
            leads = self._speech.people.is_chair(turn.speaker) or is_unknown(turn.speaker)
            if any(_settles(act) for act in acts) and (
                leads or not self._speech.people.has_chair or self._agreed(position, positions)
            ):
                return True
            if any(act.proposes for act in acts) and self._agreed(position, positions):
                return True
        return False

    def _agreed(self, position: int, positions: Sequence[int]) -> bool:
        later = [one for one in positions if one > position]
        if any(assents(self._acts[one]) or nods(self._acts[one]) for one in later):
            return True
        agreed = agreement_after(self._speech, self._acts, position)
        return bool(agreed.strong) and not agreed.objected

    def _to_a_machine(self, utterance_id: str) -> bool:
        acts = [act for position in self._turns[utterance_id] for act in self._acts[position]]
        return bool(acts) and all(act.machine for act in acts)

    def _evidence(self, ids: Sequence[str]) -> Evidence:
        """What some utterances hold; kept, because the lines of one long utterance all rest on it."""
        key = tuple(ids)
        if key not in self._read:
            if len(self._read) >= EVIDENCE_KEPT:
                self._read.clear()
            cited = [self._by_id[one] for one in ids]
            self._read[key] = Evidence(cited, self._speech.people, self._minutes.form.held_on)
        return self._read[key]

    def _dropped(self, text: str, why: Sequence[str]) -> None:
        shown = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
        self._remarks.append(_DROPPED.format(text=shown, why=why[0] if why else "tidak didukung."))


def _settles(act: Act) -> bool:
    return act.settled and not act.asks and not act.objects


def _persons(pic: str) -> list[str]:
    """The persons of a person in charge: "Sri Wahyuni, S.H. dan Lilis" → two."""
    return [name for name in pic.split(" dan ") if name.strip()]


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in dict.fromkeys(words))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
