"""Who may call the routes under ``/api/v1/meetings``: part of the table in ``api.route_permissions``."""

from api.accounts.permissions import Permission
from api.route_rules import SIGNED_IN, Routes, needs, own

_KEEPS = needs(Permission.KEEP_MINUTES)
_PUBLISHES = needs(Permission.MANAGE_KNOWLEDGE)
_CARES = needs(Permission.CARE_FOR_MINUTES)
_MEETING = own("meeting_id", signed_in=True)
_ACTION = own("action_id", signed_in=True)
_ONE = "/api/v1/meetings/{meeting_id}"

MINUTES: Routes = {
    ("POST", "/api/v1/meetings"): _KEEPS,
    ("POST", "/api/v1/meetings/files"): _KEEPS,
    ("POST", "/api/v1/meetings/recordings"): _KEEPS,
    ("GET", "/api/v1/meetings"): SIGNED_IN,
    ("GET", "/api/v1/meetings/actions"): SIGNED_IN,
    ("PATCH", "/api/v1/meetings/actions/{action_id}"): _ACTION,
    ("GET", "/api/v1/meetings/actions/{action_id}/history"): _ACTION,
    ("GET", "/api/v1/meetings/search"): SIGNED_IN,
    ("GET", "/api/v1/meetings/publications"): _PUBLISHES,
    ("GET", f"{_ONE}/publication"): _MEETING,
    ("PUT", f"{_ONE}/publication"): _MEETING,
    ("POST", f"{_ONE}/publication/decision"): _PUBLISHES,
    ("POST", f"{_ONE}/publication/withdrawal"): _MEETING,
    ("POST", f"{_ONE}/removal"): _MEETING,
    ("POST", f"{_ONE}/destruction"): _CARES,
    ("POST", f"{_ONE}/secretary"): _MEETING,
    ("POST", f"{_ONE}/secretary/appointment"): _CARES,
    ("GET", _ONE): _MEETING,
    ("PUT", _ONE): _MEETING,
    ("GET", f"{_ONE}/transcript"): _MEETING,
    ("GET", f"{_ONE}/minutes"): _MEETING,
    ("PUT", f"{_ONE}/minutes"): _MEETING,
    ("POST", f"{_ONE}/confirmations"): _MEETING,
    ("POST", f"{_ONE}/regenerate"): _MEETING,
    ("POST", f"{_ONE}/proposals"): _MEETING,
    ("POST", f"{_ONE}/speakers"): _MEETING,
    ("GET", f"{_ONE}/versions"): _MEETING,
    ("GET", f"{_ONE}/changes"): _MEETING,
    ("POST", f"{_ONE}/restore"): _MEETING,
    ("POST", f"{_ONE}/signatures"): _MEETING,
    ("POST", f"{_ONE}/reopen"): _CARES,
    ("GET", f"{_ONE}/comments"): _MEETING,
    ("POST", f"{_ONE}/comments"): _MEETING,
    ("GET", f"{_ONE}/export"): _MEETING,
    ("PUT", f"{_ONE}/recording"): _MEETING,
    ("GET", f"{_ONE}/recording"): _MEETING,
    ("GET", f"{_ONE}/earlier-actions"): _MEETING,
}
