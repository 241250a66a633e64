"""Words that the lexical index matches."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.search_words import search_words, stop_words


@pytest.mark.parametrize(
    "forms",
    [
        ("pemberhentian", "diberhentikan", "memberhentikan", "berhenti"),
        ("Cuti", "CUTI", "cutinya"),
        ("mengajukan", "diajukan", "pengajuan"),
    ],
)
def test_forms_of_a_word_meet(forms: tuple[str, ...]) -> None:
    assert len({tuple(search_words(form)) for form in forms}) == 1


@pytest.mark.parametrize("pair", [("cuti", "izin"), ("pns", "pppk"), ("gaji", "tunjangan")])
def test_other_words_do_not(pair: tuple[str, str]) -> None:
    assert search_words(pair[0]) != search_words(pair[1])


def test_stop_words_go_and_the_rest_keeps_order_and_repeats() -> None:
    assert search_words("Cuti dan izin yang di, cuti!") == ["cuti", "izin", "cuti"]
    assert search_words("dan yang di") == []
    assert search_words("") == search_words(" …—!? ") == []


def test_the_stop_words_are_words_not_comments() -> None:
    assert {"dan", "yang"} <= stop_words()
    assert not any(word.startswith("#") or word != word.strip() or not word for word in stop_words())


def test_words_that_change_the_answer_are_no_stop_words() -> None:
    assert not {"tidak", "pns", "pppk", "cuti", "pasal", "ayat"} & stop_words()


def test_numbers_are_words() -> None:
    assert search_words("Pasal 53 ayat (2)") == search_words("pasal 53 ayat 2")
    assert "53" in search_words("Pasal 53")


@given(st.text())
def test_any_text_gives_words_without_blanks(text: str) -> None:
    assert all(word and not word.isspace() for word in search_words(text))


def test_threads_do_not_share_a_stemmer() -> None:
    texts = [f"pemberhentian pegawai nomor {n} diberhentikan mengajukan cutinya" for n in range(400)]
    alone = [search_words(text) for text in texts]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(search_words, texts * 8)) == alone * 8
