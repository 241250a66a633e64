"""Accounts from their rows, and the rules about them that need a look at several rows."""

import re
import unicodedata
from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from api.accounts.models import Account, AccountLine, Grant, Role
from api.state.account_tables import AccountRow, ApiTokenRow, GrantRow, SessionRow
from api.state.forum_tables import BidangRow
from api.state.owners import Owner
from corpus.errors import Conflict, InvalidInput, NotFound

LONGEST_NAME = 120
LONGEST_EMAIL = 254
_USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,62})[a-z0-9]")
_EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]+@[^@\s<>,;:\"()\[\]\\]+\.[^@\s<>,;:\"()\[\]\\.]{2,}")


def plain_username(username: str) -> str:
    """A username in the one spelling under which it is kept."""
    return unicodedata.normalize("NFKC", username).strip().lower()


def checked_username(username: str) -> str:
    """``plain_username`` of what may be one.

    Raises:
        InvalidInput: it may not.
    """
    plain = plain_username(username)
    if not _USERNAME.fullmatch(plain):
        raise InvalidInput(
            "Nama pengguna terdiri atas 3 sampai 64 huruf kecil, angka, titik, garis bawah, atau tanda "
            "hubung, dan diawali serta diakhiri huruf atau angka."
        )
    return plain


def checked_name(name: str) -> str:
    """A person's name in one line.

    Raises:
        InvalidInput: it is empty or too long.
    """
    line = " ".join(name.split())
    if not 0 < len(line) <= LONGEST_NAME or not line.isprintable():
        raise InvalidInput(f"Nama harus diisi, paling panjang {LONGEST_NAME} huruf.")
    return line


def checked_email(email: str) -> str:
    """An address that mail can be sent to, or nothing.

    Raises:
        InvalidInput: it is something else.
    """
    plain = email.strip()
    if plain and (len(plain) > LONGEST_EMAIL or not _EMAIL.fullmatch(plain) or not plain.isprintable()):
        raise InvalidInput("Alamat e-mail tidak sah. Contoh yang sah: nama@instansi.go.id; boleh kosong.")
    return plain


def to_account(row: AccountRow, grants: Sequence[GrantRow]) -> Account:
    """From its rows."""
    return Account(
        id=row.id,
        owner=Owner(id=row.owner_id),
        username=row.username,
        name=row.name,
        email=row.email,
        grants=tuple(Grant(role=Role(one.role), bidang=one.bidang_id) for one in grants),
        active=row.active,
        must_change=row.must_change,
    )


def account_with_grants(session: Session, row: AccountRow) -> Account:
    """From its row, with its roles read beside it."""
    statement = select(GrantRow).where(GrantRow.account_id == row.id)
    return to_account(row, session.scalars(statement.order_by(GrantRow.role, GrantRow.bidang_id)).all())


def account_line(session: Session, row: AccountRow) -> AccountLine:
    """From its row, with what is known of its use."""
    return AccountLine(
        account=account_with_grants(session, row),
        version=row.version,
        created_at=row.created_at,
        seen_at=row.seen_at,
        locked_until=row.locked_until,
        has_password=bool(row.password_hash),
    )


def account_row(
    session: Session, account_id: str, *, lock: bool = False, version: int | None = None
) -> AccountRow:
    """One by its identifier.

    Args:
        lock: nobody else changes it before the transaction ends.
        version: that the caller saw; None where any is right.

    Raises:
        NotFound: there is none.
        Conflict: it was changed since.
    """
    return _found(session, select(AccountRow).where(AccountRow.id == account_id), lock=lock, version=version)


def row_of_username(session: Session, username: str) -> AccountRow:
    """One by its username.

    Raises:
        NotFound: there is none.
    """
    statement = select(AccountRow).where(AccountRow.username == plain_username(username))
    return _found(session, statement, lock=False, version=None)


def _found(session: Session, statement: Select[AccountRow], *, lock: bool, version: int | None) -> AccountRow:
    row = session.scalar(statement.with_for_update() if lock else statement)
    if row is None:
        raise NotFound("Akun ini tidak ada. Lihat tanya account list.")
    if version is not None and row.version != version:
        raise Conflict("Akun ini baru saja diubah orang lain. Muat ulang halamannya, lalu ulangi.")
    return row


def check_bidang(session: Session, grant: Grant) -> None:
    """Let a grant pass whose bidang there is.

    Raises:
        InvalidInput: there is none.
    """
    if grant.bidang and session.get(BidangRow, grant.bidang) is None:
        known = ", ".join(session.scalars(select(BidangRow.id).order_by(BidangRow.position, BidangRow.id)))
        raise InvalidInput(f"Bidang “{grant.bidang}” tidak ada. Yang ada: {known or 'belum satu pun'}.")


def active_superadmins(session: Session) -> frozenset[str]:
    """Accounts that are superadmin and can sign in.

    Their rows stay locked until the transaction ends, so that two cannot each be taken for the one left; this
    comes before any other account is locked, so that nobody waits for one who waits for them.
    """
    statement = (
        select(AccountRow)
        .join(GrantRow, GrantRow.account_id == AccountRow.id)
        .where(GrantRow.role == Role.SUPERADMIN.value, AccountRow.active)
        .order_by(AccountRow.id)
        .with_for_update()
    )
    return frozenset(row.id for row in session.scalars(statement))


def check_superadmin_left(superadmins: frozenset[str], account_id: str) -> None:
    """Let an account stop being a superadmin while somebody else still is.

    Raises:
        Conflict: it is the last.
    """
    if superadmins == {account_id}:
        raise Conflict("Ini superadmin aktif yang terakhir. Angkat superadmin lain dahulu.")


def forget_secrets(session: Session, account_id: str, *, but_session: str = "") -> None:
    """End every session of an account and, unless one is spared, its API tokens.

    Args:
        but_session: hash of the session that goes on.
    """
    for row in session.scalars(select(SessionRow).where(SessionRow.account_id == account_id)):
        if row.token_hash != but_session:
            session.delete(row)
    if not but_session:
        for token in session.scalars(select(ApiTokenRow).where(ApiTokenRow.account_id == account_id)):
            session.delete(token)
