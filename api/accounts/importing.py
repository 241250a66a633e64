"""Accounts from a table: all of them or, where a row is wrong, none, with every wrong row named."""

import csv
import io

from sqlalchemy import select

from api.accounts.account_rows import (
    check_bidang,
    checked_email,
    checked_name,
    checked_username,
    plain_username,
)
from api.accounts.accounts import Accounts
from api.accounts.models import OF_A_BIDANG, Grant, NewAccount, Role, roles_words
from api.accounts.passwords import Passwords, one_time_password
from api.state.account_tables import AccountRow
from api.state.audit import Audited, add_entry
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from corpus.errors import InvalidInput
from corpus.models import Frozen

COLUMNS = ("username", "name", "email", "role", "bidang")
MOST = 20_000
"""Rows of one table."""


class RowError(Frozen):
    """A row that cannot be taken; ``line`` counts from 1, the header included."""

    line: int
    reason: str


class Imported(Frozen):
    """What came of a table.

    Attributes:
        usernames: of the accounts that were made, or would be.
        errors: why nothing was made; empty where all was.
        passwords: one-time password by username; empty where none were asked for.
    """

    usernames: tuple[str, ...]
    errors: tuple[RowError, ...]
    passwords: dict[str, str]


class AccountImport:
    """Raises StorageError when the database cannot be used, after which nothing has changed."""

    def __init__(
        self,
        database: StateDatabase,
        accounts: Accounts,
        *,
        passwords: Passwords | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._passwords = passwords or Passwords()
        self._clock = clock

    def run(self, text: str, *, by: str, dry_run: bool = False, with_passwords: bool = False) -> Imported:
        """Make the accounts of a CSV text with the columns ``COLUMNS``.

        A username may stand on several rows, one a role; its name and e-mail are those of the first.

        Args:
            dry_run: only say what would come of it.
            with_passwords: give each a one-time password; else they sign in through a provider, or after
                their password is reset.

        Raises:
            InvalidInput: it is no such table.
        """
        rows = table_rows(text)
        new, errors = _read(rows)
        errors += self._refused(new, rows)
        if errors or dry_run:
            in_order = tuple(sorted(errors, key=lambda one: one.line))
            return Imported(usernames=tuple(new), errors=in_order, passwords={})
        given = {name: one_time_password() for name in new} if with_passwords else {}
        # Before the transaction, which nobody else can write during: hashing takes its time.
        hashes = {name: self._passwords.hash(password) for name, password in given.items()}
        with self._database.writing("Akun gagal diimpor") as session:
            for name, account in new.items():
                kept = hashes.get(name, "")
                self._accounts.add(
                    session, account.model_copy(update={"password_hash": kept, "must_change": bool(kept)})
                )
            for name, account in new.items():
                reason = f"{roles_words(account.grants)}, diimpor"
                entry = Audited(
                    at=self._clock(), actor=by, action="account.created", subject=name, reason=reason
                )
                add_entry(session, entry)
        return Imported(usernames=tuple(new), errors=(), passwords=given)

    def _refused(self, new: dict[str, NewAccount], rows: list[tuple[int, dict[str, str]]]) -> list[RowError]:
        """Rows whose username is taken, or whose bidang is none."""
        lines = {plain_username(row["username"]): line for line, row in reversed(rows)}
        errors = []
        with self._database.reading() as session:
            taken = set(session.scalars(select(AccountRow.username)))
            for name, account in new.items():
                if name in taken:
                    reason = f"Nama pengguna “{name}” sudah dipakai."
                    errors.append(RowError(line=lines[name], reason=reason))
                for grant in account.grants:
                    try:
                        check_bidang(session, grant)
                    except InvalidInput as error:
                        errors.append(RowError(line=lines[name], reason=str(error)))
        return errors


def table_rows(text: str) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV text with the line each ends on, cells by column.

    Raises:
        InvalidInput: it is no such table.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), restkey="", strict=True)
    try:
        if tuple(name.strip() for name in reader.fieldnames or ()) != COLUMNS:
            raise InvalidInput(f"Baris pertama harus berisi kolom {','.join(COLUMNS)}.")
        rows: list[tuple[int, dict[str, str]]] = []
        for row in reader:
            if len(rows) == MOST:
                raise InvalidInput(f"Paling banyak {MOST} baris sekali impor. Bagi berkasnya.")
            rows.append((reader.line_num, {name: str(row.get(name) or "") for name in COLUMNS}))
    except csv.Error as error:
        raise InvalidInput(f"Berkas ini bukan CSV yang benar (baris {reader.line_num}).") from error
    return rows


def _read(rows: list[tuple[int, dict[str, str]]]) -> tuple[dict[str, NewAccount], list[RowError]]:
    new: dict[str, NewAccount] = {}
    errors = []
    for line, row in rows:
        try:
            name = checked_username(row["username"])
            grant = grant_of(row["role"].strip() or Role.ASN.value, row["bidang"].strip())
            known = new.get(name)
            if known is None:
                new[name] = NewAccount(
                    username=name,
                    name=checked_name(row["name"]),
                    email=checked_email(row["email"]),
                    grants=(grant,),
                )
            else:
                new[name] = known.model_copy(update={"grants": tuple(dict.fromkeys((*known.grants, grant)))})
        except InvalidInput as error:
            errors.append(RowError(line=line, reason=str(error)))
    return new, errors


def grant_of(role: str, bidang: str) -> Grant:
    """A role as it is typed.

    Raises:
        InvalidInput: there is no such role, or it has a bidang too many or too few.
    """
    if role not in {one.value for one in Role}:
        raise InvalidInput(f"Peran “{role}” tidak ada. Pilih {', '.join(one.value for one in Role)}.")
    known = Role(role)
    if (known in OF_A_BIDANG) != bool(bidang):
        need = "memerlukan bidang" if known in OF_A_BIDANG else "berlaku di mana saja, jadi tanpa bidang"
        raise InvalidInput(f"Peran {role} {need}.")
    return Grant(role=known, bidang=bidang)
