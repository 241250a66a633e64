"""The OpenAI-compatible embedder against a fake transport and a real server on loopback."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import numpy as np
import pytest

from corpus.embeddings import create_embedder
from corpus.embeddings.openai_compatible import ATTEMPTS, BATCH, OpenAICompatibleEmbedder
from corpus.errors import EmbeddingError, InvalidInput

Handler = Callable[[httpx.Request], httpx.Response]


def vector_of(text: str) -> list[float]:
    """Two numbers that tell texts apart: (length, 1), not normalised."""
    return [float(len(text)), 1.0]


def reply(request: httpx.Request) -> httpx.Response:
    texts = json.loads(request.content)["input"]
    return httpx.Response(
        200, json={"data": [{"index": n, "embedding": vector_of(t)} for n, t in enumerate(texts)]}
    )


def embedder(
    handler: Handler, waits: list[float] | None = None, api_key: str = ""
) -> OpenAICompatibleEmbedder:
    return OpenAICompatibleEmbedder(
        "model-a",
        "http://layanan.test/v1",
        api_key,
        transport=httpx.MockTransport(handler),
        sleep=(waits if waits is not None else []).append,
    )


def test_vectors_are_normalised_and_in_order() -> None:
    vectors = embedder(reply).embed_passages(["abc", "", "abcd"])
    assert vectors.dtype == np.float32
    # (3, 1) / √10; the empty text is sent as one space, (1, 1) / √2; (4, 1) / √17
    assert np.allclose(vectors, [[0.948683, 0.316228], [0.707107, 0.707107], [0.970143, 0.242536]], atol=1e-6)


def test_rows_that_come_in_another_order_are_put_right() -> None:
    def shuffled(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"data": json.loads(reply(request).content)["data"][::-1]})

    texts = ["a", "bb", "ccc"]
    assert np.array_equal(embedder(shuffled).embed_passages(texts), embedder(reply).embed_passages(texts))


def test_rows_without_index_are_taken_in_order() -> None:
    def bare(request: httpx.Request) -> httpx.Response:
        rows = [{"embedding": vector_of(text)} for text in json.loads(request.content)["input"]]
        return httpx.Response(200, json={"data": rows})

    assert np.array_equal(
        embedder(bare).embed_passages(["a", "bb"]), embedder(reply).embed_passages(["a", "bb"])
    )


def test_batches_hold_64_at_most_and_progress_adds_up() -> None:
    sizes: list[int] = []

    def counting(request: httpx.Request) -> httpx.Response:
        sizes.append(len(json.loads(request.content)["input"]))
        return reply(request)

    heard: list[int] = []
    assert embedder(counting).embed_passages(["x"] * 150, heard.append).shape == (150, 2)
    assert sizes == heard == [BATCH, BATCH, 22]


def test_request_names_model_and_key() -> None:
    def checking(request: httpx.Request) -> httpx.Response:
        assert str(request.url) == "http://layanan.test/v1/embeddings"
        assert request.headers["authorization"] == "Bearer rahasia"
        assert json.loads(request.content)["model"] == "model-a"
        return reply(request)

    assert embedder(checking, api_key="rahasia").embed_query("abc").shape == (2,)


def test_no_key_no_header() -> None:
    def checking(request: httpx.Request) -> httpx.Response:
        assert "authorization" not in request.headers
        return reply(request)

    embedder(checking).embed_query("abc")


def test_unusable_characters_are_not_sent() -> None:
    sent: list[str] = []

    def recording(request: httpx.Request) -> httpx.Response:
        sent.extend(json.loads(request.content)["input"])
        return reply(request)

    embedder(recording).embed_passages(["cuti\0\ud800 besar\n\x1b", "\0"])
    assert sent == ["cuti besar ", " "]


@pytest.mark.parametrize("status", [408, 429, 500, 503])
def test_a_busy_service_is_asked_again_after_growing_pauses(status: int) -> None:
    answers = iter([httpx.Response(status), httpx.Response(status)])
    waits: list[float] = []
    subject = embedder(lambda request: next(answers, None) or reply(request), waits)
    assert subject.embed_passages(["abc"]).shape == (1, 2)
    assert waits == [1.0, 2.0]


def test_the_wait_a_service_asks_for_is_kept_within_bounds() -> None:
    answers = iter(
        [httpx.Response(429, headers={"retry-after": wait}) for wait in ("7", "9999", "Wed, 21 Oct")]
    )
    waits: list[float] = []
    embedder(lambda request: next(answers, None) or reply(request), waits).embed_passages(["abc"])
    assert waits == [7.0, 30.0, 4.0]


def test_a_service_that_stays_away_is_given_up() -> None:
    tried: list[int] = []

    def away(request: httpx.Request) -> httpx.Response:
        tried.append(1)
        raise httpx.ConnectTimeout("lambat")

    with pytest.raises(EmbeddingError, match=r"layanan\.test.*tidak dapat dihubungi.*sudah dicoba 4 kali"):
        embedder(away).embed_passages(["abc"])
    assert len(tried) == ATTEMPTS


def test_a_question_is_sent_once_and_not_for_long() -> None:
    limits: list[dict[str, float]] = []

    def away(request: httpx.Request) -> httpx.Response:
        limits.append(request.extensions["timeout"])
        raise httpx.ReadTimeout("lambat")

    with pytest.raises(EmbeddingError, match="sudah dicoba 1 kali"):
        embedder(away).embed_query("abc")
    assert limits == [{"connect": 2.0, "read": 5.0, "write": 5.0, "pool": 5.0}]


@pytest.mark.parametrize("key", ["kunci™", "kunci\n"])
def test_a_key_that_no_header_can_carry_is_refused(key: str) -> None:
    with pytest.raises(InvalidInput, match="TANYA_EMBEDDINGS_API_KEY"):
        embedder(reply, api_key=key)


def test_a_refusal_is_not_repeated() -> None:
    tried: list[int] = []

    def refusing(request: httpx.Request) -> httpx.Response:
        tried.append(1)
        return httpx.Response(401, text="kunci salah")

    with pytest.raises(
        EmbeddingError, match=r"HTTP 401: kunci salah.*Periksa alamat, nama model, dan kunci API"
    ):
        embedder(refusing).embed_query("abc")
    assert len(tried) == 1


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("bukan json", "bukan daftar vektor"),
        ('{"data": "x"}', "bukan daftar vektor"),
        ('{"data": [{"index": 0, "embedding": []}]}', "bukan daftar vektor"),
        ('{"data": [{"index": 0, "embedding": [NaN, 1]}]}', "bukan daftar vektor"),
        ('{"data": []}', "0 vektor yang tidak cocok dengan 1 teks"),
        ('{"data": [{"index": 1, "embedding": [1]}]}', "tidak cocok"),
        (
            '{"data": [{"index": 0, "embedding": [1]}, {"index": 0, "embedding": [1]}]}',
            "2 vektor yang tidak cocok",
        ),
        ('{"data": [{"index": 0, "embedding": [0, 0]}]}', "vektor kosong"),
    ],
)
def test_a_wrong_reply_is_an_error(body: str, cause: str) -> None:
    with pytest.raises(EmbeddingError, match=cause):
        embedder(lambda request: httpx.Response(200, text=body)).embed_query("abc")


def test_vectors_of_another_length_are_an_error() -> None:
    lengths = iter([2, 3])
    subject = embedder(
        lambda request: httpx.Response(200, json={"data": [{"index": 0, "embedding": [1.0] * next(lengths)}]})
    )
    assert subject.dimension == 2
    with pytest.raises(EmbeddingError, match=r"panjang berbeda-beda \(2, 3\)"):
        subject.embed_query("abc")


def test_no_passages() -> None:
    assert embedder(reply).embed_passages([]).shape == (0, 2)


def test_model_id_tells_services_apart_without_their_address() -> None:
    one, other = (OpenAICompatibleEmbedder("m", f"http://{host}/v1") for host in ("satu.test", "dua.test"))
    assert one.model_id != other.model_id
    assert one.model_id.startswith("openai/m@")
    assert "satu" not in one.model_id


class _Service(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        texts = json.loads(self.rfile.read(int(self.headers["content-length"])))["input"]
        known = self.path == "/v1/embeddings"
        body = json.dumps(
            {"data": [{"index": n, "embedding": vector_of(t)} for n, t in enumerate(texts)]}
        ).encode()
        self.send_response(200 if known else 404)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def service() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Service)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("path", ["", "/", "/v1", "/v1/"])
def test_a_real_server_on_loopback(service: str, path: str) -> None:
    subject = create_embedder(f"openai:model-a@{service}{path}", cache_dir=Path("unused"))
    vectors = subject.embed_passages(["abc", "abcd"])
    assert subject.dimension == 2
    assert np.allclose(vectors[0], [0.948683, 0.316228], atol=1e-6)


@pytest.mark.parametrize(
    "spec",
    [
        "",
        "e6",
        "e5:x",
        "openai:",
        "openai:model",
        "openai:@http://x",
        "openai:m@ftp://x",
        "openai:m@http://[",
        "openai:m@http://x:abc",
        "openai:m@http://x:99999/v1",
        "sentence-transformers:",
    ],
)
def test_unknown_specs_are_explained(spec: str) -> None:
    with pytest.raises(InvalidInput, match=r"tidak dikenal\. Pakai “e5”"):
        create_embedder(spec, cache_dir=Path("unused"))
