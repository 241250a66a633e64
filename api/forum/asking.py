"""What an asker brings, within its bounds, and what a handed-over question becomes."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.forum.masking import LONGEST_TEXT, LONGEST_TITLE, Preview, preview
from api.state.audit import said
from api.state.columns import new_id
from api.state.handovers import HandoverState
from api.state.tables import HandoverRow
from corpus.errors import Conflict, InvalidInput, NotFound
from corpus.models import Frozen

SHORTEST_TEXT = 10
LONGEST_KEY = 100
"""Characters of a key with which a question is sent once."""


class NewQuestion(Frozen):
    """A question to be asked.

    Attributes:
        category_id: None lets it be found out.
        anonymous: others are not even told that an ASN asks.
        public_title, public_text: what others are to read, as the asker changed the preview; empty leaves
            it as the preview has it. Masked again in any case.
        receipt: of a question that was handed over before and is now asked here; empty without one.
        once: a random key of the form; the same question sent with it again is not asked again.
    """

    title: str
    text: str
    category_id: str | None = None
    anonymous: bool = False
    public_title: str = ""
    public_text: str = ""
    receipt: str = ""
    once: str = Field("", max_length=LONGEST_KEY)


class Prefill(Frozen):
    """What the form begins with when a handed-over question is to be asked here."""

    title: str
    text: str
    receipt: str


def identifier_of(new: NewQuestion, by: Account) -> str:
    """The identifier that a question gets: the same whenever one form is sent again with the same words.

    A key of one's own choice says nothing about others': the account is part of it. So are the words, since a
    browser that goes back shows a form with its old key.
    """
    if not new.once:
        return new_id()
    parts = json.dumps([by.id, new.once, new.title, new.text])
    return str(UUID(bytes=hashlib.sha256(parts.encode()).digest()[:16]))


def title_of(text: str) -> str:
    """A title as one line.

    Raises:
        InvalidInput: it is empty or too long.
    """
    line = " ".join(text.split())
    if not 0 < len(line) <= LONGEST_TITLE:
        raise InvalidInput(f"Judul harus diisi, paling banyak {LONGEST_TITLE} huruf.")
    return line


def text_of(text: str, what: str = "Pertanyaan", *, shortest: int = 1) -> str:
    """A text as it is kept.

    Raises:
        InvalidInput: it is too short or too long; ``what`` names it.
    """
    kept = text.replace("\r\n", "\n").strip()
    if not shortest <= len(kept) <= LONGEST_TEXT:
        raise InvalidInput(f"{what} harus berisi {shortest} sampai {LONGEST_TEXT} huruf.")
    return kept


def public_words(title: str, text: str, new_title: str, new_text: str, names: Sequence[str]) -> Preview:
    """What others will read: the asker's own choice where there is one, masked in any case.

    Args:
        names: the asker's, see ``masking.names_of``.

    Raises:
        InvalidInput: it is too long.
    """
    chosen_title = title_of(new_title) if new_title.strip() else title
    chosen_text = text_of(new_text, "Naskah untuk umum") if new_text.strip() else text
    return preview(chosen_title, chosen_text, names=names)


def handed_over(session: Session, by: Account, receipt: str) -> HandoverRow:
    """The locked row of a question that an account handed over before.

    Raises:
        NotFound: it handed none over under this number.
    """
    number = receipt.strip().upper()
    row = session.get(HandoverRow, number, with_for_update=True)
    if row is None or row.owner_id != by.owner.id:
        raise NotFound(
            f"Nomor tanda terima “{said(number, 'Nomor', required=False)}” tidak ada atau bukan milik Anda."
        )
    return row


def take_from(row: HandoverRow) -> Prefill:
    """What a handed-over question begins with here, masked as it was kept."""
    title = row.question if len(row.question) <= LONGEST_TITLE else f"{row.question[: LONGEST_TITLE - 1]}…"
    text = "\n\n".join(part for part in (row.question, row.message) if part)
    return Prefill(title=title, text=text, receipt=row.receipt)


def close_handover(row: HandoverRow, number: int, *, by: Account, at: datetime) -> None:
    """Let the handover say where its question went.

    Raises:
        Conflict: the officers have handled it already.
    """
    if row.state != HandoverState.NEW.value:
        raise Conflict(f"Pertanyaan dengan tanda terima {row.receipt} sudah ditangani.")
    row.state = HandoverState.HANDLED.value
    row.closed_at, row.closed_by = at, by.username
    row.note = f"Diteruskan ke forum sebagai pertanyaan nomor {number}."
