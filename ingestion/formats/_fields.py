"""Single fields: names in two languages, texts, lists, dates, legal bases."""

import re
from collections.abc import Mapping
from datetime import date

from corpus.citations import CitationRef, find_citations
from corpus.errors import InvalidIdentifier
from corpus.identifiers import slug
from corpus.text import clean

MAX_TEXT = 20_000
"""Characters of one field."""

# fmt: off
_NAMES: dict[str, tuple[str, ...]] = {
    "id": ("identitas",),
    "topic": ("topik", "kategori"),
    "bidang": (),
    "question": ("pertanyaan",),
    "variants": ("variasi", "variasi_pertanyaan", "pertanyaan_lain"),
    "answer": ("jawaban",),
    "legal_basis": ("dasar_hukum",),
    "applies_to": ("berlaku_untuk", "berlaku_bagi"),
    "checked": ("diperiksa", "tanggal_diperiksa"),
    "review_by": ("tinjau_ulang", "ditinjau_ulang"),
    "title": ("judul",),
    "purpose": ("tujuan",),
    "requirements": ("persyaratan", "syarat"),
    "steps": ("langkah", "langkah_langkah", "prosedur"),
    "duration": ("waktu", "jangka_waktu"),
    "cost": ("biaya",),
    "unit": ("unit_pelaksana", "pelaksana"),
    "asked_on": ("ditanyakan", "tanggal_tanya", "tanggal_pertanyaan"),
    "answered_on": ("dijawab", "tanggal_jawab", "tanggal_jawaban"),
}
# fmt: on
_CANONICAL = {alias: name for name, aliases in _NAMES.items() for alias in (name, *aliases)}
SHARED = ("topic", "bidang", "applies_to", "checked", "review_by")
"""Fields a file may give once for all its entries."""

# fmt: off
_MONTHS = {
    name: number
    for number, names in enumerate((
        ("januari", "jan"), ("februari", "pebruari", "feb"), ("maret", "mar"), ("april", "apr"), ("mei",),
        ("juni", "jun"), ("juli", "jul"), ("agustus", "agt", "agu"), ("september", "sept", "sep"),
        ("oktober", "okt"), ("november", "nopember", "nov", "nop"), ("desember", "des"),
    ), 1)
    for name in names
}
# fmt: on
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}.*)?")
_NUMERIC_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_WRITTEN_DATE = re.compile(r"(\d{1,2})\s+([a-z]+)\.?\s+(\d{4})")


class FieldProblem(ValueError):
    """A field cannot be used; the message is the Indonesian reason."""


def canonical_name(name: str) -> str:
    """The field a column or key names, in English or Indonesian; empty for an unknown one."""
    return _CANONICAL.get(slug(name).replace("-", "_"), "")


def text(fields: Mapping[str, object], name: str) -> str:
    """A text field, cleaned; empty where it is missing.

    Raises:
        FieldProblem: it is a list or mapping, or too long.
    """
    return _scalar(fields.get(name), f"“{name}”")


def required_text(fields: Mapping[str, object], name: str) -> str:
    """A text field that must say something.

    Raises:
        FieldProblem: it does not, or is no text.
    """
    value = text(fields, name)
    if not value:
        raise FieldProblem(f"“{name}” kosong")
    return value


def items(fields: Mapping[str, object], name: str) -> tuple[str, ...]:
    """A list field: a list of texts, or one text with ``;`` or line breaks between its items.

    Raises:
        FieldProblem: an item is no text.
    """
    value = fields.get(name)
    if isinstance(value, list):
        values = [_scalar(item, f"“{name}” butir {number}") for number, item in enumerate(value, 1)]
    else:
        values = [part.strip() for part in re.split(r"[;\n]", _scalar(value, f"“{name}”"))]
    return tuple(dict.fromkeys(value for value in values if value))


def day(fields: Mapping[str, object], name: str) -> date | None:
    """A date field: ``2026-11-21``, ``21-11-2026``, ``21/11/2026`` or ``21 November 2026``; day before month.

    Raises:
        FieldProblem: it is no date.
    """
    value = text(fields, name)
    return parse_day(value, name) if value else None


def parse_day(value: str, name: str) -> date:
    """See :func:`day`.

    Raises:
        FieldProblem: ``value`` is no date.
    """
    iso = _ISO_DATE.fullmatch(value)
    numeric = _NUMERIC_DATE.fullmatch(value)
    written = _WRITTEN_DATE.fullmatch(value.casefold())
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if numeric:
            return date(int(numeric[3]), int(numeric[2]), int(numeric[1]))
        if written and written[2] in _MONTHS:
            return date(int(written[3]), _MONTHS[written[2]], int(written[1]))
    except ValueError as error:
        raise FieldProblem(f"“{name}” berisi tanggal yang tidak ada: {value}") from error
    raise FieldProblem(f"“{name}” bukan tanggal: {value[:40]}; tulis seperti 2026-11-21")


def legal_basis(fields: Mapping[str, object]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Provision identifiers of the legal basis, and what in it could not be read.

    An item is an identifier or a written citation; a bare "Pasal 6" belongs to the regulation of
    the item before it.

    Raises:
        FieldProblem: the field is no text or list of texts.
    """
    found: list[str] = []
    unread: list[str] = []
    for item in items(fields, "legal_basis"):
        regulation = found[-1].partition("/")[0] if found else None
        identifiers = _provisions(item, regulation)
        found.extend(identifiers)
        if not identifiers:
            unread.append(item)
    return tuple(dict.fromkeys(found)), tuple(unread)


def _provisions(item: str, regulation: str | None) -> list[str]:
    try:
        refs = [CitationRef.of(item)]
    except InvalidIdentifier:
        refs = [match.ref for match in find_citations(item, default_regulation=regulation)]
    return [ref.id for ref in refs if ref.path and ref.id is not None]


def _scalar(value: object, label: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise FieldProblem(f"{label} bukan teks; beri tanda kutip bila memuat titik dua")
    words = str(value)
    if len(words) > MAX_TEXT:
        raise FieldProblem(f"{label} lebih panjang dari {MAX_TEXT} karakter")
    return "\n".join(line.rstrip() for line in clean(words).split("\n")).strip()
