"""A service that speaks OpenAI's ``/v1/embeddings``: OpenAI itself, vLLM, Ollama, llama.cpp and others."""

import hashlib
import time
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Annotated

import httpx
import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field, FiniteFloat, ValidationError

from corpus.embeddings.protocol import Vectors
from corpus.embeddings.text import without_unusable
from corpus.errors import EmbeddingError, InvalidInput

BATCH = 64
"""Texts in one request at most."""
ATTEMPTS = 4
"""Requests for one batch of passages at most, the first included."""
_TIMEOUT = httpx.Timeout(60.0, connect=10.0)
_QUERY_TIMEOUT = httpx.Timeout(5.0, connect=2.0)
"""Somebody waits for the answer to a question, and search by words can go on without its vector."""
_LONGEST_WAIT = 30.0
_MAX_CHARACTERS = 16_384
_TRANSIENT = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}


class _Row(BaseModel):
    index: int | None = None
    embedding: Annotated[list[FiniteFloat], Field(min_length=1)]


class _Reply(BaseModel):
    data: list[_Row]


class OpenAICompatibleEmbedder:
    """Sends texts in batches; tries again, with growing pauses, when the service is busy or out of reach.

    A question is sent once and for five seconds only.
    """

    def __init__(
        self,
        model: str,
        base_url: str,
        api_key: str = "",
        *,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Names the service; nothing is sent yet.

        Args:
            model: the model's name in the service.
            base_url: address above ``/embeddings``, as ``https://host/v1``; ``/v1`` is added to a bare host.
            api_key: sent as a bearer token unless empty.
            transport: replaces the network in tests.
            sleep: waits between attempts, in seconds.

        Raises:
            InvalidInput: ``api_key`` has characters that no HTTP header can carry.
        """
        if not (api_key.isascii() and api_key.isprintable()):
            raise InvalidInput(
                "Kunci TANYA_EMBEDDINGS_API_KEY memuat huruf yang tidak mungkin ada di dalam kunci API. "
                "Salin ulang kuncinya dari layanan itu."
            )
        address = httpx.URL(base_url.rstrip("/"))
        if address.path in {"", "/"}:
            address = address.copy_with(path="/v1")
        self._address = address
        self._model = model
        self._sleep = sleep
        self._dimension: int | None = None
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._client = httpx.Client(headers=headers, transport=transport)

    @property
    def model_id(self) -> str:
        """Model and address; the address is shortened to a digest because it may be private."""
        place = hashlib.sha256(str(self._address).encode()).hexdigest()[:8]
        return f"openai/{self._model}@{place}"

    @property
    def dimension(self) -> int:
        """As the service's vectors have it; asks with one word if none came yet.

        Raises:
            EmbeddingError: the service gives no vector.
        """
        return self._dimension or self._embed(["asn"]).shape[1]

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """One question → shape (dimension,)."""
        vector: NDArray[np.float32] = self._embed([text], attempts=1, timeout=_QUERY_TIMEOUT)[0]
        return vector

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Passages → shape (len(texts), dimension); ``progress`` hears of every batch of up to 64."""
        batches = []
        for start in range(0, len(texts), BATCH):
            batches.append(self._embed(texts[start : start + BATCH]))
            if progress is not None:
                progress(len(batches[-1]))
        return np.concatenate(batches) if batches else np.empty((0, self.dimension), np.float32)

    def _embed(
        self, texts: Sequence[str], *, attempts: int = ATTEMPTS, timeout: httpx.Timeout = _TIMEOUT
    ) -> Vectors:
        # Services refuse an empty text, and one beyond their model's length.
        cleaned = [without_unusable(text[:_MAX_CHARACTERS]) or " " for text in texts]
        body: dict[str, object] = {"model": self._model, "input": cleaned, "encoding_format": "float"}
        reply = self._post(body, attempts, timeout)
        try:
            rows = _Reply.model_validate_json(reply.content).data
        except ValidationError as error:
            raise self._failure(
                "jawabannya bukan daftar vektor", "Periksa alamat dan nama modelnya."
            ) from error
        if sorted(row.index if row.index is not None else n for n, row in enumerate(rows)) != list(
            range(len(texts))
        ):
            raise self._failure(
                f"memberi {len(rows)} vektor yang tidak cocok dengan {len(texts)} teks",
                "Periksa layanan itu.",
            )
        if rows[0].index is not None:
            rows = sorted(rows, key=lambda row: row.index or 0)
        return self._normalized([row.embedding for row in rows])

    def _normalized(self, embeddings: list[list[float]]) -> Vectors:
        lengths = {len(embedding) for embedding in embeddings} | (
            {self._dimension} if self._dimension else set()
        )
        if len(lengths) != 1:
            raise self._failure(
                f"memberi vektor dengan panjang berbeda-beda ({', '.join(map(str, sorted(lengths)))})",
                "Periksa apakah model di balik alamat itu berganti.",
            )
        (self._dimension,) = lengths
        vectors = np.asarray(embeddings, np.float32)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not np.all(np.isfinite(norms) & (norms > 0)):
            raise self._failure("memberi vektor kosong", "Periksa apakah model itu memang model embedding.")
        return np.asarray(vectors / norms, np.float32)

    def _post(self, body: dict[str, object], attempts: int, timeout: httpx.Timeout) -> httpx.Response:
        cause = ""
        for attempt in range(attempts):
            wait = min(2.0**attempt, _LONGEST_WAIT)
            try:
                response = self._client.post(f"{self._address}/embeddings", json=body, timeout=timeout)
            except httpx.TransportError as error:
                cause = f"tidak dapat dihubungi ({type(error).__name__}: {error})"
            else:
                if response.is_success:
                    return response
                cause = f"menolak permintaan (HTTP {response.status_code}: {response.text[:200].strip()})"
                if response.status_code not in _TRANSIENT and not response.is_server_error:
                    raise self._failure(cause, "Periksa alamat, nama model, dan kunci API.")
                wait = min(_asked_wait(response) or wait, _LONGEST_WAIT)
            if attempt + 1 < attempts:
                self._sleep(wait)
        raise self._failure(f"{cause}, sudah dicoba {attempts} kali", "Periksa layanan itu, lalu ulangi.")

    def _failure(self, cause: str, way_out: str) -> EmbeddingError:
        return EmbeddingError(
            f"Layanan embedding {self._address.host} (model “{self._model}”) {cause}. {way_out}"
        )


def _asked_wait(response: httpx.Response) -> float | None:
    """Seconds that the service asks to wait, where it does so in seconds."""
    value = response.headers.get("retry-after", "")
    return float(value) if value.isdecimal() else None
