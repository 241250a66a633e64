"""Sentences that advise, point onward, name a gap or comfort: no law could bear them out."""

import re

from assistant.fact_support import checkable

_PRACTICE = re.compile(r"\(praktik umum\b", re.IGNORECASE)
"""Marked in the text itself as what offices usually do."""
_ASKS_TO_ACT = re.compile(
    r"""^(?:[-•*]\s+|\d+[.)]\s+)?
    (?:(?:jadi|namun|karena\ itu|sambil\ menunggu|untuk\ \w+(?:\ \w+){0,6}|bila\ [^,]+)?,?\s+)?
    (?:(?:segera|coba|supaya\ aman|agar\ adil),?\s+)?
    (?:ajukan|bantu|bicarakan|ikuti|jelaskan|kirimkan|laporkan|minta|teruskan|buat|bawa|mulailah|siapkan|simpan|kirim|catat|cocokkan|gunakan|hitung|sertakan|sarankan|serahkan
      |sampaikan|tanyakan|tanya|hubungi|pastikan|lihat|baca|cek|tawarkan|beri\ tahu|beritahukan|konsultasikan
      |perbarui|periksa|kumpulkan|ceritakan|kabari)(?:lah)?\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SUGGESTS = re.compile(
    r"\b(?:sebaiknya|silakan|mohon|mintalah|tanyakan|menanyakan|ditanyakan|konsultasikan|berkonsultasi"
    r"|pastikan|dipastikan|hubungi|bacalah)\b",
    re.IGNORECASE,
)
_BINDS = re.compile(r"\b(?:wajib|dilarang|berhak|diancam|dikenai|dijatuhi|diberhentikan)\b", re.IGNORECASE)
"""Before "…, jadi tanyakan kepada BKPSDM" such a word tells a rule."""
_WHO = (
    r"(?:BKD|BKPSDM|BKN|PPK|PPID|KPU|inspektorat|bendahara|bagian\s+\w+|bidang\s+\w+|panitia\s+\w+|unit\s+diklat"
    r"|instansi\s+pembina|petugas\s+\w+|penyelenggara\s+pemilu)"
)
_KNOWS = r"(?:memastikan|menjawab|menjelaskan|membantu|memeriksa)"
_POINTS_ON = re.compile(
    rf"\b{_WHO}\b[^.;]*\b(?:dapat|bisa|yang)\b[^.;]*\b{_KNOWS}\b|\byang\s+(?:berwenang\s+)?{_KNOWS}\b[^.;]*\b{_WHO}\b",
    re.IGNORECASE,
)
_GAP = re.compile(
    r"""\b(?:kami
      | diatur\ (?:lagi\ |juga\ )?(?:tersendiri|tiap\ instansi)
      | diatur\ (?:lagi\ |juga\ )?(?:oleh\ |dalam\ )?peraturan\ (?:lain|tersendiri)
      | mengikuti\ (?:ketentuan|aturan|pengumuman|daftar\ gaji|peraturan)
      | (?:punya|mempunyai)\ (?:aturan|ketentuan)\ (?:sendiri|tersendiri)
      | (?:tidak|belum)\ (?:disebut|menyebut|dirinci|merinci)(?:kan)?
      | (?:ditentukan|dinilai)\ (?:lewat|oleh)\ pemeriksaan | berbeda(?:-beda)?\ (?:tiap|menurut))\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What the texts here do not tell, or leave to a text that is not here."""
_COMFORTS = re.compile(
    r"\b(?:berduka\s+cita|prihatin|semoga|terima\s+kasih|selamat|khawatir|tenang)\b", re.IGNORECASE
)


def advises(sentence: str) -> bool:
    """Whether a sentence of an entry advises, sends the reader on, names a gap or comforts.

    What is marked as usual practice does. Otherwise a sentence that states a checkable fact never does:
    "Ajukan dalam 14 hari kerja" tells a rule, "Siapkan berkasnya" does not.
    """
    if _PRACTICE.search(sentence):
        return True
    if checkable(sentence):
        return False
    if _ASKS_TO_ACT.search(sentence) or _GAP.search(sentence) or _COMFORTS.search(sentence):
        return True
    return not _BINDS.search(sentence) and bool(_SUGGESTS.search(sentence) or _POINTS_ON.search(sentence))
