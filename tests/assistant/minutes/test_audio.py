import itertools
import math
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.minutes import audio
from assistant.minutes.audio import Heard, Listened, WhisperRecogniser, check_model, transcribe
from assistant.minutes.audio_samples import RATE, Samples, Stretch, cut, stretches
from corpus.errors import InvalidInput, StorageError, UnreadableDocument


class Echo:
    """Hears one sentence a stretch, and counts how often it was asked."""

    def __init__(self, name: str = "echo", fails_at: int | None = None) -> None:
        self.name = name
        self.asked = 0
        self._fails_at = fails_at

    def hear(self, samples: Samples) -> Sequence[Heard]:
        self.asked += 1
        if self.asked == self._fails_at:
            raise KeyboardInterrupt
        return [Heard(f" Kita bahas hal nomor {self.asked}.", 0.5, 99.0), Heard(" ", 1.0, 2.0)]


@pytest.fixture
def recording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is heard as three stretches of ten seconds."""
    path = tmp_path / "rapat.mp3"
    path.write_bytes(b"ID3 rekaman")

    def three(_path: Path, _seconds: float) -> Iterator[Stretch]:
        for number in range(3):
            yield Stretch(number * 10.0, np.zeros(10 * RATE, dtype=np.float32), 30.0)

    monkeypatch.setattr(audio, "stretches", three)
    return path


def test_a_recording_becomes_utterances_with_times(recording: Path, tmp_path: Path) -> None:
    told: list[Listened] = []
    transcript = transcribe(recording, Echo(), work=tmp_path / "kerja", on_progress=told.append)
    assert transcript.format == "audio"
    assert [one.raw for one in transcript.utterances] == [
        "Kita bahas hal nomor 1. Kita bahas hal nomor 2. Kita bahas hal nomor 3."
    ]
    assert (transcript.utterances[0].start, transcript.utterances[0].end) == (0.5, 30.0)
    assert transcript.utterances[0].speaker == "Pembicara"
    assert transcript.remarks[0].startswith("Ditranskripsikan mesin")
    assert told == [Listened(10.0, 30.0), Listened(20.0, 30.0), Listened(30.0, 30.0)]


def test_an_interrupted_run_goes_on_where_it_stopped(recording: Path, tmp_path: Path) -> None:
    work = tmp_path / "kerja"
    with pytest.raises(KeyboardInterrupt):
        transcribe(recording, Echo(fails_at=3), work=work)
    again = Echo()
    transcript = transcribe(recording, again, work=work)
    assert again.asked == 1
    assert transcript.utterances[0].raw.startswith("Kita bahas hal nomor 1. Kita bahas hal nomor 2.")


def test_a_stretch_cut_off_while_it_was_written_is_heard_again(recording: Path, tmp_path: Path) -> None:
    work = tmp_path / "kerja"
    transcribe(recording, Echo(), work=work)
    kept = sorted(work.iterdir())
    assert len(kept) == 3
    kept[1].write_text(kept[1].read_text()[:20])
    again = Echo()
    transcribe(recording, again, work=work)
    assert again.asked == 1


@pytest.mark.parametrize("change", ["model", "recording", "length"])
def test_results_of_something_else_do_not_count(recording: Path, tmp_path: Path, change: str) -> None:
    work = tmp_path / "kerja"
    transcribe(recording, Echo(), work=work)
    if change == "recording":
        recording.write_bytes(b"ID3 rekaman lain")
    again = Echo("lain" if change == "model" else "echo")
    transcribe(
        recording, again, work=work, stretch_seconds=60.0 if change == "length" else audio.STRETCH_SECONDS
    )
    assert again.asked == 3


def test_silence_is_said_to_be_silence(recording: Path, tmp_path: Path) -> None:
    class Deaf(Echo):
        def hear(self, samples: Samples) -> Sequence[Heard]:
            return []

    with pytest.raises(UnreadableDocument, match="tidak terdengar ucapan"):
        transcribe(recording, Deaf(), work=tmp_path / "kerja")


def test_a_work_folder_that_cannot_be(recording: Path, tmp_path: Path) -> None:
    (tmp_path / "kerja").write_text("bukan folder")
    with pytest.raises(StorageError, match="tidak dapat dibuat"):
        transcribe(recording, Echo(), work=tmp_path / "kerja")


def test_a_recording_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="gagal dibaca"):
        transcribe(tmp_path / "tiada.mp3", Echo(), work=tmp_path / "kerja")


class TestStretches:
    def test_they_hold_every_sample_once_and_are_cut_in_silence(self) -> None:
        tone = np.sin(np.arange(25 * RATE, dtype=np.float32) * (2 * math.pi * 220 / RATE))
        tone[9 * RATE : 10 * RATE] = 0.0
        frames = (tone[at : at + 1024] for at in range(0, len(tone), 1024))
        found = list(cut("a.wav", frames, 10 * RATE, 25.0))
        assert np.array_equal(np.concatenate([one.samples for one in found]), tone)
        assert 9.0 < found[0].end < 10.0
        assert [one.start for one in found[1:]] == [one.end for one in found[:-1]]
        assert all(len(one.samples) <= 10 * RATE for one in found)

    def test_a_file_without_samples(self) -> None:
        with pytest.raises(UnreadableDocument, match="tidak berisi suara"):
            list(cut("a.wav", iter(()), RATE, None))

    def test_a_recording_without_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("assistant.minutes.audio_samples.LONGEST_SECONDS", 3.0)
        endless = itertools.repeat(np.zeros(RATE, dtype=np.float32))
        with pytest.raises(UnreadableDocument, match="bagi rekaman"):
            list(cut("a.wav", endless, RATE, None))

    def test_without_the_extra_it_says_how_to_install_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "av", None)
        with pytest.raises(InvalidInput, match=r"tanya-asn\[audio\]"):
            list(stretches(tmp_path / "a.mp3", 10.0))


class TestModel:
    def test_none_is_set(self) -> None:
        with pytest.raises(InvalidInput, match="TANYA_SPEECH_MODEL"):
            check_model(None)

    def test_the_extra_is_missing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(audio, "find_spec", lambda _name: None)
        with pytest.raises(InvalidInput, match=r"tanya-asn\[audio\]"):
            check_model(tmp_path)

    def test_without_its_tokenizer_it_would_be_fetched_from_the_internet(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(audio, "find_spec", lambda _name: object())
        for name in ("model.bin", "config.json"):
            (tmp_path / name).write_text("{}")
        with pytest.raises(InvalidInput, match=r"tokenizer\.json tidak ada"):
            check_model(tmp_path)
        (tmp_path / "tokenizer.json").write_text("{}")
        assert check_model(tmp_path) == tmp_path


@pytest.fixture
def speech_model() -> Path:
    """A folder with a Whisper model for faster-whisper."""
    pytest.importorskip("faster_whisper", reason="the audio extra is not installed")
    folder = os.environ.get("TANYA_TEST_SPEECH_MODEL")
    if not folder:
        pytest.skip("TANYA_TEST_SPEECH_MODEL names no folder with a Whisper model")
    return Path(folder)


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    """Some seconds of spoken Indonesian."""
    speaker = shutil.which("espeak-ng")
    if speaker is None:
        pytest.skip("espeak-ng is not installed")
    said = (
        "Selamat pagi Bapak dan Ibu. Rapat hari ini membahas mutasi pegawai. Kita putuskan hari Jumat. " * 2
    )
    path = tmp_path / "rapat.wav"
    subprocess.run([speaker, "-v", "id", "-s", "140", "-w", str(path), said], check=True)
    return path


@pytest.mark.local_model
def test_a_real_model_hears_a_real_recording(tmp_path: Path, speech_model: Path, speech: Path) -> None:
    told: list[Listened] = []
    recogniser = WhisperRecogniser(speech_model, threads=2)
    transcript = transcribe(speech, recogniser, work=tmp_path, on_progress=told.append, stretch_seconds=30.0)
    assert told[-1].done == pytest.approx(told[-1].total or 0.0, abs=0.5)
    assert len(" ".join(one.raw for one in transcript.utterances).split()) > 5
    assert all(one.start is not None and one.end is not None for one in transcript.utterances)
