"""The verifier: one for the chat, the drafts and the benchmarks.

A claim stands when every citation resolves, its quoted words are the stored words at the stated
place, every number, date and regulation number it states occurs in what it cites or in the
question, is the result of a sum of such numbers that it shows, or names in a sentence about a change
the regulation that by the note of the cited text changed it, its figures agree with the words
in brackets beside them, and what it cites was in force on the day asked about, or the answer itself
says, citing the repeal, that it no longer is. A claim without a citation may state no such fact.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from assistant.arithmetic import computed
from assistant.fact_support import FactBase, base_of, checkable, read_facts
from assistant.models import Check, Claim
from assistant.told_changes import SAYS_CHANGE, changes_told
from corpus.citations import format_citation
from corpus.knowledge import Knowledge
from corpus.models import Citation, Frozen
from corpus.numbers import mismatched_words
from corpus.text import fold
from corpus.validity import ForceTable

REPEAL_WORDS = re.compile(r"\b(?:dicabut|tidak (?:lagi )?berlaku)\b", re.IGNORECASE)


class Verdict(Frozen):
    """Checks of all claims, and whether each claim stands, in their order."""

    checks: tuple[Check, ...]
    stands: tuple[bool, ...]

    @property
    def all_stand(self) -> bool:
        """Every claim stands."""
        return all(self.stands)


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation leads to: every stored reading of the text, the official one first.

    Attributes:
        notes: what stands beside the readings for their readers: amendments that are not in the texts.
    """

    texts: tuple[str, ...]
    is_law: bool
    notes: tuple[str, ...] = ()


class Verifier:
    """Checks claims against one snapshot's knowledge."""

    def __init__(self, knowledge: Knowledge, force: ForceTable) -> None:
        self._knowledge = knowledge
        self._force = force

    def verify(self, claims: Sequence[Claim], *, question: str, on: date) -> Verdict:
        """Check every claim; nothing is repaired here."""
        asked = read_facts(question)
        sources = self._cited({citation.provision_id for claim in claims for citation in claim.citations})
        repealers = _repealers_named(claims)
        while True:
            found = [self._check_claim(claim, sources, asked, on, repealers) for claim in claims]
            stands = tuple(all(check.passed for check in own) for own in found)
            standing = _repealers_named([claim for claim, stand in zip(claims, stands, strict=True) if stand])
            if standing == repealers:
                break
            # A claim that falls excuses nothing; without its excuse others may fall too.
            repealers = standing
        checks = tuple(
            check.model_copy(update={"detail": f"Kalimat {number}: {check.detail}"})
            for number, own in enumerate(found, 1)
            for check in own
        )
        return Verdict(checks=checks, stands=stands)

    def _cited(self, identifiers: Set[str]) -> dict[str, Cited]:
        """The stored text behind provision and passage identifiers; what is not here is absent."""
        versions = self._knowledge.readings_by_id(sorted(identifiers))
        found = {
            identifier: Cited(
                tuple(provision.full_text for provision, _ in readings),
                is_law=True,
                notes=tuple(source.note for _, source in readings if source.note),
            )
            for identifier, readings in versions.items()
        }
        others = self._knowledge.units_by_id(sorted(identifiers - found.keys()))
        return found | {identifier: Cited((unit.text,), is_law=False) for identifier, unit in others.items()}

    def _check_claim(
        self, claim: Claim, sources: Mapping[str, Cited], asked: FactBase, on: date, repealers: set[str]
    ) -> list[Check]:
        checks: list[Check] = []
        base, texts = asked, list[str]()
        for citation in claim.citations:
            cited = sources.get(citation.provision_id)
            label = (
                format_citation(citation.provision_id) if cited and cited.is_law else citation.provision_id
            )
            if cited is None:
                checks.append(Check(name="citation", passed=False, detail=f"rujukan {label} tidak ada."))
                continue
            checks.append(Check(name="citation", passed=True, detail=f"rujukan {label} ditemukan."))
            checks.append(_quote_check(citation, cited, label))
            if cited.is_law:
                checks.append(self._force_check(citation.provision_id, label, on, repealers))
            base = base.union(base_of((*cited.texts, label)))
            if SAYS_CHANGE.search(claim.text):
                for note in cited.notes:
                    base = base.union(changes_told(note))
            texts += cited.texts
        checks += _fact_check(claim, base, texts)
        return checks

    def _force_check(self, identifier: str, label: str, on: date, repealers: set[str]) -> Check:
        force = self._force.in_force(identifier, on)
        passed = force.holds or (force.by is not None and force.by.subject_id.split("/")[0] in repealers)
        return Check(name="in_force", passed=passed, detail=f"{label}: {force.status.value}. {force.reason}")


def _repealers_named(claims: Sequence[Claim]) -> set[str]:
    """Regulations that the answer itself cites for saying that a rule no longer holds.

    Only an answer that says so may rest on what they repealed.
    """
    return {
        citation.provision_id.split("/")[0]
        for claim in claims
        if REPEAL_WORDS.search(claim.text)
        for citation in claim.citations
    }


def _quote_check(citation: Citation, cited: Cited, label: str) -> Check:
    verbatim = any(
        text[citation.start : citation.end] == citation.quote and citation.quote for text in cited.texts
    )
    detail = f"kutipan dari {label} {'sama kata demi kata' if verbatim else 'tidak sama dengan teksnya'}."
    return Check(name="quote", passed=verbatim, detail=detail)


def _fact_check(claim: Claim, base: FactBase, texts: Sequence[str]) -> list[Check]:
    stated = checkable(claim.text)
    if not stated or _is_quotation(claim):
        return []
    missing = [fact for fact in stated if not base.supports(fact)]
    if missing:
        results = computed(claim.text, base)
        missing = [fact for fact in missing if (fact.kind, str(fact.value)) not in results]
    if missing:
        shown = ", ".join(f"“{fact.text}”" for fact in missing)
        return [Check(name="number", passed=False, detail=f"{shown} tidak ada dalam rujukan.")]
    torn = _figures_against_words(claim.text, texts)
    if torn:
        shown = ", ".join(f"“{text}”" for text in torn)
        return [Check(name="number", passed=False, detail=f"angka dan huruf pada {shown} berbeda.")]
    return [Check(name="number", passed=True, detail="semua angka dan tanggal ada dalam rujukan.")]


def _figures_against_words(text: str, sources: Sequence[str]) -> list[str]:
    """Places such as "30 (tiga puluh satu)"; a misprint of a source may be repeated as it stands there."""
    torn = [mismatch.text for mismatch in mismatched_words(text)]
    return [words for words in torn if not any(fold(words) in fold(source) for source in sources)]


def _is_quotation(claim: Claim) -> bool:
    """Whether the claim is nothing but words it quotes; its facts are then those of the source."""
    # By whole words: "5 hari" is no quotation of "15 hari".
    own = f" {fold(claim.text).strip()} "
    return any(own in f" {fold(citation.quote).strip()} " for citation in claim.citations)
