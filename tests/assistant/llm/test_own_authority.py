"""A service under HTTPS whose certificate an agency's own authority made."""

import ssl
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pydantic import SecretStr

from assistant.llm.chat import ChatRequest, Message
from assistant.llm.client import EndpointClient
from assistant.llm.endpoint import endpoint
from assistant.llm.failures import Failure
from corpus.errors import InvalidInput
from tests.llm_server import FaultyServer

ASKED = ChatRequest(messages=(Message(role="user", content="Berapa hari cuti?"),))


@dataclass(frozen=True)
class Authority:
    """An authority in files: its own certificate, and a server's with its key."""

    ca: Path
    server: Path

    def context(self) -> ssl.SSLContext:
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(self.server)
        return made


def certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    signer: ec.EllipticCurvePrivateKey,
    *,
    is_ca: bool,
) -> x509.Certificate:
    named = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, each)]) for each in (name, issuer)]
    now = datetime.now(UTC)
    address = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    uses = x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_ca,
        crl_sign=is_ca,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder(named[1], named[0], key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
        .add_extension(uses, critical=True)
        .add_extension(address, critical=False)
        .sign(signer, hashes.SHA256())
    )


def authority(folder: Path, name: str) -> Authority:
    """An authority of this name, with a certificate for 127.0.0.1."""
    root, leaf = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    made = Authority(folder / f"{name}.pem", folder / f"{name}-server.pem")
    pem = serialization.Encoding.PEM
    made.ca.write_bytes(certificate(name, root, name, root, is_ca=True).public_bytes(pem))
    private = leaf.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    made.server.write_bytes(
        private + certificate("127.0.0.1", leaf, name, root, is_ca=False).public_bytes(pem)
    )
    return made


def asked(url: str, ca_file: Path | None) -> str:
    """What a model says over this address."""
    client = EndpointClient(endpoint(url, SecretStr("sk-1"), ca_file), connections=1)
    try:
        return "".join(client.open("uji", ASKED, deadline=time.monotonic() + 30, stream=False))
    finally:
        client.close()


def test_only_the_authority_of_the_setting_is_believed(tmp_path: Path) -> None:
    ours, other = authority(tmp_path, "instansi"), authority(tmp_path, "lain")
    with FaultyServer(tls=ours.context()) as server:
        assert asked(server.base_url, ours.ca) == "baik"
        for not_ours in (other.ca, None):
            with pytest.raises(Failure, match="TANYA_LLM_CA_FILE") as caught:
                asked(server.base_url, not_ours)
            assert not caught.value.transient
    assert [seen.headers["authorization"] for seen in server.requests] == ["Bearer sk-1"]


@pytest.mark.parametrize("content", [None, "bukan sertifikat"])
def test_a_file_that_is_no_certificate_is_named(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidInput, match="TANYA_LLM_CA_FILE"):
        endpoint("https://127.0.0.1/v1", SecretStr(""), path)
