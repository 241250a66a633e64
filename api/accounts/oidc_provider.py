"""The agency's OpenID Connect provider: where it is, its keys, and whom it says somebody is."""

import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

import structlog
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.client import OAuth2Client
from joserfc.errors import InvalidKeyIdError
from joserfc.jwk import KeySet
from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError

from api.accounts.oidc_token import Expected, InvalidToken, claims_of, signing_keys
from api.accounts.oidc_transport import Fetched, SignInRefused, Transport, checked_url, unavailable
from api.state.clock import Clock, utc_now
from corpus.errors import InvalidInput
from corpus.models import Frozen

KEPT_SECONDS = 3_600.0
"""How long what the provider publishes of itself is believed without asking again."""
PAUSE_SECONDS = 10.0
"""After a failure, and between two looks for keys of which one was missing."""
_AUTH_METHODS = ("client_secret_basic", "client_secret_post")
_WELL_KNOWN = "/.well-known/openid-configuration"


class Identity(Frozen):
    """Somebody as the provider names them; issuer and subject alone say who it is.

    Attributes:
        username, name, email: empty where it tells none.
        email_verified: the provider says that the address is theirs.
    """

    issuer: str
    subject: str
    username: str = ""
    name: str = ""
    email: str = ""
    email_verified: bool = False


class Metadata(BaseModel):
    """What a provider publishes of itself, as far as it is used here (OpenID Connect Discovery 1.0)."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    end_session_endpoint: str = ""
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)


@dataclass(frozen=True)
class Client:
    """The service as the provider knows it.

    Attributes:
        redirect_uri: where browsers come back to; registered there.
        signed_out_uri: where they come back to after signing out there.
        username_claim: that becomes the username.
    """

    issuer: str
    client_id: str
    client_secret: SecretStr
    scopes: str
    redirect_uri: str
    signed_out_uri: str
    username_claim: str


class Fetching(Protocol):
    """Sends a request; ``Transport`` does."""

    def fetch(self, method: str, url: str, *, headers: Mapping[str, str], body: str = "") -> Fetched:
        """The answer; raises ProviderUnavailable."""
        ...


class Provider:
    """Safe to share between threads; asks the provider when somebody signs in, and never before.

    Args:
        clock: for what is written in tokens.
        ticking: monotonic seconds, for what is kept.
    """

    def __init__(
        self,
        client: Client,
        transport: Fetching | None = None,
        *,
        trusted: ssl.SSLContext | None = None,
        clock: Clock = utc_now,
        ticking: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._transport = transport or Transport(trusted)
        self._clock = clock
        self._ticking = ticking
        self._lock = threading.Lock()
        self._metadata: Metadata | None = None
        self._keys = KeySet([])
        self._read_at = self._keys_at = self._failed_at = float("-inf")

    def authorization_url(self, *, state: str, nonce: str, verifier: str) -> str:
        """Where a browser is sent to sign in.

        Raises:
            ProviderUnavailable: the provider cannot be asked where that is.
        """
        asked = OAuth2Client(
            None,
            client_id=self._client.client_id,
            scope=self._client.scopes,
            redirect_uri=self._client.redirect_uri,
            code_challenge_method="S256",
        )
        endpoint = self._published().authorization_endpoint
        url, _ = asked.create_authorization_url(endpoint, state=state, code_verifier=verifier, nonce=nonce)
        return str(url)

    def sign_out_url(self) -> str:
        """Where a browser is sent to sign out there too; empty where the provider has no such page.

        Raises:
            ProviderUnavailable: it cannot be asked.
        """
        endpoint = self._published().end_session_endpoint
        if not endpoint:
            return ""
        back = urlencode(
            {
                "client_id": self._client.client_id,
                "post_logout_redirect_uri": self._client.signed_out_uri,
            }
        )
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{back}"

    def redeem(self, code: str, *, verifier: str, nonce: str) -> Identity:
        """Whom the provider says a browser is that came back with ``code``.

        Raises:
            ProviderUnavailable: it does not answer.
            SignInRefused: it knows no such code, or its answer is not to be believed.
        """
        metadata = self._published()
        answer = self._token_answer(metadata, code, verifier)
        token, access = answer.get("id_token"), answer.get("access_token")
        if not isinstance(token, str):
            raise _refused("no ID token")
        expected = Expected(
            issuer=metadata.issuer,
            client_id=self._client.client_id,
            nonce=nonce,
            access_token=access if isinstance(access, str) else "",
            now=int(self._clock().timestamp()),
        )
        try:
            claims = self._claims(metadata, token, expected)
        except (InvalidToken, InvalidKeyIdError) as error:
            raise _refused(str(error)) from error
        return Identity(
            issuer=metadata.issuer,
            subject=claims["sub"],
            username=_text(claims.get(self._client.username_claim)),
            name=_text(claims.get("name")),
            email=_text(claims.get("email")),
            email_verified=claims.get("email_verified") is True,
        )

    def _claims(self, metadata: Metadata, token: str, expected: Expected) -> Mapping[str, object]:
        try:
            return claims_of(token, self._signing_keys(metadata), expected)
        except InvalidKeyIdError:
            # The provider may have begun to sign with another key since its keys were read.
            return claims_of(token, self._signing_keys(metadata, newer=True), expected)

    def _token_answer(self, metadata: Metadata, code: str, verifier: str) -> Mapping[str, object]:
        asked = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._client.redirect_uri,
            "code_verifier": verifier,
        }
        secret = self._client.client_secret.get_secret_value()
        offered = metadata.token_endpoint_auth_methods_supported
        method = (
            next((one for one in _AUTH_METHODS if one in offered), _AUTH_METHODS[0]) if secret else "none"
        )
        url, headers, body = ClientAuth(self._client.client_id, secret, method).prepare(
            "POST",
            metadata.token_endpoint,
            {"content-type": "application/x-www-form-urlencoded"},
            urlencode(asked),
        )
        fetched = self._transport.fetch("POST", url, headers=headers, body=body)
        if fetched.status >= 500:
            raise unavailable(f"token endpoint: {fetched.status}")
        if fetched.status != 200:
            raise _refused(f"token endpoint: {fetched.status}")
        return fetched.body

    def _published(self) -> Metadata:
        with self._lock:
            now = self._ticking()
            if self._metadata is not None and now - self._read_at < KEPT_SECONDS:
                return self._metadata
            if now - self._failed_at < PAUSE_SECONDS:
                raise unavailable("failed a moment ago")
            # Whoever comes meanwhile is told at once instead of waiting for the same.
            self._failed_at = now
        url = self._client.issuer.rstrip("/") + _WELL_KNOWN
        fetched = self._transport.fetch("GET", url, headers={})
        metadata = self._checked(fetched)
        with self._lock:
            self._metadata, self._read_at, self._failed_at = metadata, self._ticking(), float("-inf")
        return metadata

    def _checked(self, fetched: Fetched) -> Metadata:
        try:
            metadata = Metadata.model_validate(dict(fetched.body))
            for address in (metadata.authorization_endpoint, metadata.token_endpoint, metadata.jwks_uri):
                checked_url(address, "Alamat penyedia")
            if metadata.end_session_endpoint:
                checked_url(metadata.end_session_endpoint, "Alamat penyedia")
        except (ValidationError, InvalidInput) as error:
            raise unavailable(f"discovery: {fetched.status}, {type(error).__name__}") from error
        if fetched.status != 200 or metadata.issuer.rstrip("/") != self._client.issuer.rstrip("/"):
            raise unavailable(f"discovery: {fetched.status}, or of another issuer")
        return metadata

    def _signing_keys(self, metadata: Metadata, *, newer: bool = False) -> KeySet:
        with self._lock:
            age = self._ticking() - self._keys_at
            if self._keys and age < (PAUSE_SECONDS if newer else KEPT_SECONDS):
                return self._keys
        fetched = self._transport.fetch("GET", metadata.jwks_uri, headers={})
        keys = signing_keys(fetched.body.get("keys"))
        if fetched.status != 200 or not keys:
            raise unavailable(f"keys: {fetched.status}, or none that may sign")
        with self._lock:
            self._keys, self._keys_at = keys, self._ticking()
        return keys


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _refused(reason: str) -> SignInRefused:
    structlog.get_logger().warning("single sign-on: refused", reason=reason)
    return SignInRefused("Penyedia identitas tidak mengesahkan Anda. Mulailah masuk sekali lagi.")
