"""JSON, CSV, calendar and Markdown: what other programs read."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from api.minutes.export.actions_csv import COLUMNS, actions_csv
from api.minutes.export.formats import Format, format_of, render
from api.minutes.export.icalendar import calendar_bytes
from api.minutes.export.json_form import SCHEMA, json_text, minutes_json
from api.minutes.export.markdown import markdown_text
from api.minutes.export.options import ExportOptions, Letterhead
from assistant.minutes.models import ActionItem, MeetingForm, Minutes, Statement, Transcript
from corpus.errors import InvalidInput
from tests.api.minutes.example_minutes import MINUTES, SAID

OPTIONS = ExportOptions()
MADE_AT = datetime(2026, 11, 23, 14, 5, tzinfo=timezone(timedelta(hours=7)))
ANY_TEXT = st.text(max_size=300)


def one_action(task: str, **changes: Any) -> Minutes:
    return replace(MINUTES, actions=(replace(ActionItem(task, ("u1",)), **changes),))


def test_json_has_the_fields_of_the_interface() -> None:
    told = minutes_json(MINUTES, ("Selesai",))
    assert list(told) == [
        "schema", "form", "decisions", "actions", "topics", "open_questions", "references", "amounts",
        "attendance", "remarks", "transcript",
    ]  # fmt: skip
    assert told["schema"] == SCHEMA == "tanya.notula/1"
    assert told["decisions"][0] == {
        "text": "Verifikasi berkas dimulai 1 Desember.",
        "utterances": ["u3"],
        "standing": "terverifikasi",
        "problems": [],
    }
    assert told["actions"][0] == {
        "task": "Menyusun jadwal verifikasi",
        "pic": "Rina Marlina",
        "deadline": "2026-12-04",
        "deadline_phrase": "Jumat depan",
        "utterances": ["u4"],
        "status": "Selesai",
        "standing": "terverifikasi",
        "problems": [],
    }
    assert [told["actions"][1][name] for name in ("pic", "deadline", "deadline_phrase", "status")] == [
        None
    ] * 4
    assert told["references"][0]["identifier"] == "pp-49-2018"
    assert told["amounts"][0] == {
        "phrase": "350 juta rupiah", "value": 350_000_000, "unit": "rupiah", "utterances": ["u2"],
    }  # fmt: skip
    assert told["form"]["begins"] == "09:00"
    assert told["transcript"]["utterances"][0]["id"] == "u1"


def test_every_utterance_that_json_names_is_in_it() -> None:
    told = minutes_json(MINUTES)
    known = {one["id"] for one in told["transcript"]["utterances"]}
    named = set(re.findall(r'"(u\d+)"', json.dumps({**told, "transcript": None})))
    assert named
    assert named <= known


def test_json_of_nothing() -> None:
    told = json.loads(json_text(Minutes(MeetingForm("Rapat"), Transcript((), "plain"))))
    assert (told["decisions"], told["actions"], told["form"]["held_on"]) == ([], [], None)


def test_json_holds_damaged_text() -> None:
    assert json.loads(json_text(one_action("a\ud800b")).encode())["actions"][0]["task"] == "a?b"


def read_csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_csv_tells_each_action_item() -> None:
    header, first, second, third = read_csv(actions_csv(MINUTES, ExportOptions(statuses=("Selesai",))))
    assert header == list(COLUMNS)
    assert first == [
        "1", "Menyusun jadwal verifikasi", "Rina Marlina", "2026-12-04", "Jumat depan", "Selesai",
        "terverifikasi", "u4",
    ]  # fmt: skip
    assert second[2:5] == ["tidak disebutkan", "", "tidak disebutkan"]
    assert third[3:5] == ["", "habis Lebaran"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "\x00="])
def test_no_cell_is_a_formula(start: str) -> None:
    evil = start + 'HYPERLINK("http://jahat.contoh")'
    minutes = one_action(evil, pic=evil, deadline_phrase=evil)
    cells = read_csv(actions_csv(minutes, ExportOptions(statuses=(evil,))))[1]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    assert sum("jahat.contoh" in cell for cell in cells) == 4


def entries(raw: bytes, kind: str = "VTODO") -> list[dict[str, str]]:
    return [
        {name: component.decoded(name) for name in component}
        for component in Calendar.from_ical(raw).walk(kind)
    ]


def test_calendar_has_a_task_for_each_action_item() -> None:
    first, second, third = entries(calendar_bytes(MINUTES, OPTIONS, MADE_AT))
    assert first["SUMMARY"] == "Menyusun jadwal verifikasi"
    assert first["DUE"] == date(2026, 12, 4)
    assert first["DTSTAMP"] == datetime(2026, 11, 23, 7, 5, tzinfo=UTC)
    assert first["DESCRIPTION"].splitlines() == [
        "Penanggung jawab: Rina Marlina",
        "Tenggat yang diucapkan: Jumat depan",
        "Rapat: Rapat Koordinasi Persiapan Seleksi PPPK",
    ]
    assert "DUE" not in second
    assert "DUE" not in third


def test_events_are_all_day_with_a_reminder() -> None:
    raw = calendar_bytes(MINUTES, OPTIONS, MADE_AT, events=True)
    (event,) = entries(raw, "VEVENT")
    assert (event["DTSTART"], event["DTEND"]) == (date(2026, 12, 4), date(2026, 12, 5))
    assert [alarm["TRIGGER"] for alarm in entries(raw, "VALARM")] == [timedelta(days=-1)]


def test_identifiers_stay_when_the_wording_is_mended_and_differ_between_items() -> None:
    mended = replace(MINUTES, actions=tuple(replace(one, task=f"{one.task}!") for one in MINUTES.actions))
    before, after = (
        [one["UID"] for one in entries(calendar_bytes(minutes, OPTIONS, MADE_AT))]
        for minutes in (MINUTES, mended)
    )
    assert before == after
    twins = replace(MINUTES, actions=MINUTES.actions[:1] * 2)
    assert len({one["UID"] for one in entries(calendar_bytes(twins, OPTIONS, MADE_AT))}) == 2
    other = replace(MINUTES, form=replace(MINUTES.form, held_on=date(2026, 11, 30)))
    assert not set(before) & {one["UID"] for one in entries(calendar_bytes(other, OPTIONS, MADE_AT))}


def test_kept_items_bring_their_own_identifiers_and_status() -> None:
    options = ExportOptions(action_keys=("7", "8", "9"), statuses=("Selesai", "Berjalan"))
    named = entries(calendar_bytes(MINUTES, options, MADE_AT))
    assert [one["UID"].split("@")[0] for one in named] == ["7", "8", "9"]
    assert [one["STATUS"] for one in named] == ["COMPLETED", "IN-PROCESS", "NEEDS-ACTION"]


@settings(deadline=None)
@given(ANY_TEXT)
def test_a_calendar_keeps_every_text_and_folds_its_lines(text: str) -> None:
    raw = calendar_bytes(one_action(text, deadline=date(2026, 1, 2)), OPTIONS, MADE_AT)
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    (todo,) = entries(raw)
    assert todo["DUE"] == date(2026, 1, 2)
    assert re.findall(r"[a-z0-9]+", todo["SUMMARY"]) == re.findall(r"[a-z0-9]+", text)


def test_markdown_tells_everything() -> None:
    kop = Letterhead(("PEMERINTAH KABUPATEN CONTOH", "BKPSDM"), "Jalan 1")
    told = markdown_text(MINUTES, ExportOptions(letterhead=kop, draft=True, approvals=("Disahkan X",)))
    for held in (
        "**RANCANGAN: belum disahkan**", "**BKPSDM**", "# NOTULA RAPAT", "- **Waktu**: 09.00–11.30 WIB",
        "1. Verifikasi berkas dimulai 1 Desember. \\[[3](#kutipan-3)\\]",
        "**(perlu diperiksa: “cukup” tidak terdengar pada kutipannya)**",
        "NIP 197003121995032001", "Disahkan X", *(said for _, said in SAID),
    ):  # fmt: skip
        assert held in told
    rows = [line for line in told.splitlines() if line.startswith("|")]
    assert all(line.endswith("|") for line in rows)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("a | b", r"a \| b"),
        ("[klik](http://jahat)", r"\[klik\](http://jahat)"),
        ("1. satu", r"1\. satu"),
        ("- satu", r"\- satu"),
        ("# judul", r"\# judul"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
    ],
)
def test_what_was_said_is_never_markdown(said: str, shown: str) -> None:
    minutes = replace(MINUTES, decisions=(Statement(said, ("u1",)),))
    assert f"1. {shown}\n" in markdown_text(minutes, ExportOptions(annex=False))


@pytest.mark.parametrize("wanted", Format)
def test_every_format_is_written_and_named(wanted: Format) -> None:
    assert format_of(f"folder/Notula 1.{wanted.upper()}") is wanted
    assert len(render(MINUTES, wanted, OPTIONS)) > 100
    assert wanted.media_type


@pytest.mark.parametrize("wanted", Format)
@settings(deadline=None, max_examples=25)
@given(text=ANY_TEXT)
def test_no_text_stops_a_format(wanted: Format, text: str) -> None:
    form = replace(MINUTES.form, title=text, place=text, chair=text, agenda=(text,))
    odd = replace(
        MINUTES, form=form, decisions=(Statement(text, ("u1",)),), actions=(ActionItem(text, ("u2",), text),)
    )
    assert render(odd, wanted, OPTIONS)


@pytest.mark.parametrize("name", ["notula", "notula.doc", ".docx"])
def test_an_unknown_suffix_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(InvalidInput, match=r"\.docx, \.pdf, \.md, \.json, \.csv, \.ics"):
        format_of(name)
