"""What kind of answer a question asks for, and whether a text has one of that kind.

A text can be about everything a question names and still not hold the amount, the day or the office that it
asks for. Question classes after Li and Roth, Learning Question Classifiers (2002), cut to what ASN ask.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from corpus.search_words import search_words


class AnswerType(StrEnum):
    """Kinds of answer that can be told from words; everything else is ``ANY``."""

    OPINION = "opinion"
    NAME = "name"
    CONTACT = "contact"
    MONEY = "money"
    SHARE = "share"
    AGE = "age"
    DURATION = "duration"
    COUNT = "count"
    DATE = "date"
    OFFICE = "office"
    SANCTION = "sanction"
    STEPS = "steps"
    LIST = "list"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class _Rule:
    """How a question asks for a kind of answer, and how a text looks that has one."""

    type: AnswerType
    asks: re.Pattern[str]
    has: re.Pattern[str]


def _rule(type_: AnswerType, asks: str, has: str) -> _Rule:
    return _Rule(type_, re.compile(asks, re.IGNORECASE), re.compile(has, re.IGNORECASE))


_NUMBER = (
    r"(?:\d+|\b(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|seperdua|sepertiga"
    r"|separuh|setengah|se(?=bulan|tahun|hari|minggu|jam|kali)|\w+\s+(?:belas|puluh))\b)"
)
_SPAN = (
    rf"{_NUMBER}[^.;:]{{0,30}}?\b(?:jam|hari|minggu|pekan|bulan|tahun|menit)"
    r"|\bse(?:hari|minggu|bulan|tahun)\b"
)
_MONTH = r"\b(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)\b"
_PRICE = r"\b(?:biaya|bayar|tarif|harga|denda|ongkos|honor)\w*\b"
_HOW_MUCH = r"\b(?:berapa|besar(?:nya|an)?|nominal(?:nya)?|jumlah(?:nya)?)\b"

_NOTHING = r"(?!)"
"""No rule has an opinion."""

_RULES = (
    _rule(
        AnswerType.OPINION,
        r"\bmenurut(?:mu| kamu| lo| lu)\b|\bpendapat(?:mu| kamu)\b|\bpaling (?:bagus|keren|enak|seru|cocok)\b"
        r"|\bkamu (?:suka|pilih|dukung)\b",
        _NOTHING,
    ),
    _rule(
        AnswerType.NAME,
        r"\bsiapa (?:saja )?nama\w*|\bnama\w*\b.*\bsiapa\b",
        r"\b(?:bernama|atas nama|sdr\.?|dr\.|drs\.|ir\.|prof\.|s\.h\.|m\.si|nip\.?)\s",
    ),
    _rule(
        AnswerType.CONTACT,
        r"\balamat\b|\bjalan apa\b|\b(?:nomor|no)\.? (?:hp|wa|whatsapp|telepon|telp|kontak)\b"
        r"|\bkantor\w*\b.*\b(?:di ?mana|jalan)\b",
        r"\b(?:alamat|jalan [A-Z]|jl\.|gedung|telepon|telp|surel|email|e-mail|whatsapp)",
    ),
    _rule(
        AnswerType.SHARE, r"\b(?:persen|persentase)\b|%", r"%|\bpersen\b|\bper ?seratus\b|\d/\d|\bseper\w+"
    ),
    _rule(
        AnswerType.MONEY,
        rf"{_PRICE}.*{_HOW_MUCH}|{_HOW_MUCH}.*{_PRICE}|^\s*biaya\b",
        r"\brp\b|rupiah|\bbiaya\b|\btarif\b|\btidak dipungut\b|\bgratis\b",
    ),
    _rule(
        AnswerType.AGE,
        r"\b(?:umur|usia)\b.*\bberapa\b|\bberapa\b.*\b(?:umur|usia)\b",
        rf"{_NUMBER}[^.;:]{{0,30}}?\btahun",
    ),
    _rule(
        AnswerType.DURATION,
        r"\bberapa (?:\w+ )?(?:jam|hari|minggu|bulan|tahun|lama)\b|\bsampai kapan\b"
        r"|\bmaksimal(?:nya)? berapa\b",
        _SPAN,
    ),
    _rule(
        AnswerType.DATE,
        r"\b(?:kapan|tanggal berapa|bulan apa|hari apa|tahun berapa)\b",
        rf"{_MONTH}|\btanggal\b|{_SPAN}"
        r"|\b(?:sejak|setelah|sesudah|sebelum|terhitung|paling lambat|selama|pada saat)\b",
    ),
    _rule(AnswerType.COUNT, r"\bberapa\b", _NUMBER),
    _rule(
        AnswerType.OFFICE,
        r"\b(?:siapa|ke ?mana|di ?mana)\b",
        r"\b(?:pejabat|presiden|menteri|kepala|ppk|pyb|atasan|bupati|gubernur|wali ?kota|sekretaris|pimpinan"
        r"|ketua|bkn|bpasn|badan|komisi|pengadilan|mahkamah|tim|dewan|instansi|unit|kementerian|lembaga|pemerintah|ombudsman|bkd)\b",
    ),
    _rule(
        AnswerType.SANCTION,
        r"\b(?:sanksi|hukuman|diapakan|risiko|resiko|dihukum|akibat)\w*\b",
        r"\b(?:hukuman|sanksi|teguran|pernyataan tidak puas|pemberhentian|diberhentikan|penurunan|pembebasan"
        r"|pemotongan|penundaan|denda|pidana|dipidana|penjara|kurungan)\w*\b",
    ),
    _rule(
        AnswerType.STEPS,
        r"\b(?:cara|caranya|prosedur\w*|langkah\w*|alur\w*|tata cara|urus|ngurus|mengurus)\b",
        r"\b(?:mengajukan|diajukan|ajukan|permohonan|permintaan|tertulis|melalui|menyampaikan|disampaikan"
        r"|langkah|tata cara)\b",
    ),
    _rule(
        AnswerType.LIST,
        r"\b(?:apa (?:saja|aja)|syarat\w*|persyaratan|jenis\w*)\b",
        r":|;|\b(?:meliputi|terdiri|antara lain|yaitu)\b|,[^,.]+,",
    ),
)
_HAS = {rule.type: rule.has for rule in _RULES}
FIRM = frozenset(
    {
        AnswerType.OPINION,
        AnswerType.NAME,
        AnswerType.CONTACT,
        AnswerType.MONEY,
        AnswerType.SHARE,
        AnswerType.AGE,
    }
)
"""Kinds that a text can hardly give without such words; those of the others are common in every law."""
_UNIT = re.compile(r"\bberapa (\w+)", re.IGNORECASE)
_LOCAL = re.compile(
    r"\b(?:kabupaten|kota|provinsi|daerah|dinas|kantor|instansi|sekolah|opd|pemda|pemkab|bkd|unit)"
    r" (?:kita|kami|saya|sini)\b|\b(?:hari|minggu|bulan) ini\b"
    r"|\b(?:tahun|bulan) (?:lalu|depan)\b.*\bberapa\b|\bberapa\b.*\b(?:tahun|bulan) lalu\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@lru_cache(maxsize=256)
def answer_type(question: str) -> AnswerType:
    """The kind of answer that a question in standard words asks for, the most telling first."""
    return next((rule.type for rule in _RULES if rule.asks.search(question)), AnswerType.ANY)


@lru_cache(maxsize=4_096)
def has_answer(type_: AnswerType, text: str) -> bool:
    """Whether ``text`` has words of that kind of answer; always for ``ANY``."""
    return type_ is AnswerType.ANY or _HAS[type_].search(text) is not None


def counted(question: str) -> tuple[str, ...]:
    """Search words of what is counted: ``("poin",)`` for "berapa poin", empty where nothing is named."""
    return tuple(word for name in _UNIT.findall(question) for word in search_words(name))


def asks_locally(question: str) -> bool:
    """Whether it asks of one place or moment ("di kabupaten kita", "bulan ini"), which no rule speaks of."""
    return _LOCAL.search(question) is not None


def years(text: str) -> frozenset[str]:
    """The years that a text names."""
    return frozenset(_YEAR.findall(text))
