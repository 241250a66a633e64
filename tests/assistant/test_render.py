"""Claims as one text."""

from assistant.models import Claim
from assistant.render import citation_numbers, no_source_text, out_of_scope_text, render
from corpus.models import Citation


def claim(text: str, *ids: str) -> Claim:
    """A claim that cites some provisions."""
    return Claim(
        text=text,
        citations=tuple(Citation(provision_id=one, quote="kata", start=0, end=4) for one in ids),
    )


def test_a_claim_a_line_with_markers_behind_what_is_cited() -> None:
    assert (
        render([claim("Satu.", "a"), claim("Dua."), claim("Tiga.", "b", "a")])
        == "Satu. [1]\nDua.\nTiga. [1] [2]"
    )


def test_numbers_go_by_first_mention() -> None:
    assert citation_numbers([claim("x", "b"), claim("y", "a", "b"), claim("z", "c")]) == {
        "b": 1,
        "a": 2,
        "c": 3,
    }


def test_several_quotes_of_one_provision_are_one_marker() -> None:
    assert render([claim("Satu.", "a", "a")]) == "Satu. [1]"


def test_the_marker_of_a_list_stands_behind_its_last_line() -> None:
    assert render([claim("PNS dilarang:\na. mangkir.", "a")]) == "PNS dilarang:\na. mangkir. [1]"


def test_nothing_is_nothing() -> None:
    assert render([]) == ""
    assert citation_numbers([]) == {}


def test_without_a_source_it_names_whom_to_ask() -> None:
    assert no_source_text("bagian umum").endswith("Silakan tanyakan kepada bagian umum.")
    assert no_source_text("bagian umum", "Pasal 99 tidak ada.") == (
        "Pasal 99 tidak ada. Silakan tanyakan kepada bagian umum."
    )


def test_out_of_scope_says_what_is_in_scope() -> None:
    assert "kepegawaian ASN" in out_of_scope_text()
