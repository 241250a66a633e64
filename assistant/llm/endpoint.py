"""Where a language model is served: a base URL and, perhaps, a key."""

from dataclasses import dataclass, field

import httpx
from pydantic import SecretStr

from corpus.errors import InvalidInput


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible service.

    Attributes:
        base_url: above ``/chat/completions``, without a slash at its end.
        api_key: sent as a bearer token unless empty; never shown.
    """

    base_url: str
    api_key: SecretStr = field(default=SecretStr(""), repr=False)

    @property
    def host(self) -> str:
        """Host and port, for messages."""
        return httpx.URL(self.base_url).netloc.decode("ascii")


def endpoint(base_url: str, api_key: SecretStr) -> Endpoint:
    """The endpoint of two settings; ``/v1`` is added to a bare host.

    Raises:
        InvalidInput: the URL or the key cannot be used; the message quotes neither.
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
    return Endpoint(str(url), api_key)
