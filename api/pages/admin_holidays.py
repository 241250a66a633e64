"""Holidays of a year: shown, added, brought in from a file that is looked at first, taken out."""

from datetime import date

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from api.forum.routing.holiday_files import read_holidays
from api.forum.routing.holidays import Holiday
from api.forum.routing.services import RoutingServices
from api.pages.admin_parts import AgencyKeeper, AnyTable, InRouting, day_of, number_of, typed_of
from api.pages.admin_words import HOLIDAYS
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.form_fields import Fields
from api.pages.templating import library_of
from corpus.errors import InvalidInput, UnreadableDocument

router = APIRouter(include_in_schema=False)

DAY, NAME = "hari-", "nama-"
"""How the fields begin that choose a day of a file, and that name it."""


@router.get(HOLIDAYS)
def holidays(visit: AnyVisit, _: AgencyKeeper, routing: InRouting, tahun: str = "") -> HTMLResponse:
    """The holidays of a year."""
    return _page(visit, routing, _year(visit, tahun))


@router.post(HOLIDAYS)
def add(visit: AnyVisit, by: AgencyKeeper, routing: InRouting, fields: Fields) -> Response:
    """Add one day."""
    visit.check(fields)
    try:
        day = day_of(fields.get("tanggal", ""), "Tanggal")
        routing.holidays.bring_in([Holiday(day=day, name=fields.get("nama", ""))], by=by)
    except InvalidInput as error:
        return _page(visit, routing, _year(visit, fields.get("tahun", "")), fields, str(error))
    return visit.go(_url(day.year, "libur-tambah"))


@router.post(HOLIDAYS + "/baca")
def read(visit: AnyVisit, _: AgencyKeeper, routing: InRouting, form: AnyTable) -> HTMLResponse:
    """Show the days of a file, of which a person chooses those that are free."""
    visit.check(form.fields)
    try:
        found = read_holidays(form.name or "teks", form.text().encode())
    except (InvalidInput, UnreadableDocument) as error:
        return _page(visit, routing, _year(visit, form.fields.get("tahun", "")), {}, str(error))
    known = {
        one.day: one.name
        for year in {one.day.year for one in found}
        for one in routing.holidays.of_year(year)
    }
    return visit.page(
        "kelola_libur_periksa.html",
        found=[(one, known.get(one.day, "")) for one in found],
        day=DAY,
        name=NAME,
    )


@router.post(HOLIDAYS + "/simpan")
def bring_in(visit: AnyVisit, by: AgencyKeeper, routing: InRouting, fields: Fields) -> Response:
    """Take over the days that were chosen."""
    visit.check(fields)
    try:
        days = sorted(day_of(key.removeprefix(DAY), "Tanggal") for key in fields if key.startswith(DAY))
        chosen = [Holiday(day=day, name=fields.get(f"{NAME}{day.isoformat()}", "")) for day in days]
        routing.holidays.bring_in(chosen, by=by)
    except InvalidInput as error:
        return _page(visit, routing, _year(visit, ""), {}, str(error))
    return visit.go(_url(days[0].year, "libur-tambah"))


@router.post(HOLIDAYS + "/hapus")
def remove(visit: AnyVisit, by: AgencyKeeper, routing: InRouting, fields: Fields) -> Response:
    """Take out a day that was brought in."""
    visit.check(fields)
    try:
        day = day_of(fields.get("tanggal", ""), "Tanggal")
    except InvalidInput as error:
        return _page(visit, routing, _year(visit, ""), {}, str(error))
    routing.holidays.remove(day, by=by)
    return visit.go(_url(day.year, "libur-hapus"))


def _url(year: int, news: str) -> str:
    return f"{HOLIDAYS}?tahun={year}&selesai={news}"


def _year(visit: Visit, text: str) -> int:
    """The year that is asked for; the present one for what is none."""
    year = number_of(text)
    return year if date.min.year < year < date.max.year else library_of(visit.request).today().year


def _page(
    visit: Visit,
    routing: RoutingServices,
    year: int,
    typed: dict[str, str] | None = None,
    trouble: str = "",
) -> HTMLResponse:
    return visit.page(
        "kelola_libur.html",
        422 if trouble else 200,
        year=year,
        days=routing.holidays.of_year(year),
        removable=routing.holidays.brought_in(year),
        typed=typed_of(typed),
        trouble=trouble,
    )
