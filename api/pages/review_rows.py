"""Who may call the officers' pages; which bidang it is, the stores see to."""

from api.accounts.permissions import Permission
from api.route_rules import Routes, needs

_WORKS = needs(Permission.WORK_QUESTIONS)
_DECIDES = needs(Permission.DECIDE_DRAFTS)

REVIEW: Routes = {
    ("GET", "/kerja"): _WORKS,
    ("GET", "/kerja/{number}"): _WORKS,
    ("POST", "/kerja/{number}/ambil"): _WORKS,
    ("POST", "/kerja/{number}/kembalikan"): _WORKS,
    ("POST", "/kerja/{number}/pindah"): _WORKS,
    ("POST", "/kerja/{number}/prioritas"): _WORKS,
    ("POST", "/kerja/{number}/selesai"): _WORKS,
    ("POST", "/kerja/{number}/tolak"): _WORKS,
    ("POST", "/kerja/{number}/catatan"): _WORKS,
    ("POST", "/kerja/{number}/draf-baru"): _WORKS,
    ("POST", "/kerja/{number}/sisip"): _WORKS,
    ("POST", "/kerja/{number}/balas"): _DECIDES,
    ("POST", "/kerja/{number}/balas/periksa"): _DECIDES,
    ("POST", "/kerja/{number}/balas/samarkan"): _DECIDES,
    ("POST", "/kerja/{number}/tugaskan"): _WORKS,
    ("GET", "/kerja/latihan"): _DECIDES,
    ("POST", "/kerja/latihan"): _DECIDES,
    ("POST", "/kerja/{number}/draf/{draft_id}/periksa"): _WORKS,
    ("POST", "/kerja/{number}/draf/{draft_id}/buka"): _DECIDES,
    ("POST", "/kerja/{number}/draf/{draft_id}/lepas"): _DECIDES,
    ("POST", "/kerja/{number}/draf/{draft_id}/terima"): _DECIDES,
    ("POST", "/kerja/{number}/draf/{draft_id}/terbit"): _DECIDES,
    ("POST", "/kerja/{number}/draf/{draft_id}/tolak"): _DECIDES,
    ("POST", "/kerja/{number}/draf/{draft_id}/kedua"): _DECIDES,
    ("POST", "/kerja/{number}/bacaan/{reading_id}"): _DECIDES,
}
