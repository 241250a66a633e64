"""The agency that the tests of a file share."""

from collections.abc import Iterator

import pytest

from tests.e2e.working_day.agency import Agency, opened


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agency]:
    with opened(tmp_path_factory.mktemp("hari")) as running:
        yield running
