"""Bounds on a download, so that no server can exhaust this machine or be exhausted by it."""

from dataclasses import dataclass

from ingestion.readers.limits import MIB


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Upper bounds for one document, and manners.

    Attributes:
        max_bytes: of the document, as declared, as sent and after decompression.
        delay: seconds between two requests to one host; a longer Crawl-delay in robots.txt wins.
        timeout: seconds without a byte.
        max_seconds: one document in all, so that a server that drips cannot hold the run.
        max_redirects: hops from the first address.
        retries: further attempts after a failure that may pass.
        max_wait: seconds; a server that asks for more (Retry-After, Crawl-delay) is left for another run.
        max_links: PDF links followed from one page.
    """

    max_bytes: int = 64 * MIB
    delay: float = 2.0
    timeout: float = 30.0
    max_seconds: float = 1_800.0
    max_redirects: int = 5
    retries: int = 3
    max_wait: float = 300.0
    max_links: int = 20
