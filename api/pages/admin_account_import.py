"""Many accounts at once from a table: first what would come of it, then for good."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from api.accounts.importing import COLUMNS, AccountImport, RowError, table_rows
from api.pages.admin_parts import AccountKeeper, AnyTable
from api.pages.admin_words import IMPORT
from api.pages.conversation_visit import AnyVisit, Visit
from corpus.errors import InvalidInput
from corpus.models import Frozen

router = APIRouter(include_in_schema=False)

MOST_IN_BROWSER = 300
"""Rows: making passwords takes its time, and a page with more is read by nobody."""
_WITH_PASSWORDS = "sandi"


class TriedRow(Frozen):
    """A row of the table with what speaks against it; nothing where all is well."""

    line: int
    cells: tuple[str, ...]
    reasons: tuple[str, ...]


@router.get(IMPORT)
def form(visit: AnyVisit, _: AccountKeeper) -> HTMLResponse:
    """The form that a table is brought in with."""
    return _form(visit)


@router.post(IMPORT)
def bring_in(visit: AnyVisit, by: AccountKeeper, form: AnyTable) -> Response:
    """Show what a table would make or, where that was looked at and confirmed, make it."""
    visit.check(form.fields)
    importing = AccountImport(visit.state.database, visit.state.accounts)
    with_passwords = form.fields.get("masuk", _WITH_PASSWORDS) == _WITH_PASSWORDS
    confirmed = form.fields.get("tahap", "") == "simpan"
    try:
        text = form.text()
        rows = table_rows(text)
        if len(rows) > MOST_IN_BROWSER:
            raise InvalidInput(
                f"Di peramban paling banyak {MOST_IN_BROWSER} baris sekali impor. Bagi tabelnya, "
                "atau pakai tanya account import di server."
            )
        done = importing.run(text, by=by.username, dry_run=not confirmed, with_passwords=with_passwords)
    except InvalidInput as error:
        return _form(visit, str(error))
    if confirmed and not done.errors:
        return visit.page("kelola_akun_impor_selesai.html", 201, done=done)
    return visit.page(
        "kelola_akun_impor_periksa.html",
        422 if done.errors else 200,
        text=text,
        done=done,
        columns=COLUMNS,
        rows=tried_rows(rows, done.errors),
        with_passwords=with_passwords,
    )


def tried_rows(rows: list[tuple[int, dict[str, str]]], errors: tuple[RowError, ...]) -> list[TriedRow]:
    """The rows of a table with what an import said of each."""
    return [
        TriedRow(
            line=line,
            cells=tuple(row[name] for name in COLUMNS),
            reasons=tuple(one.reason for one in errors if one.line == line),
        )
        for line, row in rows
    ]


def _form(visit: Visit, trouble: str = "") -> HTMLResponse:
    return visit.page(
        "kelola_akun_impor.html",
        422 if trouble else 200,
        columns=COLUMNS,
        most=MOST_IN_BROWSER,
        trouble=trouble,
    )
