"""``tanya account …``: who may sign in, and as what."""

import csv
import io
import os
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.markup import escape
from rich.table import Table

from api.accounts.importing import AccountImport, grant_of
from api.accounts.models import AccountLine, Role, roles_words
from api.accounts.passwords import one_time_password
from api.cli.common import (
    By,
    Home,
    Json,
    as_json,
    clock_time,
    open_state,
    out,
    print_json,
    read_settings,
    say,
    who,
)
from corpus.errors import InvalidInput

app = typer.Typer(name="account", no_args_is_help=True, help="Akun dan perannya.")
Username = Annotated[str, typer.Argument(help="Nama pengguna.", show_default=False)]
AnyRole = Annotated[
    str, typer.Option("--role", help=f"Peran: {', '.join(one.value for one in Role)}.", show_default=False)
]
Bidang = Annotated[str, typer.Option("--bidang", help="Bidang, untuk operator dan admin.")]


@app.command()
def add(
    username: Username,
    name: Annotated[str, typer.Option("--name", help="Nama orangnya.", show_default=False)],
    home: Home = None,
    email: Annotated[str, typer.Option("--email", help="Alamat e-mail.")] = "",
    role: AnyRole = Role.ASN.value,
    bidang: Bidang = "",
    without_password: Annotated[
        bool, typer.Option("--without-password", help="Hanya masuk lewat penyedia identitas.")
    ] = False,
    by: By = None,
) -> None:
    """Buat akun; kata sandi sekali pakainya dicetak sekali."""
    grant = grant_of(role, bidang)
    password = "" if without_password else one_time_password()
    with open_state(home) as opened:
        made = opened.accounts.create(
            username, name=name, email=email, grants=(grant,), password=password, by=who(by)
        )
    say(f"Akun {made.username} dibuat sebagai {roles_words(made.grants)}.")
    _give(password)


@app.command(name="list")
def list_accounts(
    home: Home = None,
    words: Annotated[str, typer.Option("--search", help="Bagian nama pengguna, nama, atau e-mail.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Juga yang dinonaktifkan.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=100_000, help="Paling banyak sekian.")] = 50,
    json_: Json = False,
) -> None:
    """Tampilkan akun dan perannya."""
    with open_state(home) as opened:
        found, total = opened.accounts.list(words=words, active=None if everything else True, limit=limit)
    if json_:
        print_json(as_json([_listed(one) for one in found]))
        return
    zone = ZoneInfo(read_settings(home).timezone)
    table = Table(show_edge=False)
    for column in ("Nama pengguna", "Nama", "Peran", "Keadaan", "Terakhir masuk"):
        table.add_column(column, overflow="fold")
    for one in found:
        table.add_row(
            one.account.username,
            escape(one.account.name),
            escape(roles_words(one.account.grants)) or "-",
            "aktif" if one.account.active else "nonaktif",
            clock_time(one.seen_at, zone) if one.seen_at else "belum pernah",
        )
    if found:
        out.print(table)
    say(f"{len(found)} dari {total} akun.")


@app.command()
def grant(username: Username, role: AnyRole, home: Home = None, bidang: Bidang = "", by: By = None) -> None:
    """Beri satu peran."""
    given = grant_of(role, bidang)
    with open_state(home) as opened:
        changed = opened.accounts.grant(opened.accounts.by_username(username).id, given, by=who(by))
    say(f"Peran {changed.username} sekarang: {roles_words(changed.grants)}.")


@app.command()
def revoke(username: Username, role: AnyRole, home: Home = None, bidang: Bidang = "", by: By = None) -> None:
    """Cabut satu peran."""
    taken = grant_of(role, bidang)
    with open_state(home) as opened:
        changed = opened.accounts.revoke(opened.accounts.by_username(username).id, taken, by=who(by))
    say(f"Peran {changed.username} sekarang: {roles_words(changed.grants) or 'tidak ada'}.")


@app.command()
def deactivate(
    username: Username,
    home: Home = None,
    reason: Annotated[str, typer.Option("--reason", help="Alasannya, untuk jejak audit.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Aktifkan lagi.")] = False,
    by: By = None,
) -> None:
    """Nonaktifkan akun; semua sesi dan token API-nya berakhir seketika."""
    with open_state(home) as opened:
        found = opened.accounts.by_username(username)
        if undo:
            opened.accounts.activate(found.id, by=who(by))
        else:
            opened.accounts.deactivate(found.id, by=who(by), reason=reason)
    say(f"Akun {found.username} {'aktif lagi' if undo else 'dinonaktifkan'}.")


@app.command(name="reset-password")
def reset_password(username: Username, home: Home = None, by: By = None) -> None:
    """Buat kata sandi sekali pakai yang baru; kunci karena salah sandi dibuka."""
    with open_state(home) as opened:
        found = opened.accounts.by_username(username)
        password = opened.accounts.reset_password(found.id, by=who(by))
    say(f"Kata sandi {found.username} disetel ulang; semua sesi dan token API-nya berakhir.")
    _give(password)


@app.command(name="import")
def import_accounts(
    table: Annotated[Path, typer.Argument(help="CSV: username,name,email,role,bidang.", show_default=False)],
    home: Home = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Hanya periksa, jangan buat apa pun.")] = False,
    passwords: Annotated[
        Path | None,
        typer.Option("--passwords", help="Berkas baru untuk kata sandi sekali pakai; bawaan: tanpa sandi."),
    ] = None,
    by: By = None,
) -> None:
    """Buat akun dari berkas CSV: semuanya, atau tidak satu pun bila ada baris yang salah."""
    try:
        text = table.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{table} bukan teks UTF-8. Simpan ulang sebagai CSV UTF-8.") from error
    except OSError as error:
        raise InvalidInput(f"{table} tidak dapat dibaca ({error.strerror}).") from error
    if passwords is not None and passwords.exists():
        raise InvalidInput(f"{passwords} sudah ada. Pilih nama berkas yang baru.")
    with open_state(home) as opened:
        importer = AccountImport(opened.database, opened.accounts)
        found = importer.run(text, by=who(by), dry_run=dry_run, with_passwords=passwords is not None)
    for one in found.errors:
        say(f"Baris {one.line}: {one.reason}")
    if found.errors:
        raise InvalidInput(f"{len(found.errors)} baris salah, jadi tidak ada akun yang dibuat.")
    if passwords is not None and not dry_run:
        _write_passwords(passwords, found.passwords)
        say(f"Kata sandi sekali pakai ditulis ke {passwords}. Bagikan, lalu hapus berkas itu.")
    say(f"{len(found.usernames)} akun {'akan dibuat' if dry_run else 'dibuat'}.")


def _give(password: str) -> None:
    """Print a one-time password, the only result, on standard output."""
    if password:
        say("Kata sandi sekali pakai (hanya ditampilkan sekali, diganti saat pertama masuk):")
        out.print(password, markup=False, highlight=False)


def _write_passwords(path: Path, passwords: dict[str, str]) -> None:
    """Write them to a new file that only its owner can read."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(("username", "password"))
    writer.writerows(passwords.items())
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        file.write(lines.getvalue())


def _listed(line: AccountLine) -> dict[str, object]:
    return {
        "username": line.account.username,
        "name": line.account.name,
        "email": line.account.email,
        "active": line.account.active,
        "grants": [one.model_dump(mode="json") for one in line.account.grants],
        "last_sign_in": line.seen_at.isoformat() if line.seen_at else None,
    }
