"""What each role may do. Routes name a permission, never a role."""

from enum import StrEnum

from api.accounts.models import OF_A_BIDANG, Account, Role


class Permission(StrEnum):
    """Something that not everybody may do."""

    SUBMIT_QUESTIONS = "submit_questions"
    WORK_QUESTIONS = "work_questions"
    """Read the queue of a bidang, its drafts and notes; take questions over, pass them on, write replies."""
    DECIDE_DRAFTS = "decide_drafts"
    """Accept, edit, reject and publish in a bidang: the only way anything an AI wrote gets out."""
    READ_FIGURES = "read_figures"
    MANAGE_BIDANG = "manage_bidang"
    """Categories, targets, saved replies, skills and absences of a bidang."""
    MANAGE_AGENCY = "manage_agency"
    """Bidang themselves, holidays, imports."""
    MANAGE_KNOWLEDGE = "manage_knowledge"
    """Entries made from replies, what stands in doubt, what is brought in."""
    EVALUATE = "evaluate"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_SERVICE = "manage_service"
    """The switch of language models, questions handed over by visitors, feedback."""
    READ_AUDIT = "read_audit"
    KEEP_MINUTES = "keep_minutes"
    """Bring in the transcript of a meeting and be its secretary."""
    CARE_FOR_MINUTES = "care_for_minutes"
    """Open a signed notula again or destroy it, give a meeting a new secretary when its own is gone."""


GRANTED: dict[Role, frozenset[Permission]] = {
    Role.ASN: frozenset({Permission.SUBMIT_QUESTIONS}),
    Role.OPERATOR: frozenset(
        {
            Permission.SUBMIT_QUESTIONS,
            Permission.WORK_QUESTIONS,
            Permission.READ_FIGURES,
            Permission.KEEP_MINUTES,
        }
    ),
    Role.ADMIN: frozenset(
        {
            Permission.SUBMIT_QUESTIONS,
            Permission.WORK_QUESTIONS,
            Permission.DECIDE_DRAFTS,
            Permission.READ_FIGURES,
            Permission.MANAGE_BIDANG,
            Permission.MANAGE_SERVICE,
            Permission.KEEP_MINUTES,
        }
    ),
    Role.EVALUATOR: frozenset(
        {
            Permission.SUBMIT_QUESTIONS,
            Permission.EVALUATE,
            Permission.READ_FIGURES,
            Permission.READ_AUDIT,
            Permission.KEEP_MINUTES,
        }
    ),
    Role.KNOWLEDGE_MANAGER: frozenset(
        {Permission.SUBMIT_QUESTIONS, Permission.MANAGE_KNOWLEDGE, Permission.KEEP_MINUTES}
    ),
    # Whoever runs the service may hand out every role, which the audit trail tells, but publishes nothing.
    Role.SUPERADMIN: frozenset(
        {
            Permission.SUBMIT_QUESTIONS,
            Permission.MANAGE_AGENCY,
            Permission.MANAGE_ACCOUNTS,
            Permission.MANAGE_SERVICE,
            Permission.READ_AUDIT,
            Permission.READ_FIGURES,
            Permission.KEEP_MINUTES,
            Permission.CARE_FOR_MINUTES,
        }
    ),
}


IN_A_BIDANG = frozenset({Permission.WORK_QUESTIONS, Permission.DECIDE_DRAFTS, Permission.MANAGE_BIDANG})
"""Permissions that hold in the bidang of the grant only."""


def may(account: Account | None, permission: Permission, *, bidang: str | None = None) -> bool:
    """Whether somebody may do something.

    Args:
        account: None is whoever is not signed in.
        bidang: where; None asks whether they may anywhere. Only permissions ``IN_A_BIDANG`` look at it.
    """
    if account is None or not account.active:
        return False
    return any(
        permission in GRANTED[grant.role]
        and (
            bidang is None
            or permission not in IN_A_BIDANG
            or (grant.role in OF_A_BIDANG and grant.bidang == bidang)
        )
        for grant in account.grants
    )


def bidang_for(account: Account, permission: Permission) -> frozenset[str]:
    """Bidang in which somebody has a permission that holds in a bidang only."""
    return frozenset(
        grant.bidang for grant in account.grants if grant.bidang and permission in GRANTED[grant.role]
    )
