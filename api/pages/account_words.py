"""The Indonesian words for roles."""

from api.accounts.models import Grant, Role

ROLES: dict[Role, str] = {
    Role.ASN: "ASN",
    Role.OPERATOR: "Operator",
    Role.ADMIN: "Admin",
    Role.EVALUATOR: "Evaluator",
    Role.KNOWLEDGE_MANAGER: "Pengelola pengetahuan",
    Role.SUPERADMIN: "Superadmin",
}


def grant_words(grant: Grant) -> str:
    """``Admin bidang mutasi``."""
    return f"{ROLES[grant.role]} bidang {grant.bidang}" if grant.bidang else ROLES[grant.role]
