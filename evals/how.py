"""How the answers of a run are drafted."""

from enum import StrEnum


class How(StrEnum):
    """How answers are drafted."""

    EXTRACTIVE = "extractive"
    LLM = "llm"
