"""A conversation as its page shows it: every question with how it was understood, and its answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from api.answer_text import read_as_words
from api.pages.answer_view import AnswerPage, answer_page
from api.pages.port import PageLibrary
from api.schemas import completed
from api.state.exchanges import Exchange
from assistant.models import Answer, Drafting


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """One question with its answer.

    Attributes:
        key: part of every identifier in it: its position, or of one that is not kept ``lepas-`` and a number.
        asked: as typed.
        understood: the completed question; empty where it is the one that was asked.
        read_as: in Indonesian, how misspelt words of it were read; empty where none were.
        exchange: as kept, which can be rated and handed over; None where it is not.
        notice: in Indonesian, why it is not kept though it should be; else empty.
        drafted: in Indonesian, how a language model took part, a sentence each; empty where none did.
    """

    key: str
    asked: str
    understood: str
    read_as: str
    page: AnswerPage
    exchange: Exchange | None
    notice: str
    drafted: tuple[str, ...]


def exchange_view(
    library: PageLibrary,
    asked: str,
    answer: Answer,
    *,
    contact: str,
    place: int = 1,
    exchange: Exchange | None = None,
    notice: str = "",
) -> ExchangeView:
    """Prepare one answer.

    Args:
        contact: who to turn to.
        place: of what is not kept, its number on the page.
    """
    return ExchangeView(
        key=str(exchange.position) if exchange else f"lepas-{place}",
        asked=asked,
        understood=completed(answer, asked),
        read_as=read_as_words(answer),
        page=answer_page(library, answer, contact),
        exchange=exchange,
        notice=notice,
        drafted=_drafted(answer.drafting),
    )


def exchange_views(
    library: PageLibrary, exchanges: Sequence[Exchange], *, contact: str
) -> list[ExchangeView]:
    """Prepare every exchange of a conversation, in order."""
    return [
        exchange_view(library, one.question, one.answer, contact=contact, exchange=one) for one in exchanges
    ]


def day_chosen(exchanges: Sequence[Exchange], zone: ZoneInfo) -> str:
    """The day that the last of ``exchanges`` was asked about, as ``YYYY-MM-DD``; empty for its own day."""
    if not exchanges:
        return ""
    last = exchanges[-1]
    on = last.answer.question.on
    # The clocks of asker and server may be a day apart.
    own = abs(on - last.asked_at.astimezone(zone).date()) <= timedelta(days=1)
    return "" if own else on.isoformat()


def _drafted(drafting: Drafting | None) -> tuple[str, ...]:
    if drafting is None:
        return ()
    lines = []
    if drafting.fallback:
        lines.append(
            f"Yang tampil adalah kutipan langsung dari sumber, tanpa model bahasa: {drafting.fallback}"
        )
    elif drafting.model:
        lines.append(
            f"Model bahasa {drafting.model} menyusun kalimatnya; setiap kalimat dicocokkan dengan sumbernya."
        )
    if drafting.model and drafting.sentences:
        lines.append(
            f"Dari {drafting.sentences} kalimat yang ditulisnya, {drafting.dropped} dibuang karena tidak "
            f"lolos pemeriksaan dan {drafting.repaired} lolos setelah diperbaiki."
        )
    return (*lines, *drafting.notes)
