"""List numbers as words: ``3`` in ``lowerLetter`` is ``c``."""

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


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
    result = ""
    for value, figure in _ROMAN:
        while number >= value:
            result += figure
            number -= value
    return result


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
