"""The words of a review: what a reader has seen, what was decided, and the rules that hold for it."""

from datetime import datetime, timedelta

from pydantic import Field

from api.forum.edited import Reverified
from api.forum.models import Draft, DraftState
from corpus.models import Frozen


class ReviewRules(Frozen):
    """What an agency sets for reviews.

    Attributes:
        lease: how long an opened draft is its reader's alone, from when they last opened it.
        high_risk: from this risk on, 0–1, a draft is called high and is published only when a second reader
            agrees; above 1 none is.
        seeded_share: how often somebody who practises is shown a draft made wrong; 0 is never.
    """

    lease: timedelta = timedelta(minutes=30)
    high_risk: float = Field(0.6, ge=0.0)
    seeded_share: float = Field(0.0, ge=0.0, le=1.0)

    @property
    def some_risk(self) -> float:
        """From which on a risk is called moderate: half of what is called high."""
        return min(self.high_risk, 1.0) / 2


class Seen(Frozen):
    """What an officer decides on: a draft or a thread that has moved on since is a ``Conflict``."""

    draft_version: int
    thread_version: int


class SecondReading(Frozen):
    """A reply that somebody else was asked to read.

    Attributes:
        text: what they read, as officers edit it.
        account_id: who read it; None while nobody has.
        agrees: None while nobody has read it.
    """

    id: str
    draft_id: str
    asked_by: str | None
    asked_at: datetime
    text: str
    account_id: str | None = None
    read_at: datetime | None = None
    agrees: bool | None = None
    note: str = ""


class Opened(Frozen):
    """A draft in the hands of its reader.

    Attributes:
        text: the reply to edit.
        checked: the draft as it holds today, which may be another day than that of its drafting.
        seen: to be sent back with the decision.
        needs_second: it is published only when somebody else agrees.
        readings: what others were asked and said, the newest first.
    """

    draft: Draft
    text: str
    checked: Reverified
    seen: Seen
    lease_until: datetime
    needs_second: bool
    readings: tuple[SecondReading, ...] = ()


class Decision(Frozen):
    """What an officer decided.

    Attributes:
        decision: accepted, accepted with edits, or rejected.
        reason: code of a rejection; empty otherwise.
        edit_distance: 0–1, share of the words that were changed.
        seconds: from opening the draft to deciding.
        post_id: of the published reply; None where nothing was.
        seeded_error: what had been made wrong in the draft for practice; nothing was published then.
        caught: whether the reader found it; None of a draft that was not made wrong.
    """

    id: str
    draft_id: str
    question_id: str
    decided_at: datetime
    account_id: str | None
    decision: DraftState
    reason: str = ""
    note: str = ""
    edit_distance: float = 0.0
    seconds: float = 0.0
    post_id: str | None = None
    seeded_error: str = ""
    caught: bool | None = None
