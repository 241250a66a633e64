"""Which sentences state a rule, judged by hand, and whether each has a citation."""

import pytest

from assistant.models import Claim
from assistant.normative import states_rule
from assistant.render import no_source_text, out_of_scope_text
from evals.metrics.citation_coverage import CitationCoverage
from evals.statements import Statement, statements, unclaimed
from tests.evals.metrics.cases import NO_SOURCE, case, cite, nothing, reasons, value

RULES = (
    "Pegawai berhak atas cuti tahunan selama 12 (dua belas) hari kerja.",
    "Cuti tahunan lamanya 12 hari kerja.",
    "PNS wajib melaporkan perkawinannya paling lambat satu tahun.",
    "Tidak boleh merangkap jabatan.",
    "Anda boleh mengambil cuti besar.",
    "PPPK dapat mengajukan cuti melahirkan.",
    "Pegawai dilarang:",
    "Aturan itu sudah dicabut.",
    "PP 53/2010 tidak berlaku lagi.",
    "Gaji dipotong 50 persen.",
    "Syaratnya sudah bekerja satu tahun terus-menerus.",
    "Batas usia pensiun pejabat administrasi 58 tahun.",
    "Permohonan diajukan sebelum 31 Desember 2025.",
    "Menurut Pasal 5 ayat (2) cuti diberikan oleh pejabat yang berwenang.",
    "Pelanggar dijatuhi hukuman disiplin sedang.",
    "Keputusan itu menjadi wewenang PPK.",
    "Selambat-lambatnya tujuh hari sebelum cuti.",
    "Sekurang-kurangnya berpendidikan sarjana.",
    "Izin harus diajukan secara tertulis kepada atasan.",
    "Anda harus melapor, lalu hubungi bagian umum.",
    "Pegawai yang mangkir diberhentikan dengan hormat.",
    "Bisa diambil sekaligus atau bertahap.",
    "Ya, tidak ada kewajiban mengembalikan.",
    "Besarnya Rp500.000 sebulan.",
    "Menurut kami, pegawai tidak wajib memiliki rekening baru.",
    "Hubungi bagian umum karena cuti wajib diajukan tertulis.",
    "Hak cuti gugur bila tidak dipakai.",
    "KGB dapat tertunda karena:",
    "Persyaratan:",
    "Jenisnya ditetapkan pejabat yang berwenang menghukum; mohon konsultasikan ke bidang disiplin.",
)
OTHERS = (
    "",
    "Terima kasih atas pertanyaan Bapak/Ibu.",
    "Semoga Bapak lekas pulih.",
    "Hubungi bagian kepegawaian di instansi Anda.",
    "Silakan tanyakan kepada BKPSDM.",
    "Anda dapat menghubungi bagian umum untuk keadaan khusus.",
    "Menurut aturan yang berlaku pada tanggal 5 Mei 2012:",
    "Bunyi aturan yang dahulu berlaku:",
    "Apakah Anda PNS atau PPPK?",
    "Kami belum menemukan dasar hukum untuk pertanyaan ini, jadi kami tidak menjawabnya.",
    "Naskah PP 5/2020 tidak ada di pustaka ini.",
    "Berikut penjelasannya.",
    "Ketentuannya sebagai berikut:",
    "Ada beberapa jenis cuti.",
    "Rinciannya dapat dilihat pada laman BKN.",
    "Tergantung status kepegawaian Anda.",
    "Anda bisa juga bertanya kepada atasan.",
    "Sebaiknya konsultasikan dengan PPK.",
    "Hubungi kami pukul 08.00 di lantai 2.",
    "Jawaban untuk pertanyaan “Siapa yang wajib ikut ujian dinas?”:",
    "Dari forum, tentang “Pangkat bisa melebihi kepala seksi, boleh naik?”:",
    "Memandu PNS yang ingin berhenti, dan memberi tahu lebih dahulu syarat pensiunnya.",
    "Mohon konfirmasi syarat terkini kepada bidang kepangkatan BKD.",
    "Bila masa kerja Anda kurang dari itu, tanyakan hak lain yang tersedia kepada BKD.",
    "Daftar itu tidak menyebutnya; syaratnya perlu dilihat pada aturan pemilu.",
)


@pytest.mark.parametrize("sentence", RULES)
def test_states_a_rule(sentence: str) -> None:
    assert states_rule(sentence)


@pytest.mark.parametrize("sentence", OTHERS)
def test_states_none(sentence: str) -> None:
    assert not states_rule(sentence)


def test_every_rule_needs_a_citation() -> None:
    asked = case(
        None,
        cite("pp-1-2020/pasal-1", text="Cuti 12 hari kerja. Cuti wajib diajukan tertulis."),
        Claim(text="Gaji dipotong separuh."),
        Claim(text="Hubungi bagian umum."),
    )
    score = CitationCoverage().score(asked)
    assert value(score) == pytest.approx(2 / 3)
    assert reasons(score) == ("Tanpa sitasi: “Gaji dipotong separuh.”",)


def test_what_opens_a_list_is_cited_when_the_list_is() -> None:
    opening, first = Claim(text="Pegawai dilarang:"), "menerima hadiah"
    cited = case(None, Claim(text="Rinciannya:"), opening, cite("pp-1-2020/pasal-1", text=first))
    assert [one.cited for one in statements(cited.answer)] == [True, True, True]
    assert value(CitationCoverage().score(cited)) == 1.0
    bare = case(None, opening, Claim(text=first), cite("pp-1-2020/pasal-1", text="Begitu."))
    assert value(CitationCoverage().score(bare)) == 0.0


def test_an_answer_of_bare_rules_scores_zero() -> None:
    assert value(CitationCoverage().score(case(None, Claim(text="Cuti 12 hari kerja.")))) == 0.0


def test_a_rule_that_no_claim_has_is_without_citation() -> None:
    claim = cite("pp-1-2020/pasal-1", text="Cuti 12 hari kerja.")
    asked = case(None, claim, text="Cuti 12 hari kerja. [1]\nCuti wajib diajukan tertulis. [1]")
    assert value(CitationCoverage().score(asked)) == 0.5
    assert unclaimed(asked.answer) == ("Cuti wajib diajukan tertulis.",)
    assert statements(asked.answer) == (
        Statement("Cuti 12 hari kerja.", cited=True),
        Statement("Cuti wajib diajukan tertulis.", cited=False),
    )


def test_what_is_shown_is_what_is_claimed() -> None:
    asked = case(None, cite("pp-1-2020/pasal-1", "pp-1-2020/pasal-2"), cite("pp-1-2020/pasal-2", text="Ya."))
    assert asked.answer.text == "Begitu. [1] [2]\nYa. [2]"
    assert unclaimed(asked.answer) == ()


def test_without_rules_there_is_nothing_to_cover() -> None:
    assert nothing(CitationCoverage().score(case(None, Claim(text="Hubungi bagian umum."))))
    assert nothing(CitationCoverage().score(case(None)))
    for text in (no_source_text("BKPSDM"), out_of_scope_text()):
        assert nothing(CitationCoverage().score(case(None, Claim(text=text), status=NO_SOURCE)))
        assert not any(states_rule(part.text) for part in statements(case(None, Claim(text=text)).answer))
