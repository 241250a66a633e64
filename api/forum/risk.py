"""How carefully a draft has to be read: how much harm a wrong reply could do, and how likely it is."""

import re
from collections.abc import Sequence

from api.forum.draft_checks import neighbour_of, topic_doubted
from assistant.draft_entry import answers_another
from assistant.guard.sensitive import Matter
from assistant.models import Answer, AnswerStatus
from corpus.force import ForceStatus
from corpus.models import Frozen
from corpus.open_snapshot import OpenSnapshot
from evals.scorecard import Opinion, Scorecard

MATTER = 100
OPINION = {Opinion.STOP: 40, Opinion.CHECK: 15, Opinion.READY: 0}
NOT_SCORED = 40
STATUS = {AnswerStatus.ANSWERED: 0, AnswerStatus.PARTIAL: 10}
NO_ANSWER = 20
DOUBT = 20
CONSEQUENCE = 15
MOST_CONSEQUENCES = 30
DOUBTED_WORDING = 15
BY_MODEL = 10
ANOTHER = 25
OTHER_TOPIC = 30

_CONSEQUENCES = {
    "disiplin atau pemberhentian": (
        r"disiplin|hukuman|sanksi|berhenti|diberhentikan|pemberhentian|pecat|dipecat|pemecatan|banding"
        r"|turun(?:kan|an)? (?:pangkat|jabatan)|bolos|mangkir|cerai|perceraian|poligami"
    ),
    "uang": (
        r"gaji|kgb|tunjangan|tpp|tukin|honor|honorarium|uang|biaya|potongan|dipotong|pemotongan|ganti rugi"
        r"|rapel|insentif|pajak|asuransi|santunan|taspen"
    ),
    "pensiun": r"pensiun|pensiunan|purna ?tugas|bup|batas usia|janda|duda|taspen",
}
_WORDS = {
    name: re.compile(rf"\b(?:{words})(?:nya)?\b", re.IGNORECASE) for name, words in _CONSEQUENCES.items()
}


class Ground(Frozen):
    """One thing that makes a draft risky.

    Attributes:
        points: of 100.
        reason: in Indonesian, as an officer reads it.
    """

    points: float
    reason: str


class Risk(Frozen):
    """How carefully a draft has to be read.

    Attributes:
        value: 0–1, the points of the grounds together, at most 100, over 100.
        grounds: the heaviest first.
    """

    value: float
    grounds: tuple[Ground, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """What it is made of, with the points, as an officer reads it."""
        return tuple(f"{ground.reason} (+{ground.points:.0f})" for ground in self.grounds)


def risk_of(
    answer: Answer,
    scores: Scorecard | None,
    *,
    matter: Matter | None = None,
    about: Sequence[str] = (),
    doubted: bool = False,
) -> Risk:
    """The risk of a draft.

    Points are added up, at most 100, and divided by 100:

    ====================================================================  ==================
    a matter for a person: somebody in need, a report, one's own case     100
    the scores say: not to be published / look closer / ready             40 / 15 / 0
    it could not be scored                                                40
    it answers in part / not at all                                       10 / 20
    what it was drafted from seems to be about another matter             30
    it is the answer to another question, though a like one               25
    how ill the sources fit the question                                  20 × (1 − confidence)
    discipline or dismissal, money, pension: what the question is about   15 each, at most 30
    it cites words that may have been changed since                       15
    a language model wrote it                                             10
    ====================================================================  ==================

    So a whole answer about leave, quoted from the law with confidence 0.9 and without any finding, has a
    risk of 0.02; one about pension pay that a model wrote, with confidence 0.5 and one soft finding,
    15 + 10 + 30 + 10 = 65 points, 0.65. A matter for a person is 1 whatever else holds.

    Args:
        scores: None where it could not be scored.
        matter: what a person has to deal with; None for other questions.
        about: texts that say what the question is about: its own words, its category.
        doubted: it cites words of the law that may have been changed.
    """
    grounds = [*_matter(matter), *_scores(answer, scores), *_consequences(about)]
    if (unfit := topic_doubted(answer)) is not None:
        grounds.append(Ground(points=OTHER_TOPIC, reason=unfit.rstrip(".")))
    if answers_another(answer.claims) or neighbour_of(answer) is not None:
        reason = "Menjawab pertanyaan lain yang mirip: periksa apakah itu yang ditanyakan"
        grounds.append(Ground(points=ANOTHER, reason=reason))
    if doubted:
        grounds.append(Ground(points=DOUBTED_WORDING, reason="Mengutip bunyi yang mungkin sudah diubah"))
    if answer.origin == "llm":
        grounds.append(Ground(points=BY_MODEL, reason="Disusun model bahasa"))
    grounds.sort(key=lambda ground: -ground.points)
    points = min(100.0, sum(ground.points for ground in grounds))
    return Risk(value=round(points / 100, 4), grounds=tuple(grounds))


def cites_doubted_words(answer: Answer, snapshot: OpenSnapshot) -> bool:
    """Whether an answer cites words that may have been changed: in doubt, or by a text that is not here."""
    cited = {citation.provision_id for claim in answer.claims for citation in claim.citations}
    forces = (snapshot.force.in_force(identifier, answer.question.on) for identifier in sorted(cited))
    return any(force.status is ForceStatus.DIUBAH or force.missing is not None for force in forces)


def _matter(matter: Matter | None) -> list[Ground]:
    if matter is None:
        return []
    return [
        Ground(points=MATTER, reason=f"Perkara yang perlu ditangani langsung oleh petugas: {matter.value}")
    ]


def _scores(answer: Answer, scores: Scorecard | None) -> list[Ground]:
    """What the scores, the status and the confidence say."""
    opinion = NOT_SCORED if scores is None else OPINION[scores.opinion]
    told = "Draf belum dapat dinilai" if scores is None else f"Penilaian: {scores.opinion.label.lower()}"
    status = STATUS.get(answer.status, NO_ANSWER)
    partly = "Jawaban sebagian" if answer.status is AnswerStatus.PARTIAL else "Draf tidak menjawab"
    found = (
        Ground(points=opinion, reason=told),
        Ground(points=status, reason=partly),
        Ground(points=round(DOUBT * (1 - answer.confidence), 2), reason="Sumber kurang cocok"),
    )
    return [ground for ground in found if ground.points]


def _consequences(about: Sequence[str]) -> list[Ground]:
    """What a wrong reply would cost the asker, the first two that are found."""
    text = "\n".join(about)
    found = [name for name, words in _WORDS.items() if words.search(text)]
    return [
        Ground(points=CONSEQUENCE, reason=f"Menyangkut {name}")
        for name in found[: MOST_CONSEQUENCES // CONSEQUENCE]
    ]
