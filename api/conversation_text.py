"""A conversation as plain text, to keep or to pass on: every answer with its numbered sources in full."""

from datetime import datetime
from zoneinfo import ZoneInfo

from api.answer_text import cited_sources, read_as_words
from api.pages.words import outcome_of
from api.state.conversation_parts import Conversation
from api.state.exchanges import Exchange
from assistant.models import Answer
from corpus.dates import long_date

_RULE = "-" * 72


def conversation_text(conversation: Conversation, *, agency: str, zone: ZoneInfo) -> str:
    """The whole conversation in Indonesian; times are of ``zone``."""
    head = [
        f"Percakapan dengan Tanya ASN, {agency}",
        conversation.title,
        f"Dimulai {moment_words(conversation.created_at, zone)}",
    ]
    told = "Jawaban ini bukan keputusan; keputusan atas kasus Anda ada pada pejabat yang berwenang."
    parts = ["\n".join(head), *(_exchange(one, zone) for one in conversation.exchanges), told]
    return f"\n\n{_RULE}\n\n".join(parts) + "\n"


def _exchange(exchange: Exchange, zone: ZoneInfo) -> str:
    answer = exchange.answer
    lines = [f"{exchange.position}. Pertanyaan ({moment_words(exchange.asked_at, zone)})", exchange.question]
    if answer.question.text != exchange.question.strip():
        lines.append(f"Dipahami sebagai: {answer.question.text}")
    if read_as := read_as_words(answer):
        lines.append(read_as)
    lines += [
        "",
        f"Jawaban menurut aturan per {long_date(answer.question.on)}: {outcome_of(answer).heading}",
        answer.text,
        *(f"- {choice.label}: {choice.question}" for choice in answer.choices),
    ]
    sources = _sources(answer)
    return "\n".join([*lines, "", "Sumber:", *sources] if sources else lines)


def _sources(answer: Answer) -> list[str]:
    """Every cited provision by its number, with the words that were quoted from it."""
    lines = []
    for source in cited_sources(answer.claims, lambda identifier: _place(identifier, answer)):
        lines.append(f"[{source.number}] {source.label}")
        lines += [f"    “{quote}”" for quote in source.quotes]
    return lines


def _place(identifier: str, answer: Answer) -> str:
    """Where a passage that is no provision of law stands in its source."""
    paths = (passage.unit.path for passage in answer.passages if passage.unit.id == identifier)
    return ", ".join(next(paths, ())) or identifier


def moment_words(moment: datetime, zone: ZoneInfo) -> str:
    """``22 November 2026 pukul 14.05``, as the clock of ``zone`` shows it."""
    local = moment.astimezone(zone)
    return f"{long_date(local.date())} pukul {local:%H.%M}"
