"""Amendments between others that a regulation mentions."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.identifiers import RegulationType
from corpus.models import Provision, ProvisionKind, Regulation
from ingestion.regulation import ParsedRegulation
from ingestion.regulation.told_amendments import told_amendments

Parse = Callable[[str], ParsedRegulation]
GAZETTE = "(Lembaran Negara Republik Indonesia Tahun 1977 Nomor 11, Tambahan Lembaran Negara Nomor 3098)"
BASE = f"Peraturan Pemerintah Nomor 7 Tahun 1977 tentang Peraturan Gaji Pegawai Negeri Sipil {GAZETTE}"


def teller(title: str = "Tunjangan") -> Regulation:
    return Regulation(id="pp-9-2022", type=RegulationType.PP, number="9", year=2022, title=title)


def unit(text: str) -> Provision:
    return Provision(
        id="pp-9-2022/mengingat/angka-2",
        regulation_id="pp-9-2022",
        kind=ProvisionKind.ANGKA,
        label="angka 2",
        order=0,
        text=text,
        full_text=text,
    )


def told(text: str) -> list[tuple[str, str, int]]:
    found = told_amendments(teller(), [unit(text)])
    return [(one.target_id, one.amending_id, one.times) for one in found]


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("sebagaimana telah diubah dengan", 0),
        ("sebagaimana telah beberapa kali diubah, terakhir dengan", 0),
        ("sebagaimana telah delapan belas kali diubah terakhir dengan", 18),
        ("; sebagaimana telah diubah dan ditambah dengan", 0),
        ("yang telah diubah dengan", 0),
    ],
)
def test_a_mention_names_both_and_may_count(words: str, times: int) -> None:
    text = f"{BASE} {words} Peraturan Pemerintah Nomor 15 Tahun 2019 (Lembaran Negara Tahun 2019 Nomor 43);"
    assert told(text) == [("pp-7-1977", "pp-15-2019", times)]


def test_damaged_numbers_are_read() -> None:
    text = f"{BASE} sebagaimana telah diubah dengan Peraturan Pemerintah Nomor l5 Tahun 2Ol9;"
    assert told(text) == [("pp-7-1977", "pp-15-2019", 0)]


def test_the_words_that_tell_it_are_kept() -> None:
    text = (
        "Selain itu, " + BASE + " sebagaimana telah diubah dengan Peraturan Pemerintah Nomor 15 Tahun 2019;"
    )
    (found,) = told_amendments(teller(), [unit(text)])
    assert found.told_by == "pp-9-2022/mengingat/angka-2"
    assert found.evidence.startswith("Peraturan Pemerintah Nomor 7 Tahun 1977")
    assert found.evidence.endswith("Nomor 15 Tahun 2019")


def test_the_title_of_an_amendment_tells_and_counts() -> None:
    text = "Peraturan Pemerintah Nomor 15 Tahun 2019 tentang Perubahan Kedelapan Belas atas " + BASE
    assert told(text) == [("pp-7-1977", "pp-15-2019", 18)]


def test_its_own_title_tells_which_amendment_it_is() -> None:
    own = teller("Perubahan Kelima Atas Peraturan Pemerintah Nomor 7 Tahun 1977 tentang Peraturan Gaji")
    (found,) = told_amendments(own, [])
    assert (found.amending_id, found.target_id, found.times) == ("pp-9-2022", "pp-7-1977", 5)


def test_a_list_names_them_all_and_counts_none() -> None:
    text = (
        f"{BASE} sebagaimana telah dua kali diubah dengan Peraturan Pemerintah:\n"
        "a. Nomor 13 Tahun 1980;\nb. Nomor 15 Tahun 1985;"
    )
    assert told(text) == [("pp-7-1977", "pp-13-1980", 0), ("pp-7-1977", "pp-15-1985", 0)]


def test_a_later_amendment_is_of_the_same_regulation() -> None:
    text = (
        f"{BASE} sebagaimana telah diubah dengan Peraturan Pemerintah Nomor 13 Tahun 1980 dan terakhir "
        "dengan Peraturan Pemerintah Nomor 15 Tahun 1985"
    )
    assert told(text) == [("pp-7-1977", "pp-13-1980", 0), ("pp-7-1977", "pp-15-1985", 0)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Undang-Undang Nomor 8 Tahun 1974 sebagaimana telah diubah dengan "
            "Peraturan Pemerintah Nomor 1 Tahun 1980",
            id="a regulation of a lower rank changes no law",
        ),
        pytest.param(
            f"{BASE} sebagaimana telah diubah dengan Peraturan Pemerintah Nomor 3 Tahun 1970",
            id="nothing is changed before it is made",
        ),
        pytest.param(
            f"{BASE}, dan Kitab Undang-Undang Hukum Dagang sebagaimana telah diubah dengan "
            "Peraturan Pemerintah Nomor 15 Tahun 2019",
            id="a name that was not read stands between",
        ),
        pytest.param(
            f"{BASE} sebagaimana telah diubah dengan Peraturan Pemerintah Nomor 15 Tahun 2030",
            id="nobody tells of what is to come",
        ),
        pytest.param(
            f"{BASE} dapat diubah dengan Peraturan Pemerintah Nomor 15 Tahun 2019", id="what may be changed"
        ),
        pytest.param(
            f"{BASE};\n3. Peraturan Pemerintah sebagaimana telah diubah dengan "
            "Peraturan Pemerintah Nomor 15 Tahun 2019",
            id="another item",
        ),
        pytest.param(f"{BASE} dan Peraturan Pemerintah Nomor 15 Tahun 2019", id="two names"),
        pytest.param(
            "Peraturan Pemerintah Nomor 13 Tahun 2006 dan Undang-Undang Nomor S Tahun 20 18 tentang "
            "Perubahan atas Peraturan Pemerintah Nomor 15 Tahun 2003",
            id="a title of a name that was not read",
        ),
        pytest.param(
            f"{BASE} sebagaimana telah diubah dengan Peraturan Pemerintah Nomor 57 Tahun 2022",
            id="nobody tells of a later number of the same year",
        ),
        pytest.param(
            "Perppu Nomor 1 Tahun 2020 sebagaimana telah ditetapkan menjadi Undang-Undang dengan "
            "Undang-Undang Nomor 2 Tahun 2020",
            id="to enact is not to amend",
        ),
    ],
)
def test_what_is_not_certain_is_not_told(text: str) -> None:
    assert told(text) == []


def test_a_law_named_in_a_title_is_not_mistaken_for_the_changed_one() -> None:
    text = (
        "Keputusan Presiden Nomor 10 Tahun 1999 tentang Pelaksanaan Undang-Undang Nomor 8 Tahun 1974 "
        "sebagaimana telah diubah dengan Keputusan Presiden Nomor 4 Tahun 2001"
    )
    assert told(text) == [("keppres-10-1999", "keppres-4-2001", 0)]


def test_the_parser_gives_them(parse: Parse) -> None:
    parsed = parse(
        f"Pasal 1\nGaji menurut {BASE} sebagaimana telah diubah dengan Peraturan Pemerintah Nomor 15 "
        "Tahun 2019 dibayarkan.\nPasal 2\nPeraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.\n"
    )
    assert [(one.told_by, one.amending_id) for one in parsed.told] == [("pp-7-2021/pasal-1", "pp-15-2019")]


PIECES = st.sampled_from(
    [
        BASE,
        " sebagaimana telah diubah dengan ",
        " terakhir dengan ",
        "Peraturan Pemerintah Nomor 15 Tahun 2019",
        " tentang Perubahan Kelima atas ",
        "; ",
        "(",
        ")",
        "a. ",
        "Nomor 3 Tahun 2001",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_evidence_always_stands_in_the_text(text: str) -> None:
    for found in told_amendments(teller(), [unit(text)]):
        assert found.evidence in text
        assert found.amending_id != found.target_id
