"""What can be wrong with a sentence that a model wrote."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of problem; the value is what is noted of a dropped sentence."""

    HANDLE = "sumber yang disebut tidak ada"
    BEARING = "sumber yang disebut tidak membahasnya"
    QUOTE = "kutipannya tidak sama dengan sumber"
    UNCITED = "menyatakan aturan tanpa sumber"
    FACT = "angka, tanggal, atau nomor peraturannya tidak ada di sumber"
    FORCE = "sumbernya tidak berlaku pada tanggal itu"
    POPULATION = "sumbernya tentang pegawai lain"
    CONTACT = "memuat alamat atau nomor yang tidak ada di sumber"
    INSTRUCTION = "memuat perintah, bukan aturan"
    CONTRADICTED = "bertentangan dengan sumber"
    BEYOND = "melampaui isi sumber"
    TORN = "menyambung kalimat yang tidak ditampilkan"
    READER = "menyatakan hal tentang penanya yang tidak diketahui sumber"
    DECIDES = "memutuskan perkara seseorang"
    LEAK = "bukan kalimat jawaban petugas"
    ASKS = "pertanyaan, bukan jawaban"
    PERSONAL = "memuat data pribadi yang tidak disebut dalam pertanyaan"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        detail: in Indonesian, as the model is told when it is asked to repair.
    """

    kind: Kind
    detail: str


HOPELESS = frozenset({Kind.INSTRUCTION, Kind.TORN, Kind.ASKS})
"""What is not asked for again."""
