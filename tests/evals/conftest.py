"""A small library that is asked by the benchmark's parts."""

from pathlib import Path

import pytest

from tests.workbench import CUTI, Workbench


@pytest.fixture
def cuti_file(bench: Workbench, tmp_path: Path) -> Path:
    """The example regulation, ingested into ``bench``."""
    path = tmp_path / "cuti.md"
    path.write_text(CUTI, encoding="utf-8")
    bench.ingest(path)
    return path
