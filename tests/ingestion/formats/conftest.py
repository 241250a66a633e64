from collections.abc import Callable
from pathlib import Path

import pytest

from ingestion.formats import Loaded, detect, load

LoadText = Callable[[str, str | bytes], Loaded]


@pytest.fixture
def load_text(tmp_path: Path) -> LoadText:
    """Write a file, let it be recognised, and load it."""

    def loading(name: str, content: str | bytes) -> Loaded:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        found = detect(path)
        assert found is not None, f"{name} was not recognised"
        return load(path, found)

    return loading
