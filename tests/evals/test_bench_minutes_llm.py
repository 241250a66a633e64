"""The notula with a model beside the one without, over a scripted server."""

import json
import re
from pathlib import Path

from typer.testing import CliRunner

from evals.bench.minutes_llm import app
from tests.assistant.minutes.drafting.scripted import LINE, SHOWN, item, page
from tests.llm_server import FaultyServer, Reaction, Says, Seen

runner = CliRunner()


def liar(seen: Seen) -> Reaction:
    """Claims of each utterance that something nobody said was decided there."""
    lines = LINE.findall(SHOWN.findall(re.sub(r"\\n", "\n", seen.prompt))[-1])
    told = (item("keputusan", "Disepakati pembelian 731 mobil oleh Pak Zulkifli", one) for one, _, _ in lines)
    return Says(page(*told))


def test_a_lying_model_leaves_nothing_unsupported(tmp_path: Path) -> None:
    path = tmp_path / "hasil" / "llm.json"
    with FaultyServer(liar) as server:
        ran = runner.invoke(
            app, ["--llm", server.base_url, "--meeting", "dev-catatan-kasar", "--out", str(path)]
        )
        assert server.requests
    assert ran.exit_code == 0, ran.output
    found = json.loads(path.read_text(encoding="utf-8"))
    assert set(found) == {"tanpa model", "dengan model"}
    assert found["dengan model"]["unsupported_unmarked"] == 0
    assert found["dengan model"]["decisions"] == found["tanpa model"]["decisions"]


def test_an_address_that_is_none_is_told(tmp_path: Path) -> None:
    ran = runner.invoke(app, ["--llm", "bukan alamat", "--out", str(tmp_path / "x.json")])
    assert ran.exit_code == 1
