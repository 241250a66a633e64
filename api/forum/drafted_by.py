"""How the words of a draft came about, and what became of an officer's instruction."""

from enum import StrEnum

from api.forum.models import Draft
from assistant.guard.reception import tone
from assistant.models import Answer, AnswerStatus


class DraftedBy(StrEnum):
    """How the words of a draft came about."""

    SOURCES = "kutipan"
    """Quoted from the sources."""
    MODEL = "model"
    """Written by a language model, each sentence checked."""
    FIXED = "balasan_tetap"
    """A fixed reply of ours: no draft is written for such a question."""
    FAILED = "gagal"
    """None could be made."""


def drafted_by(answer: Answer) -> DraftedBy:
    """How the words of an answer came about."""
    if answer.status is AnswerStatus.ERROR:
        return DraftedBy.FAILED
    if tone(answer) is not None:
        return DraftedBy.FIXED
    return DraftedBy.MODEL if answer.origin == "llm" else DraftedBy.SOURCES


def heeded(draft: Draft) -> str:
    """In Indonesian, what became of an officer's instruction; empty where there was none."""
    if not draft.instruction:
        return ""
    if draft.drafting == DraftedBy.MODEL:
        return "Arahan disampaikan kepada model bahasa; setiap kalimatnya tetap diperiksa terhadap sumber."
    return "Arahan tidak dipakai: draf ini tidak ditulis oleh model bahasa."
