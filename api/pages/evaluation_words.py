"""The words, tones and addresses that the pages about evaluations share."""

from urllib.parse import quote, urlencode

from api.evaluation_reader import Stage
from api.pages.words import Badge
from assistant.models import AnswerStatus
from evals.manifest import Manifest
from evals.reaction import Reaction
from evals.report.view import REACTION_WORDS

STAGES: dict[Stage, Badge] = {
    Stage.RUNNING: Badge("Sedang berjalan", "info", "clock"),
    Stage.STOPPED: Badge("Terhenti, dapat dilanjutkan", "warn", "half"),
    Stage.UNSCORED: Badge("Belum dinilai", "mute", "ask"),
    Stage.UNPROVED: Badge("Belum terbukti", "bad", "alert"),
    Stage.SCORED: Badge("Dinilai", "good", "check"),
}

_REACTION_LOOKS: dict[Reaction | None, tuple[str, str]] = {
    Reaction.INVENTED: ("bad", "alert"),
    Reaction.WRONG: ("bad", "cross"),
    Reaction.OVER_REFUSED: ("warn", "missing"),
    Reaction.RIGHT: ("good", "check"),
    Reaction.REFUSED: ("good", "shield"),
    None: ("bad", "blocked"),
}

STATUSES: dict[AnswerStatus, str] = {
    AnswerStatus.ANSWERED: "terjawab",
    AnswerStatus.PARTIAL: "terjawab sebagian",
    AnswerStatus.CLARIFY: "minta diperjelas",
    AnswerStatus.OUT_OF_SCOPE: "di luar cakupan",
    AnswerStatus.NO_SOURCE: "tidak ada sumber",
    AnswerStatus.BLOCKED: "tidak diproses",
    AnswerStatus.ERROR: "gagal",
}

FAILED = "galat"
"""Stands for “no reaction” in addresses."""


def reaction_badge(reacted: Reaction | None) -> Badge:
    """What a reaction reads like."""
    tone, icon = _REACTION_LOOKS[reacted]
    words = REACTION_WORDS[reacted]
    return Badge(words[0].upper() + words[1:], tone, icon)


def reaction_key(reacted: Reaction | None) -> str:
    """What a reaction is called in addresses."""
    return FAILED if reacted is None else reacted.value


def run_url(name: str, **query: str | int) -> str:
    """Path of the page of a run; empty values are left out."""
    return _with(f"/evaluasi/{quote(name, safe='')}", query)


def item_url(name: str, item_id: str, repeat: int = 0) -> str:
    """Path of the page of one question; ``repeat`` counts from 0."""
    path = f"/evaluasi/{quote(name, safe='')}/soal/{quote(item_id, safe='')}"
    return _with(path, {"ulangan": repeat or ""})


def comparison_url(baseline: str, candidate: str, part: str = "") -> str:
    """Path of a comparison."""
    return _with("/evaluasi/banding", {"a": baseline, "b": candidate, "bagian": part})


def commit_words(manifest: Manifest) -> str:
    """The commit a run was made with, short, and whether the code was changed since; empty where unknown."""
    changed = " (kode diubah)" if manifest.code.dirty else ""
    return manifest.code.commit[:8] + changed if manifest.code.commit else ""


def _with(path: str, query: dict[str, str | int]) -> str:
    given = {name: value for name, value in query.items() if value not in ("", 0)}
    return f"{path}?{urlencode(given)}" if given else path
