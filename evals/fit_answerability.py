"""Fit the model that decides whether a passage answers: ``python -m evals.fit_answerability``.

Examples are the best passages of every dev question, positive where the passage is gold; other passages of
answerable questions count ``NEIGHBOUR``, since some of them answer too without being listed. The first
passage of every question on texts of IDK-MRC's training split is added: there a text that is about the very
matter often does not answer.

Nothing is judged by a model that has seen its subject: for every subject the weights are fitted on the
others and the product answers its questions. From their log-odds and from which were right come the
calibration and the thresholds of the stated risks. The shipped weights are then fitted on everything.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from assistant.answer import CONSIDERED, Assistant
from assistant.answer_features import NAMES, features_of
from assistant.decide import Answerability, Level
from assistant.retrieve import Retriever
from assistant.spelling import speller_of
from assistant.understand import understand
from corpus.embeddings import create_embedder
from corpus.embeddings.protocol import Embedder
from corpus.home import Home
from corpus.knowledge import Knowledge
from corpus.models import PassageUnit
from corpus.open_snapshot import OpenSnapshot
from corpus.snapshots import Snapshots
from evals.bench.homes import regulation_home, starter_home
from evals.bench.idk_library import idk_library
from evals.bench.systems import asked
from evals.case import ANSWERING
from evals.citing import cited_identifiers
from evals.datasets import Item, load_items
from evals.logistic import Floats, Logistic, fit_logistic
from evals.places import gold_places, places_of_unit
from evals.reaction import Reaction, judge
from evals.risk_levels import lowest_threshold

REPOSITORY = Path(__file__).parents[1]
TARGET = REPOSITORY / "assistant" / "data" / "answerability.yaml"
CACHE = REPOSITORY / "bench-results" / "cache"
DATA = REPOSITORY.parent / "shared" / "data"
LEVEL, LEVEL_OUTSIDE = 0.3, 0.25
"""The risks that are taken where no other is asked for."""
PENALTY = 10.0
NEIGHBOUR = 0.5
"""How much a passage counts against an answerable question that does not list it."""
READING_TEXTS = 400
"""Texts of IDK-MRC's training split."""
READING_SHARE = 0.6
"""Weight of all its questions against that of all our examples."""
RISKS = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35)
SIGNS = {
    "cosine": 1,
    "dense_z": 1,
    "words_z": 1,
    "asked": 1,
    "meant": 1,
    "behind": -1,
    "uncovered": -1,
    "unknown": -1,
    "way": 1,
    "way_back": 1,
    "entry": 0,
    "lacks_firm": -1,
    "lacks_loose": -1,
    "lacks_counted": -1,
    "lacks_year": -1,
    "local": -1,
    "context": -1,
    "definition": -1,
    "other_employee": -1,
}
SUBJECTS = {
    "manajemen-pns": "cuti",
    "pensiun-jaminan": "pensiun",
    "gaji-berkala": "pangkat-gaji-kinerja",
    "kenaikan-pangkat": "pangkat-gaji-kinerja",
    "kinerja-pangkat-gaji": "pangkat-gaji-kinerja",
    "penilaian-kinerja": "pangkat-gaji-kinerja",
    "asn": "asn-umum",
    "upaya-administratif": "disiplin",
    "keberatan": "disiplin",
    "banding": "disiplin",
    "pemeriksaan-disiplin": "disiplin",
    "kode-etik": "disiplin",
    "netralitas": "disiplin",
    "hak-kewajiban": "disiplin",
    "cuti-pns": "cuti",
    "cuti-pppk": "cuti",
    "kgb-gaji": "pangkat-gaji-kinerja",
    "kinerja-skp": "pangkat-gaji-kinerja",
    "jabatan-fungsional": "pangkat-gaji-kinerja",
    "penghargaan": "pangkat-gaji-kinerja",
    "pensiun-keluarga": "pensiun",
    "pemberhentian": "pensiun",
    "jaminan-perlindungan": "pensiun",
    "perceraian": "perkawinan",
    "pembagian-gaji": "perkawinan",
    "pppk-kontrak": "pppk",
    "pengadaan-pppk": "pppk",
    "pengadaan-cpns": "pengadaan",
    "masa-percobaan": "pengadaan",
    "sumpah": "pengadaan",
    "mutasi": "karier",
    "jabatan-administrasi": "karier",
    "jabatan-pimpinan-tinggi": "karier",
    "tugas-belajar": "karier",
    "data-kepegawaian": "layanan",
    "pelayanan-publik": "layanan",
    "keterbukaan-informasi": "layanan",
    "pelindungan-data-pribadi": "layanan",
    "konflik-kepentingan": "layanan",
    "wewenang-keputusan": "layanan",
}
"""Topics of our sets that treat one matter and are left out together."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its passages.

    Attributes:
        library: name of the one it was asked of.
        features: shape (passages, features).
        gold: 1 where the passage answers, shape (passages,).
    """

    item: Item
    library: str
    features: Floats
    gold: Floats

    @property
    def subject(self) -> str:
        """What is left out together."""
        return SUBJECTS.get(self.item.topic, self.item.topic)


@dataclass(frozen=True, slots=True)
class Library:
    """A snapshot that questions are asked of."""

    name: str
    snapshot: OpenSnapshot
    embedder: Embedder

    def assistant(self, model: Answerability) -> Assistant:
        """The product with a model of its own."""
        return Assistant(lambda: self.snapshot, self.embedder, contact="-", model=model)


@contextmanager
def opened(name: str, folder: Path) -> Iterator[Library]:
    """A home's snapshot, closed at the end."""
    home = Home(folder)
    snapshot = Snapshots(home.index).open_current()
    try:
        yield Library(name, snapshot, create_embedder("e5", cache_dir=home.models))
    finally:
        snapshot.close()


def examples(items: Sequence[Item], library: Library, *, depth: int) -> list[Example]:
    """What the product measures for each question, of its ``depth`` best passages."""
    retriever = Retriever(library.embedder)
    snapshot = library.snapshot
    found = []
    for item in items:
        understood = understand(asked(item), speller_of(snapshot))
        retrieved = retriever.retrieve(snapshot, understood, CONSIDERED)
        units = [passage.unit for passage in retrieved.passages]
        measured = features_of(understood, units, retrieved.evidence, snapshot.lexical.weight)[:depth]
        gold = [answers(unit, item, snapshot.knowledge) for unit in units[:depth]]
        rows = np.array([one.vector() for one in measured]).reshape(len(measured), len(NAMES))
        found.append(Example(item, library.name, rows, np.array(gold, dtype=np.float64)))
    return found


def answers(unit: PassageUnit, item: Item, knowledge: Knowledge) -> bool:
    """Whether gold lists a passage; texts of a reading set are listed by their own identifier."""
    wanted = {place for part in gold_places(item) for place in part}
    return unit.id in item.named_provisions or not wanted.isdisjoint(places_of_unit(unit, knowledge))


def fit(ours: Sequence[Example], reading: Sequence[Example]) -> Logistic:
    """The regression on our examples and those of a reading set."""
    features, labels, importance = _rows(ours)
    if reading:
        more, more_labels, more_importance = _rows(reading)
        features, labels = np.concatenate([features, more]), np.concatenate([labels, more_labels])
        share = READING_SHARE * importance.sum() / more_importance.sum()
        importance = np.concatenate([importance, share * more_importance])
    return fit_logistic(features, labels, importance, penalty=PENALTY, signs=[SIGNS[name] for name in NAMES])


def _rows(found: Sequence[Example]) -> tuple[Floats, Floats, Floats]:
    """Features, labels and importance of every passage."""
    labels = np.concatenate([one.gold for one in found])
    neighbour = np.concatenate([np.full(len(one.gold), one.item.answerable) for one in found]) & (labels == 0)
    return np.concatenate([one.features for one in found]), labels, np.where(neighbour, NEIGHBOUR, 1.0)


def model_of(
    fitted: Logistic,
    *,
    slope: float = 1.0,
    intercept: float = 0.0,
    levels: tuple[Level, ...] = (),
    **stated: object,
) -> Answerability:
    """A fitted regression as the product reads it; without levels it answers whatever it is given."""
    always = (Level(risk=1.0, threshold=0.0, answered=0, wrong=0, bound=1.0),)
    return Answerability.model_validate(
        {
            "weights": {n: round(float(w), 4) for n, w in zip(NAMES, fitted.weights, strict=True)},
            "bias": round(fitted.bias, 4),
            "slope": slope,
            "intercept": intercept,
            "level": 1.0,
            "level_outside": 1.0,
            "levels": levels or always,
            "fitted_on": (),
            **stated,
        }
    )


def tried(
    ours: Sequence[Example], reading: Sequence[Example], libraries: Sequence[Library]
) -> tuple[list[float], list[bool]]:
    """Log-odds and rightness of what the product answers by a model that has not seen the subject.

    A question that names its provision or asks for a definition is answered without the model and left out.
    """
    log_odds: list[float] = []
    right: list[bool] = []
    for subject in sorted({one.subject for one in ours}):
        model = model_of(fit([one for one in ours if one.subject != subject], reading))
        for library in libraries:
            assistant = library.assistant(model)
            for one in ours:
                if one.subject != subject or one.library != library.name:
                    continue
                answer = assistant.answer(asked(one.item))
                if answer.status not in ANSWERING or not 0.0 < answer.confidence < 1.0:
                    continue
                cited = cited_identifiers(answer, library.snapshot.knowledge)
                log_odds.append(float(np.log(answer.confidence / (1.0 - answer.confidence))))
                right.append(judge(one.item, answer, cited) is Reaction.RIGHT)
    return log_odds, right


def platt(log_odds: Sequence[float], right: Sequence[bool]) -> tuple[float, float]:
    """Slope and intercept that make log-odds those of a right answer (Platt 1999)."""
    rows = np.array(log_odds).reshape(-1, 1)
    fitted = fit_logistic(
        rows, np.array(right, dtype=np.float64), np.ones(len(rows)), penalty=1e-6, signs=[1]
    )
    return round(float(fitted.weights[0]), 4), round(fitted.bias, 4)


def levels_of(confidences: Sequence[float], right: Sequence[bool]) -> tuple[Level, ...]:
    """Every stated risk with the lowest threshold that holds it."""
    found = []
    for risk in RISKS:
        held = lowest_threshold(confidences, right, risk)
        found.append(
            Level(
                risk=risk,
                threshold=round(held.threshold, 4),
                answered=held.answered,
                wrong=held.wrong,
                bound=round(held.bound, 4),
            )
        )
    return tuple(found)


def _folders(given: Sequence[str], cache: Path, data: Path) -> dict[str, Path]:
    """The home of every set: those given, else made in ``cache``."""
    named = dict(pair.split("=", 1) for pair in given)
    if named:
        return {name: Path(folder) for name, folder in named.items()}
    return {
        "starter": starter_home(cache / "starter"),
        "regulasi": regulation_home(load_items("regulasi"), data, cache),
    }


def main() -> None:
    """Fit on the dev splits of our sets and on IDK-MRC's training split, and write the model."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "homes", nargs="*", metavar="SET=HOME", help="e.g. starter=.tanya regulasi=/srv/tanya"
    )
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the reference data")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where homes are made and kept")
    parser.add_argument("--level", type=float, default=LEVEL, choices=RISKS)
    parser.add_argument("--level-outside", type=float, default=LEVEL_OUTSIDE, choices=RISKS)
    parser.add_argument("--out", type=Path, default=TARGET)
    arguments = parser.parse_args()
    folders = _folders(arguments.homes, arguments.cache, arguments.data)
    reading_home = arguments.cache / "idk-mrc-train"
    items = idk_library(arguments.data / "idk_mrc", "dev", reading_home, texts=READING_TEXTS)
    with opened("idk-mrc", reading_home) as library:
        reading = examples(items, library, depth=1)
    with ExitStack() as stack:
        libraries = [stack.enter_context(opened(name, folder)) for name, folder in folders.items()]
        ours: list[Example] = []
        for one in libraries:
            dev = [item for item in load_items(one.name) if item.split == "dev" and not item.ambiguous]
            ours += examples(dev, one, depth=CONSIDERED)
        log_odds, right = tried(ours, reading, libraries)
    slope, intercept = platt(log_odds, right)
    confidences = [1.0 / (1.0 + float(np.exp(-(intercept + slope * one)))) for one in log_odds]
    counts = Counter(one.library for one in ours)
    model = model_of(
        fit(ours, reading),
        slope=slope,
        intercept=intercept,
        levels=levels_of(confidences, right),
        level=arguments.level,
        level_outside=arguments.level_outside,
        fitted_on=(
            *(f"{name} dev, {n} questions" for name, n in counts.items()),
            f"idk-mrc train, {len(reading)} questions on {READING_TEXTS} texts",
        ),
    )
    arguments.out.write_text(yaml.safe_dump(model.model_dump(mode="json"), sort_keys=False), encoding="utf-8")
    for level in model.levels:
        share = f"{level.wrong} of {level.answered} answers wrong, at most {level.bound:.3f}"
        sys.stdout.write(f"risk {level.risk:.2f}: from {level.threshold:.4f} on {share}\n")


if __name__ == "__main__":
    main()
