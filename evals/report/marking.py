"""Texts with the quoted words marked."""

from collections.abc import Iterable

from markupsafe import Markup, escape


def marked(text: str, quotes: Iterable[str]) -> Markup:
    """The text, safe to show, with every quotation in it marked; of overlapping ones the union."""
    inside = [False] * len(text)
    for quote in quotes:
        start = text.find(quote) if quote else -1
        while start >= 0:
            inside[start : start + len(quote)] = [True] * len(quote)
            start = text.find(quote, start + len(quote))
    parts: list[Markup] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or inside[end] != inside[start]:
            piece = escape(text[start:end])
            parts.append(Markup("<mark>{}</mark>").format(piece) if inside[start] else piece)
            start = end
    return Markup().join(parts)
