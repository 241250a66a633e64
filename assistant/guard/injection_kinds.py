"""What an instruction to a language model tries."""

from enum import StrEnum


class InjectionKind(StrEnum):
    """What an instruction tries."""

    OVERRIDE = "abaikan-instruksi"
    ROLE = "ganti-peran"
    LEAK = "bocorkan-instruksi"
    DELIMITER = "tanda-batas"
    DICTATED = "dikte-jawaban"
    TOOL = "jalankan-alat"
    ENCODED = "teks-sandi"
    FORGED = "catatan-palsu"
    HIDDEN = "huruf-tersembunyi"
    WORDED = "mirip-perintah"

    @property
    def label(self) -> str:
        """In Indonesian, for the admin."""
        return _LABELS[self]


_LABELS = {
    InjectionKind.OVERRIDE: "menyuruh mengabaikan instruksi",
    InjectionKind.ROLE: "menyuruh berganti peran atau bebas aturan",
    InjectionKind.LEAK: "meminta instruksi sistem",
    InjectionKind.DELIMITER: "meniru tanda batas atau peran percakapan",
    InjectionKind.DICTATED: "mendiktekan isi jawaban",
    InjectionKind.TOOL: "menyuruh menjalankan alat atau mengirim data",
    InjectionKind.ENCODED: "menyembunyikan perintah dalam sandi",
    InjectionKind.FORGED: "memalsukan catatan atau penalaran model",
    InjectionKind.HIDDEN: "menyembunyikan huruf",
    InjectionKind.WORDED: "terdengar seperti perintah kepada sistem",
}
