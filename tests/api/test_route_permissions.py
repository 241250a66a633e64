"""Every route of every application: in the table, and open to those alone whom the table names."""

import asyncio
import re
from collections.abc import Iterator, Mapping, Sequence

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from sqlalchemy import select, update
from starlette.routing import BaseRoute, Mount

from api.accounts.models import Account, Role
from api.accounts.recognised import SESSION_COOKIE
from api.app import create_app
from api.csrf import form_token
from api.forum.asking import NewQuestion
from api.forum.forum import Forum
from api.forum.models import QuestionState
from api.library import Library
from api.mcp.server import mcp_server
from api.mcp.tools import Tools
from api.minutes.actions import ActionFilter
from api.minutes.published import Audience
from api.route_permissions import ROUTES
from api.route_rules import EVERY_METHOD, Rule
from api.settings import Settings
from api.state.account_tables import AccountRow
from api.state.forum_tables import QuestionRow
from api.state.state import State
from tests.api.minutes.office import Office, desk_with
from tests.api.people import BIDANG, person
from tests.api.state.answers import answer_to
from tests.fakes import WordEmbedder
from tests.workbench import CUTI

SITE = "http://tanya.test"
HTML = {"accept": "text/html"}
_QUESTION = "/api/v1/forum/questions/{question_id}"
FORUM_BODIES: dict[tuple[str, str], dict[str, object]] = {
    ("PATCH", f"{_QUESTION}/public"): {"version": 1},
    ("POST", f"{_QUESTION}/follow-ups"): {"text": "Saya PNS di dinas."},
    ("POST", f"{_QUESTION}/reopen"): {"version": 1, "reason": "Belum jelas."},
    ("PUT", f"{_QUESTION}/rating"): {"stars": 4},
}
_MEETING = "/api/v1/meetings/{meeting_id}"
MEETING_BODIES: dict[tuple[str, str], dict[str, object]] = {
    ("PUT", _MEETING): {"version": 1, "title": "Rapat staf"},
    ("PUT", f"{_MEETING}/minutes"): {"version": 1, "reason": "Diringkas", "lines": []},
    ("POST", f"{_MEETING}/confirmations"): {"version": 1, "line_id": "b1"},
    ("POST", f"{_MEETING}/regenerate"): {"version": 1},
    ("POST", f"{_MEETING}/proposals"): {"version": 1, "section": "keputusan", "instruction": "singkat"},
    ("POST", f"{_MEETING}/speakers"): {"version": 1, "old": "Hadi", "new": "Hadi Prasetyo"},
    ("POST", f"{_MEETING}/restore"): {"version": 1, "number": 1},
    ("POST", f"{_MEETING}/signatures"): {"version": 1},
    ("POST", f"{_MEETING}/reopen"): {"reason": "Keliru"},
    ("POST", f"{_MEETING}/removal"): {"version": 1, "reason": "Keliru"},
    ("POST", f"{_MEETING}/destruction"): {"reason": "Keliru"},
    ("POST", f"{_MEETING}/secretary"): {"version": 1, "username": "hadi"},
    ("POST", f"{_MEETING}/secretary/appointment"): {"username": "hadi", "reason": "Keliru"},
    ("PUT", f"{_MEETING}/publication"): {"version": 1, "audience": "peserta"},
    ("POST", f"{_MEETING}/publication/decision"): {"version": 1, "approve": True},
    ("POST", f"{_MEETING}/publication/withdrawal"): {"reason": "Keliru"},
    ("POST", f"{_MEETING}/comments"): {"text": "Baik."},
    ("PATCH", "/api/v1/meetings/actions/{action_id}"): {"version": 1, "state": "selesai"},
}
JSON_BODIES: dict[tuple[str, str], dict[str, object]] = {
    ("PATCH", "/api/v1/conversations/{conversation_id}"): {"title": "Lain"},
    ("POST", "/api/v1/conversations/{conversation_id}/questions"): {"question": "Berapa hari cuti?"},
    ("PUT", "/api/v1/exchanges/{exchange_id}/feedback"): {"helpful": True},
    ("POST", "/api/v1/exchanges/{exchange_id}/handover"): {},
    **FORUM_BODIES,
    **MEETING_BODIES,
}
"""What a program sends so that the thing named is looked for at all; ``{}`` to the others."""
FILES: dict[tuple[str, str], tuple[str, bytes, str]] = {
    ("POST", path): ("surat.txt", b"Isi surat.", "text/plain")
    for path in (f"{_QUESTION}/attachments", "/forum/{number}/lampiran")
}
RECORDING = ("rapat.mp3", b"ID3 suara", "audio/mpeg")
FILES |= {("PUT", f"{_MEETING}/recording"): RECORDING, ("POST", "/notula/{meeting_id}/rekaman"): RECORDING}
FORMS: dict[tuple[str, str], dict[str, str]] = {
    ("POST", "/percakapan/{conversation_id}/judul"): {"judul": "Lain"},
    ("POST", "/tanggapan/{exchange_id}"): {"membantu": "ya"},
    ("POST", "/forum/{number}/lanjutan"): {"teks": "Saya PNS di dinas."},
    ("POST", "/forum/{number}/buka-kembali"): {"teks": "Belum jelas."},
    ("POST", "/forum/{number}/nilai"): {"bintang": "4"},
    ("POST", "/notula/{meeting_id}/data"): {"versi": "1", "judul": "Rapat staf"},
    ("POST", "/notula/{meeting_id}/baris"): {"versi": "1", "baris": "b1", "teks": "Baik."},
    ("POST", "/notula/{meeting_id}/tambah"): {"versi": "1", "bagian_notula": "keputusan", "teks": "Baik."},
    ("POST", "/notula/{meeting_id}/pembicara"): {"versi": "1", "lama": "Hadi", "baru": "Hadi P."},
    ("POST", "/notula/{meeting_id}/susun-ulang"): {"versi": "1"},
    ("POST", "/notula/{meeting_id}/tulis-ulang"): {"versi": "1", "bagian": "keputusan", "arahan": "singkat"},
    ("POST", "/notula/{meeting_id}/pakai-usulan"): {"versi": "1", "bagian": "keputusan", "pakai-1": "ya"},
    ("POST", "/notula/{meeting_id}/komentar"): {"komentar": "Baik."},
    ("POST", "/notula/{meeting_id}/tandatangan"): {"versi": "1"},
    ("POST", "/notula/{meeting_id}/hapus"): {"versi": "1", "alasan_hapus": "Keliru", "yakin": "ya"},
    ("POST", "/notula/{meeting_id}/serahkan"): {"versi": "1", "notulis_baru": "hadi"},
    ("POST", "/notula/{meeting_id}/terbitkan"): {"versi": "1", "bagi": "peserta"},
    ("POST", "/notula/{meeting_id}/tarik"): {"alasan": "Keliru"},
    ("POST", "/notula/{meeting_id}/pulihkan"): {"versi": "1", "nomor": "1"},
}
IDENTITIES = ("nobody", "closed", *(role.value for role in Role))
Key = tuple[str, str]


def keys(routes: Sequence[BaseRoute], prefix: str = "") -> Iterator[Key]:
    """Method and path of every route, those of mounted applications included."""
    for route in iter_route_contexts(routes):
        original = route.original_route
        if isinstance(original, Mount):
            inner = list(getattr(original.app, "routes", []))
            if inner:
                yield from keys(inner, prefix + original.path)
            else:
                yield EVERY_METHOD, prefix + original.path
        elif not route.methods:
            yield EVERY_METHOD, f"{prefix}{route.path}"
        else:
            for method in route.methods - {"HEAD", "OPTIONS"}:
                yield method, f"{prefix}{route.path}"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("rute")
    (folder / "base.md").write_text(CUTI, encoding="utf-8")
    settings = Settings(home=folder / "home", registration="open", _env_file=None)
    opened = Library(settings, embedder=WordEmbedder())
    opened.ingest([folder / "base.md"], starter=False)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def app(library: Library) -> FastAPI:
    return create_app(library.settings, library=library)


@pytest.fixture(scope="module")
def people(app: FastAPI) -> dict[str, Account | None]:
    """Somebody of every role, nobody, and somebody whose account was closed."""
    state: State = app.state.state
    app.state.forum.bidang.seed()
    made: dict[str, Account | None] = {role.value: person(state, f"a-{role.value}", role) for role in Role}
    closed = person(state, "tutup", Role.SUPERADMIN)
    return {**made, "closed": closed, "nobody": None}


def session_for(state: State, account: Account | None) -> str:
    """A new session of somebody; of a closed account one that begun before it was."""
    if account is None:
        return ""
    if account.username == "tutup":
        state.accounts.activate(account.id, by="uji")
        token = state.sessions.begin(account)
        state.accounts.deactivate(account.id, by="uji")
        return token
    return state.sessions.begin(account)


def call(app: FastAPI, session: str, key: Key, values: Mapping[str, str]) -> httpx.Response:
    """One request as a page or program of ours would send it; parameters not in ``values`` name nothing."""
    method, path = key
    url = re.sub(r"\{(\w+)(:path)?\}", lambda found: values.get(found[1], "tidak-ada"), path)

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        cookies = {SESSION_COOKIE: session} if session else {}
        async with httpx.AsyncClient(transport=transport, base_url=SITE, cookies=cookies) as client:
            if key in FILES:
                token = {"csrf": form_token(session), "versi": "1", "version": "1"}
                sent = {"file": FILES[key]}
                headers = {**HTML, "origin": SITE}
                return await client.request(method, url, files=sent, data=token, headers=headers)
            if url.startswith(("/api/", "/v1/")):
                body = JSON_BODIES.get(key, {})
                return await client.request(method, url, json=None if method == "GET" else body)
            form = None if method == "GET" else {"csrf": form_token(session), **FORMS.get(key, {})}
            return await client.request(method, url, data=form, headers={**HTML, "origin": SITE})

    return asyncio.run(send())


def called() -> list[tuple[Key, Rule]]:
    """Every row that a request can be made of here."""
    return [(key, rule) for key, rule in ROUTES.items() if key[0] != EVERY_METHOD]


def turned_away(response: httpx.Response) -> bool:
    """Whether it was the caller that was not let in, and not what was asked that did not exist."""
    to_sign_in = response.headers.get("location", "").partition("?")[0] == "/masuk"
    return response.status_code in {401, 403} or (response.status_code == 303 and to_sign_in)


def test_every_route_is_in_the_table_and_every_row_is_a_route(app: FastAPI, library: Library) -> None:
    mcp = mcp_server(Tools(library, library.desk), caller=lambda request: "akun").streamable_http_app()
    there = set(keys(app.routes)) | set(keys(mcp.routes))
    assert sorted(there - set(ROUTES)) == [], "routes that the table does not name"
    assert sorted(set(ROUTES) - there) == [], "rows of the table that are no route"


def test_rows_name_parameters_that_their_path_has() -> None:
    for (_, path), rule in ROUTES.items():
        assert not rule.own or f"{{{rule.own}}}" in path, path
        assert rule.signed_in or not rule.permissions, path


@pytest.mark.parametrize("identity", IDENTITIES)
def test_everybody_gets_where_the_table_lets_them_and_nowhere_else(
    app: FastAPI, people: dict[str, Account | None], identity: str
) -> None:
    state: State = app.state.state
    account = None if identity == "closed" else people[identity]
    wrong = []
    for key, rule in called():
        # Elsewhere than in their own bidang officers may nothing.
        response = call(app, session_for(state, people[identity]), key, {"bidang_id": BIDANG})
        status = response.status_code
        signing_out = key in {("POST", "/keluar"), ("POST", "/akun/sesi/keluar"), ("GET", "/masuk")}
        if rule.lets(account):
            if status >= 500 or (turned_away(response) and not signing_out):
                wrong.append((key, status, "should be let in"))
        elif not turned_away(response):
            wrong.append((key, status, "should be turned away"))
        elif account is not None and status != 403:
            wrong.append((key, status, "should be told that it may not"))
    assert wrong == []


@pytest.mark.parametrize("key", [key for key, rule in called() if rule.own], ids=" ".join)
def test_what_is_anothers_does_not_exist(app: FastAPI, people: dict[str, Account | None], key: Key) -> None:
    state: State = app.state.state
    rule, owner, other = ROUTES[key], people["asn"], people["superadmin"]
    assert owner is not None
    values = {rule.own: things_of(app, owner)[rule.own]}
    for stranger in (other, people["admin"], None):
        if rule.lets(stranger):
            assert call(app, session_for(state, stranger), key, values).status_code == 404
        else:
            assert turned_away(call(app, session_for(state, stranger), key, values))
    own = call(app, session_for(state, owner), key, values)
    # 409: it is there, but not so that this could be done with it.
    assert own.status_code in {200, 201, 204, 303, 409}, own.text
    assert own.headers.get("location", "").partition("?")[0] != "/masuk"


def test_a_password_that_somebody_else_set_opens_nothing_but_its_change(
    app: FastAPI, people: dict[str, Account | None]
) -> None:
    state: State = app.state.state
    newcomer = person(state, "baru", Role.SUPERADMIN)
    state.accounts.reset_password(newcomer.id, by="uji")
    open_still = {
        "/akun/sandi",
        "/keluar",
        "/luring",
        "/manifest.webmanifest",
        "/sw.js",
        "/api/v1/health",
        # What OpenAI's clients use knows no accounts.
        *(path for _, path in ROUTES if path.startswith("/v1/")),
    }
    wrong = []
    for key, _ in called():
        if key[1] in open_still or key[1] == "/api/v1/openapi.json":
            continue
        response = call(app, state.sessions.begin(newcomer), key, {})
        led = (response.status_code, response.headers.get("location")) == (303, "/akun/sandi")
        if not (led or (key[1].startswith("/api/") and response.status_code == 403)):
            wrong.append((key, response.status_code))
    assert wrong == []
    for path in ("/akun/sandi", "/luring", "/api/v1/health"):
        assert call(app, state.sessions.begin(newcomer), ("GET", path), {}).status_code == 200


def things_of(app: FastAPI, account: Account) -> dict[str, str]:
    """Something of everything that has an owner, by the path parameter that names it."""
    state: State = app.state.state
    forum: Forum = app.state.forum
    for earlier in state.api_tokens.list(account):
        state.api_tokens.revoke(account, earlier.id)
    heading, exchange = state.conversations.begin(
        account.owner, "Berapa hari cuti?", answer_to("Berapa hari cuti?"), snapshot="s1"
    )
    _, handed = state.conversations.begin(account.owner, "Dua?", answer_to("Dua?"), snapshot="s1")
    token, _ = state.api_tokens.create(account, "skrip", days=30)
    with state.database.writing("selesaikan") as session:
        # There may be only so many open at a time.
        session.execute(update(QuestionRow).values(state=QuestionState.DONE.value))
    asked = forum.questions.submit(account, NewQuestion(title="Cuti tahunan", text="Berapa hari cuti saya?"))
    attached = forum.attachments.add(account, asked.id, "surat.txt", b"Isi surat.")
    meeting_id, action_id = signed_meeting(app, account)
    return {
        "meeting_id": meeting_id,
        "action_id": action_id,
        "conversation_id": heading.id,
        "exchange_id": exchange.id,
        "receipt": state.handovers.send(account.owner, handed.id).receipt,
        "token_id": token.id,
        "question_id": asked.id,
        "number": str(asked.number),
        "attachment_id": attached.id,
    }


def signed_meeting(app: FastAPI, account: Account) -> tuple[str, str]:
    """A meeting whose notula is signed, with a recording, and the action item that it left."""
    state: State = app.state.state
    library: Library = app.state.library
    desk = desk_with(state.database, library.settings, library.home.path / "rekaman", today=library.today)
    with state.database.reading() as session:
        known = set(session.scalars(select(AccountRow.username)))
    for name in {"hadi", "siti"} - known:
        person(state, name, Role.ASN)
    people = {"rini": account, "hadi": state.accounts.by_username("hadi")}
    office = Office(desk=desk, state=state, people=people)
    meeting = office.create()
    desk.recordings.put(account, meeting.id, "rapat.mp3", b"ID3 suara", version=meeting.version)
    office.work()
    for name in people:
        office.sign(meeting, name)
    version = desk.meetings.read(account, meeting.id).version
    desk.publishing.ask(account, meeting.id, Audience.MEMBERS, version=version)
    return meeting.id, desk.actions.find(account, ActionFilter(meeting_id=meeting.id)).items[0].id


def test_the_things_of_somebody_are_all_that_the_table_calls_ones_own(
    app: FastAPI, people: dict[str, Account | None]
) -> None:
    owner = people["asn"]
    assert owner is not None
    assert {rule.own for rule in ROUTES.values() if rule.own} == set(things_of(app, owner))
