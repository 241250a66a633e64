"""Numbers as our texts write them and as a scanned statute does."""

import re

REGULATION_NAME = re.compile(
    r"\b(?:UUD|UU|PP|Perpres|Permen\w*|Peraturan\s\w+)\s+(?:Nomor\s+)?(?:\d+(?:/|\s+Tahun\s+))?\d{4}\b"
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
UNITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
NUMBER_WORD = "|".join([*UNITS[1:], "sepuluh", "sebelas", "belas", "puluh", "seratus", "ratus", "setengah"])
SPELLED_DURATION = re.compile(
    rf"\b(?:{'|'.join(UNITS[2:])}|belas|puluh|sepuluh|sebelas)\s+(?:hari|minggu|bulan|tahun|jam|persen)\b",
    re.IGNORECASE,
)
OCR_DIGITS = str.maketrans("lIioOSZB", "11100528")


def numbers(text: str) -> set[str]:
    """The numbers ``text`` states; names of regulations ("PP 94/2021") are no statement."""
    return set(NUMBER.findall(REGULATION_NAME.sub(" ", text)))


def spell(value: int) -> str:
    """``21`` → ``"dua puluh satu"``, for 0 to 999."""
    if value < 10:
        return UNITS[value]
    if value < 20:
        return {10: "sepuluh", 11: "sebelas"}.get(value, f"{UNITS[value - 10]} belas")
    base, name = (100, "ratus") if value >= 100 else (10, "puluh")
    head, rest = divmod(value, base)
    start = "seratus" if (base, head) == (100, 1) else f"{UNITS[head]} {name}"
    return f"{start} {spell(rest)}" if rest else start


def states(located: str, number: str) -> bool:
    """Whether ``located`` states ``number`` in words or in digits, OCR's look-alikes allowed."""
    digits = {token.translate(OCR_DIGITS) for token in re.findall(r"[\dlIioOSZB]*\d[\dlIioOSZB]*", located)}
    if number in digits:
        return True
    if number.endswith((",5", ".5")):
        spelled = f"{spell(int(number[:-2]))} setengah"
    elif number.isdigit() and int(number) < 1000:
        spelled = spell(int(number))
    else:
        return False
    exactly = rf"(?<!puluh )(?<!ratus )\b{spelled}\b(?! (?:{NUMBER_WORD})\b)"
    return re.search(exactly, " ".join(words(located))) is not None


def words(text: str) -> list[str]:
    """The words of ``text`` in lower case."""
    return re.findall(r"[^\W_]+", text.lower())
