"""Telling of amendments that are known only because other texts mention them: the quoted words may be old."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.models import Claim
from corpus.citations import find_citations, format_citation
from corpus.force_told import listed
from corpus.missing_amendments import MissingAmendments
from corpus.models import Citation
from corpus.open_snapshot import OpenSnapshot
from corpus.told import ToldAmendment

MOST_NAMED = 3
TELLS_MISSING = re.compile(
    r"\b(?:naskahnya tidak ada di pustaka|perubahannya (?:belum terbaca|tidak semuanya ada di pustaka))"
)
"""A sentence that tells of such an amendment."""
_OLD_WORDS = "bunyi yang dikutip di sini mungkin bukan yang berlaku"
_OLD_TEXT = "bunyi yang berlaku mungkin lain dari yang ada di sini"


def caution(snapshot: OpenSnapshot, missing: MissingAmendments, quoted: Citation, on: date) -> Claim:
    """That a quoted rule was amended by what is not here; cites who tells it, and the rule."""
    told, tellers = _amended(snapshot, missing, on)
    target = format_citation(missing.target_id)
    return Claim(text=f"{target} telah {told}; {_OLD_WORDS}.", citations=(*tellers, quoted))


def still_in_force(
    snapshot: OpenSnapshot, identifier: str, missing: MissingAmendments, others: Sequence[Citation], on: date
) -> Iterator[Claim]:
    """That a rule asked about is in force in words that may not be those here.

    Nothing where nobody who may be cited tells it and ``others`` are empty.

    Args:
        others: what the answer cites of the rule already, to rest on where no teller is in force.
    """
    told, tellers = _amended(snapshot, missing, on)
    cited = tellers or tuple(others[:1])
    if cited:
        changed = "" if "/" not in identifier else f"{format_citation(missing.target_id)} "
        text = f"{format_citation(identifier)} masih berlaku, tetapi {changed}telah {told}; {_OLD_TEXT}."
        yield Claim(text=text, citations=cited)


def _amended(
    snapshot: OpenSnapshot, missing: MissingAmendments, on: date
) -> tuple[str, tuple[Citation, ...]]:
    """What was done to the rule ("diubah dengan PP A, yang naskahnya tidak ada …"), and who says so.

    Regulations are named as far as a text that is in force can be cited for them.
    """
    absent = [one for one in missing.named if not one.is_here]
    why = "yang naskahnya tidak ada di pustaka ini" if absent else "yang perubahannya belum terbaca"
    named: dict[str, Citation] = {}
    for amendment in reversed(absent or missing.named):
        said = _said(snapshot, amendment.told, on) if len(named) < MOST_NAMED else None
        if said is not None:
            named[amendment.amending_id] = said
    if named:
        return f"diubah dengan {listed(list(named)[::-1])}, {why}", tuple(dict.fromkeys(named.values()))
    if missing.named:
        return f"diubah dengan peraturan lain {why}", ()
    counted = _said(snapshot, (missing.counted,), on) if missing.counted is not None else None
    cited = (counted,) if counted is not None else ()
    return "diubah dan perubahannya tidak semuanya ada di pustaka ini", cited


def _said(snapshot: OpenSnapshot, told: Sequence[ToldAmendment], on: date) -> Citation | None:
    """The words of the youngest teller that is in force and whose numbers are undamaged."""
    for mention in reversed(told):
        if not snapshot.force.in_force(mention.told_by, on).holds:
            continue
        named = {match.ref.regulation for match in find_citations(mention.evidence)}
        if not {mention.amending_id, mention.target_id} <= named:
            continue
        for provision, _ in snapshot.knowledge.readings(mention.told_by):
            start = provision.full_text.find(mention.evidence)
            if start >= 0:
                return Citation(
                    provision_id=provision.id,
                    quote=mention.evidence,
                    start=start,
                    end=start + len(mention.evidence),
                )
    return None
