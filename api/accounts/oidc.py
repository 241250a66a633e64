"""Single sign-on as it is set up: the provider, and what its people are here."""

import ssl
from dataclasses import dataclass
from pathlib import Path

from fastapi import Request

from api.accounts.oidc_identities import Identities
from api.accounts.oidc_provider import Client, Provider
from api.accounts.oidc_transport import checked_url
from api.settings import Settings
from api.state.clock import Clock, utc_now
from api.state.state import State
from corpus.errors import InvalidInput

START, BACK, LEAVE = "/masuk/sso", "/masuk/sso/kembali", "/masuk/sso/keluar"


@dataclass(frozen=True)
class SingleSignOn:
    """Attributes: ``name``: what people know the provider as."""

    name: str
    provider: Provider
    identities: Identities
    clock: Clock


def single_sign_on(settings: Settings, state: State, *, clock: Clock = utc_now) -> SingleSignOn | None:
    """Single sign-on of an installation; None where no provider is set. The provider is not asked yet.

    Raises:
        InvalidInput: settings are missing or cannot be used; the message names them and quotes no secret.
    """
    if not settings.oidc_issuer.strip():
        return None
    issuer = checked_url(settings.oidc_issuer.strip(), "TANYA_OIDC_ISSUER")
    base = settings.public_url.strip().rstrip("/")
    if not settings.oidc_client_id.strip() or not base:
        raise InvalidInput(
            "TANYA_OIDC_ISSUER terisi, jadi TANYA_OIDC_CLIENT_ID dan TANYA_PUBLIC_URL juga harus diisi: "
            "penyedia mengirim orang kembali ke alamat itu."
        )
    secret = settings.oidc_client_secret.get_secret_value()
    if not (secret.isascii() and secret.isprintable()):
        raise InvalidInput(
            "TANYA_OIDC_CLIENT_SECRET memuat huruf yang tidak mungkin ada di dalamnya. "
            "Salin ulang dari penyedia."
        )
    client = Client(
        issuer=issuer,
        client_id=settings.oidc_client_id.strip(),
        client_secret=settings.oidc_client_secret,
        scopes=" ".join(dict.fromkeys(["openid", *settings.oidc_scopes.split()])),
        redirect_uri=base + BACK,
        signed_out_uri=f"{base}/masuk",
        username_claim=settings.oidc_username_claim,
    )
    ca_file = settings.oidc_ca_file.strip()
    identities = Identities(
        state.database, state.accounts, create=settings.oidc_create, link=settings.oidc_link, clock=clock
    )
    provider = Provider(client, trusted=_trusting(Path(ca_file)) if ca_file else None, clock=clock)
    return SingleSignOn(settings.oidc_name, provider, identities, clock)


def sso_of(request: Request) -> SingleSignOn | None:
    """What the application has of single sign-on; None where none is set up."""
    found: SingleSignOn | None = getattr(request.app.state, "sso", None)
    return found


def _trusting(ca_file: Path) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as error:
        raise InvalidInput(
            f"Berkas TANYA_OIDC_CA_FILE “{ca_file}” tidak dapat dipakai ({error.strerror or error}). "
            "Isinya harus sertifikat CA dalam bentuk PEM."
        ) from error
