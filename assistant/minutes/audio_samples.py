"""Sound files as samples for a speech recogniser, a few minutes at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import InvalidInput, UnreadableDocument

RATE = 16_000
"""Samples a second, what Whisper hears."""
LONGEST_SECONDS = 12 * 3600.0
MISSING_EXTRA = "Transkripsi suara belum dipasang; jalankan pip install 'tanya-asn[audio]' lalu mulai ulang."
_QUIET = int(0.4 * RATE)
_SEARCHED = 1 / 6
"""Last part of a stretch in which a quiet moment to cut at is looked for."""

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a recording.

    Attributes:
        start: seconds from the beginning of the file.
        samples: between -1 and 1, ``RATE`` a second.
        total: seconds of the whole file, None where it does not say.
    """

    start: float
    samples: Samples
    total: float | None

    @property
    def end(self) -> float:
        """Seconds from the beginning of the file."""
        return self.start + len(self.samples) / RATE


def stretches(path: Path, seconds: float) -> Iterator[Stretch]:
    """A sound or video file of any common format as stretches of at most ``seconds``, cut where it is quiet.

    Two stretches are in memory at most. The same file always gives the same stretches.

    Raises:
        InvalidInput: the ``audio`` extra is not installed.
        UnreadableDocument: not a sound file, without sound, or longer than twelve hours.
    """
    try:
        import av
    except ImportError as error:
        raise InvalidInput(MISSING_EXTRA) from error
    try:
        with av.open(str(path), metadata_errors="ignore") as container:
            if not container.streams.audio:
                raise UnreadableDocument(path.name, "tidak berisi suara; unggah rekaman rapatnya")
            total = None if container.duration is None else container.duration / 1_000_000
            resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
            yield from cut(path.name, _decoded(container, resampler), int(seconds * RATE), total)
    except av.error.FFmpegError as error:
        reason = "bukan berkas suara yang dapat dibuka; simpan ulang sebagai MP3, M4A, OGG atau WAV"
        raise UnreadableDocument(path.name, reason) from error


def _decoded(container: Any, resampler: Any) -> Iterator[Samples]:
    for frame in container.decode(audio=0):
        frame.pts = None  # gaps and jumps in the file's own clock would be refused
        for resampled in resampler.resample(frame):
            yield resampled.to_ndarray().reshape(-1)
    for resampled in resampler.resample(None):
        yield resampled.to_ndarray().reshape(-1)


def cut(name: str, frames: Iterator[Samples], longest: int, total: float | None) -> Iterator[Stretch]:
    """Samples in a row as stretches of at most ``longest`` samples.

    Raises:
        UnreadableDocument: there are none, or more than twelve hours of them.
    """
    held: list[Samples] = []
    length = passed = 0
    for samples in frames:
        held.append(samples)
        length += len(samples)
        while length >= longest:
            whole = np.concatenate(held)
            cut = _quietest(whole[:longest])
            yield Stretch(passed / RATE, whole[:cut], total)
            held, length, passed = [whole[cut:]], length - cut, passed + cut
        if (passed + length) / RATE > LONGEST_SECONDS:
            hours = f"{LONGEST_SECONDS / 3600:.0f}"
            raise UnreadableDocument(name, f"lebih dari {hours} jam; bagi rekaman menjadi beberapa berkas")
    if passed == 0 and length == 0:
        raise UnreadableDocument(name, "tidak berisi suara; unggah rekaman rapatnya")
    if length:
        yield Stretch(passed / RATE, np.concatenate(held), total)


def _quietest(samples: Samples) -> int:
    """Where to cut: in the middle of the quietest moment near the end, so that no word is cut through."""
    first = len(samples) - max(int(len(samples) * _SEARCHED), _QUIET)
    tail = samples[max(first, 0) :]
    windows = len(tail) // _QUIET
    if windows == 0:
        return len(samples)
    energy = np.square(tail[: windows * _QUIET].reshape(windows, _QUIET)).mean(axis=1)
    return max(first, 0) + int(energy.argmin()) * _QUIET + _QUIET // 2
