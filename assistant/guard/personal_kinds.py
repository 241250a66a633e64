"""The kinds of personal data that are found, and one find."""

from dataclasses import dataclass
from enum import StrEnum


class PersonalKind(StrEnum):
    """What a span of text gives away about a person. The value is the word in its placeholder."""

    NIP = "NIP"
    NIK = "NIK"
    KK = "KK"
    NPWP = "NPWP"
    PHONE = "TELEPON"
    EMAIL = "EMAIL"
    ACCOUNT = "REKENING"
    ADDRESS = "ALAMAT"
    BIRTH = "TANGGAL-LAHIR"
    NAME = "NAMA"

    @property
    def label(self) -> str:
        """In Indonesian, as shown to the person who typed it."""
        return _LABELS[self]


_LABELS = {
    PersonalKind.NIP: "NIP",
    PersonalKind.NIK: "NIK",
    PersonalKind.KK: "nomor Kartu Keluarga",
    PersonalKind.NPWP: "NPWP",
    PersonalKind.PHONE: "nomor telepon",
    PersonalKind.EMAIL: "alamat surel",
    PersonalKind.ACCOUNT: "nomor rekening",
    PersonalKind.ADDRESS: "alamat rumah",
    PersonalKind.BIRTH: "tanggal lahir",
    PersonalKind.NAME: "nama orang",
}


@dataclass(frozen=True, slots=True)
class Span:
    """Where personal data stands: characters ``start`` to ``end`` (exclusive) of a text."""

    kind: PersonalKind
    start: int
    end: int
