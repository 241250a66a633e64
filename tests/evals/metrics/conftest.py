"""The small installation of the assistant's tests, whose answers can be worked out by hand."""

from tests.assistant.conftest import desk

__all__ = ["desk"]
