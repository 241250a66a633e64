"""One passage unit per FAQ, SOP or forum entry, checked or not."""

from collections.abc import Iterable

from corpus.models import PassageKind, PassageUnit


def faq_unit(
    source_id: str,
    unit_id: str,
    *,
    topic: str,
    question: str,
    variants: Iterable[str],
    answer: str,
    order: int,
) -> PassageUnit:
    """A question and its answer: the answer is shown, the ways to ask it are searched."""
    return PassageUnit(
        id=unit_id,
        source_id=source_id,
        kind=PassageKind.FAQ,
        path=_path(topic, question),
        text=answer,
        search_text="\n".join((question, *variants)),
        order=order,
    )


def sop_unit(
    source_id: str,
    unit_id: str,
    *,
    topic: str,
    title: str,
    variants: Iterable[str],
    purpose: str,
    requirements: Iterable[str],
    steps: Iterable[str],
    duration: str,
    cost: str,
    unit: str,
    order: int,
) -> PassageUnit:
    """A procedure rendered as labelled sections; empty ones are left out."""
    sections = (
        _line("Tujuan", purpose),
        _list("Persyaratan", [f"- {item}" for item in requirements]),
        _list("Langkah", [f"{number}. {step}" for number, step in enumerate(steps, 1)]),
        _line("Waktu", duration),
        _line("Biaya", cost),
        _line("Unit", unit),
    )
    return PassageUnit(
        id=unit_id,
        source_id=source_id,
        kind=PassageKind.SOP,
        path=_path(topic, title),
        text="\n".join(section for section in sections if section),
        search_text="\n".join((title, *variants)),
        order=order,
    )


def forum_unit(
    source_id: str, unit_id: str, *, topic: str, title: str, question: str, answer: str, order: int
) -> PassageUnit:
    """A forum thread: the accepted answer is shown, title and question are searched."""
    return PassageUnit(
        id=unit_id,
        source_id=source_id,
        kind=PassageKind.FORUM,
        path=_path(topic, title),
        text=answer,
        search_text="\n".join((title, question)),
        order=order,
    )


def _path(*parts: str) -> tuple[str, ...]:
    return tuple(part for part in parts if part)


def _line(label: str, value: str) -> str:
    return f"{label}: {value}" if value else ""


def _list(label: str, items: list[str]) -> str:
    return "\n".join((f"{label}:", *items)) if items else ""
