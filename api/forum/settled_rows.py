"""What settling a doubt writes down: the reply or the entry that holds again, and the audit entry.

Functions take part in the transaction of whoever settles.
"""

from datetime import date, datetime

from pydantic import JsonValue
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.forum.adding import for_everybody
from api.forum.doubts import DoubtState
from api.forum.edited import Reverified
from api.forum.edited_text import editor_text
from api.forum.faq.states import CandidateState
from api.forum.law_changes import laws_of
from api.forum.masking import public_text_of
from api.forum.models import PostKind, Standing
from api.forum.notifying import Notice, readers_of, tell
from api.forum.places import reception_of
from api.forum.rows import asker_names, changed
from api.forum.settled_parts import Held
from api.state.audit import Audited, add_entry
from api.state.columns import new_id
from api.state.forum_tables import BidangRow
from api.state.knowledge_tables import FaqCandidateRow
from api.state.masking import masked
from assistant.models import Answer
from corpus.identifiers import slug


def renew_reply(
    session: Session, one: Held, checked: Reverified, state: DoubtState, by: Account, now: datetime
) -> None:
    """Let a reply hold again, in its old words or the ones that were put in their place, and tell of it."""
    post, question = one.post, one.question
    if post is None or question is None:
        raise TypeError("a reply has a post and a question")
    post.answer = for_everybody(session, question, checked.answer).model_dump(mode="json")
    post.snapshot, post.standing = checked.snapshot, Standing.CURRENT.value
    if state is DoubtState.EDITED:
        post.text = checked.answer.text
        post.public_text = public_text_of(post.text, names=asker_names(session, question))
    changed(question, now)
    session.flush()
    edited = state is DoubtState.EDITED
    told = (
        "dibalas ulang: balasannya disesuaikan dengan aturan terbaru."
        if edited
        else "ditinjau kembali: balasannya masih sesuai dengan aturan terbaru."
    )
    tell(session, question, Notice.REPLY, told, at=now, audience=readers_of(PostKind(post.kind)), by_id=by.id)


def renew_entry(row: FaqCandidateRow, checked: Reverified, day: date, by: Account, now: datetime) -> None:
    """Let an entry hold again until a day."""
    row.verified = checked.answer.model_dump(mode="json")
    row.answer = editor_text(checked.answer.claims)
    row.legal_basis = list(laws_of(checked.answer))
    row.snapshot, row.standing = checked.snapshot, Standing.CURRENT.value
    row.review_on = day
    row.decided_by, row.decided_at = by.id, now
    row.version += 1


def own_copy(session: Session, one: Held, now: datetime) -> FaqCandidateRow:
    """A new entry of our own for one that came from a file, which is used no more."""
    subject = one.subject
    bidang = session.get(BidangRow, subject.bidang_id)
    identifier = new_id()
    row = FaqCandidateRow(
        id=identifier,
        state=CandidateState.APPROVED.value,
        posts=[],
        question=subject.title,
        variants=[],
        answer="",
        snapshot="",
        standing=Standing.CURRENT.value,
        legal_basis=[],
        category_id=None,
        bidang_id=reception_of(session) if bidang is None else bidang.id,
        entry_id=f"faq/{slug(subject.id)[:50]}-{identifier[-8:]}",
        note=f"Menggantikan entri {subject.id}, yang dasar hukumnya berubah.",
        created_at=now,
        version=0,
    )
    session.add(row)
    return row


def audit_settled(
    session: Session,
    one: Held,
    by: Account,
    state: DoubtState,
    checked: Reverified | None,
    note: str,
    now: datetime,
) -> None:
    """Keep a settlement for good: what was in doubt, the words before and after."""
    details: dict[str, JsonValue] = {
        "kind": one.subject.kind.value,
        "question": one.subject.question_id,
        "doubts": [doubt.id for doubt in one.doubts],
        "before": None if one.kept is None else _told(one.kept),
        "after": None if checked is None else _told(checked.answer),
        "verified_against": "" if checked is None else checked.snapshot,
    }
    action = f"pengetahuan.{state.value}"
    entry = Audited(
        at=now, actor=by.username, action=action, subject=one.subject.id, reason=masked(note), details=details
    )
    add_entry(session, entry)


def _told(answer: Answer) -> JsonValue:
    cites = dict.fromkeys(one.provision_id for claim in answer.claims for one in claim.citations)
    return {"text": masked(answer.text), "cites": list(cites)}
