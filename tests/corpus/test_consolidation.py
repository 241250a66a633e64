"""Wordings from amendments: what can be checked by hand, and what must hold for any amendments."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.amendments import Amendment, AmendmentAction, PasalVersion
from corpus.consolidation import Consolidated, consolidate, redirected
from corpus.models import Provision
from corpus.wordings import holds_on, read_on, versioned_unit
from tests.corpus.laws import change, new_text, text

BASE = "uu-1-2000"
ACT = AmendmentAction
D2010, D2015, D2020 = date(2010, 1, 1), date(2015, 1, 1), date(2020, 1, 1)
ORIGINAL = text(
    BASE,
    ("menimbang", "bahwa perlu"),
    ("pasal-1", "Cuti adalah izin."),
    ("pasal-2", ""),
    ("pasal-2/ayat-1", "Cuti 12 hari."),
    ("pasal-2/ayat-2", "Syaratnya:"),
    ("pasal-2/ayat-2/huruf-a", "masa kerja satu tahun;"),
    ("pasal-2/ayat-2/huruf-b", "izin Kepala Badan."),
    ("pasal-3", "Diatur Kepala Badan."),
    ("pasal-4", "Mulai berlaku."),
    headings=("BAB I UMUM",),
)


def made(*amendments: Amendment, texts: tuple[list[Provision], ...] = ()) -> Consolidated:
    return consolidate(
        ORIGINAL, amendments, {provisions[0].regulation_id: provisions for provisions in texts}
    )


def reading(result: Consolidated, on: date) -> dict[str, str]:
    """Identifier and full text of every unit at the top, as the law reads on a day."""
    versions = [(wording.version, wording.after_id) for wording in result.wordings]
    words = {wording.version.text_id: wording.provisions for wording in result.wordings}
    found = read_on(on, ORIGINAL, versions, words)
    assert [provision.order for provision in found] == list(range(len(found)))
    return {provision.id: provision.full_text for provision in found if provision.id.count("/") == 1}


def test_without_amendments_there_are_no_versions() -> None:
    assert made() == Consolidated()
    assert reading(made(), D2010) == {p.id: p.full_text for p in ORIGINAL if p.id.count("/") == 1}


def test_a_whole_pasal_is_replaced() -> None:
    result = made(
        change(ACT.REPLACE, f"{BASE}/pasal-2"),
        texts=(new_text("uu-2-2010", ("angka-1/pasal-2", ""), ("angka-1/pasal-2/ayat-1", "Cuti 15 hari.")),),
    )
    first, second = (wording.version for wording in result.wordings)
    assert (first.text_id, first.since, first.until) == (f"{BASE}/pasal-2", None, D2010)
    assert (second.text_id, second.since, second.until) == (f"{BASE}/pasal-2@2010-01-01", D2010, None)
    assert first.ended_by == second.by == ("uu-2-2010/pasal-i/angka-1",)
    assert (first.doubt, second.doubt) == ("", "")
    assert reading(result, D2010 - timedelta(1))[f"{BASE}/pasal-2"].startswith("(1) Cuti 12 hari.")
    assert reading(result, D2010)[f"{BASE}/pasal-2@2010-01-01"] == "(1) Cuti 15 hari."
    whole, ayat = result.wordings[1].provisions
    assert (whole.id, whole.parent_id, whole.regulation_id) == (f"{BASE}/pasal-2@2010-01-01", "", BASE)
    assert (ayat.id, ayat.parent_id) == (f"{BASE}/pasal-2@2010-01-01/ayat-1", whole.id)
    assert (whole.order, ayat.order) == (0, 1)
    assert whole.heading_path == ayat.heading_path == ("BAB I UMUM",)
    assert result.made == {("uu-2-2010", 0): whole.id}


def test_the_elucidation_of_the_new_wording_goes_with_it_and_its_page_does_not() -> None:
    amending = new_text("uu-2-2010", ("angka-1/pasal-1", "Cuti adalah hak."))
    told = [p.model_copy(update={"penjelasan": "Cukup jelas.", "page": 4}) for p in amending]
    result = made(change(ACT.REPLACE, f"{BASE}/pasal-1"), texts=(told,))
    (provision,) = result.wordings[1].provisions
    assert (provision.penjelasan, provision.page) == ("Cukup jelas.", None)


@pytest.mark.parametrize(
    ("target", "paths", "expected"),
    [
        (
            "pasal-2/ayat-1",
            (("angka-1/ayat-1", "Cuti 15 hari."),),
            "(1) Cuti 15 hari.\n(2) Syaratnya:\na. masa kerja satu tahun;\nb. izin Kepala Badan.",
        ),
        (
            "pasal-2/ayat-2/huruf-b",
            (("angka-1/huruf-b", "izin atasan."),),
            "(1) Cuti 12 hari.\n(2) Syaratnya:\na. masa kerja satu tahun;\nb. izin atasan.",
        ),
    ],
)
def test_a_part_is_replaced_and_the_words_above_are_made_anew(
    target: str, paths: tuple[tuple[str, str], ...], expected: str
) -> None:
    result = made(change(ACT.REPLACE, f"{BASE}/{target}"), texts=(new_text("uu-2-2010", *paths),))
    assert reading(result, D2010)[f"{BASE}/pasal-2@2010-01-01"] == expected
    everything = [provision.id.partition("@2010-01-01")[2] for provision in result.wordings[1].provisions]
    assert everything == ["", "/ayat-1", "/ayat-2", "/ayat-2/huruf-a", "/ayat-2/huruf-b"]


def test_a_part_is_inserted_in_its_place_and_another_deleted() -> None:
    result = made(
        change(ACT.INSERT, f"{BASE}/pasal-2/ayat-1a", after=f"{BASE}/pasal-2/ayat-1"),
        change(ACT.INSERT, f"{BASE}/pasal-2/ayat-1b", after=f"{BASE}/pasal-2/ayat-1", order=1),
        change(ACT.DELETE, f"{BASE}/pasal-2/ayat-2/huruf-a", order=2),
        texts=(new_text("uu-2-2010", ("angka-1/ayat-1a", "Dapat ditunda."), ("angka-2/ayat-1b", "Sekali.")),),
    )
    assert reading(result, D2010)[f"{BASE}/pasal-2@2010-01-01"] == (
        "(1) Cuti 12 hari.\n(1a) Dapat ditunda.\n(1b) Sekali.\n(2) Syaratnya:\nb. izin Kepala Badan."
    )
    assert result.wordings[1].version.by == tuple(f"uu-2-2010/pasal-i/angka-{n}" for n in (1, 2, 3))


@pytest.mark.parametrize("after", ["", f"{BASE}/pasal-2"])
def test_inserted_pasal_stand_in_their_place(after: str) -> None:
    result = made(
        change(ACT.INSERT, f"{BASE}/pasal-2b", after=after, order=1),
        change(ACT.INSERT, f"{BASE}/pasal-2a", after=after),
        texts=(new_text("uu-2-2010", ("angka-1/pasal-2a", "Dua A."), ("angka-2/pasal-2b", "Dua B.")),),
    )
    day = "@2010-01-01"
    assert [unit.removeprefix(f"{BASE}/") for unit in reading(result, D2010)] == [
        "menimbang", "pasal-1", "pasal-2", f"pasal-2a{day}", f"pasal-2b{day}", "pasal-3", "pasal-4",
    ]  # fmt: skip
    assert f"{BASE}/pasal-2a{day}" not in reading(result, D2010 - timedelta(1))
    assert {wording.version.pasal_id for wording in result.wordings} == {f"{BASE}/pasal-2{x}" for x in "ab"}
    assert result.wordings[0].provisions[0].heading_path == ("BAB I UMUM",)


def test_headings_quoted_with_the_new_wording_replace_the_old_ones() -> None:
    amending = new_text("uu-2-2010", ("angka-1/pasal-1", "Baru."), headings=("Bagian Kesatu Arti",))
    result = made(change(ACT.REPLACE, f"{BASE}/pasal-1"), texts=(amending,))
    assert result.wordings[1].provisions[0].heading_path == ("BAB I UMUM", "Bagian Kesatu Arti")


def test_a_deleted_pasal_leaves_no_wording() -> None:
    result = made(change(ACT.DELETE, f"{BASE}/pasal-3"))
    (version,) = (wording.version for wording in result.wordings)
    assert (version.until, version.ended_by) == (D2010, ("uu-2-2010/pasal-i/angka-1",))
    assert f"{BASE}/pasal-3" not in reading(result, D2010)
    assert f"{BASE}/pasal-3" in reading(result, D2010 - timedelta(1))


def test_a_deleted_heading_takes_the_pasal_under_it_along() -> None:
    result = made(change(ACT.DELETE, f"{BASE}/bab-1"))
    assert reading(result, D2010) == {}
    assert made(change(ACT.DELETE, f"{BASE}/bab-2")).findings == {
        ("uu-2-2010", 0): "tidak ada pasal di bawah judul itu dalam naskahnya"
    }


TITLED = text(
    BASE,
    ("bab-1", "UMUM"),
    ("pasal-1", "Satu."),
    ("bab-2", "CUTI"),
    ("bab-2-bagian-1", "Arti"),
    ("pasal-2", "Dua."),
    ("bab-3", "PENUTUP"),
    ("pasal-3", "Tiga."),
)
PATHS = {
    "pasal-1": ("BAB 1 UMUM",),
    "pasal-2": ("BAB 2 CUTI", "Bagian Kesatu Arti"),
    "pasal-3": ("BAB 3 PENUTUP",),
}


def titled(*amendments: Amendment, texts: list[Provision] | None = None) -> list[tuple[str, tuple[str, ...]]]:
    """Units of a law with headings as it reads after amendments, each with the headings above it."""
    law = [_labelled(p) for p in TITLED]
    result = consolidate(law, amendments, {"uu-2-2010": [_labelled(p) for p in texts or ()]})
    versions = [(wording.version, wording.after_id) for wording in result.wordings]
    words = {wording.version.text_id: wording.provisions for wording in result.wordings}
    found = read_on(D2010, law, versions, words)
    return [(p.id.partition("/")[2].partition("@")[0], p.heading_path) for p in found]


def _labelled(provision: Provision) -> Provision:
    label = provision.label.replace("bab-", "BAB ")
    return provision.model_copy(
        update={"label": label, "heading_path": PATHS.get(provision.id.partition("/")[2], ())}
    )


def test_a_new_title_stands_above_every_pasal_under_it() -> None:
    amending = new_text("uu-2-2010", ("angka-1/bab-2", "HAK"))
    found = dict(titled(change(ACT.REPLACE, f"{BASE}/bab-2"), texts=amending))
    assert found["pasal-2"] == ("BAB 2 HAK", "Bagian Kesatu Arti")
    assert found["pasal-3"] == ("BAB 3 PENUTUP",)


def test_a_pasal_that_changes_with_its_title_stands_under_the_new_one() -> None:
    amending = [
        _labelled(p) for p in new_text("uu-2-2010", ("angka-1/bab-2", "HAK"), ("angka-2/pasal-2", "Baru."))
    ]
    amending = [p.model_copy(update={"heading_path": ()}) for p in amending]
    changes = [
        change(ACT.REPLACE, f"{BASE}/bab-2"),
        change(ACT.REPLACE, f"{BASE}/pasal-2", order=1),
    ]
    result = consolidate([_labelled(p) for p in TITLED], changes, {"uu-2-2010": amending})
    changed = next(
        wording for wording in result.wordings if wording.version.text_id == f"{BASE}/pasal-2@2010-01-01"
    )
    assert changed.provisions[0].heading_path == ("BAB 2 HAK", "Bagian Kesatu Arti")


def test_a_bab_is_inserted_behind_all_of_the_one_before_and_its_pasal_under_it() -> None:
    amending = new_text("uu-2-2010", ("angka-1/bab-2a", "GAJI"), ("angka-2/pasal-2a", "Dua A."))
    found = titled(
        change(ACT.INSERT, f"{BASE}/bab-2a", after=f"{BASE}/bab-2"),
        change(ACT.INSERT, f"{BASE}/pasal-2a", after=f"{BASE}/pasal-2", order=1),
        texts=amending,
    )
    assert [unit for unit, _ in found] == [
        "bab-1", "pasal-1", "bab-2", "bab-2-bagian-1", "pasal-2", "bab-2a", "pasal-2a", "bab-3", "pasal-3",
    ]  # fmt: skip


def test_a_deleted_bab_goes_with_its_bagian_and_pasal() -> None:
    found = titled(change(ACT.DELETE, f"{BASE}/bab-2"))
    assert [unit for unit, _ in found] == ["bab-1", "pasal-1", "bab-3", "pasal-3"]


def test_a_deletion_with_a_doubt_about_the_same_unit_is_not_certain() -> None:
    result = made(
        change(ACT.DELETE, f"{BASE}/pasal-3"),
        change(ACT.OTHER, f"{BASE}/pasal-3", order=1, doubt="Pasal 4 lama menjadi Pasal 3."),
    )
    assert reading(result, D2010) == reading(made(), D2010)
    assert "Pasal 4 lama menjadi Pasal 3" in result.wordings[0].version.doubt


def test_words_are_substituted_wherever_they_stand_as_words() -> None:
    result = made(change(ACT.SUBSTITUTE, BASE, old="Kepala  Badan", new="Menteri"))
    now = reading(result, D2010)
    assert now[f"{BASE}/pasal-3@2010-01-01"] == "Diatur Menteri."
    assert now[f"{BASE}/pasal-2@2010-01-01"].endswith("b. izin Menteri.")
    assert f"{BASE}/pasal-1" in now
    assert made(change(ACT.SUBSTITUTE, BASE, old="epala", new="x")).findings == {
        ("uu-2-2010", 0): "kata “epala” tidak ditemukan"
    }


def test_words_are_substituted_in_the_unit_that_is_named_alone() -> None:
    target = f"{BASE}/pasal-2/ayat-2/huruf-b"
    result = made(change(ACT.SUBSTITUTE, target, old="Kepala Badan", new="atasan"))
    assert reading(result, D2010)[f"{BASE}/pasal-2@2010-01-01"].endswith("b. izin atasan.")
    assert f"{BASE}/pasal-3" in reading(result, D2010)


def test_a_chain_acts_on_the_earlier_version() -> None:
    result = made(
        change(ACT.REPLACE, f"{BASE}/pasal-2/ayat-1b", by="uu-4-2020", since=D2020),
        change(ACT.INSERT, f"{BASE}/pasal-2/ayat-1b", by="uu-3-2015", since=D2015),
        change(ACT.INSERT, f"{BASE}/pasal-2/ayat-1a"),
        texts=(
            new_text("uu-2-2010", ("angka-1/ayat-1a", "Satu A.")),
            new_text("uu-3-2015", ("angka-1/ayat-1b", "Satu B.")),
            new_text("uu-4-2020", ("angka-1/ayat-1b", "Satu B baru.")),
        ),
    )
    days = [(wording.version.since, wording.version.until) for wording in result.wordings]
    assert days == [(None, D2010), (D2010, D2015), (D2015, D2020), (D2020, None)]
    assert reading(result, D2020)[f"{BASE}/pasal-2@2020-01-01"].startswith(
        "(1) Cuti 12 hari.\n(1a) Satu A.\n(1b) Satu B baru.\n(2)"
    )
    assert reading(result, D2015)[f"{BASE}/pasal-2@2015-01-01"].splitlines()[2] == "(1b) Satu B."


def test_two_laws_of_one_day_make_one_wording() -> None:
    result = made(
        change(ACT.REPLACE, f"{BASE}/pasal-2/ayat-1", by="uu-3-2010"),
        change(ACT.REPLACE, f"{BASE}/pasal-1"),
        change(ACT.REPLACE, f"{BASE}/pasal-2/ayat-1", order=1),
        texts=(
            new_text("uu-2-2010", ("angka-1/pasal-1", "Baru."), ("angka-2/ayat-1", "Cuti 15 hari.")),
            new_text("uu-3-2010", ("angka-1/ayat-1", "Cuti 20 hari.")),
        ),
    )
    versions = [wording.version for wording in result.wordings if wording.version.pasal_id.endswith("-2")]
    assert [version.text_id for version in versions] == [f"{BASE}/pasal-2", f"{BASE}/pasal-2@2010-01-01"]
    assert (
        versions[1].by == versions[0].ended_by == ("uu-2-2010/pasal-i/angka-2", "uu-3-2010/pasal-i/angka-1")
    )
    assert reading(result, D2010)[f"{BASE}/pasal-2@2010-01-01"].startswith("(1) Cuti 20 hari.")


def test_a_pasal_can_be_deleted_and_inserted_again() -> None:
    result = made(
        change(ACT.DELETE, f"{BASE}/pasal-3"),
        change(ACT.INSERT, f"{BASE}/pasal-3", by="uu-3-2015", since=D2015),
        texts=(new_text("uu-3-2015", ("angka-1/pasal-3", "Diatur lagi.")),),
    )
    assert f"{BASE}/pasal-3" not in reading(result, D2010)
    now = list(reading(result, D2015))
    assert now.index(f"{BASE}/pasal-3@2015-01-01") == 3


NEW_AYAT = new_text("uu-2-2010", ("angka-1/ayat-1", "Cuti 15 hari."), ("angka-2/ayat-9", "x"))


@pytest.mark.parametrize(
    ("amendment", "finding"),
    [
        (change(ACT.REPLACE, f"{BASE}/pasal-2/ayat-1", doubt="Dua tafsir."), "Dua tafsir."),
        (change(ACT.REPLACE, f"{BASE}/pasal-2/ayat-1", since=None), "hari mulai berlakunya tidak diketahui"),
        (
            change(ACT.REPLACE, f"{BASE}/pasal-2/ayat-1", text_id="uu-2-2010/x"),
            "naskah barunya tidak ditemukan",
        ),
        (
            change(ACT.REPLACE, f"{BASE}/pasal-2/ayat-1", text_id="uu-2-2010/pasal-i/angka-2/ayat-9"),
            "naskah barunya berlabel lain daripada yang diubah",
        ),
        (
            change(ACT.REPLACE, f"{BASE}/pasal-2/ayat-9", order=1),
            "Pasal 2 ayat (9) UU Nomor 1 Tahun 2000 tidak ada dalam naskah yang diubah",
        ),
        (
            change(ACT.INSERT, f"{BASE}/pasal-2/ayat-1"),
            "Pasal 2 ayat (1) UU Nomor 1 Tahun 2000 sudah ada dalam naskah yang diubah",
        ),
        (
            change(ACT.INSERT, f"{BASE}/pasal-2/ayat-9", order=1),
            "letaknya dalam naskah yang diubah tidak diketahui",
        ),
        (
            change(ACT.SUBSTITUTE, f"{BASE}/pasal-2/ayat-1", old="Rektor", new="Dekan"),
            "kata “Rektor” tidak ditemukan",
        ),
        (change(ACT.SUBSTITUTE, f"{BASE}/pasal-2"), "kata yang diganti tidak disebut"),
        (
            change(ACT.OTHER, f"{BASE}/pasal-2"),
            "jenis perubahan ini tidak dapat diterapkan sendiri oleh sistem",
        ),
    ],
)
def test_what_is_in_doubt_is_told_and_never_guessed(amendment: Amendment, finding: str) -> None:
    result = made(amendment, texts=(NEW_AYAT,))
    assert result.findings == {("uu-2-2010", amendment.order): finding}
    assert result.made == {}
    (wording,) = result.wordings
    assert wording.version.text_id == f"{BASE}/pasal-2"
    assert wording.version.until is None
    # Of a change whose day is not known, its year is: it is no doubt before.
    assert wording.version.doubt_since == (amendment.since or date(2010, 1, 1))
    assert finding.rstrip(".") in wording.version.doubt
    assert wording.version.doubt.startswith("Diubah dengan UU Nomor 2 Tahun 2010")
    assert reading(result, D2020) == reading(made(), D2020)


@pytest.mark.parametrize(
    ("amendment", "finding"),
    [
        (change(ACT.REPLACE, f"{BASE}/pasal-9"), "tidak ada dalam naskah yang diubah"),
        (change(ACT.DELETE, f"{BASE}/pasal-9"), "tidak ada dalam naskah yang diubah"),
        (change(ACT.INSERT, f"{BASE}/pasal-9"), "letaknya dalam naskah yang diubah tidak diketahui"),
        (
            change(ACT.INSERT, f"{BASE}/pasal-2a", after=f"{BASE}/pasal-4"),
            "tidak cocok dengan naskah yang diubah",
        ),
        (change(ACT.OTHER, BASE), "tidak menunjuk satu unit"),
        (change(ACT.REPLACE, f"{BASE}/bab-1"), "tidak ada dalam naskah yang diubah"),
    ],
)
def test_what_has_no_unit_is_told_without_a_version(amendment: Amendment, finding: str) -> None:
    amending = new_text("uu-2-2010", ("angka-1/pasal-9", "Baru."), ("angka-1/pasal-2a", "Dua A."))
    result = made(amendment, texts=(amending,))
    assert result.findings["uu-2-2010", 0].endswith(finding)
    assert result.wordings == ()


def test_a_unit_that_stands_twice_in_a_defective_text_is_ambiguous() -> None:
    defective = text(
        BASE,
        ("pasal-1", ""),
        ("pasal-1/ayat-1", "Satu."),
        ("pasal-1/ayat-1~2", "Satu lagi."),
        ("pasal-2", "Dua."),
        ("pasal-2~2", "Dua lagi."),
    )
    amending = new_text("uu-2-2010", ("angka-1/ayat-1", "Baru."), ("angka-2/pasal-2", "Baru."))
    result = consolidate(
        defective,
        [
            change(ACT.REPLACE, f"{BASE}/pasal-1/ayat-1"),
            change(ACT.REPLACE, f"{BASE}/pasal-2", order=1),
        ],
        {"uu-2-2010": amending},
    )
    assert all("ada lebih dari satu dalam naskahnya" in finding for finding in result.findings.values())
    assert len(result.findings) == 2


def test_what_one_law_changes_in_a_pasal_on_one_day_is_applied_wholly_or_not_at_all() -> None:
    result = made(
        change(ACT.REPLACE, f"{BASE}/pasal-2/ayat-1"),
        change(ACT.OTHER, f"{BASE}/pasal-2/ayat-2", order=1, doubt="Ayat (2) menjadi ayat (3)."),
        texts=(NEW_AYAT,),
    )
    assert reading(result, D2010) == reading(made(), D2010)
    assert set(result.findings) == {("uu-2-2010", 0), ("uu-2-2010", 1)}


def test_a_pasal_that_is_wholly_new_is_certain_again() -> None:
    result = made(
        change(ACT.OTHER, f"{BASE}/pasal-2"),
        change(ACT.REPLACE, f"{BASE}/pasal-2/ayat-1", by="uu-3-2015", since=D2015),
        change(ACT.REPLACE, f"{BASE}/pasal-2", by="uu-4-2020", since=D2020),
        texts=(
            new_text("uu-3-2015", ("angka-1/ayat-1", "Cuti 15 hari.")),
            new_text("uu-4-2020", ("angka-1/pasal-2", "Cuti 20 hari.")),
        ),
    )
    doubts = [bool(wording.version.doubt) for wording in result.wordings]
    assert doubts == [True, True, False]
    assert [wording.version.doubt_since for wording in result.wordings] == [D2010, D2010, None]


def test_a_wholly_new_pasal_counts_whatever_is_doubtful_before_it_and_keeps_what_is_doubtful_after() -> None:
    amending = new_text("uu-2-2010", ("angka-2/pasal-2", "Cuti 15 hari."))
    result = made(
        change(ACT.OTHER, f"{BASE}/pasal-2"),
        change(ACT.REPLACE, f"{BASE}/pasal-2", order=1),
        change(ACT.OTHER, f"{BASE}/pasal-2", order=2, doubt="Tidak jelas."),
        texts=(amending,),
    )
    last = result.wordings[-1].version
    assert reading(result, D2010)[last.text_id] == "Cuti 15 hari."
    assert "Tidak jelas" in last.doubt
    assert result.wordings[0].version.doubt == ""


def move(old: str, new: str, order: int) -> Amendment:
    """``old`` gets the number ``new``, as the parser tells it: the text is a unit of the amended law."""
    told = change(ACT.OTHER, f"{BASE}/{new}", order=order, doubt=f"Penomoran ulang: {old} menjadi {new}.")
    return told.model_copy(update={"text_id": f"{BASE}/{old}"})


def test_pasal_get_new_numbers_when_every_number_is_accounted_for() -> None:
    result = made(
        change(ACT.DELETE, f"{BASE}/pasal-1"),
        move("pasal-2", "pasal-1", 1),
        change(ACT.REPLACE, f"{BASE}/pasal-1/ayat-1", order=2),
        move("pasal-3", "pasal-2", 3),
        change(ACT.INSERT, f"{BASE}/pasal-3", order=4),
        texts=(new_text("uu-2-2010", ("angka-3/ayat-1", "Cuti 15 hari."), ("angka-5/pasal-3", "Baru.")),),
    )
    now = reading(result, D2010)
    assert list(now) == [
        f"{BASE}/{unit}" for unit in ("menimbang", *(f"pasal-{n}@2010-01-01" for n in "123"), "pasal-4")
    ]
    assert now[f"{BASE}/pasal-1@2010-01-01"].startswith("(1) Cuti 15 hari.\n(2) Syaratnya:")
    assert now[f"{BASE}/pasal-2@2010-01-01"] == "Diatur Kepala Badan."
    assert now[f"{BASE}/pasal-3@2010-01-01"] == "Baru."
    moved = next(
        wording for wording in result.wordings if wording.version.text_id.startswith(f"{BASE}/pasal-2@")
    )
    assert moved.provisions[0].label == "Pasal 2"
    assert result.findings == {}
    assert BASE not in {text.split("/")[0] for text in result.texts_applied}


def test_the_last_number_ends_when_its_words_move_up() -> None:
    result = made(change(ACT.DELETE, f"{BASE}/pasal-3"), move("pasal-4", "pasal-3", 1))
    now = reading(result, D2010)
    assert now[f"{BASE}/pasal-3@2010-01-01"] == "Mulai berlaku."
    assert f"{BASE}/pasal-4" not in now
    ended = next(
        wording.version for wording in result.wordings if wording.version.text_id == f"{BASE}/pasal-4"
    )
    assert ended.ended_by == ("uu-2-2010/pasal-i/angka-2",)


def test_ayat_get_new_numbers_within_their_pasal() -> None:
    reworded = change(ACT.REPLACE, f"{BASE}/pasal-2/ayat-3", order=2).model_copy(
        update={"evidence": "Mengubah ketentuan ayat (2) lama dan selanjutnya dijadikan ayat (3) baru"}
    )
    result = made(
        change(ACT.INSERT, f"{BASE}/pasal-2/ayat-1"),
        move("pasal-2/ayat-1", "pasal-2/ayat-2", 1),
        reworded,
        texts=(
            new_text("uu-2-2010", ("angka-1/ayat-1", "Cuti ialah hak."), ("angka-3/ayat-3", "Tanpa syarat.")),
        ),
    )
    assert reading(result, D2010)[f"{BASE}/pasal-2@2010-01-01"] == (
        "(1) Cuti ialah hak.\n(2) Cuti 12 hari.\n(3) Tanpa syarat."
    )
    assert result.findings == {}


@pytest.mark.parametrize(
    "amendments",
    [
        (move("pasal-3", "pasal-2", 0),),  # what was Pasal 2 is not accounted for
        (change(ACT.DELETE, f"{BASE}/pasal-2"), move("pasal-9", "pasal-2", 1)),  # there is no Pasal 9
        (change(ACT.DELETE, f"{BASE}/pasal-2"), move("pasal-3", "pasal-2", 1), move("pasal-4", "pasal-2", 2)),
        (change(ACT.DELETE, f"{BASE}/pasal-2", doubt="Ragu."), move("pasal-3", "pasal-2", 1)),
    ],
)
def test_a_renumbering_that_leaves_something_open_is_left_to_a_person(
    amendments: tuple[Amendment, ...],
) -> None:
    result = made(*amendments)
    assert reading(result, D2010) == reading(made(), D2010)
    assert result.findings.keys() == {("uu-2-2010", item.order) for item in amendments}
    (doubtful,) = [wording.version for wording in result.wordings if wording.version.pasal_id.endswith("-2")]
    assert doubtful.doubt


def test_a_change_of_the_new_text_of_an_amendment_changes_the_amended_law() -> None:
    first = change(ACT.REPLACE, f"{BASE}/pasal-2")
    inner = f"{first.text_id}/ayat-1"
    later = change(ACT.REPLACE, inner, by="uu-3-2015", since=D2015)
    other = change(ACT.REPLACE, "uu-2-2010/pasal-ii", by="uu-3-2015", order=1)
    (moved,) = redirected([later, other], [first])
    assert moved.target_id == f"{BASE}/pasal-2/ayat-1"
    assert moved.text_id == later.text_id


LATER = [
    new_text(
        f"uu-{number}-20{number}",
        ("angka-1/pasal-2", f"Cuti {number} hari."),
        ("angka-1/ayat-1", f"{number} hari."),
        ("angka-1/pasal-2a", f"Dua A {number}."),
        ("angka-1/pasal-3", f"Tiga {number}."),
    )
    for number in range(10, 16)
]
CHANGES = st.lists(
    st.builds(
        lambda number, action, target, day, doubt: change(
            action,
            f"{BASE}/{target}",
            by=f"uu-{number}-20{number}",
            since=day,
            doubt=doubt,
            old="Cuti",
            new="Izin",
        ),
        st.integers(10, 15),
        st.sampled_from(list(ACT)),
        st.sampled_from(["pasal-2", "pasal-2/ayat-1", "pasal-2a", "pasal-3", "pasal-9"]),
        st.none() | st.dates(date(2010, 1, 1), date(2010, 3, 1)),
        st.sampled_from(["", "", "", "Ragu."]),
    ),
    max_size=8,
    unique_by=lambda item: item.regulation_id,
)


@settings(deadline=None)
@given(CHANGES, st.randoms())
def test_on_every_day_one_wording_of_a_unit_reads_or_none(changes: list[Amendment], random: Random) -> None:
    shuffled = list(changes)
    random.shuffle(shuffled)
    result = made(*changes, texts=tuple(LATER))
    assert result == made(*shuffled, texts=tuple(LATER))
    by_unit: dict[str, list[PasalVersion]] = {}
    for wording in result.wordings:
        by_unit.setdefault(wording.version.pasal_id, []).append(wording.version)
    days = [date(2009, 12, 31) + timedelta(n) for n in range(64)]
    for versions in by_unit.values():
        for day in days:
            assert sum(holds_on(version, day) for version in versions) <= 1
    identifiers = [wording.version.text_id for wording in result.wordings]
    assert len(set(identifiers)) == len(identifiers)
    keys = {(item.regulation_id, item.order) for item in changes}
    assert result.findings.keys() | result.made.keys() == keys
    assert not result.findings.keys() & result.made.keys()


@settings(deadline=None)
@given(CHANGES)
def test_what_no_amendment_names_reads_as_ever(changes: list[Amendment]) -> None:
    result = made(*changes, texts=tuple(LATER))
    named = {versioned_unit(item.target_id) for item in changes}
    assert {wording.version.pasal_id for wording in result.wordings} <= named
    for day in (D2010, D2020):
        now = reading(result, day)
        for unit in ("menimbang", "pasal-1", "pasal-4"):
            assert now[f"{BASE}/{unit}"] == next(p.full_text for p in ORIGINAL if p.id == f"{BASE}/{unit}")


@settings(deadline=None)
@given(CHANGES)
def test_every_full_text_is_made_of_its_parts(changes: list[Amendment]) -> None:
    for wording in made(*changes, texts=tuple(LATER)).wordings:
        for provision in wording.provisions:
            below = [p for p in wording.provisions if p.id.rpartition("/")[0] == provision.id]
            position = 0
            for part in below:
                position = provision.full_text.index(part.full_text, position) + len(part.full_text)
            assert provision.full_text.startswith(provision.text)


@pytest.mark.parametrize(
    ("units", "told"),
    [
        # PP 1/1994 quotes "Pasal 4 (2) …" for Pasal 4 ayat (2) huruf a alone: ayat (1) is not repealed.
        ([("", ""), ("/ayat-2", "Cuti 15 hari.")], "naskah barunya baru mulai dari"),
        ([("", "Syaratnya:"), ("/huruf-b", "izin tertulis.")], "naskah barunya baru mulai dari"),
        ([("", ""), ("/ayat-1", "Cuti 15 hari."), ("/ayat-2", "")], "kosong"),
        ([("", ""), ("/ayat-1", "Cuti."), ("/ayat-2", "Sakit."), ("/ayat-4", "Izin.")], "tidak terbaca"),
        ([("", 'Cuti 15 hari". b.')], "tidak berakhir dengan kata-katanya"),
        ([("", "Cuti 15 hari.” 3")], "tidak berakhir dengan kata-katanya"),
    ],
)
def test_new_wording_with_gaps_is_told_and_never_taken_as_whole(
    units: list[tuple[str, str]], told: str
) -> None:
    texts = (new_text("uu-2-2010", *((f"angka-1/pasal-2{path}", words) for path, words in units)),)
    amendment = change(ACT.REPLACE, f"{BASE}/pasal-2")
    (only,) = (wording.version for wording in made(amendment, texts=texts).wordings)
    assert (only.text_id, only.until) == (f"{BASE}/pasal-2", None)
    assert "naskah barunya tidak utuh" in only.doubt
    assert told in only.doubt
    # A person who compared it with the printed law has the last word.
    accepted = consolidate(ORIGINAL, [amendment], {"uu-2-2010": texts[0]}, accepted={("uu-2-2010", 0)})
    assert [wording.version.doubt for wording in accepted.wordings] == ["", ""]


@pytest.mark.parametrize(
    "units",
    [
        [("", ""), ("/ayat-1", "Cuti."), ("/ayat-1a", "Sakit."), ("/ayat-2", "Izin.")],
        [("", 'Yang disebut "Cuti" adalah izin.')],
        [("", "Syarat:"), ("/huruf-a", "izin;"), ("/huruf-b", "dihapus;"), ("/huruf-c", "sehat.")],
    ],
)
def test_new_wording_without_gaps_is_taken(units: list[tuple[str, str]]) -> None:
    texts = (new_text("uu-2-2010", *((f"angka-1/pasal-2{path}", words) for path, words in units)),)
    result = made(change(ACT.REPLACE, f"{BASE}/pasal-2"), texts=texts)
    assert [wording.version.doubt for wording in result.wordings] == ["", ""]
