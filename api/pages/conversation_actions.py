"""Every route of what is done with answers and conversations, and of the officers' side of it."""

from fastapi import APIRouter

from api.pages import (
    conversation_feedback,
    conversation_handover,
    conversation_history,
    conversation_sharing,
    service_routes,
)

router = APIRouter(include_in_schema=False)
for part in (
    conversation_feedback,
    conversation_handover,
    conversation_history,
    conversation_sharing,
    service_routes,
):
    router.include_router(part.router)
