"""Sentences of law made wrong, or reworded without becoming so, by rules that need no reader."""

import random
import re
from collections.abc import Callable, Mapping
from enum import StrEnum

from assistant.support import Support


class Corruption(StrEnum):
    """What was done to a true sentence."""

    NEGATED = "negated"
    STRENGTHENED = "strengthened"
    BOUND = "bound"
    ORDER = "order"
    COMPARISON = "comparison"
    NUMBER = "number"
    UNIT = "unit"
    DAY = "day"
    SUBJECT = "subject"
    JUNCTION = "junction"
    CONDITION_DROPPED = "condition_dropped"
    EXCEPTION_DROPPED = "exception_dropped"
    REQUIREMENT_DROPPED = "requirement_dropped"


BEYOND = frozenset(
    {Corruption.CONDITION_DROPPED, Corruption.EXCEPTION_DROPPED, Corruption.REQUIREMENT_DROPPED}
)
"""What makes a sentence say more than its source rather than the contrary."""


def label_of(corruption: Corruption) -> Support:
    """Whether the corrupted sentence contradicts its source or goes beyond it."""
    return Support.BEYOND if corruption in BEYOND else Support.CONTRADICTED


Change = Callable[[str, random.Random], str]


def _swaps(pairs: Mapping[str, tuple[str, ...]]) -> Change:
    """Replace one phrase that occurs, drawn by chance, by one of those that mean something else."""
    longest_first = sorted(pairs, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)

    def change(text: str, chance: random.Random) -> str:
        found = list(pattern.finditer(text))
        if not found:
            return text
        match = chance.choice(found)
        other = chance.choice(pairs[match.group().lower()])
        written = other[:1].upper() + other[1:] if match.group()[0].isupper() else other
        return text[: match.start()] + written + text[match.end() :]

    return change


def _both_ways(*pairs: tuple[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one, other in pairs:
        found[one] = (*found.get(one, ()), other)
        found[other] = (*found.get(other, ()), one)
    return found


_NEGATED = {
    "dapat": ("tidak dapat",),
    "tidak dapat": ("dapat",),
    "wajib": ("tidak wajib", "dilarang"),
    "tidak wajib": ("wajib",),
    "harus": ("tidak harus",),
    "dilarang": ("diperbolehkan", "boleh"),
    "boleh": ("tidak boleh",),
    "tidak boleh": ("boleh",),
    "berhak": ("tidak berhak",),
    "tidak berhak": ("berhak",),
    "berwenang": ("tidak berwenang",),
    "diberikan": ("tidak diberikan",),
    "tidak diberikan": ("diberikan",),
    "ditetapkan": ("tidak ditetapkan",),
    "dikenakan": ("tidak dikenakan",),
    "diberhentikan": ("tidak diberhentikan",),
    "dilakukan": ("tidak dilakukan",),
    "memiliki": ("tidak memiliki",),
    "mendapat": ("tidak mendapat",),
    "tidak": ("",),
}
_BOUNDS = _both_ways(
    ("paling lama", "paling singkat"),
    ("paling sedikit", "paling banyak"),
    ("paling lambat", "paling cepat"),
    ("paling tinggi", "paling rendah"),
    ("maksimal", "minimal"),
    ("sekurang-kurangnya", "sebanyak-banyaknya"),
    ("selambat-lambatnya", "secepat-cepatnya"),
    ("sedikitnya", "maksimal"),
)
_ORDERS = _both_ways(("sebelum", "setelah"), ("sebelum", "sesudah"))
_COMPARISONS = _both_ways(("lebih dari", "kurang dari"), ("di atas", "di bawah"))
_UNITS = {
    "hari": ("bulan", "minggu"),
    "hari kerja": ("bulan",),
    "bulan": ("tahun", "hari"),
    "tahun": ("bulan",),
    "jam": ("hari",),
}
_SUBJECTS = _both_ways(
    ("PNS", "PPPK"),
    ("Pegawai Negeri Sipil", "PPPK"),
    ("Presiden", "Pejabat Pembina Kepegawaian"),
    ("Presiden", "Menteri"),
    ("Menteri", "Gubernur"),
    ("Gubernur", "Bupati"),
    ("PPK", "Presiden"),
    ("atasan langsung", "Presiden"),
    ("Kepala Daerah", "Menteri"),
    ("Pemerintah Daerah", "Pemerintah Pusat"),
    ("Pemerintah", "pengadilan"),
)
_NUMBER = re.compile(
    r"(?<![\w.,/])(\d{1,3})(\s*\([a-z\s]+\))?(?=\s+(?:hari|bulan|tahun|jam|persen|orang|kali|%))"
)
_AFTER_NUMBER = re.compile(
    r"(?<=\d\s)(hari kerja|hari|bulan|tahun|jam)\b|(?<=\)\s)(hari kerja|hari|bulan|tahun|jam)\b"
)
_JUNCTION = re.compile(r"(?<=[\w,] )(dan|atau)(?= \w)")
_EXCEPTION = re.compile(r",?\s*(?:kecuali|selain)\s[^,.;]{8,}", re.IGNORECASE)
_CONDITION_FIRST = re.compile(
    r"^(?:Dalam hal|Apabila|Jika|Bila|Sepanjang|Dengan syarat)\s[^,.;]{8,},\s*(?:maka\s+)?(?=\w)",
    re.IGNORECASE,
)
_CONDITION_LAST = re.compile(
    r",?\s+(?:dalam hal|apabila|jika|bila|sepanjang|dengan syarat)\s[^,.;]{8,}(?=[.;]?$)", re.IGNORECASE
)

_LEADS = ("Menurut ketentuan tersebut, ", "Sesuai aturan, ", "Pada dasarnya, ", "Perlu diketahui, ")
_QUALIFIES = r"(?:bekerja|berumur|berusia|mencapai|memiliki|mempunyai|menduduki)"
_PREDICATE = r"(?:berhak|dapat|wajib|harus|mendapat|memperoleh|diberi|diberikan|diberhentikan|boleh)"
_LEAD = "(?:^|" + "|".join(f"(?<=^{lead})" for lead in _LEADS) + ")"
_IF = r"(?:bila|apabila|jika|dalam hal|kalau)"
_REQUIREMENTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!hari)(?<!kerja)(?<!bulan)(?<!tahun)(?<!berikutnya)"
        r"\s(?:setelah|sesudah|asalkan|hanya bila)\s[^.;:,]{8,}(?=[.;]?$)",
        rf"\syang (?:sudah|telah) {_QUALIFIES}\s[^.;:]{{6,}}?(?=,|\s{_PREDICATE}\s)",
        rf"\s{_IF}\s[^.;:]{{8,}}(?=[.;]?$)",
        rf"\s{_IF}(?: [^.;:,]{{3,60}})?: .{{8,}}(?=[.;]?$)",
        rf"(?<=[;:]\s){_IF}\s[^.;:]{{8,}}?,\s(?:maka\s)?",
        rf"{_LEAD}(?:setelah|sesudah|{_IF})\s[^.;:,]{{8,}},\s(?:maka\s)?",
    )
)
"""What must be so for a rule to hold and stands inside its sentence, or holds commas."""


def _other_number(text: str, chance: random.Random) -> str:
    found = list(_NUMBER.finditer(text))
    if not found:
        return text
    match = chance.choice(found)
    number = int(match[1])
    other = chance.choice(
        [one for one in (number + 1, number + 2, number * 2, number + 10, number // 2) if one > 0]
    )
    return text if other == number else text[: match.start()] + str(other) + text[match.end() :]


def _other_unit(text: str, chance: random.Random) -> str:
    found = list(_AFTER_NUMBER.finditer(text))
    if not found:
        return text
    match = chance.choice(found)
    return text[: match.start()] + chance.choice(_UNITS[match.group()]) + text[match.end() :]


def _other_day(text: str, _: random.Random) -> str:
    if "hari kerja" in text:
        return text.replace("hari kerja", "hari kalender", 1)
    return text.replace("hari kalender", "hari kerja", 1)


def _other_junction(text: str, chance: random.Random) -> str:
    found = list(_JUNCTION.finditer(text))
    if not found or "dan/atau" in text:
        return text
    match = chance.choice(found)
    return text[: match.start()] + ("atau" if match[1] == "dan" else "dan") + text[match.end() :]


def _unconditional(text: str, _: random.Random) -> str:
    shorter = _CONDITION_LAST.sub("", _CONDITION_FIRST.sub("", text, count=1), count=1)
    return shorter[:1].upper() + shorter[1:] if len(shorter.split()) >= 4 else text


def _unexcepted(text: str, _: random.Random) -> str:
    shorter = _EXCEPTION.sub("", text, count=1)
    return shorter if len(shorter.split()) >= 4 else text


def _unrequired(text: str, chance: random.Random) -> str:
    """Without the first requirement that ``_unconditional`` and ``_unexcepted`` leave."""
    others = {_unconditional(text, chance), _unexcepted(text, chance)}
    for pattern in _REQUIREMENTS:
        shorter = pattern.sub("", text, count=1).strip(" ,")
        shorter = shorter[:1].upper() + shorter[1:]
        if shorter not in {text, *others} and len(shorter.split()) >= 5:
            return shorter
    return text


_SUBJECTS_LOWER = {key.lower(): value for key, value in _SUBJECTS.items()}
CHANGES: dict[Corruption, Change] = {
    Corruption.NEGATED: _swaps(_NEGATED),
    Corruption.STRENGTHENED: _swaps({"dapat": ("wajib", "harus"), "boleh": ("wajib",)}),
    Corruption.BOUND: _swaps(_BOUNDS),
    Corruption.ORDER: _swaps(_ORDERS),
    Corruption.COMPARISON: _swaps(_COMPARISONS),
    Corruption.NUMBER: _other_number,
    Corruption.UNIT: _other_unit,
    Corruption.DAY: _other_day,
    Corruption.SUBJECT: _swaps(_SUBJECTS_LOWER),
    Corruption.JUNCTION: _other_junction,
    Corruption.CONDITION_DROPPED: _unconditional,
    Corruption.EXCEPTION_DROPPED: _unexcepted,
    Corruption.REQUIREMENT_DROPPED: _unrequired,
}


def corrupted(text: str, chance: random.Random) -> dict[Corruption, str]:
    """Every way the sentence can be made wrong, each once."""
    made = {kind: " ".join(change(text, chance).split()) for kind, change in CHANGES.items()}
    plain = " ".join(text.split())
    return {kind: other for kind, other in made.items() if other != plain}


_REFERENCE = (
    r"(?:sebagaimana|yang) dimaksud (?:dalam|pada) (?:Pasal \d+[A-Z]?|ayat \(\d+\)|huruf [a-z])"
    r"(?: (?:ayat \(\d+\)|huruf [a-z]))*"
)
_REWORDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"Pegawai Negeri Sipil", ("PNS",)),
    (r"PNS", ("Pegawai Negeri Sipil",)),
    (r"Pejabat Pembina Kepegawaian", ("PPK",)),
    (r"paling lama", ("maksimal", "tidak lebih dari", "selama-lamanya")),
    (r"paling banyak", ("maksimal", "sebanyak-banyaknya")),
    (r"paling lambat", ("selambat-lambatnya",)),
    (r"paling (?:sedikit|singkat|kurang)", ("minimal", "sekurang-kurangnya", "sedikitnya")),
    (r"(?<!tidak )wajib", ("harus", "diwajibkan")),
    (r"(?<!tidak )dapat", ("boleh", "bisa")),
    (r"dilarang", ("tidak boleh", "tidak diperbolehkan")),
    (r"tidak dapat", ("tidak bisa",)),
    (r"\(\s*[a-z]+(?: [a-z]+){0,5}\s*\)(?= (?:hari|bulan|tahun|jam|persen))", ("",)),
    (_REFERENCE, ("", "tersebut")),
    (r"(?:Apabila|Dalam hal|Jika)(?= \w)", ("Bila", "Jika", "Kalau")),
    (r"(?:apabila|dalam hal|jika)(?= \w)", ("bila", "jika", "kalau")),
    (r"(?:setelah)", ("sesudah",)),
    (r"adalah", ("ialah", "merupakan")),
    (r"sesuai dengan ketentuan peraturan perundang-undangan", ("sesuai peraturan yang berlaku", "")),
    (r"oleh karena itu", ("karena itu",)),
    (r"yang bersangkutan", ("tersebut",)),
    (r"diberikan", ("diberi",)),
    (r"melaksanakan", ("menjalankan",)),
    (r"memperoleh", ("mendapat", "menerima")),
    (r"kepada", ("pada",)),
    (r"setiap", ("tiap",)),
    (r"dikenakan", ("dikenai",)),
)
_LED = 0.6
"""Share of reworded sentences that begin with one of them."""
_CHANGED = 0.7
"""Share of the words that could be put otherwise that are."""


def reworded(text: str, chance: random.Random) -> str:
    """The same said with other words."""
    for pattern, others in _REWORDINGS:
        if chance.random() < _CHANGED:
            text = re.sub(
                rf"(?<![\w-]){pattern}(?![\w-])" if pattern[0] != "\\" else pattern,
                chance.choice(others),
                text,
            )
    lead = chance.choice(_LEADS) if chance.random() < _LED else ""
    text = " ".join(text.split()).replace(" ,", ",").replace(" .", ".")
    if lead and text:
        keep = text.split()[0].isupper() or text.split()[0] in {"Presiden", "Menteri", "Pegawai"}
        return lead + (text if keep else text[0].lower() + text[1:])
    return text
