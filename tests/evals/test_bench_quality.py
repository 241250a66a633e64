"""Ours against each baseline: differences that can be worked out by hand."""

import xml.etree.ElementTree as ET

from evals.bench.grids import as_markdown, quality_grids
from evals.bench.plot import growth_plot
from evals.bench.quality import OURS, measure_quality
from evals.bench.systems import Ranker
from evals.datasets import Item
from evals.places import Places


def item(number: int, split: str) -> Item:
    return Item.model_validate(
        {
            "id": f"x-{number}",
            "question": "berapa lama?",
            "answerable": True,
            "gold": [[f"pp-{number}-2001/pasal-1"]],
            "tags": ["cuti"],
            "split": split,
        }
    )


ITEMS = [item(number, "test") for number in range(1, 5)]


def finds(*numbers: int) -> Ranker:
    """A system that ranks the right pasal first for these questions and nothing for the others."""

    def rank(one: Item) -> list[Places]:
        return [(one.gold[0][0],)] if int(one.id.split("-")[1]) in numbers else []

    return rank


def test_ours_is_paired_with_each_baseline_and_the_best_is_named() -> None:
    report = measure_quality(ITEMS, {OURS: finds(1, 2, 3, 4), "bm25": finds(1, 2), "dense": finds(1, 2, 3)})
    against = report.against["pasal"]["test"]
    assert {name: pairs["hit_1"].difference.mean for name, pairs in against.items()} == {
        "bm25": 0.5,
        "dense": 0.25,
    }
    assert against["bm25"]["hit_1"].difference.clusters == 4
    assert report.best == {"pasal": {"test": "dense"}, "bagian": {"test": "dense"}}
    assert "dev" not in report.systems["pasal"]


def test_questions_about_one_document_are_one_cluster() -> None:
    same = [one.model_copy(update={"gold": ((f"pp-9-2001/pasal-{one.id[-1]}",),)}) for one in ITEMS]
    report = measure_quality(same, {OURS: finds(1, 2, 3, 4), "bm25": finds()})
    difference = report.against["pasal"]["test"]["bm25"]["hit_1"]
    assert (difference.difference.clusters, difference.p) == (1, 1.0)
    split = measure_quality(same, {OURS: finds(1), "bm25": finds()}, cluster=lambda one: one.gold[0][0])
    assert split.against["pasal"]["test"]["bm25"]["hit_1"].difference.clusters == 4


def test_p_is_adjusted_for_the_number_of_baselines() -> None:
    many = [item(number, "test") for number in range(1, 11)]
    ours, none = finds(*range(1, 11)), finds()
    alone = measure_quality(many, {OURS: ours, "bm25": none}).against["pasal"]["test"]["bm25"]["hit_1"].p
    both = measure_quality(many, {OURS: ours, "bm25": none, "dense": none}).against["pasal"]["test"]
    assert alone < 0.05
    assert both["bm25"]["hit_1"].p == both["dense"]["hit_1"].p == 2 * alone


def test_tables_say_which_baseline_is_the_best() -> None:
    report = measure_quality(ITEMS, {OURS: finds(1, 2, 3, 4), "bm25": finds(1, 2), "dense": finds(1, 2, 3)})
    systems, against = list(quality_grids("contoh", report))[:2]
    assert systems.title == "contoh, test, menurut pasal (4 pertanyaan)"
    assert [row[0] for row in against.rows] == ["bm25", "dense (terbaik)"]
    assert against.rows[1][2].startswith("+0.250 [")
    lines = as_markdown(systems).splitlines()
    assert lines[2].count("|") == lines[3].count("|") == lines[4].count("|") == 6


def test_growth_is_drawn_for_every_series() -> None:
    svg = growth_plot(
        {"p50": [(1_000, 5.0), (100_000, 9.0)], "p95 < 1": [(1_000, 8.0), (100_000, 20.0)]},
        title="a & b",
        across="x",
        up="y",
    )
    root = ET.fromstring(svg)
    space = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f"{space}circle")) == 4
    # A point twice as far on the logarithmic axis stands at its ends.
    assert {circle.get("cx") for circle in root.findall(f"{space}circle")} == {"60.0", "580.0"}
