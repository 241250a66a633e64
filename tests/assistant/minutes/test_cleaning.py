import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.minutes.cleaning import Cleaned, clean_speech, is_noise, looped
from assistant.minutes.transcript import read_transcript


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Em, kita mulai.", "Kita mulai."),
        ("Kita em mulai eee hari ini.", "Kita mulai hari ini."),
        ("Baik. Em, lanjut saja.", "Baik. Lanjut saja."),
        ("Eh, jadi kita mulai.", "Jadi kita mulai."),
        ("Kita, apa namanya, menyusun laporan.", "Kita, menyusun laporan."),
        ("Kita undur, gitu ya.", "Kita undur."),
        ("hmm oke lanjut", "oke lanjut"),
    ],
)
def test_hesitations_go(raw: str, text: str) -> None:
    assert clean_speech(raw).text == text


@pytest.mark.parametrize(
    "raw",
    [
        "Tanggal lima, eh, tanggal enam.",
        "Pak Budi, eh, Bu Sri yang menyiapkan.",
        "Eh, bukan itu maksud saya.",
        "Jangan gitu ya.",
        "Kalau gitu kita mulai.",
        "Apa namanya?",
        "Curah hujan 5 mm sehari.",
        "Lulusan MM dan S.E.M. diterima.",
        "Si anu sudah datang.",
        "Ya.",
        "Em.",
    ],
)
def test_what_means_something_stays(raw: str) -> None:
    assert clean_speech(raw) == Cleaned(raw)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("kita kita kita harus datang", "kita harus datang"),
        ("laporan yang yang lengkap", "laporan yang lengkap"),
        ("Yang yang lengkap saja", "Yang lengkap saja"),
        ("nanti kita akan nanti kita akan kirim", "nanti kita akan kirim"),
        ("kita kirim kita kirim kita kirim besok", "kita kirim besok"),
    ],
)
def test_slips_are_read_once(raw: str, text: str) -> None:
    assert clean_speech(raw).text == text


@pytest.mark.parametrize(
    "raw",
    [
        "tidak tidak tidak bisa",
        "lima lima lima",
        "lima juta lima juta lima juta",
        "orang orang itu macam macam",
        "Budi Budi Budi datang",
        "pilih 3 3 3",
        "Setuju. Setuju. Setuju.",
        "jangan kirim dulu jangan kirim dulu jangan kirim dulu",
    ],
)
def test_numbers_negations_names_and_plurals_are_never_touched(raw: str) -> None:
    assert clean_speech(raw).text == raw


def test_what_was_left_out_is_counted() -> None:
    assert clean_speech("Em, kita kita kita mulai eee sekarang.") == Cleaned("Kita mulai sekarang.", 2, 2)


@pytest.mark.parametrize(
    "sentence",
    [
        "Terima kasih telah menonton!",
        "Terima kasih sudah menonton video ini.",
        "Sampai jumpa di video selanjutnya.",
        "Jangan lupa like, share, dan subscribe ya!",
        "Subtitle oleh Komunitas Amara",
        "Subtitles by the Amara org community",
        "Thank you for watching.",
        "[Musik]",
        "(tepuk tangan)",
        "♪♪♪",
    ],
)
def test_what_recognisers_make_up_is_noise(sentence: str) -> None:
    assert is_noise(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Terima kasih.",
        "Terima kasih telah menonton tayangan dari Bidang Mutasi tentang disiplin.",
        "Sampai jumpa di rapat selanjutnya.",
        "Jangan lupa kirim SK.",
        "(lima puluh juta rupiah)",
        "Diterjemahkan oleh tim Bu Sri.",
        "Musik",
        "",
    ],
)
def test_what_may_be_said_is_no_noise(sentence: str) -> None:
    assert not is_noise(sentence)


def test_a_loop_keeps_its_first_sentence() -> None:
    loop = ["Kita akan segera lanjut."] * 4
    assert looped(["Baik.", *loop, "Ya."], [None] * 6) == [False, False, True, True, True, False]


def test_two_sentences_in_turn_are_a_loop_too() -> None:
    pair = ["Kita akan lanjut.", "Mohon ditunggu sebentar."] * 4
    assert looped(pair, ["Budi"] * 8) == [False, False] + [True] * 6


@pytest.mark.parametrize("times", [3, 9])
def test_assent_and_three_times_are_no_loop(times: int) -> None:
    sentence = "Setuju." if times == 9 else "Kita akan segera lanjut."
    assert looped([sentence] * times, [None] * times) == [False] * times


def test_others_who_say_the_same_are_no_loop() -> None:
    assert looped(["Saya setuju dengan itu."] * 4, ["A", "B", "A", "B"]) == [False] * 4


def test_a_transcript_keeps_noise_as_raw_and_says_so() -> None:
    transcript = read_transcript(
        "[00:01] Budi: Kita putuskan lanjut.\n[00:09] Budi: Terima kasih telah menonton!"
    )
    first, second = transcript.utterances
    assert (first.text, first.raw) == ("Kita putuskan lanjut.", "Kita putuskan lanjut.")
    assert (second.text, second.raw) == ("", "Terima kasih telah menonton!")
    assert any(remark.startswith("1 kalimat buatan pengenal suara") for remark in transcript.remarks)


def test_a_transcript_reads_a_loop_once_and_says_so() -> None:
    transcript = read_transcript("Budi: Baik.\n" + "Budi: Kita akan segera lanjut.\n" * 30)
    assert [one.text for one in transcript.utterances] == ["Baik. Kita akan segera lanjut.", ""]
    assert transcript.utterances[1].raw.count("Kita akan segera lanjut.") == 29
    assert transcript.remarks == ("29 kalimat yang diulang-ulang pengenal suara hanya dibaca sekali.",)


_SAID = """
kita harus em eh, tidak bukan lima juta 50 Budi Bu Sri yang yang, gitu ya. apa namanya, mulai. anu, hmm
"""
_WORDS = st.sampled_from(_SAID.split())


@given(st.lists(_WORDS, max_size=60))
def test_numbers_negations_and_names_survive_any_order_of_words(words: list[str]) -> None:
    raw = " ".join(words)
    cleaned = clean_speech(raw)
    kept = re.findall(r"\w+", cleaned.text.lower())
    for word in ("tidak", "bukan", "lima", "juta", "50", "budi", "sri"):
        assert kept.count(word) == re.findall(r"\w+", raw.lower()).count(word)
    assert set(kept) <= set(re.findall(r"\w+", raw.lower()))


@given(st.text(max_size=200))
def test_cleaning_takes_any_text(raw: str) -> None:
    cleaned = clean_speech(raw)
    assert any(char.isalnum() for char in cleaned.text) == any(char.isalnum() for char in raw)
