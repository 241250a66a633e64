"""How long work tells what it is doing."""

from typing import Protocol


class Progress(Protocol):
    """Receives steps; the CLI draws a bar, a test records, a server stores."""

    def begin(self, stage: str, total: int) -> None:
        """A stage starts; ``stage`` is an Indonesian phrase, ``total`` its number of steps."""

    def advance(self, steps: int = 1, label: str = "") -> None:
        """``steps`` more are done; ``label`` names what is being worked on."""


class Silent:
    """Shows nothing."""

    def begin(self, stage: str, total: int) -> None:
        """Ignore."""

    def advance(self, steps: int = 1, label: str = "") -> None:
        """Ignore."""
