"""Who may call which route: one table of all there are, those of mounted applications included.

Routes keep to it by their own dependencies (``api.accounts.signed_in``). Its test walks the applications, so
that none is missing here and none here is gone, and calls every one as everybody. A new route adds its row.
"""

from api.accounts.permissions import Permission
from api.forum.route_rows import FORUM
from api.minutes.route_rows import MINUTES
from api.pages.admin_rows import ADMIN
from api.pages.figure_rows import FIGURE_PAGES
from api.pages.forum_rows import FORUM_PAGES
from api.pages.knowledge_rows import KNOWLEDGE
from api.pages.minutes_rows import MINUTES_PAGES
from api.pages.review_rows import REVIEW
from api.route_rules import ANYBODY, EVERY_METHOD, SIGNED_IN, Routes, needs, own

_SERVICE = needs(Permission.MANAGE_SERVICE)
_EVALUATE = needs(Permission.EVALUATE)
_AUDIT = needs(Permission.READ_AUDIT)
_CONVERSATION, _EXCHANGE, _RECEIPT = own("conversation_id"), own("exchange_id"), own("receipt")

ROUTES: Routes = {
    **FORUM,
    **FORUM_PAGES,
    **FIGURE_PAGES,
    **ADMIN,
    **REVIEW,
    **KNOWLEDGE,
    **MINUTES,
    **MINUTES_PAGES,
    # Asking and reading
    ("GET", "/"): ANYBODY,
    ("GET", "/tanya"): ANYBODY,
    ("POST", "/tanya"): ANYBODY,
    ("POST", "/percakapan/aliran"): ANYBODY,
    ("GET", "/peraturan"): ANYBODY,
    ("GET", "/peraturan/{source_id}"): ANYBODY,
    ("GET", "/peraturan/{source_id}/hubungan"): ANYBODY,
    ("GET", "/peraturan/{source_id}/istilah"): ANYBODY,
    ("GET", "/peraturan/{source_id}/laporan"): ANYBODY,
    ("GET", "/peraturan/{source_id}/halaman/{number}"): ANYBODY,
    ("GET", "/peraturan/ketentuan/{provision_id:path}"): ANYBODY,
    ("GET", "/peraturan/riwayat/{pasal_id:path}"): ANYBODY,
    ("GET", "/peraturan/cetak/{entry_id:path}"): ANYBODY,
    ("GET", "/glosarium"): ANYBODY,
    ("GET", "/luring"): ANYBODY,
    ("GET", "/manifest.webmanifest"): ANYBODY,
    ("GET", "/sw.js"): ANYBODY,
    (EVERY_METHOD, "/static"): ANYBODY,
    # One's own conversations
    ("GET", "/percakapan"): ANYBODY,
    ("GET", "/percakapan/{conversation_id}"): _CONVERSATION,
    ("POST", "/percakapan/{conversation_id}/judul"): _CONVERSATION,
    ("GET", "/percakapan/{conversation_id}/hapus"): _CONVERSATION,
    ("POST", "/percakapan/{conversation_id}/hapus"): _CONVERSATION,
    ("GET", "/percakapan/{conversation_id}/unduh"): _CONVERSATION,
    ("GET", "/percakapan/{conversation_id}/cetak"): _CONVERSATION,
    ("GET", "/percakapan/{conversation_id}/bagikan"): _CONVERSATION,
    ("POST", "/percakapan/{conversation_id}/bagikan"): _CONVERSATION,
    ("POST", "/percakapan/{conversation_id}/cabut"): _CONVERSATION,
    # The address is the secret.
    ("GET", "/bagikan/{token}"): ANYBODY,
    ("POST", "/tanggapan/{exchange_id}"): _EXCHANGE,
    ("GET", "/teruskan/{exchange_id}"): _EXCHANGE,
    ("POST", "/teruskan/{exchange_id}"): _EXCHANGE,
    ("GET", "/tindak-lanjut"): ANYBODY,
    ("GET", "/tindak-lanjut/{receipt}"): _RECEIPT,
    ("GET", "/privasi"): ANYBODY,
    ("GET", "/privasi/hapus"): ANYBODY,
    ("POST", "/privasi/hapus"): ANYBODY,
    # Accounts
    ("GET", "/masuk"): ANYBODY,
    ("POST", "/masuk"): ANYBODY,
    ("GET", "/masuk/sso"): ANYBODY,
    ("GET", "/masuk/sso/kembali"): ANYBODY,
    ("GET", "/masuk/sso/keluar"): ANYBODY,
    ("POST", "/keluar"): ANYBODY,
    ("GET", "/daftar"): ANYBODY,
    ("POST", "/daftar"): ANYBODY,
    ("GET", "/akun"): SIGNED_IN,
    ("POST", "/akun/profil"): SIGNED_IN,
    ("GET", "/akun/sandi"): SIGNED_IN,
    ("POST", "/akun/sandi"): SIGNED_IN,
    ("POST", "/akun/sesi/keluar"): SIGNED_IN,
    ("POST", "/akun/token"): SIGNED_IN,
    ("POST", "/akun/token/{token_id}/cabut"): own("token_id", signed_in=True),
    ("GET", "/akun/data"): SIGNED_IN,
    ("GET", "/akun/hapus"): SIGNED_IN,
    ("POST", "/akun/hapus"): SIGNED_IN,
    # The service
    ("GET", "/layanan"): _SERVICE,
    ("POST", "/layanan/model"): _SERVICE,
    ("GET", "/layanan/pertanyaan/{receipt}"): _SERVICE,
    ("POST", "/layanan/pertanyaan/{receipt}"): _SERVICE,
    ("GET", "/layanan/penilaian/{feedback_id}"): _SERVICE,
    ("POST", "/layanan/penilaian/{feedback_id}"): _SERVICE,
    ("GET", "/layanan/calon-soal"): _SERVICE,
    # Evaluations: everybody may read what was measured
    ("GET", "/evaluasi"): ANYBODY,
    ("GET", "/evaluasi/banding"): ANYBODY,
    ("GET", "/evaluasi/{name}"): ANYBODY,
    ("GET", "/evaluasi/{name}/kemajuan"): ANYBODY,
    ("GET", "/evaluasi/{name}/unduh/{kind}"): ANYBODY,
    ("GET", "/evaluasi/{name}/soal/{item_id:path}"): ANYBODY,
    ("POST", "/evaluasi"): _EVALUATE,
    ("POST", "/evaluasi/{name}/lanjutkan"): _EVALUATE,
    ("POST", "/evaluasi/{name}/hentikan"): _EVALUATE,
    # Programs
    ("GET", "/api/v1/openapi.json"): ANYBODY,
    ("GET", "/api/v1/health"): ANYBODY,
    ("GET", "/api/v1/ready"): ANYBODY,
    ("POST", "/api/v1/ask"): ANYBODY,
    ("POST", "/api/v1/ask/stream"): ANYBODY,
    ("POST", "/api/v1/search"): ANYBODY,
    ("GET", "/api/v1/glossary"): ANYBODY,
    ("GET", "/api/v1/sources"): ANYBODY,
    ("GET", "/api/v1/sources/{source_id}"): ANYBODY,
    ("GET", "/api/v1/sources/{source_id}/provisions"): ANYBODY,
    ("GET", "/api/v1/sources/{source_id}/relations"): ANYBODY,
    ("GET", "/api/v1/sources/{source_id}/amendments"): ANYBODY,
    ("GET", "/api/v1/sources/{source_id}/terms"): ANYBODY,
    ("GET", "/api/v1/sources/{source_id}/report"): ANYBODY,
    ("GET", "/api/v1/provisions/{provision_id:path}"): ANYBODY,
    ("GET", "/api/v1/entries/{entry_id:path}"): ANYBODY,
    ("GET", "/api/v1/versions/{pasal_id:path}"): ANYBODY,
    ("POST", "/api/v1/conversations"): ANYBODY,
    ("GET", "/api/v1/conversations"): ANYBODY,
    # Of a browser that has nothing there is nothing to delete: it is told so.
    ("DELETE", "/api/v1/conversations"): ANYBODY,
    ("GET", "/api/v1/conversations/{conversation_id}"): _CONVERSATION,
    ("PATCH", "/api/v1/conversations/{conversation_id}"): _CONVERSATION,
    ("DELETE", "/api/v1/conversations/{conversation_id}"): _CONVERSATION,
    ("POST", "/api/v1/conversations/{conversation_id}/questions"): _CONVERSATION,
    ("GET", "/api/v1/conversations/{conversation_id}/export"): _CONVERSATION,
    ("POST", "/api/v1/conversations/{conversation_id}/share"): _CONVERSATION,
    ("DELETE", "/api/v1/conversations/{conversation_id}/share"): _CONVERSATION,
    ("GET", "/api/v1/shared/{token}"): ANYBODY,
    ("PUT", "/api/v1/exchanges/{exchange_id}/feedback"): _EXCHANGE,
    ("POST", "/api/v1/exchanges/{exchange_id}/handover"): _EXCHANGE,
    ("GET", "/api/v1/handovers/{receipt}"): _RECEIPT,
    ("GET", "/api/v1/jobs"): _SERVICE,
    ("POST", "/api/v1/jobs/{job_id}/retry"): _SERVICE,
    ("GET", "/api/v1/audit"): _AUDIT,
    ("GET", "/api/v1/audit/verification"): _AUDIT,
    ("GET", "/api/v1/audit/trail.csv"): _AUDIT,
    # Clients of OpenAI, and of the Model Context Protocol (a server of its own)
    ("GET", "/v1/openapi.json"): ANYBODY,
    ("GET", "/v1/models"): ANYBODY,
    ("GET", "/v1/models/{name}"): ANYBODY,
    ("POST", "/v1/chat/completions"): ANYBODY,
    (EVERY_METHOD, "/mcp"): ANYBODY,
}
