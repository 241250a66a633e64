"""What others may read."""

from hypothesis import given, settings
from hypothesis import strategies as st

from api.forum.masking import hide_names, preview
from tests.api.forum.people import NIP


def test_personal_data_is_taken_out_and_told() -> None:
    shown = preview("Cuti", f"NIP saya {NIP}, hubungi 081234567890.")
    assert shown.public_text == "NIP saya [NIP-1], hubungi [TELEPON-1]."
    assert [kind.label for kind in shown.found] == ["NIP", "nomor telepon"]


def test_the_askers_own_name_is_taken_out_where_nothing_shows_that_it_is_one() -> None:
    shown = preview("Cuti ani lestari", "Kapan Ani\nLestari boleh cuti?", names=("Ani Lestari", "ani"))
    assert (shown.public_title, shown.public_text) == ("Cuti [NAMA-1]", "Kapan [NAMA-1] boleh cuti?")
    assert [kind.value for kind in shown.found] == ["NAMA"]


def test_a_number_keeps_its_placeholder_in_title_and_text() -> None:
    shown = preview(f"Pangkat {NIP}", f"Atas NIP {NIP}.")
    assert shown.public_title == "Pangkat [NIP-1]"
    assert shown.public_text == "Atas NIP [NIP-1]."


def test_words_that_merely_hold_a_name_stay() -> None:
    assert hide_names("Bersama Sariwati", ("Sari", "Wati")) == "Bersama Sariwati"
    assert hide_names("ani mau cuti", ("ani",)) == "ani mau cuti"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_what_was_masked_once_stays_as_it_is(before: str, after: str) -> None:
    once = preview("Cuti", f"{before} {NIP} {after}").public_text
    assert NIP not in once
    assert preview("Cuti", once).public_text == once
