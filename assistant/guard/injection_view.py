"""A text as a language model would understand it, with the way back to what is written.

Letters from other alphabets that look Latin, letters with gaps between them, digits for letters and
invisible characters hide an instruction from a pattern, not from a model.
"""

import re
import unicodedata
from dataclasses import dataclass, field

_INVISIBLE = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһԛԝʏɡıⅼοαεικνρτυχΑΒΕΗΙΚΜΝΟΡΤΥΧАВЕКМНОРСТУХІЈЅ",
    "aeopcyxijsdhqwygiloaeiknptuxabehikmnoptyxabekmhopctyxijs",
)
_LEET = str.maketrans("013457@$!", "oieastasi")
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_][ .\-_*]{1,2}){4,}[^\W\d_](?![^\W_])")
SENTENCE_END = re.compile(r"[.!?](?=[\s\"'”’)\]]|$)|\n")
_LEETED = re.compile(r"(?<!\w)(?=[\w@$!]*[a-z])(?=[\w@$!]*[013457@$])[\w@$!]{3,}(?![\w@$])")


@dataclass(frozen=True, slots=True)
class View:
    """Attributes:
    text: in lower case, plain letters, nothing invisible.
    places: for each of its characters, the offset in the original.
    hidden: whether something invisible or a look-alike stood between or for its letters.
    """

    text: str
    places: tuple[int, ...] = field(repr=False)
    length: int
    hidden: bool

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original offsets of a non-empty stretch of ``text``."""
        return self.places[start], self.places[end] if end < len(self.places) else self.length


def view(text: str) -> View:
    """The plain reading of ``text``. Linear in its length."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return _closed(View(text.lower(), tuple(range(len(text))), len(text), hidden=False))
    signs: list[str] = []
    places: list[int] = []
    hidden = False
    for offset, sign in enumerate(text):
        if is_invisible(sign):
            hidden = True
            continue
        folded = unicodedata.normalize("NFKD", sign).translate(_LOOKALIKES).casefold().translate(_LOOKALIKES)
        plain = "".join(one for one in folded if not unicodedata.combining(one))
        hidden = hidden or (sign.isalpha() and not sign.isascii() and plain.isascii() and plain != "")
        signs += plain
        places += [offset] * len(plain)
    return _closed(View("".join(signs), tuple(places), len(text), hidden))


def unleeted(text: str) -> str:
    """``text`` of a view with digits for letters turned into the letters; same length."""
    return _LEETED.sub(lambda found: found.group().translate(_LEET), text)


def is_invisible(sign: str) -> bool:
    """Control, format (zero-width, direction, tag), surrogate, private and unassigned characters."""
    return sign not in "\n\t\r" and unicodedata.category(sign) in _INVISIBLE


def _closed(open_view: View) -> View:
    """Letters with gaps between them as words: "i g n o r e" becomes "ignore"."""
    kept: list[int] = []
    position = 0
    hidden = open_view.hidden
    for found in _SPACED.finditer(open_view.text):
        kept += range(position, found.start())
        gaps = re.finditer(r"[^\W\d_]([ .\-_*]{1,2})?", found.group())
        for gap in gaps:
            kept.append(found.start() + gap.start())
            if gap[1] and len(gap[1]) > 1:
                kept.append(found.start() + gap.start(1))
        position = found.end()
        hidden = True
    kept += range(position, len(open_view.text))
    return View(
        "".join(open_view.text[index] for index in kept),
        tuple(open_view.places[index] for index in kept),
        open_view.length,
        hidden,
    )
