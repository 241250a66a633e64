"""Run as ``python -m tests.api.minutes.killed_drafter <folder> <model's address>`` until it is killed."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from api.jobs.worker import Worker
from api.library import Library
from api.minutes.desk import MinutesDesk
from api.minutes.meetings import KIND
from api.minutes.wiring import minutes_desk
from api.settings import Settings
from api.state.clock import Clock, utc_now
from tests.api.minutes.killed_worker import state_in
from tests.fakes import WordEmbedder


@contextmanager
def installation(folder: Path, model: str, clock: Clock = utc_now) -> Iterator[tuple[Library, MinutesDesk]]:
    """What both processes share: one folder, one database, one language model with small pages."""
    settings = Settings(
        home=folder / "rumah",
        llm_base_url=model,
        llm_model="uji",
        llm_retries=0,
        llm_max_tokens=256,
        _env_file=None,
    )
    with (
        closing(state_in(folder, clock)) as state,
        closing(Library(settings, embedder=WordEmbedder(), state=state)) as library,
    ):
        yield library, minutes_desk(library)


def main(folder: Path, model: str) -> None:
    """Draft what waits."""
    with installation(folder, model) as (library, desk):
        Worker(library.state.jobs, {KIND: desk.making}).run_ready()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
