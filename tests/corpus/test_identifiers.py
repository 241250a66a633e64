"""Identifiers: built, taken apart, refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import InvalidIdentifier
from corpus.identifiers import (
    REGULATION_ID,
    TYPE_NAMES,
    RegulationType,
    pasal_of,
    provision_id,
    regulation_id,
    slug,
    split_provision_id,
)


@pytest.mark.parametrize(
    ("type_", "number", "year", "issuer", "expected"),
    [
        (RegulationType.UU, "20", 2023, "", "uu-20-2023"),
        (RegulationType.UUD, "", 1945, "", "uud-1945"),
        (RegulationType.PERMEN, "73", 2022, "dagri", "permendagri-73-2022"),
        (RegulationType.PERMEN, "24/PMK.02/2012", 2012, "keu", "permenkeu-24-2012"),
        (RegulationType.PERATURAN_BADAN, "3", 2023, "bkn", "peraturan-bkn-3-2023"),
        (RegulationType.PERDA, "5", 2019, "Kota Yogyakarta", "perda-kota-yogyakarta-5-2019"),
        (RegulationType.KEPUTUSAN, "HK.01.07", 2021, "menkes", "keputusan-menkes-hk-01-07-2021"),
    ],
)
def test_a_regulation_is_named(
    type_: RegulationType, number: str, year: int, issuer: str, expected: str
) -> None:
    assert regulation_id(type_, number, year, issuer) == expected


@pytest.mark.parametrize(("number", "year"), [("5", 94), ("5", 12345), ("5", -2021), ("5", 0)])
def test_a_year_has_four_digits(number: str, year: int) -> None:
    with pytest.raises(InvalidIdentifier, match="periksa nomor dan tahunnya"):
        regulation_id(RegulationType.PP, number, year)


@pytest.mark.parametrize(
    "identifier",
    [
        "",
        "/",
        "PP-94-2021",
        "pp-94-2021/",
        "pp-94-2021//ayat-1",
        "pp-94-2021/Pasal-5",
        "pp-94-2021/pasal 5",
        "pp-94-2021/pasal-5~",
        "pp-94-2021/../x",
        "pp-94",
        "pp-94-2021\n",
        "pp-94-２０２１",
        "pp-94-2021/pasal-5~٢",
        "faq/cuti",
    ],
)
def test_what_is_no_identifier_is_refused(identifier: str) -> None:
    with pytest.raises(InvalidIdentifier):
        split_provision_id(identifier)


def test_pasal_of_a_provision() -> None:
    assert pasal_of("pp-94-2021/pasal-5/ayat-2/huruf-a") == "pp-94-2021/pasal-5"
    assert pasal_of("pp-94-2021/pasal-5~2/ayat-1") == "pp-94-2021/pasal-5~2"
    assert pasal_of("pp-94-2021/menimbang/huruf-a") == "pp-94-2021/menimbang/huruf-a"
    assert pasal_of("pp-94-2021") == "pp-94-2021"
    quoted = "uu-43-1999/pasal-i/angka-3/pasal-5"
    assert pasal_of(f"{quoted}/ayat-1") == quoted
    assert pasal_of("uu-8-1974/pasal-2@1999-09-30/ayat-1") == "uu-8-1974/pasal-2@1999-09-30"


def test_the_hierarchy_and_the_names_cover_every_type() -> None:
    order = [RegulationType.UU, RegulationType.PP, RegulationType.PERPRES, RegulationType.PERMEN]
    assert [type_.rank for type_ in order] == sorted(type_.rank for type_ in order)
    assert set(TYPE_NAMES) == set(RegulationType)


TYPES = st.sampled_from([type_ for type_ in RegulationType if type_ is not RegulationType.UUD])
NUMBERS = st.from_regex(r"[1-9][0-9]{0,3}[A-Z]?", fullmatch=True)
ISSUERS = st.sampled_from(["", "bkn", "dagri", "kota-yogyakarta"])
SEGMENTS = st.lists(
    st.builds(
        lambda kind, number, copy: f"{kind}-{number}{copy}",
        st.sampled_from(["pasal", "ayat", "huruf", "angka", "diktum", "penjelasan_umum"]),
        st.from_regex(r"[0-9]{1,3}[a-z]?", fullmatch=True),
        st.sampled_from(["", "~2", "~10"]),
    ),
    max_size=4,
)


@given(TYPES, NUMBERS, st.integers(1800, 2200), ISSUERS, SEGMENTS)
def test_an_identifier_is_taken_apart_as_it_was_built(
    type_: RegulationType, number: str, year: int, issuer: str, segments: list[str]
) -> None:
    regulation = regulation_id(type_, number, year, issuer)
    assert REGULATION_ID.fullmatch(regulation)
    identifier = provision_id(regulation, *segments)
    assert split_provision_id(identifier) == (regulation, tuple(segments))
    assert split_provision_id(pasal_of(identifier))[0] == regulation


@given(st.text())
def test_any_text_is_taken_apart_or_refused(text: str) -> None:
    try:
        regulation, segments = split_provision_id(text)
    except InvalidIdentifier:
        return
    assert "/".join((regulation, *segments)) == text
    assert text.isascii()


@given(st.text())
def test_a_slug_is_stable(text: str) -> None:
    assert slug(slug(text)) == slug(text)
