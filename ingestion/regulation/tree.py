"""What stands within a pasal: ayat, then huruf and angka."""

from ingestion.regulation.ayat import build_ayat
from ingestion.regulation.items import REFERENCE_BEFORE, build_items
from ingestion.regulation.nodes import Node, close_own

__all__ = ["REFERENCE_BEFORE", "Node", "build_children", "build_items", "build_list", "close_own"]


def build_children(node: Node, text: str, start: int, end: int) -> None:
    """Split ``text[start:end]`` below ``node`` into ayat, then huruf and angka."""
    build_ayat(node, text, start, end)


def build_list(node: Node, text: str, start: int, end: int) -> None:
    """Split ``text[start:end]`` below ``node`` into huruf and angka only."""
    build_items(node, text, start, end)
