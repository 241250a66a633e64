"""Questions that are none of the product's business, never looked at while the decision was made.

Written before the domain was learned from the library, and no weight, word or threshold was chosen by them.
``EVERYDAY`` may be answered by no library of law on public service; ``NEAR_MISSES`` are about the work of
people whom the starter corpus does not treat, and may be answered only where their own law is held.
"""

EVERYDAY: dict[str, tuple[str, ...]] = {
    "cooking": (
        "sambal terasi supaya tahan sebulan diapain ya",
        "brp sendok santan buat opor 1 kg ayam",
        "kenapa bolu kukus saya bantat terus",
        "cara ngilangin bau amis ikan tongkol",
        "tepung apa yang cocok buat cireng",
    ),
    "football": (
        "siapa pelatih timnas Indonesia sekarang",
        "klub mana yang degradasi musim ini di Liga 1",
        "kartu kuning dua kali artinya apa di bola",
        "berapa lama babak tambahan waktu sepak bola",
    ),
    "phones": (
        "hp kemasukan air harus diapakan",
        "cara pindahin chat wa ke hp baru",
        "memori internal penuh padahal galeri kosong kenapa",
        "bedanya layar amoled sama ips apa",
    ),
    "love": (
        "gebetan saya tiba-tiba cuek, harus gimana",
        "cara move on dari mantan yang udah lima tahun pacaran",
        "kado ulang tahun yang bagus buat pacar apa",
        "tanda-tanda cowok serius sama kita apa saja",
    ),
    "travel": (
        "itinerary tiga hari di Labuan Bajo enaknya ke mana",
        "berapa jam perjalanan darat Medan ke Danau Toba",
        "bulan apa yang bagus buat naik Gunung Rinjani",
        "oleh-oleh khas Makassar yang awet apa",
        "boleh bawa power bank ke kabin pesawat gak",
    ),
    "programming": (
        "cara commit ke branch baru di git",
        "kenapa for loop saya di C++ tidak berhenti",
        "apa itu REST API dan contohnya",
        "perbedaan margin dan padding di CSS",
    ),
    "maths": (
        "hasil integral dari 2x berapa",
        "cara mencari KPK dari 12 dan 18",
        "berapa volume tabung jari-jari 7 tinggi 10",
        "peluang muncul mata dadu genap berapa",
    ),
    "health": (
        "asam lambung naik malam-malam minum apa",
        "berapa banyak minum air putih sehari yang sehat",
        "kenapa mata saya kedutan terus",
        "bayi tiga bulan demam 39 derajat harus bagaimana",
        "olahraga apa yang aman buat sakit lutut",
    ),
    "celebrities": (
        "siapa pacar barunya artis yang main di sinetron Cinta Fitri",
        "Tulus lahir tahun berapa",
        "konser Coldplay di Jakarta harga tiketnya berapa",
        "anaknya Raffi Ahmad ada berapa",
    ),
    "local politics": (
        "siapa yang bakal menang pilkada di kota saya",
        "partai mana yang mengusung bupati sekarang",
        "kenapa jalan di desa kami tidak pernah diperbaiki pak lurah",
        "berapa suara calon nomor dua di TPS kami",
    ),
    "things": (
        "motor susah distarter pagi hari kenapa",
        "cara merawat anggrek bulan biar berbunga",
        "harga emas hari ini naik atau turun",
        "token listrik gagal masuk solusinya apa",
    ),
}
NEAR_MISSES: dict[str, tuple[str, ...]] = {
    "police and soldiers": (
        "syarat tinggi badan masuk bintara Polri berapa",
        "urutan pangkat tamtama TNI AD dari yang terendah",
        "tunjangan lauk pauk prajurit TNI sehari berapa",
        "berapa lama pendidikan Akademi Kepolisian",
    ),
    "state-owned and private companies": (
        "THR karyawan swasta dibayar H minus berapa",
        "pesangon buruh pabrik yang di-PHK dihitung gimana",
        "cuti haid karyawati swasta berapa hari",
        "gaji pokok pegawai Pertamina lulusan S1 berapa",
        "bonus tahunan pegawai Bank Mandiri berapa kali gaji",
        "masa percobaan karyawan kontrak di perusahaan startup boleh tidak",
        "lembur hari Minggu di pabrik dibayar berapa kali lipat",
        "umr Bekasi tahun ini berapa",
        "cara resign dari kantor swasta yang sopan",
    ),
}
