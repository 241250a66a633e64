"""What the management pages share: who may come, numbers and days in forms, files that are read once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import UploadFile

from api.accounts.models import Account
from api.accounts.permissions import Permission, bidang_for, may
from api.accounts.signed_in import NOT_YOURS, requires
from api.forum.forum import Forum
from api.forum.models import Bidang
from api.forum.places import missing
from api.forum.route_parts import InForum
from api.forum.routing.services import RoutingServices
from api.pages.admin_words import MANAGING
from corpus.errors import Conflict, Forbidden, InvalidInput, NotFound

__all__ = ["InForum"]

Manager = Annotated[Account, Depends(requires(*MANAGING))]
AccountKeeper = Annotated[Account, Depends(requires(Permission.MANAGE_ACCOUNTS))]
AgencyKeeper = Annotated[Account, Depends(requires(Permission.MANAGE_AGENCY))]
BidangKeeper = Annotated[Account, Depends(requires(Permission.MANAGE_BIDANG))]
PlaceKeeper = Annotated[Account, Depends(requires(Permission.MANAGE_AGENCY, Permission.MANAGE_BIDANG))]
Officer = Annotated[Account, Depends(requires(Permission.MANAGE_BIDANG, Permission.WORK_QUESTIONS))]
Auditor = Annotated[Account, Depends(requires(Permission.READ_AUDIT))]
ServiceKeeper = Annotated[Account, Depends(requires(Permission.MANAGE_SERVICE))]

LARGEST_TABLE = 700_000
"""Bytes of a file or a text that a form brings; below what the application accepts of a request."""


def routing_in(request: Request) -> RoutingServices:
    """The services of routing that ``create_app`` put on the application."""
    found: RoutingServices = request.app.state.routing
    return found


InRouting = Annotated[RoutingServices, Depends(routing_in)]


def managed(forum: Forum, by: Account) -> list[Bidang]:
    """The bidang whose categories somebody may change: all of them, or those they lead."""
    every = forum.bidang.bidang()
    if may(by, Permission.MANAGE_AGENCY):
        return every
    own = bidang_for(by, Permission.MANAGE_BIDANG)
    return [one for one in every if one.id in own]


def led(forum: Forum, by: Account) -> list[Bidang]:
    """The bidang that somebody leads."""
    own = bidang_for(by, Permission.MANAGE_BIDANG)
    return [one for one in forum.bidang.bidang() if one.id in own]


def managed_bidang(forum: Forum, by: Account, bidang_id: str) -> Bidang:
    """One that somebody may change the categories of.

    Raises:
        NotFound: there is none.
        Forbidden: they may not.
    """
    found = next((one for one in forum.bidang.bidang() if one.id == bidang_id), None)
    if found is None:
        raise missing("Bidang", bidang_id)
    if not may(by, Permission.MANAGE_AGENCY) and not may(by, Permission.MANAGE_BIDANG, bidang=bidang_id):
        raise Forbidden(NOT_YOURS)
    return found


def status_of(error: InvalidInput | Conflict) -> int:
    """The HTTP status of a form that could not be taken."""
    return 409 if isinstance(error, Conflict) else 422


def number_of(text: str) -> int:
    """A whole number of at most nine digits; 0 for anything else, which is no version and no target."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def page_of(text: str) -> int:
    """The number of a page of a list, from 1."""
    return min(max(number_of(text), 1), 100_000)


def day_of(text: str, what: str) -> date:
    """A day as a date field sends it.

    Raises:
        InvalidInput: it is none; ``what`` names it.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise InvalidInput(f"{what} harus berupa tanggal, misalnya 2026-08-17.") from error


def day_or_none(text: str, what: str) -> date | None:
    """``day_of``, or None of an empty field."""
    return day_of(text, what) if text.strip() else None


@dataclass(frozen=True, slots=True)
class TableForm:
    """A form with a file, or with its content as a field.

    Attributes:
        name: of the file, for messages.
        content: its bytes; empty where none was chosen.
    """

    fields: dict[str, str]
    name: str
    content: bytes

    def text(self) -> str:
        """The content as text: of the file, or else of the field ``isi``.

        Raises:
            InvalidInput: there is none, it is too large, or it is no UTF-8.
        """
        try:
            read = self.content.decode("utf-8-sig") if self.content else self.fields.get("isi", "")
        except UnicodeDecodeError as error:
            raise InvalidInput("Berkas ini bukan teks UTF-8. Simpan ulang sebagai CSV UTF-8.") from error
        if not read.strip():
            raise InvalidInput("Pilih berkas, atau tempel isinya.")
        if len(read.encode()) > LARGEST_TABLE:
            raise InvalidInput(f"Berkas paling besar {LARGEST_TABLE // 1_000} kB. Bagi menjadi beberapa.")
        return read


async def table_form(request: Request) -> TableForm:
    """Dependency: a form that may bring one file.

    Raises:
        HTTPException: 400, it cannot be read.
    """
    fields: dict[str, str] = {}
    name, content = "", b""
    async with request.form(max_files=2, max_fields=10, max_part_size=LARGEST_TABLE) as form:
        for key, value in form.multi_items():
            if isinstance(value, UploadFile):
                name, content = value.filename or "berkas", await value.read()
            else:
                fields.setdefault(key, value)
    return TableForm(fields, name, content)


AnyTable = Annotated[TableForm, Depends(table_form)]


def typed_of(fields: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """What was typed into a form that could not be taken, for showing it again; empty where nothing was."""
    return defaultdict(str, fields or {})


def absent(what: str) -> NotFound:
    """What is said of a thing that is not there, or not one's own."""
    return NotFound(f"{what} ini tidak ada, atau bukan dari bidang Anda.")
