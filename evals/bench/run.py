"""One run of the benchmark from homes to a report."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from assistant.models import Question
from evals.bench.answers import AnswerReport, measure_answers
from evals.bench.corpus_text import source_texts
from evals.bench.homes import regulation_home, starter_home
from evals.bench.ingest_speed import IngestSpeed, measure_ingest
from evals.bench.laws import LawsReport, measure_laws
from evals.bench.opening import embedder_of, opened
from evals.bench.parser import ParserReport, measure_parser
from evals.bench.quality import STOCK, QualityReport, measure_quality
from evals.bench.size import IndexSize, measure_size
from evals.bench.speed import Latency, ServerSpeed, measure_calls, measure_server
from evals.bench.stock import StockPipeline
from evals.bench.systems import PASSAGES, TODAY, rankers
from evals.datasets import Item, load_items
from evals.minutes.measure import MinutesReport, measure_minutes

SIZES = (1_000, 10_000)
TIMED = 200
QUICK_TIMED = 60
RETRIEVED = 10
UNSEEN = "topik-baru"
"""Topics that nothing was developed on: its quality alone is measured."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run.

    Attributes:
        answers: measure answering, by ``quality`` and ``speed``.
        parser: measure the parser, where the reference documents are there.
        minutes: measure the notula.
        data: the reference documents, None where they are absent.
        home: a prebuilt library with regulations; None to build one.
        cache: kept between runs: libraries and stock indexes of unchanged texts.
        scratch: emptied before the run.
    """

    quick: bool
    answers: bool
    parser: bool
    minutes: bool
    quality: bool
    speed: bool
    data: Path | None
    home: Path | None
    cache: Path
    scratch: Path


@dataclass(frozen=True, slots=True)
class SetReport:
    """Everything measured on one question set."""

    name: str
    sources: int
    passages: int
    embedded: int
    model: str
    chunks: int
    quality: QualityReport | None = None
    answers: AnswerReport | None = None
    server: ServerSpeed | None = None
    search: Latency | None = None
    stock_search: Latency | None = None


@dataclass(slots=True)
class BenchReport:
    """Everything measured in one run."""

    sets: list[SetReport] = field(default_factory=list)
    sizes: list[IndexSize] = field(default_factory=list)
    ingest: IngestSpeed | None = None
    parser: ParserReport | None = None
    laws: LawsReport | None = None
    minutes: MinutesReport | None = None


def run(plan: Plan, note: Callable[[str], None]) -> BenchReport:
    """Measure what the plan asks for.

    Args:
        note: told in a few words what begins.

    Raises:
        TanyaError: a step failed; the message says which.
    """
    shutil.rmtree(plan.scratch, ignore_errors=True)
    plan.scratch.mkdir(parents=True)
    plan.cache.mkdir(parents=True, exist_ok=True)
    report = BenchReport()
    if plan.parser and plan.data is not None:
        scratch = plan.scratch / "parser"
        report.parser = measure_parser(plan.data, plan.cache, scratch, note, quick=plan.quick)
    if plan.minutes:
        report.minutes = measure_minutes(plan.data, note, quick=plan.quick, cost=plan.speed)
    if plan.answers:
        _measure_answering(plan, note, report)
        if plan.data is not None and not plan.quick:
            report.laws = measure_laws(
                plan.data, plan.cache, plan.scratch, note, quality=plan.quality, speed=plan.speed
            )
    shutil.rmtree(plan.scratch, ignore_errors=True)
    return report


def _measure_answering(plan: Plan, note: Callable[[str], None], report: BenchReport) -> None:
    note("Menyiapkan pustaka bawaan")
    homes = {"starter": starter_home(plan.scratch / "starter")}
    if regulations := _regulations(plan, note):
        homes["regulasi"] = regulations
    largest = list(homes.values())[-1]
    if plan.quality and plan.data is not None and not plan.quick:
        note("Menyiapkan pustaka untuk topik baru")
        homes[UNSEEN] = regulation_home(load_items(UNSEEN), plan.data, plan.cache)
    for name, home in homes.items():
        report.sets.append(_measure_set(name, home, plan, note))
    if plan.speed:
        note("Mengukur kecepatan memasukkan dokumen")
        report.ingest = measure_ingest(plan.data, plan.scratch / "ingest", quick=plan.quick)
        for provisions in SIZES[:1] if plan.quick else SIZES:
            note(f"Mengukur ukuran indeks {provisions} ketentuan")
            with opened(largest) as (snapshot, _):
                dimension = embedder_of(largest).dimension
                folder = plan.scratch / f"size-{provisions}"
                report.sizes.append(measure_size(snapshot.knowledge, provisions, dimension, folder))
            shutil.rmtree(folder)


def _regulations(plan: Plan, note: Callable[[str], None]) -> Path | None:
    if plan.home is not None:
        return plan.home
    if plan.quick or plan.data is None:
        return None
    note("Menyiapkan pustaka peraturan (beberapa menit saat pertama kali)")
    return regulation_home(load_items("regulasi"), plan.data, plan.cache)


def _measure_set(name: str, home: Path, plan: Plan, note: Callable[[str], None]) -> SetReport:
    items = load_items(name)
    with opened(home) as (snapshot, assistant):
        knowledge = snapshot.knowledge
        embedder = embedder_of(home)
        note(f"{name}: menyusun pembanding LangChain")
        stock = StockPipeline.open(source_texts(knowledge), embedder, plan.cache / "stock")
        quality = answers = None
        if plan.quality:
            systems = rankers(snapshot, embedder, assistant)
            systems[STOCK] = lambda item: stock.retrieve(item.question, PASSAGES)
            note(f"{name}: mencari dengan lima cara")
            quality = measure_quality(items, systems)
            note(f"{name}: menjawab")
            answers = measure_answers(items, assistant, knowledge)
        server = search = stock_search = None
        if plan.speed and name != UNSEEN:
            note(f"{name}: mengukur kecepatan menjawab")
            questions = _timed(items, plan)
            server = measure_server(home, questions)
            search = measure_calls(
                lambda q: assistant.search(Question(text=q, on=TODAY), k=RETRIEVED), questions
            )
            stock_search = measure_calls(lambda q: stock.search(q, RETRIEVED), questions)
        return SetReport(
            name=name,
            sources=knowledge.count_sources(),
            passages=snapshot.info.passages,
            embedded=snapshot.info.embedded,
            model=snapshot.info.model,
            chunks=stock.chunks,
            quality=quality,
            answers=answers,
            server=server,
            search=search,
            stock_search=stock_search,
        )


def _timed(items: tuple[Item, ...], plan: Plan) -> list[str]:
    """Questions to time, dev and test, answerable and not, in the file's order."""
    return [item.question for item in items][: QUICK_TIMED if plan.quick else TIMED]
