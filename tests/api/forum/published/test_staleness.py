"""From a changed law to a reply that holds again: doubted, withheld, told, settled."""

from pathlib import Path

import pytest
from sqlalchemy import select

from api.accounts.models import Account
from api.forum import staleness
from api.forum.doubts import Doubt, DoubtState, SubjectKind
from api.forum.faq.due import DueEntries
from api.forum.law_changes import ChangeKind
from api.forum.models import Standing
from api.forum.publishing import Publishing
from api.forum.settling import Settling, UnderReview
from api.forum.staleness import Staleness
from api.forum.staleness_orders import order_look
from api.jobs.queue import JobQueue
from api.jobs.worker import Worker
from api.library import Library
from api.state.forum_tables import PostRow
from api.state.knowledge_tables import DoubtRow
from corpus.errors import Conflict, Forbidden, InvalidInput, NotFound
from tests.api.forum.reviewed import ReviewDesk
from tests.api.state.answers import HandClock
from tests.ingestion.test_consolidate import amending
from tests.workbench import CUTI

ASKED = "Berapa hari cuti tahunan yang boleh saya ambil tahun ini?"
LONGER = """\
1. Ketentuan Pasal 2 ayat (1) diubah sehingga berbunyi sebagai berikut:
(1) Pegawai berhak atas cuti tahunan selama 15 (lima belas) hari kerja."""
SAME_APPLICATION = """\
1. Ketentuan Pasal 2 diubah sehingga berbunyi sebagai berikut:
Pasal 2
(1) Pegawai berhak atas cuti tahunan selama 12 (dua belas) hari kerja.
(2) Cuti tahunan diajukan secara tertulis kepada atasan langsung.
(3) Cuti tahunan tidak dapat diuangkan."""
REPEAL = (
    CUTI.replace("NOMOR 91 TAHUN 2019", "NOMOR 7 TAHUN 2020")
    .replace(
        "Pasal 4\n",
        "Pasal 4\nPada saat Peraturan Pemerintah ini mulai berlaku, Peraturan Pemerintah Nomor 91 Tahun 2019 "
        "tentang Cuti Pegawai Contoh dicabut dan dinyatakan tidak berlaku.\nPasal 5\n",
    )
    .replace("Januari 2019", "Januari 2020")
)
FAQ = """\
topic: Cuti
bidang: disiplin-kinerja
entries:
- id: cuti-lama
  question: Berapa lama cuti tahunan?
  answer: Cuti tahunan lamanya 12 hari kerja.
  legal_basis: [pp-91-2019/pasal-2/ayat-1]
  checked: 2026-11-20
  review_by: 2027-05-20
"""


@pytest.fixture
def worker(library: Library, clock: HandClock) -> Worker:
    queue = JobQueue(library.state.database, clock=clock, attempts=3)
    database = library.state.database
    handlers = {
        "publish": Publishing(database, library, wait=0, clock=clock),
        "staleness": Staleness(database, library, clock=clock),
    }
    return Worker(queue, handlers)


@pytest.fixture
def settling(library: Library, clock: HandClock) -> Settling:
    return Settling(library.state.database, library.leased, today=library.today, clock=clock)


def published(desk: ReviewDesk, worker: Worker, ani: Account, citra: Account) -> str:
    draft = desk.draft(ani)
    opened = desk.reviews.open(citra, draft.id)
    post = desk.reviews.accept(citra, draft.id, opened.seen).post_id
    assert post is not None
    worker.run_ready()
    return post


def ingested(library: Library, folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    library.ingest([folder / name], starter=False)


def looked(desk: ReviewDesk, worker: Worker, key: str = "uji") -> None:
    with desk.state.database.writing("uji") as session:
        order_look(session, key, at=desk.clock())
    worker.run_ready()


def standing(desk: ReviewDesk, post: str) -> Standing:
    with desk.state.database.reading() as session:
        return Standing(session.get_one(PostRow, post).standing)


def shown(desk: ReviewDesk, post: str) -> Standing:
    """How everybody sees it on its page."""
    with desk.state.database.reading() as session:
        question = session.get_one(PostRow, post).question_id
    return desk.forum.public(None, question).replies[0].standing


def doubts(desk: ReviewDesk) -> list[DoubtRow]:
    with desk.state.database.reading() as session:
        return list(session.scalars(select(DoubtRow).order_by(DoubtRow.found_at, DoubtRow.provision_id)))


def uses(library: Library, entry: str) -> bool:
    return library.ask(ASKED).origin_id == entry


def test_a_reply_is_doubted_when_its_law_is_amended_and_used_again_when_edited(
    desk: ReviewDesk,
    library: Library,
    worker: Worker,
    settling: Settling,
    tmp_path: Path,
    ani: Account,
    citra: Account,
    dodi: Account,
    eka: Account,
    manager: Account,
) -> None:
    post = published(desk, worker, ani, citra)
    assert uses(library, f"forum/{post}")

    ingested(library, tmp_path, "ubah.md", amending(5, 2020, LONGER))
    looked(desk, worker)
    assert standing(desk, post) is Standing.DOUBTED
    assert shown(desk, post) is Standing.DOUBTED
    assert not uses(library, f"forum/{post}")
    assert library.snapshot().knowledge.entry(f"forum/{post}") is None
    doubt, beside = settling.waiting(manager)
    # The pasal has a new wording, in which ayat (2) says what it said.
    assert (beside.provision_id, beside.change.kind) == ("pp-91-2019/pasal-2/ayat-2", ChangeKind.AMENDED)
    assert beside.change.before == beside.change.after
    assert (doubt.kind, doubt.subject, doubt.provision_id) == (
        SubjectKind.REPLY,
        post,
        "pp-91-2019/pasal-2/ayat-1",
    )
    assert doubt.change.kind is ChangeKind.AMENDED
    assert "12 (dua belas)" in doubt.change.before
    assert "15 (lima belas)" in doubt.change.after
    assert doubt.change.by == "pp-5-2020"
    assert settling.waiting(citra) == [doubt, beside]
    assert settling.waiting(eka) == settling.waiting(dodi) == []
    for told in (citra, manager, dodi):
        assert desk.forum.told(told)[-1] == "perlu_ditinjau"
    assert desk.forum.told(eka) == []

    with pytest.raises(Forbidden):
        settling.read(eka, post)
    under = settling.read(citra, post)
    with pytest.raises(Conflict, match="kalimat 1"):
        settling.confirm(citra, post, under.seen)
    with pytest.raises(InvalidInput, match="12"):
        settling.edit(citra, post, under.seen, "Cuti tahunan 12 hari kerja. [Pasal 2 ayat (1) PP 91/2019]")
    text = "Pegawai berhak atas cuti tahunan selama 15 hari kerja. [Pasal 2 ayat (1) PP 91/2019]"
    settling.edit(citra, post, under.seen, text)
    assert standing(desk, post) is Standing.CURRENT
    worker.run_ready()
    answer = library.ask(ASKED)
    assert answer.origin_id == f"forum/{post}"
    assert "15 hari" in answer.text
    assert {row.state for row in doubts(desk)} == {DoubtState.EDITED.value}
    entries = {one.action: one for one in desk.state.audit.entries(below="pengetahuan")}
    edited = entries["pengetahuan.diperbarui"].details
    assert "12 hari" in str(edited["before"])
    assert "15 hari" in str(edited["after"])
    assert "pengetahuan.perlu_ditinjau" in entries
    with pytest.raises(Conflict):
        settling.edit(citra, post, under.seen, text)
    looked(desk, worker, "lagi")
    assert standing(desk, post) is Standing.CURRENT


def test_a_reply_whose_words_stayed_is_confirmed_and_used_again(
    desk: ReviewDesk,
    library: Library,
    worker: Worker,
    settling: Settling,
    tmp_path: Path,
    ani: Account,
    citra: Account,
    manager: Account,
) -> None:
    post = published(desk, worker, ani, citra)
    ingested(library, tmp_path, "ubah.md", amending(5, 2020, SAME_APPLICATION))
    looked(desk, worker)
    assert standing(desk, post) is Standing.DOUBTED
    assert not uses(library, f"forum/{post}")
    under = settling.read(manager, post)
    assert under.checked.blockers == ()
    settling.confirm(manager, post, under.seen, note="bunyinya sama")
    worker.run_ready()
    assert standing(desk, post) is Standing.CURRENT
    assert uses(library, f"forum/{post}")
    assert {row.state for row in doubts(desk)} == {DoubtState.CONFIRMED.value}
    looked(desk, worker, "lagi")
    assert standing(desk, post) is Standing.CURRENT
    with pytest.raises(Conflict, match="perlu ditinjau lagi"):
        settling.confirm(manager, post, settling.read(manager, post).seen)


def test_looking_again_finds_the_same_once(
    desk: ReviewDesk, library: Library, worker: Worker, tmp_path: Path, ani: Account, citra: Account
) -> None:
    published(desk, worker, ani, citra)
    looked(desk, worker, "sebelum")
    assert doubts(desk) == []
    ingested(library, tmp_path, "ubah.md", amending(5, 2020, LONGER))
    for number in range(3):
        looked(desk, worker, str(number))
    assert len(doubts(desk)) == 2
    assert desk.forum.told(citra).count("perlu_ditinjau") == 1


def test_many_are_marked_a_part_at_a_time_until_all_are(
    desk: ReviewDesk,
    library: Library,
    worker: Worker,
    tmp_path: Path,
    ani: Account,
    citra: Account,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(staleness, "AT_ONCE", 1)
    posts = [published(desk, worker, ani, citra) for _ in range(3)]
    ingested(library, tmp_path, "ubah.md", amending(5, 2020, LONGER))
    looked(desk, worker)
    assert {standing(desk, post) for post in posts} == {Standing.DOUBTED}
    assert len(doubts(desk)) == 6
    assert len(desk.forum.jobs("staleness")) == 3


def test_a_doubted_reply_is_withheld_before_the_library_is_rebuilt(
    desk: ReviewDesk,
    library: Library,
    worker: Worker,
    ani: Account,
    citra: Account,
) -> None:
    post = published(desk, worker, ani, citra)
    assert uses(library, f"forum/{post}")
    with desk.state.database.writing("uji") as session:
        session.get_one(PostRow, post).standing = Standing.DOUBTED.value
    assert library.snapshot().knowledge.entry(f"forum/{post}") is not None
    assert not uses(library, f"forum/{post}")


def test_a_repealed_basis_leaves_only_withdrawing_or_editing(
    desk: ReviewDesk,
    library: Library,
    worker: Worker,
    settling: Settling,
    tmp_path: Path,
    ani: Account,
    citra: Account,
    manager: Account,
) -> None:
    post = published(desk, worker, ani, citra)
    ingested(library, tmp_path, "cabut.md", REPEAL)
    looked(desk, worker)
    under = settling.read(manager, post)
    assert {doubt.change.kind for doubt in under.doubts} == {ChangeKind.REPEALED}
    assert {doubt.change.by for doubt in under.doubts} == {"pp-7-2020"}
    with pytest.raises(Conflict):
        settling.confirm(manager, post, under.seen)
    settling.withdraw(manager, post, under.seen, "diganti aturan baru")
    assert standing(desk, post) is Standing.WITHDRAWN
    assert {row.state for row in doubts(desk)} == {DoubtState.WITHDRAWN.value}
    with pytest.raises(NotFound):
        settling.read(manager, post)


def test_an_entry_from_a_file_gives_way_to_one_of_our_own(
    desk: ReviewDesk,
    library: Library,
    worker: Worker,
    settling: Settling,
    tmp_path: Path,
    citra: Account,
    manager: Account,
) -> None:
    desk.forum.bidang.seed()
    ingested(library, tmp_path, "faq.yaml", FAQ)
    looked(desk, worker, "sebelum")
    assert doubts(desk) == []
    assert uses(library, "faq/cuti-lama")
    # The text came late: the change was in force on the day on which the entry was checked.
    ingested(library, tmp_path, "ubah.md", amending(5, 2020, SAME_APPLICATION))
    looked(desk, worker)
    assert not uses(library, "faq/cuti-lama")
    assert settling.waiting(citra) == []
    under: UnderReview = settling.read(manager, "faq/cuti-lama")
    assert under.from_file
    settling.confirm(manager, "faq/cuti-lama", under.seen)
    worker.run_ready()
    answer = library.ask(ASKED)
    assert answer.origin == "faq"
    assert answer.origin_id.startswith("faq/faq-cuti-lama-")
    looked(desk, worker, "lagi")
    assert settling.waiting(manager) == []


def test_an_entry_from_a_file_is_listed_once_its_day_of_review_has_come_until_it_is_in_doubt(
    desk: ReviewDesk,
    library: Library,
    worker: Worker,
    clock: HandClock,
    tmp_path: Path,
    manager: Account,
    ani: Account,
) -> None:
    ingested(library, tmp_path, "faq.yaml", FAQ)
    looked(desk, worker, "sebelum")
    due = DueEntries(library.state.database, library.leased, today=library.today)
    assert due.list(manager) == []
    clock.forward(days=181)
    (one,) = due.list(manager)
    assert (one.id, one.title, one.origin) == ("faq/cuti-lama", "Berapa lama cuti tahunan?", "faq.yaml")
    assert one.review_by == library.today()
    with pytest.raises(Forbidden):
        due.list(ani)
    ingested(library, tmp_path, "ubah.md", amending(5, 2020, LONGER))
    looked(desk, worker)
    assert due.list(manager) == []


def test_what_is_open_is_told_as_it_is_now(
    desk: ReviewDesk,
    library: Library,
    worker: Worker,
    settling: Settling,
    tmp_path: Path,
    ani: Account,
    citra: Account,
) -> None:
    post = published(desk, worker, ani, citra)
    ingested(library, tmp_path, "ubah.md", amending(5, 2020, LONGER))
    looked(desk, worker)
    seen = settling.read(citra, post).seen
    ingested(library, tmp_path, "cabut.md", REPEAL)
    looked(desk, worker, "lagi")
    kinds: set[ChangeKind] = {doubt.change.kind for doubt in settling.waiting(citra)}
    assert kinds == {ChangeKind.REPEALED}
    with pytest.raises(Conflict, match="sudah berubah"):
        settling.withdraw(citra, post, seen, "usang")


def test_a_reply_by_hand_rests_on_nothing_and_is_never_doubted(
    desk: ReviewDesk, library: Library, worker: Worker, tmp_path: Path, ani: Account, citra: Account
) -> None:
    asked = desk.forum.ask(ani)
    desk.forum.posts.reply(citra, asked.id, "Silakan ke loket 3.", version=asked.version)
    ingested(library, tmp_path, "cabut.md", REPEAL)
    looked(desk, worker)
    found: list[Doubt] | list[DoubtRow] = doubts(desk)
    assert found == []
