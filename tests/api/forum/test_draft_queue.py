"""The queue of officers: own bidang only, sorted and filtered by what is known of the drafts."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from api.forum.draft_queue import DraftFilter, DraftOrder, DraftQueue
from api.forum.drafted_by import DraftedBy
from api.forum.drafts import Made, Order, order_draft, put_draft, supersede
from api.forum.models import DraftState, Priority, QuestionState
from api.forum.risk import risk_of
from api.state.draft_tables import DraftRow
from api.state.forum_tables import QuestionRow
from api.state.provenance import Provenance
from api.state.state import State
from evals.scorecard import Opinion
from tests.drafted import NOW, READY, add_bidang, add_question, answer_of


def draft(
    session: Session,
    row: QuestionRow,
    opinion: Opinion,
    *,
    confidence: float = 1.0,
    origin: str = "provision",
) -> None:
    answer = answer_of(row.text, confidence=confidence, origin=origin)
    scores = READY.model_copy(update={"opinion": opinion})
    made = Made(
        answer=answer, scorecard=scores, risk=risk_of(answer, scores), provenance=Provenance(snapshot="s")
    )
    put_draft(session, Order(question_id=row.id, thread_version=row.thread_version), made, at=NOW)


@pytest.fixture
def queue(state: State) -> DraftQueue:
    """Five open questions, the first asked last; the fifth lies in another bidang, the fourth has no draft.

    Risks by number: 1 is 0.15, 2 is 0.4, 3 is 0.1.
    """
    with state.database.writing("siapkan") as session:
        add_bidang(session, "mutasi")
        add_bidang(session, "pensiun")
        rows = [
            add_question(
                session,
                number,
                text=f"Pertanyaan ke-{number} tentang cuti",
                bidang="pensiun" if number == 5 else "mutasi",
                at=NOW - timedelta(hours=number),
            )
            for number in range(1, 6)
        ]
        draft(session, rows[0], Opinion.CHECK)
        draft(session, rows[1], Opinion.STOP)
        draft(session, rows[2], Opinion.READY, confidence=1.0, origin="llm")
        rows[2].priority = Priority.URGENT.value
        order_draft(session, Order(question_id=rows[3].id, thread_version=1), at=NOW)
        draft(session, rows[4], Opinion.READY, confidence=0.5)
    return DraftQueue(state.database)


BOTH = ("mutasi", "pensiun")


def numbers(queue: DraftQueue, order: DraftOrder, **wanted: object) -> list[int]:
    found = queue.list(BOTH, order=order, wanted=DraftFilter.model_validate(wanted))
    return [one.number for one in found]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (DraftOrder.RISK, [2, 1, 5, 3, 4]),
        (DraftOrder.AGE, [5, 4, 3, 2, 1]),
        (DraftOrder.SCORE, [2, 1, 5, 3, 4]),
        (DraftOrder.BIDANG, [4, 3, 2, 1, 5]),
    ],
)
def test_the_queue_is_sorted(queue: DraftQueue, order: DraftOrder, expected: list[int]) -> None:
    assert numbers(queue, order) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"bidang": ("pensiun",)}, [5]),
        ({"bidang": ("rahasia",)}, []),
        ({"opinion": Opinion.STOP}, [2]),
        ({"drafted_by": DraftedBy.MODEL}, [3]),
        ({"least_risk": 0.15}, [2, 1]),
        ({"priority": Priority.URGENT}, [3]),
        ({"assignee_id": ""}, [5, 4, 3, 2, 1]),
        ({"assignee_id": "ani"}, []),
        ({"category_id": "cuti"}, []),
        ({"words": "KE-4 cuti"}, [4]),
        ({"words": "ke_4"}, []),
    ],
)
def test_the_queue_is_filtered(queue: DraftQueue, wanted: dict[str, object], expected: list[int]) -> None:
    assert numbers(queue, DraftOrder.AGE, **wanted) == expected
    assert queue.count(BOTH, wanted=DraftFilter.model_validate(wanted)) == len(expected)


def test_only_ones_own_bidang_is_shown_whatever_is_asked_for(queue: DraftQueue) -> None:
    wanted = DraftFilter(bidang=("pensiun",))
    assert queue.list(("mutasi",), wanted=wanted) == []
    assert [one.number for one in queue.list(("pensiun",))] == [5]
    assert queue.list(()) == []


def test_pages_follow_one_another(queue: DraftQueue) -> None:
    pages = [queue.list(BOTH, order=DraftOrder.AGE, limit=2, offset=offset) for offset in (0, 2, 4)]
    assert [[one.number for one in page] for page in pages] == [[5, 4], [3, 2], [1]]


def test_what_is_known_of_a_draft_is_told(queue: DraftQueue) -> None:
    found = {one.number: one for one in queue.list(BOTH)}
    assert (found[2].opinion, found[2].risk, found[2].drafted_by) == (Opinion.STOP, 0.4, DraftedBy.SOURCES)
    assert (found[2].draft_state, found[2].under_way) == (DraftState.SCORED, False)
    assert (found[4].draft_id, found[4].risk, found[4].under_way) == (None, None, True)


def test_stale_drafts_and_closed_or_decided_questions_do_not_stand_in_it(
    queue: DraftQueue, state: State
) -> None:
    with state.database.writing("ubah") as session:
        rows = {row.number: row for row in session.query(QuestionRow)}
        supersede(session, rows[1].id, at=NOW)
        rows[2].state = QuestionState.DONE.value
        decided = session.query(DraftRow).filter_by(question_id=rows[3].id).one()
        decided.state = DraftState.REJECTED.value
    found = {one.number: one for one in queue.list(("mutasi",))}
    assert set(found) == {1, 4}
    assert found[1].draft_id is None
