"""Bringing a forum in: what is kept, what is not, how often, and that nothing of it is used as an answer."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from api.accounts.models import Account
from api.forum.importing import store
from api.forum.importing.adding import brought_in
from api.forum.importing.files import read_export
from api.forum.importing.store import ForumImport, Report
from api.forum.models import PostKind, QuestionState, Standing
from api.forum.publishing import published
from api.state.clock import Clock
from api.state.forum_tables import PostRow, QuestionRow
from api.state.state import State
from corpus.errors import InvalidInput, NotFound, StorageError
from tests.api.forum.desk import Desk
from tests.api.forum.people import NIP

JAKARTA = ZoneInfo("Asia/Jakarta")
HEADER = "id,thread,title,text,category,author,date,accepted\n"
FORUM = (
    HEADER
    + f"q1,,Cuti tahunan,Saya Siti Rahma NIP {NIP} bertanya berapa hari cuti.,cuti,Siti Rahma,2024-05-01,\n"
    + "a1,q1,,Dua belas hari kerja Bu Siti Rahma.,,petugas1,2024-05-02,ya\n"
    + "f1,q1,,Terima kasih.,,Siti Rahma,2024-05-03,\n"
    + "n1,q1,,Saya juga ingin tahu.,,Joko Purwanto,2024-05-01,tidak\n"
    + "q2,,Hal lain,Kapan pendaftaran dibuka?,Kategori Lama,44,2024-06-01,\n"
)


class Quiet:
    """Shows no progress."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, int]] = []

    def begin(self, stage: str, total: int) -> None:
        self.stages.append((stage, total))

    def advance(self, steps: int = 1, label: str = "") -> None:
        pass


class Importing:
    """Imports texts into a state."""

    def __init__(self, state: State, desk: Desk, clock: Clock, folder: Path) -> None:
        self.state = state
        self.importer = ForumImport(state.database, desk.bidang, zone=JAKARTA, clock=clock)
        self.path = folder / "forum.csv"

    def __call__(self, text: str = FORUM, *, source: str = "lama", **more: object) -> Report:
        self.path.write_text(text, encoding="utf-8")
        values = {"source": source, "by": "uji", "steps": Quiet(), **more}
        return self.importer.run(read_export(self.path), **values)  # type: ignore[arg-type]  # as each test gives it

    def questions(self) -> list[QuestionRow]:
        with self.state.database.reading() as session:
            return list(session.scalars(select(QuestionRow).order_by(QuestionRow.number)))

    def posts(self) -> list[PostRow]:
        with self.state.database.reading() as session:
            return list(session.scalars(select(PostRow).order_by(PostRow.question_id, PostRow.position)))


@pytest.fixture
def importing(state: State, desk: Desk, clock: Clock, tmp_path: Path) -> Importing:
    return Importing(state, desk, clock, tmp_path)


def test_a_dry_run_tells_all_and_keeps_nothing(importing: Importing) -> None:
    report = importing(dry_run=True)
    assert (report.imported, report.replies, report.follow_ups, report.notes) == (2, 1, 1, 1)
    assert (report.unanswered, report.known, report.errors, report.duplicates) == (1, 0, (), ())
    assert report.unknown_categories == {"Kategori Lama": 1}
    assert report.masked == {"NAMA": 2, "NIP": 1}
    assert importing.questions() == []
    assert importing.state.audit.entries(below="forum.impor") == []


def test_what_is_brought_in_is_masked_closed_and_not_used_as_an_answer(
    importing: Importing, desk: Desk, citra: Account
) -> None:
    importing()
    first, second = importing.questions()
    kept = " ".join(part for row in (first, second) for part in (row.title, row.text, row.public_text))
    posts = importing.posts()
    kept += " ".join(post.text + post.public_text for post in posts)
    assert NIP not in kept
    assert "Siti" not in kept
    assert (first.state, second.state) == (QuestionState.DONE.value, QuestionState.DONE.value)
    assert (first.asker_id, first.category_id, first.bidang_id) == (None, "cuti", "disiplin-kinerja")
    assert (second.category_id, second.bidang_id, second.first_reply_at) == (None, "sekretariat", None)
    assert first.created_at == datetime(2024, 4, 30, 17, tzinfo=UTC)
    assert first.first_reply_at == datetime(2024, 5, 1, 17, tzinfo=UTC)
    assert [(post.kind, post.standing) for post in posts if post.question_id == first.id] == [
        (PostKind.NOTE.value, Standing.CURRENT.value),
        (PostKind.REPLY.value, Standing.DOUBTED.value),
        (PostKind.FOLLOW_UP.value, Standing.CURRENT.value),
    ]
    with importing.state.database.reading() as session:
        assert list(published(session, JAKARTA)) == []
        assert brought_in(session, [post.id for post in posts]) == {post.id for post in posts}
    # Nobody has anything to do because of it.
    assert desk.jobs() == {}
    assert desk.told(citra) == []


def test_everybody_reads_the_accepted_answer_as_one_to_be_looked_at(importing: Importing, desk: Desk) -> None:
    importing()
    first, second = importing.questions()
    shown = desk.public(None, first.id)
    assert [(reply.text, reply.standing) for reply in shown.replies] == [
        ("Dua belas hari kerja Bu [NAMA-1].", Standing.DOUBTED)
    ]
    found = desk.lists.public().items
    assert [one.id for one in found] == [first.id]
    assert second.id != first.id


def test_answers_to_what_tells_of_somebody_themselves_are_for_officers(
    importing: Importing, desk: Desk, citra: Account
) -> None:
    importing(
        HEADER
        + "q1,,Panggilan,Saya dipanggil untuk pemeriksaan disiplin. Boleh didampingi?,cuti,Siti,2024-05-01,\n"
        + "a1,q1,,Boleh.,,petugas1,2024-05-02,ya\n"
        + "q2,,Pemeriksaan,Bagaimana prosedur pemeriksaan disiplin?,cuti,Budi,2024-05-01,\n"
        + "a2,q2,,Lihat PP 94.,,petugas1,2024-05-02,ya\n"
        + "q3,,Cuti,Berapa hari cuti tahunan?,cuti,Wati,2024-05-01,\n"
        + "a3,q3,,Dua belas.,,petugas1,2024-05-02,ya\n"
        + "f3,q3,,Saya dijatuhi hukuman disiplin kemarin.,,Wati,2024-05-03,\n"
    )
    assert [one.title for one in desk.lists.public().items] == ["Pemeriksaan"]
    hidden = importing.questions()[0]
    with pytest.raises(NotFound):
        desk.questions.read(None, hidden.id)
    assert [post.kind for post in desk.whole(citra, hidden.id).posts] == [PostKind.PRIVATE]


def test_a_second_time_nothing_comes_in_again(importing: Importing) -> None:
    importing()
    report = importing()
    assert (report.imported, report.known, report.changed) == (0, 2, 0)
    changed = importing(FORUM.replace("Kapan pendaftaran", "Kapankah pendaftaran"))
    assert (changed.imported, changed.known, changed.changed) == (0, 2, 1)
    assert len(importing.questions()) == 2
    (entry,) = importing.state.audit.entries(below="forum.impor")
    assert (entry.actor, entry.subject, entry.reason) == (
        "uji",
        "lama",
        "2 pertanyaan dari “lama”, nomor 1–2",
    )


def test_a_run_that_was_stopped_goes_on(importing: Importing, monkeypatch: pytest.MonkeyPatch) -> None:
    many = HEADER + "".join(f"q{n},,Judul {n},Isi pertanyaan {n},,,2024-05-01,\n" for n in range(7))
    monkeypatch.setattr(store, "AT_ONCE", 3)
    add, added = store.add_thread, []

    def failing(*given: object, **named: object) -> None:
        if len(added) == 4:
            raise StorageError("disk penuh")
        added.append(named["number"])
        add(*given, **named)  # type: ignore[arg-type]  # handed on as they come

    monkeypatch.setattr(store, "add_thread", failing)
    with pytest.raises(StorageError):
        importing(many)
    # The second batch came to nothing.
    assert [row.number for row in importing.questions()] == [1, 2, 3]
    monkeypatch.setattr(store, "add_thread", add)
    report = importing(many)
    assert (report.imported, report.known) == (4, 3)
    assert [row.number for row in importing.questions()] == list(range(1, 8))


def test_one_wrong_line_stops_all_unless_it_is_to_be_skipped(importing: Importing) -> None:
    wrong = (
        FORUM
        + "q3,,Tanpa tanggal,Isi pertanyaan,,,,\nq1,,Kembar,Isi,,,2024-05-01,\na9,q9,,Isi,,,2024-05-01,\n"
    )
    with pytest.raises(InvalidInput, match="3 baris salah"):
        importing(wrong)
    assert importing.questions() == []
    report = importing(wrong, skip_wrong=True)
    assert [(one.line, one.reason) for one in report.errors] == [
        (7, "Tanggal harus diisi."),
        (8, "Pengenal “q1” sudah dipakai di baris 2."),
        (9, "Pertanyaan “q9” yang dirujuk tidak ada dalam berkas."),
    ]
    assert len(importing.questions()) == 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("q1,,Judul,,,,2024-05-01,", None),
        ("q1,,,,,,2024-05-01,", "Judul dan isi pertanyaan kosong."),
        ("q1,,Judul,Isi,,,2024-05-01,\na,q1,,,,,,ya", "Isinya kosong."),
        (f"q1,,Judul,{'a' * 10_001},,,2024-05-01,", "Isinya 10001 huruf; paling banyak 10000."),
        (
            "q1,,Judul,Isi,,,besok,",
            "Tanggal “besok” tidak terbaca; tulis seperti 2024-05-31 atau 31-05-2024.",
        ),
        (",,Judul,Isi,,,2024-05-01,", "Pengenal (id) harus diisi, paling banyak 200 huruf."),
        ("q1,,Judul,Isi,,,2024-05-01,\na,q1,,Jawab,,,2024-04-01,ya", "Tanggalnya mendahului pertanyaannya."),
        (
            "q1,,Judul,Isi,,,2024-05-01,\na,q1,,Jawab,,,,mungkin",
            "Isi “diterima” harus ya atau tidak, bukan “mungkin”.",
        ),
    ],
)
def test_lines_say_what_is_wrong_with_them(importing: Importing, row: str, reason: str | None) -> None:
    errors = importing(HEADER + row + "\n", dry_run=True).errors
    assert [one.reason for one in errors] == ([] if reason is None else [reason])


def test_the_same_words_come_in_once(importing: Importing) -> None:
    twice = HEADER + "q1,,Cuti,Berapa hari?,,,2024-05-01,\nq2,,CUTI,Berapa  hari?,,,2024-06-01,\n"
    report = importing(twice)
    assert (report.imported, report.duplicates) == (1, (3,))
    assert importing(twice, source="lain").duplicates == (2, 3)


def test_a_long_title_keeps_all_its_words_in_the_text(importing: Importing) -> None:
    title = " ".join(f"kata{n}" for n in range(40))
    importing(f"{HEADER}q1,,{title},Isi pertanyaan,,,2024-05-01,\n")
    (row,) = importing.questions()
    assert len(row.title) <= 150
    assert row.title.endswith("…")
    assert row.text == f"{title}\n\nIsi pertanyaan"


def test_categories_are_found_by_name_and_by_mapping(importing: Importing) -> None:
    rows = "q1,,A,Isi satu,CUTI,,2024-05-01,\nq2,,B,Isi dua,Libur,,2024-05-01,\n"
    report = importing(HEADER + rows, categories={"Libur": "cuti"})
    assert report.unknown_categories == {}
    assert [row.category_id for row in importing.questions()] == ["cuti", "cuti"]


def test_what_the_asker_accepts_of_their_own_is_no_reply(importing: Importing) -> None:
    rows = "q1,,A,Isi satu,,Siti,2024-05-01,\na1,q1,,Sudah ketemu.,,Siti,2024-05-02,ya\n"
    assert (importing(HEADER + rows).replies, importing.posts()[0].kind) == (0, PostKind.FOLLOW_UP.value)


def test_new_questions_go_on_from_the_last_number(importing: Importing, desk: Desk, ani: Account) -> None:
    asked = desk.ask(ani)
    importing()
    assert [row.number for row in importing.questions()] == [1, 2, 3]
    assert desk.ask(ani).number == 4
    assert asked.number == 1
    with importing.state.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(PostRow)) == 3
