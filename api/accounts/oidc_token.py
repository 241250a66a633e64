"""Whether an ID token is the provider's, for this service and this sign-in (OpenID Connect Core 3.1.3.7)."""

from collections.abc import Mapping, Sequence
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import ECKey, JWKRegistry, KeySet, RSAKey
from joserfc.jws import JWSRegistry

from corpus.models import Frozen

ALGORITHMS = ("RS256", "ES256")
"""Signatures that only the provider can make: never ``none``, nor one that its public key would make."""
SHORTEST_RSA = 2_048
LEEWAY = 60
"""Seconds that the clocks of provider and service may differ."""
MOST_KEYS = 50
LONGEST_SUBJECT = 255
_REGISTRY = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)


class InvalidToken(Exception):  # not shown to anybody: the caller says what becomes of it
    """It is not to be believed; the message is for the log and quotes nothing of it."""


class Expected(Frozen):
    """What an ID token has to say.

    Attributes:
        access_token: that came with it; empty where none did.
        now: seconds since 1970.
    """

    issuer: str
    client_id: str
    nonce: str
    access_token: str
    now: int


def signing_keys(published: object) -> KeySet:
    """The keys of a JWKS that may sign; what cannot be used is left out."""
    found: list[RSAKey | ECKey] = []
    for one in published[:MOST_KEYS] if isinstance(published, Sequence) else ():
        if not isinstance(one, dict) or one.get("use", "sig") != "sig" or one.get("kty") not in {"RSA", "EC"}:
            continue
        try:
            key = JWKRegistry.import_key(one)
        except (JoseError, ValueError, TypeError):
            continue
        if isinstance(key, ECKey) or (isinstance(key, RSAKey) and key.public_key.key_size >= SHORTEST_RSA):
            found.append(key)
    return KeySet(list(found))


def claims_of(token: str, keys: KeySet, expected: Expected) -> Mapping[str, Any]:
    """The claims of an ID token that holds.

    Raises:
        joserfc.errors.InvalidKeyIdError: it names a key that is not among ``keys``; newer ones may have it.
        InvalidToken: it does not hold.
    """
    try:
        read = jwt.decode(token, keys, algorithms=list(ALGORITHMS), registry=_REGISTRY)
        claims = CodeIDToken(
            read.claims,
            read.header,
            options={
                "iss": {"essential": True, "value": expected.issuer},
                "aud": {"essential": True, "value": expected.client_id},
                "sub": {"essential": True},
                "exp": {"essential": True},
                "iat": {"essential": True},
                "nonce": {"essential": True, "value": expected.nonce},
            },
            params={
                "client_id": expected.client_id,
                "nonce": expected.nonce,
                "access_token": expected.access_token,
            },
        )
        claims.validate(now=expected.now, leeway=LEEWAY)
    except InvalidKeyIdError:
        raise
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        # Header and claims may hold anything until they are checked.
        raise InvalidToken(type(error).__name__) from error
    audience = claims["aud"]
    if isinstance(audience, list) and len(audience) > 1 and claims.get("azp") != expected.client_id:
        raise InvalidToken("for several clients, and not handed to this one")
    if not 0 < len(claims["sub"]) <= LONGEST_SUBJECT:
        raise InvalidToken("no subject")
    return dict(claims)
