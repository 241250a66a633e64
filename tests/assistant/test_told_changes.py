"""What the note beside a digest supports: the name of what changed the regulation, and nothing else."""

import pytest

from assistant.fact_support import FactBase
from assistant.told_changes import SAYS_CHANGE, changes_told
from corpus.numbers import FactKind


def named(base: FactBase) -> set[str]:
    """The regulations a base states."""
    return {value for kind, value in base.stated if kind is FactKind.REGULATION}


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Diubah sebagian oleh PP 17/2020 yang naskahnya tidak ada.", {"pp-17-2020"}),
        ("Hanya bagian cuti. Diubah dengan PP 17/2020.", {"pp-17-2020"}),
        ("Sudah diatur lagi dalam PP 11/2017, yang diubah PP 17/2020.", set()),
        ("Tetap berlaku sepanjang tidak bertentangan dengan UU 20/2023.", set()),
        ("", set()),
    ],
)
def test_only_what_is_said_to_have_changed_it_is_named(note: str, expected: set[str]) -> None:
    assert named(changes_told(note)) == expected


def test_numbers_pasal_and_dates_of_a_note_support_nothing() -> None:
    base = changes_told("Diubah oleh PP 17/2020. Pasal 34A menambah 12 hari kerja sejak 1 Januari 2020.")
    assert base.stated == {(FactKind.REGULATION, "pp-17-2020")}
    assert not base.numbers | base.paths | base.ordinals


@pytest.mark.parametrize("text", ["PP ini pernah diubah PP 17/2020.", "PP 17/2020 menambah ketentuan."])
def test_a_sentence_about_the_change_says_so(text: str) -> None:
    assert SAYS_CHANGE.search(text)


def test_another_sentence_does_not() -> None:
    assert not SAYS_CHANGE.search("Menurut PP 17/2020, cuti tahunan 12 hari kerja.")
