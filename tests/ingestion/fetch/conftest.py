"""A site to fetch from, and a way to fetch that spends no time waiting."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingestion.fetch import AddressGuard, Fetched, Fetcher, FetchLimits, Wanted
from tests.ingestion.fetch.site import Site, running_site


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "unduhan"


@pytest.fixture
def pauses() -> list[float]:
    """Every pause that was taken, in seconds, none of it really spent."""
    return []


@pytest.fixture
def fetch(site: Site, folder: Path, pauses: list[float]) -> Callable[..., list[Fetched]]:
    """Fetch paths of the site; keyword arguments are limits, or fields of the wanted documents."""

    def run(*paths: str, **options: object) -> list[Fetched]:
        of_document = {key: options.pop(key) for key in list(options) if key in Wanted.model_fields}
        wanted = [Wanted(url=site.url + path, **of_document) for path in paths]
        limits = FetchLimits(**{"delay": 0.0, **options})
        guard = AddressGuard(allow_private=True)
        with Fetcher(folder, limits=limits, guard=guard, sleep=pauses.append) as fetcher:
            return list(fetcher.fetch(wanted))

    return run
