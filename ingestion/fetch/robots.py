"""What a site's robots.txt allows, by RFC 9309."""

from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

PRODUCT = "TanyaASN"
MAX_BYTES = 512 * 1024
"""RFC 9309, 2.5: at least 500 KiB must be read; the rest of a larger file is not."""


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """What asking for robots.txt gave: its text, or whether its absence allows or forbids all.

    Attributes:
        text: empty where the site has none (a 4xx answer), which allows everything.
        unreachable: a server error or no answer, which forbids everything for now.
    """

    text: str = ""
    unreachable: bool = False


class Robots:
    """The rules of every site of a run; each robots.txt is asked for once."""

    def __init__(self, load: Callable[[str], RobotsFile]) -> None:
        """Args: load: gets ``https://host/robots.txt``."""
        self._load = load
        self._rules: dict[str, Protego | None] = {}

    def allows(self, origin: str, url: str) -> bool | None:
        """Whether ``url`` may be fetched; None where robots.txt cannot be had now.

        Args:
            origin: scheme, host and port of the URL: ``https://jdih.example.go.id``.
        """
        rules = self._of(origin)
        return None if rules is None else bool(rules.can_fetch(url, PRODUCT))

    def delay(self, origin: str) -> float:
        """Seconds between requests that the site asks for; 0 where it does not."""
        rules = self._of(origin)
        wished = rules.crawl_delay(PRODUCT) if rules is not None else None
        return float(wished or 0.0)

    def _of(self, origin: str) -> Protego | None:
        if origin not in self._rules:
            answer = self._load(f"{origin}/robots.txt")
            self._rules[origin] = None if answer.unreachable else Protego.parse(answer.text)
        return self._rules[origin]
