"""The worker really is another process: these tests kill and stall it."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import UnreadableDocument
from ingestion import isolated_reader
from ingestion.isolated_reader import IsolatedReader
from ingestion.readers import read
from ingestion.readers.pages import OnPages, PagesRead
from tests.ingestion.readers.conftest import Write, pdf_of

LAW = """\
UNDANG-UNDANG REPUBLIK INDONESIA
NOMOR 1 TAHUN 2001
TENTANG
PAPAN NAMA
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang:
a. bahwa papan nama perlu diatur;
MEMUTUSKAN:
Menetapkan: UNDANG-UNDANG TENTANG PAPAN NAMA.
Pasal 1
Setiap kantor memasang papan nama.
Pasal 2
Undang-Undang ini mulai berlaku pada tanggal diundangkan.
"""


def crash_on_bad_names(connection: object) -> None:
    """Stand-in for the worker's loop: dies on ``mati.*``, hangs on ``lama.*``."""

    def reader(path: Path, limits: object, on_pages: OnPages) -> object:
        if path.stem == "mati":
            os.kill(os.getpid(), signal.SIGSEGV)
        if path.stem == "galat":
            raise IndexError("indeks di luar batas")
        if path.stem == "lama":
            signal.pause()
        if path.stem == "pindaian":
            for done in range(1, 5):
                time.sleep(0.3)
                on_pages(PagesRead(done, 4))
        return read(path)

    isolated_reader.read = reader  # in the spawned process only
    isolated_reader.serve(connection)


@pytest.fixture
def reader() -> Iterator[IsolatedReader]:
    with IsolatedReader(timeout=20.0, worker=crash_on_bad_names) as made:
        yield made


def test_same_document_from_one_lasting_worker(write: Write) -> None:
    path = write("a.pdf", pdf_of([(72, 72, "Pasal 1")]))
    with IsolatedReader() as reader:
        assert reader.read(path).document == read(path)
        first = reader.process_id
        with pytest.raises(UnreadableDocument) as caught:
            reader.read(write("kosong.txt", b""))
        assert (caught.value.name, caught.value.reason) == ("kosong.txt", "berkas kosong (0 byte)")
        reader.read(path)
        assert reader.process_id == first
    assert reader.process_id is None


def test_crash_costs_one_file(reader: IsolatedReader, write: Write) -> None:
    with pytest.raises(UnreadableDocument, match=r"mati\.txt: pembaca berhenti mendadak"):
        reader.read(write("mati.txt", b"x"))
    assert reader.read(write("baik.txt", b"isi")).document.text == "isi"


def test_a_mistake_of_ours_costs_one_file(reader: IsolatedReader, write: Write) -> None:
    with pytest.raises(UnreadableDocument, match=r"galat\.txt: kesalahan program \(IndexError di test_isol"):
        reader.read(write("galat.txt", b"x"))
    assert reader.read(write("baik.txt", b"isi")).document.text == "isi"


def test_a_regulation_comes_parsed(write: Write) -> None:
    law = write("uu-1-2001.txt", LAW.encode())
    with IsolatedReader() as reader:
        reading = reader.read(law)
        assert reading.parsed is not None
        assert (reading.parsed.regulation.id, reading.document.blocks) == ("uu-1-2001", ())
        bare = write("pp-2-2001.txt", b"Pasal 1\nPegawai bekerja.\n")
        assert reader.read(bare).parsed is None
        named = reader.read(bare, trust_name=True)
        assert (named.parsed is not None, named.by_name) == (True, True)


def test_stall_costs_one_file(reader: IsolatedReader, write: Write) -> None:
    reader.timeout = 0.2
    with pytest.raises(UnreadableDocument, match=r"lama\.txt: belum selesai dibaca setelah 0\.2 detik"):
        reader.read(write("lama.txt", b"x"))
    reader.timeout = 20.0
    assert reader.read(write("baik.txt", b"isi")).document.text == "isi"


def test_signs_of_life_reset_the_clock_and_are_passed_on(write: Write) -> None:
    heard: list[tuple[str, PagesRead]] = []
    with IsolatedReader(
        worker=crash_on_bad_names, on_pages=lambda name, pages: heard.append((name, pages))
    ) as reader:
        reader.read(write("baik.txt", b"isi"))
        reader.timeout = 1.0
        assert reader.read(write("pindaian.txt", b"isi")).document.text == "isi"
    assert heard == [("pindaian.txt", PagesRead(done, 4)) for done in range(1, 5)]


def test_worker_killed_from_outside_is_replaced(write: Write) -> None:
    path = write("a.txt", b"isi")
    with IsolatedReader() as reader:
        reader.read(path)
        assert reader.process_id is not None
        os.kill(reader.process_id, signal.SIGKILL)
        os.waitid(os.P_PID, reader.process_id, os.WEXITED | os.WNOWAIT)
        assert reader.read(path).document.text == "isi"
