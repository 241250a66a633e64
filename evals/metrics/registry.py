"""Every metric of the product, in the order of reports; ``README.md`` has the same in words."""

from corpus.errors import NotFound
from evals.citing import Level
from evals.metrics.ambiguity_handled import AmbiguityHandled
from evals.metrics.answered_right import AnsweredRight
from evals.metrics.answered_wrong import AnsweredWrong
from evals.metrics.aurc import Aurc
from evals.metrics.brier import Brier
from evals.metrics.calibration_error import CalibrationError
from evals.metrics.citation_coverage import CitationCoverage
from evals.metrics.citation_f1 import CitationF1
from evals.metrics.citation_precision import CitationPrecision
from evals.metrics.citation_recall import CitationRecall
from evals.metrics.citation_validity import CitationValidity
from evals.metrics.cost import CostPerAnswer
from evals.metrics.document_mismatch import CitationMismatch, PassageMismatch
from evals.metrics.excess_aurc import ExcessAurc
from evals.metrics.fact_recall import FactRecall
from evals.metrics.first_right import FirstRight
from evals.metrics.hit import Hit
from evals.metrics.latency import Latency
from evals.metrics.legal_force import LegalForce
from evals.metrics.metric import AnswerMetric, RunMetric
from evals.metrics.ndcg import Ndcg
from evals.metrics.nugget_recall import NuggetRecall, VitalNuggetRecall
from evals.metrics.number_consistency import NumberConsistency
from evals.metrics.off_topic_answered import OffTopicAnswered
from evals.metrics.over_refusal import OverRefusal
from evals.metrics.quote_match import QuoteMatch
from evals.metrics.reciprocal_rank import ReciprocalRank
from evals.metrics.refused_rightly import RefusedRightly
from evals.metrics.retrieval_recall import RetrievalRecall
from evals.metrics.risk_at_coverage import RiskAtCoverage
from evals.metrics.stability import Stability
from evals.metrics.tokens import TokensPerAnswer

ANSWER_METRICS: tuple[AnswerMetric, ...] = (
    CitationValidity(),
    QuoteMatch(),
    LegalForce(),
    NumberConsistency(),
    CitationCoverage(),
    *(CitationPrecision(level) for level in Level),
    *(CitationRecall(level) for level in Level),
    *(CitationF1(level) for level in Level),
    CitationMismatch(),
    VitalNuggetRecall(),
    NuggetRecall(),
    FactRecall(),
    AnsweredRight(),
    AnsweredWrong(),
    OverRefusal(),
    RefusedRightly(),
    OffTopicAnswered(),
    AmbiguityHandled(),
    FirstRight(),
    Hit(1),
    Hit(5),
    RetrievalRecall(5),
    RetrievalRecall(10),
    Ndcg(),
    ReciprocalRank(),
    PassageMismatch(),
    CostPerAnswer(),
    TokensPerAnswer(),
)
"""Measures of one answer."""

RUN_METRICS: tuple[RunMetric, ...] = (
    Aurc(),
    ExcessAurc(),
    RiskAtCoverage(80),
    Brier(),
    CalibrationError(),
    *(Stability(respect) for respect in Stability.respects),
    Latency(50),
    Latency(95),
)
"""Measures of all answers of a run."""


def by_name(name: str) -> AnswerMetric | RunMetric:
    """The metric of a name.

    Raises:
        NotFound: there is none.
    """
    metrics: tuple[AnswerMetric | RunMetric, ...] = (*ANSWER_METRICS, *RUN_METRICS)
    found = next((metric for metric in metrics if metric.name == name), None)
    if found is None:
        raise NotFound(f"Metrik “{name}” tidak ada. Yang ada: {', '.join(one.name for one in metrics)}.")
    return found
