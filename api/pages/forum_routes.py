"""Every page of the forum for whoever asks and reads."""

from fastapi import APIRouter

from api.pages import forum_ask, forum_lists, forum_thread, forum_thread_actions

router = APIRouter(include_in_schema=False)
# Those with fixed names come first: "ajukan" must not read as a number.
for part in (forum_lists, forum_ask, forum_thread_actions, forum_thread):
    router.include_router(part.router)
