"""The pages about meetings in the table of who may call which route (``api.route_permissions``)."""

from api.accounts.permissions import Permission
from api.route_rules import SIGNED_IN, Routes, needs, own

_KEEPS = needs(Permission.KEEP_MINUTES)
_PUBLISHES = needs(Permission.MANAGE_KNOWLEDGE)
_CARES = needs(Permission.CARE_FOR_MINUTES)
_MEETING = own("meeting_id", signed_in=True)
_ONE = "/notula/{meeting_id}"

MINUTES_PAGES: Routes = {
    ("GET", "/notula"): SIGNED_IN,
    ("GET", "/notula/baru"): _KEEPS,
    ("POST", "/notula/baru"): _KEEPS,
    ("GET", "/notula/tindak-lanjut"): SIGNED_IN,
    ("POST", "/notula/tindak-lanjut"): SIGNED_IN,
    ("GET", "/notula/buka-kembali"): _CARES,
    ("POST", "/notula/buka-kembali"): _CARES,
    ("GET", "/notula/cari"): SIGNED_IN,
    ("GET", "/notula/terbitan"): _PUBLISHES,
    ("GET", "/notula/terbitan/{meeting_id}"): _MEETING,
    ("POST", "/notula/terbitan/{meeting_id}"): _PUBLISHES,
    ("POST", f"{_ONE}/terbitkan"): _MEETING,
    ("POST", f"{_ONE}/tarik"): _MEETING,
    ("POST", f"{_ONE}/hapus"): _MEETING,
    ("POST", f"{_ONE}/serahkan"): _MEETING,
    ("GET", _ONE): _MEETING,
    ("GET", f"{_ONE}/kemajuan"): _MEETING,
    ("GET", f"{_ONE}/data"): _MEETING,
    ("POST", f"{_ONE}/data"): _MEETING,
    ("GET", f"{_ONE}/versi"): _MEETING,
    ("POST", f"{_ONE}/baris"): _MEETING,
    ("POST", f"{_ONE}/tambah"): _MEETING,
    ("POST", f"{_ONE}/pembicara"): _MEETING,
    ("POST", f"{_ONE}/susun-ulang"): _MEETING,
    ("POST", f"{_ONE}/tulis-ulang"): _MEETING,
    ("POST", f"{_ONE}/pakai-usulan"): _MEETING,
    ("POST", f"{_ONE}/komentar"): _MEETING,
    ("POST", f"{_ONE}/tandatangan"): _MEETING,
    ("POST", f"{_ONE}/pulihkan"): _MEETING,
    ("POST", f"{_ONE}/rekaman"): _MEETING,
    ("GET", f"{_ONE}/rekaman"): _MEETING,
    ("GET", f"{_ONE}/unduh"): _MEETING,
}
