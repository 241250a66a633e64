"""What official minutes hold, whatever the file format."""

from dataclasses import replace
from datetime import time

import pytest

from api.minutes.export.blocks import Facts, Heading, Listing, Paragraph, Run, Signatures, Table, Text
from api.minutes.export.layout import UNTITLED, lay_out
from api.minutes.export.options import ExportOptions, Word
from api.minutes.export.people import attendance_rows, person_of
from api.minutes.export.printable import printable
from api.minutes.export.quoting import Quotes, clock
from api.minutes.export.sections import NOT_GIVEN, deadline_words, time_of
from assistant.minutes.models import ActionItem, MeetingForm, Minutes, Participant, Transcript
from tests.api.minutes.example_minutes import FORM, MINUTES, TRANSCRIPT

OPTIONS = ExportOptions()
UNSURE = "“habis Lebaran” (tanggal belum pasti)"
EMPTY = Minutes(MeetingForm(""), Transcript((), "plain"))


def plain(text: Text) -> str:
    return "".join(run.text for run in text)


def part(heading: str, minutes: Minutes = MINUTES, options: ExportOptions = OPTIONS) -> list[object]:
    """The blocks below a level-1 heading."""
    body = lay_out(minutes, options).body
    start = body.index(Heading(heading, 1)) + 1
    ends = [
        i for i, block in enumerate(body) if i >= start and isinstance(block, Heading) and block.level == 1
    ]
    return list(body[start : ends[0] if ends else None])


def table(heading: str, minutes: Minutes = MINUTES) -> list[list[str]]:
    (found,) = [block for block in part(heading, minutes) if isinstance(block, Table)]
    return [[plain(cell) for cell in row] for row in found.rows]


def plain_paragraphs(heading: str, minutes: Minutes = MINUTES) -> list[str]:
    return [plain(block.text) for block in part(heading, minutes) if isinstance(block, Paragraph)]


def test_the_particulars_are_in_their_official_order() -> None:
    (facts,) = [block for block in lay_out(MINUTES, OPTIONS).body if isinstance(block, Facts)]
    assert [(fact.label, fact.values) for fact in facts.facts] == [
        ("Hari/tanggal", ("Senin, 23 November 2026",)),
        ("Waktu", ("09.00–11.30 WIB",)),
        ("Tempat", ("Ruang Rapat Lantai 2",)),
        ("Acara", ("Persiapan seleksi PPPK", "Cuti bersama")),
        ("Pimpinan rapat", ("Dra. Sri Wahyuni, M.Si.",)),
        ("Notulis", ("Rina Marlina",)),
    ]


def test_what_nobody_filled_in_is_said_and_not_made_up() -> None:
    document = lay_out(EMPTY, OPTIONS)
    assert document.title == UNTITLED
    facts = next(block for block in document.body if isinstance(block, Facts))
    assert {fact.values for fact in facts.facts} == {(NOT_GIVEN,)}
    assert part("Keputusan", EMPTY) == [
        Paragraph((Run("Tidak ada keputusan yang tercatat dari transkrip."),))
    ]
    assert document.annex is None


@pytest.mark.parametrize(
    ("begins", "ends", "zone", "words"),
    [
        (time(9), time(11, 5), "WITA", "09.00–11.05 WITA"),
        (time(9), None, "WIB", "09.00 WIB s.d. selesai"),
        (time(9), time(10), "", "09.00–10.00"),
        (None, time(10), "WIB", ""),
    ],
)
def test_time_of_day(begins: time | None, ends: time | None, zone: str, words: str) -> None:
    assert time_of(MeetingForm("R", begins=begins, ends=ends), zone) == words


def test_attendance_joins_the_list_and_the_voices() -> None:
    assert table("Peserta") == [
        ["1", "Dra. Sri Wahyuni, M.Si.", "Kepala Badan", "197003121995032001", "hadir"],
        ["2", "Budi Santoso, S.Kom.", "Kepala Bidang Formasi", "198001012005011001", "hadir"],
        ["3", "Rina Marlina", "Analis SDM Aparatur", "–", "hadir"],
        ["4", "Agus Salim", "Sekretaris", "–", "belum dipastikan"],
    ]
    assert plain_paragraphs("Peserta") == ["Terdengar pada transkrip tetapi belum dikenali: Pembicara 4."]


def test_a_named_voice_outside_the_list_is_there_too() -> None:
    guest = replace(MINUTES, attendance=("Tono Hartanto",))
    assert table("Peserta", guest)[-1] == ["5", "Tono Hartanto", "–", "–", "hadir"]
    assert plain_paragraphs("Peserta", guest) == []


def test_a_list_of_bare_names_has_no_empty_columns() -> None:
    named = replace(MINUTES, form=replace(FORM, participants=(Participant("Agus Salim"),)), attendance=())
    (found,) = part("Peserta", named)
    assert isinstance(found, Table)
    assert found.header == ("No.", "Nama")
    assert sum(found.widths) == pytest.approx(1)


def test_a_name_that_fits_two_people_is_neither() -> None:
    people = (Participant("Budi Santoso", nip="1"), Participant("Budi Hartono", nip="2"))
    assert person_of("Pak Budi", people) is None
    assert person_of("Pak Hartono", people) == people[1]
    assert person_of("BUDI SANTOSO, S.Kom., M.T.", people) == people[0]
    assert person_of("Pak", people) is None
    assert person_of(None, people) is None


def test_every_voice_has_one_row() -> None:
    twice = replace(MINUTES, attendance=("Budi Santoso", "Budi Santoso", "Tono", "Tono", "Pembicara 9"))
    assert [row.name for row in attendance_rows(twice) if row.heard] == [
        "Budi Santoso, S.Kom.",
        "Tono",
    ]


def test_discussion_follows_the_agenda() -> None:
    blocks = part("Pembahasan")
    assert [(block.text, block.level) for block in blocks if isinstance(block, Heading)] == [
        ("1. Persiapan seleksi PPPK", 2),
        ("Formasi dan anggaran", 3),
        ("2. Cuti bersama", 2),
    ]


def test_a_topic_outside_the_agenda_is_not_lost() -> None:
    stray = tuple(replace(topic, agenda_item=9) for topic in MINUTES.topics)
    blocks = part("Pembahasan", replace(MINUTES, topics=stray))
    assert Heading("Pembahasan lain", 2) in blocks
    assert sum(len(block.items) for block in blocks if isinstance(block, Listing)) == 3


def test_what_is_to_be_checked_is_marked_with_its_reason_and_counted_on_top() -> None:
    body = lay_out(MINUTES, OPTIONS).body
    assert isinstance(body[0], Paragraph)
    assert body[0].notice
    assert plain(body[0].text).startswith("1 butir bertanda “perlu diperiksa”")
    runs = [run for block in body if isinstance(block, Listing) for item in block.items for run in item]
    assert [run.text for run in runs if run.marked] == [
        "(perlu diperiksa: “cukup” tidak terdengar pada kutipannya)"
    ]


def test_decisions_lead_to_their_utterances() -> None:
    (listing,) = part("Keputusan")
    assert isinstance(listing, Listing)
    assert listing.numbered
    assert [plain(item) for item in listing.items] == [
        "Verifikasi berkas dimulai 1 Desember. [3]",
        "Cuti bersama mengikuti surat edaran. [7]",
    ]
    assert Run("3", quote=3) in listing.items[0]


def test_follow_up_tells_phrase_and_day_and_what_was_not_said() -> None:
    assert table("Tindak lanjut") == [
        ["1", "Menyusun jadwal verifikasi [4]", "Rina Marlina", "4 Desember 2026 (“Jumat depan”)", "Terbuka"],
        ["2", "Menyiapkan surat ke BKN [7]", "tidak disebutkan", "tidak disebutkan", "Terbuka"],
        ["3", "Memeriksa data honorer [5–7]", "Budi Santoso", UNSURE, "Terbuka"],
    ]


def test_a_deadline_without_spoken_words() -> None:
    assert deadline_words(replace(MINUTES.actions[0], deadline_phrase=None)) == "4 Desember 2026"
    assert deadline_words(ActionItem("t", ("u1",))) == "tidak disebutkan"


def test_statuses_are_those_of_the_tracked_list() -> None:
    (found,) = part("Tindak lanjut", options=ExportOptions(statuses=("Selesai",)))
    assert isinstance(found, Table)
    assert [plain(row[-1]) for row in found.rows] == ["Selesai", "Terbuka", "Terbuka"]


def test_regulations_say_whether_they_are_in_force() -> None:
    assert table("Rujukan peraturan") == [
        ["1", "PP Nomor 49 Tahun 2018 [5]", "berlaku", "Berlaku."],
        ["2", "surat edaran [7]", "perlu diperiksa: tidak ada di pustaka", "Nomornya tidak disebut."],
    ]


def test_both_sign_with_their_nip() -> None:
    *_, signatures = lay_out(MINUTES, ExportOptions(approvals=("Disahkan oleh X",))).body
    assert isinstance(signatures, Signatures)
    assert [(one.role, one.name, one.nip) for one in signatures.places] == [
        ("Notulis", "Rina Marlina", None),
        ("Pimpinan Rapat", "Dra. Sri Wahyuni, M.Si.", "197003121995032001"),
    ]
    assert signatures.approvals == ("Disahkan oleh X",)


def test_whoever_is_listed_signs_with_the_full_name() -> None:
    form = replace(FORM, chair="Ibu Sri Wahyuni", secretary="Tono")
    *_, signatures = lay_out(replace(MINUTES, form=form), OPTIONS).body
    assert isinstance(signatures, Signatures)
    assert [(one.name, one.nip) for one in signatures.places] == [
        ("Tono", None),
        ("Dra. Sri Wahyuni, M.Si.", "197003121995032001"),
    ]


def test_without_annex_there_are_no_markers() -> None:
    document = lay_out(MINUTES, ExportOptions(annex=False))
    assert document.annex is None
    (listing,) = part("Keputusan", options=ExportOptions(annex=False))
    assert isinstance(listing, Listing)
    assert plain(listing.items[0]) == "Verifikasi berkas dimulai 1 Desember."


def test_the_annex_quotes_what_is_cited_in_the_order_of_the_transcript() -> None:
    annex = lay_out(MINUTES, OPTIONS).annex
    assert annex is not None
    assert [(one.number, one.utterance, one.time) for one in annex.quotes][:2] == [
        (1, "u1", "00:00:10"),
        (2, "u2", "00:00:20"),
    ]
    assert annex.remarks == ("1 bagian diulang dibuang.", "2 bagian tanpa waktu.")


def test_markers_join_neighbours_and_pass_over_what_the_transcript_lacks() -> None:
    quotes = Quotes(MINUTES)
    assert plain(quotes.marks(("u7", "u1", "u3", "u4", "u5", "u99"))) == " [1, 3–5, 7]"
    assert plain(quotes.marks(("u1", "u2"))) == " [1, 2]"
    assert quotes.marks(("u99",)) == ()


def test_clock() -> None:
    assert [clock(seconds) for seconds in (0, 59.9, 3725.4, 36_000.0, None)] == [
        "00:00:00", "00:00:59", "01:02:05", "10:00:00", "",
    ]  # fmt: skip


def test_words_of_the_office() -> None:
    document = lay_out(MINUTES, ExportOptions(word=Word.NOTULEN, draft=True))
    assert (document.heading, document.draft) == ("NOTULEN RAPAT", "RANCANGAN: belum disahkan")


def test_printable_keeps_letters_and_drops_what_hides() -> None:
    assert printable("a\x00b\nc\u202e\ud800d  e") == "a b c d e"
    assert printable("مرحبا Siti Nur’aini ꦱ") == "مرحبا Siti Nur’aini ꦱ"


def test_an_utterance_is_quoted_once() -> None:
    assert len(Quotes(MINUTES).quotes) == len(TRANSCRIPT.utterances)
