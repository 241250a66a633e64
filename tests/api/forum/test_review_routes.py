"""Reviews and the audit trail over HTTP: who may decide, and what is refused."""

import csv
import io
import random
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api import audit_routes
from api.accounts.models import Account, Grant, Role
from api.forum import review_desk as desks
from api.forum import review_routes
from api.forum.review_words import ReviewRules
from api.problem import install_problem_errors
from api.state.clock import utc_now
from api.state.state import State
from corpus.open_snapshot import OpenSnapshot
from tests.api.forum.people import admin_of, person
from tests.api.forum.reviewed import CLAIMS, ReviewDesk
from tests.api.state.answers import HandClock

FORUM = "/api/v1/forum"
As = Callable[[Account | None], TestClient]


@pytest.fixture
def desk(state: State, clock: HandClock, snapshot: OpenSnapshot) -> ReviewDesk:
    clock.now = utc_now()
    return ReviewDesk(state, clock, snapshot, ReviewRules(seeded_share=1.0), chance=random.Random(3))


@pytest.fixture
def as_(state: State, desk: ReviewDesk) -> As:
    """A client of somebody with an API token; of nobody without an account."""
    app = FastAPI()
    app.state.state = state
    app.state.review = desks.ReviewDesk(
        reviews=desk.reviews, second=desk.second, training=desk.training, own=desk.own
    )
    app.include_router(review_routes.router)
    app.include_router(audit_routes.router)
    install_problem_errors(app)

    def client(account: Account | None) -> TestClient:
        if account is None:
            return TestClient(app)
        token = state.api_tokens.create(account, "uji", days=30)[1]
        return TestClient(app, headers={"authorization": f"Bearer {token}"})

    return client


def test_a_draft_is_opened_edited_and_published(
    as_: As, desk: ReviewDesk, ani: Account, citra: Account
) -> None:
    draft = desk.draft(ani)
    officer, url = as_(citra), f"{FORUM}/drafts/{draft.id}"
    opened = officer.post(f"{url}/open").json()
    assert opened["checked"]["publishable"] is True
    text = f"Yth. Ibu,\n{opened['text']}"
    wrong = officer.post(f"{url}/check", json={"text": text.replace("12 hari", "13 hari", 1)}).json()
    assert wrong["publishable"] is False
    assert wrong["problems"][0]["what"] == "“13 hari kerja” tidak ada dalam rujukan"
    seen = opened["seen"]
    refused = officer.post(
        f"{url}/accept-with-edits", json={**seen, "text": text.replace("12 hari", "13 hari", 1)}
    )
    assert (refused.status_code, "belum dapat diterbitkan" in refused.json()["detail"]) == (422, True)
    decided = officer.post(f"{url}/accept-with-edits", json={**seen, "text": text})
    assert (decided.status_code, decided.json()["decision"]) == (200, "diterima_dengan_perubahan")
    assert officer.post(f"{url}/accept", json=seen).status_code == 409
    assert desk.forum.whole(ani, draft.question_id).posts[0].text.startswith("Yth. Ibu,")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("open", {}),
        ("release", {}),
        ("check", {"text": "Salam."}),
        ("accept", {"draft_version": 1, "thread_version": 1}),
        ("accept-with-edits", {"draft_version": 1, "thread_version": 1, "text": "Salam."}),
        ("reject", {"draft_version": 1, "thread_version": 1, "reason": "salah"}),
        ("second-readings", {"draft_version": 1, "thread_version": 1, "text": "Salam."}),
    ],
)
def test_nobody_else_gets_near_a_draft(
    as_: As,
    desk: ReviewDesk,
    ani: Account,
    citra: Account,
    dodi: Account,
    eka: Account,
    path: str,
    body: dict[str, object],
) -> None:
    url = f"{FORUM}/drafts/{desk.draft(ani).id}/{path}"
    assert as_(None).post(url, json=body).status_code == 401
    assert as_(ani).post(url, json=body).status_code == 403
    assert as_(eka).post(url, json=body).status_code == 404
    if path != "check":
        assert as_(dodi).post(url, json=body).status_code == 403
    assert as_(citra).post(f"{FORUM}/drafts/tidak-ada/{path}", json=body).status_code == 404


def test_practice_is_not_told_before_the_decision(
    as_: As, desk: ReviewDesk, ani: Account, citra: Account
) -> None:
    officer = as_(citra)
    assert officer.get(f"{FORUM}/training").json()["wanted"] is False
    assert officer.put(f"{FORUM}/training", json={"wanted": True}).json()["wanted"] is True
    opened = officer.post(f"{FORUM}/drafts/{desk.draft(ani).id}/open").json()
    assert opened["draft"]["seeded_error"] == ""
    assert opened["draft"]["answer"]["claims"] != [claim.model_dump(mode="json") for claim in CLAIMS]
    body = {**opened["seen"], "reason": "salah"}
    decided = officer.post(f"{FORUM}/drafts/{opened['draft']['id']}/reject", json=body).json()
    assert decided["caught"] is True
    assert decided["seeded_error"].startswith("Yang dibuat keliru")
    assert officer.get(f"{FORUM}/training").json()["rate"] == 1.0


def test_a_second_reader_says_so_over_http(
    as_: As, desk: ReviewDesk, ani: Account, citra: Account, state: State
) -> None:
    fajar = person(state, "fajar", *admin_of("disiplin-kinerja"))
    draft = desk.draft(ani, risk=0.9)
    url = f"{FORUM}/drafts/{draft.id}"
    opened = as_(citra).post(f"{url}/open").json()
    assert opened["needs_second"] is True
    assert as_(citra).post(f"{url}/accept", json=opened["seen"]).status_code == 409
    asked = as_(citra).post(f"{url}/second-readings", json={**opened["seen"], "text": opened["text"]}).json()
    reading = f"{FORUM}/second-readings/{asked['id']}"
    assert as_(citra).post(reading, json={"agrees": True}).status_code == 403
    assert as_(fajar).post(reading, json={"agrees": False}).status_code == 422
    assert as_(fajar).post(reading, json={"agrees": True}).json()["agrees"] is True
    assert as_(citra).post(f"{url}/accept", json=opened["seen"]).status_code == 200


def test_the_trail_is_for_who_may_read_it(as_: As, desk: ReviewDesk, ani: Account, state: State) -> None:
    desk.forum.ask(ani)
    evaluator = person(state, "evi", Grant(role=Role.EVALUATOR))
    for path in ("", "/verification", "/trail.csv"):
        assert as_(None).get(f"/api/v1/audit{path}").status_code == 401
        assert as_(ani).get(f"/api/v1/audit{path}").status_code == 403
    reader = as_(evaluator)
    whole = reader.get("/api/v1/audit/verification").json()
    assert whole["fault"] is None
    assert reader.get("/api/v1/audit/verification", params={"expect": whole["head"]}).json()["fault"] is None
    lost = reader.get("/api/v1/audit/verification", params={"expect": "a" * 64}).json()
    assert "entri terakhir telah dibuang" in lost["fault"]["what"]
    newest = reader.get("/api/v1/audit", params={"below": "forum.", "limit": 1}).json()
    assert newest[0]["action"] == "forum.pertanyaan.ajukan"
    rows = list(csv.DictReader(io.StringIO(reader.get("/api/v1/audit/trail.csv").text)))
    assert rows[0]["previous"] == "0" * 64
