"""Drafting what became of a rule: repealed or changed, by what, and the rule that took its place."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.draft_missing import TELLS_MISSING, caution, still_in_force
from assistant.models import Claim
from assistant.understand import Understood
from corpus.citations import find_citations, format_citation
from corpus.dates import long_date
from corpus.identifiers import without_version
from corpus.models import Citation, Provision, ProvisionKind, Relation, RelationKind
from corpus.open_snapshot import OpenSnapshot
from corpus.text import sentences
from corpus.validity import Force, ForceStatus

LONGEST_CHAIN = 5
"""Successors of successors that are told: the last of them is the rule of today."""
LONGEST_EVIDENCE = 600
"""Characters up to which the words that repeal are quoted whole; of longer ones, the sentence."""
ASKS_FORCE = re.compile(
    r"""\b(?:(?:masih|msh|tetap)\s+(?:\w+\s+)?berlaku
      |(?:sudah|udah|telah)\s+(?:tidak|tdk|nggak|ga|gak)\s+berlaku
      |(?:tidak|tdk)\s+berlaku\s+lagi
      |berlaku\s+(?:atau|apa|ato)\s+(?:tidak|tdk|sudah)
      |(?:sudah|udah|telah|apakah)\s+(?:\w+\s+)?(?:dicabut|diganti|digantikan|diubah|direvisi)
      |(?:dicabut|diganti|digantikan|diubah|direvisi)\s+(?:oleh|dengan|dgn|apa|menjadi)
      |kapan\s+(?:\S+\s+){0,8}(?:dicabut|diganti|digantikan|diubah|direvisi|dihapus)
      |peng?ganti(?:nya)?|status\s+(?:hukum|peraturan|berlaku))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ASKS_WHEN = re.compile(r"\bkapan\b", re.IGNORECASE)
TELLS_ACT = re.compile(r"\b(?:diubah|dicabut|dihapus)\b.{0,40}\boleh\b")
"""A sentence that says what another rule did to a rule."""
MOST_CAUTIONS = 2
RULES = frozenset({ProvisionKind.PASAL, ProvisionKind.AYAT, ProvisionKind.DIKTUM})
_BEGINS = re.compile(r"\bini\s+(?:mulai\s+)?berlaku\b")
_TOLD = {
    ForceStatus.DICABUT: "tidak berlaku lagi: dicabut oleh",
    ForceStatus.DICABUT_SEBAGIAN: "dicabut sebagian oleh",
    ForceStatus.DIUBAH: "masih berlaku dengan perubahan; terakhir diubah oleh",
}
_CAUTION = {
    ForceStatus.DICABUT_SEBAGIAN: "{target} dicabut sebagian oleh {by}.",
    ForceStatus.DIUBAH: "{target} telah diubah oleh {by}; "
    "bunyi yang dikutip di sini belum tentu memuat perubahan itu.",
}


def draft_force(snapshot: OpenSnapshot, understood: Understood) -> tuple[Claim, ...]:
    """What became of each rule that the question names; empty where it does not ask that.

    A rule that is not in the library is told of too when another one here says what became of it.
    """
    if not ASKS_FORCE.search(understood.text):
        return ()
    claims: list[Claim] = []
    for identifier in understood.named:
        dated = _ASKS_WHEN.search(understood.text) is not None
        told = tuple(fate(snapshot, identifier, understood.on, dated=dated))
        claims += told or _commencement(snapshot, identifier, understood.on)
    return tuple(dict.fromkeys(claims))


def untold(snapshot: OpenSnapshot, understood: Understood) -> str:
    """Where ``draft_force`` has no words to cite: what is known of the rules that the question names.

    Empty where it does not ask what became of them.
    """
    if not ASKS_FORCE.search(understood.text):
        return ""
    return " ".join(
        f"{format_citation(identifier)}: {force.reason}"
        for identifier in understood.named
        for force in [snapshot.force.in_force(identifier, understood.on)]
    )


def cautions(snapshot: OpenSnapshot, claims: Sequence[Claim], on: date) -> tuple[Claim, ...]:
    """Of quoted rules: changes that are not in their words or not here at all, and repeals in part.

    Each cites the act and the quoted rule; nothing where the claims tell of the act already.
    """
    cited = [
        citation for claim in claims if not TELLS_MISSING.search(claim.text) for citation in claim.citations
    ]
    acted = {
        citation.provision_id.split("/")[0]
        for claim in claims
        if TELLS_ACT.search(claim.text)
        for citation in claim.citations
    }
    told_of = {
        match.ref.regulation
        for claim in claims
        if TELLS_MISSING.search(claim.text)
        for match in find_citations(claim.text)
    }
    found: dict[str, Claim] = {}
    for citation in cited:
        force = snapshot.force.in_force(citation.provision_id, on)
        if force.missing is not None and citation.provision_id.split("/")[0] not in told_of | acted:
            told_of.add(force.missing.target_id)
            claim = caution(snapshot, force.missing, citation, on)
            found.setdefault(claim.text, claim)
        if force.by is None or not force.holds or force.by.subject_id.split("/")[0] in acted:
            continue
        phrase = _CAUTION.get(force.status)
        said = _evidence(snapshot, force.by) if phrase is not None else None
        if phrase is not None and said is not None:
            target = format_citation(without_version(force.by.target_id))
            by = format_citation(force.by.subject_id.split("/")[0])
            text = phrase.format(target=target, by=by)
            quoted = citation if "/" not in force.by.target_id else _opening(snapshot, citation)
            found.setdefault(text, Claim(text=text, citations=(said, quoted)))
    return tuple(found.values())[:MOST_CAUTIONS]


def _opening(snapshot: OpenSnapshot, cited: Citation) -> Citation:
    """The first sentence of the pasal that a quotation is from: what stands for the pasal by its name."""
    pasal = "/".join(cited.provision_id.split("/")[:2])
    for readings in snapshot.knowledge.readings_by_id([pasal]).values():
        for provision, _ in readings:
            for start, end in sentences(provision.full_text):
                quote = provision.full_text[start:end]
                return Citation(provision_id=pasal, quote=quote, start=start, end=end)
    return cited


def fate(snapshot: OpenSnapshot, identifier: str, on: date, *, dated: bool = False) -> Iterator[Claim]:
    """Says with the words of the law that a rule was repealed or changed, then what became of its successor.

    With the day where that is asked for (``dated``) and the acting regulation states it. Nothing for a rule
    that holds unchanged, and nothing where no words here say what happened.
    """
    force = snapshot.force.in_force(identifier, on)
    for _ in range(LONGEST_CHAIN):
        claim = _told(snapshot, identifier, force, dated=dated)
        if claim is not None:
            yield claim
        if force.missing is not None:
            others = claim.citations if claim is not None else ()
            yield from still_in_force(snapshot, without_version(identifier), force.missing, others, on)
        if claim is None or force.by is None or force.status is not ForceStatus.DICABUT:
            return
        identifier = force.by.subject_id.split("/")[0]
        force = snapshot.force.in_force(identifier, on)
        if force.status is not ForceStatus.DICABUT:
            return


def _told(snapshot: OpenSnapshot, identifier: str, force: Force, *, dated: bool) -> Claim | None:
    phrase = _TOLD.get(force.status)
    if force.by is None or phrase is None:
        return None
    said = _evidence(snapshot, force.by)
    if said is None:
        return None
    if force.missing is not None and force.status is ForceStatus.DIUBAH:
        phrase = "antara lain diubah oleh"
    if force.status is ForceStatus.DICABUT and force.by.kind is RelationKind.MENGUBAH:
        phrase = "tidak berlaku lagi: dihapus oleh"
    by = format_citation(force.by.subject_id.split("/")[0])
    name = format_citation(without_version(identifier))
    base = force.by.target_id.split("/")[0]
    if base != identifier.split("/")[0]:
        phrase = f"tidak berlaku lagi: yang diubahnya, {format_citation(base)}, dicabut oleh"
    day = _stated_day(snapshot, force.by) if dated else None
    if day is None or force.by.since is None:
        return Claim(text=f"{name} {phrase} {by}.", citations=(said,))
    return Claim(text=f"{name} {phrase} {by} mulai {long_date(force.by.since)}.", citations=(said, day))


def _stated_day(snapshot: OpenSnapshot, act: Relation) -> Citation | None:
    """Where the acting regulation names the day on which it acts: at its end, or where it begins."""
    if act.since is None:
        return None
    day = long_date(act.since)
    regulation = act.subject_id.split("/")[0]
    for provision in reversed(snapshot.knowledge.provisions_of(regulation)):
        start = provision.full_text.find(day)
        if start >= 0:
            return Citation(provision_id=provision.id, quote=day, start=start, end=start + len(day))
    return None


def _evidence(snapshot: OpenSnapshot, act: Relation) -> Citation | None:
    """The words of the acting rule that name what it acts on, else those of the instruction itself."""
    regulation = act.target_id.split("/")[0]
    acting = _acting(snapshot, act)
    for provision in acting:
        text = provision.full_text
        places = [(0, len(text))] if len(text) <= LONGEST_EVIDENCE else sentences(text)
        for start, end in places:
            named = {match.ref.regulation for match in find_citations(text[start:end])}
            if regulation in named:
                return Citation(provision_id=provision.id, quote=text[start:end], start=start, end=end)
    if "/" in act.subject_id and acting:
        # An instruction names the pasal alone; which regulation is meant stands above it. And a misprint
        # may keep a name from being read here.
        words = acting[0].text
        start = acting[0].full_text.find(words)
        if 0 < len(words) <= LONGEST_EVIDENCE and start >= 0:
            return Citation(provision_id=acting[0].id, quote=words, start=start, end=start + len(words))
    return None


def _acting(snapshot: OpenSnapshot, act: Relation) -> list[Provision]:
    """The provision that acts with those under it; of a regulation what its evidence cites, its opening."""
    if "/" in act.subject_id:
        for provision, source in snapshot.knowledge.readings(act.subject_id):
            return snapshot.knowledge.provisions_under(source.id, provision.id)
    cited = [match.ref.id for match in find_citations(act.evidence, default_regulation=act.subject_id)]
    within = [one for one in cited if one is not None and one.startswith(f"{act.subject_id}/")]
    readings = snapshot.knowledge.readings_by_id([*within, f"{act.subject_id}/pembukaan"])
    return [provision for found in readings.values() for provision, _ in found]


def _commencement(snapshot: OpenSnapshot, identifier: str, on: date) -> list[Claim]:
    """For a regulation that holds unchanged: its own words on when it begins."""
    if snapshot.force.in_force(identifier, on).status is not ForceStatus.BERLAKU:
        return []
    rules = [p for p in snapshot.knowledge.provisions_of(identifier.split("/")[0]) if p.kind in RULES]
    for provision in reversed(rules):
        text = provision.full_text
        for start, end in sentences(text):
            if _BEGINS.search(text[start:end]):
                name = format_citation(identifier)
                quote = Citation(provision_id=provision.id, quote=text[start:end], start=start, end=end)
                told = f"{name} berlaku; di pustaka ini tidak ada aturan yang mencabut atau mengubahnya."
                return [Claim(text=told, citations=(quote,))]
    return []
