"""What docs/interfaces.md tells other programs to do works as it stands there."""

import re
import runpy
from pathlib import Path

import pytest

DOC = (Path(__file__).parents[2] / "docs" / "interfaces.md").read_text(encoding="utf-8")


def test_the_python_example_answers_from_a_new_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    example = next(block for block in re.findall(r"```python\n(.*?)```", DOC, re.S) if "api.library" in block)
    script = tmp_path / "contoh.py"
    script.write_text(example, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    runpy.run_path(str(script))
    shown = capsys.readouterr().out
    assert shown.startswith("answered ")
    assert "pp-11-2017/pasal-311/ayat-2" in shown


def test_every_tool_is_told_of() -> None:
    told = set(re.findall(r"^\| `(\w+)\(", DOC, re.M))
    assert told == {"search_regulations", "get_provision", "ask", "check_citation"}
