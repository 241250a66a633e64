"""What a run was: questions, snapshot, system, code. Two runs compare only where these say that they may."""

import hashlib
import json
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path

from pydantic import Field

from corpus.models import Frozen, Snapshot
from evals.items import Item

_GIT_SECONDS = 10


class DatasetPin(Frozen):
    """The questions: ``sha256`` over every field of every item, in order."""

    name: str
    sha256: str
    items: int


class SnapshotPin(Frozen):
    """The texts that were searched and the model that embedded them."""

    id: str
    fingerprint: str
    model: str
    layout: int


class SystemPin(Frozen):
    """What answered: its name and everything its answers depend on besides question and snapshot.

    Attributes:
        parameters: e.g. ``k``, and for a language model its name, base URL, sampling parameters and
            prompt hash.
    """

    name: str
    parameters: dict[str, str]


class CodePin(Frozen):
    """The product's version.

    Attributes:
        commit: empty where the product does not run from a git checkout.
        dirty: the checkout had uncommitted changes; None where that is not known.
        changes: hash of those changes, so that two states of changed code are told apart.
    """

    version: str
    commit: str
    dirty: bool | None
    changes: str = ""


class Manifest(Frozen):
    """The pins of a run.

    Attributes:
        name: of the run, as its folder is called.
        day: on which questions without a day of their own were asked.
        repeats: how often every question was asked.
        seed: of everything random in scoring.
    """

    name: str
    created_at: datetime
    dataset: DatasetPin
    snapshot: SnapshotPin
    system: SystemPin
    code: CodePin
    day: date
    repeats: int = Field(ge=1)
    seed: int


def pin_dataset(name: str, items: Sequence[Item]) -> DatasetPin:
    """Pin questions by content, whatever file they came from."""
    digest = hashlib.sha256()
    for item in items:
        digest.update(_canonical(item.model_dump(mode="json")))
    return DatasetPin(name=name, sha256=digest.hexdigest(), items=len(items))


def pin_snapshot(snapshot: Snapshot) -> SnapshotPin:
    """Pin what was searched."""
    return SnapshotPin(
        id=snapshot.id, fingerprint=snapshot.fingerprint, model=snapshot.model, layout=snapshot.layout
    )


def pin_code() -> CodePin:
    """Pin the running code."""
    commit = _git("rev-parse", "HEAD")
    # Only tracked files decide: a library or results beside the code do not change what runs.
    changes = _git("diff", "HEAD", "--binary") if commit else None
    return CodePin(
        version=version("tanya-asn"),
        commit=commit or "",
        dirty=None if changes is None else bool(changes),
        changes=hashlib.sha256(changes.encode("utf-8", "replace")).hexdigest()[:16] if changes else "",
    )


def answer_key(
    snapshot: SnapshotPin, system: SystemPin, question: str, on: date, repeat: int, code: CodePin
) -> str:
    """Hash of all an answer depends on; equal keys may share an answer, others never."""
    parts: Mapping[str, object] = {
        "snapshot": snapshot.model_dump(),
        "system": system.model_dump(),
        "question": question,
        "on": on.isoformat(),
        "repeat": repeat,
        "code": code.model_dump(),
    }
    return hashlib.sha256(_canonical(parts)).hexdigest()


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _git(*arguments: str) -> str | None:
    """What git prints in the folder of the code; None where there is no git or no checkout."""
    command = ["git", "-C", str(Path(__file__).parent), *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program and our own arguments
            command, capture_output=True, text=True, errors="replace", check=False, timeout=_GIT_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None
