"""The Indonesian words for roles."""

from collections.abc import Mapping

from api.accounts.models import Grant, Role

ROLES: dict[Role, str] = {
    Role.ASN: "ASN",
    Role.OPERATOR: "Operator",
    Role.ADMIN: "Admin",
    Role.EVALUATOR: "Evaluator",
    Role.KNOWLEDGE_MANAGER: "Pengelola pengetahuan",
    Role.SUPERADMIN: "Superadmin",
}


def grant_words(grant: Grant, places: Mapping[str, str]) -> str:
    """``Admin bidang Mutasi``.

    Args:
        places: names of bidang by identifier.
    """
    if not grant.bidang:
        return ROLES[grant.role]
    return f"{ROLES[grant.role]} bidang {places.get(grant.bidang, grant.bidang)}"
