"""File names that are safe everywhere, manifests, Retry-After, and bounded decoding."""

import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import FetchError, InvalidInput
from ingestion.fetch import read_manifest, wanted_url
from ingestion.fetch.decoding import decoder_for
from ingestion.fetch.names import MAX_LENGTH, name_in_disposition, name_in_url, safe_name, with_ending
from ingestion.fetch.pacing import retry_after

SUM = "ab" * 32


@pytest.mark.parametrize(
    ("given_", "safe"),
    [
        ("uu-20-2023.pdf", "uu-20-2023.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\win.ini", "win.ini"),
        ("C:\\unduhan\\a.pdf", "a.pdf"),
        ("..", ""),
        (".env", "env"),
        ("con", "berkas-con"),
        ("NUL.pdf", "berkas-NUL.pdf"),
        ("com1.txt", "berkas-com1.txt"),
        ("a<b>:c?.pdf", "a-b-c-.pdf"),
        ("a\x00b\r\nc.pdf", "a b c.pdf"),
        ("nama. ", "nama"),
        ("\u202efdp.exe", "fdp.exe"),
        ("／etc／a.pdf", "a.pdf"),
        ("x" * 300 + ".pdf", "x" * (MAX_LENGTH - 4) + ".pdf"),
    ],
)
def test_safe_names(given_: str, safe: str) -> None:
    assert safe_name(given_) == safe


@given(st.text(max_size=400))
def test_any_name_is_one_visible_segment_that_fits_and_stays(name: str) -> None:
    safe = safe_name(name)
    assert safe_name(safe) == safe
    assert len(safe.encode("utf-8", "surrogatepass")) <= MAX_LENGTH
    assert not safe.startswith((".", " ", "-"))
    assert not set(safe) & set('/\\<>:"|?*\0\n')


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('attachment; filename="UU 20 Tahun 2023.pdf"', "UU 20 Tahun 2023.pdf"),
        ("attachment; filename*=UTF-8''perpu%20n%C2%B02.pdf", "perpu n°2.pdf"),
        ('attachment; filename="..%2F..%2Fx.pdf"', "x.pdf"),
        ("inline", ""),
        ("attachment; filename=", ""),
    ],
)
def test_names_in_content_disposition(header: str, name: str) -> None:
    assert name_in_disposition(header) == name


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://jdih.example/a/UU%2020.pdf?x=1", "UU 20.pdf"),
        ("https://jdih.example/", "jdih.example"),
        ("https://jdih.example/a/%2e%2e%2f%2e%2e", "jdih.example"),
    ],
)
def test_names_in_urls(url: str, name: str) -> None:
    assert name_in_url(url) == name


@pytest.mark.parametrize(
    ("name", "kind", "whole"),
    [
        ("a.pdf", "pdf", "a.pdf"),
        ("a.PDF", "pdf", "a.PDF"),
        ("unduh.php", "pdf", "unduh.pdf"),
        ("uu-5.2014", "pdf", "uu-5.2014.pdf"),
        ("a.htm", "html", "a.htm"),
        ("catatan", "plain", "catatan.txt"),
        ("a.docx", "pdf", "a.pdf"),
    ],
)
def test_endings_follow_the_content(name: str, kind: str, whole: str) -> None:
    assert with_ending(name, kind) == whole


def test_a_manifest_in_yaml(tmp_path: Path) -> None:
    file = tmp_path / "daftar.yaml"
    file.write_text(
        f"- https://jdih.example/a.pdf\n- url: https://jdih.example/b\n  sha256: {SUM.upper()}\n"
        "  name: b.pdf\n  regulation: uu-20-2023\n  follow: pdf\n",
        encoding="utf-8",
    )
    first, second = read_manifest(file)
    assert first.url == "https://jdih.example/a.pdf"
    assert (second.sha256, second.name, second.regulation, second.follow) == (
        SUM,
        "b.pdf",
        "uu-20-2023",
        "pdf",
    )


def test_a_manifest_in_json(tmp_path: Path) -> None:
    file = tmp_path / "daftar.json"
    file.write_text('[{"url": "https://jdih.example/a.pdf", "sha256": ""}]', encoding="utf-8")
    assert [item.url for item in read_manifest(file)] == ["https://jdih.example/a.pdf"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "harus berupa daftar"),
        ("url: https://a.example/", "harus berupa daftar"),
        ("- https://a.example/\n- ftp://a.example/x", "butir 2: url hanya http dan https"),
        ("- url: https://a.example/\n  sha: x", "butir 1: isian “sha” tidak dikenal"),
        ("- url: https://a.example/\n  sha256: abc", "64 angka heksadesimal"),
        ("- url: https://a.example/\n  name: ../x.pdf", "tanpa folder"),
        ("- url: https://a.example/\n  regulation: UU 20", "pengenal peraturan"),
        ("- url: https://a.example/\n  follow: docx", "“follow” tidak sah"),
        ("- name: x.pdf", "isian “url” wajib ada"),
        ("- [x]", "butir 1: harus URL"),
        ("- 'a\n", "YAML tidak sah"),
    ],
)
def test_a_wrong_manifest_is_named_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "daftar.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match=words):
        read_manifest(file)


def test_a_manifest_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="tidak dapat dibaca"):
        read_manifest(tmp_path / "tidak-ada.yaml")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "gopher://a.example/",
        "jdih.example/a.pdf",
        "http://",
        "http://u:p@a.example/",
        "http://[::1",
    ],
)
def test_urls_that_are_not_served(url: str) -> None:
    with pytest.raises(InvalidInput):
        wanted_url(url)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sun, 01 Nov 2026 00:02:00 GMT", 120.0),
        ("Sun, 01 Nov 2026 00:02:00 -0000", 120.0),
        ("Sat, 31 Oct 2026 00:00:00 GMT", 0.0),
        ("", None),
        ("-5", None),
        ("nanti", None),
        ("²", None),
    ],
)
def test_retry_after(header: str, seconds: float | None) -> None:
    assert retry_after(header, datetime(2026, 11, 1, tzinfo=UTC)) == seconds


@given(st.binary(max_size=5_000), st.lists(st.integers(1, 600), max_size=20))
def test_decoding_in_pieces_gives_the_whole(body: bytes, cuts: list[int]) -> None:
    packer = zlib.compressobj(wbits=31)
    packed = packer.compress(body) + packer.flush()
    decoder, decoded = decoder_for("gzip"), b""
    for cut in [*cuts, len(packed)]:
        piece, packed = packed[:cut], packed[cut:]
        decoded += decoder.feed(piece, len(body) - len(decoded))
    decoded += decoder.feed(packed, len(body) - len(decoded))
    decoder.finish()
    assert decoded == body


def test_what_was_not_asked_for_is_not_decoded() -> None:
    with pytest.raises(FetchError, match="zstd"):
        decoder_for("zstd")


def test_damaged_compression_is_named() -> None:
    with pytest.raises(FetchError, match="kompresi tidak sah"):
        decoder_for("gzip").feed(b"bukan gzip", 1_000)
