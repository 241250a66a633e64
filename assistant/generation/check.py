"""Whether a sentence of a model may be shown: the verifier's checks, and those that only a model needs."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.arithmetic import operands_in
from assistant.fact_support import base_of, checkable, read_facts
from assistant.generation.bounds import lost_bounds
from assistant.generation.problems import HOPELESS, Kind, Problem
from assistant.generation.prompts import prompts
from assistant.generation.resolve import Resolved
from assistant.guard.decides import begins_with_verdict, decides_case, tells_of_reader
from assistant.guard.injection import detect
from assistant.guard.output import LeakKind, leaks
from assistant.guard.personal_data import PLACEHOLDER, placeholder_name
from assistant.models import Claim
from assistant.normative import states_rule
from assistant.support import Support, SupportChecker, SupportVerdict
from assistant.understand import Understood
from assistant.verify import Verifier
from corpus.citations import format_citation
from corpus.errors import EmbeddingError, InvalidIdentifier
from corpus.knowledge import Knowledge
from corpus.search_words import known_words, search_words
from corpus.text import locate

NEW_WORDS = 2
"""Words beyond those of the question and of courtesy that a sentence without a source may have."""
LIKELY = 0.5
"""Probability of support from which a sentence is shown: it has to be more likely borne out than not."""
_UNLIKELY = (
    "tidak satu pun sumbernya cukup memuat kalimat ini; tulis satu aturan per kalimat, dekat dengan bunyinya"
)
_COURTESY = frozenset(
    search_words(
        "terima kasih pertanyaan Anda mohon silakan berikut ini penjelasan jawaban ringkas singkat langkah "
        "cara syarat ketentuan aturan tentang mengenai sebagai sesuai berdasarkan hal tersebut adalah yaitu "
        "demikian semoga membantu bermanfaat hubungi tanyakan bagian unit kepegawaian instansi kepastian "
        "lanjut informasi lebih BKD BKPSDM BKN salam hormat Bapak Ibu keadaan tahapan urutan prosedur"
    )
)
_SITE = re.compile(
    r"\b[\w-]+(?:\.[\w-]+)*\.(?:(?:go|co|or|ac|web|my|sch)\.id|com|id|org|net|info|io|me)\b", re.IGNORECASE
)
_SUPPOSED = re.compile(
    r"\b(?:jika|bila|apabila|kalau|karena|sebab|meski(?:pun)?|walau(?:pun)?|sekalipun|andai|seandainya|ketika"
    r"|bukan|(?:telah|sudah|yang)\s+Anda\s+(?:sebut\w*|tanyakan|ajukan|sampaikan))\b",
    re.IGNORECASE,
)
"""Words after which a number of the question is repeated as its asker's, not stated as a rule."""
_CLAUSE = re.compile(r"[,;:.?!]\s")
_CONTRACT = r"\b(?:pppk|p3k)\b|\bpegawai\s+pemerintah\s+dengan\s+perjanjian\s+kerja\b"
_POPULATIONS = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("cpns", r"\bcpns\b|\bcalon\s+(?:pns|pegawai\s+negeri(?:\s+sipil)?)\b"),
        ("pppk", _CONTRACT),
        ("pns", r"\bpns\b|\bpegawai\s+negeri(?:\s+sipil)?\b"),
        ("asn", r"\basn\b|\baparatur\s+sipil\s+negara\b"),
    )
)
_INSIDE = re.compile(r"“([^”]{12,})”|\"([^\"]{12,})\"")
_KINDS = {"citation": Kind.HANDLE, "quote": Kind.QUOTE, "number": Kind.FACT, "in_force": Kind.FORCE}


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with everything that is wrong with it; it may be shown where that is nothing."""

    resolved: Resolved
    claim: Claim
    problems: tuple[Problem, ...]

    @property
    def passed(self) -> bool:
        """Nothing is wrong."""
        return not self.problems

    @property
    def asks(self) -> bool:
        """It says nothing, but asks."""
        return any(problem.kind is Kind.ASKS for problem in self.problems)

    @property
    def hopeless(self) -> bool:
        """It is not worth asking for again."""
        return any(problem.kind in HOPELESS for problem in self.problems)


class ClaimCheck:
    """Checks the sentences of one answer.

    Args:
        question: as asked, for the verifier.
        restore: turns placeholders of the prompt back into what they stand for.
    """

    def __init__(
        self,
        verifier: Verifier,
        knowledge: Knowledge,
        checker: SupportChecker | None,
        *,
        question: str,
        understood: Understood,
        restore: Callable[[str], str],
    ) -> None:
        self._verifier = verifier
        self._knowledge = knowledge
        self._checker = checker
        self._question = question
        self._understood = understood
        self._restore = restore
        self._asked = known_words(f"{question} {understood.meaning}")

    def judge(self, resolved: Resolved, accepted: Sequence[Claim]) -> Judged:
        """Check one sentence as the next one after those that were accepted.

        Cheap checks first; the support checker reads only what passes all others.
        """
        claim = resolved.claim
        evidence = self._evidence(claim)
        problems = [*resolved.problems, *self._unspoken(claim.text, evidence)]
        shown = claim.model_copy(update={"text": self._restore(claim.text)})
        if claim.citations:
            problems += self._borrowed(claim, evidence)
            problems += self._of_others(resolved, evidence)
            problems += _misquoted(claim.text, (*evidence, self._question))
            problems += _unbounded(claim.text, evidence)
        else:
            problems += self._uncited(claim.text)
        problems += _addresses(claim.text, evidence)
        problems += self._verified(shown, accepted)
        if claim.citations and not problems and self._checker is not None:
            unsupported, bearing = self._supported(claim, self._checker)
            problems += unsupported
            if bearing:
                kept = tuple(one for one in claim.citations if one.provision_id in bearing)
                shown = shown.model_copy(update={"citations": kept})
                problems += self._verified(shown, accepted)
        return Judged(resolved, shown, tuple(dict.fromkeys(problems)))

    def _evidence(self, claim: Claim) -> tuple[str, ...]:
        """The quoted words, then the whole texts that they are from."""
        identifiers = list(dict.fromkeys(citation.provision_id for citation in claim.citations))
        readings = self._knowledge.readings_by_id(identifiers)
        units = self._knowledge.units_by_id([one for one in identifiers if one not in readings])
        whole = [provision.full_text for found in readings.values() for provision, _ in found]
        whole += [unit.text for unit in units.values()]
        return tuple(dict.fromkeys((*(citation.quote for citation in claim.citations), *whole)))

    def _unspoken(self, text: str, evidence: Sequence[str]) -> Iterator[Problem]:
        """What no sentence may have, whatever it cites."""
        if text.rstrip(' "”)').endswith("?"):
            yield Problem(Kind.ASKS, "berupa pertanyaan")
        if detect(text):
            yield Problem(Kind.INSTRUCTION, "memuat perintah")
        if decides_case(text):
            yield Problem(Kind.DECIDES, "memutuskan perkara seseorang; jelaskan aturannya saja")
        if begins_with_verdict(text):
            yield Problem(Kind.DECIDES, "diawali putusan seperti “Ya” atau “Tidak”; nyatakan aturannya saja")
        if tells_of_reader(text):
            yield Problem(Kind.READER, "menyatakan keadaan penanya; tulis sebagai syarat (“bila Anda …”)")
        found = leaks(
            text,
            prompt=prompts().system,
            sources=(*evidence, self._question),
            placeholders={placeholder_name(found) for found in PLACEHOLDER.finditer(text)},
        )
        for leak in found:
            kind = Kind.CONTACT if leak.kind is LeakKind.CONTACT else Kind.LEAK
            yield Problem(kind, leak.detail.rstrip("."))
        if PLACEHOLDER.search(self._restore(text)):
            yield Problem(Kind.PERSONAL, "memuat tanda data pribadi yang tidak ada dalam pertanyaan")

    def _uncited(self, text: str) -> Iterator[Problem]:
        """Without a source only courtesy and what leads in may be said, in words of the question."""
        bare = PLACEHOLDER.sub(" ", text)
        new = known_words(bare) - self._asked - _COURTESY
        if states_rule(bare) or checkable(bare) or len(new) > NEW_WORDS:
            yield Problem(Kind.UNCITED, "menyatakan sesuatu tanpa menyebut sumber")

    def _borrowed(self, claim: Claim, evidence: Sequence[str]) -> Iterator[Problem]:
        """Facts that only the question has: they may be repeated as the asker's, never stated as the rule."""
        text = PLACEHOLDER.sub(" ", claim.text)
        labels = [_label(citation.provision_id) for citation in claim.citations]
        cited = base_of((*evidence, *labels))
        asked = read_facts(self._question)
        sums = operands_in(text)
        for fact in checkable(text):
            if cited.supports(fact) or not asked.supports(fact):
                continue
            clause = _CLAUSE.split(text[: fact.start])[-1]
            operand = any(start <= fact.start and fact.end <= end for start, end in sums)
            if not operand and not _SUPPOSED.search(clause):
                yield Problem(Kind.FACT, f"“{fact.text}” tidak ada di sumber")

    def _of_others(self, resolved: Resolved, evidence: Sequence[str]) -> Iterator[Problem]:
        """Kinds of employee that the sentence, or else the question, is about and the cited text is not."""
        about = populations(" ".join(evidence))
        if not about:
            titles = (f"{handle.title} {handle.heading}" for handle in resolved.handles)
            about = populations(" ".join(titles))
        if not about or "asn" in about:
            return
        said = populations(resolved.claim.text) - {"asn"}
        for name in sorted(said - about):
            yield Problem(Kind.POPULATION, f"sumbernya bukan tentang {name.upper()}")
        asked = self._understood.employees
        contract = frozenset({"pppk"})
        if not said and asked and (asked == contract) != (about == contract) and not asked & about:
            names = ", ".join(sorted(name.upper() for name in asked))
            yield Problem(Kind.POPULATION, f"sumbernya bukan tentang {names}")

    def _verified(self, claim: Claim, accepted: Sequence[Claim]) -> Iterator[Problem]:
        """The checks of the one verifier, in the light of what the answer says already."""
        verdict = self._verifier.verify((*accepted, claim), question=self._question, on=self._understood.on)
        prefix = f"Kalimat {len(accepted) + 1}: "
        for check in verdict.checks:
            if not check.passed and check.detail.startswith(prefix):
                yield Problem(_KINDS[check.name], check.detail.removeprefix(prefix).rstrip("."))

    def _supported(self, claim: Claim, checker: SupportChecker) -> tuple[list[Problem], frozenset[str]]:
        """What the support checker says: a problem, or the sources that bear the sentence out.

        Each source is held against the sentence alone. In several texts together the words of almost any
        sentence are found, and a model that does not know names several.
        """
        doubts: list[tuple[float, Problem]] = []
        bearing = set()
        for identifier in dict.fromkeys(citation.provision_id for citation in claim.citations):
            own = tuple(one for one in claim.citations if one.provision_id == identifier)
            alone = claim.model_copy(update={"citations": own})
            try:
                verdict = checker.check(claim.text, self._evidence(alone))
            except EmbeddingError:
                return [Problem(Kind.BEYOND, "isinya tidak dapat dibandingkan dengan sumber")], frozenset()
            if verdict.label is Support.SUPPORTED and verdict.probability >= LIKELY:
                bearing.add(identifier)
            else:
                doubts.append(_doubt(verdict))
        if bearing:
            return [], frozenset(bearing)
        # What was flagged for a reason tells the model more than that support was merely unlikely.
        return [max(doubts, key=lambda doubt: doubt[0])[1]], frozenset()


def _doubt(verdict: SupportVerdict) -> tuple[float, Problem]:
    """A problem, and how much it says."""
    match verdict.label:
        case Support.CONTRADICTED:
            return 1 + verdict.probability, Problem(Kind.CONTRADICTED, verdict.reason)
        case Support.BEYOND:
            return verdict.probability, Problem(Kind.BEYOND, verdict.reason)
        case _:
            return 0.0, Problem(Kind.BEYOND, _UNLIKELY)


def populations(text: str) -> frozenset[str]:
    """The kinds of employee that a text names: ``pns``, ``cpns``, ``pppk``, and ``asn`` for all of them."""
    found = set()
    for name, pattern in _POPULATIONS:
        # "Calon PNS" names no PNS.
        text, number = pattern.subn(" ", text)
        if number:
            found.add(name)
    return frozenset(found)


def _addresses(text: str, evidence: Sequence[str]) -> Iterator[Problem]:
    """Names of sites, also without what begins an address."""
    known = " ".join(evidence).lower()
    if any(match.group().lower() not in known for match in _SITE.finditer(text)):
        yield Problem(Kind.CONTACT, "memuat alamat situs yang tidak ada di sumber")


def _misquoted(text: str, sources: Sequence[str]) -> Iterator[Problem]:
    """Words in quotation marks that no source has."""
    for match in _INSIDE.finditer(text):
        words = (match[1] or match[2]).strip()
        if not any(locate(words, source) for source in sources):
            yield Problem(Kind.QUOTE, "kata-kata dalam tanda kutip tidak ada di sumber")


def _unbounded(text: str, evidence: Sequence[str]) -> Iterator[Problem]:
    """Numbers that the sources give only as a bound."""
    for words in lost_bounds(text, evidence):
        yield Problem(Kind.BEYOND, f"batas di sumber hilang: “{words}”")


def _label(identifier: str) -> str:
    try:
        return format_citation(identifier)
    except InvalidIdentifier:
        # A passage of a text that is no law.
        return ""
