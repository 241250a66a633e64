"""The assistant never decides a person's case: what it may not say, and what it says instead."""

import re

from assistant.guard.injection_view import view

CLOSING = "Keputusan tetap pada pejabat yang berwenang di instansi Anda."
"""Stands at the end of every answer about somebody's own case."""

_YOU = r"(?:anda|saudara|kamu|bapak|ibu|bapak/ibu)"
_FATE = (
    r"(?:diberhentikan|dipecat|dijatuhi|dihukum|dikenai|dikenakan|disanksi|diturunkan|dimutasi"
    r"|dipindahkan|dinonaktifkan"
    r"|diangkat|dilantik|dipromosikan|dinaikkan|lulus|naik\s+pangkat|dipensiunkan|dibebaskan|dibatalkan"
    r"|dicabut)"
)
_DECIDED = r"(?:disetujui|ditolak|dikabulkan|diterima|diluluskan|disahkan|dibatalkan|diloloskan)"
_MATTER = (
    r"(?:permohonan|pengajuan|usulan|usul|cuti|banding|keberatan|mutasi|pensiun|izin|kenaikan\s+pangkat"
    r"|lamaran|gugatan)"
)
_DECIDES = re.compile(
    rf"\b{_YOU}\s+(?:akan|pasti|harus|sudah|telah|dipastikan|dinyatakan|resmi"
    rf"|tidak\s+akan)\s+(?:segera\s+)?(?:{_FATE}|bersalah)\b"
    rf"|\b{_YOU}\s+(?:{_FATE.replace('|lulus', '')})\s+(?:dari|dengan|karena|mulai|sebagai)\b"
    rf"|\b{_YOU}\s+(?:terbukti|dinyatakan|tidak\s+terbukti|jelas|memang)\s+(?:\w+\s+)?(?:bersalah"
    rf"|melanggar|melakukan|lulus|gugur)\b"
    rf"|\b{_YOU}\s+(?:tidak\s+)?bersalah\b"
    rf"|\b{_MATTER}\s+(?:\w+\s+){{0,4}}?{_YOU}\s+(?:\w+\s+){{0,2}}?(?:telah\s+|sudah\s+|akan\s+|pasti\s+"
    rf"|kami\s+"
    rf"|tidak\s+)*{_DECIDED}\b"
    rf"|\b(?:saya|kami)\s+(?:telah\s+|dengan\s+ini\s+|sudah\s+)?(?:menyetujui|menolak|mengabulkan"
    rf"|memutuskan|meloloskan|menetapkan)\b"
    rf"|\b(?:saya|kami)\s+(?:menjamin|pastikan|memastikan|berjanji|jamin)\b"
)
_SUPPOSING = re.compile(r"\b(?:apabila|jika|bila|kalau|dalam\s+hal|seandainya)\b")
_TOLD = re.compile(
    rf"\b{_YOU}\s+(?:(?:tidak|belum)\s+)?(?:pernah|telah|sudah|sedang|baru\s+saja|memang)\s+(?!lama\b)\w+"
)
_GRANTED = re.compile(
    r"\b(?:apabila|jika|bila|bilamana|kalau|dalam\s+hal|seandainya|selama|saat|ketika|setelah|sesudah|sejak|sebelum"
    r"|sampai|hingga|walau(?:pun)?|meski(?:pun)?|karena|bahwa|apakah|yang|agar|supaya|kecuali)\b"
)
_VERDICT = re.compile(
    r"^\W*(?:ya|iya|tidak|bukan|belum|betul|benar|tentu(?:\s+saja)?|boleh|bisa|dapat)"
    r"(?:\s*[,.;:!]|\s+(?:karena|sebab)\b|\W*$)"
)
_OWN = re.compile(
    r"\b(?:saya|aku|gue|gua|ku)\b|\b(?:cuti|gaji|pensiun|sk|pangkat|kasus|hukuman|permohonan|usulan|tpp"
    r"|jabatan)(?:ku|nya saya)\b"
)


def decides_case(sentence: str) -> bool:
    """Whether a sentence of an answer decides the reader's case or promises something.

    What holds under a condition ("apabila …, Anda akan diberhentikan") tells a rule and is no decision.
    """
    seen = view(sentence).text
    return bool(_DECIDES.search(seen)) and not _SUPPOSING.search(seen)


def begins_with_verdict(sentence: str) -> bool:
    """Whether a sentence begins with a bare yes or no ("Tidak, karena …"), which no source says."""
    return bool(_VERDICT.search(view(sentence).text))


def tells_of_reader(sentence: str) -> bool:
    """Whether a sentence states as a fact what the reader is or did: no source of ours knows that.

    What is only supposed ("bila Anda sudah …", "setelah Anda …") is none.
    """
    seen = view(sentence).text
    found = _TOLD.search(seen)
    return found is not None and not _GRANTED.search(seen, 0, found.start())


def closing(question: str) -> str:
    """``CLOSING`` for a question about somebody's own case, else nothing."""
    return CLOSING if _OWN.search(view(question).text) else ""
