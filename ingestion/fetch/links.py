"""The PDF documents that a page links to, as JDIH detail pages do."""

from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from lxml import etree, html

from ingestion.fetch.manifest import checked_url

_PLACES = {"a": "href", "iframe": "src", "embed": "src", "object": "data"}
"""Elements that link to or show a document, with the attribute that names it."""


def pdf_links(page: bytes, url: str) -> tuple[str, ...]:
    """Absolute URLs of linked or embedded PDF files in page order, each once.

    A link counts where its path ends in ``.pdf``, where it is declared ``application/pdf``, or where a
    viewer is given the file in its query (``viewer.html?file=/x/uu.pdf``): then the file is meant.

    Args:
        url: the page's own address, against which relative links are read.
    """
    try:
        tree = html.document_fromstring(page, parser=html.HTMLParser(no_network=True))
    except etree.ParserError:
        return ()
    base = next((element.get("href", "") for element in tree.iter("base")), "")
    root = _joined(url, base) if base else url
    found: dict[str, None] = {}
    for element in tree.iter(*_PLACES):
        link = element.get(_PLACES[str(element.tag)], "")
        target = _pdf_target(root, link, element.get("type", ""))
        if target:
            found[target] = None
    return tuple(found)


def _pdf_target(root: str, link: str, declared: str) -> str:
    absolute = _joined(root, link.strip()) if link.strip() else ""
    if not absolute:
        return ""
    parts = urlsplit(absolute)
    if _is_pdf(parts.path) or declared.strip().lower() == "application/pdf":
        return absolute
    for _, value in parse_qsl(f"{parts.query}&{urlsplit(link).fragment}"):
        if _is_pdf(urlsplit(value).path):
            return _joined(absolute, value)
    return ""


def _is_pdf(path: str) -> bool:
    return unquote(path).lower().endswith(".pdf")


def _joined(base: str, link: str) -> str:
    """An absolute URL that may be fetched, or nothing."""
    try:
        return checked_url(urljoin(base, link))
    except ValueError:
        return ""
