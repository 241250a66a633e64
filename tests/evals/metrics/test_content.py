"""What an answer says: phrases, values, nuggets."""

import pytest

from assistant.models import Claim
from evals.metrics.fact_recall import FactRecall
from evals.metrics.nugget_recall import NuggetRecall, VitalNuggetRecall
from evals.stated import says, tokens
from tests.evals.metrics.cases import NO_SOURCE, case, item, nothing, reasons, value

GOLD = ("pp-1-2020/pasal-1",)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Lamanya 12 (dua belas) hari kerja.", "12 hari kerja"),
        ("lamanya dua belas hari kerja", "12 hari kerja"),
        ("Tunjangan Rp1.500.000,00 sebulan", "Rp 1.500.000"),
        ("Diajukan secara TERTULIS kepada atasan.", "mengajukan secara tertulis"),
        ("Menurut Pasal 5 ayat (2) PP 94/2021", "Pasal 5 ayat (2) PP Nomor 94 Tahun 2021"),
        ("Pegawai tidak boleh merangkap jabatan.", "tidak boleh merangkap"),
        ("Berlaku sejak 31 Agustus 2021.", "31-08-2021"),
    ],
)
def test_said(text: str, phrase: str) -> None:
    assert says(text, phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Lamanya 12 hari.", "12 hari kerja"),
        ("Lamanya 112 hari kerja.", "12 hari kerja"),
        ("Pegawai tidak boleh merangkap jabatan.", "boleh merangkap"),
        ("Pegawai boleh merangkap jabatan.", "tidak boleh merangkap"),
        ("Surat dari dokter.", "surat keterangan dokter"),
        ("keterangan surat dokter", "surat keterangan dokter"),
        ("", "cuti"),
        ("cuti", ""),
        ("yang dan itu", "yang"),
    ],
)
def test_not_said(text: str, phrase: str) -> None:
    assert not says(text, phrase)


def test_a_fact_is_one_token_by_value() -> None:
    assert tokens("selama 12 (dua belas) hari kerja") == tokens("selama dua belas hari kerja")
    assert ("duration", "('hari-kerja', 12)") in tokens("12 hari kerja")


NUGGETS = item(
    GOLD,
    nuggets=[
        {"text": "Lamanya 12 hari kerja", "importance": "vital", "any_of": ["12 hari kerja"]},
        {"text": "Diajukan tertulis", "importance": "vital", "any_of": ["tertulis", "lewat surat"]},
        {"text": "Kepada atasan", "importance": "okay", "any_of": ["atasan langsung"]},
    ],
)


def test_okay_nuggets_weigh_half() -> None:
    asked = case(
        NUGGETS, Claim(text="Cuti tahunan dua belas hari kerja."), Claim(text="Kepada atasan langsung.")
    )
    assert value(VitalNuggetRecall().score(asked)) == 0.5
    # (1 vital + ½ okay) of (2 vital + ½ okay)
    score = NuggetRecall().score(asked)
    assert value(score) == pytest.approx(1.5 / 2.5)
    assert reasons(score) == ("Tidak disampaikan: Diajukan tertulis",)


def test_any_phrasing_says_a_nugget() -> None:
    asked = case(NUGGETS, Claim(text="Ajukan lewat surat, 12 hari kerja."))
    assert value(VitalNuggetRecall().score(asked)) == 1.0


def test_markers_do_not_stand_between_words() -> None:
    asked = case(NUGGETS, text="Lamanya 12 [1] hari kerja, diajukan tertulis [1].")
    assert value(VitalNuggetRecall().score(asked)) == 1.0


@pytest.mark.parametrize("metric", [VitalNuggetRecall(), NuggetRecall(), FactRecall()])
def test_a_refusal_says_nothing_and_no_list_is_nothing_to_say(
    metric: VitalNuggetRecall | NuggetRecall | FactRecall,
) -> None:
    asked = NUGGETS.model_copy(update={"facts": ("12 hari kerja",)})
    refusal = case(asked, Claim(text="12 hari kerja, tertulis, atasan langsung"), status=NO_SOURCE)
    assert value(metric.score(refusal)) == 0.0
    assert nothing(metric.score(case(item(GOLD), Claim(text="12 hari kerja"))))


def test_without_vital_nuggets_only_the_weighted_recall_measures() -> None:
    okay = item(GOLD, nuggets=[{"text": "t", "importance": "okay", "any_of": ["atasan"]}])
    assert nothing(VitalNuggetRecall().score(case(okay, Claim(text="Atasan."))))
    assert value(NuggetRecall().score(case(okay, Claim(text="Atasan.")))) == 1.0


def test_facts_are_compared_by_value() -> None:
    asked = item(GOLD, facts=("12 hari kerja", "58 tahun"))
    score = FactRecall().score(case(asked, Claim(text="Dua belas hari kerja, lalu 60 tahun.")))
    assert value(score) == 0.5
    assert reasons(score) == ("Tidak disebut: 58 tahun.",)
