"""Files sent with questions."""

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.accounts.models import Account
from api.forum.attachments import LONGEST_NAME, Attachments, safe_name
from api.forum.file_shelf import FileShelf
from api.forum.file_types import FileKind
from corpus.errors import Conflict, Forbidden, InvalidInput, NotFound, StorageError
from tests.api.forum.desk import Desk
from tests.api.forum.files import PDF, docx, picture
from tests.api.state.answers import HandClock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "rumah" / "lampiran"


@pytest.fixture
def files(desk: Desk, folder: Path, clock: HandClock) -> Attachments:
    return Attachments(desk.state.database, FileShelf(folder), most_bytes=100_000, most_files=3, clock=clock)


def test_a_file_is_kept_under_its_bytes_and_read_by_asker_and_officers(
    desk: Desk, files: Attachments, folder: Path, ani: Account, citra: Account, dodi: Account
) -> None:
    asked = desk.ask(ani)
    kept = files.add(ani, asked.id, r"C:\berkas\SK Pangkat.exe", PDF)
    assert (kept.name, kept.media_type, kept.size) == ("SK Pangkat.pdf", "application/pdf", len(PDF))
    assert (folder / kept.sha256).read_bytes() == PDF
    for reader in (ani, citra, dodi):
        assert files.read(reader, kept.id) == (kept, PDF)
        assert files.of(reader, asked.id) == [kept]
    changed = desk.whole(ani, asked.id).question
    assert (changed.version, changed.thread_version) == (asked.version + 1, 1)
    assert desk.audited(asked.id)[-1] == ("ani.lestari", "forum.lampiran.tambah")


def test_nobody_else_reads_a_file_not_even_of_an_answered_question(
    desk: Desk, files: Attachments, ani: Account, budi: Account, citra: Account, eka: Account
) -> None:
    asked = desk.ask(ani)
    kept = files.add(ani, asked.id, "sk.pdf", PDF)
    for stranger in (budi, eka):
        with pytest.raises(NotFound):
            files.read(stranger, kept.id)
        with pytest.raises(NotFound):
            files.of(stranger, asked.id)
        with pytest.raises(NotFound):
            files.add(stranger, asked.id, "sk.pdf", PDF)
    version = desk.whole(ani, asked.id).question.version
    desk.posts.reply(citra, asked.id, "Dua belas.", version=version)
    for stranger in (budi, eka):
        with pytest.raises(NotFound):
            files.read(stranger, kept.id)
        with pytest.raises(Forbidden):
            files.of(stranger, asked.id)
    with pytest.raises(NotFound):
        files.read(ani, "tidak-ada")


def test_what_hangs_on_a_note_stays_among_officers(
    desk: Desk, files: Attachments, ani: Account, citra: Account, dodi: Account
) -> None:
    asked = desk.ask(ani)
    note = desk.posts.note(citra, asked.id, "Lihat berkas.")
    kept = files.add(citra, asked.id, "catatan.txt", b"Rahasia.", post_id=note.id)
    assert files.read(dodi, kept.id)[1] == b"Rahasia."
    assert files.of(ani, asked.id) == []
    with pytest.raises(NotFound):
        files.read(ani, kept.id)
    for other in (dodi, ani):
        with pytest.raises(NotFound, match="kiriman Anda"):
            files.add(other, asked.id, "x.txt", b"x", post_id=note.id)


def test_size_number_and_state_bound_what_is_attached(
    desk: Desk, files: Attachments, folder: Path, ani: Account, citra: Account
) -> None:
    asked = desk.ask(ani)
    with pytest.raises(InvalidInput, match=r"100\.000 byte"):
        files.add(ani, asked.id, "besar.txt", b"x" * 100_001)
    with pytest.raises(InvalidInput, match="makro"):
        files.add(ani, asked.id, "makro.docx", docx().replace(b"settings.xml", b"vbaDataa.xml"))
    assert not folder.exists()
    for number in range(3):
        files.add(ani, asked.id, f"{number}.txt", b"%d" % number)
    with pytest.raises(Conflict, match="3 lampiran"):
        files.add(citra, asked.id, "4.txt", b"4")
    other, _ = desk.answered(ani, citra)
    with pytest.raises(Conflict, match="ditutup"):
        files.add(ani, other.id, "a.txt", b"a")


def test_the_same_file_is_kept_once_and_swept_when_nobody_names_it(
    desk: Desk, files: Attachments, folder: Path, ani: Account, citra: Account
) -> None:
    asked = desk.ask(ani)
    first = files.add(ani, asked.id, "a.txt", b"sama")
    second = files.add(ani, asked.id, "b.txt", b"sama")
    (folder / "sisa.bagian").write_bytes(b"putus")
    files.remove(ani, first.id)
    assert files.purge() == 1
    assert files.read(ani, second.id)[1] == b"sama"
    files.remove(citra, second.id)
    assert files.purge() == 1
    assert [path.name for path in folder.iterdir()] == [".kunci"]
    assert desk.audited(asked.id)[-1] == ("citra", "forum.lampiran.hapus")


def test_an_asker_takes_away_only_what_they_sent(
    desk: Desk, files: Attachments, ani: Account, citra: Account
) -> None:
    asked = desk.ask(ani)
    kept = files.add(citra, asked.id, "formulir.txt", b"Isi di sini.")
    with pytest.raises(Forbidden, match="petugas"):
        files.remove(ani, kept.id)
    assert files.read(ani, kept.id)[1] == b"Isi di sini."


def test_bytes_that_were_changed_or_lost_are_not_given_out(
    desk: Desk, files: Attachments, folder: Path, ani: Account
) -> None:
    kept = files.add(ani, desk.ask(ani).id, "a.txt", b"asli")
    (folder / kept.sha256).write_bytes(b"palsu")
    with pytest.raises(StorageError, match="rusak"):
        files.read(ani, kept.id)
    (folder / kept.sha256).unlink()
    with pytest.raises(StorageError, match="cadangan"):
        files.read(ani, kept.id)


def test_a_folder_that_cannot_be_used_is_told(
    desk: Desk, folder: Path, ani: Account, clock: HandClock
) -> None:
    asked = desk.ask(ani)
    folder.parent.mkdir(parents=True)
    folder.write_text("bukan folder")
    files = Attachments(desk.state.database, FileShelf(folder), most_bytes=10, most_files=1, clock=clock)
    with pytest.raises(StorageError, match="Folder lampiran"):
        files.add(ani, asked.id, "a.txt", b"a")


def test_a_picture_is_kept_drawn_anew(desk: Desk, files: Attachments, ani: Account) -> None:
    sent = picture("PNG") + b"ekor"
    kept = files.add(ani, desk.ask(ani).id, "foto", sent)
    content = files.read(ani, kept.id)[1]
    assert (kept.name, kept.size) == ("foto.png", len(content))
    assert not content.endswith(b"ekor")
    assert io.BytesIO(content).read(4) == b"\x89PNG"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie- x.pdf"),
        ('"; filename=x.exe', "-- filename=x.pdf"),
        (".pdf", "pdf.pdf"),
        ("", "lampiran.pdf"),
        ("...", "lampiran.pdf"),
        ("surat.tar.gz", "surat.tar.pdf"),
        ("gambar\u202efdp.exe", "gambarfdp.pdf"),
    ],
)
def test_names_are_made_harmless(name: str, safe: str) -> None:
    assert safe_name(name, FileKind.PDF) == safe


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_name_becomes_one_line_that_ends_as_its_type(name: str) -> None:
    made = safe_name(name, FileKind.DOCX)
    assert made.endswith(".docx")
    assert 5 < len(made) <= LONGEST_NAME
    assert made.isprintable()
    assert not set(made) & set('/\\<>:"|?*%;')
