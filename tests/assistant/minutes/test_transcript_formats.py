import json

import pytest

from assistant.minutes.models import Transcript
from assistant.minutes.transcript import decode, read_rough_notes, read_transcript, read_transcript_bytes
from corpus.errors import UnreadableDocument


def said(transcript: Transcript) -> list[tuple[str, str]]:
    return [(one.speaker, one.raw) for one in transcript.utterances]


def times(transcript: Transcript) -> list[tuple[float | None, float | None]]:
    return [(one.start, one.end) for one in transcript.utterances]


TWO = [("Budi Santoso", "Selamat pagi semua."), ("Sri", "Pagi, Pak.")]


class TestWebvtt:
    def test_voices_identifiers_settings_tags_comments_and_styles(self) -> None:
        text = (
            "WEBVTT - Rapat\nKind: captions\n\nNOTE komentar\ndua baris\n\nSTYLE\n::cue { color: red }\n\n"
            "pembuka-1\n00:00:01.000 --> 00:00:04.000 align:start\n"
            "<v Budi Santoso>Selamat <i>pagi</i> semua.</v>\n\n"
            "2\n00:04.500 --> 00:06.000\n<v.keras Sri>Pagi, &amp; < 5 orang.</v>\n"
        )
        transcript = read_transcript(text)
        assert transcript.format == "webvtt"
        assert said(transcript) == [("Budi Santoso", "Selamat pagi semua."), ("Sri", "Pagi, & < 5 orang.")]
        assert times(transcript) == [(1.0, 4.0), (4.5, 6.0)]
        assert [one.id for one in transcript.utterances] == ["u1", "u2"]

    def test_two_voices_in_one_cue(self) -> None:
        transcript = read_transcript("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Budi>Ya.</v> <v Sri>Tidak.</v>\n")
        assert said(transcript) == [("Budi", "Ya."), ("Sri", "Tidak.")]

    def test_zoom_writes_the_name_before_the_words(self) -> None:
        cue = "{}\n00:00:{:02d}.000 --> 00:00:{:02d}.900\n{}\n\n"
        lines = ["Budi Santoso: Selamat pagi semua.", "Sri: Pagi, Pak.", "Sri: Siap."]
        text = "WEBVTT\n\n" + "".join(cue.format(n, n, n, line) for n, line in enumerate(lines, 1))
        transcript = read_transcript(text)
        assert said(transcript) == [TWO[0], ("Sri", "Pagi, Pak. Siap.")]
        assert times(transcript) == [(1.0, 1.9), (2.0, 3.9)]

    def test_teams_metadata_cues_hold_json(self) -> None:
        fields = json.dumps(
            {"startDateTime": "2026-03-03T02:00:00Z", "speakerName": "Alisa", "spokenText": "Halo."}
        )
        transcript = read_transcript(f"WEBVTT\n\n00:00:16.246 --> 00:00:17.726\n{fields}\n")
        assert said(transcript) == [("Alisa", "Halo.")]

    def test_captions_that_scroll_are_read_once(self) -> None:
        text = (
            "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nselamat<00:00:00.500><c> pagi</c>\n\n"
            "00:00:02.000 --> 00:00:04.000\nselamat pagi\nbapak<00:00:02.500><c> ibu</c>\n"
        )
        assert said(read_transcript(text)) == [("Pembicara", "selamat pagi bapak ibu")]

    def test_a_blank_line_inside_a_cue_loses_no_words(self) -> None:
        first, second = "00:01.000 --> 00:02.000\n<v Budi>", "00:03.000 --> 00:04.000\n<v Budi>"
        text = f"WEBVTT\n\n{first}Satu\n\ndua tiga\n\n{second}empat"
        assert " ".join(raw for _, raw in said(read_transcript(text))) == "Satu dua tiga empat"


class TestSubrip:
    def test_numbers_commas_tags_and_a_missing_blank_line(self) -> None:
        text = (
            "1\n00:00:01,000 --> 00:00:03,000\n{\\an8}<i>Selamat pagi.</i>\n"
            "2\n00:00:09,100 --> 00:00:10,000\nMari mulai.\n"
        )
        transcript = read_transcript(text)
        assert transcript.format == "subrip"
        assert said(transcript) == [("Pembicara", "Selamat pagi."), ("Pembicara", "Mari mulai.")]
        assert times(transcript) == [(1.0, 3.0), (9.1, 10.0)]

    def test_two_people_in_one_subtitle(self) -> None:
        transcript = read_transcript("1\n00:00:01,000 --> 00:00:03,000\n- Setuju?\n- Setuju.\n")
        assert said(transcript) == [("Pembicara", "Setuju?"), ("Pembicara", "Setuju.")]

    def test_names_in_a_line_of_their_own(self) -> None:
        text = (
            "00:00:00.000 --> 00:00:05.000\nBudi Santoso\nSelamat pagi semua.\n\n"
            "00:00:05.000 --> 00:00:09.000\nSri\nPagi, Pak.\n"
        )
        assert said(read_transcript(text)) == TWO

    def test_odd_times_are_counted_and_nothing_is_lost(self) -> None:
        text = (
            "1\n00:00:10,000 --> 00:00:20,000\nsatu\n\n2\n00:00:12,000 -->\ndua\n\n"
            "3\n00:00:05,000 --> 00:00:01,000\ntiga\n\n4\n00:00:30,000 --> 00:00:31,000\nempat\n"
        )
        transcript = read_transcript(text)
        assert " ".join(raw for _, raw in said(transcript)) == "satu dua tiga empat"
        remarks = " ".join(transcript.remarks)
        for part in (
            "1 potongan bertanda waktu lebih awal",
            "1 potongan bertumpang",
            "1 potongan berakhir sebelum",
        ):
            assert part in remarks
        assert "1 potongan tanpa waktu akhir" in remarks

    def test_speech_that_stands_earlier_in_the_recording_begins_an_utterance_of_its_own(self) -> None:
        text = (
            "00:00:10.000 --> 00:00:12.000\nBudi\nsatu\n\n"
            "00:00:01.000 --> 00:00:02.000\nBudi\ndua\n\n"
            "00:00:02.000 --> 00:00:09.000\nBudi\ntiga\n\n00:00:03.000 --> 00:00:04.000\nBudi\nempat\n"
        )
        transcript = read_transcript(text)
        assert [raw for _, raw in said(transcript)] == ["satu", "dua tiga empat"]
        assert times(transcript) == [(10.0, 12.0), (1.0, 9.0)]


PLAIN = {
    "time in brackets": "[00:12] Budi Santoso: Selamat pagi semua.\n[00:20] Sri: Pagi, Pak.",
    "time behind the name": "Budi Santoso (00.12): Selamat pagi semua.\nSri (00.20): Pagi, Pak.",
    "time and name above": "00:12 Budi Santoso\nSelamat pagi semua.\n\n00:20 Sri\nPagi, Pak.",
    "name and time above": "Budi Santoso   0:12\nSelamat pagi semua.\n\nSri   0:20\nPagi, Pak.",
    "name in brackets": "[Budi Santoso] 00:00:12\nSelamat pagi semua.\n\n[Sri] 00:00:20\nPagi, Pak.",
    "name and comma time": "Budi Santoso, 00:12\nSelamat pagi semua.\n\nSri, 00:20\nPagi, Pak.",
    "time above the name": "00:12\nBudi Santoso\nSelamat pagi semua.\n\n00:20\nSri\nPagi, Pak.",
    "table": "Waktu | Pembicara | Isi\n00:12 | Budi Santoso | Selamat pagi semua.\n00:20 | Sri | Pagi, Pak.",
    "chat": "00:00:12 From Budi Santoso to All: Selamat pagi semua.\n00:00:20 Dari Sri ke Budi: Pagi, Pak.",
}


class TestPlainText:
    @pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN.keys())
    def test_speakers_and_times(self, text: str) -> None:
        transcript = read_transcript(text)
        assert transcript.format == "plain"
        assert said(transcript) == TWO
        assert [start for start, _ in times(transcript)] == [12.0, 20.0]

    @pytest.mark.parametrize(
        "text",
        [
            "Budi Santoso: Selamat pagi semua.\nSri: Pagi, Pak.",
            "Budi Santoso:\nSelamat pagi semua.\n\nSri:\nPagi, Pak.",
            "**Budi Santoso:** Selamat pagi semua.\n**Sri:** Pagi, Pak.",
            "- Budi Santoso: Selamat pagi semua.\n- Sri: Pagi, Pak.",
        ],
    )
    def test_speakers_without_times(self, text: str) -> None:
        assert said(read_transcript(text)) == TWO

    def test_hours_of_the_day_count_from_the_first(self) -> None:
        transcript = read_transcript(
            "Budi (09.30): Mulai.\nSri (09.31): Ya.\nBudi (10.35): Angka 10.30 tetap."
        )
        assert [start for start, _ in times(transcript)] == [0.0, 60.0, 3900.0]
        assert transcript.utterances[2].raw == "Angka 10.30 tetap."
        assert any("dihitung dari pukul 09.30" in remark for remark in transcript.remarks)

    def test_a_meeting_past_midnight(self) -> None:
        transcript = read_transcript("[23:59:50] Budi: Mulai.\n[00:00:10] Sri: Ya.")
        assert [start for start, _ in times(transcript)] == [0.0, 20.0]

    def test_numbered_speakers(self) -> None:
        transcript = read_transcript("Pembicara 1\nHalo.\n\nPembicara 3\nYa.")
        assert said(transcript) == [("Pembicara 1", "Halo."), ("Pembicara 3", "Ya.")]

    def test_recognisers_numbers_count_from_one(self) -> None:
        transcript = read_transcript("SPEAKER_00: Halo.\nSPEAKER_01: Ya.\nSPEAKER_00: Mulai.")
        assert [speaker for speaker, _ in said(transcript)] == ["Pembicara 1", "Pembicara 2", "Pembicara 1"]

    def test_lines_without_a_head_go_on_with_the_speaker(self) -> None:
        transcript = read_transcript(
            "Pak Budi: Selamat pagi.\nKita mulai.\n\nAgenda: dua hal.\nBu Sri: Baik."
        )
        assert said(transcript) == [
            ("Pak Budi", "Selamat pagi. Kita mulai. Agenda: dua hal."),
            ("Bu Sri", "Baik."),
        ]

    def test_a_colon_in_what_is_said_makes_no_speaker(self) -> None:
        transcript = read_transcript(
            "Pak Budi: Selamat pagi.\nKeputusan: rapat diundur.\nKesimpulan kita: lanjut.\nBu Sri: Baik."
        )
        assert [speaker for speaker, _ in said(transcript)] == ["Pak Budi", "Bu Sri"]

    def test_a_heading_in_a_long_turn_makes_no_speaker(self) -> None:
        transcript = read_transcript(
            "Budi: Mulai.\nRencana Aksi: kirim SK.\nlalu arsip.\nSri: Baik.\nBudi: Ya.\nSri: Ya."
        )
        assert [speaker for speaker, _ in said(transcript)] == ["Budi", "Sri", "Budi", "Sri"]

    def test_a_guest_who_speaks_once_is_a_speaker_where_every_line_has_one(self) -> None:
        transcript = read_transcript("Budi: Mulai.\nTamu Undangan: Salam.\nSri: Baik.\nBudi: Ya.\nSri: Ya.")
        assert said(transcript)[1] == ("Tamu Undangan", "Salam.")

    def test_the_form_above_the_first_speaker_is_not_said_and_is_named(self) -> None:
        transcript = read_transcript(
            "TRANSKRIP RAPAT\nTanggal: 3 Maret 2026\n\nPak Budi: Mulai.\nBu Sri: Ya."
        )
        assert said(transcript) == [("Pak Budi", "Mulai."), ("Bu Sri", "Ya.")]
        assert transcript.remarks == (
            "2 baris kepala transkrip tidak dibaca sebagai ucapan: TRANSKRIP RAPAT / Tanggal: 3 Maret 2026",
        )

    def test_a_typists_remark_is_nobodys_word(self) -> None:
        transcript = read_transcript("Pak Budi: Mulai.\nBu Sri: Ya.\n\nCatatan: rekaman terputus")
        assert said(transcript)[-1] == ("Pembicara", "Catatan: rekaman terputus")

    def test_paragraphs_without_speakers_stay_apart(self) -> None:
        transcript = read_transcript("Rapat dibuka oleh ketua.\n\nAnggaran dibahas.\n\nRapat ditutup.")
        assert said(transcript) == [
            ("Pembicara", "Rapat dibuka oleh ketua."),
            ("Pembicara", "Anggaran dibahas."),
            ("Pembicara", "Rapat ditutup."),
        ]

    def test_wrapped_lines_of_a_paragraph_are_joined(self) -> None:
        text = (
            "Rapat hari ini membahas rencana mutasi pegawai di lingkungan\n"
            "badan kepegawaian daerah yang sudah tertunda sejak bulan lalu dan\nharus selesai."
        )
        assert len(read_transcript(text).utterances) == 1

    def test_one_spelling_for_a_name_in_any_case(self) -> None:
        transcript = read_transcript("Budi: satu\nSRI: dua\nBUDI: tiga\nSri: empat")
        assert [speaker for speaker, _ in said(transcript)] == ["Budi", "SRI", "Budi", "SRI"]

    def test_whispers_console_output(self) -> None:
        first, second = "[00:00:00.000 --> 00:00:02.000]", "[00:00:06.000 --> 00:00:08.000]"
        text = f"{first}   Setuju\n{second}   kita putuskan begitu."
        transcript = read_transcript(text)
        assert said(transcript) == [("Pembicara", "Setuju"), ("Pembicara", "kita putuskan begitu.")]
        assert times(transcript) == [(0.0, 2.0), (6.0, 8.0)]

    def test_right_to_left_text_is_kept(self) -> None:
        transcript = read_transcript("المدير: السلام عليكم\nالكاتب: وعليكم السلام")
        assert said(transcript) == [("المدير", "السلام عليكم"), ("الكاتب", "وعليكم السلام")]

    def test_what_nobody_sees_is_gone(self) -> None:
        transcript = read_transcript("Budi: ha\0lo \u202eduni\u200ba\ud800\nSri: ya")
        assert said(transcript) == [("Budi", "halo dunia"), ("Sri", "ya")]


class TestNotes:
    def test_bullets_are_pieces_of_their_own(self) -> None:
        text = "- anggaran 50 juta disetujui\n  dengan revisi\n* Bu Sri kirim SK Jumat\n1. lain-lain"
        transcript = read_transcript(text)
        assert transcript.format == "notes"
        assert said(transcript) == [
            ("Catatan", "anggaran 50 juta disetujui dengan revisi"),
            ("Catatan", "Bu Sri kirim SK Jumat"),
            ("Catatan", "lain-lain"),
        ]

    def test_notes_that_their_owner_says_are_notes(self) -> None:
        transcript = read_rough_notes("anggaran ok\nBudi: kirim SK")
        assert said(transcript) == [("Catatan", "anggaran ok"), ("Catatan", "Budi: kirim SK")]

    def test_empty_notes_are_refused(self) -> None:
        with pytest.raises(UnreadableDocument, match="tidak berisi kata"):
            read_rough_notes(" - \n")


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    def test_every_unicode_encoding(self, encoding: str) -> None:
        text = "Budi Santoso: Selamat pagi semua.\nSri: Pagi, Pak."
        assert said(read_transcript_bytes(text.encode(encoding))) == TWO

    def test_windows_text_gets_a_remark(self) -> None:
        transcript = read_transcript_bytes("Budi: café “lama”\nSri: ya".encode("cp1252"))
        assert said(transcript)[0] == ("Budi", "café “lama”")
        assert "Windows-1252" in transcript.remarks[0]

    def test_stray_bytes_in_utf8_lose_no_word(self) -> None:
        transcript = read_transcript_bytes(
            "Budi: é è ê rapat dibuka ".encode() + b"\x93hari ini\x94\nSri: ya"
        )
        assert said(transcript)[0] == ("Budi", "é è ê rapat dibuka “hari ini”")

    @pytest.mark.parametrize("raw", [b"", b"\x00\x01\x02\x03" * 100, b"\xff\xfe\x00", bytes(range(32)) * 20])
    def test_empty_and_binary_files_are_refused(self, raw: bytes) -> None:
        with pytest.raises(UnreadableDocument, match=r"^rapat\.vtt: "):
            decode(raw, name="rapat.vtt")


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u202e", "...!!!", "WEBVTT\n\nNOTE kosong"])
def test_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDocument):
        read_transcript(text)


def test_a_text_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.minutes.transcript.decoding.MAX_CHARACTERS", 10)
    with pytest.raises(UnreadableDocument, match="bagi transkrip"):
        read_transcript("a" * 11)
    with pytest.raises(UnreadableDocument, match="bagi transkrip"):
        decode(b"a" * 41)
