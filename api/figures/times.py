"""How long people wait, in working hours, and how often within the target of the category.

A question that still waits counts as late as soon as its target is gone, so that what is never answered does
not make the figures better. One that still has time is not counted yet.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from api.figures.scope import Asked
from api.figures.share import Bin, Share, Spread, binned, spread
from api.forum.models import QuestionState
from api.forum.routing.targets import UNSORTED_REPLY_HOURS, UNSORTED_RESOLVE_HOURS
from api.state.forum_tables import CategoryRow, QuestionRow
from corpus.models import Frozen

REPLY_BOUNDS = (1, 2, 4, 8, 16, 24)
RESOLVE_BOUNDS = (4, 8, 16, 24, 40, 80)


class Timing(Frozen):
    """How long something took.

    Attributes:
        hours: of those that have it, in working hours from when they were asked.
        in_time: of those that have it or whose target is gone.
        pending: still waiting, and still have time.
        bins: the same hours by length.
    """

    hours: Spread
    in_time: Share
    pending: int
    bins: tuple[Bin, ...]


class Times(Frozen):
    """Of the questions that were asked in a period.

    Attributes:
        reply: until the first reply; questions rejected without one are left out.
        resolved: until they were closed, the last time where they were opened again.
    """

    reply: Timing
    resolved: Timing


def times(asked: Asked) -> Times:
    """Measure them."""
    return times_by_bidang(asked)[0]


def times_by_bidang(asked: Asked) -> tuple[Times, Mapping[str, Times]]:
    """Those of all, and by bidang, also of one without a question; every question is measured once."""
    whole, parts = _Waits(), defaultdict[str, _Waits](_Waits)
    statement = (
        select(
            QuestionRow.bidang_id,
            QuestionRow.created_at,
            QuestionRow.first_reply_at,
            QuestionRow.resolved_at,
            QuestionRow.state,
            CategoryRow.reply_hours,
            CategoryRow.resolve_hours,
        )
        .outerjoin(CategoryRow, CategoryRow.id == QuestionRow.category_id)
        .where(asked.questions(), asked.during(QuestionRow.created_at))
    )
    rows = asked.session.execute(statement)
    for bidang_id, begun, replied, closed, state, reply_hours, resolve_hours in rows:
        part = parts[bidang_id]
        if replied is not None or state != QuestionState.REJECTED.value:
            reply = _wait(asked, begun, replied, reply_hours or UNSORTED_REPLY_HOURS)
            whole.replies.append(reply)
            part.replies.append(reply)
        end = _wait(asked, begun, closed, resolve_hours or UNSORTED_RESOLVE_HOURS)
        whole.ends.append(end)
        part.ends.append(end)
    return whole.times(), defaultdict(_Waits().times, {key: part.times() for key, part in parts.items()})


@dataclass(frozen=True, slots=True)
class _Wait:
    hours: float
    over: bool
    target: float


@dataclass(frozen=True, slots=True)
class _Waits:
    replies: list[_Wait] = field(default_factory=list)
    ends: list[_Wait] = field(default_factory=list)

    def times(self) -> Times:
        return Times(reply=_timing(self.replies, REPLY_BOUNDS), resolved=_timing(self.ends, RESOLVE_BOUNDS))


def _wait(asked: Asked, begun: datetime, ended: datetime | None, target: float) -> _Wait:
    hours = asked.hours.elapsed(begun, ended or asked.now).total_seconds() / 3600
    return _Wait(hours=hours, over=ended is not None, target=target)


def _timing(waits: Sequence[_Wait], bounds: Sequence[int]) -> Timing:
    over = [one for one in waits if one.over]
    late = [one for one in waits if not one.over and one.hours > one.target]
    hits = sum(one.hours <= one.target for one in over)
    hours = [one.hours for one in over]
    labels = [f"≤ {bound}" for bound in bounds] + [f"> {bounds[-1]}"]
    return Timing(
        hours=spread(hours),
        in_time=Share(hits=hits, n=len(over) + len(late)),
        pending=len(waits) - len(over) - len(late),
        bins=binned(hours, bounds, labels),
    )
