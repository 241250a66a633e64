"""What the officers see of language models: the switch, the day against its budget, how calls ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from api.pages.words import Badge, grouped
from api.settings import Settings
from api.state.audit import Audited
from api.state.ledger import FailedCall, UsageBy, UsageLine
from api.state.state import State
from api.state.switch import OFF
from assistant.llm.chat import ModelUnavailable
from assistant.llm.prices import load_prices
from corpus.dates import long_date
from corpus.errors import InvalidInput

DAYS = 14
"""Days in the chart of tokens."""
OUTCOME_DAYS = 7
FAILURES = 5

OUTCOMES: dict[str, str] = {
    "baik": "Berhasil",
    "ditutup": "Ditinggalkan penanya",
    "mati": "Layanan model tidak menjawab",
    "lambat": "Terlalu lambat",
    "menolak": "Permintaan ditolak",
    "rusak": "Balasan tidak dapat dibaca",
    "anggaran": "Anggaran habis",
    "dimatikan": "Model dimatikan",
    "penuh": "Antrean penuh",
}
"""Words for how a call ended."""


@dataclass(frozen=True, slots=True)
class Meter:
    """What was spent today against what may be.

    Attributes:
        share: percent of the bound, at most 100; None where there is no bound.
    """

    label: str
    spent: str
    bound: str
    share: float | None
    tone: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A day in the chart of tokens; ``height`` in percent of the highest day."""

    day: str
    iso: str
    tokens: int
    calls: int
    height: float


@dataclass(frozen=True, slots=True)
class Ending:
    """How many calls ended in one way; ``share`` in percent of all."""

    words: str
    calls: int
    share: float
    tone: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A call that brought no reply, in words."""

    at: datetime
    words: str
    model: str
    feature: str
    seconds: str


@dataclass(frozen=True, slots=True)
class ModelPanel:
    """Everything about language models.

    Attributes:
        configured: their names; empty where none is.
        off_because: why none is asked now; empty while they are.
        last: who turned the switch last; None where nobody did.
        trouble: why the day's use cannot be told; else empty.
    """

    configured: str
    badge: Badge
    off_because: str
    last: Audited | None
    meters: list[Meter]
    trouble: str
    bars: list[Bar]
    endings: list[Ending]
    failures: list[Failed]

    @property
    def used(self) -> bool:
        """Whether any model was asked in the days of the chart."""
        return any(bar.calls for bar in self.bars)


def model_panel(state: State, settings: Settings, today: date) -> ModelPanel:
    """Gather it.

    Raises:
        StorageError: the database cannot be used.
    """
    configured = settings.llm_model.strip() if settings.llm_base_url.strip() else ""
    off = state.switch.off_because()
    last = state.switch.last()
    meters, trouble = _meters(state, settings)
    return ModelPanel(
        configured=", ".join(filter(None, (configured, settings.llm_fallbacks if configured else ""))),
        badge=_badge(configured, off=off is not None),
        off_because=off or "",
        last=last,
        meters=meters,
        trouble=trouble,
        bars=_bars(state.ledger.usage(days=DAYS, by=UsageBy.DAY), today),
        endings=_endings(state.ledger.outcomes(days=OUTCOME_DAYS)),
        failures=[_failed(one) for one in state.ledger.failures(limit=FAILURES)],
    )


def switched_off(panel: ModelPanel) -> bool:
    """Whether somebody turned the models off, so that they can be turned on again."""
    return panel.last is not None and panel.last.action == OFF


def _badge(configured: str, *, off: bool) -> Badge:
    if off:
        return Badge("Dimatikan", "bad", "blocked")
    return Badge("Menyala", "good", "check") if configured else Badge("Tidak disetel", "mute", "info")


def _meters(state: State, settings: Settings) -> tuple[list[Meter], str]:
    try:
        spent = state.ledger.spent_today()
    except ModelUnavailable as error:
        return [], str(error)
    tokens = _meter(
        "Token hari ini",
        spent.tokens,
        settings.llm_daily_tokens,
        grouped(spent.tokens),
        grouped(settings.llm_daily_tokens),
    )
    currency, trouble = _currency(settings)
    words = f"{_money(spent.cost)} {currency}".strip()
    cost = _meter(
        "Biaya hari ini", spent.cost, settings.llm_daily_cost, words, _money(settings.llm_daily_cost)
    )
    return [tokens, cost], trouble


def _meter(label: str, spent: float, bound: float, spent_words: str, bound_words: str) -> Meter:
    if not bound:
        return Meter(label, spent_words, "tanpa batas", None, "info")
    share = min(100.0, 100 * spent / bound)
    tone = "bad" if share >= 100 else "warn" if share >= 80 else "good"
    return Meter(label, spent_words, f"dari {bound_words}", round(share, 1), tone)


def _currency(settings: Settings) -> tuple[str, str]:
    """The currency of the price list; and why it cannot be read, else empty."""
    try:
        return (load_prices(Path(settings.llm_prices)).currency if settings.llm_prices else ""), ""
    except InvalidInput as error:
        return "", str(error)


def _money(amount: float) -> str:
    whole, _, cents = f"{amount:,.2f}".partition(".")
    return whole.replace(",", ".") + (f",{cents}" if cents != "00" else "")


def _bars(lines: Sequence[UsageLine], today: date) -> list[Bar]:
    """A bar for each day of the chart, also for those without a call."""
    by_day = {line.key: line for line in lines}
    days = [today - timedelta(days=back) for back in reversed(range(DAYS))]
    used = {day: by_day.get(day.isoformat()) for day in days}
    tokens = {day: line.prompt_tokens + line.completion_tokens if line else 0 for day, line in used.items()}
    highest = max(tokens.values()) or 1
    return [
        Bar(
            long_date(day),
            day.isoformat(),
            tokens[day],
            line.calls if line else 0,
            round(100 * tokens[day] / highest, 1),
        )
        for day, line in used.items()
    ]


def _endings(counts: dict[str, int]) -> list[Ending]:
    total = sum(counts.values()) or 1
    tones = {"baik": "good", "ditutup": "mute"}
    return [
        Ending(OUTCOMES.get(word, word), calls, round(100 * calls / total, 1), tones.get(word, "bad"))
        for word, calls in counts.items()
    ]


def _failed(call: FailedCall) -> Failed:
    seconds = f"{call.seconds:.1f}".replace(".", ",")
    return Failed(call.at, OUTCOMES.get(call.outcome, call.outcome), call.model, call.feature, seconds)
