"""The worker of one installation: every kind of work with its handler, in one place."""

from collections.abc import Mapping

from api.forum.draft_source import LibrarySource
from api.forum.drafting import Drafting
from api.forum.drafts import KIND as DRAFT
from api.jobs.worker import GivenUp, Handler, Watcher, Worker
from api.library import Library


def create_worker(
    library: Library,
    *,
    threads: int,
    handlers: Mapping[str, Handler] | None = None,
    given_up: Mapping[str, GivenUp] | None = None,
    watch: Watcher | None = None,
) -> Worker:
    """A worker over an installation's queue, not yet started.

    Args:
        threads: how much is done at once.
        handlers, given_up: of kinds of work beside drafts, by kind.
        watch: told of every attempt.
    """
    drafting = Drafting(
        library.state.database,
        LibrarySource(library),
        contact=library.settings.contact,
        contacts=library.settings.contacts,
    )
    return Worker(
        library.state.jobs,
        {DRAFT: drafting, **(handlers or {})},
        given_up={DRAFT: drafting.given_up, **(given_up or {})},
        threads=threads,
        watch=watch,
    )
