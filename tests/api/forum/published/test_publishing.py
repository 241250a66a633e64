"""From a decision to knowledge: a published reply answers the next who asks, until it is taken back."""

import pytest
from sqlalchemy import update

from api.accounts.models import Account
from api.forum.publishing import FOLDER, Publishing
from api.jobs.queue import JobQueue
from api.jobs.worker import Worker
from api.library import Library
from api.state.forum_tables import PostRow
from assistant.models import AnswerStatus
from corpus.errors import Busy
from corpus.models import ForumAnswer
from evals.case import Reference
from evals.recheck import recheck
from tests.api.forum.reviewed import ReviewDesk
from tests.api.state.answers import HandClock


@pytest.fixture
def worker(library: Library, clock: HandClock) -> Worker:
    """Does what was left to the background, on the test's own thread."""
    queue = JobQueue(library.state.database, clock=clock, attempts=3)
    return Worker(queue, {"publish": Publishing(library.state.database, library, wait=0, clock=clock)})


def publish(desk: ReviewDesk, ani: Account, citra: Account, *, greeting: str = "") -> str:
    """A reply by way of review; returns the post."""
    draft = desk.draft(ani)
    opened = desk.reviews.open(citra, draft.id)
    post = desk.reviews.accept_with_edits(citra, draft.id, opened.seen, greeting + opened.text).post_id
    assert post is not None
    return post


def entry(library: Library, post: str) -> ForumAnswer | None:
    found = library.snapshot().knowledge.entry(f"forum/{post}")
    assert found is None or isinstance(found, ForumAnswer)
    return found


def test_a_published_reply_answers_the_next_who_asks(
    desk: ReviewDesk, library: Library, worker: Worker, ani: Account, citra: Account
) -> None:
    post = publish(desk, ani, citra, greeting="Yth. Ani Lestari (ani@contoh.go.id),\n")
    assert worker.run_ready() == 1
    known = entry(library, post)
    assert known is not None
    assert known.legal_basis == ("pp-91-2019/pasal-2/ayat-1", "pp-91-2019/pasal-2/ayat-2")
    assert "Ani" not in known.answer
    assert "contoh.go.id" not in known.answer
    assert "[1]" not in known.answer
    answer = library.ask("Berapa hari cuti tahunan yang boleh saya ambil tahun ini?")
    assert (answer.status, answer.origin) == (AnswerStatus.ANSWERED, "forum")
    assert answer.origin_id == f"forum/{post}"
    cited = {citation.provision_id for claim in answer.claims for citation in claim.citations}
    assert cited == set(known.legal_basis)
    snapshot = library.snapshot()
    reference = Reference(snapshot.knowledge, snapshot.force)
    assert recheck(answer, reference.knowledge, reference.force).all_stand


def test_provenance_is_kept_with_the_source(
    desk: ReviewDesk, library: Library, worker: Worker, ani: Account, citra: Account
) -> None:
    post = publish(desk, ani, citra)
    worker.run_ready()
    source = library.source(f"forum-{post}").source
    assert source.note == (
        f"Balasan atas pertanyaan forum nomor 1 (kiriman {post}), diperiksa dan diterbitkan admin bidang "
        "Disiplin dan Kinerja pada 20 November 2026."
    )
    (told,) = library.state.audit.entries(below="pengetahuan")
    assert told.details == {"in": [post], "out": [], "snapshot": library.snapshot().info.id}


def test_a_withdrawn_reply_is_knowledge_no_longer(
    desk: ReviewDesk, library: Library, worker: Worker, ani: Account, citra: Account
) -> None:
    post = publish(desk, ani, citra)
    worker.run_ready()
    desk.forum.posts.withdraw(citra, post, "keliru")
    assert worker.run_ready() == 1
    assert entry(library, post) is None
    assert library.ask("Berapa hari cuti tahunan yang boleh saya ambil?").origin != "forum"
    assert list((library.home.path / FOLDER).glob("*.yaml")) == []


def test_a_doubted_reply_stops_being_an_answer(
    desk: ReviewDesk, library: Library, worker: Worker, ani: Account, citra: Account
) -> None:
    post = publish(desk, ani, citra)
    worker.run_ready()
    with desk.state.database.writing("uji") as session:
        session.execute(update(PostRow).values(standing="perlu_ditinjau"))
    assert JobQueue(desk.state.database, clock=desk.clock).put("publish", "publish:ragu", {})
    worker.run_ready()
    assert entry(library, post) is None


def test_many_jobs_are_done_by_the_first(
    desk: ReviewDesk, library: Library, worker: Worker, ani: Account, citra: Account
) -> None:
    posts = [publish(desk, ani, citra) for _ in range(3)]
    assert worker.run_ready() == 3
    assert all(entry(library, post) for post in posts)
    assert len(library.state.audit.entries(below="pengetahuan")) == 1


def test_a_busy_library_is_tried_again(
    desk: ReviewDesk, library: Library, worker: Worker, ani: Account, citra: Account, clock: HandClock
) -> None:
    post = publish(desk, ani, citra)
    with library.home.writer_lock():
        assert worker.run_ready() == 1
    assert entry(library, post) is None
    clock.forward(minutes=5)
    assert worker.run_ready() == 1
    assert entry(library, post) is not None


def test_what_was_stopped_half_way_is_finished_the_next_time(
    desk: ReviewDesk,
    library: Library,
    worker: Worker,
    ani: Account,
    citra: Account,
    clock: HandClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post = publish(desk, ani, citra)

    def stops(*_: object, **__: object) -> None:
        raise Busy("terhenti")

    with monkeypatch.context() as patched:
        patched.setattr(library, "ingest", stops)
        worker.run_ready()
    assert (library.home.path / FOLDER / f"{post}.yaml").is_file()
    clock.forward(minutes=5)
    worker.run_ready()
    assert entry(library, post) is not None


def test_an_officers_own_words_without_a_basis_are_found_but_no_answer(
    desk: ReviewDesk, library: Library, worker: Worker, ani: Account, citra: Account
) -> None:
    asked = desk.forum.ask(ani)
    post = desk.forum.posts.reply(citra, asked.id, "Silakan ke [loket 3].", version=asked.version)
    worker.run_ready()
    assert entry(library, post.id) is None
    assert library.passage(f"forum/{post.id}").text == "Silakan ke [loket 3]."
