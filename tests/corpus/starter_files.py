"""Schema and loading of the files under ``corpus/starter``, for the tests."""

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
    model_config = ConfigDict(extra="forbid")


class RegulationHeader(Strict):
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
        return regulation_id(self.type, self.number, self.year, self.issuer)


class DigestRelation(Strict):
    kind: RelationKind
    subject: str = ""
    target: str
    scope: str = "seluruhnya"
    basis: str = ""


class Located(Strict):
    document: str
    start: int = Field(ge=0)
    end: int = Field(gt=0)


class DigestProvision(Strict):
    id: str
    heading: list[str]
    text: str = Field(min_length=20, max_length=700)
    located: Located


class Digest(Strict):
    regulation: RegulationHeader
    relations: list[DigestRelation] = []
    note: str = ""
    provisions: list[DigestProvision] = Field(min_length=1)


class EntryFile(Strict):
    topic: str
    bidang: Bidang
    entries: list[dict[str, Any]] = Field(min_length=1)


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def valid(model: type[Model], path: Path, raw: Any) -> Model:
    """``raw`` as ``model``; a failure names the file it stands in."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise ValueError(f"{path.relative_to(REPOSITORY)}: {error}") from error


def load_entries(kind: str, model: type[FaqEntry] | type[ForumAnswer]) -> list[Entry]:
    found: list[Entry] = []
    for path in sorted((STARTER / kind).glob("*.yaml")):
        file = valid(EntryFile, path, load(path))
        for raw in file.entries:
            shared = {"topic": file.topic, "bidang": file.bidang, "id": f"{kind}/{raw['id']}"}
            found.append(valid(model, path, raw | shared))
    return found


def load_sops() -> list[Entry]:
    paths = sorted((STARTER / "sop").glob("*.yaml"))
    return [valid(SopEntry, path, load(path) | {"id": f"sop/{load(path)['id']}"}) for path in paths]


DIGEST_FILES = sorted((STARTER / "digests").glob("*.yaml"))
DIGESTS = {path: valid(Digest, path, load(path)) for path in DIGEST_FILES}
PROVISIONS = {
    f"{digest.regulation.id}/{provision.id}": provision
    for digest in DIGESTS.values()
    for provision in digest.provisions
}
ENTRIES = [*load_entries("faq", FaqEntry), *load_sops(), *load_entries("forum", ForumAnswer)]
