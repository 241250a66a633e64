"""How much lies with every officer of a bidang, as a table with bars."""

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from api.accounts.permissions import Permission, may
from api.forum.routing.workload import Pile, Workload
from api.pages.admin_parts import InForum, InRouting, PlaceKeeper, managed
from api.pages.admin_words import WORKLOAD
from api.pages.conversation_visit import AnyVisit
from corpus.errors import InvalidInput

router = APIRouter(include_in_schema=False)

NOBODY = "Belum ditugaskan"


@dataclass(frozen=True, slots=True)
class PileLine:
    """A row of the table.

    Attributes:
        account_id: empty of what is nobody's.
        share: percent of the largest number of open questions in the bidang.
        late_share: likewise of those that are overdue.
    """

    account_id: str
    name: str
    pile: Pile
    absent: bool
    share: int
    late_share: int


@router.get(WORKLOAD)
def workload(visit: AnyVisit, by: PlaceKeeper, forum: InForum, routing: InRouting) -> HTMLResponse:
    """The workload of the bidang somebody leads, or of all for who manages the agency."""
    trouble = ""
    parts: list[tuple[str, list[PileLine]]] = []
    try:
        parts = [
            (place.name, lines_of(routing.workloads.of(place.id)))
            for place in managed(forum, by)
            if place.active
        ]
    except InvalidInput as error:
        # Holidays without end, say: the page still tells what is wrong.
        trouble = str(error)
    return visit.page(
        "kelola_beban.html",
        422 if trouble else 200,
        parts=parts,
        trouble=trouble,
        may_edit=may(by, Permission.MANAGE_BIDANG),
    )


def lines_of(workload: Workload) -> list[PileLine]:
    """The officers by name, and what is nobody's at the end."""
    piles = [(one.account_id, one.name, one.pile, one.absent) for one in workload.officers]
    piles.append(("", NOBODY, workload.unassigned, False))
    most = max(1, *(pile.open for _, _, pile, _ in piles))
    return [
        PileLine(
            account_id,
            name,
            pile,
            absent,
            share=round(100 * pile.open / most),
            late_share=round(100 * pile.overdue / most),
        )
        for account_id, name, pile, absent in piles
    ]
