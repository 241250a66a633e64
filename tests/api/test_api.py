"""The HTTP API: shapes, problem documents, limits."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from api.library import Library
from api.settings import Settings
from tests.fakes import WordEmbedder
from tests.workbench import CUTI

Call = Callable[..., httpx.Response]
PROBLEM = "application/problem+json"
JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def call(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Call]:
    """``call(method, url, **httpx options)`` against an application over one regulation."""
    folder = tmp_path_factory.mktemp("api")
    (folder / "pp-91.md").write_text(CUTI, encoding="utf-8")
    settings = Settings(home=folder / "home", max_request_bytes=2_000, _env_file=None)
    library = Library(settings, embedder=WordEmbedder())
    library.ingest([folder / "pp-91.md"], starter=False)
    app = create_app(settings, library=library)

    def send(method: str, url: str, **options: object) -> httpx.Response:
        async def go() -> httpx.Response:
            transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://tanya.test") as client:
                return await client.request(method, url, **options)  # type: ignore[arg-type]  # passed through

        return asyncio.run(go())

    yield send
    library.close()


def test_ask(call: Call) -> None:
    response = call("POST", "/api/v1/ask", json={"id": "q1", "question": "berapa hari cuti tahunan pegawai?"})
    assert response.status_code == 200
    body = response.json()
    assert body["id"] == "q1"
    assert body["status"] == "answered"
    assert body["claims"][0]["citations"][0]["provision_id"] == "pp-91-2019/pasal-2/ayat-1"


def test_ask_before_the_regulation_held_has_no_answer(call: Call) -> None:
    body = call(
        "POST", "/api/v1/ask", json={"question": "berapa hari cuti tahunan pegawai?", "on": "2018-01-01"}
    ).json()
    assert body["status"] == "no_source"


def test_search(call: Call) -> None:
    body = call("POST", "/api/v1/search", json={"question": "surat dokter", "k": 1}).json()
    assert [passage["id"] for passage in body["passages"]] == ["pp-91-2019/pasal-3"]


def test_sources_and_provisions(call: Call) -> None:
    listed = call("GET", "/api/v1/sources").json()
    assert [(item["source"]["id"], item["status"]) for item in listed] == [("pp-91-2019", "berlaku")]
    assert call("GET", "/api/v1/sources/pp-91-2019").json()["provisions"] == listed[0]["provisions"] > 4
    provisions = call("GET", "/api/v1/sources/pp-91-2019/provisions").json()
    assert "pp-91-2019/pasal-2/ayat-2" in [item["id"] for item in provisions]
    view = call("GET", "/api/v1/provisions/pp-91-2019/pasal-2/ayat-1").json()
    assert view["status"] == "berlaku"
    assert view["digest"] is False


def test_health_and_ready(call: Call) -> None:
    assert call("GET", "/api/v1/health").json() == {"status": "ok"}
    ready = call("GET", "/api/v1/ready")
    assert ready.status_code == 200
    assert ready.json()["ready"] is True


@pytest.mark.parametrize(
    ("method", "url", "options", "status"),
    [
        ("POST", "/api/v1/ask", {"json": {"question": ""}}, 422),
        ("POST", "/api/v1/ask", {"json": {"question": "  \n"}}, 422),
        ("POST", "/api/v1/search", {"json": {"question": "  "}}, 422),
        ("POST", "/api/v1/ask", {"content": b"[" * 1_900, "headers": JSON}, 400),
        ("POST", "/api/v1/ask", {"json": {"question": "x", "k": 1000}}, 422),
        ("POST", "/api/v1/ask", {"json": {"question": "x", "lain": 1}}, 422),
        ("POST", "/api/v1/ask", {"content": b"{", "headers": {"content-type": "application/json"}}, 422),
        ("POST", "/api/v1/ask", {"json": {"question": "x" * 3_000}}, 413),
        ("GET", "/api/v1/ask", {}, 405),
        ("GET", "/api/v1/tidak-ada", {}, 404),
        ("GET", "/api/v1/sources/tidak-ada", {}, 404),
        ("GET", "/api/v1/provisions/pp-1-2000/pasal-1", {}, 404),
        ("GET", "/api/v1/sources?kind=buku", {}, 422),
    ],
)
def test_errors_are_problem_documents(
    call: Call, method: str, url: str, options: dict[str, object], status: int
) -> None:
    response = call(method, url, **options)
    assert response.status_code == status
    assert response.headers["content-type"] == PROBLEM
    body = response.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]


def test_a_body_without_declared_length_is_bounded_too(call: Call) -> None:
    async def endless() -> object:
        for _ in range(100):
            yield b"x" * 1_000

    response = call("POST", "/api/v1/ask", content=endless(), headers={"content-type": "application/json"})
    assert response.status_code == 413


def test_hostile_questions_never_break_it(call: Call) -> None:
    for question in ("\u0000", "ﷺ" * 30, "' OR 1=1 --", "<script>", "(" * 500, "%s%n", "½ ² ①", "🙂" * 50):
        response = call("POST", "/api/v1/ask", json={"question": question})
        assert response.status_code in {200, 422}, question


def test_openapi_describes_every_route(call: Call) -> None:
    document = call("GET", "/api/v1/openapi.json").json()
    operations = [
        operation
        for path, methods in document["paths"].items()
        for operation in methods.values()
        if path.startswith("/api/v1")
    ]
    assert len(operations) == 8
    assert all(operation["summary"] and operation["description"] for operation in operations)


def test_not_ready_before_anything_was_ingested(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, _env_file=None)
    library = Library(settings, embedder=WordEmbedder())
    app = create_app(settings, library=library)

    async def go() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://tanya.test") as client:
            return await client.get("/api/v1/ready")

    assert asyncio.run(go()).status_code == 503
    library.close()
