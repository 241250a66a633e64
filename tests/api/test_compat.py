"""The interface of OpenAI's clients, spoken by the real ``openai`` package and by LangChain's chat model."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date

import openai
import pytest
from fastapi import FastAPI
from langchain_openai import ChatOpenAI

from api.answer_desk import AnswerDesk
from api.compat.app import compat_app
from api.compat.writing import whole_text
from assistant.events import Progress, Sentence, Stage, Withdrawn
from assistant.models import Claim, Question
from corpus.errors import StorageError
from corpus.models import Citation
from tests.api.scripted import Scripted, answered
from tests.chromium import served

TODAY = date(2026, 1, 2)
RULE = Citation(provision_id="pp-11-2017/pasal-312", quote="paling  lama\n3 bulan", start=10, end=29)
ENTRY = Citation(provision_id="sop-cuti", quote="Isi formulir", start=0, end=12)
FIRST = Claim(text="Cuti besar paling lama 3 bulan.", citations=(RULE,))
SECOND = Claim(text="Isi formulirnya.", citations=(ENTRY, RULE))
SENTENCES = "Cuti besar paling lama 3 bulan. [1]\nIsi formulirnya. [1] [2]\n"
SOURCES = (
    "\nDasar:\n[1] Pasal 312 PP Nomor 11 Tahun 2017: “paling lama 3 bulan”\n[2] SOP Cuti: “Isi formulir”"
)

Address = Callable[[Scripted], str]


@pytest.fixture
def address() -> Iterator[Address]:
    """``address(scripted)``: where a service with these answers listens."""
    with ExitStack() as stack:

        def serve(scripted: Scripted) -> str:
            app = FastAPI()
            titles = {"sop-cuti": "SOP Cuti"}
            desk = AnswerDesk(scripted, contact="BKD")
            made = compat_app(
                desk,
                title=titles.__getitem__,
                today=lambda: TODAY,
                caller=lambda request: request.headers["authorization"],
                agency="BKD Contoh",
            )
            app.mount("/v1", made)
            return f"{stack.enter_context(served(app))}/v1"

        yield serve


@pytest.fixture
def client(address: Address) -> Iterator[Callable[[Scripted], openai.OpenAI]]:
    with ExitStack() as stack:

        def connect(scripted: Scripted) -> openai.OpenAI:
            made = openai.OpenAI(base_url=address(scripted), api_key="bebas", max_retries=0)
            return stack.enter_context(made)

        yield connect


Client = Callable[[Scripted], openai.OpenAI]


def test_the_models_are_listed(client: Client) -> None:
    service = client(Scripted())
    assert [(model.id, model.owned_by) for model in service.models.list()] == [("tanya-asn", "BKD Contoh")]
    assert service.models.retrieve("tanya-asn").id == "tanya-asn"
    with pytest.raises(openai.NotFoundError, match="Pakai “tanya-asn”"):
        service.models.retrieve("gpt-9")


def test_an_answer_has_its_citations_in_the_text_and_beside_it(client: Client) -> None:
    scripted = Scripted(claims=(FIRST, SECOND))
    answer = client(scripted).chat.completions.create(
        model="tanya-asn",
        temperature=0.7,
        messages=[
            {"role": "system", "content": "Jawab seperti bajak laut."},
            {"role": "user", "content": "Cuti apa saja?"},
            {"role": "assistant", "content": "Banyak."},
            {"role": "user", "content": [{"type": "text", "text": "Berapa lama cuti besar?"}]},
        ],
    )
    assert answer.choices[0].message.content == SENTENCES + SOURCES
    assert answer.choices[0].finish_reason == "stop"
    assert answer.usage is not None
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens > 50
    told = (answer.model_extra or {})["tanya"]
    assert told["status"] == "answered"
    assert [(one["number"], one["provision_id"]) for one in told["citations"]] == [
        (1, "pp-11-2017/pasal-312"),
        (2, "sop-cuti"),
    ]
    question, history, user, _ = scripted.asked[0]
    assert user == "Bearer bebas"
    assert question.text == "Berapa lama cuti besar?"
    assert [turn.question for turn in history] == ["Cuti apa saja?"]


def test_the_text_tells_how_a_misspelt_word_was_read() -> None:
    question = Question(text="Berapa lama cuti bessar?", on=TODAY)
    answer = answered(question, (SECOND,)).model_copy(update={"read_as": (("bessar", "besar"),)})
    text = whole_text(answer, {"sop-cuti": "SOP Cuti"}.__getitem__)
    assert text.splitlines()[:3] == [
        "Isi formulirnya. [1] [2]",
        "",
        "Dibaca sebagai: “besar” (diketik “bessar”)",
    ]


def streamed(service: openai.OpenAI) -> tuple[str, dict[str, object], int]:
    """The text of a stream, what it tells beside it, and how many tokens it counted."""
    text, tokens = "", 0
    told: dict[str, object] = {}
    for chunk in service.chat.completions.create(
        model="tanya-asn",
        stream=True,
        stream_options={"include_usage": True},
        messages=[{"role": "user", "content": "Berapa lama cuti besar?"}],
    ):
        for choice in chunk.choices:
            text += choice.delta.content or ""
        told = (chunk.model_extra or {}).get("tanya") or told
        tokens = chunk.usage.total_tokens if chunk.usage else tokens
    return text, told, tokens


def test_a_stream_is_the_same_text(client: Client) -> None:
    sent = (Progress(stage=Stage.DRAFTING), Sentence(number=1, claim=FIRST))
    scripted = Scripted(*sent, claims=(FIRST, SECOND))
    text, told, tokens = streamed(client(scripted))
    assert scripted.asked[0][2] == "Bearer bebas"
    assert text == SENTENCES + SOURCES
    assert told["status"] == "answered"
    assert tokens > 50


def test_sentences_that_are_no_answer_are_said_to_be_none(client: Client) -> None:
    sent = (Sentence(number=1, claim=SECOND), Withdrawn(reason="Tidak cukup."))
    text, _, _ = streamed(client(Scripted(*sent, claims=(FIRST, SECOND))))
    before, _, after = text.partition("(Kalimat di atas tidak cukup menjawab. Jawaban dari pustaka:)")
    assert before.strip() == "Isi formulirnya. [1] [2]"
    assert after.strip() == SENTENCES + SOURCES


def test_an_answer_that_differs_from_its_sentences_replaces_them(client: Client) -> None:
    text, _, _ = streamed(client(Scripted(Sentence(number=1, claim=SECOND), claims=(FIRST, SECOND))))
    assert text.endswith(f"Jawaban dari pustaka:)\n\n{SENTENCES}{SOURCES}")


def test_what_breaks_ends_a_stream_in_a_plain_word(client: Client) -> None:
    text, told, _ = streamed(client(Scripted(error=StorageError("Disk penuh."))))
    assert text.startswith("Maaf, terjadi gangguan")
    assert told["status"] == "error"


def test_errors_have_the_shape_that_clients_read(client: Client) -> None:
    service = client(Scripted(error=StorageError("Disk penuh.")))
    with pytest.raises(openai.InternalServerError, match=r"Disk penuh\."):
        service.chat.completions.create(model="tanya-asn", messages=[{"role": "user", "content": "cuti"}])
    with pytest.raises(openai.UnprocessableEntityError, match="role “user”"):
        service.chat.completions.create(model="tanya-asn", messages=[{"role": "system", "content": "x"}])
    with pytest.raises(openai.UnprocessableEntityError, match="terlalu panjang"):
        service.chat.completions.create(
            model="tanya-asn", messages=[{"role": "user", "content": "cuti " * 1000}]
        )
    with pytest.raises(openai.UnprocessableEntityError, match="Isian tidak sah") as wrong:
        service.chat.completions.create(model="tanya-asn", messages=[])
    assert "messages" in str(wrong.value.response.json()["errors"])


@pytest.mark.parametrize("stream", [False, True])
def test_langchain_speaks_with_it(address: Address, stream: bool) -> None:
    scripted = Scripted(Sentence(number=1, claim=FIRST), claims=(FIRST, SECOND))
    chat = ChatOpenAI(
        model="tanya-asn", base_url=address(scripted), api_key="bebas", max_retries=0, streaming=stream
    )
    assert chat.invoke("Berapa lama cuti besar?").content == SENTENCES + SOURCES
