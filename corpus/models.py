"""The words of the product as types: what is known, and what retrieval returns.

All are immutable. They are validated where they are made (readers, parsers, the store); code
that receives one trusts it.
"""

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from corpus.identifiers import RegulationType


class Frozen(BaseModel):
    """Base of every model here: immutable, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceKind(StrEnum):
    """What a document that was brought in is."""

    REGULATION = "regulation"
    SOP = "sop"
    FAQ = "faq"
    FORUM = "forum"
    OTHER = "other"


class Regulation(Frozen):
    """A source of law.

    ``issuer`` is empty for types that one body issues (UU, PP, Perpres); otherwise the slug of
    the ministry, agency or region (``"dagri"``, ``"bkn"``). Dates are None where the text does
    not give them; ``place``, ``signed_by`` (name and office of who enacted it) and ``gazette``
    (``"LN 1999 No. 169, TLN No. 3890"``) are empty then.
    """

    id: str
    type: RegulationType
    number: str
    year: int = Field(ge=1800, le=2200)
    title: str
    issuer: str = ""
    enacted: date | None = None
    promulgated: date | None = None
    effective: date | None = None
    place: str = ""
    signed_by: str = ""
    gazette: str = ""

    @property
    def begins(self) -> date | None:
        """The first day on which it holds: when it says, else when it was promulgated or enacted."""
        return self.effective or self.promulgated or self.enacted


class Source(Frozen):
    """A document that was brought in.

    Attributes:
        id: the regulation's identifier, or a slug of the file's name, or ``ringkasan-<regulation>``
            for a digest.
        origin: where it came from, relative to the folder that was ingested.
        place: the file itself, as an absolute path: tells two files of one origin apart. Never shown.
        sha256: hash of the file's bytes; ingest is idempotent by it.
        digest: its provisions are in our own words, not the official text.
        note: what a reader of it must know: what is left out, which amendments are not in it.
    """

    id: str
    kind: SourceKind
    title: str
    origin: str
    sha256: str
    media_type: str
    added_at: datetime
    regulation: Regulation | None = None
    digest: bool = False
    note: str = ""
    place: str = Field("", exclude=True)


class ProvisionKind(StrEnum):
    """Citable and structural units of a regulation.

    Buku, bab, bagian and paragraf are headings: their text is their title, and the pasal under
    them name them in ``heading_path``, not as parent, since nobody cites "BAB II Pasal 5".
    """

    PEMBUKAAN = "pembukaan"
    MENIMBANG = "menimbang"
    MENGINGAT = "mengingat"
    BUKU = "buku"
    BAB = "bab"
    BAGIAN = "bagian"
    PARAGRAF = "paragraf"
    PASAL = "pasal"
    AYAT = "ayat"
    HURUF = "huruf"
    ANGKA = "angka"
    DIKTUM = "diktum"
    PENUTUP = "penutup"
    LAMPIRAN = "lampiran"
    TABEL = "tabel"
    PENJELASAN_UMUM = "penjelasan_umum"


HEADING_KINDS = (ProvisionKind.BUKU, ProvisionKind.BAB, ProvisionKind.BAGIAN, ProvisionKind.PARAGRAF)
"""Kinds that are headings, the widest first."""


class Provision(Frozen):
    """The smallest citable unit of a regulation.

    Attributes:
        id: ``pp-94-2021/pasal-5/ayat-2/huruf-a``.
        parent_id: identifier of the unit it stands in; empty at the top.
        order: position in reading order within its regulation, from 0.
        label: what a reader would call it alone: ``"Pasal 5"``, ``"ayat (2)"``, ``"huruf a"``.
        heading_path: the headings above it, outermost first (``"BAB II KEWAJIBAN DAN LARANGAN"``).
        text: its own words, without the units under it.
        full_text: its words with everything under it, in reading order.
        penjelasan: the official elucidation of this unit, empty where there is none.
        page: 1-based page of the document it begins on, where that is known.
    """

    id: str
    regulation_id: str
    kind: ProvisionKind
    label: str
    parent_id: str = ""
    order: int = Field(ge=0)
    heading_path: tuple[str, ...] = ()
    text: str
    full_text: str
    penjelasan: str = ""
    page: int | None = None


class RelationKind(StrEnum):
    """How one rule acts on another."""

    MENGUBAH = "mengubah"
    MENCABUT = "mencabut"
    MELAKSANAKAN = "melaksanakan"
    MERUJUK = "merujuk"


class Relation(Frozen):
    """``subject_id`` acts on ``target_id``; both may be a regulation or a provision.

    Attributes:
        scope: ``"seluruhnya"``, or what part, as the text says it.
        evidence: the words that say so.
        since: the day it takes effect, where known.
    """

    kind: RelationKind
    subject_id: str
    target_id: str
    scope: str = "seluruhnya"
    evidence: str = ""
    since: date | None = None


class Citation(Frozen):
    """A provision and the quoted words: ``full_text[start:end] == quote``."""

    provision_id: str
    quote: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Entry(Frozen):
    """What FAQ, SOP and forum entries share.

    Attributes:
        legal_basis: provision identifiers; every one must resolve.
        applies_to: who it is about: ``PNS``, ``CPNS``, ``PPPK``, or a jabatan.
        checked: the day its content was checked against the law.
        review_by: the day it must be checked again.
    """

    id: str
    topic: str
    bidang: str
    legal_basis: tuple[str, ...] = Field(min_length=1)
    applies_to: tuple[str, ...] = ()
    checked: date
    review_by: date


class FaqEntry(Entry):
    """An approved question and answer; ``variants`` are other ways people ask it."""

    question: str
    variants: tuple[str, ...] = ()
    answer: str


class SopEntry(Entry):
    """A procedure: requirements, steps, time, cost, unit."""

    title: str
    variants: tuple[str, ...] = ()
    purpose: str
    requirements: tuple[str, ...]
    steps: tuple[str, ...] = Field(min_length=1)
    duration: str
    cost: str
    unit: str


class ForumAnswer(Entry):
    """A forum thread with the answer an admin accepted. Guides wording, is never legal basis."""

    title: str
    question: str
    answer: str
    asked_on: date
    answered_on: date


class PassageKind(StrEnum):
    """What a passage was cut from."""

    PROVISION = "provision"
    DIGEST = "digest"
    FAQ = "faq"
    SOP = "sop"
    FORUM = "forum"
    TEXT = "text"


class PassageUnit(Frozen):
    """One indexed unit.

    Attributes:
        id: the provision's identifier, ``faq/<slug>`` and the like, ``<source>/bagian-3``, or
            the identifier a passage collection brought along.
        path: heading path for people, outermost first, ending in the unit's own label.
        text: what is shown and quoted.
        search_text: further words to find it by (question variants, penjelasan), never shown.
        order: position in its source, from 0.
    """

    id: str
    source_id: str
    kind: PassageKind
    path: tuple[str, ...]
    text: str
    search_text: str = ""
    order: int = Field(ge=0)


class Passage(Frozen):
    """What retrieval returns: a unit with its score and why.

    Attributes:
        score: fused relevance, higher is better; comparable within one result only.
        status: legal force on the date asked about (``berlaku``, ``dicabut``, …), or
            ``bukan-peraturan`` for what is not law.
        holds: its words may be relied on that day; false for what is repealed, superseded or to come.
        why: the parts of the score by name.
    """

    unit: PassageUnit
    score: float
    status: str
    holds: bool = True
    why: dict[str, float] = Field(default_factory=dict)


class Snapshot(Frozen):
    """An immutable version of the index.

    Attributes:
        id: sortable name of its folder.
        passages: how many units it holds; ``embedded`` of them can be found by meaning.
        asked: how many ways to ask approved entries have a vector of their own.
        model: identifier of the embedding model the vectors came from.
        layout: version of the files it is made of; one of another version is built again.
        fingerprint: hash over unit ids and texts, so equal content is equal.
    """

    id: str
    created_at: datetime
    passages: int
    embedded: int
    asked: int
    model: str
    layout: int
    fingerprint: str
