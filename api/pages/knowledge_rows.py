"""Who may call the pages of Pengetahuan: their part of the table in ``api.route_permissions``."""

from api.accounts.permissions import Permission
from api.route_rules import Routes, needs

_MANAGES = needs(Permission.MANAGE_KNOWLEDGE)
_SETTLES = needs(Permission.MANAGE_KNOWLEDGE, Permission.DECIDE_DRAFTS)

KNOWLEDGE: Routes = {
    ("GET", "/pengetahuan"): _SETTLES,
    ("GET", "/pengetahuan/calon/{candidate_id}"): _MANAGES,
    ("POST", "/pengetahuan/calon/{candidate_id}"): _MANAGES,
    ("GET", "/pengetahuan/tinjau/{subject:path}"): _SETTLES,
    ("POST", "/pengetahuan/tinjau/{subject:path}"): _SETTLES,
}
