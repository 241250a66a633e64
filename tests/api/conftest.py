"""A library of one made-up regulation, shared by tests that only read."""

from collections.abc import Iterator

import pytest

from api.library import Library
from api.settings import Settings
from tests.workbench import CUTI


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("pustaka")
    law = folder / "cuti.md"
    law.write_text(CUTI, encoding="utf-8")
    opened = Library(Settings(home=folder / "rumah", _env_file=None))
    opened.ingest([law], starter=False)
    yield opened
    opened.close()
