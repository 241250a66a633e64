"""An instruction whose two printed lines were read across each other."""

import re

# "Ketentuan Pasal berikut: 6 diubah sehingga berbunyi sebagai", "Ketentuan Pasal 136 sebagai berikut: diubah
# sehingga berbunyi": the short second line was read early.
_TORN = re.compile(
    r"(?P<head>\bKetentuan\s+(?:ayat\s+\S{1,4}\s+)?Pasal\s+(?:\w{1,5}\s+)?)"
    r"(?:(?P<second>berikut\s?:\s+)(?P<first>(?:\w{1,5}\s+)?diubah,?\s+sehingga\s+berbunyi\s+sebagai(?=\s))"
    r"|(?P<second2>sebagai\s+berikut\s?:?\s+)(?P<first2>(?:\w{1,5}\s+)?diubah,?\s+sehingga\s+berbunyi(?=\s))"
    r"|(?P<second3>berbunyi\s+sebagai\s+berikut\s?:?\s+)(?P<first3>(?:\w{1,5}\s+)?diubah,?\s+sehingga(?=\s)))"
)


def in_printed_order(text: str) -> str:
    """``text`` of the same length, each such instruction in the order in which it was printed."""
    return _TORN.sub(_restored, text)


def _restored(match: re.Match[str]) -> str:
    second = match["second"] or match["second2"] or match["second3"]
    first = match["first"] or match["first2"] or match["first3"]
    space = len(second) - len(second.rstrip())
    return f"{match['head']}{first}{second[-space:]}{second[:-space]}"
