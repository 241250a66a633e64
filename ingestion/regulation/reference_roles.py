"""What a regulation that is named does in its sentence: subject, amendment, part of a title, basis."""

import re
from collections.abc import Sequence
from enum import Enum

from ingestion.regulation.references import Reference


class Role(Enum):
    """Part that a named regulation plays.

    SUBJECT: the sentence is about it. AMENDMENT: it changed the one before it ("sebagaimana telah
    diubah dengan …"). TITLE: the title of the one before it names it. BASIS: something else rests on it
    ("peraturan pelaksanaan dari …", "yang dibentuk berdasarkan …").
    """

    SUBJECT = "subject"
    AMENDMENT = "amendment"
    TITLE = "title"
    BASIS = "basis"


_WINDOW = 400
_BRACKETS = re.compile(r"\([^()]*\)?|[\[\]\"“”]")
_AMENDED_BY = re.compile(
    r"\b(?:diubah|dirubah|dirobah|ditambah|disempurnakan|perubahan(?:nya)?|(?:ditetapkan|disahkan)\s+(?:sebagai|menjadi)\s"
    r"Undang[^,;.]{0,12})\b[^.;]{0,60}?\b(?:dengan|oleh|dalam)\s*$",
    re.IGNORECASE,
)
_BASED = re.compile(
    r"\b(?:pelaksanaan(?:nya)?(?:\s+(?:dari|atas|ketentuan))*|berdasarkan(?:\s+(?:pada|ketentuan))?|menurut"
    r"|(?:dimaksud(?:kan)?|diatur|tercantum|termaksud|ditentukan|termuat)\s+(?:di\s?)?(?:dalam|pada|oleh|dengan)(?:\s+ketentuan)?"
    r"|(?:ditetapkan|dibentuk|didirikan|disahkan|dikeluarkan)\s+(?:dengan|dalam|oleh)|menjadi|sesuai\s+dengan|yang\s+(?:oleh|dengan))"
    r"(?:\s+[Pp]asal\s[^.;]{0,60})?\s*:?\s*(?:(?:a|1)\.\s*)?$",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"(?:[,;:]|\b(?:dan|serta|atau|jo|jis|juncto))\.?\s*(?:(?:dan|serta)\s+)?(?:(?:[a-z]{1,2}|\d{1,2})\s?[.)]\s*)?$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"[;:]\s*(?:dan\s+|serta\s+)?(?:[a-z]{1,2}|\d{1,2})\s?[.)]\s*$", re.IGNORECASE)
_TITLED = re.compile(r"\b(?:tentang|mengenai)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"\b(?:dicabut|tidak\s+berlaku|tetap\s+berlaku|berbunyi)\b|[A-Za-z]{3}\.\s+[A-Z]|\.\s*\n(?:[a-z]{1,2}|\d{1,2})\s?[.)]\s*$"
)
_PART = re.compile(r"(?:[Kk]etentuan\s+)?(?:[Pp]asal|[Aa]yat|[Bb]ab|BAB|[Hh]uruf)\s[^;.]{1,80}$")


def roles_in(text: str, references: Sequence[Reference]) -> list[Role]:
    """The role of each reference, in order. Linear in the number of references."""
    roles: list[Role] = []
    for index, reference in enumerate(references):
        previous = references[index - 1] if index else None
        begin = max(previous.end if previous else 0, reference.start - _WINDOW)
        gap = _BRACKETS.sub(" ", text[begin : reference.start])
        roles.append(_role(gap, roles[-1] if roles else None))
    return roles


def _role(gap: str, previous: Role | None) -> Role:
    if _AMENDED_BY.search(gap):
        return Role.AMENDMENT
    if _BASED.search(gap):
        return Role.BASIS
    bare = _PART.sub("", gap)
    item = bare.rpartition(";")
    if item[1] and not _ITEM.search(bare):
        return Role.SUBJECT  # a new item of a list that says more than a name
    if previous is None or _CLAUSE_END.search(gap):
        return Role.SUBJECT
    if _JOINED.search(bare):
        listed = _ITEM.search(bare) is not None
        if bare == gap and (previous is Role.BASIS or (previous is Role.AMENDMENT and not listed)):
            return previous
        return Role.SUBJECT
    return Role.TITLE if _TITLED.search(gap) or previous is Role.TITLE else Role.SUBJECT
