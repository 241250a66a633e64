"""The classifier on a few categories that can be reasoned about by hand."""

import numpy as np
import pytest

from assistant.routing.classifier import (
    DECAY,
    Classifier,
    Routing,
    routing,
    standard,
    weighed,
)
from assistant.routing.examples import Example, KnownCategory, described, starter_examples
from assistant.routing.remembered import RememberedVectors
from corpus.embeddings.protocol import Embedder
from corpus.errors import EmbeddingError
from tests.fakes import BrokenEmbedder, WordEmbedder

CUTI = KnownCategory(id="cuti", bidang_id="disiplin", name="Cuti", description="Cuti tahunan, cuti sakit.")
JAM = KnownCategory(id="jam", bidang_id="disiplin", name="Jam kerja", description="Presensi, terlambat.")
PENSIUN = KnownCategory(
    id="pensiun", bidang_id="pensiun", name="Pensiun", description="Usia pensiun, Taspen."
)
CATEGORIES = (CUTI, JAM, PENSIUN)


def fitted(*more: Example, embedder: Embedder | None = None) -> Classifier:
    examples = [*described(CATEGORIES), *more]
    vectors = None
    if embedder is not None:
        vectors = RememberedVectors(embedder).of([standard(one.text) for one in examples])
    return Classifier(CATEGORIES, examples, embedder=embedder, vectors=vectors)


@pytest.mark.parametrize("embedder", [None, WordEmbedder()])
def test_a_question_goes_where_its_like_are(embedder: Embedder | None) -> None:
    classifier = fitted(embedder=embedder)
    assert classifier.route("berapa hari cuti tahunan").suggestions[0].category_id == "cuti"
    assert classifier.route("kpn usia pensiun").suggestions[0].category_id == "pensiun"


def test_slips_of_the_pen_are_read_by_their_letters() -> None:
    assert fitted().route("presnsi terlmbat").suggestions[0].category_id == "jam"


def test_probabilities_are_of_every_category_and_sum_to_one() -> None:
    found = fitted().route("cuti")
    assert {one.category_id for one in found.suggestions} == {"cuti", "jam", "pensiun"}
    assert sum(one.probability for one in found.suggestions) == pytest.approx(1)
    assert sum(found.bidang.values()) == pytest.approx(1)


def test_what_is_like_nothing_is_not_sure() -> None:
    found = fitted().route("zzz")
    assert found.category_id is None
    assert [one.probability for one in found.suggestions] == pytest.approx([1 / 3] * 3)


def test_two_categories_of_one_bidang_make_the_bidang_sure() -> None:
    found = routing(CATEGORIES, np.array([1.0, 1.0, 0.5]), temperature=0.1)
    assert found.category_id is None
    assert found.bidang_id == "disiplin"


def test_nothing_is_suggested_without_categories() -> None:
    found = Classifier((), starter_examples()).route("cuti")
    assert found == Routing(suggestions=())
    assert (found.category_id, found.bidang_id) == (None, None)


def test_the_likeliest_comes_first_and_ties_go_by_name() -> None:
    found = routing(CATEGORIES, np.array([0.0, 0.0, 1.0]), temperature=1.0)
    assert [one.category_id for one in found.suggestions] == ["pensiun", "cuti", "jam"]
    assert found.suggestions[0].bidang_id == "pensiun"
    assert found.suggestions[0].probability == pytest.approx(np.e / (np.e + 2))


def test_an_example_of_an_unknown_category_is_left_out() -> None:
    other = Example(text="berapa hari cuti tahunan", category_id="dihapus")
    assert np.allclose(fitted(other).scores("cuti sakit"), fitted().scores("cuti sakit"))


def test_one_correction_is_enough_for_the_same_question() -> None:
    asked = "cuti tahunan hangus karena usia"
    before = fitted().route(asked).suggestions[0].category_id
    moved = Example(text=asked, category_id="pensiun", weight=2.0, correction=True)
    assert before == "cuti"
    assert fitted(moved).route(asked).suggestions[0].category_id == "pensiun"


def test_a_later_correction_outweighs_an_earlier_one() -> None:
    asked = "kartu presensi hilang"
    first = Example(text=asked, category_id="pensiun", weight=2.0, correction=True)
    then = Example(text=asked, category_id="jam", weight=2.0, correction=True)
    assert fitted(first, then).route(asked).suggestions[0].category_id == "jam"
    assert fitted(then, first).route(asked).suggestions[0].category_id == "pensiun"


def test_only_older_examples_of_other_categories_that_are_alike_decay() -> None:
    examples = [
        Example(text="a", category_id="cuti"),
        Example(text="b", category_id="jam"),
        Example(text="c", category_id="cuti"),
        Example(text="d", category_id="jam", correction=True),
        Example(text="e", category_id="cuti"),
    ]
    alike = np.eye(5)
    alike[3] = alike[:, 3] = [0.9, 0.9, 0.1, 1.0, 0.9]
    assert weighed(examples, alike).tolist() == [DECAY, 1, 1, 1, 1]


def test_starter_examples_are_of_starter_categories_and_each_has_several() -> None:
    examples = starter_examples()
    counts = {one.category_id: 0 for one in examples}
    for one in examples:
        counts[one.category_id] += 1
    assert len(counts) == 27
    assert min(counts.values()) >= 8


def test_a_broken_backend_is_told() -> None:
    with pytest.raises(EmbeddingError):
        RememberedVectors(BrokenEmbedder()).of(["cuti"])
