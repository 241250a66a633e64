"""Ask every question of a run and record the answers; what is recorded already is never asked again."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.models import Question
from corpus.errors import InvalidInput, StorageError
from evals.answerers import Answerer
from evals.items import Item
from evals.manifest import Manifest, SnapshotPin, SystemPin, answer_key, pin_code
from evals.records import Cost, RecordedAnswer
from evals.run_folder import RunFolder
from evals.scoring import Step


@dataclass(frozen=True, slots=True)
class Generated:
    """What a call of ``generate`` did: answers asked for now, recorded before, and failed now."""

    asked: int
    reused: int
    failed: int


@dataclass(frozen=True, slots=True)
class _Call:
    item: Item
    repeat: int
    key: str
    question: Question


def generate(
    folder: RunFolder,
    answerer: Answerer,
    snapshot: SnapshotPin,
    *,
    step: Step | None = None,
    again: bool = False,
) -> Generated:
    """Answer what is missing in a run.

    Args:
        snapshot: what the answerer answers from.
        again: ask also for answers that were recorded as failed.

    Raises:
        InvalidInput: the run was begun with another system, snapshot or code, or a file of it is damaged.
        StorageError: an answer cannot be written; what was recorded stays.
    """
    manifest, items = folder.manifest(), folder.items()
    check_same(manifest, answerer, snapshot)
    folder.mend()
    held = {record.key for record in folder.records() if record.answer is not None or not again}
    calls = _calls(manifest, items)
    missing = [call for call in calls if call.key not in held]
    failed = 0
    for number, call in enumerate(missing, 1):
        record = _asked(call, answerer)
        folder.append(record)
        failed += record.answer is None
        if step is not None:
            step(len(calls) - len(missing) + number, len(calls))
    return Generated(len(missing), len(calls) - len(missing), failed)


def check_same(manifest: Manifest, answerer: Answerer, snapshot: SnapshotPin) -> None:
    """A run has the answers of one system, one snapshot and one state of the code, or it measures nothing.

    Raises:
        InvalidInput: this is not what the run was begun with.
    """
    system = SystemPin(name=answerer.name, parameters=dict(answerer.parameters))
    for what, begun, now in (
        ("sistem atau parameter", manifest.system, system),
        ("isi pustaka", manifest.snapshot, snapshot),
        ("kode program", manifest.code, pin_code()),
    ):
        if begun != now:
            raise InvalidInput(
                f"Evaluasi {manifest.name} dimulai dengan {what} yang lain, jadi tidak dapat dilanjutkan. "
                "Mulai evaluasi baru."
            )


def _calls(manifest: Manifest, items: Sequence[Item]) -> list[_Call]:
    calls = []
    for repeat in range(manifest.repeats):
        for item in items:
            question = Question(text=item.question, on=item.on or manifest.day)
            key = answer_key(
                manifest.snapshot, manifest.system, question.text, question.on, repeat, manifest.code
            )
            calls.append(_Call(item, repeat, key, question))
    return calls


def _asked(call: _Call, answerer: Answerer) -> RecordedAnswer:
    answer, cost, error = None, Cost(), ""
    begun = time.perf_counter()
    try:
        answer, cost = answerer.answer(call.question)
    except (StorageError, MemoryError):
        # The machine is at its end, not the system under test: every further answer would fail alike.
        raise
    except Exception as raised:  # noqa: BLE001 - whatever the system under test raises is its failure
        error = f"{type(raised).__name__}: {raised}"
    seconds = time.perf_counter() - begun
    return RecordedAnswer(
        item_id=call.item.id,
        repeat=call.repeat,
        key=call.key,
        answer=answer,
        error=error,
        seconds=seconds,
        cost=cost,
    )
