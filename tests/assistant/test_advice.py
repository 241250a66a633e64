"""Which sentences of an entry need no law behind them."""

import pytest

from assistant.advice import advises


@pytest.mark.parametrize(
    "sentence",
    [
        "Sertakan bukti dan kronologi (praktik umum).",
        "- siapkan dokumen sumber, misalnya akta kelahiran",
        "Mintalah salinannya dari arsip instansi.",
        "Jadi, teruskan permintaan itu kepada PPID.",
        "Bila masih ragu, tanyakan kepada bagian hukum.",
        "Sekolah sebaiknya berkonsultasi dengan BKPSDM.",
        "BKD/BKPSDM dapat membantu memilih jalurnya.",
        "Yang berwenang menjawab ialah instansi pembina jabatan itu.",
        "Naskah perubahan itu belum ada pada rujukan kami.",
        "Pensiun janda atau duda diatur tersendiri.",
        "Siapa yang wajib, kapan, dan lewat kanal apa diatur peraturan lain.",
        "Rincian waktunya tidak disebut dalam ketentuan itu.",
        "Turut berduka cita.",
    ],
)
def test_advice_gaps_and_comfort_need_no_law(sentence: str) -> None:
    assert advises(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ajukan keberatan dalam 14 hari kerja.",
        "Tanyakan kepada BKPSDM, sebab batasnya 21 hari kerja.",
        "Kami mencatat cuti tahunan 12 hari kerja.",
        "Kepala BKN menetapkan mutasinya.",
        "PNS yang melanggar larangan itu diberhentikan.",
        "Adalah kewajiban PNS untuk netral.",
        "Jangan menetapkan keputusan dalam urusan itu.",
        "Menurut penjelasannya, itu termasuk memindahkan pegawai.",
        "Tata cara mutasi diatur Kepala BKN.",
        "Mulai bulan berikutnya pembayaran gaji dihentikan.",
        "Laporannya wajib dibuat tertulis.",
        "Pegawai itu dijatuhi hukuman, jadi tanyakan tingkatnya kepada BKPSDM.",
        "",
    ],
)
def test_what_states_a_rule_needs_one(sentence: str) -> None:
    assert not advises(sentence)
