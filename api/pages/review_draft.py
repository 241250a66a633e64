"""A draft in review: the answer with its citations, what was checked, and what stands against it."""

import hashlib
from dataclasses import dataclass

from fastapi import Request

from api.accounts.models import Account
from api.forum.drafted_by import heeded
from api.forum.edited import Problem, Reverified
from api.forum.holding import why_no_draft
from api.forum.models import Draft
from api.forum.own_replies import PRIVATE, OwnReply
from api.forum.review_words import Opened, SecondReading
from api.forum.reviewing import refuse_blocked, refuse_no_reply
from api.pages.chat_view import ExchangeView, exchange_view
from api.pages.review_parts import rules_of
from api.pages.review_words import DRAFT_STATES, DRAFTED_BY, MEANINGS, NOTED, OPINIONS, risk_badge
from api.pages.templating import library_of, settings_of
from api.pages.word_diff import Span, differences
from api.pages.words import Badge
from assistant.models import Answer
from corpus.errors import Conflict
from evals.scorecard import Line, Scorecard
from evals.scores import Failed, NotApplicable, Scored

_PASSED = Badge("Lolos", "good", "check")
_FOUND = Badge("Ada temuan", "warn", "search")
_HARD = Badge("Tidak lolos", "bad", "cross")
_NOTHING = Badge("Dilewati", "mute", "info")
_BROKEN = Badge("Gagal", "warn", "alert")

UNAGREED = (
    "Risikonya tinggi, atau pembaca kedua sudah diminta: balasan ini baru dapat terbit setelah petugas lain "
    "menyetujui teks yang persis sama. Minta pembaca kedua di bawah."
)


@dataclass(frozen=True, slots=True)
class Checked:
    """One check in plain words."""

    title: str
    meaning: str
    badge: Badge
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceProblems:
    """What is wrong with one sentence; ``number`` 0 and no words where it is about the whole."""

    number: int
    text: str
    problems: list[Problem]


@dataclass(frozen=True, slots=True)
class EditCheck:
    """What the check of an edited text found.

    Attributes:
        summary: in one sentence, to be read out.
        before, after: the draft and the edited text, cut where they differ.
        changed: they differ.
        stamp: of a reply written alone, what tells that this very text was checked; else empty.
        private: it has personal data that stands in the way.
    """

    summary: str
    badge: Badge
    sentences: list[SentenceProblems]
    checks: list[Checked]
    before: list[Span]
    after: list[Span]
    changed: bool
    stamp: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as the page shows it.

    Attributes:
        item: the answer as the chat shows one.
        refused: in Indonesian, why it cannot be accepted as it is; empty where it can.
        notices: advice that blocks nothing, by sentence.
    """

    draft: Draft
    item: ExchangeView
    state: Badge
    risk: Badge
    opinion: Badge
    drafted_by: str
    why_no_draft: str
    instruction_note: str
    checks: list[Checked]
    reasons: tuple[str, ...]
    notices: list[SentenceProblems]
    refused: str


def draft_view(request: Request, draft: Draft, opened: Opened | None, by: Account) -> DraftView:
    """Prepare a draft.

    Args:
        opened: in the hands of its reader, verified today; None shows it as it was drafted.
        by: who looks at it.
    """
    answer = opened.checked.answer if opened else draft.answer
    scores = opened.checked.scorecard if opened else draft.scorecard
    return DraftView(
        draft=draft,
        item=exchange_view(
            library_of(request), answer.question.text, answer, contact=settings_of(request).contact
        ),
        state=DRAFT_STATES[draft.state],
        risk=risk_badge(draft.risk, rules_of(request)),
        opinion=OPINIONS[scores.opinion if scores else None],
        drafted_by=DRAFTED_BY.get(draft.drafting, draft.drafting),
        why_no_draft=why_no_draft(answer),
        instruction_note=heeded(draft),
        checks=[*_noted(draft.answer), *checks_of(scores)],
        reasons=draft.risk_reasons,
        notices=sentences_of(answer, opened.checked.problems) if opened else [],
        refused=_refused(opened, by) if opened else "",
    )


def edit_check(checked: Reverified, draft: Draft) -> EditCheck:
    """What an edited text would be, beside the draft it came from."""
    summary, badge = _summary(checked)
    before, after = differences(draft.answer.text, checked.answer.text)
    return EditCheck(
        summary=summary,
        badge=badge,
        sentences=sentences_of(checked.answer, checked.problems),
        checks=checks_of(checked.scorecard),
        before=before,
        after=after,
        changed=any(span.differs for side in (before, after) for span in side),
    )


def own_check(found: OwnReply, text: str) -> EditCheck:
    """What a reply written alone would be.

    Args:
        text: as it was typed.
    """
    checked = found.checked
    summary, badge = _summary(checked)
    if not checked.blockers and not found.cites:
        summary = "Balasan ini tanpa dasar hukum. Ia dapat terbit sebagai pernyataan petugas sendiri."
        badge = Badge("Tanpa dasar hukum", "warn", "alert")
    return EditCheck(
        summary=summary,
        badge=badge,
        sentences=sentences_of(checked.answer, checked.problems),
        checks=checks_of(checked.scorecard),
        before=[],
        after=[],
        changed=False,
        stamp=stamp_of(text),
        private=any(problem.what == PRIVATE for problem in checked.problems),
    )


def stamp_of(text: str) -> str:
    """What tells that a text is the one that was checked."""
    return hashlib.sha256("\n".join(text.split()).encode()).hexdigest()[:16]


def _summary(checked: Reverified) -> tuple[str, Badge]:
    blocking, advice = len(checked.blockers), len(checked.problems) - len(checked.blockers)
    if blocking:
        return f"{blocking} hal menghalangi penerbitan.", Badge("Belum dapat terbit", "bad", "cross")
    if advice:
        told = f"Tidak ada yang menghalangi penerbitan; {advice} hal perlu Anda baca."
        return told, Badge("Dapat terbit", "warn", "search")
    return "Tidak ada yang menghalangi penerbitan.", Badge("Dapat terbit", "good", "check")


def _noted(answer: Answer) -> list[Checked]:
    """What was noted when the draft was made: its matter, and whose question it answers."""
    return [
        Checked(*NOTED[check.name], _PASSED if check.passed else _FOUND, (check.detail,))
        for check in answer.checks
        if check.name in NOTED
    ]


def sentences_of(answer: Answer, problems: tuple[Problem, ...]) -> list[SentenceProblems]:
    """Problems beside the sentences they are about, those about the whole first."""
    found: dict[int, list[Problem]] = {}
    for problem in sorted(problems, key=lambda one: one.sentence):
        if problem not in found.setdefault(problem.sentence, []):
            found[problem.sentence].append(problem)
    texts = {place: claim.text for place, claim in enumerate(answer.claims, 1)}
    return [SentenceProblems(number, texts.get(number, ""), told) for number, told in found.items()]


def checks_of(scores: Scorecard | None) -> list[Checked]:
    """The lines of a scorecard in plain words, the hard ones first."""
    return [] if scores is None else [_check(line) for line in scores.lines]


def agreed(readings: tuple[SecondReading, ...], text: str, by: Account) -> bool:
    """Whether somebody else agreed to this very text."""
    return any(one.agrees and one.text == text and one.account_id not in (None, by.id) for one in readings)


def _refused(opened: Opened, by: Account) -> str:
    try:
        refuse_no_reply(opened.checked.answer)
        refuse_blocked(opened.checked.blockers, edited=False)
    except Conflict as error:
        return str(error)
    unagreed = opened.needs_second and not agreed(opened.readings, opened.text, by)
    return UNAGREED if unagreed else ""


def _check(line: Line) -> Checked:
    meaning = MEANINGS.get(line.name, "")
    match line.score:
        case Scored(value=value, reasons=reasons):
            badge = _PASSED if value >= 1.0 else _HARD if line.hard else _FOUND
            return Checked(line.label, meaning, badge, () if value >= 1.0 else reasons)
        case NotApplicable(reason=reason):
            return Checked(line.label, meaning, _NOTHING, (reason,))
        case Failed(reason=reason):
            return Checked(line.label, meaning, _BROKEN, (reason,))
