"""An OpenID Connect provider on the loopback address, honest unless told otherwise."""

import hashlib
import hmac
import json
import secrets
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlencode

import anyio
from fastapi import FastAPI, Form, Header, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from tests.chromium import served

CLIENT, SECRET = "tanya", "rahasia-klien"


@cache
def _first_key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": "k1"})


@dataclass
class TestProvider:
    """What it says; tests change it.

    Attributes:
        person: claims of whoever signs in there.
        claims: laid over those of every ID token; None takes one away.
        forge: makes the ID token of its claims instead.
        redeemed: form fields of every request for a token.
        hang: seconds before anything is answered.
    """

    __test__ = False

    issuer: str = ""
    person: dict[str, Any] = field(
        default_factory=lambda: {
            "sub": "s-1",
            "preferred_username": "budi",
            "name": "Budi Santoso",
            "email": "budi@contoh.go.id",
            "email_verified": True,
        }
    )
    claims: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    key: RSAKey | ECKey = field(default_factory=_first_key)
    algorithm: str = "RS256"
    forge: Any = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    redeemed: list[dict[str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    flood: int = 0
    hang: float = 0.0
    broken: int = 0

    def rotate(self) -> None:
        """Sign with another key from now on."""
        kid = secrets.token_hex(4)
        self.key, self.algorithm = ECKey.generate_key("P-256", {"kid": kid}), "ES256"

    def id_token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            **self.person,
            **self.claims,
        }
        kept = {name: value for name, value in claims.items() if value is not None}
        if self.forge is not None:
            return str(self.forge(kept))
        return jwt.encode({"alg": self.algorithm, "kid": self.key.kid}, kept, self.key)

    def unsigned(self, claims: dict[str, Any]) -> str:
        """Of the algorithm ``none``."""
        return f"{_part({'alg': 'none', 'kid': self.key.kid})}.{_part(claims)}."

    def signed_with_the_public_key(self, claims: dict[str, Any]) -> str:
        """As though what is published were a secret that both share."""
        told = f"{_part({'alg': 'HS256', 'kid': self.key.kid})}.{_part(claims)}"
        made = hmac.new(self.key.as_pem(private=False), told.encode(), hashlib.sha256).digest()
        return f"{told}.{_base64(made)}"

    def signed_by_another(self, claims: dict[str, Any]) -> str:
        """With a key that is not published, under the name of one that is."""
        return jwt.encode({"alg": "ES256", "kid": self.key.kid}, claims, ECKey.generate_key("P-256"))

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.middleware("http")
        async def misbehave(request: Request, call_next: Any) -> Response:
            self.asked.append(request.url.path)
            await anyio.sleep(self.hang)
            if self.broken:
                return Response(status_code=self.broken)
            if self.flood:
                return Response(b'{"issuer": "' + b"a" * self.flood + b'"}', media_type="application/json")
            answer: Response = await call_next(request)
            return answer

        @app.get("/.well-known/openid-configuration")
        def discovery() -> dict[str, Any]:
            return {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "end_session_endpoint": f"{self.issuer}/logout",
                "response_types_supported": ["code"],
                **self.metadata,
            }

        @app.get("/keys")
        def keys() -> dict[str, Any]:
            return {"keys": [{**self.key.as_dict(private=False), "use": "sig"}]}

        @app.get("/authorize")
        def authorize(request: Request) -> Response:
            asked = dict(request.query_params)
            known = asked["client_id"] == CLIENT and asked["response_type"] == "code"
            assert known
            assert asked["code_challenge_method"] == "S256"
            assert "openid" in asked["scope"].split()
            code = secrets.token_urlsafe(16)
            self.codes[code] = asked
            back = {"code": code, "state": asked["state"], "iss": self.issuer}
            return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(back)}", 303)

        @app.post("/token")
        def token(
            grant_type: str = Form(),
            code: str = Form(),
            redirect_uri: str = Form(),
            code_verifier: str = Form(),
            authorization: str = Header(""),
        ) -> Response:
            fields = {"code": code, "redirect_uri": redirect_uri, "code_verifier": code_verifier}
            self.redeemed.append(fields)
            who = b64decode(authorization.removeprefix("Basic ")).decode()
            if who != f"{CLIENT}:{SECRET}":
                return JSONResponse({"error": "invalid_client"}, 401)
            asked = self.codes.pop(code, None)
            digest = _base64(hashlib.sha256(code_verifier.encode()).digest())
            same = asked is not None and asked["redirect_uri"] == redirect_uri
            if not same or asked is None or asked["code_challenge"] != digest or grant_type[:4] != "auth":
                return JSONResponse({"error": "invalid_grant"}, 400)
            made = {"access_token": "a", "token_type": "Bearer", "id_token": self.id_token(asked["nonce"])}
            return JSONResponse(made)

        return app


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _part(content: dict[str, Any]) -> str:
    return _base64(json.dumps(content).encode())


@contextmanager
def provider_served() -> Iterator[TestProvider]:
    """An honest provider that answers on loopback."""
    provider = TestProvider()
    with served(provider.app()) as url:
        provider.issuer = url
        yield provider
