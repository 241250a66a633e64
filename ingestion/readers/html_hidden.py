"""What on a web page is not its own words: navigation, scripts, and what the page hides."""

import re
from dataclasses import dataclass

from lxml import html

_FURNITURE_TAGS = frozenset(
    [
        "audio",
        "canvas",
        "datalist",
        "footer",
        "head",
        "iframe",
        "img",
        "input",
        "map",
        "meta",
        "nav",
        "noscript",
        "object",
        "optgroup",
        "option",
        "picture",
        "script",
        "select",
        "source",
        "style",
        "svg",
        "template",
        "textarea",
        "track",
        "video",
        "aside",
    ]
)
_FURNITURE_ROLES = frozenset(
    {"banner", "complementary", "contentinfo", "navigation", "search", "menu", "menubar"}
)
_FURNITURE_CLASSES = frozenset(
    [
        "breadcrumb",
        "catlinks",
        "mw-editsection",
        "mw-indicators",
        "mw-jump-link",
        "navbar",
        "navbox",
        "noprint",
        "printfooter",
        "reference",
        "sidebar",
        "skip-link",
        "sr-only",
        "toc",
        "visually-hidden",
        "ws-noexport",
    ]
)
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIMPLE_SELECTOR = re.compile(r"([.#])(-?[A-Za-z_][\w-]*)")


@dataclass(frozen=True, slots=True)
class HiddenSelectors:
    """Classes and ids that the page's own style sheets hide."""

    classes: frozenset[str]
    ids: frozenset[str]


def hidden_selectors(root: html.HtmlElement) -> HiddenSelectors:
    """Classes and ids hidden by plain ``.class``/``#id`` rules outside any ``@media`` block."""
    classes: set[str] = set()
    ids: set[str] = set()
    for style in root.iter("style"):
        for selectors, body in _RULE.findall(_without_at_blocks(_CSS_COMMENT.sub("", style.text or ""))):
            if _HIDING.search(body):
                for selector in selectors.split(","):
                    simple = _SIMPLE_SELECTOR.fullmatch(selector.strip())
                    if simple:
                        (classes if simple[1] == "." else ids).add(simple[2])
    return HiddenSelectors(frozenset(classes), frozenset(ids))


def _without_at_blocks(css: str) -> str:
    """Drop ``@media … { … }`` and its like: what print or a small screen hides is still there."""
    kept: list[str] = []
    depth = 0
    at_depth = 0  # the depth an @-block opened at, from 1; 0 outside any
    statement = ""
    for char in css:
        statement += char
        if char == "{":
            depth += 1
            if not at_depth and statement.lstrip().startswith("@"):
                at_depth = depth
        elif char == "}":
            if at_depth == depth:
                at_depth, statement = 0, ""
            depth = max(0, depth - 1)
            if not at_depth:
                kept.append(statement)
                statement = ""
        elif char == ";" and depth == 0:
            statement = ""
    return "".join(kept)


def classes_of(element: html.HtmlElement) -> frozenset[str]:
    """The element's class names."""
    return frozenset((element.get("class") or "").split())


def hidden_by_markup(element: html.HtmlElement, hidden: HiddenSelectors) -> bool:
    """Whether the page itself hides the element."""
    return (
        element.get("hidden") is not None
        or _HIDING.search(element.get("style") or "") is not None
        or element.get("id") in hidden.ids
        or bool(classes_of(element) & hidden.classes)
    )


def is_furniture(element: html.HtmlElement) -> bool:
    """Whether the element is navigation, script, a control or an editing aid.

    A ``header`` counts only outside ``main`` and ``article``; a ``button`` counts unless it opens a
    panel or stands in a heading, where it carries the question of a FAQ.
    """
    tag = element.tag
    if tag in _FURNITURE_TAGS or element.get("role") in _FURNITURE_ROLES or element.get("id") == "toc":
        return True
    if tag == "header":
        return not any(parent.tag in {"main", "article"} for parent in element.iterancestors())
    if tag == "button":
        parent = element.getparent()
        in_heading = parent is not None and re.fullmatch(r"h[1-6]", str(parent.tag)) is not None
        return not in_heading and element.get("aria-controls") is None
    return bool(classes_of(element) & _FURNITURE_CLASSES)
