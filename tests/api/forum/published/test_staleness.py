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


class Office:
    """A forum over a library of one law: replies are published, the law changes, its effect is looked at."""

    def __init__(
        self,
        desk: ReviewDesk,
        library: Library,
        worker: Worker,
        folder: Path,
        asker: Account,
        officer: Account,
    ) -> None:
        self.desk = desk
        self.library = library
        self.worker = worker
        self._folder = folder
        self._asker = asker
        self._officer = officer

    def publish(self) -> str:
        """The identifier of a reply that an officer published as drafted."""
        draft = self.desk.draft(self._asker)
        opened = self.desk.reviews.open(self._officer, draft.id)
        post = self.desk.reviews.accept(self._officer, draft.id, opened.seen).post_id
        assert post is not None
        self.worker.run_ready()
        return post

    def bring_in(self, name: str, text: str) -> None:
        """Ingest a document, and look at what rests on what it changes."""
        (self._folder / name).write_text(text, encoding="utf-8")
        self.library.ingest([self._folder / name], starter=False)
        self.look(name)

    def look(self, key: str) -> None:
        """Look at what rests on the law once more; ``key`` names the occasion."""
        with self.desk.state.database.writing("uji") as session:
            order_look(session, key, at=self.desk.clock())
        self.worker.run_ready()

    def standing(self, post: str) -> Standing:
        """How a reply is kept."""
        with self.desk.state.database.reading() as session:
            return Standing(session.get_one(PostRow, post).standing)

    def shown(self, post: str) -> Standing:
        """How everybody sees it on its page."""
        with self.desk.state.database.reading() as session:
            question = session.get_one(PostRow, post).question_id
        return self.desk.forum.public(None, question).replies[0].standing

    def doubts(self) -> list[DoubtRow]:
        """Every doubt, settled or not."""
        with self.desk.state.database.reading() as session:
            return list(session.scalars(select(DoubtRow).order_by(DoubtRow.found_at, DoubtRow.provision_id)))

    def uses(self, entry: str) -> bool:
        """Whether the question is answered from an entry."""
        return self.library.ask(ASKED).origin_id == entry


@pytest.fixture
def office(
    desk: ReviewDesk, library: Library, worker: Worker, tmp_path: Path, ani: Account, citra: Account
) -> Office:
    return Office(desk, library, worker, tmp_path, ani, citra)


def test_a_reply_is_doubted_when_its_law_is_amended_and_used_again_when_edited(
    office: Office,
    desk: ReviewDesk,
    library: Library,
    worker: Worker,
    settling: Settling,
    citra: Account,
    dodi: Account,
    eka: Account,
    manager: Account,
) -> None:
    post = office.publish()
    assert office.uses(f"forum/{post}")

    office.bring_in("ubah.md", amending(5, 2020, LONGER))
    assert office.standing(post) is Standing.DOUBTED
    assert office.shown(post) is Standing.DOUBTED
    assert not office.uses(f"forum/{post}")
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
    assert office.standing(post) is Standing.CURRENT
    worker.run_ready()
    answer = library.ask(ASKED)
    assert answer.origin_id == f"forum/{post}"
    assert "15 hari" in answer.text
    assert {row.state for row in office.doubts()} == {DoubtState.EDITED.value}
    entries = {one.action: one for one in desk.state.audit.entries(below="pengetahuan")}
    edited = entries["pengetahuan.diperbarui"].details
    assert "12 hari" in str(edited["before"])
    assert "15 hari" in str(edited["after"])
    assert "pengetahuan.perlu_ditinjau" in entries
    with pytest.raises(Conflict):
        settling.edit(citra, post, under.seen, text)
    office.look("lagi")
    assert office.standing(post) is Standing.CURRENT


def test_a_reply_whose_words_stayed_is_confirmed_and_used_again(
    office: Office, worker: Worker, settling: Settling, manager: Account
) -> None:
    post = office.publish()
    office.bring_in("ubah.md", amending(5, 2020, SAME_APPLICATION))
    assert office.standing(post) is Standing.DOUBTED
    assert not office.uses(f"forum/{post}")
    under = settling.read(manager, post)
    assert under.checked.blockers == ()
    settling.confirm(manager, post, under.seen, note="bunyinya sama")
    worker.run_ready()
    assert office.standing(post) is Standing.CURRENT
    assert office.uses(f"forum/{post}")
    assert {row.state for row in office.doubts()} == {DoubtState.CONFIRMED.value}
    office.look("lagi")
    assert office.standing(post) is Standing.CURRENT
    with pytest.raises(Conflict, match="perlu ditinjau lagi"):
        settling.confirm(manager, post, settling.read(manager, post).seen)


def test_looking_again_finds_the_same_once(office: Office, desk: ReviewDesk, citra: Account) -> None:
    office.publish()
    office.look("sebelum")
    assert office.doubts() == []
    office.bring_in("ubah.md", amending(5, 2020, LONGER))
    for number in range(3):
        office.look(str(number))
    assert len(office.doubts()) == 2
    assert desk.forum.told(citra).count("perlu_ditinjau") == 1


def test_many_are_marked_a_part_at_a_time_until_all_are(
    office: Office, desk: ReviewDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staleness, "AT_ONCE", 1)
    posts = [office.publish() for _ in range(3)]
    office.bring_in("ubah.md", amending(5, 2020, LONGER))
    assert {office.standing(post) for post in posts} == {Standing.DOUBTED}
    assert len(office.doubts()) == 6
    assert len(desk.forum.jobs("staleness")) == 3


def test_a_doubted_reply_is_withheld_before_the_library_is_rebuilt(
    office: Office, desk: ReviewDesk, library: Library
) -> None:
    post = office.publish()
    assert office.uses(f"forum/{post}")
    with desk.state.database.writing("uji") as session:
        session.get_one(PostRow, post).standing = Standing.DOUBTED.value
    assert library.snapshot().knowledge.entry(f"forum/{post}") is not None
    assert not office.uses(f"forum/{post}")


def test_a_repealed_basis_leaves_only_withdrawing_or_editing(
    office: Office, settling: Settling, manager: Account
) -> None:
    post = office.publish()
    office.bring_in("cabut.md", REPEAL)
    under = settling.read(manager, post)
    assert {doubt.change.kind for doubt in under.doubts} == {ChangeKind.REPEALED}
    assert {doubt.change.by for doubt in under.doubts} == {"pp-7-2020"}
    with pytest.raises(Conflict):
        settling.confirm(manager, post, under.seen)
    settling.withdraw(manager, post, under.seen, "diganti aturan baru")
    assert office.standing(post) is Standing.WITHDRAWN
    assert {row.state for row in office.doubts()} == {DoubtState.WITHDRAWN.value}
    with pytest.raises(NotFound):
        settling.read(manager, post)


def test_an_entry_from_a_file_gives_way_to_one_of_our_own(
    office: Office,
    desk: ReviewDesk,
    library: Library,
    worker: Worker,
    settling: Settling,
    citra: Account,
    manager: Account,
) -> None:
    desk.forum.bidang.seed()
    office.bring_in("faq.yaml", FAQ)
    assert office.doubts() == []
    assert office.uses("faq/cuti-lama")
    # The text came late: the change was in force on the day on which the entry was checked.
    office.bring_in("ubah.md", amending(5, 2020, SAME_APPLICATION))
    assert not office.uses("faq/cuti-lama")
    assert settling.waiting(citra) == []
    under: UnderReview = settling.read(manager, "faq/cuti-lama")
    assert under.from_file
    settling.confirm(manager, "faq/cuti-lama", under.seen)
    worker.run_ready()
    answer = library.ask(ASKED)
    assert answer.origin == "faq"
    assert answer.origin_id.startswith("faq/faq-cuti-lama-")
    office.look("lagi")
    assert settling.waiting(manager) == []


def test_an_entry_from_a_file_is_listed_once_its_day_of_review_has_come_until_it_is_in_doubt(
    office: Office, library: Library, clock: HandClock, manager: Account, ani: Account
) -> None:
    office.bring_in("faq.yaml", FAQ)
    due = DueEntries(library.state.database, library.leased, today=library.today)
    assert due.list(manager) == []
    clock.forward(days=181)
    (one,) = due.list(manager)
    assert (one.id, one.title, one.origin) == ("faq/cuti-lama", "Berapa lama cuti tahunan?", "faq.yaml")
    assert one.review_by == library.today()
    with pytest.raises(Forbidden):
        due.list(ani)
    office.bring_in("ubah.md", amending(5, 2020, LONGER))
    assert due.list(manager) == []


def test_what_is_open_is_told_as_it_is_now(office: Office, settling: Settling, citra: Account) -> None:
    post = office.publish()
    office.bring_in("ubah.md", amending(5, 2020, LONGER))
    seen = settling.read(citra, post).seen
    office.bring_in("cabut.md", REPEAL)
    kinds: set[ChangeKind] = {doubt.change.kind for doubt in settling.waiting(citra)}
    assert kinds == {ChangeKind.REPEALED}
    with pytest.raises(Conflict, match="sudah berubah"):
        settling.withdraw(citra, post, seen, "usang")


def test_a_reply_by_hand_rests_on_nothing_and_is_never_doubted(
    office: Office, desk: ReviewDesk, ani: Account, citra: Account
) -> None:
    asked = desk.forum.ask(ani)
    desk.forum.posts.reply(citra, asked.id, "Silakan ke loket 3.", version=asked.version)
    office.bring_in("cabut.md", REPEAL)
    found: list[Doubt] | list[DoubtRow] = office.doubts()
    assert found == []
