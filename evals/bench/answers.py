"""What becomes of every question: answered right or wrong, refused honestly or without need."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Assistant
from assistant.models import Answer
from corpus.knowledge import Knowledge
from evals.bench.systems import asked
from evals.citing import cited_identifiers
from evals.datasets import Item
from evals.places import place_of
from evals.reaction import Reaction, judge
from evals.statistics import Estimate, mean_interval


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer: how it reacts to the question, its status, and the places it cites."""

    reaction: Reaction
    status: str
    confidence: float
    origin_id: str
    cited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """Shares by split, counts of off-topic questions, and every reaction.

    Attributes:
        shares: of answerable questions: ``right``, ``wrong``, ``over_refused``; of unanswerable ones:
            ``refused``, ``invented``.
        off_topic: by split, how many off-topic questions there are and how many got an answer.
    """

    shares: dict[str, dict[str, Estimate | None]]
    off_topic: dict[str, dict[str, int]]
    questions: dict[str, Judged]


def measure_answers(items: Sequence[Item], assistant: Assistant, knowledge: Knowledge) -> AnswerReport:
    """Answer and judge every question."""
    judged: dict[str, Judged] = {}
    for item in items:
        judged[item.id] = _judged(item, assistant.answer(asked(item)), knowledge)
    shares: dict[str, dict[str, Estimate | None]] = {}
    off_topic: dict[str, dict[str, int]] = {}
    for split in ("dev", "test"):
        mine = [item for item in items if item.split == split and not item.ambiguous]
        shares[split] = {
            reaction.value: mean_interval(
                [
                    float(judged[item.id].reaction is reaction)
                    for item in mine
                    if item.answerable == (reaction not in {Reaction.REFUSED, Reaction.INVENTED})
                ]
            )
            for reaction in Reaction
        }
        strays = Counter(judged[item.id].reaction for item in mine if item.off_topic)
        off_topic[split] = {"asked": strays.total(), "answered": strays[Reaction.INVENTED]}
    return AnswerReport(shares, off_topic, judged)


def _judged(item: Item, answer: Answer, knowledge: Knowledge) -> Judged:
    cited = cited_identifiers(answer, knowledge)
    return Judged(
        reaction=judge(item, answer, cited),
        status=answer.status.value,
        confidence=answer.confidence,
        origin_id=answer.origin_id,
        cited=tuple(sorted({place_of(identifier) for places in cited for identifier in places})),
    )
