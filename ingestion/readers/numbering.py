"""List numbers as words: ``3`` in ``lowerLetter`` is ``c``."""

from corpus.headings import roman_numeral


def letters(number: int) -> str:
    """``1`` → ``a``, ``26`` → ``z``, ``27`` → ``aa``, ``28`` → ``bb``, as word processors count."""
    if number < 1:
        return str(number)
    turns, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * min(turns + 1, 8)


def roman(number: int) -> str:
    """``4`` → ``iv``; a number that Roman figures do not reach stays in digits."""
    if not 0 < number < 4000:
        return str(number)
    return roman_numeral(number).lower()


def number_text(number: int, style: str) -> str:
    """A list number in a style named as in HTML or OOXML; an unknown style gives digits.

    ``bullet``, ``disc`` and ``none`` give an empty text.
    """
    match style:
        case "a" | "lower-alpha" | "lower-latin" | "lowerLetter":
            return letters(number)
        case "A" | "upper-alpha" | "upper-latin" | "upperLetter":
            return letters(number).upper()
        case "i" | "lower-roman" | "lowerRoman":
            return roman(number)
        case "I" | "upper-roman" | "upperRoman":
            return roman(number).upper()
        case "decimalZero" | "decimal-leading-zero":
            return f"{number:02d}"
        case "bullet" | "disc" | "circle" | "square" | "none":
            return ""
        case _:
            return str(number)
