"""What became of the law under an answer, told from one snapshot: each thing cited is looked up once."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from assistant.models import Answer
from corpus.citations import format_citation
from corpus.errors import InvalidIdentifier
from corpus.force import Force, ForceStatus
from corpus.identifiers import without_version
from corpus.models import Citation, Frozen, Provision
from corpus.open_snapshot import OpenSnapshot
from corpus.text import fold, locate

ENDED = frozenset({ForceStatus.DICABUT, ForceStatus.BELUM_BERLAKU})
LONGEST = 8_000
"""Characters that are kept of a wording."""


class ChangeKind(StrEnum):
    """What happened to a provision that is cited."""

    REPEALED = "dicabut"
    AMENDED = "diubah"
    TOLD = "mungkin_diubah"
    """By an amendment that texts tell of, while its words are not here."""
    GONE = "tidak_ada"
    """It is in the library no longer."""


class LawChange(Frozen):
    """A change of one provision.

    Attributes:
        provision_id: without the wording that was cited.
        before, after: words of it; empty where there are none, or none that are known here.
        reason: in Indonesian, who did what and when.
        by: the regulation that did it; empty where none is known.
        since: from which day, where that is known.
    """

    provision_id: str
    kind: ChangeKind
    before: str
    after: str
    reason: str
    by: str = ""
    since: date | None = None


class Reading(Frozen):
    """How a provision reads in a snapshot on a day.

    Attributes:
        reads: identifier of its wording; empty where it does not read at all.
        words: of that wording, the official text first.
        reason: what is said of its legal force.
    """

    provision_id: str
    reads: str
    words: str
    reason: str


def changes_under(answer: Answer, snapshot: OpenSnapshot, on: date) -> list[LawChange]:
    """What changed under an answer since it was verified, each provision once.

    It is told from the answer itself: the wording and the words that it cites, and what its checks said of
    their legal force. So it costs one look-up for each citation, whatever the library holds.

    Raises:
        StorageError: the snapshot cannot be read.
    """
    known = tuple(check.detail for check in answer.checks if check.name == "in_force")
    citations = [citation for claim in answer.claims for citation in claim.citations]
    found: dict[str, LawChange] = {}
    readings = snapshot.knowledge.readings_by_id(sorted({one.provision_id for one in citations}))
    for citation in citations:
        plain = without_version(citation.provision_id)
        if plain in found:
            continue
        texts = [provision.full_text for provision, _ in readings.get(citation.provision_id, ())]
        change = (
            _of_law(citation, texts, known, snapshot, on)
            if is_law(citation.provision_id)
            else _of_text(citation, snapshot)
        )
        if change is not None:
            found[plain] = change
    return list(found.values())


def reading(provision_id: str, snapshot: OpenSnapshot, on: date) -> Reading:
    """How a provision reads on a day."""
    reads = snapshot.force.wording_on(provision_id, on)
    return Reading(
        provision_id=provision_id,
        reads=reads,
        words=_words(reads, snapshot),
        reason=_told(snapshot.force.in_force(reads or provision_id, on)),
    )


def change_since(before: Reading, snapshot: OpenSnapshot, on: date) -> LawChange | None:
    """What became of a provision since it was read before; None where nothing did.

    That its words are now read from another source, such as the official text in place of a digest, is none.
    """
    now = reading(before.provision_id, snapshot, on)
    force = snapshot.force.in_force(now.reads or before.provision_id, on)
    if now.reads == before.reads and now.reason == before.reason and bool(now.words) == bool(before.words):
        return None
    if now.words or force.status in ENDED:
        ended = snapshot.force.in_force(before.reads or before.provision_id, on)
        kind = _kind(force) if now.reads == before.reads else ChangeKind.AMENDED
        if not now.reads or force.status in ENDED:
            kind = ChangeKind.REPEALED
        told = ended if now.reads != before.reads else force
        return _changed(before.provision_id, kind, before.words, now.words, told)
    return _gone(before.provision_id, before.words)


def change_unless_known(
    provision_id: str, checked: date, snapshot: OpenSnapshot, on: date
) -> LawChange | None:
    """What became of a basis that nobody has looked at here yet, since the day it was checked on.

    What was already told of on that day, or was never here, is none.
    """
    then = snapshot.force.wording_on(provision_id, checked)
    now = snapshot.force.wording_on(provision_id, on)
    force = snapshot.force.in_force(then or provision_id, on)
    if force.status in ENDED and snapshot.force.in_force(then or provision_id, checked).holds:
        return _changed(provision_id, ChangeKind.REPEALED, _words(then, snapshot), "", force)
    if then != now:
        words = _words(then, snapshot), _words(now, snapshot)
        return _changed(provision_id, ChangeKind.AMENDED, *words, force)
    return None


def renewed(answer: Answer, snapshot: OpenSnapshot, on: date) -> Answer:
    """The answer citing the wordings of a day wherever these have the very words that it quotes.

    What is quoted and reads otherwise now is left as it was, for the verifier to refuse.
    """

    def moved(citation: Citation) -> Citation:
        if not is_law(citation.provision_id):
            return citation
        reads = snapshot.force.wording_on(without_version(citation.provision_id), on)
        for provision, _ in snapshot.knowledge.readings(reads) if reads else ():
            place = locate(citation.quote, provision.full_text)
            if place is not None:
                start, end = place
                words = provision.full_text[start:end]
                return Citation(provision_id=reads, quote=words, start=start, end=end)
        return citation

    claims = tuple(
        claim.model_copy(update={"citations": tuple(moved(one) for one in claim.citations)})
        for claim in answer.claims
    )
    return answer.model_copy(update={"claims": claims})


def is_law(identifier: str) -> bool:
    """Whether something that is cited is a provision of a regulation."""
    try:
        format_citation(identifier)
    except InvalidIdentifier:
        return False
    return True


def laws_of(answer: Answer) -> tuple[str, ...]:
    """The provisions that an answer cites, each once, whatever their wording."""
    cited = (one.provision_id for claim in answer.claims for one in claim.citations)
    return tuple(dict.fromkeys(without_version(one) for one in cited if is_law(one)))


def _of_law(
    citation: Citation, texts: Sequence[str], known: Sequence[str], snapshot: OpenSnapshot, on: date
) -> LawChange | None:
    cited, plain = citation.provision_id, without_version(citation.provision_id)
    if not texts:
        return _gone(plain, citation.quote)
    force = snapshot.force.in_force(cited, on)
    now = snapshot.force.wording_on(plain, on)
    # What the verifier was told when the answer was approved is no news, as where it tells of a repeal.
    told = f"{format_citation(cited)}: {force.status.value}. {force.reason}"
    if _speaks_against(force) and not any(detail.endswith(told) for detail in known):
        after = "" if force.status in ENDED else _words(now or cited, snapshot)
        return _changed(plain, _kind(force), texts[0], after, force)
    if not any(fold(citation.quote) in fold(text) for text in texts):
        return _changed(plain, ChangeKind.AMENDED, citation.quote, texts[0], force)
    return None


def _of_text(citation: Citation, snapshot: OpenSnapshot) -> LawChange | None:
    """Of what is no law, such as a procedure: its words stand there, or they do not."""
    unit = snapshot.knowledge.units_by_id([citation.provision_id]).get(citation.provision_id)
    if unit is None:
        return _gone(citation.provision_id, citation.quote)
    if locate(citation.quote, unit.text) is not None:
        return None
    return LawChange(
        provision_id=citation.provision_id,
        kind=ChangeKind.AMENDED,
        before=citation.quote,
        after=unit.text[:LONGEST],
        reason="Naskah yang dirujuk sudah diganti.",
    )


def _gone(provision_id: str, before: str) -> LawChange:
    return LawChange(
        provision_id=provision_id,
        kind=ChangeKind.GONE,
        before=before[:LONGEST],
        after="",
        reason="Bagian ini tidak ada lagi di pustaka.",
    )


def _changed(provision_id: str, kind: ChangeKind, before: str, after: str, force: Force) -> LawChange:
    by = "" if force.by is None else force.by.subject_id.split("/")[0]
    return LawChange(
        provision_id=provision_id,
        kind=kind,
        before=before[:LONGEST],
        after=after[:LONGEST],
        reason=force.reason or "Bunyinya tidak sama lagi dengan yang dirujuk.",
        by=by,
        since=None if force.by is None else force.by.since,
    )


def _speaks_against(force: Force) -> bool:
    return force.status not in {ForceStatus.BERLAKU, ForceStatus.TIDAK_DIKETAHUI}


def _kind(force: Force) -> ChangeKind:
    if force.status in ENDED:
        return ChangeKind.REPEALED
    if force.superseded or force.status is ForceStatus.DICABUT_SEBAGIAN:
        return ChangeKind.AMENDED
    return ChangeKind.TOLD


def _told(force: Force) -> str:
    return force.reason if _speaks_against(force) else ""


def _words(reads: str, snapshot: OpenSnapshot) -> str:
    """The words of a wording, those of the units below it where it is itself not here."""
    if not reads:
        return ""
    found = snapshot.knowledge.readings(reads)
    if found:
        return found[0][0].full_text[:LONGEST]
    return "\n".join(_outermost(snapshot.knowledge.provisions_below(reads)))[:LONGEST]


def _outermost(provisions: Sequence[Provision]) -> Iterator[str]:
    """Texts of units of which none stands in another."""
    last = ""
    for provision in provisions:
        if not last or not provision.id.startswith(f"{last}/"):
            last = provision.id
            yield provision.full_text
