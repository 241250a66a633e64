"""Signing in through an OpenID Connect provider that really answers, and one that lies, floods or hangs."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from bs4 import BeautifulSoup
from fastapi import FastAPI

from api.accounts import oidc_provider, oidc_transport
from api.accounts.models import Account, Grant, Role
from api.accounts.oidc import BACK, LEAVE, START, single_sign_on
from api.accounts.recognised import SESSION_COOKIE
from api.identity import COOKIE
from api.settings import Settings
from api.state.state import State
from corpus.errors import InvalidInput
from tests.api.pages.conftest import HTML
from tests.api.pages.owned import BASE
from tests.api.state.answers import HandClock
from tests.oidc_provider import CLIENT, SECRET, TestProvider, provider_served


class Person:
    """A browser with cookies, that goes to the provider and comes back."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app
        self.cookies = httpx.Cookies()

    def get(self, path: str) -> httpx.Response:
        async def go() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(
                transport=transport, base_url=BASE, cookies=self.cookies, headers=HTML
            ) as client:
                answer = await client.get(path)
                self.cookies = client.cookies
                return answer

        return asyncio.run(go())

    def begin(self, query: str = "") -> str:
        """Where the button leads."""
        sent = self.get(START + query)
        assert sent.status_code == 303, sent.text
        return sent.headers["location"]

    def vouched(self, query: str = "") -> str:
        """The address that the provider sends the browser back to."""
        back = httpx.get(self.begin(query)).headers["location"]
        assert back.startswith(f"{BASE}{BACK}?")
        return back.removeprefix(BASE)

    def sign_in(self, query: str = "") -> httpx.Response:
        return self.get(self.vouched(query))

    def account(self) -> Account | None:
        state: State = self.app.state.state
        return state.sessions.account(self.cookies.get(SESSION_COOKIE, ""))


@pytest.fixture
def provider() -> Iterator[TestProvider]:
    with provider_served() as served:
        yield served


def settings(provider: TestProvider, **more: object) -> Settings:
    given = {
        "oidc_issuer": provider.issuer,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SECRET,
        "oidc_name": "SSO Contoh",
        "public_url": BASE,
        **more,
    }
    return Settings(_env_file=None, **given)  # type: ignore[arg-type]  # of the kinds that it checks


@pytest.fixture
def now() -> HandClock:
    clock = HandClock()
    clock.now = datetime.now(UTC)
    return clock


SetUp = Callable[..., Person]


@pytest.fixture
def person(app: FastAPI, state: State, provider: TestProvider, now: HandClock) -> SetUp:
    """``person(**settings)``: a browser before an application with single sign-on."""

    def made(**more: object) -> Person:
        app.state.sso = single_sign_on(settings(provider, **more), state, clock=now)
        return Person(app)

    return made


def trouble(answer: httpx.Response) -> str:
    note = BeautifulSoup(answer.text, "lxml").select_one("[role=alert]")
    assert note is not None, answer.text
    return " ".join(note.get_text(" ").split())


def test_somebody_new_gets_an_account_and_comes_back_to_it(person: SetUp, state: State) -> None:
    someone = person()
    answer = someone.sign_in("?lanjut=/privasi")
    assert (answer.status_code, answer.headers["location"]) == (303, "/privasi")
    first = someone.account()
    assert first is not None
    assert (first.username, first.name, first.email) == ("budi", "Budi Santoso", "budi@contoh.go.id")
    assert first.grants == (Grant(role=Role.ASN),)
    assert "tanya_sso" not in someone.cookies
    again = person()
    again.sign_in()
    assert again.account() == first
    created = [one for one in state.audit.entries() if one.subject == "budi"]
    assert [one.action for one in created] == ["account.created"]
    assert state.personal_data.export(first.id)["identitas"]


def test_what_is_asked_names_no_secret_and_is_new_each_time(person: SetUp, provider: TestProvider) -> None:
    someone = person()
    first, second = (parse_qs(urlsplit(someone.begin()).query) for _ in range(2))
    assert first["redirect_uri"] == [f"{BASE}{BACK}"]
    assert first["code_challenge_method"] == ["S256"]
    for name in ("state", "nonce", "code_challenge"):
        assert first[name] != second[name]
    kept = someone.cookies.get("tanya_sso") or ""
    assert not any(second[name][0] in kept for name in ("state", "nonce", "code_challenge"))


def test_a_session_that_somebody_planted_ends(person: SetUp, state: State, ani: Account) -> None:
    someone = person()
    back = someone.vouched()
    planted = state.sessions.begin(ani)
    someone.cookies.set(SESSION_COOKIE, planted, domain="tanya.test")
    answer = someone.get(back)
    assert answer.status_code == 303
    assert state.sessions.account(planted) is None


def test_a_browser_that_is_signed_in_goes_on(person: SetUp, provider: TestProvider) -> None:
    someone = person()
    someone.sign_in()
    asked = len(provider.asked)
    assert someone.get(f"{START}?lanjut=/privasi").headers["location"] == "/privasi"
    assert len(provider.asked) == asked


@pytest.mark.parametrize("onward", ["//jahat.example", "https://jahat.example", "/\\jahat.example"])
def test_coming_back_leads_nowhere_else(person: SetUp, onward: str) -> None:
    assert person().sign_in(f"?lanjut={onward}").headers["location"] == "/"


def test_conversations_move_only_where_the_link_says_so(person: SetUp, state: State) -> None:
    moving, staying = person(), person()
    for someone, query in ((staying, ""), (moving, "?pindahkan=ya")):
        owner, token = state.owners.admit()
        state.conversations.create(owner)
        someone.cookies.set(COOKIE, token, domain="tanya.test")
        someone.sign_in(query)
        account = someone.account()
        assert account is not None
        assert len(state.personal_data.export(account.id)["percakapan"]) == (1 if someone is moving else 0)


def test_the_state_is_of_this_browser_and_good_once(person: SetUp, provider: TestProvider) -> None:
    someone, other = person(), person()
    back = someone.vouched()
    assert "Mulailah sekali lagi" in trouble(other.get(back))
    other.begin()
    assert other.get(back).status_code == 403
    assert provider.redeemed == []
    assert someone.get(back).status_code == 303
    someone.cookies.delete(SESSION_COOKIE)
    assert someone.get(back).status_code == 403
    assert len(provider.redeemed) == 1


def test_a_wrong_state_ends_the_attempt(person: SetUp, provider: TestProvider) -> None:
    someone = person()
    back = someone.vouched()
    wrong = back.partition("state=")[0] + "state=é0"
    assert someone.get(wrong).status_code == 403
    assert someone.get(back).status_code == 403
    assert provider.redeemed == []


def test_who_takes_too_long_begins_again(person: SetUp, now: HandClock) -> None:
    someone = person()
    back = someone.vouched()
    now.forward(minutes=11)
    assert "terlalu lama" in trouble(someone.get(back))


def test_a_cookie_that_is_none_of_ours_is_nothing(person: SetUp) -> None:
    someone = person()
    for cookie in ("x", "1.a.0.%%%", "x.y.z.w", "9" * 3_000 + ".a.0.Lw==", "1.2.3.4.5", "-1.a.0.Lw=="):
        someone.cookies.set("tanya_sso", cookie, domain="tanya.test", path=START)
        assert someone.get(f"{BACK}?code=a&state=b").status_code == 403


def test_a_code_is_redeemed_once_whoever_asks(person: SetUp, provider: TestProvider) -> None:
    someone = person()
    kept = someone.vouched()
    flow = someone.cookies.get("tanya_sso") or ""
    assert someone.get(kept).status_code == 303
    thief = person()
    thief.cookies.set("tanya_sso", flow, domain="tanya.test", path=START)
    answer = thief.get(kept)
    assert answer.status_code == 403
    assert "tidak mengesahkan" in trouble(answer)
    assert thief.account() is None


def test_a_code_of_another_browser_does_not_fit_the_verifier(person: SetUp, provider: TestProvider) -> None:
    victim, thief = person(), person()
    code = parse_qs(urlsplit(victim.vouched()).query)["code"][0]
    state = parse_qs(urlsplit(thief.vouched()).query)["state"][0]
    assert thief.get(f"{BACK}?code={code}&state={state}").status_code == 403
    assert thief.account() is None


def test_who_gives_up_at_the_provider_is_told(person: SetUp) -> None:
    someone = person()
    state = parse_qs(urlsplit(someone.begin()).query)["state"][0]
    answer = someone.get(f"{BACK}?error=access_denied&error_description=%3Cb%3Ejahat&state={state}")
    assert answer.status_code == 403
    assert "jahat" not in answer.text


WRONG_CLAIMS: tuple[dict[str, object], ...] = (
    {"nonce": "lain"},
    {"nonce": None},
    {"aud": "klien-lain"},
    {"aud": ["klien-lain"]},
    {"aud": None},
    {"aud": [CLIENT, "klien-lain"]},
    {"aud": [CLIENT, "klien-lain"], "azp": "klien-lain"},
    {"azp": "klien-lain"},
    {"iss": "https://lain.example"},
    {"iss": None},
    {"exp": 1_700_000_000},
    {"exp": None},
    {"exp": "besok"},
    {"iat": 4_000_000_000},
    {"iat": None},
    {"nbf": 4_000_000_000},
    {"sub": None},
    {"sub": ""},
    {"sub": 7},
    {"sub": "s" * 256},
    {"at_hash": "bukan"},
)


def test_an_id_token_that_says_something_else_signs_nobody_in(
    person: SetUp, provider: TestProvider, state: State
) -> None:
    someone = person()
    for claims in WRONG_CLAIMS:
        provider.claims = claims
        answer = someone.sign_in()
        assert answer.status_code == 403, claims
        assert "tidak mengesahkan" in trouble(answer), claims
    assert someone.account() is None
    assert state.accounts.list()[1] == 0


def test_an_id_token_that_the_provider_did_not_sign_signs_nobody_in(
    person: SetUp, provider: TestProvider
) -> None:
    someone = person()
    for forge in (provider.unsigned, provider.signed_with_the_public_key, provider.signed_by_another):
        provider.forge = forge
        assert someone.sign_in().status_code == 403, forge
    for token in ("", "a", "a.b.c", "e30.e30.", "." * 90_000, "eyJhbGciOlsxXX0.e30.YQ"):
        provider.forge = lambda _, token=token: token
        assert someone.sign_in().status_code == 403, token[:20]
    assert someone.account() is None


def test_keys_are_kept_and_read_again_when_the_provider_signs_with_another(
    person: SetUp, provider: TestProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone = person()
    someone.sign_in()
    person_again = Person(someone.app)
    person_again.sign_in()
    assert provider.asked.count("/keys") == 1
    provider.rotate()
    assert Person(someone.app).sign_in().status_code == 403
    monkeypatch.setattr(oidc_provider, "PAUSE_SECONDS", 0.0)
    assert Person(someone.app).sign_in().status_code == 303
    assert provider.asked.count("/keys") == 2
    assert provider.asked.count("/.well-known/openid-configuration") == 1


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://lain.example"},
        {"token_endpoint": "http://lain.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": ["x"]},
        {"end_session_endpoint": "http://lain.example/"},
    ],
    ids=str,
)
def test_a_provider_that_describes_itself_wrongly_is_not_used(
    person: SetUp, provider: TestProvider, metadata: dict[str, object]
) -> None:
    provider.metadata = metadata
    answer = person().get(START)
    assert answer.status_code == 503
    assert "kata sandi" in trouble(answer)


@pytest.mark.parametrize(
    "harm", [{"flood": 300_000}, {"flood": 30_000}, {"broken": 500}, {"broken": 302}, {"hang": 2.0}]
)
def test_a_provider_that_fails_leaves_the_password(
    person: SetUp, provider: TestProvider, monkeypatch: pytest.MonkeyPatch, harm: dict[str, float]
) -> None:
    monkeypatch.setattr(oidc_transport.Transport.__init__, "__kwdefaults__", {"seconds": 0.3})
    someone = person()
    for name, value in harm.items():
        setattr(provider, name, value)
    answer = someone.get(f"{START}?lanjut=/privasi")
    assert answer.status_code == 503
    page = BeautifulSoup(answer.text, "lxml")
    assert page.select_one("form[action='/masuk'] input[name=sandi]")
    assert page.select_one("input[name=lanjut][value='/privasi']")
    asked = len(provider.asked)
    assert someone.get(START).status_code == 503
    assert len(provider.asked) == asked, "asked again at once"


def test_a_provider_that_dies_between_is_told_too(person: SetUp, provider: TestProvider) -> None:
    someone = person()
    back = someone.vouched()
    provider.broken = 502
    assert someone.get(back).status_code == 503


def test_many_who_wait_hold_nobody_up(provider: TestProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oidc_transport, "AT_ONCE", 1)
    transport = oidc_transport.Transport(seconds=5.0)
    with transport._free, pytest.raises(oidc_transport.ProviderUnavailable):
        transport.fetch("GET", provider.issuer, headers={})
    assert transport.fetch("GET", provider.issuer, headers={}).status == 404


def test_a_closed_account_stays_closed(person: SetUp, state: State) -> None:
    someone = person()
    someone.sign_in()
    account = someone.account()
    assert account is not None
    state.accounts.deactivate(account.id, by="uji")
    assert someone.account() is None
    answer = Person(someone.app).sign_in()
    assert answer.status_code == 403
    assert "sedang ditutup" in trouble(answer)


def test_names_of_the_provider_are_nobody_elses_here(
    person: SetUp, provider: TestProvider, ani: Account
) -> None:
    provider.person |= {"preferred_username": "ANI@contoh.go.id", "email": ani.email}
    someone = person()
    answer = someone.sign_in()
    assert answer.status_code == 403
    assert "sudah dipakai" in trouble(answer)
    assert someone.account() is None


def test_a_username_that_may_be_none_makes_no_account(
    person: SetUp, provider: TestProvider, state: State
) -> None:
    someone = person()
    for username in (None, "", "x", "../etc", 7, "a" * 70):
        provider.person["preferred_username"] = username
        assert someone.sign_in().status_code == 403, username
    assert state.accounts.list()[1] == 0


def test_where_accounts_are_not_made_the_unknown_stay_out(person: SetUp, state: State) -> None:
    answer = person(oidc_create=False).sign_in()
    assert "belum punya akun" in trouble(answer)
    assert state.accounts.list()[1] == 0


def test_a_verified_address_is_linked_only_where_a_setting_allows(
    person: SetUp, provider: TestProvider, state: State, ani: Account
) -> None:
    provider.person |= {"preferred_username": "ani.w", "email": ani.email.upper(), "email_verified": True}
    for wrong in (False, "true", None):
        provider.claims = {"email_verified": wrong, "sub": f"s-{wrong}", "preferred_username": f"p-{wrong}"}
        stranger = person(oidc_link="email")
        stranger.sign_in()
        assert stranger.account() != ani
    for made in state.accounts.list(words="p-")[0]:
        state.personal_data.delete(made.account.id)
    provider.claims = {}
    someone = person(oidc_link="email")
    someone.sign_in()
    found = someone.account()
    assert found is not None
    assert found.id == ani.id
    # Another person of the same address is not let in beside.
    provider.person |= {"sub": "s-2"}
    other = person(oidc_link="email")
    other.sign_in()
    assert (account := other.account()) is not None
    assert account.id != ani.id
    assert next(one.action for one in state.audit.entries() if one.subject == "ani") == "account.linked"


def test_an_address_that_two_have_is_nobodys(
    person: SetUp, provider: TestProvider, state: State, ani: Account
) -> None:
    state.accounts.create("ani.dua", name="A", email=ani.email, by="uji")
    provider.person |= {"email": ani.email}
    someone = person(oidc_link="email")
    someone.sign_in()
    assert (account := someone.account()) is not None
    assert account.username == "budi"


def test_an_account_made_beforehand_is_taken_by_its_username(person: SetUp, state: State) -> None:
    made = state.accounts.create("budi", name="Budi", by="uji")
    someone = person(oidc_link="username")
    someone.sign_in()
    assert (account := someone.account()) is not None
    assert account.id == made.id


@pytest.mark.parametrize(
    "given", [{"password": "kuda hijau makan rumput"}, {"grants": (Grant(role=Role.SUPERADMIN),)}]
)
def test_an_account_with_a_password_or_of_a_superadmin_is_not(
    person: SetUp, state: State, given: dict[str, object]
) -> None:
    state.accounts.create("budi", name="Budi", by="uji", **given)  # type: ignore[arg-type]  # one of two
    someone = person(oidc_link="username")
    assert someone.sign_in().status_code == 403
    assert someone.account() is None


def test_signing_out_leads_to_the_provider_where_it_can(person: SetUp, provider: TestProvider) -> None:
    someone = person()
    page = BeautifulSoup(someone.get("/masuk?selesai=keluar").text, "lxml")
    assert page.select_one(f"a[href='{LEAVE}']")
    assert not BeautifulSoup(someone.get("/masuk").text, "lxml").select(f"a[href='{LEAVE}']")
    leads = urlsplit(someone.get(LEAVE).headers["location"])
    assert f"{leads.scheme}://{leads.netloc}{leads.path}" == f"{provider.issuer}/logout"
    assert parse_qs(leads.query) == {"client_id": [CLIENT], "post_logout_redirect_uri": [f"{BASE}/masuk"]}
    provider.metadata = {"end_session_endpoint": ""}
    assert "Tutup peramban" in trouble(person().get(LEAVE))
    provider.broken = 500
    assert person().get(LEAVE).status_code == 503


def test_without_settings_there_is_no_single_sign_on(app: FastAPI, state: State) -> None:
    assert single_sign_on(Settings(_env_file=None), state) is None
    someone = Person(app)
    for path in (START, BACK, LEAVE):
        assert someone.get(path).status_code == 404
    assert START not in someone.get("/masuk").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"oidc_issuer": "http://sso.contoh.go.id"},
        {"oidc_issuer": "sso.contoh.go.id"},
        {"oidc_issuer": "https://a:b@sso.contoh.go.id"},
        {"oidc_client_id": " "},
        {"public_url": ""},
        {"oidc_client_secret": "rahasia\n"},
        {"oidc_ca_file": "/tidak/ada.pem"},
    ],
    ids=str,
)
def test_settings_that_cannot_work_are_named(state: State, wrong: dict[str, str]) -> None:
    given = TestProvider(issuer="https://sso.contoh.go.id")
    with pytest.raises(InvalidInput, match="TANYA_") as told:
        single_sign_on(settings(given, **wrong), state)
    assert "rahasia" not in str(told.value)
