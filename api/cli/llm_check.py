"""``tanya llm check``: asks the configured language model three tiny questions and says how it answers."""

import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import typer
from rich.markup import escape

from api.cli.common import Home, Json, as_json, open_state, out, print_json, read_settings, say
from assistant.llm.chat import Caller, ChatRequest, Feature, Message, ModelUnavailable

if TYPE_CHECKING:
    from assistant.llm.service import ModelService

_QUESTION = (Message(role="user", content="Sebutkan ibu kota Indonesia, satu kata saja."),)
_SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {"kota": {"type": "string"}},
    "required": ["kota"],
    "additionalProperties": False,
}
_CALLER = Caller(feature=Feature.CHECK)
_TOKENS = 64


@dataclass(frozen=True)
class Checked:
    """What was found.

    Attributes:
        seconds: of a whole reply; ``first_seconds``: until the first piece of a streamed one.
        json_schema: ``ditegakkan``, ``ditolak`` (asked for in words instead) or ``diabaikan``.
        pieces: that the streamed reply came in; one means that it was not streamed.
    """

    model: str
    reply: str
    seconds: float
    json_schema: str
    first_seconds: float
    pieces: int
    usage_reported: bool


def check(home: Home = None, json_: Json = False) -> None:
    """Tanyai model bahasa yang disetel: hidup atau tidak, secepat apa, dan apa yang didukungnya."""
    from api.language_model import create_model
    from assistant.llm.memory import MemoryCache

    settings = read_settings(home)
    with open_state(home) as state:
        # Without the cache of the installation: a reply said before would say nothing.
        service = create_model(settings, state.ledger, MemoryCache(), state.switch)
        if service is None:
            say("Tidak ada model bahasa yang disetel (TANYA_LLM_BASE_URL kosong).")
            raise typer.Exit(1)
        try:
            found = examine(service, settings.llm_timeout)
        finally:
            service.close()
    if json_:
        print_json(as_json(asdict(found)))
    else:
        _show(found)


def examine(service: "ModelService", seconds: float) -> Checked:
    """Ask for a reply, a JSON object and a stream, each within ``seconds``.

    Raises:
        ModelUnavailable: the model does not reply.
    """
    began = time.monotonic()
    plain = ChatRequest(messages=_QUESTION, max_tokens=_TOKENS)
    reply = service.complete(plain, caller=_CALLER, deadline=began + seconds)
    took = time.monotonic() - began
    schema = _schema_support(service, reply.model, seconds)
    began = time.monotonic()
    # Another seed makes it another request, which the cache does not know.
    deltas = service.stream(plain.model_copy(update={"seed": 1}), caller=_CALLER, deadline=began + seconds)
    first = time.monotonic() - began
    pieces = sum(1 for _ in deltas)
    return Checked(
        model=reply.model,
        reply=reply.text,
        seconds=round(took, 3),
        json_schema=schema,
        first_seconds=round(first, 3),
        pieces=pieces,
        usage_reported=not reply.usage.estimated,
    )


def _schema_support(service: "ModelService", model: str, seconds: float) -> str:
    from assistant.llm.dialect import SCHEMA
    from assistant.llm.structured import objects

    request = ChatRequest(messages=_QUESTION, json_schema=_SCHEMA, schema_name="kota", max_tokens=_TOKENS)
    try:
        reply = service.complete(request, caller=_CALLER, deadline=time.monotonic() + seconds)
    except ModelUnavailable:
        return "ditolak"
    if SCHEMA in service.refused_by(model):
        return "ditolak"
    # Nothing in the question asks for JSON, so an object is the schema's doing.
    return "ditegakkan" if next(objects(reply.text), None) else "diabaikan"


def _show(found: Checked) -> None:
    out.print(f"Model            {escape(found.model)}", highlight=False)
    out.print(f"Balasan          {escape(found.reply.strip()[:80])}", highlight=False)
    out.print(f"Waktu            {found.seconds:.2f} detik", highlight=False)
    out.print(f"JSON Schema      {found.json_schema}", highlight=False)
    streams = f"{found.pieces} potongan, yang pertama setelah {found.first_seconds:.2f} detik"
    out.print(f"Mengalir         {streams if found.pieces > 1 else 'tidak'}", highlight=False)
    counted = "dilaporkan layanan" if found.usage_reported else "diperkirakan"
    out.print(f"Jumlah token     {counted}", highlight=False)
