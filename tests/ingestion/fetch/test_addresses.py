"""Which addresses may be contacted, and that the checked one is the one contacted."""

from collections.abc import Iterator

import httpx
import pytest

from corpus.errors import FetchError
from ingestion.fetch.addresses import AddressGuard, GuardedTransport, is_public


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "103.23.20.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]
)
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "192.0.2.1",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:c000:201::80ff:fffe",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "fd00:ec2::254",
        "ff02::1",
        "2001:db8::1",
        "bukan alamat",
    ],
)
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "::1"]
)
def test_every_way_to_write_this_machine_is_refused(host: str) -> None:
    with pytest.raises(FetchError, match=r"jaringan internal|tidak ditemukan"):
        AddressGuard().addresses(host, 80)


def test_one_internal_address_among_public_ones_is_enough_to_refuse() -> None:
    guard = AddressGuard(resolve=lambda host, port: ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(FetchError, match="jaringan internal"):
        guard.addresses("campur.example", 443)


def test_a_name_is_resolved_once_and_that_address_is_contacted() -> None:
    """DNS rebinding: the second answer would be this machine, and is never asked for."""
    answers: Iterator[list[str]] = iter([["93.184.216.34"], ["127.0.0.1"]])
    seen: list[httpx.Request] = []

    def inner(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200)

    guard = AddressGuard(resolve=lambda host, port: next(answers))
    with httpx.Client(transport=GuardedTransport(guard, httpx.MockTransport(inner))) as client:
        client.get("https://jdih.example:8443/a.pdf?x=1")
    (request,) = seen
    assert str(request.url) == "https://93.184.216.34:8443/a.pdf?x=1"
    assert request.headers["host"] == "jdih.example:8443"
    assert request.extensions["sni_hostname"] == "jdih.example"
    assert next(answers) == ["127.0.0.1"]


def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    tried: list[str] = []

    def inner(request: httpx.Request) -> httpx.Response:
        tried.append(request.url.host)
        if len(tried) == 1:
            raise httpx.ConnectError("ditolak")
        return httpx.Response(200)

    guard = AddressGuard(resolve=lambda host, port: ["2606:4700::1111", "8.8.8.8"])
    with httpx.Client(transport=GuardedTransport(guard, httpx.MockTransport(inner))) as client:
        assert client.get("http://dua.example/").status_code == 200
    assert tried == ["2606:4700::1111", "8.8.8.8"]
