"""Every page of the product as the right person sees it, held against the table of permissions."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from api.route_permissions import ROUTES
from tests.chromium import violations
from tests.e2e.working_day.agency import Agency
from tests.e2e.working_day.people import FIRST, VISITOR

PROGRAMS = ("/api/", "/v1/", "/mcp", "/static", "/manifest.webmanifest", "/sw.js")
"""Beginnings of paths that programs and browsers ask for themselves."""
NO_PAGES = {
    "/peraturan/{source_id}/halaman/{number}": "a picture",
    "/percakapan/{conversation_id}/unduh": "a file",
    "/masuk/sso": "leads to the provider",
    "/masuk/sso/kembali": "comes from the provider",
    "/masuk/sso/keluar": "leads to the provider",
    "/akun/data": "a file",
    "/layanan/calon-soal": "a file",
    "/evaluasi/{name}/kemajuan": "for the page's script",
    "/evaluasi/{name}/unduh/{kind}": "a file",
    "/forum/pertanyaan/{question_id}": "leads to the question",
    "/forum/lampiran/{attachment_id}": "a file",
    "/kelola/audit/unduh": "a file",
    "/angka/unduh/{table}": "a file",
    "/notula/{meeting_id}/kemajuan": "for the page's script",
    "/notula/{meeting_id}/rekaman": "a recording",
    "/notula/{meeting_id}/unduh": "a file",
    "/notula/terbitan/{meeting_id}": "needs a signed notula; looked at by tests/api/pages/minutes",
}
"""Routes that answer GET with something else than a page, and with what."""


WIDTHS = (360, 1280)
"""CSS pixels."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Stop:
    """A page to look at.

    Attributes:
        who: sees it; ``VISITOR`` for nobody who is signed in.
        url: of the page, or of one that links to it where ``link`` is given.
        link: what the path of the wanted page matches; the first such link is followed.
    """

    who: str
    url: str
    link: str = ""


UUID = r"[0-9a-f-]{36}"
STOPS: dict[str, tuple[Stop, ...]] = {
    "/": (Stop(VISITOR, "/"), Stop("ani", "/")),
    "/tanya": (Stop(VISITOR, "/tanya?q=berapa+lama+cuti+melahirkan+anak+ke-4%3F"),),
    "/peraturan": (Stop(VISITOR, "/peraturan"), Stop(VISITOR, "/peraturan?q=tidak+ada+sama+sekali")),
    "/peraturan/{source_id}": (
        Stop(VISITOR, "/peraturan/perkada-bupati-contoh-12-2024"),
        Stop(VISITOR, "/peraturan/faq-cuti"),
        Stop(VISITOR, "/peraturan/tidak-ada"),
    ),
    "/peraturan/{source_id}/hubungan": (Stop(VISITOR, "/peraturan/perkada-bupati-contoh-12-2024/hubungan"),),
    "/peraturan/{source_id}/istilah": (Stop(VISITOR, "/peraturan/perkada-bupati-contoh-12-2024/istilah"),),
    "/peraturan/{source_id}/laporan": (Stop(VISITOR, "/peraturan/perkada-bupati-contoh-12-2024/laporan"),),
    "/peraturan/ketentuan/{provision_id:path}": (
        Stop(VISITOR, "/peraturan/ketentuan/perkada-bupati-contoh-12-2024/pasal-4/ayat-1"),
    ),
    "/peraturan/cetak/{entry_id:path}": (
        Stop(VISITOR, "/peraturan/cetak/sop/pengajuan-cltn"),
        Stop(VISITOR, "/peraturan/cetak/faq/cuti-jenis-pns"),
    ),
    "/peraturan/riwayat/{pasal_id:path}": (
        Stop(VISITOR, "/peraturan/riwayat/perkada-bupati-contoh-12-2024/pasal-4"),
    ),
    "/luring": (Stop(VISITOR, "/luring"),),
    "/percakapan": (Stop(VISITOR, "/percakapan"), Stop("rani", "/percakapan")),
    "/percakapan/{conversation_id}": (Stop(VISITOR, "/percakapan", rf"/percakapan/{UUID}"),),
    "/percakapan/{conversation_id}/hapus": (Stop(VISITOR, "/percakapan", rf"/percakapan/{UUID}/hapus"),),
    "/percakapan/{conversation_id}/cetak": (Stop(VISITOR, "{conversation}", rf"/percakapan/{UUID}/cetak"),),
    "/percakapan/{conversation_id}/bagikan": (
        Stop(VISITOR, "{conversation}", rf"/percakapan/{UUID}/bagikan"),
    ),
    "/bagikan/{token}": (Stop("rani", "{shared}"),),
    "/teruskan/{exchange_id}": (Stop(VISITOR, "{conversation}", rf"/teruskan/{UUID}"),),
    "/tindak-lanjut": (Stop(VISITOR, "/tindak-lanjut"), Stop(VISITOR, "/tindak-lanjut?nomor=TIDAK-ADA")),
    "/tindak-lanjut/{receipt}": (Stop(VISITOR, "/tindak-lanjut", r"/tindak-lanjut/[A-Z0-9-]+"),),
    "/privasi": (Stop(VISITOR, "/privasi"), Stop("ani", "/privasi")),
    "/privasi/hapus": (Stop(VISITOR, "/privasi/hapus"),),
    "/masuk": (Stop(VISITOR, "/masuk"), Stop(VISITOR, "/masuk?selesai=keluar")),
    "/daftar": (Stop(VISITOR, "/daftar"),),
    "/akun": (Stop("ani", "/akun"), Stop("citra", "/akun")),
    "/akun/sandi": (Stop("ani", "/akun/sandi"),),
    "/akun/hapus": (Stop("ani", "/akun/hapus"),),
    "/layanan": (Stop(FIRST, "/layanan"),),
    "/layanan/pertanyaan/{receipt}": (Stop(FIRST, "/layanan", r"/layanan/pertanyaan/[A-Z0-9-]+"),),
    "/layanan/penilaian/{feedback_id}": (Stop(FIRST, "/layanan", rf"/layanan/penilaian/{UUID}"),),
    "/evaluasi": (Stop(VISITOR, "/evaluasi"), Stop("rani", "/evaluasi")),
    "/evaluasi/banding": (Stop("rani", "/evaluasi/banding?a=pagi&b=siang"),),
    "/evaluasi/{name}": (Stop("rani", "/evaluasi/siang"),),
    "/evaluasi/{name}/soal/{item_id:path}": (Stop("rani", "/evaluasi/siang", r"/evaluasi/siang/soal/.+"),),
    "/forum": (
        Stop(VISITOR, "/forum"),
        Stop("ani", "/forum?cari=cuti"),
        Stop("ani", "/forum?cari=tidak+ada+sama+sekali"),
    ),
    "/forum/ajukan": (Stop("wati", "/forum/ajukan"),),
    "/forum/saya": (Stop("ani", "/forum/saya"), Stop("ani", "/forum/saya?status=ditolak")),
    "/forum/{number}": (
        Stop("ani", "/forum/{own}"),
        Stop(VISITOR, "/forum/{own}"),
        Stop(VISITOR, "/forum/{anonymous}"),
        Stop("citra", "/forum/{own}"),
        Stop("budi", "/forum/{risky}"),
        Stop(VISITOR, "/forum/9999"),
    ),
    "/forum/{number}/terkirim": (Stop("ani", "/forum/{own}/terkirim"),),
    "/pemberitahuan": (Stop("ani", "/pemberitahuan"), Stop("citra", "/pemberitahuan")),
    "/kerja": (
        Stop("citra", "/kerja"),
        Stop("citra", "/kerja?tab=semua"),
        Stop("citra", "/kerja?tab=saya&kata=tidak+ada"),
        Stop("ani", "/kerja"),
    ),
    "/kerja/{number}": (
        Stop("citra", "/kerja/{own}"),
        Stop("gita", "/kerja/{risky}"),
        Stop("citra", "/kerja/{anonymous}"),
        Stop("fajar", "/kerja/{waiting}"),
    ),
    "/kerja/latihan": (Stop("citra", "/kerja/latihan"),),
    "/pengetahuan": (Stop("mira", "/pengetahuan"), Stop("citra", "/pengetahuan")),
    "/pengetahuan/calon/{candidate_id}": (Stop("mira", "{candidate}"),),
    "/pengetahuan/tinjau/{subject:path}": (Stop("mira", "{doubt}"),),
    "/kelola": (Stop(FIRST, "/kelola"), Stop("citra", "/kelola"), Stop("rani", "/kelola")),
    "/kelola/akun": (Stop(FIRST, "/kelola/akun"),),
    "/kelola/akun/baru": (Stop(FIRST, "/kelola/akun/baru"),),
    "/kelola/akun/impor": (Stop(FIRST, "/kelola/akun/impor"),),
    "/kelola/akun/{account_id}": (Stop(FIRST, "/kelola/akun?q=citra", rf"/kelola/akun/{UUID}"),),
    "/kelola/akun/{account_id}/data": (Stop(FIRST, "{account}", rf"/kelola/akun/{UUID}/data"),),
    "/kelola/bidang": (Stop(FIRST, "/kelola/bidang"), Stop("citra", "/kelola/bidang")),
    "/kelola/bidang/{bidang_id}": (Stop(FIRST, "/kelola/bidang/disiplin-kinerja"),),
    "/kelola/kategori/{category_id}": (Stop("citra", "/kelola/kategori/cuti"),),
    "/kelola/petugas": (Stop("citra", "/kelola/petugas"),),
    "/kelola/petugas/{account_id}": (Stop("citra", "/kelola/petugas", rf"/kelola/petugas/{UUID}"),),
    "/kelola/beban": (Stop("citra", "/kelola/beban"), Stop(FIRST, "/kelola/beban")),
    "/kelola/libur": (Stop(FIRST, "/kelola/libur"),),
    "/kelola/balasan": (Stop("citra", "/kelola/balasan"),),
    "/kelola/balasan/{reply_id}": (Stop("citra", "/kelola/balasan", rf"/kelola/balasan/{UUID}"),),
    "/kelola/audit": (Stop(FIRST, "/kelola/audit"), Stop("rani", "/kelola/audit?tindakan=forum.")),
    "/kelola/audit/periksa": (Stop("rani", "/kelola/audit/periksa"),),
    "/kelola/pekerjaan": (Stop(FIRST, "/kelola/pekerjaan"),),
    "/angka": (Stop("rani", "/angka"), Stop("eka", "/angka"), Stop("ani", "/angka")),
    "/notula": (Stop("citra", "/notula"), Stop("ani", "/notula")),
    "/notula/baru": (Stop("citra", "/notula/baru"),),
    "/notula/tindak-lanjut": (Stop("citra", "/notula/tindak-lanjut"),),
    "/notula/cari": (Stop("citra", "/notula/cari"), Stop("ani", "/notula/cari?kata=tidak+ada")),
    "/notula/terbitan": (Stop("mira", "/notula/terbitan"),),
    "/notula/buka-kembali": (Stop(FIRST, "/notula/buka-kembali"),),
    "/notula/{meeting_id}": (Stop("citra", "{meeting}"), Stop("gita", "{meeting}"), Stop("ani", "{meeting}")),
    "/notula/{meeting_id}/data": (Stop("citra", "{meeting}/data"),),
    "/notula/{meeting_id}/versi": (Stop("citra", "{meeting}/versi"),),
    "/kinerja-layanan": (Stop(VISITOR, "/kinerja-layanan"),),
    "/glosarium": (Stop(VISITOR, "/glosarium"), Stop(VISITOR, "/glosarium?q=tidak+ada+sama+sekali")),
}
"""Where each route of a page is looked at."""


def page_routes() -> set[str]:
    """Paths of every page, taken from the table of who may call what."""
    found = {path for method, path in ROUTES if method == "GET" and not path.startswith(PROGRAMS)}
    return found - set(NO_PAGES)


def walk(agency: Agency, named: dict[str, str], pictures: Path) -> list[str]:
    """Look at every page, narrow and wide, light and dark; what is wrong, with where.

    Args:
        named: addresses and numbers that stand in ``STOPS`` in braces.
        pictures: folder that gets a screenshot of each look.
    """
    wrong = []
    stops = [(route, stop) for route, several in STOPS.items() for stop in several]
    addresses = [(stop.who, route, _address(agency, stop, named)) for route, stop in stops]
    for who in dict.fromkeys(who for who, _, _ in addresses):
        for width in WIDTHS:
            with _browser_of(agency, who, width) as page:
                for place, (whose, route, url) in enumerate(addresses):
                    if whose != who:
                        continue
                    page.goto(url)
                    name = f"{place:03}-{route.strip('/').replace('/', '_')}-{who or 'tamu'}.png"
                    for scheme in SCHEMES:
                        page.emulate_media(color_scheme=scheme)
                        page.screenshot(path=pictures / f"{width}-{scheme}" / name, full_page=True)
                    for scheme in SCHEMES:
                        page.emulate_media(color_scheme=scheme)
                        found = _wrong(page, width)
                        wrong += [f"{width} {scheme} {who or 'tamu'} {url}: {one}" for one in found]
    return wrong


@contextmanager
def _browser_of(agency: Agency, who: str, width: int) -> Iterator[Page]:
    """A tab of another width in which somebody is known as in their own."""
    agency.tab(who)
    context = agency.context(
        viewport={"width": width, "height": 800}, storage_state=agency.contexts[who].storage_state()
    )
    yield context.new_page()
    context.close()


def _address(agency: Agency, stop: Stop, named: dict[str, str]) -> str:
    """Where a stop is now, found by its link where it is only known from another page."""
    url = stop.url.format(**named)
    if not stop.link:
        return url
    page = agency.tab(stop.who)
    page.goto(url)
    links = page.eval_on_selector_all("main a[href]", "links => links.map(one => one.getAttribute('href'))")
    found = [str(one) for one in links if re.fullmatch(stop.link, re.split("[?#]", str(one))[0])]
    assert found, f"no link like {stop.link} at {url}: {links}"
    return found[0]


def _wrong(page: Page, width: int) -> list[str]:
    """What is wrong with a page with everything unfolded: scrolling sideways, and rules of axe."""
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [
        *([f"{wide} px wide"] if wide > width else []),
        *(f"{rule} at {places}" for rule, places in violations(page)),
    ]
