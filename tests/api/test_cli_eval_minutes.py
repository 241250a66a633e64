"""``tanya eval minutes``: the notula against the meetings with gold."""

import json

from typer.testing import CliRunner

from api import cli
from evals.minutes.meeting import load_meetings

runner = CliRunner()


def test_meetings_of_a_split_are_measured_and_written_as_json() -> None:
    result = runner.invoke(cli.application(), ["eval", "minutes", "--split", "dev", "--json"])
    report = json.loads(result.stdout)
    assert [one["id"] for one in report["meetings"]] == [one.id for one in load_meetings("dev")]
    assert report["failed"] == []
    unmarked = [one for meeting in report["meetings"] for one in meeting["unsupported"] if not one["marked"]]
    assert result.exit_code == bool(unmarked)


def test_an_unknown_split_is_refused() -> None:
    result = runner.invoke(cli.application(), ["eval", "minutes", "--split", "latihan"])
    assert result.exit_code == 2
    assert "dev atau test" in result.output
