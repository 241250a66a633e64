"""What is said of a claim that was checked: the label and, in plain Indonesian, what spoke for it."""

from enum import StrEnum

from assistant.support_features import Features


class Support(StrEnum):
    """How a claim stands to the texts it cites."""

    SUPPORTED = "didukung"
    CONTRADICTED = "bertentangan"
    BEYOND = "melampaui"


_SAID = {
    Support.SUPPORTED: "Kalimat sejalan dengan teks rujukannya.",
    Support.CONTRADICTED: "Kalimat tampaknya bertentangan dengan teks rujukannya",
    Support.BEYOND: "Kalimat tampaknya menyatakan lebih dari teks rujukannya",
}
_CONTRARY = (
    ("modality", "kewajiban, kebolehan, atau larangannya berbeda"),
    ("bound", "batas paling lama atau paling sedikit tertukar"),
    ("comparison", "lebih dari dan kurang dari tertukar"),
    ("order", "sebelum dan sesudah tertukar"),
    ("unit_clash", "satuan waktunya berbeda"),
    ("day", "hari kerja dan hari kalender tertukar"),
    ("fact_clash", "angkanya berbeda"),
    ("population", "pegawai yang dimaksud berbeda"),
    ("official", "pejabat yang dimaksud berbeda"),
    ("quantity", "cakupan semua, sebagian, atau hanya berbeda"),
    ("denied", "yang satu menyangkal, yang lain tidak"),
    ("opposite", "memakai kata yang berlawanan"),
    ("junction", "“dan” dan “atau” tertukar"),
)
_MORE = (
    ("exception_lost", "pengecualiannya tidak disebut"),
    ("condition_lost", "syaratnya tidak disebut"),
    ("who_unfounded", "menyebut pegawai atau pejabat yang tidak ada dalam rujukan"),
    ("fact_missing", "menyebut angka yang tidak ada dalam rujukan"),
    ("missing_names", "menyebut nama yang tidak ada dalam rujukan"),
)
TELLING = 0.3
"""A feature from which on it is named as a reason."""


def reason_of(label: Support, features: Features) -> str:
    """One sentence: the label and the feature that spoke for it most plainly, where one did."""
    named = {Support.CONTRADICTED: _CONTRARY, Support.BEYOND: _MORE}.get(label)
    if named is None:
        return _SAID[label]
    why = next((said for name, said in named if getattr(features, name) >= TELLING), "")
    return f"{_SAID[label]}: {why}." if why else f"{_SAID[label]}."
