"""Names as people say them, read apart from the product, to check it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from evals.minutes.said_numbers import tokens

_TITLES = "pak bapak bu ibu mas mbak kak mbah saudara saudari sdr sdri h hj dr drs dra ir prof kang rp rupiah"
HONORIFICS = frozenset(_TITLES.split())
_DEGREE = re.compile(r"\b[A-Z][A-Za-z]{0,3}(?:\.[A-Z][A-Za-z]{0,4})+\.?")
_SELF = "saya aku kami kita kula kulo gue ane abdi ta tak dalem sendiri ambo den awak ulun aye gua beta tiang"
_OWN = frozenset(_SELF.split())
_I_DO = re.compile(r"ku(?:pisah|buat|kirim|kerja|urus|siap|ambil|bawa|cari|cek|susun|hubung|antar|tulis)\w*")
"""One word for "saya pisahkan"."""
_YES = "siap baik oke ok iya ya bisa nggih inggih sip boleh beres insyaallah sanggup mangga"
_YES += " iye enggi engghi heueuh muhun"
_AGREES = frozenset(_YES.split())
_SHORT_REPLY = 8
"""Words up to which a reply is an assent and not an order that begins with "ya"."""
_LEAST_PREFIX = 3
"""Letters by which a short form names somebody; one more where it is the end of the name."""
_RANKS = "kepala bidang bagian sub subbagian subbidang dan staf seksi dinas badan"
_COMMON_OFFICE = frozenset(_RANKS.split())
"""Words of an office that name nobody by themselves."""


def name_parts(name: str) -> list[str]:
    """The words of a name, folded, without titles, degrees and what stands in parentheses."""
    bare = re.sub(r"\([^)]*\)", " ", _DEGREE.sub(" ", name))
    return [part for part in tokens(bare) if part not in HONORIFICS and len(part) > 1]


def is_said(name: str, words: frozenset[str]) -> bool:
    """Whether a word of the evidence is the name or short for it: "Vero" (Veronika), "Tarjo" (Sutarjo)."""
    return name in words or any(
        (len(word) >= _LEAST_PREFIX and name.startswith(word))
        or (len(word) > _LEAST_PREFIX and name.endswith(word))
        for word in words
    )


def is_pointed_at(parts: Sequence[str], words: frozenset[str], people: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the words name a participant with these name parts: by one name, or by the office."""
    for one in people:
        names = name_parts(str(one["name"]))
        if set(parts) <= set(names):
            office = [word for word in tokens(str(one["office"] or "")) if word not in _COMMON_OFFICE]
            if any(is_said(name, words) for name in names) or any(word in words for word in office):
                return True
    return False


def takes_on(words: Sequence[str]) -> bool:
    """Whether somebody speaks of themselves or agrees, and so may be in charge of what is spoken of."""
    if any(_I_DO.fullmatch(word) for word in words):
        return True
    return not _OWN.isdisjoint(words) or (len(words) <= _SHORT_REPLY and not _AGREES.isdisjoint(words))
