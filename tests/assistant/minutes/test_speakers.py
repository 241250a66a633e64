import pytest

from assistant.minutes.models import Participant, Transcript
from assistant.minutes.person_names import name_fit, office_fits, person_name
from assistant.minutes.speakers import (
    SpeakerTally,
    assign_speaker,
    is_unnamed,
    list_speakers,
    match_speakers,
    merge_speakers,
    name_speakers,
    next_unnamed,
    rename_speaker,
)
from assistant.minutes.transcript import read_transcript
from corpus.errors import InvalidInput, NotFound

BUDI = Participant("Dr. H. Budi Santoso, S.Sos., M.Si.", "Kepala Bidang Mutasi", "198001012005011001")
SRI = Participant("Sri Wahyuni, S.E.", "Analis SDM Aparatur")
OTHER_SRI = Participant("Sri Rahayu", "Kepala Bidang Diklat")


@pytest.fixture
def transcript() -> Transcript:
    return read_transcript("Pak Budi: Selamat pagi.\nBu Sri: Pagi Pak.\nPembicara 3: Ya.\nPak Budi: Mulai.")


def speakers(transcript: Transcript) -> list[str]:
    return [one.speaker for one in transcript.utterances]


class TestNames:
    @pytest.mark.parametrize(
        ("written", "words", "woman"),
        [
            ("Dr. H. Budi Santoso, S.Sos., M.Si.", ("budi", "santoso"), None),
            ("Pak Budi", ("budi",), False),
            ("IBU SRI WAHYUNI", ("sri", "wahyuni"), True),
            ("Mbak Rina S.Kom", ("rina",), True),
            ("M. Yusuf", ("m", "yusuf"), None),
            ("Budi (Kabid Mutasi)", ("budi",), None),
            ("Pak", (), None),
            ("", (), None),
        ],
    )
    def test_titles_and_honorifics_are_no_part_of_a_name(
        self, written: str, words: tuple[str, ...], woman: bool | None
    ) -> None:
        name = person_name(written)
        assert (name.words, name.woman) == (words, woman)

    @pytest.mark.parametrize(
        ("said", "listed", "fit"),
        [
            ("Pak Budi", "Budi Santoso", 0.8),
            ("B. Santoso", "Budi Santoso", 0.8),
            ("Budi Santoso, S.E.", "BUDI SANTOSO", 1.0),
            ("Pak Santosa", "Budi Santoso", 0.6),
            ("Pak Budi", "Budiman", 0.0),
            ("Bu Sri", "Pak Sri Mulyono", 0.0),
            ("B.", "Budi Santoso", 0.0),
            ("Santoso Budi", "Budi Santoso", 0.0),
            ("", "Budi", 0.0),
        ],
    )
    def test_fit(self, said: str, listed: str, fit: float) -> None:
        assert name_fit(person_name(said), person_name(listed)) == fit

    def test_offices_are_written_out(self) -> None:
        assert office_fits("Kabid Mutasi", "Kepala Bidang Mutasi dan Promosi")
        assert not office_fits("Kabid Mutasi", "Kepala Bidang Diklat")
        assert not office_fits("Kepala", "Kepala Bidang Diklat")
        assert not office_fits("Kabid Mutasi", None)
        assert office_fits("Bu Lurah", "Lurah")
        assert office_fits("Direktur", "Direktur RSUD")
        assert not office_fits("Direktur", "Wakil Direktur")


class TestRenaming:
    def test_a_new_name_changes_no_identifier(self, transcript: Transcript) -> None:
        renamed = rename_speaker(transcript, "Pembicara 3", "Rina  Wati")
        assert speakers(renamed) == ["Pak Budi", "Bu Sri", "Rina Wati", "Pak Budi"]
        assert [one.id for one in renamed.utterances] == ["u1", "u2", "u3", "u4"]
        assert [one.raw for one in renamed.utterances] == [one.raw for one in transcript.utterances]

    def test_merging(self, transcript: Transcript) -> None:
        merged = merge_speakers(transcript, ("Pembicara 3", "Bu Sri"), "Bu Sri")
        assert speakers(merged) == ["Pak Budi", "Bu Sri", "Bu Sri", "Pak Budi"]

    def test_single_utterances_may_be_somebody_elses(self, transcript: Transcript) -> None:
        assert speakers(assign_speaker(transcript, {"u4"}, "Bu Sri"))[3] == "Bu Sri"
        with pytest.raises(NotFound, match="u9"):
            assign_speaker(transcript, {"u9"}, "Bu Sri")

    def test_names_that_cannot_be(self, transcript: Transcript) -> None:
        with pytest.raises(NotFound, match="Andi"):
            rename_speaker(transcript, "Andi", "Budi")
        for name in ("", " \u202e ", "x" * 121):
            with pytest.raises(InvalidInput):
                rename_speaker(transcript, "Bu Sri", name)

    def test_tally(self, transcript: Transcript) -> None:
        assert list_speakers(transcript) == (
            SpeakerTally("Pak Budi", 2, 3, "u1", None),
            SpeakerTally("Bu Sri", 1, 2, "u2", None),
            SpeakerTally("Pembicara 3", 1, 1, "u3", None),
        )

    def test_the_next_free_number(self, transcript: Transcript) -> None:
        assert next_unnamed(speakers(transcript)) == "Pembicara 1"
        assert next_unnamed(["Pembicara 1", "Pembicara 2"]) == "Pembicara 3"

    @pytest.mark.parametrize(
        ("speaker", "unnamed"),
        [("Pembicara", True), ("Pembicara 3", True), ("Catatan", True), ("Pak Budi", False)],
    )
    def test_unnamed(self, speaker: str, unnamed: bool) -> None:
        assert is_unnamed(speaker) == unnamed


class TestMatching:
    def test_by_name(self, transcript: Transcript) -> None:
        budi, sri, third = match_speakers(transcript, (BUDI, SRI))
        assert (budi.participant, budi.certain) == (BUDI, True)
        assert (sri.participant, sri.certain) == (SRI, True)
        assert (third.participant, third.certain) == (None, False)

    def test_two_of_a_name_are_left_to_the_secretary(self, transcript: Transcript) -> None:
        sri = match_speakers(transcript, (BUDI, SRI, OTHER_SRI))[1]
        assert (sri.participant, sri.certain) == (None, False)
        assert sri.reason == "bisa Sri Wahyuni, S.E., Sri Rahayu; pilih sendiri"

    def test_by_office(self) -> None:
        transcript = read_transcript("Kabid Mutasi: Pagi.\nKabid Diklat: Pagi.\nCamat Coblong: Pagi.")
        matches = match_speakers(transcript, (BUDI, SRI, OTHER_SRI))
        assert [match.participant for match in matches] == [BUDI, OTHER_SRI, None]
        assert matches[2].reason == "tidak ada di daftar peserta"

    def test_a_name_spelt_alike_is_only_offered(self) -> None:
        transcript = read_transcript("Pak Santosa: Pagi.\nBu Sri: Pagi.")
        match = match_speakers(transcript, (BUDI, SRI))[0]
        assert (match.participant, match.certain) == (BUDI, False)

    def test_only_the_certain_are_named(self, transcript: Transcript) -> None:
        named = name_speakers(transcript, (BUDI, SRI, OTHER_SRI))
        assert speakers(named) == [BUDI.name, "Bu Sri", "Pembicara 3", BUDI.name]
