"""What becomes of every question: answered right or wrong, refused honestly or without need."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Assistant
from assistant.models import Answer, AnswerStatus
from corpus.knowledge import Knowledge
from evals.bench.places import gold_places, place_of, places_of_unit
from evals.bench.statistics import Estimate, mean_interval
from evals.bench.systems import asked
from evals.datasets import Item

ANSWERED = frozenset({AnswerStatus.ANSWERED, AnswerStatus.PARTIAL})


class Verdict(StrEnum):
    """How an answer to a question with known gold is judged."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER_REFUSED = "over_refused"
    REFUSED = "refused"
    INVENTED = "invented"


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer: its verdict, status, and the places it cites."""

    verdict: Verdict
    status: str
    confidence: float
    origin_id: str
    cited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """Shares by split, counts of off-topic questions, and every verdict.

    Attributes:
        shares: of answerable questions: ``right``, ``wrong``, ``over_refused``; of unanswerable ones:
            ``refused``, ``invented``.
        off_topic: by split, how many off-topic questions there are and how many got an answer.
    """

    shares: dict[str, dict[str, Estimate | None]]
    off_topic: dict[str, dict[str, int]]
    questions: dict[str, Judged]


def judge(item: Item, answer: Answer, knowledge: Knowledge) -> Judged:
    """Right is an answer that cites at least one gold provision."""
    cited = _cited(answer, knowledge)
    answered = answer.status in ANSWERED
    if not item.answerable:
        verdict = Verdict.INVENTED if answered else Verdict.REFUSED
    elif not answered:
        verdict = Verdict.OVER_REFUSED
    else:
        wanted = {place for part in gold_places(item) for place in part}
        verdict = Verdict.RIGHT if cited & wanted else Verdict.WRONG
    return Judged(verdict, answer.status.value, answer.confidence, answer.origin_id, tuple(sorted(cited)))


def measure_answers(items: Sequence[Item], assistant: Assistant, knowledge: Knowledge) -> AnswerReport:
    """Answer and judge every question."""
    judged: dict[str, Judged] = {}
    for item in items:
        judged[item.id] = judge(item, assistant.answer(asked(item)), knowledge)
    shares: dict[str, dict[str, Estimate | None]] = {}
    off_topic: dict[str, dict[str, int]] = {}
    for split in ("dev", "test"):
        mine = [item for item in items if item.split == split]
        shares[split] = {
            verdict.value: mean_interval(
                [
                    float(judged[item.id].verdict is verdict)
                    for item in mine
                    if item.answerable == (verdict not in {Verdict.REFUSED, Verdict.INVENTED})
                ]
            )
            for verdict in Verdict
        }
        strays = Counter(judged[item.id].verdict for item in mine if item.off_topic)
        off_topic[split] = {"asked": strays.total(), "answered": strays[Verdict.INVENTED]}
    return AnswerReport(shares, off_topic, judged)


def _cited(answer: Answer, knowledge: Knowledge) -> set[str]:
    """Places of every citation; one of an SOP or other entry stands for what the entry rests on."""
    ids = {citation.provision_id for claim in answer.claims for citation in claim.citations}
    units = knowledge.units_by_id(sorted(ids))
    cited: set[str] = set()
    for identifier in ids:
        unit = units.get(identifier)
        cited.update(places_of_unit(unit, knowledge) if unit else (place_of(identifier),))
    return cited
