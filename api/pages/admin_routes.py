"""Every route of the management pages."""

from fastapi import APIRouter

from api.pages import (
    admin_account_actions,
    admin_account_import,
    admin_accounts,
    admin_audit,
    admin_bidang,
    admin_categories,
    admin_holidays,
    admin_home,
    admin_jobs,
    admin_officers,
    admin_replies,
    admin_workload,
)

router = APIRouter(include_in_schema=False)
for part in (
    admin_home,
    # Before one account: "impor" must not read as its identifier.
    admin_account_import,
    admin_accounts,
    admin_account_actions,
    admin_bidang,
    admin_categories,
    admin_officers,
    admin_workload,
    admin_holidays,
    admin_replies,
    admin_audit,
    admin_jobs,
):
    router.include_router(part.router)
