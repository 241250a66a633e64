"""Meetings under /api/v1/meetings: the whole way by JSON, bounds, and what a member may not."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from api.accounts.models import Grant, Role
from api.accounts.recognised import SESSION_COOKIE
from api.jobs.worker import Worker
from api.minutes.meetings import KIND
from tests.api.forum.people import person
from tests.api.minutes.office import SPOKEN, desk_with
from tests.api.pages.work_desk import WorkDesk, work_desk

ROOT = "/api/v1/meetings"
FORM = {"title": "Rapat staf", "held_on": "2026-11-23", "chair_username": "gita", "invited": ["ani"]}


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkDesk]:
    folder = tmp_path_factory.mktemp("rapat")
    with work_desk(folder) as desk:
        desk.people["akar"] = person(desk.state, "akar", Grant(role=Role.SUPERADMIN))
        desk.app.state.minutes = desk_with(
            desk.state.database, desk.library.settings, Path(folder, "rekaman"), today=desk.library.today
        )
        yield desk


def as_(work: WorkDesk, username: str) -> TestClient:
    """A program that acts for somebody."""
    return TestClient(work.app, cookies={SESSION_COOKIE: work.session(username)})


def make(work: WorkDesk) -> int:
    """Make the notula that wait."""
    return Worker(work.state.jobs, {KIND: work.app.state.minutes.making}).run_ready()


def created(work: WorkDesk, **more: object) -> dict[str, object]:
    """A meeting whose notula is made, as its secretary reads it."""
    citra = as_(work, "citra")
    answer = citra.post(ROOT, json={**FORM, "transcript": SPOKEN, **more})
    assert answer.status_code == 201, answer.text
    make(work)
    read: dict[str, object] = citra.get(f"{ROOT}/{answer.json()['id']}").json()
    return read


def test_the_whole_way_of_a_meeting(work: WorkDesk) -> None:
    citra, gita, ani = as_(work, "citra"), as_(work, "gita"), as_(work, "ani")
    meeting = created(work)
    url = f"{ROOT}/{meeting['id']}"
    assert (meeting["state"], meeting["number"], meeting["seat"]) == ("disunting", 1, "notulis")
    notula = citra.get(f"{url}/minutes").json()["notula"]
    found = {"standing", "problems", "confirmed_by"}
    lines = [{name: line[name] for name in line.keys() - found} for line in notula["lines"]]
    lines[0]["text"] = "Ada 13 berkas."
    body = {"version": meeting["version"], "reason": "Angka", "lines": lines}
    edited = citra.put(f"{url}/minutes", json=body)
    assert edited.status_code == 200, edited.text
    assert citra.put(f"{url}/minutes", json=body).status_code == 409
    (change,) = citra.get(f"{url}/changes").json()["items"]
    assert (change["kind"], change["after"]["problems"]) == (
        "diubah",
        ["Angka 13 tidak ada pada ucapan yang ditunjuk."],
    )
    at = {"version": edited.json()["version"]}
    assert citra.post(f"{url}/signatures", json=at).status_code == 409
    at = {"version": citra.post(f"{url}/confirmations", json={**at, "line_id": "b1"}).json()["version"]}
    assert ani.post(f"{url}/signatures", json=at).status_code == 403
    at = {"version": gita.post(f"{url}/signatures", json=at).json()["version"]}
    signed = citra.post(f"{url}/signatures", json=at).json()
    assert (signed["state"], [one["vouched"] for one in signed["signatures"]]) == ("ditandatangani", [1, 1])
    assert ani.post(f"{url}/comments", json={"text": "Baik."}).status_code == 201
    (item,) = ani.get(f"{ROOT}/actions?still_open=true").json()["items"]
    assert item["mine"] is False
    done = {"version": item["version"], "state": "selesai"}
    assert ani.patch(f"{ROOT}/actions/{item['id']}", json=done).status_code == 403
    assert citra.patch(f"{ROOT}/actions/{item['id']}", json=done).json()["state"] == "selesai"
    told = json.loads(ani.get(f"{url}/export?format=json").content)
    assert told["actions"][0]["task"] == "Periksa berkas"
    assert citra.post(f"{url}/reopen", json={"reason": "x"}).status_code == 403
    root = as_(work, "akar")
    assert root.get(url).status_code == 404
    assert root.post(f"{url}/reopen", json={"reason": "Keliru"}).status_code == 204
    assert citra.get(url).json()["state"] == "dibuka kembali"


def test_a_file_is_taken_and_a_repeated_request_makes_one_meeting(work: WorkDesk) -> None:
    citra = as_(work, "citra")

    def send() -> httpx.Response:
        file = ("rapat.vtt", SPOKEN.encode(), "text/vtt")
        headers = {"idempotency-key": "satu"}
        return citra.post(
            f"{ROOT}/files", data={"form": json.dumps(FORM)}, files={"file": file}, headers=headers
        )

    first, second = send(), send()
    assert (first.status_code, second.json()["id"]) == (201, first.json()["id"])
    found = citra.get(f"{ROOT}/{first.json()['id']}/transcript").json()["transcript"]
    assert (found["format"], len(found["utterances"])) == ("vtt", 5)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"transcript": ""},
        {"transcript": "tanpa pembicara"},
        {"held_on": "23 November"},
        {"participants": [{"name": "Budi", "nip": "123"}]},
        {"unknown": 1},
        {"chair_username": "citra"},
    ],
)
def test_what_cannot_be_kept_is_said(work: WorkDesk, wrong: dict[str, object]) -> None:
    answer = as_(work, "citra").post(ROOT, json={**FORM, "transcript": SPOKEN, **wrong})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_strangers_find_nothing_and_asn_bring_nothing_in(work: WorkDesk) -> None:
    meeting = created(work)
    eka = as_(work, "eka")
    for path in ("", "/minutes", "/transcript", "/versions", "/comments", "/export", "/recording"):
        assert eka.get(f"{ROOT}/{meeting['id']}{path}").status_code == 404, path
    assert eka.get(ROOT).json() == {"items": [], "total": 0}
    assert as_(work, "ani").post(ROOT, json={**FORM, "transcript": SPOKEN}).status_code == 403
    assert TestClient(work.app).get(f"{ROOT}/{meeting['id']}").status_code == 401


def test_a_recording_is_given_in_parts(work: WorkDesk) -> None:
    citra, meeting = as_(work, "citra"), created(work)
    url = f"{ROOT}/{meeting['id']}/recording"
    sent = {"file": ("rapat.ogg", b"OggS" + bytes(100), "audio/ogg")}
    assert citra.put(url, files=sent, data={"version": str(meeting["version"])}).status_code == 200
    part = citra.get(url, headers={"range": "bytes=0-3"})
    assert (part.status_code, part.content, part.headers["content-type"]) == (206, b"OggS", "audio/ogg")


def test_a_transcript_is_read_in_stretches(work: WorkDesk) -> None:
    url = f"{ROOT}/{created(work)['id']}/transcript"
    citra = as_(work, "citra")
    whole = citra.get(url).json()
    assert (len(whole["transcript"]["utterances"]), whole["total"]) == (5, 5)
    part = citra.get(f"{url}?offset=1&limit=2").json()
    assert ([one["id"] for one in part["transcript"]["utterances"]], part["total"]) == (["u2", "u3"], 5)
    assert citra.get(f"{url}?offset=9&limit=2").json()["transcript"]["utterances"] == []
    assert citra.get(f"{url}?limit=0").status_code == 422
