"""A recording becomes a transcript, on this machine, with a Whisper model that lies in a folder.

A long recording is heard in stretches. Each is kept in a work folder as soon as it is done, so that a run
that was interrupted goes on where it stopped.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from pydantic import TypeAdapter, ValidationError

from assistant.minutes.audio_samples import MISSING_EXTRA, RATE, Samples, Stretch, stretches
from assistant.minutes.models import Transcript
from assistant.minutes.transcript.assemble import assemble
from assistant.minutes.transcript.cues import Cue, Reading
from corpus.errors import InvalidInput, StorageError, UnreadableDocument

FORMAT = "audio"
STRETCH_SECONDS = 120.0
LANGUAGE = "id"
_NEEDED = ("model.bin", "config.json", "tokenizer.json")
"""Without its tokenizer beside it the recogniser would fetch one from the internet."""
_REMARK = "Ditranskripsikan mesin dari rekaman; siapa yang berbicara belum dikenali."


@dataclass(frozen=True, slots=True)
class Heard:
    """Words heard between two times, in seconds from the beginning of the stretch."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Listened:
    """How far a recording is heard, in seconds; ``total`` is None where the file does not say."""

    done: float
    total: float | None


class Recogniser(Protocol):
    """What hears words in samples; ``name`` tells models apart whose results must not be mixed."""

    name: str

    def hear(self, samples: Samples) -> Sequence[Heard]:
        """The words in the samples (mono, ``RATE`` a second, between -1 and 1)."""
        ...


@dataclass(frozen=True, slots=True)
class _Done:
    """A stretch that was heard, as kept in the work folder."""

    start: float
    end: float
    heard: tuple[Heard, ...]


_KEPT = TypeAdapter(_Done)


def _unheard(_progress: Listened) -> None:
    """Nobody waits to hear how far it is."""


def transcribe(
    path: Path,
    recogniser: Recogniser,
    *,
    work: Path,
    on_progress: Callable[[Listened], None] = _unheard,
    stretch_seconds: float = STRETCH_SECONDS,
) -> Transcript:
    """Hear a recording.

    Args:
        path: a sound or video file.
        work: a folder of this recording alone; what was heard before with the same model is kept there.
        on_progress: hears after every stretch how far it is.

    Returns:
        A transcript of format ``audio`` with times and unknown speakers.

    Raises:
        InvalidInput: the ``audio`` extra is not installed.
        UnreadableDocument: not a sound file, or nobody speaks in it.
        StorageError: the work folder cannot be written.
    """
    shelf = _Shelf.open(work, _fingerprint(path, recogniser.name, stretch_seconds))
    cues: list[Cue] = []
    for number, stretch in enumerate(stretches(path, stretch_seconds)):
        done = shelf.kept(number, stretch)
        if done is None:
            done = _Done(stretch.start, stretch.end, tuple(recogniser.hear(stretch.samples)))
            shelf.keep(number, done)
        cues.extend(_cues(done))
        on_progress(Listened(stretch.end, stretch.total))
    if not cues:
        raise UnreadableDocument(path.name, "tidak terdengar ucapan; periksa rekaman dan mikrofonnya")
    return assemble(Reading(cues, FORMAT, (_REMARK,)))


def _cues(done: _Done) -> Iterator[Cue]:
    for heard in done.heard:
        end = min(done.start + heard.end, done.end)
        if heard.text.strip():
            yield Cue(heard.text, None, round(done.start + heard.start, 3), round(end, 3))


def _fingerprint(path: Path, model: str, stretch_seconds: float) -> str:
    """What must be the same for earlier results to count."""
    digest = hashlib.sha256(f"{model}\0{LANGUAGE}\0{stretch_seconds}\0{RATE}\0".encode())
    try:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    except OSError as error:
        raise UnreadableDocument(path.name, f"gagal dibaca dari penyimpanan ({error})") from error
    return digest.hexdigest()


class _Shelf:
    """The work folder: one file for each stretch that was heard, named after what it belongs to."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self._folder = folder
        self._prefix = fingerprint[:16]

    @classmethod
    def open(cls, folder: Path, fingerprint: str) -> "_Shelf":
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(f"Folder kerja transkripsi {folder} tidak dapat dibuat ({error}).") from error
        return cls(folder, fingerprint)

    def kept(self, number: int, stretch: Stretch) -> _Done | None:
        try:
            done = _KEPT.validate_json(self._file(number).read_bytes())
        except (OSError, ValidationError):
            return None  # not heard yet, or cut off while it was written
        return done if done.start == stretch.start and done.end == stretch.end else None

    def keep(self, number: int, done: _Done) -> None:
        file = self._file(number)
        beside = file.with_suffix(".tmp")
        try:
            beside.write_text(json.dumps(asdict(done), ensure_ascii=False), encoding="utf-8")
            beside.replace(file)
        except OSError as error:
            reason = f"Folder kerja transkripsi {self._folder} tidak dapat ditulis ({error})"
            raise StorageError(f"{reason}; kosongkan cakram lalu jalankan lagi.") from error

    def _file(self, number: int) -> Path:
        return self._folder / f"{self._prefix}-{number:05d}.json"


def check_model(folder: Path | None) -> Path:
    """The folder of a usable Whisper model for faster-whisper.

    Raises:
        InvalidInput: none is set, the extra is not installed, or files are missing.
    """
    if folder is None:
        raise InvalidInput(
            "Transkripsi suara mati: isi TANYA_SPEECH_MODEL dengan folder model faster-whisper."
        )
    if find_spec("faster_whisper") is None:
        raise InvalidInput(MISSING_EXTRA)
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    if missing:
        reason = f"Model suara di {folder} tidak lengkap: {', '.join(missing)} tidak ada"
        raise InvalidInput(f"{reason}; salin semua berkas model faster-whisper ke sana.")
    return folder


class WhisperRecogniser:
    """A Whisper model in a folder, run by faster-whisper without the internet.

    Args:
        folder: with ``model.bin``, ``config.json``, ``tokenizer.json`` and ``vocabulary.txt``.
        threads: of the processor; 0 lets the library choose.

    Raises:
        InvalidInput: see :func:`check_model`, or the model cannot be loaded.
    """

    def __init__(self, folder: Path | None, *, threads: int = 0) -> None:
        folder = check_model(folder)
        from faster_whisper import WhisperModel

        try:
            self._model = WhisperModel(
                str(folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise InvalidInput(
                f"Model suara di {folder} tidak dapat dimuat ({error}); unduh ulang."
            ) from error
        self.name = f"{folder.name}-{(folder / 'model.bin').stat().st_size}"

    def hear(self, samples: Samples) -> Sequence[Heard]:
        """The words in the samples, silence skipped; see :class:`Recogniser`."""
        # Heard with regard to the words before, Whisper tends to loop on them.
        segments, _ = self._model.transcribe(
            samples, language=LANGUAGE, beam_size=5, vad_filter=True, condition_on_previous_text=False
        )
        return [Heard(segment.text.strip(), segment.start, segment.end) for segment in segments]
