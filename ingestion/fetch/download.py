"""One document from a server into its part file: within bounds, resumed where that is provably safe."""

import re
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpx

from corpus.errors import FetchError, StorageError
from ingestion.fetch.decoding import Identity, decoder_for, too_large
from ingestion.fetch.limits import FetchLimits
from ingestion.fetch.pacing import retry_after
from ingestion.fetch.part import PartFile
from ingestion.fetch.visitor import PassingFailure, Visitor

_CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
_MAY_PASS = frozenset({408, 425, 429, 500, 502, 503, 504})
_REASONS = {
    401: "perlu masuk (login)",
    403: "tidak diizinkan",
    404: "tidak ada di sana",
    410: "sudah dihapus",
    451: "ditutup karena alasan hukum",
}


@dataclass(frozen=True, slots=True)
class Received:
    """What a server said about the document that is now in its part file.

    Attributes:
        unchanged: the server says that the version we named is still the one; the part file is empty.
    """

    final_url: str
    etag: str = ""
    last_modified: str = ""
    disposition: str = ""
    unchanged: bool = False


def download(
    visitor: Visitor,
    url: str,
    part: PartFile,
    limits: FetchLimits,
    *,
    known: Mapping[str, str],
    checksum_known: bool,
    tell: Callable[[int], None],
) -> Received:
    """One attempt to complete a part file.

    A beginning is continued only where the server vouches that its version is the same (If-Range), or
    where a known checksum will tell in the end.

    Args:
        known: conditional headers of the version that is held already; empty to fetch in any case.
        tell: told how many bytes are there.

    Raises:
        PassingFailure: worth another attempt; what has arrived is kept.
        FetchError: it will not be had.
        StorageError: it cannot be written.
    """
    validator = part.validator()
    offset = part.size() if validator or checksum_known else 0
    if offset:
        headers = {"Range": f"bytes={offset}-", **({"If-Range": validator} if validator else {})}
    else:
        headers = dict(known)
    with visitor.open(url, {"Accept-Encoding": "identity", **headers}) as response:
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return Received(str(response.url), unchanged=True)
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE and offset:
            part.discard()
            raise PassingFailure("Bagian yang sudah terunduh tidak cocok lagi dan dibuang.", wait=0.0)
        _check_status(response)
        if response.status_code == httpx.codes.PARTIAL_CONTENT:
            _check_range(response, offset, part)
        else:
            offset = 0
            part.begin(_validator(response))
        _receive(response, part, offset, limits, tell)
        return Received(
            final_url=str(response.url),
            etag=response.headers.get("etag", ""),
            last_modified=response.headers.get("last-modified", ""),
            disposition=response.headers.get("content-disposition", ""),
        )


def _check_status(response: httpx.Response) -> None:
    code = response.status_code
    if code in _MAY_PASS:
        wait = retry_after(response.headers.get("retry-after", ""))
        raise PassingFailure(f"Server sedang tidak melayani (kode {code}).", wait)
    if code not in {httpx.codes.OK, httpx.codes.PARTIAL_CONTENT}:
        raise FetchError(f"Server menolak: {_REASONS.get(code, 'jawaban tidak terduga')} (kode {code}).")


def _check_range(response: httpx.Response, offset: int, part: PartFile) -> None:
    """Bytes from elsewhere than where ours end would make a document that never existed."""
    match = _CONTENT_RANGE.fullmatch(response.headers.get("content-range", ""))
    if not offset or match is None or int(match[1]) != offset or response.headers.get("content-encoding"):
        part.discard()
        raise PassingFailure("Server mengirim potongan yang tidak diminta.", wait=0.0)


def _receive(
    response: httpx.Response, part: PartFile, offset: int, limits: FetchLimits, tell: Callable[[int], None]
) -> None:
    _check_declared(response, offset, part, limits)
    decoder = decoder_for(response.headers.get("content-encoding", ""))
    if not isinstance(decoder, Identity):
        # A range counts encoded bytes, and what is kept is decoded: this part cannot be continued.
        part.begin("")
    deadline = time.monotonic() + limits.max_seconds
    written, sent = offset, offset
    try:
        with part.path.open("ab") as stream:
            for chunk in response.iter_raw():
                sent += len(chunk)
                if sent > limits.max_bytes:
                    raise too_large()
                data = decoder.feed(chunk, limits.max_bytes - written)
                stream.write(data)
                written += len(data)
                tell(written)
                if time.monotonic() > deadline:
                    raise FetchError(f"Belum selesai diunduh setelah {limits.max_seconds:g} detik.")
    except OSError as error:
        raise StorageError(
            f"{part.path.parent}: unduhan tidak dapat ditulis ({error.strerror}). Kosongkan ruang disk, lalu "
            "jalankan perintah yang sama; yang sudah terunduh dilanjutkan."
        ) from error
    decoder.finish()


def _check_declared(response: httpx.Response, offset: int, part: PartFile, limits: FetchLimits) -> None:
    declared = response.headers.get("content-length", "")
    if not declared.isdigit():
        return
    if offset + int(declared) > limits.max_bytes:
        raise too_large()
    if int(declared) > shutil.disk_usage(part.path.parent).free:
        raise StorageError(
            f"{part.path.parent}: ruang disk tidak cukup untuk {int(declared) / 2**20:.1f} MiB. Kosongkan "
            "ruang, lalu jalankan perintah yang sama."
        )


def _validator(response: httpx.Response) -> str:
    """What If-Range takes: a strong ETag, else Last-Modified."""
    etag: str = response.headers.get("etag", "")
    if etag and not etag.startswith("W/"):
        return etag
    return str(response.headers.get("last-modified", ""))
