"""Log lines go to standard error as it is when they are written, without personal data."""

from collections.abc import Iterator

import pytest
import structlog

from api.logs import configure_logging


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def test_what_people_wrote_is_masked(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging()
    nip = "19870512" + "2010011003"
    try:
        raise ValueError(f"NIP {nip}")
    except ValueError as error:
        structlog.get_logger().error("not answered", question=f"NIP saya {nip}", exc_info=error)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "not answered" in shown.err
    assert "ValueError" in shown.err
    assert nip not in shown.err


def test_standard_error_may_change_after_it_was_configured(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        closed = open("/dev/null", "w")  # noqa: SIM115, PTH123  # closed while it is configured to be used
        patch.setattr("sys.stderr", closed)
        configure_logging()
        closed.close()
    structlog.get_logger().warning("later")
    assert "later" in capsys.readouterr().err
