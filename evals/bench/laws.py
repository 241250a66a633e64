"""What only thousands of real laws can measure: KUHP, sets with distractors from unseen laws, and scale."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evals.bench.corpus_text import source_texts
from evals.bench.held_out import held_out_sets
from evals.bench.homes import regulations_of
from evals.bench.indolaw import unpack
from evals.bench.large_homes import asn_home, everything_home, kuhp_among_asn, kuhp_home
from evals.bench.opening import embedder_of, opened
from evals.bench.pools import measure_pools
from evals.bench.quality import STOCK, QualityReport, measure_quality
from evals.bench.scale import ScaleReport, measure_at_scale
from evals.bench.stock import StockPipeline
from evals.bench.systems import PASSAGES, rankers
from evals.datasets import SETS, Item, load_items
from evals.datasets.adapters.kuhp_golden import REGULATION, load_kuhp_golden
from evals.places import place_of

ARCHIVE = "regulasi_full.tar.xz"
KUHP, KUHP_AMONG_ASN, HELD_OUT = "kuhp", "kuhp-asn", "held-out"


@dataclass(frozen=True, slots=True)
class LawsReport:
    """Everything measured among all laws.

    Attributes:
        quality: by set: ``KUHP`` within UU 1/2023 alone, ``KUHP_AMONG_ASN`` with the ASN laws around it
            (without the stock pipeline), ``HELD_OUT``.
        scale: None where time is not measured.
    """

    quality: dict[str, QualityReport]
    scale: ScaleReport | None


def measure_laws(
    data: Path, cache: Path, scratch: Path, note: Callable[[str], None], *, quality: bool, speed: bool
) -> LawsReport | None:
    """Build or reuse the large homes and measure them; None where the archive of all laws is absent.

    Args:
        cache: keeps the homes, their vectors and the stock indexes.
    """
    archive = data / ARCHIVE
    if not archive.is_file():
        note(f"{ARCHIVE} tidak ada; KUHP dan skala dilewati")
        return None
    every = unpack(archive, cache / archive.name.partition(".")[0])
    note("Menyiapkan pustaka ASN lengkap (setengah jam saat pertama kali)")
    asn = asn_home(data, cache)
    note("Menyiapkan seluruh peraturan, dicari menurut kata (setengah jam saat pertama kali)")
    everything = everything_home(asn, every, cache)
    found: dict[str, QualityReport] = {}
    if quality:
        items = load_kuhp_golden(data / "kuhp_golden").items
        note("KUHP: UU 1/2023 saja")
        found[KUHP] = _kuhp(items, kuhp_home(every, cache), cache, stock=True)
        note("KUHP: UU 1/2023 di antara peraturan ASN")
        found[KUHP_AMONG_ASN] = _kuhp(items, kuhp_among_asn(asn, every, cache), cache, stock=False)
        found[HELD_OUT] = _held_out(data, everything, cache, scratch, note)
    scale = measure_at_scale(asn, everything, scratch, note) if speed else None
    return LawsReport(found, scale)


def used_regulations(data: Path) -> frozenset[str]:
    """Those of ``regulasi_asn`` and those that any gold of ours, or KUHP's, touches."""
    index = json.loads((data / "regulasi_asn" / "index.json").read_bytes())
    golden = {
        name.split("/")[0] for name in SETS for item in load_items(name) for name in item.named_provisions
    }
    return frozenset({*regulations_of(index), *golden, REGULATION})


def _kuhp(items: tuple[Item, ...], home: Path, cache: Path, *, stock: bool) -> QualityReport:
    embedder = embedder_of(home)
    with opened(home) as (snapshot, assistant):
        systems = rankers(snapshot, embedder, assistant)
        if stock:
            pipeline = StockPipeline.open(source_texts(snapshot.knowledge), embedder, cache / "stock")
            systems[STOCK] = lambda item: pipeline.retrieve(item.question, PASSAGES)
        # All of one law: questions on one pasal are what hangs together.
        return measure_quality(items, systems, cluster=lambda item: place_of(item.gold[0][0]))


def _held_out(
    data: Path, everything: Path, cache: Path, scratch: Path, note: Callable[[str], None]
) -> QualityReport:
    note("Menyusun himpunan bagian dari peraturan yang belum pernah dipakai")
    with opened(everything) as (snapshot, _):
        sets = held_out_sets(snapshot, used_regulations(data))
    return measure_pools(sets, embedder_of(everything), cache=cache, scratch=scratch, note=note)
