"""An instruction whose two printed lines were read across each other."""

import re

# "Ketentuan Pasal berikut: 6 diubah sehingga berbunyi sebagai": the short second line was read early.
_TORN = re.compile(
    r"(?P<head>\bKetentuan\s+Pasal\s+(?:\w{1,5}\s+)?)(?P<second>berikut\s?:\s+)"
    r"(?P<first>(?:\w{1,5}\s+)?diubah,?\s+sehingga\s+berbunyi\s+sebagai\s+)"
)


def in_printed_order(text: str) -> str:
    """``text`` of the same length, each such instruction in the order in which it was printed."""
    return _TORN.sub(r"\g<head>\g<first>\g<second>", text)
