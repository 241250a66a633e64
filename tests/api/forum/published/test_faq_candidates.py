"""Similar approved replies become candidates, and what is approved of them answers as FAQ."""

from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import update

from api.accounts.models import Account
from api.forum.faq.candidates import Candidates, FaqDraft
from api.forum.faq.gathering import Gathering
from api.forum.faq.grouping import ALONE, SAME_PASAL, Asked, groups, most_central
from api.forum.faq.states import Candidate, CandidateState
from api.forum.knowledge_desk import SnapshotWatch
from api.forum.publishing import Publishing
from api.forum.settling import Settling
from api.forum.staleness import Staleness
from api.jobs.queue import JobQueue
from api.jobs.worker import Worker
from api.library import Library
from api.state.forum_tables import QuestionRow
from corpus.errors import Conflict, Forbidden, InvalidInput, NotFound
from corpus.models import FaqEntry
from tests.api.forum.reviewed import ReviewDesk
from tests.api.state.answers import HandClock

ASKED = "Berapa hari cuti tahunan yang boleh saya ambil tahun ini?"


@pytest.fixture
def worker(library: Library, clock: HandClock) -> Worker:
    database = library.state.database
    handlers = {
        "publish": Publishing(database, library, wait=0, clock=clock),
        "staleness": Staleness(database, library, clock=clock),
        "faq": Gathering(database, library.embedder, clock=clock),
    }
    return Worker(JobQueue(database, clock=clock, attempts=3), handlers)


@pytest.fixture
def candidates(library: Library, clock: HandClock) -> Candidates:
    return Candidates(library.state.database, library.leased, today=library.today, clock=clock)


def answered(desk: ReviewDesk, ani: Account, citra: Account, title: str = "") -> str:
    draft = desk.draft(ani)
    if title:
        with desk.state.database.writing("uji") as session:
            session.execute(
                update(QuestionRow).where(QuestionRow.id == draft.question_id).values(public_title=title)
            )
    opened = desk.reviews.open(citra, draft.id)
    post = desk.reviews.accept(citra, draft.id, opened.seen).post_id
    assert post is not None
    return post


def gathered(desk: ReviewDesk, worker: Worker, key: str = "uji") -> None:
    desk.state.jobs.put("faq", f"faq:{key}", {}, at=desk.clock())
    worker.run_ready()


def draft_of(one: Candidate, library: Library, **more: object) -> FaqDraft:
    values = {
        "question": "Berapa lama cuti tahunan pegawai?",
        "variants": ("Jatah cuti setahun?", " Jatah  cuti setahun? ", ""),
        "answer": one.answer,
        "bidang_id": one.bidang_id,
        "review_on": library.today().replace(year=library.today().year + 1),
        **more,
    }
    return FaqDraft.model_validate(values)


def test_similar_replies_become_one_candidate_and_its_entry_answers(
    desk: ReviewDesk,
    library: Library,
    worker: Worker,
    candidates: Candidates,
    ani: Account,
    citra: Account,
    manager: Account,
    clock: HandClock,
) -> None:
    posts = [answered(desk, ani, citra), answered(desk, ani, citra, "Jatah cuti tahunan")]
    gathered(desk, worker)
    (one,) = candidates.waiting(manager)
    assert set(one.posts) == set(posts)
    assert {one.question, *one.variants} == {"Cuti tahunan", "Jatah cuti tahunan"}
    assert one.legal_basis == ("pp-91-2019/pasal-2/ayat-1", "pp-91-2019/pasal-2/ayat-2")
    assert (one.bidang_id, one.category_id) == ("disiplin-kinerja", "cuti")
    approved = candidates.approve(manager, one.id, draft_of(one, library), version=one.version)
    assert approved.state is CandidateState.APPROVED
    assert approved.variants == ("Jatah cuti setahun?",)
    worker.run_ready()
    entry = library.snapshot().knowledge.entry(approved.entry_id)
    assert isinstance(entry, FaqEntry)
    assert entry.bidang == "disiplin-kinerja"
    assert entry.review_by == approved.review_on
    assert library.ask("Berapa lama cuti tahunan pegawai?").origin_id == approved.entry_id
    source = library.source(library.passage(approved.entry_id).source_id).source
    assert source.note.startswith("Disusun dari balasan atas pertanyaan forum nomor 1, 2 (kiriman ")
    assert all(post in source.note for post in posts)
    gathered(desk, worker, "lagi")
    assert candidates.waiting(manager) == []

    assert candidates.overdue(manager) == []
    clock.forward(days=366)
    assert [late.id for late in candidates.overdue(manager)] == [one.id]
    settling = Settling(library.state.database, library.leased, today=library.today, clock=clock)
    settling.confirm(manager, approved.entry_id, settling.read(manager, approved.entry_id).seen)
    assert candidates.overdue(manager) == []


def test_a_waiting_candidate_grows_and_a_rejected_one_does_not_return(
    desk: ReviewDesk,
    worker: Worker,
    library: Library,
    candidates: Candidates,
    ani: Account,
    citra: Account,
    manager: Account,
) -> None:
    answered(desk, ani, citra)
    gathered(desk, worker, "satu")
    assert candidates.waiting(manager) == []
    answered(desk, ani, citra)
    gathered(desk, worker, "dua")
    (first,) = candidates.waiting(manager)
    gathered(desk, worker, "dua lagi")
    assert candidates.waiting(manager) == [first]
    answered(desk, ani, citra)
    gathered(desk, worker, "tiga")
    (grown,) = candidates.waiting(manager)
    assert (grown.id, len(grown.posts), grown.version) == (first.id, 3, first.version + 1)
    with pytest.raises(Conflict):
        candidates.reject(manager, first.id, "lama", version=first.version)
    rejected = candidates.reject(manager, first.id, "sudah ada di SOP", version=grown.version)
    assert (rejected.state, rejected.note) == (CandidateState.REJECTED, "sudah ada di SOP")
    gathered(desk, worker, "empat")
    assert candidates.waiting(manager) == []


def test_what_is_not_fit_is_not_approved(
    desk: ReviewDesk,
    worker: Worker,
    library: Library,
    candidates: Candidates,
    ani: Account,
    citra: Account,
    manager: Account,
) -> None:
    for _ in range(2):
        answered(desk, ani, citra)
    gathered(desk, worker)
    (one,) = candidates.waiting(manager)
    unfit: list[tuple[dict[str, object], str]] = [
        ({"answer": "Cuti tahunan 30 hari kerja. [Pasal 2 ayat (1) PP 91/2019]"}, "30"),
        ({"answer": "Silakan hubungi kami."}, "satu pasal"),
        ({"review_on": library.today()}, "sesudah hari ini"),
        ({"question": " "}, "Pertanyaan"),
        ({"question": "Cuti 198503152010121003?"}, "data pribadi"),
    ]
    for more, why in unfit:
        with pytest.raises(InvalidInput, match=why):
            candidates.approve(manager, one.id, draft_of(one, library, **more), version=one.version)
    with pytest.raises(NotFound):
        candidates.approve(
            manager, one.id, draft_of(one, library, bidang_id="tidak-ada"), version=one.version
        )
    with pytest.raises(Forbidden):
        candidates.approve(citra, one.id, draft_of(one, library), version=one.version)
    with pytest.raises(Forbidden):
        candidates.waiting(ani)
    assert candidates.waiting(manager) == [one]


def test_a_new_snapshot_orders_its_work_once_and_so_does_a_new_day(
    library: Library, desk: ReviewDesk, clock: HandClock, tmp_path: Path
) -> None:
    watch = SnapshotWatch(library, clock=clock)
    assert watch.look()
    assert not watch.look()
    assert not SnapshotWatch(library, clock=clock).look() or len(desk.forum.jobs("staleness")) == 1
    clock.forward(days=1)
    assert watch.look()
    assert len(desk.forum.jobs("staleness")) == len(desk.forum.jobs("faq")) == 2


def vector(cosine: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.array([cosine, np.sqrt(1 - cosine**2)], dtype=np.float32)


def test_groups_follow_the_bounds() -> None:
    law, other = ("pp-1-2020/pasal-1/ayat-1",), ("pp-1-2020/pasal-2",)
    first = Asked("a", vector(1.0), law)
    near = (SAME_PASAL + ALONE) / 2
    assert groups([]) == groups([first]) == []
    assert groups([first, Asked("b", vector(near), ("pp-1-2020/pasal-1/ayat-2",))]) == [[0, 1]]
    assert groups([first, Asked("b", vector(near), other)]) == []
    assert groups([first, Asked("b", vector(0.99), other)]) == [[0, 1]]
    assert groups([first, Asked("b", vector(SAME_PASAL - 0.01), law)]) == []
    assert most_central([first, Asked("b", vector(0.98), law), Asked("c", vector(0.9), law)]) == 1
