"""Small documents whose answers can be worked out by hand."""

DISIPLIN_LAMA = """\
PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR 90 TAHUN 2010
TENTANG
DISIPLIN PEGAWAI CONTOH
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang:
a. bahwa disiplin pegawai perlu diatur;
MEMUTUSKAN:
Menetapkan: PERATURAN PEMERINTAH TENTANG DISIPLIN PEGAWAI CONTOH.
Pasal 1
Pegawai yang mangkir selama 5 (lima) hari kerja dijatuhi teguran lisan.
Pasal 2
Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
Ditetapkan di Jakarta
pada tanggal 2 Juni 2010
Diundangkan di Jakarta
pada tanggal 3 Juni 2010
"""

DISIPLIN = """\
PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR 92 TAHUN 2021
TENTANG
DISIPLIN PEGAWAI CONTOH
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang:
a. bahwa disiplin pegawai perlu diperbarui;
MEMUTUSKAN:
Menetapkan: PERATURAN PEMERINTAH TENTANG DISIPLIN PEGAWAI CONTOH.
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Pemerintah ini yang dimaksud dengan:
1. Mangkir adalah tidak masuk kerja tanpa alasan yang sah.
2. Teguran adalah hukuman disiplin ringan.
BAB II
HUKUMAN
Pasal 2
(1) Pegawai yang mangkir selama 3 (tiga) hari kerja dijatuhi teguran lisan.
(2) Pegawai yang mangkir selama 10 (sepuluh) hari kerja dijatuhi penurunan jabatan.
Pasal 3
Pegawai dilarang:
a. menerima hadiah dari rekanan;
b. meminjamkan kendaraan dinas kepada keluarga; dan
c. memakai atribut partai politik.
Pasal 4
Jaminan pensiun diberikan kepada:
a. pegawai yang berhenti karena mencapai usia 58 (lima puluh delapan) tahun;
b. janda atau duda pegawai yang meninggal dunia; dan
c. anak pegawai yang berusia di bawah 25 (dua puluh lima) tahun.
BAB III
PENUTUP
Pasal 5
Pada saat Peraturan Pemerintah ini mulai berlaku, Peraturan Pemerintah Nomor 90 Tahun 2010 tentang
Disiplin Pegawai Contoh dicabut dan dinyatakan tidak berlaku.
Pasal 6
Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
Ditetapkan di Jakarta
pada tanggal 1 Februari 2021
Diundangkan di Jakarta
pada tanggal 2 Februari 2021
"""

FAQ = """\
topic: Cuti contoh
bidang: disiplin-kinerja
entries:
- id: contoh-cuti-tahunan
  question: Berapa hari cuti tahunan pegawai contoh?
  variants:
  - jatah cuti tahunan pegawai contoh brp hari
  answer: Cuti tahunan pegawai lamanya 12 hari kerja. Ajukan secara tertulis kepada atasan langsung.
    Untuk keadaan khusus, hubungi bagian umum.
  legal_basis: [pp-91-2019/pasal-2/ayat-1, pp-91-2019/pasal-2/ayat-2]
  applies_to: [PNS]
  checked: 2026-01-02
  review_by: 2026-12-01
- id: contoh-mangkir-lama
  question: Apakah teguran lisan dahulu dijatuhkan pada hari kelima mangkir?
  answer: Ya. Pegawai yang mangkir 5 hari kerja dijatuhi teguran lisan.
  legal_basis: [pp-90-2010/pasal-1]
  checked: 2026-01-02
  review_by: 2026-12-01
"""

SOP = """\
id: contoh-mengajukan-cuti
title: Mengajukan cuti tahunan pegawai contoh
topic: Cuti contoh
bidang: disiplin-kinerja
variants: [cara minta cuti tahunan pegawai contoh]
purpose: Memandu pegawai mengajukan cuti tahunan secara tertulis kepada atasan langsung.
requirements:
- Surat permintaan cuti tahunan kepada atasan langsung secara tertulis.
steps:
- Isi formulir warna biru di loket (praktik umum).
- Serahkan kepada atasan langsung secara tertulis.
duration: Mengikuti ketentuan instansi
cost: Mengikuti ketentuan instansi
unit: Bagian umum
legal_basis: [pp-91-2019/pasal-2/ayat-2]
applies_to: [PNS]
checked: 2026-01-02
review_by: 2026-12-01
"""

FORUM = """\
topic: Cuti contoh
bidang: disiplin-kinerja
entries:
- id: contoh-sakit-20-hari
  title: Sakit dua puluh hari, perlu surat apa?
  question: Min, sy sakit lama hampir 20 hari gara-gara tipes, hrs bawa apa ke kantor?
  answer: Semoga Bapak lekas pulih. Pegawai yang sakit lebih dari 14 hari wajib melampirkan surat
    keterangan dokter.
  asked_on: 2026-01-05
  answered_on: 2026-01-06
  legal_basis: [pp-91-2019/pasal-3]
  checked: 2026-01-07
  review_by: 2026-12-01
"""

PANDUAN = """\
# Panduan parkir kantor

## Kendaraan tamu

Kendaraan tamu diparkir di halaman timur paling lama 3 jam. Petugas parkir memberi karcis warna kuning.
"""

_DUTIES = (
    "menyimpan rahasia jabatan yang diketahui karena tugas dan hanya membukanya atas perintah pengadilan",
    "melaporkan kerusakan alat pemadam kebakaran kepada petugas gedung pada hari kerusakan itu diketahui",
    "merawat kendaraan operasional yang dipinjamkan dan mengembalikannya dengan tangki bahan bakar penuh",
    "mengikuti upacara bendera setiap hari Senin dengan pakaian seragam lengkap beserta tanda pengenal",
    "menyelesaikan pengaduan masyarakat yang diterima di loket paling lambat pada akhir pekan berikutnya",
    "mematikan lampu, penyejuk udara, dan komputer sebelum meninggalkan ruang kerja pada sore hari",
    "memberitahukan perubahan alamat rumah dan nomor telepon kepada petugas arsip secara tertulis",
    "menjaga kebersihan dapur bersama dan mencuci sendiri peralatan makan yang telah dipakai",
    "mencatat tamu yang masuk ke ruang arsip dalam buku tamu beserta keperluan dan jam keluarnya",
    "mendampingi pegawai baru selama masa pengenalan lingkungan kantor di unit kerja masing-masing",
    "mengembalikan berkas pinjaman ke ruang arsip dalam keadaan lengkap, berurutan, dan tidak rusak",
    "menyerahkan kunci lemari besi kepada petugas jaga setiap kali meninggalkan gedung kantor",
    "memperbarui sertifikat pelatihan keselamatan kerja sebelum masa berlakunya habis",
)

KEWAJIBAN = "\n".join(
    (
        "PERATURAN PEMERINTAH REPUBLIK INDONESIA",
        "NOMOR 93 TAHUN 2022",
        "TENTANG",
        "KEWAJIBAN PEGAWAI CONTOH",
        "DENGAN RAHMAT TUHAN YANG MAHA ESA",
        "PRESIDEN REPUBLIK INDONESIA,",
        "Menimbang:",
        "a. bahwa kewajiban pegawai perlu diatur;",
        "MEMUTUSKAN:",
        "Menetapkan: PERATURAN PEMERINTAH TENTANG KEWAJIBAN PEGAWAI CONTOH.",
        "Pasal 1",
        "Setiap pegawai contoh wajib:",
        *(f"{letter}. {duty};" for letter, duty in zip("abcdefghijklm", _DUTIES, strict=True)),
        "Pasal 2",
        "Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.",
        "Ditetapkan di Jakarta",
        "pada tanggal 3 Maret 2022",
        "Diundangkan di Jakarta",
        "pada tanggal 4 Maret 2022",
    )
)
"""Its list is longer than a unit may be, so that every item is a unit of its own."""
