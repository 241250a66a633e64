"""The forum under ``/api/v1/forum``."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.accounts.models import Account, Grant, Role
from api.forum import attachment_routes, bidang_routes, officer_routes, review_routes, routes
from api.forum.forum import Forum
from api.forum.own_replies import OwnReplies
from api.limits import BodyLimit
from api.problem import install_problem_errors
from api.settings import Settings
from api.state.state import State
from corpus.errors import NotFound
from tests.api.forum.files import PDF, docx
from tests.api.forum.people import NIP, person
from tests.api.state.answers import HandClock

ASKED = {
    "title": "Cuti Ani Lestari",
    "text": f"NIP {NIP}. Berapa hari cuti tahunan?",
    "category_id": "cuti",
}
Client = Callable[[Account | None], TestClient]


def no_library() -> NoReturn:
    raise NotFound("Pustaka belum ada.")


@pytest.fixture
def app(state: State, clock: HandClock, tmp_path: Path) -> FastAPI:
    """The routes of the forum alone."""
    settings = Settings(home=tmp_path, max_request_bytes=20_000, attachment_max_bytes=100_000, _env_file=None)
    made = FastAPI()
    made.state.state = state
    made.state.forum = Forum(state.database, settings, attachments=tmp_path / "lampiran", clock=clock)
    own = OwnReplies(state.database, made.state.forum.posts, no_library, today=lambda: date(2026, 11, 20))
    made.state.review = SimpleNamespace(own=own)
    for part in (routes, officer_routes, review_routes, attachment_routes, bidang_routes):
        made.include_router(part.router)
    large = {attachment_routes.UPLOADS: settings.attachment_max_bytes + attachment_routes.FORM_BYTES}
    made.add_middleware(BodyLimit, limit=settings.max_request_bytes, larger=large)
    install_problem_errors(made)
    return made


@pytest.fixture
def client(app: FastAPI, state: State) -> Iterator[Client]:
    """A program that acts for an account, or for nobody."""
    made: list[TestClient] = []

    def acting_for(account: Account | None) -> TestClient:
        headers = {}
        if account is not None:
            _, secret = state.api_tokens.create(account, "uji", days=30)
            headers = {"authorization": f"Bearer {secret}"}
        one = TestClient(app, base_url="https://tanya.contoh.go.id", headers=headers)
        made.append(one)
        return one

    yield acting_for
    for one in made:
        one.close()


def test_a_question_from_preview_to_rating(
    client: Client, ani: Account, citra: Account, dodi: Account
) -> None:
    asker, admin, operator, anybody = client(ani), client(citra), client(dodi), client(None)
    shown = asker.post("/api/v1/forum/preview", json={"title": ASKED["title"], "text": ASKED["text"]})
    assert shown.json() == {
        "public_title": "Cuti [NAMA-1]",
        "public_text": "NIP [NIP-1]. Berapa hari cuti tahunan?",
        "found": ["nama orang", "NIP"],
    }
    sent = asker.post("/api/v1/forum/questions", json=ASKED)
    assert sent.status_code == 201
    question = sent.json()
    path = f"/api/v1/forum/questions/{question['id']}"
    assert asker.get("/api/v1/forum/questions").json()["total"] == 1
    assert anybody.get(path).status_code == 404
    queue = operator.get("/api/v1/forum/queue", params={"assignee": "belum-ada"}).json()
    assert [one["id"] for one in queue["items"]] == [question["id"]]
    taken = operator.post(f"{path}/take-over", json={"version": question["version"]})
    assert taken.json()["assignee_id"] == dodi.id
    mine = operator.get("/api/v1/forum/queue", params={"assignee": "saya", "state": "dikerjakan"})
    assert mine.json()["total"] == 1
    late = admin.post(f"{path}/priority", json={"version": question["version"], "priority": "tinggi"})
    assert (late.status_code, late.headers["content-type"]) == (409, "application/problem+json")
    assert asker.post(f"{path}/follow-ups", json={"text": "Saya guru."}).status_code == 201
    assert operator.post(f"{path}/notes", json={"text": "Cek."}).json()["author"] == "Dodi"
    version = admin.get(path).json()["question"]["version"]
    reply = {"text": "Dua belas hari kerja.", "version": version}
    assert operator.post(f"{path}/replies", json=reply).status_code == 403
    assert admin.post(f"{path}/replies", json=reply).status_code == 201
    public = anybody.get(path).json()
    assert (public["seat"], public["question"]["title"]) == ("umum", "Cuti [NAMA-1]")
    assert [(one["author"], one["text"]) for one in public["replies"]] == [
        ("Citra Dewi", "Dua belas hari kerja.")
    ]
    assert anybody.get("/api/v1/forum/answered", params={"query": "cuti"}).json()["total"] == 1
    near = anybody.get("/api/v1/forum/similar", params={"text": "berapa hari cuti tahunan"}).json()["items"]
    assert [one["id"] for one in near] == [question["id"]]
    told = asker.get("/api/v1/forum/notifications", params={"unread": True}).json()
    assert (told["unread"], [one["kind"] for one in told["items"]]) == (2, ["balasan", "status"])
    assert asker.post("/api/v1/forum/notifications/read", json={}).json() == {"count": 2}
    assert asker.put(f"{path}/rating", json={"stars": 5}).json()["stars"] == 5
    history = asker.get(f"{path}/history").json()["events"]
    assert [one["kind"] for one in history] == [
        "diajukan",
        "status",
        "lanjutan",
        "balasan",
        "status",
        "penilaian",
    ]
    post = admin.get(path).json()["posts"][-1]["id"]
    withdrawn = admin.post(f"/api/v1/forum/posts/{post}/withdraw", json={"reason": "Keliru."})
    assert withdrawn.json()["standing"] == "ditarik"
    assert anybody.get(path).status_code == 404


def test_officers_move_give_hand_back_and_close(
    client: Client, ani: Account, citra: Account, dodi: Account
) -> None:
    asker, admin = client(ani), client(citra)
    question = asker.post("/api/v1/forum/questions", json=ASKED).json()
    path = f"/api/v1/forum/questions/{question['id']}"

    def change(verb: str, **body: object) -> dict[str, object]:
        version = admin.get(path).json()["question"]["version"]
        answer = admin.post(f"{path}/{verb}", json={"version": version, **body})
        assert answer.status_code == 200, answer.text
        changed: dict[str, object] = answer.json()
        return changed

    assert change("assign", account_id=dodi.id, note="Tolong.")["assignee_id"] == dodi.id
    assert change("hand-back", reason="Penuh.")["assignee_id"] is None
    assert change("priority", priority="mendesak")["priority"] == "mendesak"
    assert change("move", category_id="jam-kerja")["category_id"] == "jam-kerja"
    rejected = change("reject", reason="Ganda.")
    assert rejected["state"] == "ditolak"
    opened = asker.post(f"{path}/reopen", json={"reason": "Tidak ganda.", "version": rejected["version"]})
    assert opened.json()["state"] == "diajukan"
    words = {"public_title": "Cuti", "public_text": "Cuti?", "version": opened.json()["version"]}
    assert asker.patch(f"{path}/public", json=words).json()["public_title"] == "Cuti"
    assert asker.delete(f"{path}/subscription").status_code == 204
    assert asker.put(f"{path}/subscription").status_code == 204
    version = admin.get(path).json()["question"]["version"]
    early = admin.post(f"{path}/resolve", json={"version": version})
    assert (early.status_code, "belum dibalas" in early.json()["detail"]) == (409, True)


def test_a_file_is_attached_and_comes_back_as_a_download(
    client: Client, ani: Account, budi: Account, citra: Account
) -> None:
    asker = client(ani)
    question = asker.post("/api/v1/forum/questions", json=ASKED).json()
    path = f"/api/v1/forum/questions/{question['id']}/attachments"
    whole = PDF.replace(b"trailer", b"%" + b"x" * 50_000 + b"\ntrailer")
    sent = asker.post(path, files={"file": ("SK “baru”.html", whole, "text/html")})
    assert sent.status_code == 201, sent.text
    assert sent.json()["media_type"] == "application/pdf"
    download = client(citra).get(f"/api/v1/forum/attachments/{sent.json()['id']}")
    assert download.content == whole
    assert download.headers["content-disposition"] == (
        "attachment; filename*=UTF-8''SK%20%E2%80%9Cbaru%E2%80%9D.pdf"
    )
    assert download.headers["x-content-type-options"] == "nosniff"
    assert download.headers["cache-control"] == "private, no-store"
    assert [one["id"] for one in asker.get(path).json()["items"]] == [sent.json()["id"]]
    stranger = client(budi)
    assert stranger.get(f"/api/v1/forum/attachments/{sent.json()['id']}").status_code == 404
    assert stranger.get(path).status_code == 404
    assert stranger.post(path, files={"file": ("a.txt", b"a")}).status_code == 404
    assert asker.delete(f"/api/v1/forum/attachments/{sent.json()['id']}").status_code == 204
    assert asker.get(path).json()["items"] == []


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 422),
        (b"MZ\x90\x00\x03", 422),
        (docx() + b"<script>alert(1)</script>", 422),
        (b"x" * 100_001, 422),
        (b"x" * 111_000, 413),
    ],
)
def test_bad_files_are_refused(client: Client, ani: Account, content: bytes, status: int) -> None:
    asker = client(ani)
    question = asker.post("/api/v1/forum/questions", json=ASKED).json()
    path = f"/api/v1/forum/questions/{question['id']}/attachments"
    answer = asker.post(path, files={"file": ("foto.png", content, "image/png")})
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert asker.get(path).json()["items"] == []


def test_other_bodies_stay_small_and_other_sites_outside(client: Client, ani: Account) -> None:
    asker = client(ani)
    large = asker.post("/api/v1/forum/questions", json={**ASKED, "text": "x" * 20_000})
    assert large.status_code == 413
    elsewhere = asker.post("/api/v1/forum/questions", json=ASKED, headers={"origin": "https://jahat.example"})
    assert elsewhere.status_code == 403
    assert asker.get("/api/v1/forum/questions").json()["total"] == 0


def test_bidang_and_categories_are_read_by_all_and_changed_by_who_may(
    client: Client, state: State, ani: Account, citra: Account
) -> None:
    anybody, asker, admin = client(None), client(ani), client(citra)
    root = client(person(state, "akar", Grant(role=Role.SUPERADMIN)))
    assert len(anybody.get("/api/v1/forum/bidang").json()) == 7
    assert len(anybody.get("/api/v1/forum/categories", params={"bidang_id": "pensiun"}).json()) == 4
    new = {"id": "hukum", "name": "Hukum"}
    assert anybody.post("/api/v1/forum/bidang", json=new).status_code == 401
    for other in (asker, admin):
        assert other.post("/api/v1/forum/bidang", json=new).status_code == 403
    assert root.post("/api/v1/forum/bidang", json=new).status_code == 201
    assert root.post("/api/v1/forum/bidang", json=new).status_code == 409
    assert root.patch("/api/v1/forum/bidang/hukum", json={"active": False}).json()["active"] is False
    category = {
        "id": "absensi",
        "name": "Absensi",
        "bidang_id": "disiplin-kinerja",
        "reply_hours": 8,
        "resolve_hours": 16,
    }
    assert asker.post("/api/v1/forum/categories", json=category).status_code == 403
    assert admin.post("/api/v1/forum/categories", json={**category, "bidang_id": "mutasi"}).status_code == 403
    assert admin.post("/api/v1/forum/categories", json=category).status_code == 201
    path = "/api/v1/forum/categories/absensi"
    assert admin.patch(path, json={"reply_hours": 4}).json()["reply_hours"] == 4
    assert admin.patch(path, json={"bidang_id": "mutasi"}).status_code == 403
    assert admin.patch("/api/v1/forum/categories/pelatihan", json={"active": False}).status_code == 403
    assert admin.patch("/api/v1/forum/categories/langit", json={"active": False}).status_code == 404
    assert root.patch(path, json={"bidang_id": "mutasi"}).json()["bidang_id"] == "mutasi"


def test_nobody_who_is_not_signed_in_changes_or_lists_anything(app: FastAPI, client: Client) -> None:
    anybody = client(None)
    open_to_all = {
        ("GET", "/api/v1/forum/bidang"),
        ("GET", "/api/v1/forum/categories"),
        ("GET", "/api/v1/forum/answered"),
        ("GET", "/api/v1/forum/similar"),
        ("GET", "/api/v1/forum/questions/{question_id}"),
    }
    asked = 0
    for path, verbs in app.openapi()["paths"].items():
        for verb in verbs:
            if (verb.upper(), path) not in open_to_all:
                address = path.replace("{", "").replace("}", "")
                assert anybody.request(verb, address, json={}).status_code == 401, (verb, path)
                asked += 1
    assert asked == 43
