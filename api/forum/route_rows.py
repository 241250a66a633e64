"""Who may call the routes under ``/api/v1/forum``: their part of the table in ``api.route_permissions``."""

from api.accounts.permissions import Permission
from api.route_rules import ANYBODY, SIGNED_IN, Routes, Rule, needs, own

_ASKS = needs(Permission.SUBMIT_QUESTIONS)
_WORKS = needs(Permission.WORK_QUESTIONS)
_DECIDES = needs(Permission.DECIDE_DRAFTS)
_AGENCY = needs(Permission.MANAGE_AGENCY)
_MANAGES = needs(Permission.MANAGE_BIDANG, Permission.MANAGE_AGENCY)
_MANAGES_HERE = needs(Permission.MANAGE_BIDANG)
_QUESTION = own("question_id", signed_in=True)
_ATTACHMENT = own("attachment_id", signed_in=True)
_HANDED_OVER = Rule(signed_in=True, permissions=(Permission.SUBMIT_QUESTIONS,), own="receipt")

FORUM: Routes = {
    ("GET", "/api/v1/forum/bidang"): ANYBODY,
    ("GET", "/api/v1/forum/categories"): ANYBODY,
    ("POST", "/api/v1/forum/bidang"): _AGENCY,
    ("PATCH", "/api/v1/forum/bidang/{bidang_id}"): _AGENCY,
    ("POST", "/api/v1/forum/categories"): _MANAGES,
    ("PATCH", "/api/v1/forum/categories/{category_id}"): _MANAGES,
    ("POST", "/api/v1/forum/preview"): _ASKS,
    ("GET", "/api/v1/forum/similar"): ANYBODY,
    ("GET", "/api/v1/forum/handovers/{receipt}"): _HANDED_OVER,
    ("POST", "/api/v1/forum/questions"): _ASKS,
    ("GET", "/api/v1/forum/questions"): SIGNED_IN,
    ("GET", "/api/v1/forum/answered"): ANYBODY,
    # Anybody reads what is answered; nobody else what is not.
    ("GET", "/api/v1/forum/questions/{question_id}"): own("question_id"),
    ("GET", "/api/v1/forum/questions/{question_id}/history"): _QUESTION,
    ("PATCH", "/api/v1/forum/questions/{question_id}/public"): _QUESTION,
    ("POST", "/api/v1/forum/questions/{question_id}/follow-ups"): _QUESTION,
    ("POST", "/api/v1/forum/questions/{question_id}/reopen"): _QUESTION,
    ("PUT", "/api/v1/forum/questions/{question_id}/rating"): _QUESTION,
    ("PUT", "/api/v1/forum/questions/{question_id}/subscription"): _QUESTION,
    # Nothing happens where one did not follow it: 204 for everybody.
    ("DELETE", "/api/v1/forum/questions/{question_id}/subscription"): SIGNED_IN,
    ("GET", "/api/v1/forum/notifications"): SIGNED_IN,
    ("POST", "/api/v1/forum/notifications/read"): SIGNED_IN,
    ("GET", "/api/v1/forum/queue"): _WORKS,
    ("POST", "/api/v1/forum/questions/{question_id}/take-over"): _WORKS,
    ("POST", "/api/v1/forum/questions/{question_id}/assign"): _WORKS,
    ("POST", "/api/v1/forum/questions/{question_id}/hand-back"): _WORKS,
    ("POST", "/api/v1/forum/questions/{question_id}/move"): _WORKS,
    ("POST", "/api/v1/forum/questions/{question_id}/priority"): _WORKS,
    ("POST", "/api/v1/forum/questions/{question_id}/resolve"): _WORKS,
    ("POST", "/api/v1/forum/questions/{question_id}/reject"): _WORKS,
    ("POST", "/api/v1/forum/questions/{question_id}/notes"): _WORKS,
    ("POST", "/api/v1/forum/questions/{question_id}/replies"): _DECIDES,
    ("POST", "/api/v1/forum/questions/{question_id}/replies/check"): _WORKS,
    ("POST", "/api/v1/forum/posts/{post_id}/withdraw"): _DECIDES,
    ("POST", "/api/v1/forum/questions/{question_id}/attachments"): _QUESTION,
    ("GET", "/api/v1/forum/questions/{question_id}/attachments"): _QUESTION,
    ("GET", "/api/v1/forum/attachments/{attachment_id}"): _ATTACHMENT,
    ("DELETE", "/api/v1/forum/attachments/{attachment_id}"): _ATTACHMENT,
    # Drafts and reviews
    ("GET", "/api/v1/forum/drafts"): _WORKS,
    ("GET", "/api/v1/forum/drafts/{draft_id}"): _WORKS,
    ("GET", "/api/v1/forum/questions/{question_id}/drafts"): _WORKS,
    ("POST", "/api/v1/forum/questions/{question_id}/drafts"): _WORKS,
    ("GET", "/api/v1/forum/bidang/{bidang_id}/saved-replies"): _WORKS,
    ("POST", "/api/v1/forum/bidang/{bidang_id}/saved-replies"): _MANAGES_HERE,
    ("PUT", "/api/v1/forum/saved-replies/{reply_id}"): _MANAGES_HERE,
    ("DELETE", "/api/v1/forum/saved-replies/{reply_id}"): _MANAGES_HERE,
    ("POST", "/api/v1/forum/drafts/{draft_id}/open"): _DECIDES,
    ("POST", "/api/v1/forum/drafts/{draft_id}/release"): _DECIDES,
    ("POST", "/api/v1/forum/drafts/{draft_id}/check"): _WORKS,
    ("POST", "/api/v1/forum/drafts/{draft_id}/accept"): _DECIDES,
    ("POST", "/api/v1/forum/drafts/{draft_id}/accept-with-edits"): _DECIDES,
    ("POST", "/api/v1/forum/drafts/{draft_id}/reject"): _DECIDES,
    ("POST", "/api/v1/forum/drafts/{draft_id}/second-readings"): _DECIDES,
    ("POST", "/api/v1/forum/second-readings/{reading_id}"): _DECIDES,
    ("GET", "/api/v1/forum/training"): _DECIDES,
    ("PUT", "/api/v1/forum/training"): _DECIDES,
}
