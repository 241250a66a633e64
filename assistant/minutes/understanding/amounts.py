"""Numbers and amounts as they are said: "dua setengah miliar", "Rp1,2 M", "15 persen", "tiga puluh orang"."""

import re
from collections.abc import Iterable
from fractions import Fraction

from assistant.minutes.models import Amount, Utterance
from corpus.number_words import PHRASE, SCALES, read_number
from corpus.quantities import read_digits

_SCALE_WORDS = {**SCALES, "m": 10**9, "t": 10**12}
_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?|\d+\.\d{1,2}"
_PEOPLE_AND_THINGS = (
    "orang|org|pegawai|peserta|formasi|jabatan|pns|pppk|asn|cpns|guru|perawat|bidan|dokter|pelamar|honorer|panitia|pengajar"
    "|dokumen|berkas|lembar|halaman|unit|opd|skpd|dinas|kecamatan|desa|kelurahan|puskesmas|sekolah|kamar|kursi|meja"
    "|laptop|komputer|printer|kendaraan|mobil|motor|paket|kali|usulan|usul|surat|laporan|kasus|aduan|kegiatan|angkatan"
    "|sesi|ruang|ruangan|titik|loket|server|gigabyte|gb|tb|km|meter|kg|liter|eksemplar|buah|kotak|dus|set|tim|bidang|kelas"
)
_TIME = "hari kerja|hari kalender|hari|minggu|pekan|bulan|tahun|jam|menit|semester"
_AMOUNT = re.compile(
    rf"""(?<![\w./,-])(?P<currency>rp\.?\s*|idr\s*)?
    (?:(?P<digits>{_DIGITS})(?![.,]?\d)(?:\s*(?P<scale>triliun|miliar|milyar|juta|ribu|jt|rb
      |(?-i:[MT])(?![\w])))?(?![a-z/])
      |(?P<words>{PHRASE}))
    (?:\s*(?P<percent>%|persen\b)|\s+(?P<rupiah>rupiah\b)|\s+(?P<unit>(?:{_TIME}
      |{_PEOPLE_AND_THINGS})(?:nya)?\b(?!\s+(?:19|20)\d\d)))?""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL = re.compile(
    r"(?:pasal|ayat|nomor|no\.?|nomer|tahun|tanggal|tgl\.?|pukul|jam|huruf|angka|agenda|poin|tw"
    r"|triwulan|ke|lantai|golongan|eselon)\s*-?$",
    re.IGNORECASE,
)
_LONGEST_LABEL = 12
MONEY_FROM = 10_000
"""A number this large that is said in words of money's size ("lima ratus juta") without a unit is money."""


def find_amounts(utterances: Iterable[Utterance]) -> list[Amount]:
    """Every number with a unit, percentage and amount of money in order, without bare numbers and dates."""
    return [amount for utterance in utterances for amount in amounts_in(utterance)]


def amounts_in(utterance: Utterance) -> list[Amount]:
    """The amounts of one utterance. Linear in its length."""
    text = utterance.text
    found = []
    for match in _AMOUNT.finditer(text):
        value = _value(match)
        unit = _unit(match, value)
        if value is None or unit is None:
            continue
        if not match["currency"] and _LABEL.search(
            text, max(0, match.start() - _LONGEST_LABEL), match.start()
        ):
            continue
        found.append(Amount(match[0].strip(), float(value), unit, utterance.id))
    return found


def spoken_number(words: str) -> Fraction | None:
    """What number words say, with a scale after a fraction too: "dua setengah miliar" → 2,500,000,000."""
    value = read_number(words)
    if value is not None:
        return value
    head, _, last = words.lower().rpartition(" ")
    scale = SCALES.get(last)
    if scale is None or not head:
        return None
    first = read_number(head)
    return first * scale if first is not None else None


def _value(match: re.Match[str]) -> Fraction | None:
    if match["words"]:
        # "Setengah delapan" is a time, and half of something that is not said counts nothing.
        return None if match["words"].lower() in ("setengah", "separuh") else spoken_number(match["words"])
    value = read_digits(match["digits"])
    if value is None:
        return None
    return value * _SCALE_WORDS[match["scale"].lower()] if match["scale"] else value


def _unit(match: re.Match[str], value: Fraction | None) -> str | None:
    if match["percent"]:
        return "persen"
    if match["currency"] or match["rupiah"]:
        return "rupiah"
    if match["unit"]:
        return re.sub(r"nya$", "", " ".join(match["unit"].lower().split()))
    in_words = match["words"] is not None and re.search(
        r"ribu|juta|mil[iy]ar|triliun", match["words"], re.IGNORECASE
    )
    if value is not None and value >= MONEY_FROM and (match["scale"] or in_words):
        return "rupiah"
    return None
