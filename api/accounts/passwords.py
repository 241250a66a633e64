"""Passwords: what may be one, and how they are kept (Argon2id, RFC 9106)."""

import secrets
import unicodedata
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from corpus.errors import InvalidInput

SHORTEST = 10
LONGEST = 200
"""Characters; hashing more of them would only cost time."""
MEMORY, PASSES = 19 * 1024, 2
"""KiB and passes of a hash: little enough that several people can sign in at once on a small server."""
COMMON = Path(__file__).parent / "data" / "common_passwords.txt"
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""No letters or digits that are taken for one another when copied by hand."""
_GROUPS, _GROUP = 4, 5
"""20 letters of 31: 99 random bits."""


class Passwords:
    """Makes and checks hashes; safe to share between threads.

    Args:
        hasher: by default Argon2id with ``MEMORY`` and ``PASSES``.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher(time_cost=PASSES, memory_cost=MEMORY, parallelism=1)
        self._nobody = self._hasher.hash(secrets.token_hex(16))

    def hash(self, password: str) -> str:
        """What is kept of a password, with its salt and the cost of checking it."""
        return self._hasher.hash(_plain(password))

    def matches(self, kept: str, password: str) -> bool:
        """Whether this is the password behind a hash.

        It takes as long where there is no hash to compare with, so that the time does not tell whether an
        account exists.

        Args:
            kept: empty where there is no account, or one without a password.
        """
        try:
            return self._hasher.verify(kept or self._nobody, _plain(password)) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False

    def outdated(self, kept: str) -> bool:
        """Whether a hash was made at another cost than new ones are."""
        return self._hasher.check_needs_rehash(kept)


def check_password(password: str, *, username: str) -> None:
    """Let a new password pass: length counts, not kinds of letters (NIST SP 800-63B, 3.1.1).

    Raises:
        InvalidInput: it is too short, too long, common, or made of the user's own name.
    """
    plain = _plain(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise InvalidInput(f"Kata sandi harus {SHORTEST} sampai {LONGEST} huruf. Kalimat pendek pun boleh.")
    bare = "".join(filter(str.isalnum, plain.casefold()))
    name = "".join(filter(str.isalnum, username.casefold()))
    if name and bare.replace(name, "", 1).strip("0123456789") == "":
        raise InvalidInput("Kata sandi tidak boleh berupa nama pengguna Anda atau angka saja.")
    if not bare.strip("0123456789") or len(set(plain)) < 4 or bare in _common():
        raise InvalidInput("Kata sandi ini terlalu mudah ditebak. Pilih yang lain, misalnya beberapa kata.")


def one_time_password() -> str:
    """A random password to hand to somebody, who changes it at the first sign-in: ``7kq2m-…``."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def _common() -> frozenset[str]:
    return frozenset(COMMON.read_text(encoding="utf-8").split())


def _plain(password: str) -> str:
    """One spelling of letters that keyboards send in several (NIST SP 800-63B, 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)
