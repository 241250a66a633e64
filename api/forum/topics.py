"""What tells the matter of a text, as ``LearnedRouting`` does."""

from typing import Protocol

from assistant.routing.classifier import Routing


class Topical(Protocol):
    """Routes any text to the categories of the installation."""

    def route_text(self, asked: str) -> Routing:
        """Where a text belongs.

        Raises:
            StorageError: the database cannot be used.
        """
        ...

    def name_of(self, category_id: str) -> str:
        """What a category is called."""
        ...
