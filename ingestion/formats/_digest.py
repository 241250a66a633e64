"""Digests: provisions of a regulation in our own words."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import ValidationError

from corpus.citations import label_of
from corpus.errors import InvalidIdentifier, UnreadableDocument
from corpus.identifiers import RegulationType, provision_id, regulation_id, split_provision_id
from corpus.models import HEADING_KINDS, Provision, ProvisionKind, Regulation, Relation, RelationKind
from ingestion.formats._fields import FieldProblem, day, items, required_text, text
from ingestion.formats._model import Loaded, Refusal
from ingestion.formats._yaml import parse_yaml

_TOP = frozenset({"regulation", "relations", "note", "provisions"})
_REGULATION = frozenset({"type", "number", "year", "title", "issuer", "enacted", "promulgated", "effective"})
_RELATION = frozenset({"kind", "subject", "target", "scope", "basis"})
_PROVISION = frozenset({"id", "heading", "text", "located"})
_LOCATED = frozenset({"document", "start", "end", "unparsed"})

_Fields = Mapping[str, object]
_Member = TypeVar("_Member", RegulationType, RelationKind)


def load_digest(content: str, name: str) -> Loaded:
    """The regulation, its digested provisions and its relations.

    Raises:
        UnreadableDocument: malformed YAML, or no usable regulation or provision list.
    """
    tree = parse_yaml(content, name)
    refusals: list[Refusal] = []
    try:
        top = _mapping(tree, "berkas", _TOP)
        regulation = _regulation(_mapping(top.get("regulation"), "“regulation”", _REGULATION))
    except (FieldProblem, InvalidIdentifier) as problem:
        raise UnreadableDocument(name, str(problem)) from problem
    provisions = top.get("provisions")
    if not isinstance(provisions, list) or not provisions:
        raise UnreadableDocument(name, "“provisions” tidak berisi daftar ketentuan")
    relations = top.get("relations") or []
    if not isinstance(relations, list):
        raise UnreadableDocument(name, "“relations” bukan daftar")
    return Loaded(
        regulation=regulation,
        provisions=_provisions(regulation.id, provisions, refusals),
        relations=_relations(regulation, relations, refusals),
        note=text(top, "note"),
        refusals=tuple(refusals),
    )


def _regulation(fields: _Fields) -> Regulation:
    kind = _member(RegulationType, required_text(fields, "type"), "type")
    year = required_text(fields, "year")
    if not (year.isascii() and year.isdigit()):
        raise FieldProblem(f"“year” bukan angka: {year}")
    number, issuer = text(fields, "number"), text(fields, "issuer")
    try:
        return Regulation(
            id=regulation_id(kind, number, int(year), issuer),
            type=kind,
            number=number,
            year=int(year),
            title=required_text(fields, "title"),
            issuer=issuer,
            enacted=day(fields, "enacted"),
            promulgated=day(fields, "promulgated"),
            effective=day(fields, "effective"),
        )
    except ValidationError as error:
        raise FieldProblem(f"“year” di luar 1800 sampai 2200: {year}") from error


def _provisions(regulation: str, raw: list[object], refusals: list[Refusal]) -> tuple[Provision, ...]:
    taken: dict[str, tuple[str, _Fields, ProvisionKind]] = {}
    for number, item in enumerate(raw, 1):
        where = f"ketentuan {number}"
        try:
            fields = _mapping(item, where, _PROVISION)
            path = required_text(fields, "id")
            where = f"ketentuan {number} ({path})"
            identifier = provision_id(regulation, *path.split("/"))
            if identifier in taken:
                raise FieldProblem("ketentuan ini sudah ada sebelumnya dalam berkas ini")
            kind = _kind(path)
            _check_located(fields.get("located"))
            items(fields, "heading")
            taken[identifier] = (required_text(fields, "text"), fields, kind)
        except (FieldProblem, InvalidIdentifier) as problem:
            refusals.append((where, str(problem)))
    return tuple(
        Provision(
            id=identifier,
            regulation_id=regulation,
            kind=kind,
            label=label_of(identifier.rpartition("/")[2]),
            parent_id=parent if (parent := identifier.rpartition("/")[0]) in taken else "",
            order=order,
            heading_path=items(fields, "heading"),
            text=words,
            full_text=words,
        )
        for order, (identifier, (words, fields, kind)) in enumerate(taken.items())
    )


def _kind(path: str) -> ProvisionKind:
    name = path.rpartition("/")[2].partition("-")[0].partition("~")[0]
    # A heading rules nothing that could be told in other words.
    if name not in set(ProvisionKind) - set(HEADING_KINDS):
        raise FieldProblem(f"“{name}” bukan bagian peraturan yang dapat diringkas")
    return ProvisionKind(name)


def _check_located(value: object) -> None:
    """Where the real words stand is for the people who keep the digest; here it must only make sense."""
    if value in (None, ""):
        return
    located = _mapping(value, "“located”", _LOCATED)
    required_text(located, "document")
    start, end = (required_text(located, name) for name in ("start", "end"))
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end)):
        raise FieldProblem(f"“located” tidak sah: start {start[:20]}, end {end[:20]}")


def _relations(regulation: Regulation, raw: list[object], refusals: list[Refusal]) -> tuple[Relation, ...]:
    relations: list[Relation] = []
    for number, item in enumerate(raw, 1):
        where = f"relasi {number}"
        try:
            fields = _mapping(item, where, _RELATION)
            target = required_text(fields, "target")
            subject = text(fields, "subject") or regulation.id
            for identifier in (target, subject):
                split_provision_id(identifier)
            basis = text(fields, "basis")
            evidence = ""
            if basis:
                _, segments = split_provision_id(f"{regulation.id}/{basis}")
                evidence = " ".join(label_of(segment) for segment in segments)
            relations.append(
                Relation(
                    kind=_member(RelationKind, required_text(fields, "kind"), "kind"),
                    subject_id=subject,
                    target_id=target,
                    scope=text(fields, "scope") or "seluruhnya",
                    evidence=evidence,
                    since=regulation.effective if subject == regulation.id else None,
                )
            )
        except (FieldProblem, InvalidIdentifier) as problem:
            refusals.append((where, str(problem)))
    return tuple(relations)


def _mapping(value: object, label: str, known: frozenset[str]) -> _Fields:
    """``value`` as a mapping with known fields only: a mistyped field must not vanish silently."""
    if not isinstance(value, dict):
        raise FieldProblem(f"{label} tidak berisi isian bernama")
    unknown = [name for name in value if name not in known]
    if unknown:
        raise FieldProblem(f"isian “{unknown[0][:60]}” tidak dikenal")
    return value


def _member(members: type[_Member], value: str, name: str) -> _Member:
    try:
        return members(value)
    except ValueError as error:
        known = ", ".join(members)
        raise FieldProblem(f"“{name}” berisi “{value[:40]}”; yang dikenal: {known}") from error
