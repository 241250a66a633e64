"""Figures that were counted by hand, see ``made_up``."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update

from api.accounts.models import Account, Grant, Role
from api.figures.scope import Scope, scope_of
from api.figures.share import Bin, Share
from api.forum.models import DraftState, RejectReason
from api.state.draft_tables import DecisionRow
from api.state.state import State
from assistant.llm.books import Entry
from assistant.llm.chat import Caller, Feature
from assistant.models import Claim
from evals.scorecard import Opinion
from tests.api.forum.figures.made_up import MadeUpForum, at, week_of_questions
from tests.api.forum.people import person
from tests.api.state.answers import answer_to

A, E, R = DraftState.ACCEPTED, DraftState.ACCEPTED_WITH_EDITS, DraftState.REJECTED


def test_questions_are_counted_by_day_and_category_without_those_brought_in(forum: MadeUpForum) -> None:
    week_of_questions(forum)
    counted = forum.dashboard().volume
    assert counted.asked == 7
    assert [one.asked for one in counted.days] == [5, 1, 0, 0, 1]
    assert counted.days[0].day == date(2026, 11, 16)
    assert [(one.name, one.asked) for one in counted.categories] == [("Pindah", 6), ("Bup", 1)]
    assert (counted.open, counted.overdue) == (3, 1)
    assert forum.dashboard("pensiun").volume.asked == 1


def test_a_question_asked_after_midnight_is_of_the_agencys_day(forum: MadeUpForum) -> None:
    forum.ask(at(17, "00.30"))
    assert [one.asked for one in forum.dashboard().volume.days] == [0, 1, 0, 0, 0]


def test_waiting_is_measured_in_working_hours_against_the_target(forum: MadeUpForum) -> None:
    week_of_questions(forum)
    took = forum.dashboard().times
    # 2, 5½, 16½ and 1 hours; who waits for 32 is late, who waits for one is not counted.
    assert took.reply.in_time == Share(hits=3, n=5)
    assert (took.reply.pending, took.reply.hours.n, took.reply.hours.median) == (1, 4, None)
    counts = {one.label: one.n for one in took.reply.bins}
    assert counts == {"≤ 1": 1, "≤ 2": 1, "≤ 4": 0, "≤ 8": 1, "≤ 16": 0, "≤ 24": 1, "> 24": 0}
    # The rejected one ended too, after an hour: 1, 1, 2, 5½, 16½.
    assert took.resolved.in_time == Share(hits=5, n=6)
    assert (took.resolved.hours.median, took.resolved.hours.high) == (2.0, 16.5)


def test_each_bidang_has_figures_of_its_own(forum: MadeUpForum) -> None:
    week_of_questions(forum)
    lines = {one.bidang.name: one for one in forum.dashboard().bidang}
    assert list(lines) == ["Mutasi", "Pensiun"]
    assert lines["Mutasi"].times.reply.in_time == Share(hits=2, n=4)
    assert lines["Pensiun"].times.reply.in_time == Share(hits=1, n=1)
    assert [one.bidang.id for one in forum.dashboard("pensiun").bidang] == ["pensiun"]


def test_decisions_edits_and_reasons_leave_practice_and_other_weeks_out(forum: MadeUpForum) -> None:
    asked = forum.ask(at(16, "08.00"))
    for _ in range(3):
        forum.decide(asked, A)
    forum.decide(asked, E, edits=0.05)
    forum.decide(asked, E, edits=0.4)
    forum.decide(asked, R, reason=RejectReason.OUTDATED)
    forum.decide(asked, R, reason=RejectReason.OUTDATED)
    forum.decide(asked, R, reason=RejectReason.WRONG)
    forum.decide(asked, R, reason=RejectReason.WRONG, seeded_error="angka")
    forum.decide(asked, A, when=at(13, "09.00"))
    made = forum.dashboard().decisions
    assert (made.accepted, made.edited, made.rejected) == (3, 2, 3)
    assert made.unedited == Share(hits=3, n=8)
    assert made.published == Share(hits=5, n=8)
    assert [(one.reason, one.n) for one in made.reasons] == [
        ("Aturannya sudah tidak berlaku", 2),
        ("Isinya salah", 1),
    ]
    assert made.edit_bins[0] == Bin(label="0–10 %", n=1)
    assert [one.n for one in made.edit_bins] == [1, 0, 0, 1, 0]
    assert (made.edits.n, made.edits.median) == (2, None)
    assert made.minutes.median == 2.0
    assert forum.dashboard("pensiun").decisions.total == 0


def test_scores_are_set_against_decisions(forum: MadeUpForum) -> None:
    asked = forum.ask(at(16, "08.00"))
    for _ in range(4):
        forum.decide(asked, A, risk=0.1, confidence=0.9, opinion=Opinion.READY)
    for _ in range(2):
        forum.decide(asked, E, risk=0.3, confidence=0.7, opinion=Opinion.CHECK)
    for risk, opinion in ((0.9, Opinion.STOP), (0.9, Opinion.STOP), (0.9, None), (0.5, None), (0.1, None)):
        forum.decide(asked, R, risk=risk, confidence=0.3, opinion=opinion, reason=RejectReason.WRONG)
    found = {one.key: one for one in forum.dashboard().scores}
    made = [(one.label, one.accepted, one.edited, one.rejected) for one in found["risiko"].bins]
    assert made == [
        ("0,0–0,2", 4, 0, 1),
        ("0,2–0,4", 0, 2, 0),
        ("0,4–0,6", 0, 0, 1),
        ("0,6–0,8", 0, 0, 0),
        ("0,8–1,0", 0, 0, 3),
    ]
    # Of 6 × 5 pairs 18 + 6 are told apart, 4 are ties: (24 + 2) / 30.
    area = found["risiko"].published
    assert area is not None
    assert area.area == pytest.approx(26 / 30)
    # Q1 = A / (2 − A) = .7647, Q2 = 2A² / (1 + A) = .8048, variance .01327: 1.96 × .1152 either side.
    assert (area.low, area.high) == (pytest.approx(0.641, abs=0.001), 1.0)
    assert found["risiko"].unedited is None
    confidence = found["keyakinan"].published
    assert confidence is not None
    assert confidence.area == 1.0
    assert [(one.label, one.accepted, one.edited, one.rejected) for one in found["pendapat"].bins] == [
        ("Siap ditinjau", 4, 0, 0),
        ("Perlu diperiksa", 0, 2, 0),
        ("Jangan diterbitkan", 0, 0, 2),
        ("Tidak dinilai", 0, 0, 3),
    ]
    assert found["pendapat"].published is None


def test_satisfaction_says_of_how_many(forum: MadeUpForum) -> None:
    for stars in (5, 5, 4, 3):
        forum.rate(forum.ask(at(16, "08.00")), stars)
    few = forum.dashboard().satisfaction
    assert (few.n, few.mean, few.satisfied.rate) == (4, None, None)
    forum.rate(forum.ask(at(16, "08.00")), 1)
    given = forum.dashboard().satisfaction
    assert given.stars == (1, 0, 1, 1, 2)
    assert given.mean is not None
    assert given.mean.mean == pytest.approx(3.6)
    assert given.satisfied == Share(hits=3, n=5)


def test_practice_counts_who_found_the_slip(forum: MadeUpForum) -> None:
    asked = forum.ask(at(16, "08.00"))
    right = answer_to("pindah")
    slip = right.claims[1].model_copy(update={"text": "Cuti tahunan 21 hari kerja."})
    wrong = right.model_copy(update={"claims": (right.claims[0], slip, right.claims[2])})
    for decision in (R, A):
        good = forum.decide(asked, DraftState.STALE)
        told = {"answer": wrong.model_dump(mode="json"), "seeded_error": "angka", "seeded_from": good}
        forum.decide(asked, decision, **told)
    assert forum.dashboard().catches == Share(hits=1, n=2)
    # Who writes the sentence anew has found it as well.
    mended = wrong.model_copy(update={"claims": (Claim(text="Dua belas hari kerja."),)})
    with forum.state.database.writing("ubah") as session:
        session.execute(
            update(DecisionRow)
            .where(DecisionRow.decision == A.value)
            .values(after=mended.model_dump(mode="json"), decision=E.value)
        )
    assert forum.dashboard().catches == Share(hits=2, n=2)
    assert forum.dashboard("pensiun").catches == Share(hits=0, n=0)


def test_spending_is_of_the_whole_service_and_its_days(forum: MadeUpForum, state: State) -> None:
    for day, cost, outcome in ((16, 2.0, "baik"), (16, None, "waktu"), (13, 9.0, "baik")):
        entry = Entry(
            at=datetime(2026, 11, day, 20, 0, tzinfo=UTC),
            caller=Caller(feature=Feature.ANSWER),
            model="kecil",
            prompt_tokens=100,
            completion_tokens=20,
            cost=cost,
            outcome=outcome,
            seconds=1.0,
        )
        state.ledger.record(entry)
    spent = forum.dashboard(whole_service=True).spending
    assert spent is not None
    # 20.00 in UTC on Monday is Tuesday, 3.00, in the agency.
    assert [one.tokens for one in spent.days] == [0, 240, 0, 0, 0]
    (model,) = spent.models
    assert (model.key, model.calls, model.failed, model.cost, model.unpriced) == ("kecil", 2, 1, 2.0, 1)
    assert forum.dashboard().spending is None


def test_officers_read_of_their_bidang_and_evaluators_of_all(state: State) -> None:
    officer = person(state, "dodi", Grant(role=Role.OPERATOR, bidang="mutasi"))
    assert scope_of(officer) == Scope(bidang=frozenset({"mutasi"}))
    assert scope_of(person(state, "eva", Grant(role=Role.EVALUATOR))) == Scope()
    both: Account = officer.model_copy(update={"grants": (*officer.grants, Grant(role=Role.SUPERADMIN))})
    assert scope_of(both) == Scope()
    assert scope_of(person(state, "ani")) == Scope(bidang=frozenset())
