import structlog
from structlog.testing import CapturingLogger

from assistant.guard.redaction import redact


def logged(**values: object) -> dict[str, object]:
    sink = CapturingLogger()
    structlog.wrap_logger(sink, processors=[redact, lambda _, __, event: ((), dict(event))]).error(
        "gagal", **values
    )
    return dict(sink.calls[0].kwargs)


def fails(question: str, reason: str) -> None:
    raise ValueError(reason) from KeyError(len(question))


def test_values_lose_personal_data_and_keep_the_rest() -> None:
    assert logged(reason="NIP 198501012010011001 salah", row=7) == {
        "event": "gagal",
        "reason": "NIP [NIP-1] salah",
        "row": 7,
    }


def test_a_traceback_shows_no_local_variables_and_no_personal_data() -> None:
    try:
        fails("rahasia", "surel rina@" + "gmail.com ditolak")
    except ValueError as error:
        told = logged(exc_info=error)
    assert set(told) == {"event", "exception"}
    lines = str(told["exception"]).splitlines()
    assert lines[0] == "" or "KeyError" in lines[0]
    assert "KeyError: 7" in lines
    assert lines[-1] == "ValueError: surel [EMAIL-1] ditolak"
    assert "test_redaction.py" in str(told["exception"])


def test_a_long_value_is_cut() -> None:
    assert len(str(logged(text="a" * 5_000)["text"])) == 2_000
