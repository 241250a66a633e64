"""The fit of the weights that judge decisions reads what it may and gives the same twice."""

from evals.fit_minutes import VALIDATION, dev_meetings, fitted, learned
from evals.fit_tasks import fitted_tasks, learned_tasks


def test_only_dev_meetings_are_read_and_none_that_is_left_aside() -> None:
    names = [meeting.id for meeting in dev_meetings(VALIDATION)]
    assert names
    assert all(name.startswith("dev-") and name not in VALIDATION for name in names)


def test_a_fit_gives_the_same_weights_twice_and_leaves_out_wrong_signs() -> None:
    meetings = [learned(one) for one in dev_meetings(VALIDATION)[:4]]
    first = fitted(meetings, 10.0, 0.0)
    assert first == fitted(meetings, 10.0, 0.0)
    assert first.weights["enough"] >= 0
    assert first.weights["asks"] <= 0


def test_tasks_are_fitted_on_clauses_that_may_give_one() -> None:
    meetings = [learned_tasks(one) for one in dev_meetings(VALIDATION)[:4]]
    assert all(0 < one.labels.sum() < len(one.labels) for one in meetings)
    first = fitted_tasks(meetings, 10.0, 0.0)
    assert first == fitted_tasks(meetings, 10.0, 0.0)
    assert first.weights["firm_or_due"] >= 0
    assert first.weights["reported"] <= 0
