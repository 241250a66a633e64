"""What nobody said is counted, and what was said in other words is not."""

import ast
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.minutes.models import ActionItem, Amount, Minutes, Standing, Statement
from evals.minutes import said_dates, said_names, said_numbers
from evals.minutes import unsupported as unsupported_module
from evals.minutes.said_dates import date_fits
from evals.minutes.said_numbers import figure, heard_numbers, stated_numbers
from evals.minutes.suite import as_json
from evals.minutes.unsupported import Unsupported, unsupported
from tests.evals.minutes import made

HELD = date(2026, 3, 4)  # a Wednesday


def test_the_counter_shares_no_code_with_what_it_checks() -> None:
    for module in (unsupported_module, said_names, said_numbers, said_dates):
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        named = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        named += [one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names]
        assert not [
            name for name in named if name.split(".")[0] in {"assistant", "corpus", "ingestion", "api"}
        ]
        assert not [name for name in named if name.startswith("evals") and "evals.minutes.said_" not in name]


def found(notula: Minutes) -> list[Unsupported]:
    return unsupported(as_json(notula), made.transcript_text())


def of_decision(text: str, *cited: str) -> list[tuple[str, str]]:
    return [(one.kind, one.what) for one in found(made.minutes((Statement(text, cited or ("u2",)),)))]


class TestStatements:
    def test_what_was_said_in_other_words_is_supported(self) -> None:
        assert of_decision("Loket dibuka pukul 8.") == []
        assert of_decision("Loket dibuka pukul 08.00.") == []

    def test_a_number_nobody_said(self) -> None:
        assert of_decision("Loket dibuka pukul 9.") == [("number", "9")]
        assert of_decision("Loket dibuka jam sembilan.") == [("number", "sembilan")]

    def test_a_number_said_elsewhere_does_not_count(self) -> None:
        assert of_decision("Biaya loket lima juta.") == [("number", "lima juta")]
        assert of_decision("Biaya loket Rp5.000.000.", "u5") == []

    def test_a_name_nobody_said(self) -> None:
        assert of_decision("Loket dibuka oleh Pak Joko.") == [("name", "joko")]
        assert of_decision("Loket dibuka menurut Pak Budi.") == []  # who speaks is part of the evidence

    def test_a_sentence_begins_with_a_capital_that_is_no_name(self) -> None:
        assert of_decision("Layanan mulai pagi. Pengunjung datang jam delapan.") == []

    def test_a_month_and_a_weekday_nobody_said(self) -> None:
        assert of_decision("Loket dibuka mulai Maret.") == [("date", "maret")]
        assert of_decision("Loket dibuka hari Senin.") == [("date", "senin")]
        assert of_decision("Tutup hari Sabtu.", "u4") == []

    def test_a_citation_that_leads_nowhere(self) -> None:
        assert of_decision("Loket dibuka.", "u9") == [("citation", "u9")]
        assert ("citation", "none") in of_decision_without_evidence()

    def test_a_marked_line_is_counted_as_marked(self) -> None:
        marked = Statement("Loket dibuka jam sembilan.", ("u2",), Standing.TO_CHECK, ("jam",))
        assert [one.marked for one in found(made.minutes((marked,)))] == [True]

    def test_key_points_are_read_too(self) -> None:
        point = Statement("Ada 7 loket.", ("u1",))
        assert found(made.minutes(key_points=(point,))) == [
            Unsupported("number", "topics[0].key_points[0]", "7")
        ]


def of_decision_without_evidence() -> list[tuple[str, str]]:
    return [(one.kind, one.what) for one in found(made.minutes((Statement("Loket dibuka.", ()),)))]


def of_action(item: ActionItem) -> list[tuple[str, str]]:
    return [(one.kind, one.what) for one in found(made.minutes(actions=(item,)))]


class TestActions:
    def test_person_and_day_that_were_said(self) -> None:
        assert of_action(made.action()) == []
        assert of_action(made.action(pic=None, phrase=None, deadline=None)) == []
        assert of_action(made.action(pic="tidak disebutkan", phrase=None, deadline=None)) == []

    def test_a_person_nobody_named(self) -> None:
        assert of_action(made.action(pic="Joko Widodo")) == [("name", "Joko Widodo")]

    def test_a_participant_whom_the_cited_words_do_not_name(self) -> None:
        assert of_action(made.action(pic="Budi Santoso, S.H.")) == [("name", "Budi Santoso, S.H.")]

    def test_who_only_gives_the_task_is_not_in_charge_of_it(self) -> None:
        content = as_json(
            made.minutes(actions=(made.action(pic="Budi Santoso", phrase=None, deadline=None),))
        )
        utterance = content["transcript"]["utterances"][2]
        for said, right in (
            ("Spanduknya tolong dipasang semua besok di pagar depan kantor", False),
            ("Spanduknya saya pasang sendiri besok di pagar depan kantor", True),
            ("Siap, Bu.", True),
        ):
            utterance.update(speaker="Budi Santoso", text=said, raw=said)
            text = "\n".join(one["text"] for one in content["transcript"]["utterances"])
            kinds = [one.kind for one in unsupported(content, text)]
            assert kinds == ([] if right else ["name"])

    def test_a_speaker_who_is_called_by_one_name_needs_no_list(self) -> None:
        content = as_json(made.minutes(actions=(made.action(pic="Sari Utami", utterances=("u2", "u3")),)))
        content["form"]["participants"] = []
        content["transcript"]["utterances"][2].update(
            speaker="Budi Santoso", text="Bu Sari pasang Jumat depan", raw=""
        )
        text = "\n".join(one["text"] for one in content["transcript"]["utterances"])
        assert unsupported(content, text) == []

    def test_a_day_that_the_phrase_does_not_mean(self) -> None:
        assert of_action(made.action(deadline=date(2026, 3, 6))) == [("date", "2026-03-06 (Jumat depan)")]

    def test_a_phrase_nobody_said(self) -> None:
        wrong = made.action(phrase="Senin depan", deadline=date(2026, 3, 9))
        assert of_action(wrong) == [("date", "Senin depan")]

    def test_a_day_without_a_phrase(self) -> None:
        assert of_action(made.action(phrase=None)) == [("date", "2026-03-13 (None)")]


def test_amounts_and_attendance() -> None:
    notula = made.minutes(attendance=("Sari Utami", "Budi Santoso, S.H.", "Joko"))
    right, wrong = Amount("lima juta", 5e6, "rupiah", "u5"), Amount("lima juta", 6e6, "rupiah", "u5")
    assert [(one.kind, one.where, one.what) for one in found(replace(notula, amounts=(right, wrong)))] == [
        ("number", "amounts[1]", "6000000.0"),
        ("name", "attendance[2]", "Joko"),
    ]


def test_an_utterance_that_the_file_does_not_hold() -> None:
    text = made.transcript_text().replace("jam delapan", "jam tujuh")
    assert unsupported(as_json(made.minutes()), text) == [Unsupported("transcript", "u2", "delapan")]


def test_a_notula_without_utterances_cannot_be_checked() -> None:
    empty: dict[str, Any] = as_json(made.minutes())
    empty["transcript"]["utterances"] = []
    with pytest.raises(ValueError, match="no utterances"):
        unsupported(empty, "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("seratus delapan belas", 118),
        ("tiga ratus dua belas juta", 312_000_000),
        ("312.000.000", 312_000_000),
        ("6,84 miliar", 6_840_000_000),
        ("satu koma dua juta", 1_200_000),
        ("dua setengah juta", 2_500_000),
        ("setengah miliar", 500_000_000),
        ("empat puluh tujuh ribu lima ratus", 47_500),
        ("dua ribu dua puluh tujuh", 2027),
        ("27jt", 27_000_000),
        ("limang yuta", 5_000_000),
    ],
)
def test_numerals_are_read(text: str, value: float) -> None:
    assert [number for _, number in stated_numbers(text)] == [pytest.approx(value)]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("tujuh lima", 75),
        ("empat puluh tujuh lima ratus", 47_500),
        ("satu juta dua ratus", 1_200_000),
        ("setengah delapan", 7.3),
        ("satu setengah meter", 1.5),
        ("sejuta setengah", 1_500_000),
        ("jam tujuh tiga puluh", 7.3),
        ("pukul 09.30", 9),
    ],
)
def test_ellipses_are_heard(said: str, meant: float) -> None:
    assert meant in heard_numbers(said)


def test_one_as_an_article_is_no_number() -> None:
    assert list(stated_numbers("salah satu peserta, satu lagi")) == []


@given(st.integers(0, 999_999_999))
def test_figures_with_points_are_read_back(number: int) -> None:
    written = f"{number:,}".replace(",", ".")
    assert figure(written) == number
    assert [value for _, value in stated_numbers(written)] == [number]


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert {round(value, 6) for _, value in stated_numbers(text)} <= heard_numbers(text)


@pytest.mark.parametrize(
    ("phrase", "day", "fits"),
    [
        ("Jumat ini", date(2026, 3, 6), True),
        ("Jumat depan", date(2026, 3, 13), True),
        ("Jumat depan", date(2026, 3, 6), False),
        ("Jum'at", date(2026, 3, 6), True),
        ("besok", date(2026, 3, 5), True),
        ("besok", date(2026, 3, 6), False),
        ("lusa", date(2026, 3, 6), True),
        ("hari ini juga", HELD, True),
        ("tanggal 5", date(2026, 4, 5), True),
        ("tanggal dua puluh Maret", date(2026, 3, 20), True),
        ("tanggal dua puluh Maret", date(2026, 4, 20), False),
        ("sebelum tanggal 1 April", date(2026, 3, 31), True),
        ("dua minggu lagi", date(2026, 3, 18), True),
        ("tiga hari kerja", date(2026, 3, 9), True),
        ("seminggu lagi", date(2026, 3, 11), True),
        ("minggu depan paling telat Rabu", date(2026, 3, 11), True),
        ("minggu depan", date(2026, 3, 6), False),
        ("akhir bulan", date(2026, 3, 31), True),
        ("akhir bulan", date(2026, 4, 30), False),
        ("akhir bulan depan", date(2026, 4, 30), True),
        ("akhir tahun", date(2026, 12, 31), True),
        ("pertengahan Mei", date(2026, 5, 15), True),
        ("secepatnya", date(2026, 3, 5), False),
        ("kemarin", date(2026, 3, 3), False),
    ],
)
def test_a_phrase_means_a_day(phrase: str, day: date, fits: bool) -> None:
    assert date_fits(phrase, day, HELD) is fits
