"""The words a regulation's name begins with, and what each stands for."""

import re
from functools import cache

from corpus.identifiers import TYPE_NAMES, RegulationType

_ALIASES: dict[RegulationType, tuple[str, ...]] = {
    RegulationType.TAP_MPR: ("Ketetapan Majelis Permusyawaratan Rakyat", "TAP MPRS", "Ketetapan MPRS"),
    RegulationType.UU: ("undang2",),
    RegulationType.PERPPU: ("perpu",),
    RegulationType.KEPPRES: ("kepres",),
    RegulationType.PERDA: ("qanun",),
    RegulationType.PERMEN: ("peraturan menteri negara",),
    RegulationType.SKB: ("surat keputusan bersama",),
}
"""Spellings beside those of ``TYPE_NAMES``."""

CODE = "kitab"
"""Issuer of a head that names a code of law, whose number nobody writes."""

EMERGENCY = {"darurat": "darurat", "drt": "darurat", "prps": "prps", "prp": "prps", "pnps": "pnps"}
"""How a law that was not enacted by parliament says so, and the issuer that marks it in identifiers."""

_SPECIAL_HEADS: dict[str, tuple[RegulationType, str]] = {
    **{
        f"{law} {word}": (RegulationType.UU, issuer)
        for law in ("uu", "undang-undang")
        for word, issuer in EMERGENCY.items()
    },
    "penetapan presiden": (RegulationType.UU, "pnps"),  # those that live on are laws since UU 5/1969
    "penpres": (RegulationType.UU, "pnps"),
    "pmk": (RegulationType.PERMEN, "keu"),
    "perma": (RegulationType.PERATURAN_BADAN, "ma"),
    "perka": (RegulationType.PERATURAN_BADAN, ""),
    "perban": (RegulationType.PERATURAN_BADAN, ""),
    "pergub": (RegulationType.PERKADA, "gubernur"),
    "peraturan gubernur": (RegulationType.PERKADA, "gubernur"),
    "perbup": (RegulationType.PERKADA, "bupati"),
    "peraturan bupati": (RegulationType.PERKADA, "bupati"),
    "perwali": (RegulationType.PERKADA, "wali-kota"),
    "perwal": (RegulationType.PERKADA, "wali-kota"),
    "perwako": (RegulationType.PERKADA, "wali-kota"),
    "peraturan wali kota": (RegulationType.PERKADA, "wali-kota"),
    "peraturan walikota": (RegulationType.PERKADA, "wali-kota"),
    "kepmen": (RegulationType.KEPUTUSAN, "men"),
    "keputusan menteri negara": (RegulationType.KEPUTUSAN, "men"),
    "keputusan menteri": (RegulationType.KEPUTUSAN, "men"),
    "kepka": (RegulationType.KEPUTUSAN, ""),
    "peraturan lain": (RegulationType.OTHER, ""),
    **dict.fromkeys(
        (
            "kuhp",
            "kuhap",
            "kuhperdata",
            "kuh perdata",
            "kitab undang-undang hukum pidana",
            "kitab undang-undang hukum acara pidana",
            "kitab undang-undang hukum perdata",
        ),
        (RegulationType.OTHER, CODE),
    ),
}
"""Heads that say more than a type: the issuer, or the first part of its slug."""

_GLUED = ("permen", "kepmen")
"""Heads that are written together with their issuer: ``permendagri``."""


@cache
def heads() -> tuple[re.Pattern[str], dict[str, tuple[RegulationType, str]]]:
    """The pattern of all heads and what each stands for, by its squeezed letters."""
    meanings: dict[str, tuple[RegulationType, str]] = {
        name.lower(): (type_, "")
        for type_, names in TYPE_NAMES.items()
        for name in (*names, *_ALIASES.get(type_, ()))
        if type_ is not RegulationType.OTHER
    }
    meanings.update(_SPECIAL_HEADS)
    patterns = []
    for head in sorted(meanings, key=len, reverse=True):
        letters = head.replace(" ", r"\s+").replace("-", r"(?:\s*[-\u2010-\u2014]\s*|\s*)")
        patterns.append(letters if head in _GLUED else rf"{letters}(?![a-z])")
    patterns[patterns.index(r"se(?![a-z])")] = r"se(?![a-z-])"  # "se-Indonesia" is no Surat Edaran
    by_letters = {re.sub(r"[^a-z0-9]", "", head): meaning for head, meaning in meanings.items()}
    return re.compile(rf"(?<![a-z0-9/])(?:{'|'.join(patterns)})", re.IGNORECASE), by_letters


def meaning_of(head: str) -> tuple[RegulationType, str]:
    """Type and issuer (or first part of its slug) that a matched head stands for."""
    return heads()[1][re.sub(r"[^a-z0-9]", "", head.lower())]
