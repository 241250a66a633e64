"""The fit of the weights that judge decisions reads what it may and gives the same twice."""

from evals.fit_minutes import VALIDATION, dev_meetings, fitted, learned


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
