"""A small installation in a temporary folder, and the files to put in it."""

from dataclasses import dataclass
from pathlib import Path

from corpus.database import open_database
from corpus.embeddings.protocol import Embedder
from corpus.home import Home
from corpus.open_snapshot import OpenSnapshot
from corpus.snapshots import Snapshots
from corpus.store import Store
from ingestion.pipeline import ingest
from ingestion.progress import Silent
from ingestion.report import IngestReport
from tests.databases import home_url
from tests.fakes import WordEmbedder

CUTI = """\
PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR 91 TAHUN 2019
TENTANG
CUTI PEGAWAI CONTOH
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang:
a. bahwa cuti pegawai perlu diatur;
Mengingat:
1. Pasal 5 ayat (2) Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;
MEMUTUSKAN:
Menetapkan: PERATURAN PEMERINTAH TENTANG CUTI PEGAWAI CONTOH.
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Pemerintah ini yang dimaksud dengan:
1. Cuti adalah keadaan tidak masuk kerja yang diizinkan.
2. Pegawai adalah pegawai contoh.
BAB II
JENIS CUTI
Pasal 2
(1) Pegawai berhak atas cuti tahunan selama 12 (dua belas) hari kerja.
(2) Cuti tahunan diajukan secara tertulis kepada atasan langsung.
Pasal 3
Pegawai yang sakit lebih dari 14 (empat belas) hari wajib melampirkan surat keterangan dokter.
Pasal 4
Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
Ditetapkan di Jakarta
pada tanggal 2 Januari 2019
Diundangkan di Jakarta
pada tanggal 3 Januari 2019
"""


@dataclass
class Workbench:
    """Store, snapshots and embedder over one home folder."""

    home: Home
    store: Store
    snapshots: Snapshots
    embedder: WordEmbedder

    def ingest(
        self,
        *paths: Path,
        embedder: Embedder | None = None,
        force: bool = False,
        vectors: bool = True,
    ) -> IngestReport:
        """Ingest under the writer lock, as the library does."""
        with self.home.writer_lock():
            return ingest(
                list(paths),
                self.store,
                self.snapshots,
                embedder or self.embedder,
                progress=Silent(),
                force=force,
                vectors=vectors,
            )

    def open(self) -> OpenSnapshot:
        """The snapshot that serves."""
        return self.snapshots.open_current()


def make_workbench(folder: Path) -> Workbench:
    """A fresh or existing installation in ``folder``."""
    home = Home(folder)
    home.create()
    return Workbench(home, Store(open_database(home_url(folder))), Snapshots(home.index), WordEmbedder())
