"""Where a language model is served: a base URL and, perhaps, a key."""

import ssl
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from pydantic import SecretStr

from corpus.errors import InvalidInput


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible service.

    Attributes:
        base_url: above ``/chat/completions``, without a slash at its end.
        api_key: sent as a bearer token unless empty; never shown.
        trusted: whose certificates are believed under HTTPS; where None, those of the public authorities.
    """

    base_url: str
    api_key: SecretStr = field(default=SecretStr(""), repr=False)
    trusted: ssl.SSLContext | None = field(default=None, repr=False, compare=False)

    @property
    def host(self) -> str:
        """Host and port, for messages."""
        return httpx.URL(self.base_url).netloc.decode("ascii")


def endpoint(base_url: str, api_key: SecretStr, ca_file: Path | None = None) -> Endpoint:
    """The endpoint of its settings; ``/v1`` is added to a bare host.

    Args:
        ca_file: PEM file with the only authorities that are believed; the public ones where None.

    Raises:
        InvalidInput: the URL, the key or the file cannot be used; the message quotes neither URL nor key.
    """
    wrong = InvalidInput(
        "TANYA_LLM_BASE_URL harus berbentuk http://host:porta/v1 atau https://host/v1, tanpa nama pengguna, "
        "kata sandi, “?” dan “#” di dalamnya."
    )
    try:
        url = httpx.URL(base_url.strip().rstrip("/"))
    except httpx.InvalidURL:
        raise wrong from None
    if url.scheme not in {"http", "https"} or not url.host or url.userinfo or url.query or url.fragment:
        raise wrong
    key = api_key.get_secret_value()
    if not (key.isascii() and key.isprintable()) or key != key.strip():
        raise InvalidInput(
            "TANYA_LLM_API_KEY memuat huruf yang tidak mungkin ada di dalam kunci API. "
            "Salin ulang kuncinya dari layanan itu."
        )
    if url.path in {"", "/"}:
        url = url.copy_with(path="/v1")
    return Endpoint(str(url), api_key, _trusting(ca_file) if ca_file else None)


def _trusting(ca_file: Path) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as error:
        raise InvalidInput(
            f"Berkas TANYA_LLM_CA_FILE “{ca_file}” tidak dapat dipakai ({error.strerror or error}). "
            "Isinya harus sertifikat CA dalam bentuk PEM."
        ) from error
