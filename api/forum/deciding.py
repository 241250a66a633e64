"""Writing down a decision: its row, the state of the draft, the audit trail."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from pydantic import JsonValue
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.forum.edited import Reverified
from api.forum.models import DraftState
from api.forum.review_words import Decision
from api.forum.reviewing import Held
from api.state.audit import Audited, add_entry
from api.state.columns import new_id
from api.state.draft_tables import DecisionRow
from api.state.masking import masked
from assistant.models import Answer


def record_decision(
    session: Session,
    held: Held,
    by: Account,
    decision: DraftState,
    *,
    at: datetime,
    checked: Reverified | None = None,
    reason: str = "",
    note: str = "",
    post_id: str | None = None,
    caught: bool | None = None,
) -> Decision:
    """Keep a decision in the transaction that carries it out, the audit entry last.

    Args:
        checked: what was accepted, as it was verified; None of a rejection.
        caught: of a draft made wrong for practice, whether the reader found it.
    """
    draft = held.draft
    after = None if checked is None else checked.answer
    made = Decision(
        id=new_id(),
        draft_id=draft.id,
        question_id=draft.question_id,
        decided_at=at,
        account_id=by.id,
        decision=decision,
        reason=reason,
        note=note,
        edit_distance=0.0 if after is None else edit_distance(draft.answer.text, after.text),
        seconds=(at - (held.row.opened_at or at)).total_seconds(),
        post_id=post_id,
        seeded_error=draft.seeded_error,
        caught=caught,
    )
    scores = draft.scorecard if checked is None else checked.scorecard
    session.add(
        DecisionRow(
            before=draft.answer.model_dump(mode="json"),
            after=None if after is None else after.model_dump(mode="json"),
            scorecard=None if scores is None else scores.model_dump(mode="json"),
            **made.model_dump(exclude={"seeded_error", "caught"}),
        )
    )
    held.row.state = decision.value
    held.row.version += 1
    held.row.lease_until = None
    session.flush()
    add_entry(
        session,
        Audited(
            at=at,
            actor=by.username,
            action=f"forum.draf.{decision.value}",
            subject=draft.question_id,
            reason=masked(": ".join(part for part in (reason, note) if part)),
            details=_details(held, made, after, checked),
        ),
    )
    return made


def edit_distance(before: str, after: str) -> float:
    """Share of words to insert, delete or replace to get from one text to the other, 0–1.

    Levenshtein's distance over words, divided by the number of words of the longer text.
    """
    one, other = before.split(), after.split()
    longest = max(len(one), len(other))
    return _levenshtein(one, other) / longest if longest else 0.0


def _levenshtein(one: Sequence[str], other: Sequence[str]) -> int:
    row = list(range(len(other) + 1))
    for place, word in enumerate(one, 1):
        diagonal, row[0] = row[0], place
        for column, against in enumerate(other, 1):
            changed = diagonal + (word != against)
            diagonal, row[column] = row[column], min(changed, row[column] + 1, row[column - 1] + 1)
    return row[-1]


def _details(
    held: Held, made: Decision, after: Answer | None, checked: Reverified | None
) -> dict[str, JsonValue]:
    """What the audit trail keeps for good: the words before and after, masked, and what they came from."""
    draft = held.draft
    details: dict[str, JsonValue] = {
        "draft": draft.id,
        "decision": made.id,
        "before": _told(draft.answer),
        "after": None if after is None else _told(after),
        "edit_distance": round(made.edit_distance, 4),
        "model": draft.model,
        "prompt": draft.prompt_hash,
        "snapshot": draft.snapshot,
        "verified_against": "" if checked is None else checked.snapshot,
        "opinion": "" if draft.scorecard is None else draft.scorecard.opinion.value,
        "risk": draft.risk,
        "post": made.post_id,
    }
    if draft.seeded_error:
        details |= {"seeded_error": draft.seeded_error, "caught": made.caught}
    return details


def _told(answer: Answer) -> dict[str, JsonValue]:
    """An answer in the trail: its words, what it cites, and a hash over all of it."""
    whole = answer.model_dump_json(include={"question", "status", "text", "claims"})
    cited = dict.fromkeys(citation.provision_id for claim in answer.claims for citation in claim.citations)
    return {
        "text": masked(answer.text),
        "cites": list(cited),
        "sha256": hashlib.sha256(whole.encode()).hexdigest(),
    }
