"""Who may call the management pages: their part of the table in ``api.route_permissions``."""

from api.accounts.permissions import Permission
from api.pages.admin_words import (
    ACCOUNTS,
    AUDIT,
    BIDANG,
    CATEGORY,
    HOLIDAYS,
    HOME,
    IMPORT,
    JOBS,
    MANAGING,
    OFFICERS,
    REPLIES,
    WORKLOAD,
)
from api.route_rules import Routes, needs

_ACCOUNTS = needs(Permission.MANAGE_ACCOUNTS)
_AGENCY = needs(Permission.MANAGE_AGENCY)
_BIDANG = needs(Permission.MANAGE_BIDANG)
_PLACES = needs(Permission.MANAGE_AGENCY, Permission.MANAGE_BIDANG)
_OFFICERS = needs(Permission.MANAGE_BIDANG, Permission.WORK_QUESTIONS)
_AUDIT = needs(Permission.READ_AUDIT)
_SERVICE = needs(Permission.MANAGE_SERVICE)
_ACCOUNT = ACCOUNTS + "/{account_id}"
_OFFICER = OFFICERS + "/{account_id}"
_REPLY = REPLIES + "/{reply_id}"

ADMIN: Routes = {
    ("GET", HOME): needs(*MANAGING),
    ("GET", ACCOUNTS): _ACCOUNTS,
    ("GET", ACCOUNTS + "/baru"): _ACCOUNTS,
    ("POST", ACCOUNTS + "/baru"): _ACCOUNTS,
    ("GET", IMPORT): _ACCOUNTS,
    ("POST", IMPORT): _ACCOUNTS,
    ("GET", _ACCOUNT): _ACCOUNTS,
    ("POST", _ACCOUNT): _ACCOUNTS,
    ("POST", _ACCOUNT + "/peran/beri"): _ACCOUNTS,
    ("POST", _ACCOUNT + "/peran/cabut"): _ACCOUNTS,
    ("POST", _ACCOUNT + "/tutup"): _ACCOUNTS,
    ("POST", _ACCOUNT + "/buka"): _ACCOUNTS,
    ("POST", _ACCOUNT + "/sandi"): _ACCOUNTS,
    ("GET", _ACCOUNT + "/data"): _ACCOUNTS,
    ("POST", _ACCOUNT + "/data/unduh"): _ACCOUNTS,
    ("POST", _ACCOUNT + "/data/hapus"): _ACCOUNTS,
    # Whose bidang it is, is looked at where the bidang is known.
    ("GET", BIDANG): _PLACES,
    ("POST", BIDANG): _AGENCY,
    ("GET", BIDANG + "/{bidang_id}"): _PLACES,
    ("POST", BIDANG + "/{bidang_id}"): _AGENCY,
    ("POST", BIDANG + "/{bidang_id}/kategori"): _PLACES,
    ("GET", CATEGORY + "/{category_id}"): _PLACES,
    ("POST", CATEGORY + "/{category_id}"): _PLACES,
    ("GET", OFFICERS): _OFFICERS,
    ("GET", _OFFICER): _OFFICERS,
    ("POST", _OFFICER + "/keahlian"): _OFFICERS,
    ("POST", _OFFICER + "/tidak-hadir"): _OFFICERS,
    ("POST", _OFFICER + "/tidak-hadir/{absence_id}/hapus"): _OFFICERS,
    ("GET", WORKLOAD): _PLACES,
    ("GET", HOLIDAYS): _AGENCY,
    ("POST", HOLIDAYS): _AGENCY,
    ("POST", HOLIDAYS + "/baca"): _AGENCY,
    ("POST", HOLIDAYS + "/simpan"): _AGENCY,
    ("POST", HOLIDAYS + "/hapus"): _AGENCY,
    ("GET", REPLIES): _BIDANG,
    ("POST", REPLIES): _BIDANG,
    ("GET", _REPLY): _BIDANG,
    ("POST", _REPLY): _BIDANG,
    ("POST", _REPLY + "/hapus"): _BIDANG,
    ("GET", AUDIT): _AUDIT,
    ("GET", AUDIT + "/periksa"): _AUDIT,
    ("GET", AUDIT + "/unduh"): _AUDIT,
    ("GET", JOBS): _SERVICE,
    ("POST", JOBS + "/{job_id}/ulang"): _SERVICE,
}
