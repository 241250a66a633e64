"""The forum's pages in the table of who may call which route (``api.route_permissions``)."""

from api.accounts.permissions import Permission
from api.route_rules import ANYBODY, SIGNED_IN, Routes, needs, own

_ASK = needs(Permission.SUBMIT_QUESTIONS)
_QUESTION = own("number", signed_in=True)
_ATTACHMENT = own("attachment_id", signed_in=True)

FORUM_PAGES: Routes = {
    ("GET", "/forum"): ANYBODY,
    ("GET", "/forum/ajukan"): _ASK,
    ("POST", "/forum/ajukan"): _ASK,
    ("GET", "/forum/saya"): SIGNED_IN,
    # Everybody may read what was answered; of everything else they are told that it is not there.
    ("GET", "/forum/{number}"): own("number"),
    ("GET", "/forum/pertanyaan/{question_id}"): own("question_id"),
    ("GET", "/forum/{number}/terkirim"): _ASK.model_copy(update={"own": "number"}),
    ("POST", "/forum/{number}/lanjutan"): _QUESTION,
    ("POST", "/forum/{number}/buka-kembali"): _QUESTION,
    ("POST", "/forum/{number}/nilai"): _QUESTION,
    ("POST", "/forum/{number}/naskah"): _QUESTION,
    ("POST", "/forum/{number}/lampiran"): _QUESTION,
    ("POST", "/forum/{number}/ikuti"): _QUESTION,
    ("GET", "/forum/lampiran/{attachment_id}"): _ATTACHMENT,
    ("POST", "/forum/lampiran/{attachment_id}/hapus"): _ATTACHMENT,
    ("GET", "/pemberitahuan"): SIGNED_IN,
    ("POST", "/pemberitahuan"): SIGNED_IN,
}
