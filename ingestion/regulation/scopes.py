"""What part of a regulation is revoked, in words short enough to stand beside its name."""

import re

WHOLE = "seluruhnya"
_PUBLISHED = re.compile(r"\s*\((?:Tambahan\s+)?(?:Lembaran|Berita|Staatsblad)\b.*", re.IGNORECASE)
_VERB = re.compile(r",?\s+(?:dinyatakan|dicabut|tidak\s+berlaku|ditarik\s+kembali)\b.*")
_LINK = re.compile(
    r"\s+(?:(?:yang|sebagaimana)\s+)?(?:(?:di|ter)(?:atur|tuang|muat|maksud|cantum)\s+)?(?:di\s?)?(?:dalam|pada)\s*:?$"
)
_PROVISIONS = "ketentuan"


def readable(words: str) -> str:
    """``"Ketentuan mengenai cuti yang diatur dalam"`` → ``"ketentuan mengenai cuti"``.

    What only links the part to its regulation, says where that was published, or revokes is left out;
    "ketentuan dalam:" alone says no more than that it is a part.

    Args:
        words: as the sentence has them before or after the name.
    """
    told = " ".join(words.split())
    for left_out in (_PUBLISHED, _VERB, _LINK):
        told = left_out.sub("", told)
    if told.lower().startswith(_PROVISIONS):
        told = told[0].lower() + told[1:]
    return f"sebagian {_PROVISIONS}" if told in {_PROVISIONS, f"{_PROVISIONS}-{_PROVISIONS}"} else told
