"""Schema and loading of the files under ``corpus/starter``, stricter than for an agency's files."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.identifiers import RegulationType, regulation_id
from corpus.models import FaqEntry, ForumAnswer, RelationKind, SopEntry

REPOSITORY = Path(__file__).resolve().parents[2]
STARTER = REPOSITORY / "corpus" / "starter"

Bidang = Literal[
    "mutasi",
    "kepangkatan",
    "pengadaan-data",
    "pengembangan-kompetensi",
    "disiplin-kinerja",
    "pensiun",
    "sekretariat",
]
Entry = FaqEntry | SopEntry | ForumAnswer
Model = TypeVar("Model", bound=BaseModel)


class Strict(BaseModel):
    """A mapping in which no field is unknown."""

    model_config = ConfigDict(extra="forbid")


class RegulationHeader(Strict):
    """What a digest file says of its regulation."""

    type: RegulationType
    number: str
    year: int
    title: str = Field(min_length=5)
    issuer: str = ""
    enacted: date | None = None
    promulgated: date | None = None
    effective: date | None = None

    @property
    def id(self) -> str:
        """Identifier that type, number, year and issuer give."""
        return regulation_id(self.type, self.number, self.year, self.issuer)


class DigestRelation(Strict):
    """What the regulation does to another, or another to it."""

    kind: RelationKind
    subject: str = ""
    target: str
    scope: str = "seluruhnya"
    basis: str = ""


class Located(Strict):
    """The words a digest rests on: character offsets in a reference document.

    Attributes:
        unparsed: why the parser does not find the unit there, where a scan is too damaged for it.
    """

    document: str
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    unparsed: str = ""


class DigestProvision(Strict):
    """One provision in our own words."""

    id: str
    heading: list[str]
    text: str = Field(min_length=20, max_length=700)
    located: Located


class Digest(Strict):
    """A file under ``digests/``."""

    regulation: RegulationHeader
    relations: list[DigestRelation] = []
    note: str = ""
    provisions: list[DigestProvision] = Field(min_length=1)


class EntryFile(Strict):
    """A file under ``faq/`` or ``forum/``."""

    topic: str
    bidang: Bidang
    entries: list[dict[str, Any]] = Field(min_length=1)


def load(path: Path) -> Any:
    """The YAML of a file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def valid(model: type[Model], path: Path, raw: Any) -> Model:
    """``raw`` as ``model``; a failure names the file it stands in."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise ValueError(f"{path.relative_to(REPOSITORY)}: {error}") from error


def load_entries(kind: str, model: type[FaqEntry] | type[ForumAnswer]) -> list[Entry]:
    """The entries of every file of one kind, with what their file says of all of them."""
    found: list[Entry] = []
    for path in sorted((STARTER / kind).glob("*.yaml")):
        file = valid(EntryFile, path, load(path))
        for raw in file.entries:
            shared = {"topic": file.topic, "bidang": file.bidang, "id": f"{kind}/{raw['id']}"}
            found.append(valid(model, path, raw | shared))
    return found


def load_sops() -> list[Entry]:
    """Every procedure; a file is one."""
    paths = sorted((STARTER / "sop").glob("*.yaml"))
    return [valid(SopEntry, path, load(path) | {"id": f"sop/{load(path)['id']}"}) for path in paths]


def statements(entry: Entry) -> str:
    """All an entry tells its reader as true."""
    if isinstance(entry, SopEntry):
        parts = [entry.purpose, *entry.requirements, *entry.steps, entry.duration, entry.cost, entry.unit]
        return "\n".join(parts)
    return entry.answer


def asked(entry: Entry) -> str:
    """What an entry is an answer to."""
    return entry.title if isinstance(entry, SopEntry) else entry.question


@dataclass(frozen=True)
class Starter:
    """The whole starter corpus.

    Attributes:
        digests: by file.
        provisions: the digested provisions by their identifier.
    """

    digests: dict[Path, Digest]
    provisions: dict[str, DigestProvision]
    entries: list[Entry]


def load_starter() -> Starter:
    """Read every file.

    Raises:
        ValueError: a file does not keep to the schema; says which.
    """
    files = sorted((STARTER / "digests").glob("*.yaml"))
    digests = {path: valid(Digest, path, load(path)) for path in files}
    return Starter(
        digests=digests,
        provisions={
            f"{digest.regulation.id}/{provision.id}": provision
            for digest in digests.values()
            for provision in digest.provisions
        },
        entries=[*load_entries("faq", FaqEntry), *load_sops(), *load_entries("forum", ForumAnswer)],
    )
