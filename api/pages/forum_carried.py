"""What goes along when a question of the chat becomes a question of the forum; the officers read it."""

from dataclasses import dataclass

from api.accounts.models import Account
from api.forum.masking import LONGEST_TITLE
from api.pages.citations import citation_label
from api.pages.conversation_visit import Visit
from api.pages.port import PageLibrary
from api.pages.templating import library_of
from api.pages.words import Badge, force_badge, provision_url
from api.state.handovers import Handover, TriedPassage
from corpus.errors import InvalidIdentifier, NotFound


@dataclass(frozen=True, slots=True)
class Tried:
    """A passage that was weighed and did not do."""

    label: str
    url: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class Carried:
    """A question of the chat on its way to the forum.

    Attributes:
        exchange_id: of the answer it comes from; empty where it was handed over before.
        receipt: of what was handed over before; else empty.
    """

    exchange_id: str
    receipt: str
    handover: Handover
    tried: list[Tried]

    @property
    def title(self) -> str:
        """What the form begins with as title."""
        question = " ".join(self.handover.question.split())
        return question if len(question) <= LONGEST_TITLE else f"{question[: LONGEST_TITLE - 1]}…"

    @property
    def text(self) -> str:
        """What the form begins with as text, masked as it is kept."""
        return "\n\n".join(part for part in (self.handover.question, self.handover.message) if part)


def carried_by(visit: Visit, account: Account, *, exchange_id: str, receipt: str) -> Carried | None:
    """What a form carries along; None where it names nothing.

    Raises:
        NotFound: the account has no such answer, or no such receipt.
    """
    if receipt:
        handover = visit.state.handovers.read(account.owner, receipt.strip().upper())
    elif exchange_id:
        handover = visit.state.handovers.preview(account.owner, exchange_id)
    else:
        return None
    library = library_of(visit.request)
    return Carried(
        exchange_id="" if receipt else exchange_id,
        receipt=handover.receipt if receipt else "",
        handover=handover,
        tried=[_tried(library, one, handover) for one in handover.passages],
    )


def receipt_of(visit: Visit, account: Account, carried: Carried | None) -> str:
    """The receipt of what is carried, which is handed over now where it was not; empty without any.

    Raises:
        NotFound: the answer is gone.
    """
    if carried is None:
        return ""
    return carried.receipt or visit.state.handovers.send(account.owner, carried.exchange_id).receipt


def _tried(library: PageLibrary, passage: TriedPassage, handover: Handover) -> Tried:
    try:
        label = citation_label(passage.id, library.provision(passage.id, on=handover.on).source)
    except (NotFound, InvalidIdentifier):
        label = " › ".join(passage.path) or passage.id
    return Tried(label, provision_url(passage.id), force_badge(passage.status))
