"""The structural checks of entailment, each on sentences that can be read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.support import Support
from assistant.support_clauses import Mode, logic_words, read_words
from assistant.support_logic import Structure, findings
from assistant.support_text import stem

LEAVE = "PNS yang sudah bekerja terus-menerus minimal 5 tahun berhak atas cuti besar, lamanya sampai 3 bulan."
NO_ANNUAL = "PNS yang mengambil cuti besar tidak lagi mendapat cuti tahunan pada tahun itu."
GIFTS = "PNS dilarang menerima hadiah yang ada hubungannya dengan jabatan atau pekerjaannya."
DELAY = (
    "Karena kepentingan dinas yang mendesak, PPK dapat menunda pemakaian cuti tahunan, paling lama 1 tahun."
)
EXTENSION = "CLTN dapat diperpanjang sampai 1 tahun bila ada alasan penting untuk memperpanjangnya."
SUMMONS = "Atasan langsung memanggil PNS yang diduga melanggar disiplin dengan surat untuk diperiksa."
APPEAL = (
    "Banding administratif dibuat tertulis kepada BPASN.",
    "Tembusan banding administratif dikirim kepada PPK.",
)
MISCARRIAGE = (
    "Cuti sakit karena keguguran dimintakan tertulis, dengan melampirkan keterangan dokter atau bidan."
)
SICK = "Semua PNS yang sakit berhak atas cuti sakit."


def found(claim: str, *evidence: str) -> dict[Structure, str]:
    return {one.structure: one.reason for one in findings(claim, evidence, lambda _: 1.0)}


def modes(text: str) -> dict[str, Mode]:
    return {word.stem: word.mode for word in read_words(text)}


@pytest.mark.parametrize(
    ("text", "word", "mode"),
    [
        ("PNS wajib melapor.", "melapor", Mode.DUTY),
        ("PNS tidak wajib melapor.", "melapor", Mode.FREE),
        ("PNS dilarang melapor.", "melapor", Mode.FORBIDDEN),
        ("PNS tidak boleh melapor.", "melapor", Mode.FORBIDDEN),
        ("PNS wajib tidak melapor.", "melapor", Mode.FORBIDDEN),
        ("PNS dapat tidak melapor.", "melapor", Mode.FREE),
        ("PNS tidak lagi melapor.", "melapor", Mode.DENIED),
        ("PNS bukan tidak melapor.", "melapor", Mode.PLAIN),
        ("Tanpa pemeriksaan hukuman dijatuhkan.", "pemeriksaan", Mode.DENIED),
        ("Lamanya tidak kurang dari sebulan.", "sebulan", Mode.PLAIN),
        ("PNS tidak hanya melapor.", "melapor", Mode.PLAIN),
        ("PNS yang tidak hadir, melapor.", "melapor", Mode.PLAIN),
    ],
)
def test_what_is_said_of_a_word(text: str, word: str, mode: Mode):
    assert modes(text)[stem(word)] is mode


def test_what_is_denied_of_a_verb_that_says_little_is_denied_of_its_object():
    words = {word.stem: word for word in read_words("Atasan tidak melakukan pemanggilan.")}
    assert words["panggil"].mode is Mode.PLAIN
    assert words["panggil"].under is Mode.DENIED
    assert all(word.under is Mode.PLAIN for word in read_words("Atasan hadir melakukan pemanggilan."))


def test_an_affirmed_denial_is_found_and_named():
    claim = "Bila Anda mengambil cuti besar, Anda tetap mendapat cuti tahunan pada tahun itu."
    reason = f"Sumber menyatakan “tidak”, kalimat ini “ya”: “{NO_ANNUAL}”."
    assert found(claim, NO_ANNUAL) == {Structure.POLARITY: reason}


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Bila Anda mengambil cuti besar, Anda tidak lagi mendapat cuti tahunan pada tahun itu.", NO_ANNUAL),
        ("PNS tidak boleh menerima hadiah yang ada hubungannya dengan jabatannya.", GIFTS),
        (
            "Atasan langsung yang tidak memanggil PNS dihukum.",
            "Atasan langsung yang tidak melakukan pemanggilan PNS dihukum.",
        ),
        ("Lamanya tidak kurang dari 5 hari.", "Lamanya paling sedikit 5 hari."),
        (
            "Bila alasan menunda sudah tidak ada, kenaikan dibayarkan.",
            "Bila tidak ada alasan menunda, kenaikan dibayarkan.",
        ),
    ],
)
def test_a_denial_in_other_words_is_none(claim: str, evidence: str):
    assert found(claim, evidence).keys().isdisjoint({Structure.POLARITY, Structure.MODALITY})


@pytest.mark.parametrize(
    ("claim", "structure"),
    [
        ("PNS boleh menerima hadiah yang ada hubungannya dengan jabatannya.", Structure.POLARITY),
        ("PNS menerima hadiah yang ada hubungannya dengan jabatannya.", Structure.POLARITY),
        ("PNS tidak wajib menerima hadiah yang ada hubungannya dengan jabatannya.", Structure.POLARITY),
    ],
)
def test_a_prohibition_that_is_lifted_is_found(claim: str, structure: Structure):
    assert structure in found(claim, GIFTS)


def test_a_permission_told_as_a_duty_is_found_and_not_the_reverse():
    duty = "Karena kepentingan dinas yang mendesak, PPK wajib menunda pemakaian cuti tahunan."
    assert "“boleh”, kalimat ini “wajib”" in found(duty, DELAY)[Structure.MODALITY]
    assert Structure.MODALITY not in found(DELAY, duty)


def test_one_place_that_agrees_is_enough():
    """Under other conditions the same may be allowed: the claim may be about those."""
    claim = "PPPK yang diputus tidak boleh melamar lagi."
    allowed = "PPPK yang berhenti masih boleh melamar lagi."
    assert Structure.POLARITY in found(claim, "PPPK yang diputus boleh melamar lagi.")
    assert Structure.POLARITY not in found(claim, allowed, "PPPK yang diputus tidak boleh melamar lagi.")


@pytest.mark.parametrize(
    ("claim", "evidence", "condition"),
    [
        (
            "Anda berhak atas cuti besar, lamanya sampai 3 bulan.",
            LEAVE,
            "yang sudah bekerja terus-menerus minimal 5 tahun",
        ),
        (
            "CLTN dapat diperpanjang sampai 1 tahun.",
            EXTENSION,
            "bila ada alasan penting untuk memperpanjangnya",
        ),
        (
            "Camat dapat membuat keputusan sementara.",
            "(2) Apabila tempat kedudukan pejabat jauh, maka Camat dapat membuat keputusan sementara.",
            "Apabila tempat kedudukan pejabat jauh",
        ),
    ],
)
def test_a_condition_that_is_left_out_is_quoted(claim: str, evidence: str, condition: str):
    assert f"“{condition}”" in found(claim, evidence)[Structure.CONDITION]


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Anda berhak atas cuti besar sampai 3 bulan setelah bekerja minimal 5 tahun terus-menerus.", LEAVE),
        ("CLTN dapat diperpanjang sampai 1 tahun apabila ada alasan penting.", EXTENSION),
        ("CLTN dapat diperpanjang sampai 1 tahun sesuai ketentuan.", EXTENSION),
        ("CLTN dapat diperpanjang sampai 1 tahun bagi yang memenuhi syarat.", EXTENSION),
        ("Cuti diberikan oleh PPK.", "Cuti diberikan oleh PPK, kecuali peraturan menentukan lain."),
    ],
)
def test_a_condition_that_is_told_or_pointed_to_is_not_lost(claim: str, evidence: str):
    assert Structure.CONDITION not in found(claim, evidence)


def test_somebody_else_is_found_unless_the_source_means_them_too():
    claim = "Izin diberikan oleh Gubernur."
    assert found(claim, "Izin diberikan oleh Menteri.") == {
        Structure.ACTOR: "Sumber menyebut “menteri”, bukan “gubernur”."
    }
    assert Structure.ACTOR not in found(claim, "Izin diberikan oleh Menteri atau Gubernur.")
    assert Structure.ACTOR not in found("Izin PNS diberikan.", "Izin pegawai ASN, termasuk PPPK, diberikan.")
    assert Structure.ACTOR not in found(claim, "Izin diberikan secara tertulis.")


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("PNS memanggil atasan langsung untuk diperiksa.", (SUMMONS,)),
        ("Banding administratif dibuat tertulis kepada PPK, tembusan dikirim kepada BPASN.", APPEAL),
        ("Istri berhak atas cuti mendampingi suami.", ("Suami berhak atas cuti mendampingi istri.",)),
    ],
)
def test_exchanged_parts_are_found(claim: str, evidence: tuple[str, ...]):
    assert Structure.ROLES in found(claim, *evidence)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("PNS yang diduga melanggar disiplin dipanggil atasan langsung dengan surat.", (SUMMONS,)),
        ("Banding administratif dibuat tertulis kepada BPASN, tembusan dikirim kepada PPK.", APPEAL),
        ("Suami berhak atas cuti mendampingi istri.", ("Suami berhak atas cuti mendampingi istri.",)),
    ],
)
def test_the_same_parts_in_another_order_are_no_exchange(claim: str, evidence: tuple[str, ...]):
    assert Structure.ROLES not in found(claim, *evidence)


def test_and_for_or_is_found_and_counting_up_is_not():
    claim = "Cuti sakit karena keguguran diminta dengan melampirkan keterangan dokter dan bidan."
    assert (
        found(claim, MISCARRIAGE)[Structure.JUNCTION]
        == "Sumber menyambung dengan “atau”, kalimat ini dengan “dan”."
    )
    assert Structure.JUNCTION not in found(
        claim.replace("dokter dan bidan", "dokter atau bidan"), MISCARRIAGE
    )
    listing = "Jenis hukuman terdiri atas teguran lisan, teguran tertulis, dan pernyataan tidak puas."
    assert Structure.JUNCTION not in found(
        "Ada teguran lisan, teguran tertulis, atau pernyataan tidak puas.", listing
    )


def test_an_added_clause_is_quoted_and_advice_is_none():
    claim = "Setiap PNS yang sakit berhak atas cuti sakit, dan biaya pengobatan ditanggung negara sepenuhnya."
    assert "“biaya pengobatan ditanggung negara sepenuhnya”" in found(claim, SICK)[Structure.ADDED]
    assert Structure.ADDED not in found("Setiap PNS yang sakit berhak atas cuti sakit.", SICK)
    advice = "Setiap PNS yang sakit berhak atas cuti sakit, jadi silakan bawa surat pengantar puskesmas."
    assert Structure.ADDED not in found(advice, SICK)


def test_contradictions_come_before_what_goes_beyond():
    claim = "PNS tidak boleh menerima cuti sakit dari PPK, dan biaya pengobatan ditanggung negara sepenuhnya."
    labels = [
        one.label for one in findings(claim, ["PNS boleh menerima cuti sakit dari PPK."], lambda _: 1.0)
    ]
    assert labels == [Support.CONTRADICTED, Support.BEYOND]


@pytest.mark.parametrize("text", [LEAVE, NO_ANNUAL, GIFTS, DELAY, EXTENSION, SUMMONS, MISCARRIAGE, SICK])
def test_the_words_of_the_source_are_never_held_against_it(text: str):
    assert found(text, text) == {}


def test_without_evidence_nothing_is_found():
    assert found("PNS wajib melapor.") == {}
    assert found("PNS wajib melapor.", "", "dan") == {}


def test_an_actor_has_one_name_and_one_family():
    names = [
        name
        for own in logic_words().actors.values()
        for called, more in own.items()
        for name in (called, *more)
    ]
    assert len(set(names)) == len(names)


@given(claim=st.text(max_size=160), evidence=st.lists(st.text(max_size=160), max_size=3))
@settings(deadline=None, max_examples=80)
def test_any_text_is_checked(claim: str, evidence: list[str]):
    assert all(one.reason.endswith(".") for one in findings(claim, evidence, lambda _: 1.0))
