"""Drafts, saved replies and background work over HTTP: who gets what, and what is refused."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.accounts.models import Account
from api.forum import draft_routes
from api.forum.drafting import Drafting
from api.forum.drafts import KIND
from api.jobs import routes as job_routes
from api.jobs.queue import JobState
from api.jobs.worker import Worker
from api.problem import install_problem_errors
from api.state.clock import utc_now
from api.state.state import State
from tests.api.forum.desk import Desk
from tests.api.state.answers import HandClock
from tests.drafted import QuickSource

FORUM = "/api/v1/forum"
As = Callable[[Account | None], TestClient]


@pytest.fixture
def as_(state: State) -> As:
    """A client of somebody with an API token; of nobody without an account."""
    app = FastAPI()
    app.state.state = state
    app.include_router(draft_routes.router)
    app.include_router(job_routes.router)
    install_problem_errors(app)

    def client(account: Account | None) -> TestClient:
        if account is None:
            return TestClient(app)
        token = state.api_tokens.create(account, "uji", days=30)[1]
        return TestClient(app, headers={"authorization": f"Bearer {token}"})

    return client


@pytest.fixture
def work(state: State, clock: HandClock) -> Callable[[], int]:
    """Does what is left to the background."""
    drafting = Drafting(state.database, QuickSource(), contact="BKPSDM", clock=clock)
    return Worker(state.jobs, {KIND: drafting}).run_ready


def test_an_officer_sees_the_queue_a_draft_and_gets_another(
    as_: As, desk: Desk, ani: Account, citra: Account, work: Callable[[], int], clock: HandClock
) -> None:
    asked = desk.ask(ani)
    officer = as_(citra)
    assert officer.get(f"{FORUM}/drafts").json()["items"][0]["under_way"] is True
    work()
    queue = officer.get(f"{FORUM}/drafts", params={"order": "usia", "least_risk": 0.0}).json()
    assert (queue["total"], queue["items"][0]["question_id"]) == (1, asked.id)
    draft_id = queue["items"][0]["draft_id"]
    draft = officer.get(f"{FORUM}/drafts/{draft_id}").json()
    assert (draft["draft"]["id"], draft["why_no_draft"], draft["instruction_note"]) == (draft_id, "", "")
    wanted = f"{FORUM}/questions/{asked.id}/drafts"
    ordered = officer.post(wanted, json={"instruction": "Lebih singkat."})
    assert (ordered.status_code, ordered.json()["under_way"]) == (202, True)
    assert officer.post(wanted, json={}).status_code == 409
    # The routes know no other clock than that of the server.
    clock.now = utc_now()
    work()
    found = officer.get(wanted).json()
    assert [one["draft"]["instruction"] for one in found["drafts"]] == ["Lebih singkat.", ""]
    assert found["drafts"][0]["instruction_note"].startswith("Arahan tidak dipakai")


def test_others_get_nothing(
    as_: As, desk: Desk, ani: Account, eka: Account, citra: Account, work: Callable[[], int]
) -> None:
    asked = desk.ask(ani)
    work()
    draft_id = as_(citra).get(f"{FORUM}/drafts").json()["items"][0]["draft_id"]
    paths = (f"/drafts/{draft_id}", f"/questions/{asked.id}/drafts")
    for path in (*paths, "/drafts"):
        assert as_(None).get(FORUM + path).status_code == 401
        assert as_(ani).get(FORUM + path).status_code == 403
    for path in paths:
        assert as_(eka).get(FORUM + path).status_code == 404
    assert as_(eka).post(FORUM + paths[1], json={}).status_code == 404
    assert as_(eka).get(f"{FORUM}/drafts", params={"bidang": "disiplin-kinerja"}).json()["items"] == []


def test_what_cannot_be_is_refused(as_: As, desk: Desk, ani: Account, citra: Account) -> None:
    asked = desk.ask(ani)
    officer = as_(citra)
    long = officer.post(f"{FORUM}/questions/{asked.id}/drafts", json={"instruction": "x" * 501})
    assert long.status_code == 422
    assert officer.get(f"{FORUM}/drafts", params={"order": "acak"}).status_code == 422
    assert officer.get(f"{FORUM}/drafts/tidak-ada").status_code == 404
    assert officer.get(f"{FORUM}/questions/tidak-ada/drafts").status_code == 404


def test_admins_keep_words_and_operators_read_them(
    as_: As, desk: Desk, citra: Account, dodi: Account, eka: Account
) -> None:
    desk.bidang.seed()
    of_bidang = f"{FORUM}/bidang/disiplin-kinerja/saved-replies"
    words = {"title": "Berkas", "text": "Mohon lengkapi berkas Anda."}
    added = as_(citra).post(of_bidang, json=words)
    assert added.status_code == 201
    assert as_(dodi).get(of_bidang).json() == [added.json()]
    one = f"{FORUM}/saved-replies/{added.json()['id']}"
    assert as_(dodi).put(one, json=words).status_code == 403
    assert as_(eka).put(one, json=words).status_code == 404
    assert as_(citra).put(one, json={**words, "title": "Usul"}).json()["title"] == "Usul"
    assert as_(citra).delete(one).status_code == 204
    assert as_(citra).delete(one).status_code == 404


def test_failed_work_is_seen_and_begun_again_by_who_runs_the_service(
    as_: As, state: State, citra: Account, dodi: Account
) -> None:
    state.jobs.put("draft", "draft:x:1:0", {})
    job = state.jobs.take("uji", ("draft",))
    assert job is not None
    with state.jobs.giving_up(job, "Pustaka belum ada."):
        pass
    (listed,) = as_(citra).get("/api/v1/jobs", params={"state": "gagal"}).json()
    assert (listed["key"], listed["error"]) == ("draft:x:1:0", "Pustaka belum ada.")
    retry = f"/api/v1/jobs/{job.id}/retry"
    assert as_(dodi).post(retry).status_code == 403
    assert as_(citra).post(retry).json()["state"] == JobState.WAITING
    assert as_(citra).post(retry).status_code == 404
