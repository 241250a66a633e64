"""Two wordings: units are paired in order so that the most words stay; what differs is marked by word."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from api.pages import word_diff
from api.pages.regulation_view import Unit, units
from api.pages.word_diff import RowKind, Side, compare
from corpus.models import Provision, ProvisionKind


def wording(*ayat: str, own: str = "") -> list[Unit]:
    """A pasal with ayat (1), (2)…"""
    root = "uu-1-2000/pasal-2"
    texts = [(root, "", ProvisionKind.PASAL, "Pasal 2", own)]
    texts += [
        (f"{root}/ayat-{n}", root, ProvisionKind.AYAT, f"ayat ({n})", text) for n, text in enumerate(ayat, 1)
    ]
    return units(
        [
            Provision(
                id=id_,
                regulation_id="uu-1-2000",
                kind=kind,
                label=label,
                parent_id=parent,
                order=order,
                text=text,
                full_text=text,
            )
            for order, (id_, parent, kind, label, text) in enumerate(texts)
        ]
    )


def marked(side: Side) -> list[str]:
    return [span.text for span in side.spans if span.differs]


def text(side: Side) -> str:
    return "".join(span.text for span in side.spans)


def test_equal_wordings_stay() -> None:
    rows = compare(wording("Satu.", "Dua."), wording("Satu.", "Dua."))
    assert [row.kind for row in rows] == [RowKind.SAME] * 3


def test_where_a_line_breaks_is_no_change() -> None:
    rows = compare(
        wording("cuti tahunan\n12 hari kedua/ ketiga"), wording("cuti  tahunan 12\nhari kedua/ketiga")
    )
    assert [row.kind for row in rows] == [RowKind.SAME] * 2


def test_words_are_marked_where_they_differ() -> None:
    _, row = compare(wording("Cuti 12 (dua belas) hari."), wording("Cuti 14 (empat belas) hari kerja."))
    assert row.kind is RowKind.CHANGED
    assert marked(row.before) == ["12 (dua"]
    assert marked(row.after) == ["14 (empat", " kerja"]


def test_an_inserted_ayat_moves_the_next_one_without_changing_it() -> None:
    old = wording("Cuti tahunan dua belas hari.", "Cuti sakit menurut surat dokter.")
    new = wording(
        "Cuti tahunan dua belas hari.", "Sisa cuti boleh diuangkan.", "Cuti sakit menurut surat dokter."
    )
    rows = compare(old, new)
    assert [row.kind for row in rows] == [RowKind.SAME, RowKind.SAME, RowKind.ADDED, RowKind.CHANGED]
    assert (rows[3].before.label, rows[3].after.label) == ("(2)", "(3)")
    assert marked(rows[3].before) == marked(rows[3].after) == []


def test_a_deleted_ayat_is_told_and_the_rest_kept() -> None:
    rows = compare(
        wording("Satu dua tiga.", "Empat lima enam.", "Tujuh."), wording("Satu dua tiga.", "Tujuh.")
    )
    assert [row.kind for row in rows][1:] == [RowKind.SAME, RowKind.REMOVED, RowKind.CHANGED]
    assert rows[2].after == Side()


def test_one_ayat_in_place_of_another_stands_beside_it() -> None:
    _, row = compare(wording("Cuti bersalin."), wording("Gaji dibayar."))
    assert row.kind is RowKind.CHANGED


def test_an_enormous_unit_is_replaced_in_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_diff, "MOST_WORDS", 4)
    _, row = compare(wording("Satu dua tiga."), wording("Satu dua lima."))
    assert marked(row.before) == ["Satu dua tiga."]


def test_very_many_units_are_paired_by_their_label(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_diff, "MOST_UNITS", 1)
    rows = compare(wording("Satu.", "Dua."), wording("Nol.", "Satu.", "Dua."))
    assert [row.before.label or row.after.label for row in rows] == ["Pasal 2", "(1)", "(2)", "(3)"]


ayat = st.lists(st.text("ab (1).\n", max_size=20), max_size=4)


@given(ayat, ayat)
@example([""], [" "])
def test_no_word_of_either_wording_is_lost_or_moved(before: list[str], after: list[str]) -> None:
    old, new = wording(*before), wording(*after)
    rows = compare(old, new)
    assert [text(row.before) for row in rows if text(row.before)] == [each for each in before if each]
    assert [text(row.after) for row in rows if text(row.after)] == [each for each in after if each]
    for row in rows:
        # Blanks alone are no words, and where a line breaks is no change.
        same = [
            [word for span in side.spans if not span.differs for word in span.text.split()]
            for side in (row.before, row.after)
        ]
        if row.kind is RowKind.SAME:
            assert same[0] == same[1]
