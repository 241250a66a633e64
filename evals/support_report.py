"""What the entailment checker calls unsupported, by source and by what was done to a sentence."""

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.support import ORDER, Support, SupportModel
from assistant.support_logic import Finding, Structure
from evals.logistic import Floats
from evals.support_pairs import Pair

Labels = NDArray[np.intp]
Found = Sequence[Sequence[Finding]]


def flagged(pairs: Sequence[Pair], labels: Sequence[Support]) -> dict[str, str]:
    """By source and kind, how many were called unsupported: false alarms where true, else catches."""
    total = Counter(f"{pair.source} {pair.kind}" for pair in pairs)
    called = Counter(
        f"{pair.source} {pair.kind}"
        for pair, label in zip(pairs, labels, strict=True)
        if label is not Support.SUPPORTED
    )
    return {name: f"{called[name]} of {total[name]}" for name in sorted(total)}


def by_structure(pairs: Sequence[Pair], found: Found) -> dict[str, str]:
    """By source and kind, how many each structural check called unsupported, those with none left out."""
    counts: defaultdict[str, Counter[Structure]] = defaultdict(Counter)
    for pair, own in zip(pairs, found, strict=True):
        counts[f"{pair.source} {pair.kind}"].update({finding.structure for finding in own})
    return {
        name: " ".join(f"{structure}={number}" for structure, number in sorted(own.items()))
        for name, own in sorted(counts.items())
    }


def accuracy_and_f1(gold: Labels, said: Labels) -> tuple[float, float]:
    """Share that is right, and the mean over the labels of F1."""
    f1 = []
    for label in range(len(ORDER)):
        hit = int(((gold == label) & (said == label)).sum())
        f1.append(2 * hit / max(int((gold == label).sum() + (said == label).sum()), 1))
    return float((gold == said).mean()), float(np.mean(f1))


def write_report(
    name: str, model: SupportModel, pairs: Sequence[Pair], chances: Floats, found: Found
) -> None:
    """Print what regression, structural checks and the two together call unsupported.

    Args:
        chances: of the labels in ``ORDER`` by the regression, shape (pairs, labels).
        found: by the structural checks.
    """
    alone = [model.label(dict(zip(ORDER, row, strict=True))) for row in chances.tolist()]
    checked = [own[0].label if own else Support.SUPPORTED for own in found]
    both = [own[0].label if own else label for own, label in zip(found, alone, strict=True)]
    rows = zip(flagged(pairs, alone).items(), flagged(pairs, checked).values(), strict=True)
    either, structures = flagged(pairs, both), by_structure(pairs, found)
    for (kind, regression), structural in rows:
        sys.stdout.write(
            f"{name}: {kind}: regression {regression}, structural {structural}, either {either[kind]}"
            f" [{structures[kind]}]\n"
        )
    reading = np.array([pair.source == "indonli" for pair in pairs])
    if reading.any():
        gold = np.array([ORDER.index(pair.label) for pair in pairs])[reading]
        for said, labels in (
            ("majority", np.full(len(gold), np.bincount(gold).argmax())),
            ("likeliest label", chances.argmax(axis=1)[reading]),
            ("regression with the threshold", np.array([ORDER.index(one) for one in alone])[reading]),
            ("either", np.array([ORDER.index(one) for one in both])[reading]),
        ):
            accuracy, f1 = accuracy_and_f1(gold, labels)
            sys.stdout.write(f"{name}: IndoNLI, {said}: accuracy {accuracy:.3f}, macro F1 {f1:.3f}\n")
