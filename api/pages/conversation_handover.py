"""“Kirim ke forum”: what goes along is shown before it is sent; a receipt tells what came of it.

Whoever is signed in asks in the forum itself; a browser without an account hands its question over.
"""

from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from pydantic import ValidationError

from api.accounts.recognised import account_if_known
from api.accounts.signed_in import SIGN_IN
from api.conversation_schemas import Wish
from api.pages.answer_view import RetrievedPassage, answer_page
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.conversation_words import STANDINGS, conversation_url, receipt_url
from api.pages.form_fields import Fields
from api.pages.forum_words import ASK
from api.pages.templating import library_of, settings_of
from api.pages.words import OUTCOMES
from api.state.handovers import LONGEST_CONTACT, LONGEST_MESSAGE
from api.state.history import Placed
from corpus.errors import InvalidInput, NotFound

router = APIRouter(include_in_schema=False)


@router.get("/teruskan/{exchange_id}")
def compose(visit: AnyVisit, exchange_id: str) -> Response:
    """What would go to the officers, with room for a note; one that was sent leads to its receipt.

    Whoever is signed in is led to the forum, where the question goes with all that.
    """
    placed = visit.state.history.placed(visit.owner, exchange_id)
    if placed.receipt:
        return visit.go(receipt_url(placed.receipt))
    if account_if_known(visit.request) is not None:
        return visit.go(f"{ASK}?{urlencode({'jawaban': exchange_id})}")
    return _form(visit, placed, Wish(), "")


@router.post("/teruskan/{exchange_id}")
def send(visit: AnyVisit, exchange_id: str, fields: Fields) -> Response:
    """Hand the question over; sent twice it keeps its receipt."""
    visit.check(fields)
    placed = visit.state.history.placed(visit.owner, exchange_id)
    try:
        wish = _wish(fields)
    except InvalidInput as error:
        typed = Wish.model_construct(contact=fields.get("kontak", ""), message=fields.get("catatan", ""))
        return _form(visit, placed, typed, str(error))
    sent = visit.state.handovers.send(visit.owner, exchange_id, contact=wish.contact, message=wish.message)
    return visit.go(receipt_url(sent.receipt))


@router.get("/tindak-lanjut")
def lookup(visit: AnyVisit, nomor: str = "") -> Response:
    """Find a receipt by its number, or among one's own."""
    known = visit.visitor.owner
    number = "".join(nomor.split()).upper()[:100]
    trouble = ""
    if number:
        try:
            return visit.go(receipt_url(visit.state.handovers.read(visit.owner, number).receipt))
        except NotFound:
            trouble = (
                "Nomor ini tidak ditemukan. Periksa ejaannya, dan buka halaman ini di peramban yang "
                "Anda pakai saat mengirim pertanyaannya."
            )
    return visit.page(
        "tindak_lanjut.html",
        404 if trouble else 200,
        sent=visit.state.history.handed_over(known) if known else [],
        standings=STANDINGS,
        number=nomor.strip()[:100],
        trouble=trouble,
    )


@router.get("/tindak-lanjut/{receipt}")
def receipt(visit: AnyVisit, receipt: str) -> HTMLResponse:
    """Where it stands with a question one handed over; printable."""
    sent = visit.state.handovers.read(visit.owner, receipt)
    return visit.page("tanda_terima.html", sent=sent, standing=STANDINGS[sent.state])


def _wish(fields: dict[str, str]) -> Wish:
    typed = {"contact": fields.get("kontak", ""), "message": fields.get("catatan", "").replace("\r\n", "\n")}
    try:
        return Wish.model_validate(typed)
    except ValidationError as error:
        raise InvalidInput(
            f"Catatan paling panjang {LONGEST_MESSAGE} huruf, cara dihubungi {LONGEST_CONTACT} huruf. "
            "Pendekkan, lalu kirim lagi."
        ) from error


def _form(visit: Visit, placed: Placed, wish: Wish, trouble: str) -> HTMLResponse:
    return visit.page(
        "teruskan.html",
        422 if trouble else 200,
        sent=visit.state.handovers.preview(visit.owner, placed.exchange.id),
        outcomes=OUTCOMES,
        passages=_tried(visit, placed),
        back=conversation_url(placed.conversation.id),
        position=placed.exchange.position,
        action=f"/teruskan/{placed.exchange.id}",
        sign_in=f"{SIGN_IN}?{urlencode({'lanjut': f'/teruskan/{placed.exchange.id}'})}",
        wish=wish,
        trouble=trouble,
        longest_message=LONGEST_MESSAGE,
        longest_contact=LONGEST_CONTACT,
    )


def _tried(visit: Visit, placed: Placed) -> list[RetrievedPassage]:
    contact = settings_of(visit.request).contact
    return answer_page(library_of(visit.request), placed.exchange.answer, contact).passages
