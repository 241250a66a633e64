"""A regulation of the agency's own, and the one that changes it in the course of the day."""

BASE = """\
PERATURAN BUPATI CONTOH
NOMOR 12 TAHUN 2024
TENTANG
HARI DAN JAM KERJA PEGAWAI DI LINGKUNGAN PEMERINTAH KABUPATEN CONTOH
DENGAN RAHMAT TUHAN YANG MAHA ESA
BUPATI CONTOH,
Menimbang:
a. bahwa hari dan jam kerja pegawai perlu diatur;
Mengingat:
1. Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara;
MEMUTUSKAN:
Menetapkan: PERATURAN BUPATI TENTANG HARI DAN JAM KERJA PEGAWAI DI LINGKUNGAN PEMERINTAH KABUPATEN CONTOH.
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Bupati ini yang dimaksud dengan:
1. Pegawai adalah pegawai aparatur sipil negara di lingkungan Pemerintah Kabupaten Contoh.
2. Presensi adalah pencatatan kehadiran Pegawai secara elektronik.
BAB II
HARI DAN JAM KERJA
Pasal 2
(1) Hari kerja Pegawai adalah 5 (lima) hari dalam 1 (satu) minggu, mulai hari Senin sampai dengan hari Jumat.
(2) Jam kerja Pegawai dimulai pukul 07.30 waktu setempat.
Pasal 3
Jam kerja Pegawai pada bulan Ramadan dimulai pukul 08.00 waktu setempat.
BAB III
PRESENSI
Pasal 4
(1) Pegawai yang lupa melakukan presensi wajib melapor kepada atasan langsung \
paling lambat 2 (dua) hari kerja.
(2) Laporan lupa presensi dilengkapi surat keterangan yang ditandatangani atasan langsung.
Pasal 5
Pegawai yang melaksanakan dinas luar melakukan presensi di tempat tugas dengan melampirkan surat tugas.
Pasal 6
Pegawai yang terlambat masuk kerja wajib mengganti waktu keterlambatan pada hari yang sama \
paling lama 60 (enam puluh) menit.
BAB IV
KETENTUAN PENUTUP
Pasal 7
Peraturan Bupati ini mulai berlaku pada tanggal diundangkan.
Ditetapkan di Contoh
pada tanggal 2 Januari 2024
Diundangkan di Contoh
pada tanggal 3 Januari 2024
"""

CHANGE = """\
PERATURAN BUPATI CONTOH
NOMOR 3 TAHUN 2025
TENTANG
PERUBAHAN ATAS PERATURAN BUPATI CONTOH NOMOR 12 TAHUN 2024 \
TENTANG HARI DAN JAM KERJA PEGAWAI DI LINGKUNGAN PEMERINTAH KABUPATEN CONTOH
DENGAN RAHMAT TUHAN YANG MAHA ESA
BUPATI CONTOH,
Menimbang:
a. bahwa jangka waktu melapor perlu disesuaikan;
Mengingat:
1. Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara;
MEMUTUSKAN:
Menetapkan: PERATURAN BUPATI TENTANG PERUBAHAN ATAS PERATURAN BUPATI CONTOH NOMOR 12 TAHUN 2024 \
TENTANG HARI DAN JAM KERJA PEGAWAI.
Pasal I
Beberapa ketentuan dalam Peraturan Bupati Contoh Nomor 12 Tahun 2024 \
tentang Hari dan Jam Kerja Pegawai diubah sebagai berikut:
1. Ketentuan Pasal 4 ayat (1) diubah sehingga berbunyi sebagai berikut:
(1) Pegawai yang lupa melakukan presensi wajib melapor kepada atasan langsung \
paling lambat 5 (lima) hari kerja.
Pasal II
Peraturan Bupati ini mulai berlaku pada tanggal diundangkan.
Ditetapkan di Contoh
pada tanggal 3 Februari 2025
Diundangkan di Contoh
pada tanggal 4 Februari 2025
"""

CHANGED = "Pasal 4 ayat (1)"
"""What the second changes of the first, as people cite it."""
BEFORE, AFTER = "2 (dua) hari kerja", "5 (lima) hari kerja"
"""What it said, and says now."""
MENDED = (
    "Lupa presensi dilaporkan kepada atasan langsung paling lambat 5 hari kerja. "
    "[Pasal 4 ayat (1) Perbup Contoh 12/2024]"
)
"""A reply that holds after the change, as officers edit it."""
