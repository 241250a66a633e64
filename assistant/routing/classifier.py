"""The classifier: which examples a question is alike, and what those say together.

Kernel ridge regression (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 5.8): nearest
neighbours that know of one another, so that many like examples do not outvote few telling ones. It has no
state beside its examples; whoever knows a better category adds an example and fits again.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.lexicon import lexicon
from assistant.routing.examples import Example, KnownCategory
from assistant.routing.views import Features, Floats, Meaning, View, letters, stems
from corpus.embeddings.protocol import Embedder, Vectors
from corpus.models import Frozen

RIDGE = 0.3
"""How much an example may be overruled by its neighbours. The three views weigh the same: on dev other
weights of views and ridges from 0.3 to 1 make no difference that could be told from chance."""
TEMPERATURE = 0.05
"""Divides scores before the softmax (Guo et al. 2017); fitted on dev by ``evals.bench.routing``."""
SURE = 0.6
"""From this probability on, a question goes where the classifier says."""
BALANCE = 0.5
"""Power of a category's number of examples by which each counts less: popular topics swallow no others."""
CONTRADICTS = 0.5
"""From this likeness on, a correction speaks about an older example too."""
DECAY = 0.5
"""What an example keeps of its weight for every correction that contradicts it."""


class Suggestion(Frozen):
    """A category, and how likely it is the right one, 0–1."""

    category_id: str
    bidang_id: str
    probability: float


class Routing(Frozen):
    """Where a question belongs.

    Attributes:
        suggestions: every category, the likeliest first; empty where there are none.
    """

    suggestions: tuple[Suggestion, ...]

    @property
    def category_id(self) -> str | None:
        """The category to follow without a person looking; None where that is not sure."""
        sure = self.suggestions and self.suggestions[0].probability >= SURE
        return self.suggestions[0].category_id if sure else None

    @property
    def bidang_id(self) -> str | None:
        """The bidang to follow without a person looking; None where even that is not sure."""
        likeliest = next(iter(self.bidang.items()), None)
        return likeliest[0] if likeliest is not None and likeliest[1] >= SURE else None

    @cached_property
    def bidang(self) -> dict[str, float]:
        """How likely each bidang is the right one, the likeliest first."""
        likely: dict[str, float] = {}
        for one in self.suggestions:
            likely[one.bidang_id] = likely.get(one.bidang_id, 0.0) + one.probability
        return dict(sorted(likely.items(), key=lambda pair: (-pair[1], pair[0])))


def standard(text: str) -> str:
    """A question in standard words with abbreviations spelled out, as it is compared."""
    words = " ".join(lexicon().standardise(lexicon().matter(text)).split())
    return "; ".join((words, *lexicon().expansions(words)))


class Classifier:
    """Fitted once, safe to share between threads."""

    def __init__(
        self,
        categories: Sequence[KnownCategory],
        examples: Sequence[Example],
        *,
        embedder: Embedder | None = None,
        vectors: Vectors | None = None,
    ) -> None:
        """Fit; half a second for a thousand examples beside their embedding.

        Args:
            categories: that may be suggested, each identifier once.
            examples: the oldest first; those of other categories are left out.
            embedder: of ``vectors``; None compares by words and letters alone.
            vectors: of ``standard(text)`` of every example, embedded as questions; one row each.
        """
        self._categories = tuple(categories)
        place = {category.id: at for at, category in enumerate(self._categories)}
        kept = [at for at, example in enumerate(examples) if example.category_id in place]
        chosen = [examples[at] for at in kept]
        labels = np.array([place[example.category_id] for example in chosen], dtype=np.int64)
        texts = [standard(example.text) for example in chosen]
        self._views: list[View] = [Features(texts, stems), Features(texts, letters)] if chosen else []
        if chosen and embedder is not None and vectors is not None:
            self._views.append(Meaning(vectors[kept], embedder))
        self._pull = self._fitted(chosen, labels)

    def _fitted(self, examples: Sequence[Example], labels: NDArray[np.int64]) -> Floats:
        """What each example says of each category, shape (examples, categories)."""
        if not examples:
            return np.zeros((0, len(self._categories)))
        alike = sum((view.gram() for view in self._views), np.zeros(())) / len(self._views)
        weights = weighed(examples, alike) * _balance(labels, len(self._categories))
        wanted = np.eye(len(self._categories))[labels] - 1 / len(self._categories)
        return np.asarray(np.linalg.solve(alike + np.diag(RIDGE * weights.mean() / weights), wanted))

    def scores(self, text: str) -> Floats:
        """What the examples say of each category of the fit, shape (categories,); the likeliest highest.

        Raises:
            corpus.errors.EmbeddingError: the embedder failed.
        """
        if not self._views:
            return np.zeros(len(self._categories))
        asked = standard(text)
        alike = sum((view.similar(asked) for view in self._views), np.zeros(())) / len(self._views)
        return np.asarray(alike @ self._pull)

    def route(self, text: str) -> Routing:
        """Where a question belongs.

        Raises:
            corpus.errors.EmbeddingError: the embedder failed.
        """
        return routing(self._categories, self.scores(text))


def routing(
    categories: Sequence[KnownCategory], scores: Floats, *, temperature: float = TEMPERATURE
) -> Routing:
    """Suggestions from the scores of a fit."""
    if not categories:
        return Routing(suggestions=())
    raised = np.exp((scores - scores.max()) / temperature)
    likely: Mapping[str, float] = dict(
        zip((category.id for category in categories), (raised / raised.sum()).tolist(), strict=True)
    )
    ordered = sorted(categories, key=lambda category: (-likely[category.id], category.id))
    suggestions = tuple(
        Suggestion(category_id=one.id, bidang_id=one.bidang_id, probability=likely[one.id]) for one in ordered
    )
    return Routing(suggestions=suggestions)


def weighed(examples: Sequence[Example], alike: Floats) -> Floats:
    """Weights of examples, less for those that a later correction of a like question contradicts.

    Args:
        examples: the oldest first.
        alike: of all examples with one another, shape (n, n).
    """
    weights = np.array([example.weight for example in examples])
    for later, correction in enumerate(examples):
        if not correction.correction:
            continue
        for earlier in np.flatnonzero(alike[later, :later] >= CONTRADICTS).tolist():
            if examples[earlier].category_id != correction.category_id:
                weights[earlier] *= DECAY
    return weights


def _balance(labels: NDArray[np.int64], categories: int) -> Floats:
    counts = np.bincount(labels, minlength=categories)
    return np.asarray(counts[labels] ** -BALANCE)
