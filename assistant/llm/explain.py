"""Errors of the network and statuses of a server as failures, in words that quote neither key nor server.

A server may repeat the key or the prompt in its complaint, so nothing it says is passed on.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpx

from assistant.llm.failures import BROKEN, DOWN, FULL, REFUSED, SLOW, Failure
from assistant.llm.transport import ReplyEncoded, ReplyTooLarge

_TRANSIENT = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS}
_KEY = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
_OF_REQUEST = {HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNPROCESSABLE_ENTITY}
_SERVER_ERROR = 500


def late(host: str, *, received: bool = True) -> Failure:
    """The time is over."""
    return Failure(
        f"Layanan model bahasa di {host} tidak selesai menjawab dalam batas waktu.",
        reason=SLOW,
        received=received,
    )


def broken(host: str, what: str) -> Failure:
    """The server answered with something that is no reply."""
    return Failure(
        f"Balasan layanan model bahasa di {host} tidak dapat dipakai: {what}.", reason=BROKEN, received=True
    )


def of_transport(error: httpx.TransportError, host: str) -> Failure:
    """A connection that was not made, broke, or took too long."""
    if isinstance(error, httpx.ConnectTimeout):
        return late(host, received=False)
    if isinstance(error, httpx.TimeoutException):
        return late(host)
    if isinstance(error, ReplyTooLarge):
        return broken(host, "terlalu besar")
    if isinstance(error, ReplyEncoded):
        return broken(host, "dimampatkan tanpa diminta")
    if isinstance(error, httpx.ConnectError) and "CERTIFICATE_VERIFY_FAILED" in str(error):
        return Failure(
            f"Sertifikat layanan model bahasa di {host} tidak dikenali. Bila diterbitkan oleh CA instansi "
            "sendiri, isi TANYA_LLM_CA_FILE dengan berkas sertifikat CA itu.",
            reason=DOWN,
        )
    if isinstance(error, httpx.ConnectError):
        return Failure(
            f"Layanan model bahasa di {host} tidak dapat dihubungi. Periksa apakah layanan itu berjalan.",
            reason=DOWN,
            transient=True,
        )
    return Failure(
        f"Sambungan ke layanan model bahasa di {host} terputus.", reason=DOWN, transient=True, received=True
    )


def of_status(status: int, headers: Mapping[str, str], host: str, model: str) -> Failure:
    """A status other than 2xx."""
    if status in _TRANSIENT or status >= _SERVER_ERROR:
        busy = status == HTTPStatus.TOO_MANY_REQUESTS
        return Failure(
            f"Layanan model bahasa di {host} sedang {'penuh' if busy else 'terganggu'} (HTTP {status}).",
            reason=FULL if busy else DOWN,
            transient=True,
            retry_after=_retry_after(headers.get("retry-after", "")),
        )
    if status in _KEY:
        way_out = "Periksa TANYA_LLM_API_KEY."
    elif status < HTTPStatus.BAD_REQUEST:
        way_out = "Alamat itu mengalihkan ke tempat lain: tulis alamat akhirnya di TANYA_LLM_BASE_URL."
    elif status == HTTPStatus.NOT_FOUND:
        way_out = f"Periksa TANYA_LLM_BASE_URL dan nama model “{model}”."
    else:
        way_out = "Periksa nama model dan setelan TANYA_LLM_*."
    return Failure(
        f"Layanan model bahasa di {host} menolak permintaan (HTTP {status}). {way_out}",
        reason=REFUSED,
        of_request=status in _OF_REQUEST,
    )


def _retry_after(value: str) -> float | None:
    """Seconds that a ``Retry-After`` header asks for; None where it says nothing usable (RFC 9110)."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
