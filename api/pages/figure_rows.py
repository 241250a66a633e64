"""Who may call the pages of figures: their part of the table in ``api.route_permissions``."""

from api.accounts.permissions import Permission
from api.route_rules import ANYBODY, Routes, needs

_READS = needs(Permission.READ_FIGURES)

FIGURE_PAGES: Routes = {
    ("GET", "/angka"): _READS,
    ("GET", "/angka/unduh/{table}"): _READS,
    ("GET", "/kinerja-layanan"): ANYBODY,
}
