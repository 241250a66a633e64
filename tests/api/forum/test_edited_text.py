"""Claims as editable text and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.forum.edited import claims_by_number
from api.forum.edited_text import Reference, Sentence, editor_text, provision_named, typed
from assistant.models import Claim
from corpus.models import Citation

LAW = "pp-91-2019/pasal-2/ayat-1"


def cite(quote: str, identifier: str = LAW, start: int = 0) -> Citation:
    return Citation(provision_id=identifier, quote=quote, start=start, end=start + len(quote))


TWO = (
    Claim(text="Cuti lamanya 12 hari.", citations=(cite("12 hari"), cite("cuti tahunan", start=9))),
    Claim(text="Syaratnya:\na. tertulis;\nb. diajukan.", citations=(cite("12 hari"),)),
    Claim(text="Semoga membantu."),
)


def test_a_reply_reads_as_an_officer_would_write_it() -> None:
    assert editor_text(TWO) == (
        "Cuti lamanya 12 hari. [1] [2]\n"
        "Syaratnya:\n  a. tertulis;\n  b. diajukan. [1]\n"
        "Semoga membantu.\n"
        "\n"
        "Dasar:\n"
        "[1] Pasal 2 ayat (1) PP Nomor 91 Tahun 2019: “12 hari”\n"
        "[2] Pasal 2 ayat (1) PP Nomor 91 Tahun 2019: “cuti tahunan”"
    )


def test_without_citations_there_is_no_list() -> None:
    assert editor_text((Claim(text="Terima kasih."),)) == "Terima kasih."


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("A wajib. [1]", [Sentence(text="A wajib.", marks=(1,))]),
        ("A wajib. [1, 2]", [Sentence(text="A wajib.", marks=(1, 2))]),
        (
            "A wajib. [1] B boleh. [2] Salam.",
            [
                Sentence(text="A wajib.", marks=(1,)),
                Sentence(text="B boleh.", marks=(2,)),
                Sentence(text="Salam."),
            ],
        ),
        ("Cuti [1] lamanya 12 hari.", [Sentence(text="Cuti lamanya 12 hari.", marks=(1,))]),
        (
            "A wajib. [Pasal 3 PP 91/2019]",
            [Sentence(text="A wajib.", marks=(Reference(what="Pasal 3 PP 91/2019"),))],
        ),
        (
            "A wajib. [pp-91-2019/pasal-3: “wajib melampirkan”]",
            [
                Sentence(
                    text="A wajib.", marks=(Reference(what="pp-91-2019/pasal-3", quote="wajib melampirkan"),)
                )
            ],
        ),
        (
            "A wajib. [“wajib melampirkan”]",
            [Sentence(text="A wajib.", marks=(Reference(what="", quote="wajib melampirkan"),))],
        ),
        ("NIP Anda [NIP-1] sudah benar.", [Sentence(text="NIP Anda [NIP-1] sudah benar.")]),
        (r"Lihat \[1] di surat.", [Sentence(text="Lihat [1] di surat.")]),
        (r"dan\atau", [Sentence(text=r"dan\atau")]),
    ],
)
def test_what_an_officer_types_is_taken_apart(line: str, expected: list[Sentence]) -> None:
    assert list(typed(line).sentences) == expected


def test_the_list_says_what_the_numbers_mean() -> None:
    found = typed('A. [1] [3]\r\n\r\nDasar:\r\n[1] Pasal 5 PP 94/2021\r\n\r\n[3] sop-cuti/1: "isi"\r\n')
    assert found.listed == {
        1: Reference(what="Pasal 5 PP 94/2021"),
        3: Reference(what="sop-cuti/1", quote="isi"),
    }
    assert [one.text for one in found.sentences] == ["A."]


def test_a_list_with_other_lines_under_it_is_text() -> None:
    found = typed("Dasar:\nkami sendiri.")
    assert [one.text for one in found.sentences] == ["Dasar:", "kami sendiri."]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Pasal 5 ayat (2) PP 94/2021", "pp-94-2021/pasal-5/ayat-2"),
        ("pp-94-2021/pasal-5/ayat-2", "pp-94-2021/pasal-5/ayat-2"),
        ("uu-8-1974/pasal-2@1999-09-30", "uu-8-1974/pasal-2@1999-09-30"),
        ("Pasal 5 dan Pasal 6 PP 94/2021", None),
        ("Pasal 5", None),
        ("catatan", None),
    ],
)
def test_a_reference_names_one_provision(words: str, expected: str | None) -> None:
    assert provision_named(words) == expected


_WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1, max_size=30)
_TRICKY = st.sampled_from(
    [
        "[1]",
        "\\[2]",
        "Dasar:",
        "\n",
        "  ",
        "a\n\nb",
        "“",
        "”",
        '"',
        "[NIP-1]",
        "[Pasal 3 PP 91/2019]",
        "\\",
        ". ",
    ]
)
TEXTS = st.lists(_WORDS | _TRICKY, min_size=1, max_size=4).map("".join).map(str.strip).filter(bool)
QUOTES = (
    st.lists(_WORDS | _TRICKY, min_size=1, max_size=3).map("".join).filter(lambda text: bool(text.split()))
)
CITATIONS = st.builds(
    cite,
    QUOTES,
    st.sampled_from([LAW, "uu-8-1974/pasal-2@1999-09-30", "sop-cuti/bagian-3", "pp-94-2021"]),
    st.integers(0, 40),
)
CLAIMS = st.builds(
    lambda text, citations: Claim(text=text, citations=tuple(citations)),
    TEXTS,
    st.lists(CITATIONS, max_size=3),
)


@given(st.lists(CLAIMS, min_size=1, max_size=5))
def test_text_and_back_gives_the_same_claims(claims: list[Claim]) -> None:
    assert claims_by_number(typed(editor_text(claims)), claims) == tuple(claims)
