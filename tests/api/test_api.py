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
from tests.ingestion.test_consolidate import FIRST
from tests.workbench import CUTI

Call = Callable[..., httpx.Response]
PROBLEM = "application/problem+json"
JSON = {"content-type": "application/json"}


def caller(folder: Path, **texts: str) -> Iterator[Call]:
    """``call(method, url, **httpx options)`` against an application over these regulations."""
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    settings = Settings(home=folder / "home", max_request_bytes=2_000, _env_file=None)
    library = Library(settings, embedder=WordEmbedder())
    library.ingest([folder / f"{name}.md" for name in texts], starter=False)
    app = create_app(settings, library=library)

    def send(method: str, url: str, **options: object) -> httpx.Response:
        async def go() -> httpx.Response:
            transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://tanya.test") as client:
                return await client.request(method, url, **options)  # type: ignore[arg-type]  # passed through

        return asyncio.run(go())

    yield send
    library.close()


@pytest.fixture(scope="module")
def call(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Call]:
    yield from caller(tmp_path_factory.mktemp("api"), base=CUTI)


@pytest.fixture(scope="module")
def amended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Call]:
    yield from caller(tmp_path_factory.mktemp("amended"), base=CUTI, first=FIRST)


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


def test_a_follow_up_is_completed_from_the_history(call: Call) -> None:
    history = [{"question": "apa syarat cuti tahunan pegawai?", "cited": ["pp-91-2019/pasal-2"]}]
    body = call("POST", "/api/v1/ask", json={"question": "berapa lama?", "history": history}).json()
    assert body["understood_as"] == "berapa lama cuti tahunan pegawai?"
    assert body["passages"]
    whole = {"question": "berapa hari cuti tahunan pegawai?", "history": history}
    assert call("POST", "/api/v1/ask", json=whole).json()["understood_as"] == ""


@pytest.mark.parametrize(
    "history", [[{"question": "cuti"}] * 11, [{"question": ""}], [{"question": "x", "answer": "y"}], "cuti"]
)
def test_a_history_is_bounded(call: Call, history: object) -> None:
    response = call("POST", "/api/v1/ask", json={"question": "berapa lama?", "history": history})
    assert response.status_code == 422


def test_a_misspelt_word_is_told(call: Call) -> None:
    asked = {"question": "surat keterangan doktre"}
    assert call("POST", "/api/v1/ask", json=asked).json()["read_as"] == [
        {"typed": "doktre", "read": "dokter"}
    ]
    assert call("POST", "/api/v1/ask", json={**asked, "literal": True}).json()["read_as"] == []


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


def test_a_provision_reads_as_it_did_on_the_day(amended: Call) -> None:
    def words(on: str) -> str:
        return str(
            amended("GET", f"/api/v1/provisions/pp-91-2019/pasal-2/ayat-1{on}").json()["provision"]["text"]
        )

    assert "12 (dua belas)" in words("")
    assert "12 (dua belas)" in words("?on=2020-02-03")
    assert "15 (lima belas)" in words("?on=2020-02-04")
    inserted = "/api/v1/provisions/pp-91-2019/pasal-3a?on="
    assert amended("GET", f"{inserted}2020-02-03").status_code == 404
    assert "melahirkan" in amended("GET", f"{inserted}2020-02-04").json()["provision"]["text"]


def test_a_regulation_reads_as_it_did_on_the_day(amended: Call) -> None:
    def pasal(on: str) -> list[str]:
        found = amended("GET", f"/api/v1/sources/pp-91-2019/provisions{on}").json()
        return [item["label"] for item in found if item["kind"] == "pasal"]

    assert pasal("") == ["Pasal 1", "Pasal 2", "Pasal 3", "Pasal 4"]
    assert pasal("?on=2024-01-01") == ["Pasal 1", "Pasal 2", "Pasal 3A", "Pasal 4"]


def test_versions_relations_amendments_and_terms(amended: Call) -> None:
    history = amended("GET", "/api/v1/versions/pp-91-2019/pasal-2").json()
    assert [wording["version"]["since"] for wording in history["wordings"]] == [None, "2020-02-04"]
    assert "15 (lima belas)" in history["wordings"][1]["provisions"][1]["text"]
    related = amended("GET", "/api/v1/sources/pp-91-2019/relations").json()
    changing = {item["subject_id"].split("/")[0] for item in related if item["kind"] == "mengubah"}
    assert changing == {"pp-5-2020"}
    ordered = amended("GET", "/api/v1/sources/pp-5-2020/amendments").json()["ordered"]
    assert [item["action"] for item in ordered] == ["diubah", "disisipkan", "dihapus"]
    received = amended("GET", "/api/v1/sources/pp-91-2019/amendments").json()["received"]
    assert received == ordered
    assert isinstance(amended("GET", "/api/v1/sources/pp-91-2019/terms").json(), list)


def test_the_parse_report(amended: Call) -> None:
    report = amended("GET", "/api/v1/sources/pp-91-2019/report").json()
    assert 0 < report["confidence"] <= 1
    assert report["pasal_gaps"] == []


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
        ("GET", "/api/v1/sources/pp-91-2019/provisions?on=kemarin", {}, 422),
        ("GET", "/api/v1/versions/pp-91-2019/pasal-2", {}, 404),
        ("GET", "/api/v1/sources/tidak-ada/relations", {}, 404),
        ("GET", "/api/v1/sources/tidak-ada/report", {}, 404),
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
    assert len(operations) == 128
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
