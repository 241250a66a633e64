"""Raw records of any file format become FAQ, SOP and forum entries."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from corpus.identifiers import slug
from corpus.models import FaqEntry, ForumAnswer, PassageUnit, SopEntry
from ingestion._entry_units import faq_unit, forum_unit, sop_unit
from ingestion.formats._fields import (
    SHARED,
    FieldProblem,
    canonical_name,
    day,
    items,
    legal_basis,
    required_text,
    text,
)
from ingestion.formats._model import AnyEntry, Format, Loaded, Refusal

_MAX_ID = 80
_MAX_TITLE = 100
SEARCH_ONLY = "hanya untuk pencarian"


class _Grounds(TypedDict):
    """What every checked entry has."""

    legal_basis: tuple[str, ...]
    checked: date
    review_by: date


class EntryCollector:
    """Takes raw records one by one; a broken one is noted and the next goes on."""

    def __init__(self, kind: Format, source_id: str) -> None:
        self._kind = kind
        self._source_id = source_id
        self._entries: list[AnyEntry] = []
        self._units: list[PassageUnit] = []
        self._refusals: list[Refusal] = []
        self._seen: set[str] = set()
        self._ignored: set[str] = set()
        self._count = 0
        self._note = ""

    @property
    def count(self) -> int:
        """Records taken so far, refused ones included."""
        return self._count

    def refuse(self, where: str, reason: str) -> None:
        """Note something that is left out."""
        self._refusals.append((where, reason))

    def take_note(self, note: object) -> None:
        """What a reader of the whole file must know, such as where its entries are from."""
        self._note = " ".join(note.split()) if isinstance(note, str) and note.strip() else self._note

    def add(self, where: str, record: Mapping[str, object], shared: Mapping[str, object]) -> None:
        """Take a record; ``shared`` are fields the file gives once for all of them."""
        order = self._count
        self._count += 1
        try:
            fields = {name: value for name, value in shared.items() if name in SHARED}
            fields.update(
                (name, value) for name, value in self.named(record).items() if value not in ("", None)
            )
            self._take(where, fields, order)
        except FieldProblem as problem:
            self.refuse(where, str(problem))

    def named(self, record: Mapping[str, object]) -> dict[str, object]:
        """``record`` with canonical field names; unknown fields are noted once and left out.

        Raises:
            FieldProblem: two names mean the same field.
        """
        result: dict[str, object] = {}
        for name, value in record.items():
            canonical = canonical_name(name)
            if not canonical:
                if name not in self._ignored:
                    self._ignored.add(name)
                    self.refuse("berkas", f"isian “{name[:60]}” tidak dikenal dan diabaikan")
            elif canonical in result:
                raise FieldProblem(f"isian “{canonical}” ada dua kali")
            else:
                result[canonical] = value
        return result

    def finish(self) -> Loaded:
        """Everything taken."""
        return Loaded(
            note=self._note,
            entries=tuple(self._entries),
            units=tuple(self._units),
            refusals=tuple(self._refusals),
        )

    def _take(self, where: str, fields: Mapping[str, object], order: int) -> None:
        match self._kind:
            case Format.SOP:
                self._take_sop(where, fields, order)
            case Format.FORUM:
                self._take_forum(where, fields, order)
            case _:
                self._take_faq(where, fields, order)

    def _take_faq(self, where: str, fields: Mapping[str, object], order: int) -> None:
        question = " ".join(required_text(fields, "question").split())
        answer = required_text(fields, "answer")
        variants = items(fields, "variants")
        topic, bidang, applies_to = _placing(fields)
        grounds, reasons = self._grounds(where, fields)
        entry_id = self._identify(fields, question)
        if grounds is None:
            unit = faq_unit(
                self._source_id,
                entry_id,
                topic=topic,
                question=question,
                variants=variants,
                answer=answer,
                order=order,
            )
            self._search_only(where, unit, reasons)
            return
        self._entries.append(
            FaqEntry(
                id=entry_id,
                topic=topic,
                bidang=bidang,
                applies_to=applies_to,
                question=question,
                variants=variants,
                answer=answer,
                **grounds,
            )
        )

    def _take_sop(self, where: str, fields: Mapping[str, object], order: int) -> None:
        title = " ".join(required_text(fields, "title").split())
        steps = items(fields, "steps")
        if not steps:
            raise FieldProblem("“steps” kosong; tulis sedikitnya satu langkah")
        variants, requirements = items(fields, "variants"), items(fields, "requirements")
        purpose, duration = text(fields, "purpose"), text(fields, "duration")
        cost, unit_name = text(fields, "cost"), text(fields, "unit")
        topic, bidang, applies_to = _placing(fields)
        grounds, reasons = self._grounds(where, fields)
        entry_id = self._identify(fields, title)
        if grounds is None:
            unit = sop_unit(
                self._source_id,
                entry_id,
                topic=topic,
                title=title,
                variants=variants,
                purpose=purpose,
                requirements=requirements,
                steps=steps,
                duration=duration,
                cost=cost,
                unit=unit_name,
                order=order,
            )
            self._search_only(where, unit, reasons)
            return
        self._entries.append(
            SopEntry(
                id=entry_id,
                topic=topic,
                bidang=bidang,
                applies_to=applies_to,
                title=title,
                variants=variants,
                purpose=purpose,
                requirements=requirements,
                steps=steps,
                duration=duration,
                cost=cost,
                unit=unit_name,
                **grounds,
            )
        )

    def _take_forum(self, where: str, fields: Mapping[str, object], order: int) -> None:
        question = required_text(fields, "question")
        answer = required_text(fields, "answer")
        title = " ".join(text(fields, "title").split()) or _shortened(question)
        asked_on, answered_on = day(fields, "asked_on"), day(fields, "answered_on")
        topic, bidang, applies_to = _placing(fields)
        grounds, reasons = self._grounds(where, fields)
        if asked_on is None or answered_on is None:
            reasons.append("tanpa tanggal tanya dan jawab")
        elif answered_on < asked_on:
            reasons.append("dijawab sebelum ditanyakan")
        entry_id = self._identify(fields, title)
        if grounds is None or asked_on is None or answered_on is None or reasons:
            unit = forum_unit(
                self._source_id,
                entry_id,
                topic=topic,
                title=title,
                question=question,
                answer=answer,
                order=order,
            )
            self._search_only(where, unit, reasons)
            return
        self._entries.append(
            ForumAnswer(
                id=entry_id,
                topic=topic,
                bidang=bidang,
                applies_to=applies_to,
                title=title,
                question=question,
                answer=answer,
                asked_on=asked_on,
                answered_on=answered_on,
                **grounds,
            )
        )

    def _grounds(self, where: str, fields: Mapping[str, object]) -> tuple[_Grounds | None, list[str]]:
        """Legal basis and its check; None with the reasons where something is missing."""
        basis, unread = legal_basis(fields)
        checked, review_by = day(fields, "checked"), day(fields, "review_by")
        reasons: list[str] = []
        if not basis:
            named = f"dasar hukum “{unread[0][:80]}” tidak dikenali" if unread else "tanpa dasar hukum"
            reasons.append(named)
        elif unread:
            self.refuse(where, f"dasar hukum “{unread[0][:80]}” tidak dikenali dan dilewati")
        if checked is None:
            reasons.append("tanpa tanggal pemeriksaan (checked)")
        if review_by is None:
            reasons.append("tanpa tanggal tinjau ulang (review_by)")
        if checked is None or review_by is None:
            return None, reasons
        if review_by <= checked:
            reasons.append("tanggal tinjau ulang tidak sesudah tanggal pemeriksaan")
        if reasons:
            return None, reasons
        return _Grounds(legal_basis=basis, checked=checked, review_by=review_by), reasons

    def _search_only(self, where: str, unit: PassageUnit, reasons: list[str]) -> None:
        self._units.append(unit)
        self.refuse(where, f"{'; '.join(reasons)}: {SEARCH_ONLY}")

    def _identify(self, fields: Mapping[str, object], name: str) -> str:
        """``faq/<slug>`` of the given identifier, else of the question or title.

        Raises:
            FieldProblem: another record of the file has it.
        """
        given = text(fields, "id").removeprefix(f"{self._kind}/")
        stem = slug(given) or slug(name)
        if len(stem) > _MAX_ID or not stem:
            digest = hashlib.sha256((given or name).encode()).hexdigest()[:8]
            stem = "-".join(part for part in (stem[:_MAX_ID].rstrip("-"), digest) if part)
        identifier = f"{self._kind}/{stem}"
        if identifier in self._seen:
            raise FieldProblem(f"identitas “{stem}” sudah dipakai entri lain dalam berkas ini")
        self._seen.add(identifier)
        return identifier


def _placing(fields: Mapping[str, object]) -> tuple[str, str, tuple[str, ...]]:
    """Topic, bidang as a slug ("Disiplin dan Kinerja" → ``disiplin-kinerja``), whom it is about."""
    words = slug(text(fields, "bidang")).split("-")
    bidang = "-".join(word for word in words if word != "dan")
    return " ".join(text(fields, "topic").split()), bidang, items(fields, "applies_to")


def _shortened(question: str) -> str:
    """A title for a thread that has none: the beginning of its question."""
    line = " ".join(question.split())
    return line if len(line) <= _MAX_TITLE else f"{line[:_MAX_TITLE].rsplit(' ', 1)[0]}…"
