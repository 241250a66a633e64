"""Choosing the words of a text and showing them; the weights here are all 1 unless said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quoting import LIST_UP_TO, WHOLE_UP_TO, closed, coverage, readable, window


def same(word: str) -> float:
    """Every word weighs the same."""
    return 1.0


FILLER = "Kalimat ini hanya mengisi halaman tanpa arti. "


def quoted(text: str, *wanted: str) -> list[str]:
    """The words that ``window`` chooses."""
    return [text[start:end] for start, end in window(text, set(wanted), same)]


def test_coverage_by_hand() -> None:
    assert coverage({"a", "b", "c", "d"}, {"a", "x"}, same) == 0.25
    assert coverage({"a", "b"}, {"a"}, {"a": 3.0, "b": 1.0}.__getitem__) == 0.75
    assert coverage(set(), {"a"}, same) == 0.0


def test_repeated_words_of_a_list_count_twice() -> None:
    assert coverage(["a", "a", "b"], {"a"}, same) == pytest.approx(2 / 3)


def test_a_short_text_is_quoted_whole_without_outer_whitespace() -> None:
    assert quoted("\n Cuti lamanya 12 hari. Kecuali guru. \n", "guru") == [
        "Cuti lamanya 12 hari. Kecuali guru."
    ]


def test_nothing_to_quote() -> None:
    assert quoted("  \n ", "cuti") == []


def test_of_a_long_text_the_sentence_that_bears_on_it() -> None:
    text = FILLER * 12 + "Cuti lamanya 12 hari kerja. " + FILLER * 12
    assert len(text) > WHOLE_UP_TO
    assert quoted(text, "cuti", "hari") == ["Cuti lamanya 12 hari kerja."]


def test_neighbours_that_bear_on_it_come_along_while_they_fit() -> None:
    text = FILLER * 12 + "Cuti ditunda. Cuti lamanya 12 hari kerja. Hari libur tidak dihitung. " + FILLER * 12
    assert quoted(text, "cuti", "hari") == [
        "Cuti ditunda. Cuti lamanya 12 hari kerja. Hari libur tidak dihitung."
    ]


def test_a_long_neighbour_stays_out() -> None:
    long = "Cuti " + "panjang " * 60 + "sekali. "
    text = long + "Cuti lamanya 12 hari kerja. " + long
    assert quoted(text, "cuti", "hari") == ["Cuti lamanya 12 hari kerja."]


def test_a_list_is_quoted_whole_up_to_its_own_bound() -> None:
    items = "".join(f"\n{letter}. butir yang tidak terlalu pendek nomor {letter};" for letter in "abcdefghij")
    text = f"PNS dilarang:{items}"
    assert WHOLE_UP_TO < len(text) <= LIST_UP_TO
    # The mark that leads on to a next item is no word of it.
    assert quoted(text, "butir") == [text]


def test_an_item_of_a_longer_list_comes_after_the_words_that_open_it() -> None:
    items = "".join(f"\n{letter}. {'kata lain ' * 12}butir {letter};" for letter in "abcdefghij")
    text = f"PNS dilarang:{items}\nk. menerima hadiah dari rekanan."
    assert len(text) > LIST_UP_TO
    assert quoted(text, "hadiah", "rekan") == ["PNS dilarang:", "k. menerima hadiah dari rekanan."]


def test_the_nearest_opening_is_taken() -> None:
    other = "".join(f"\n{letter}. {'kata lain ' * 12}butir;" for letter in "abcdefgh")
    second = f"Selain itu PNS dilarang:\na. {'kata lain ' * 12}butir;\nb. menerima hadiah."
    text = f"PNS wajib:{other[:-1]}.\n{second}"
    assert quoted(text, "hadiah")[0] == "Selain itu PNS dilarang:"


def test_a_window_does_not_end_with_an_opening_alone() -> None:
    items = "".join(f"\n{letter}. {'kata lain ' * 12}butir;" for letter in "abcdefgh")
    text = f"{FILLER * 8}Hadiah dilarang. Hadiah meliputi:{items}"
    assert quoted(text, "hadiah", "larang") == ["Hadiah dilarang."]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("memiliki kompetensi teknis; 2.", "memiliki kompetensi teknis;"),
        ("Hukuman berat. :", "Hukuman berat."),
        ("sebagaimana dimaksud pada ayat (1)", "sebagaimana dimaksud pada ayat (1)"),
        ("berumur 58 tahun.", "berumur 58 tahun."),
        ("menurut Pasal 5.", "menurut Pasal 5."),
        ("golongan ruang III/d.", "golongan ruang III/d."),
    ],
)
def test_debris_at_the_end_is_left_out_and_references_are_kept(text: str, kept: str) -> None:
    assert quoted(text) == [kept]


def test_wrapped_lines_are_joined_and_items_keep_their_own() -> None:
    assert readable("PNS\ndilarang:\na. menerima\nhadiah;\nb. mangkir.") == (
        "PNS dilarang:\na. menerima hadiah;\nb. mangkir."
    )


def test_items_within_a_line_get_lines() -> None:
    assert (
        readable("terdiri atas: a. lisan; dan b. tertulis.") == "terdiri atas:\na. lisan; dan\nb. tertulis."
    )


def test_a_wrapped_reference_is_no_item() -> None:
    assert readable("dimaksud pada ayat\n(2) dikenai hukuman.") == "dimaksud pada ayat (2) dikenai hukuman."


def test_sentences_stay_on_one_line() -> None:
    assert readable("Cuti ditunda.\nGaji dibayar.") == "Cuti ditunda. Gaji dibayar."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("janda atau duda;", "janda atau duda."),
        ("janda; dan", "janda."),
        ("janda, dan/atau", "janda."),
        ("janda; atau", "janda."),
        ("janda.", "janda."),
        ("atau", "atau"),
    ],
)
def test_a_claim_does_not_lead_on_to_what_is_not_shown(text: str, shown: str) -> None:
    assert closed(text) == shown


@given(st.text(alphabet="ab cuti.;:()\n12", max_size=1_500))
def test_every_window_is_a_slice_in_order_without_outer_whitespace(text: str) -> None:
    places = window(text, {"cuti"}, same)
    assert bool(places) == bool(text.strip())
    assert places == sorted(places)
    for start, end in places:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()


@given(st.text(alphabet="ab cuti.;:()\n12", max_size=400))
def test_readable_keeps_every_word_in_order(text: str) -> None:
    assert readable(text).split() == text.split()
