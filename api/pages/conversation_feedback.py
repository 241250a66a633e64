"""Whether an answer helped: sent from under it, with a reason in a second step, changed at any time."""

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import ValidationError

from api.pages.conversation_visit import AnyVisit
from api.pages.conversation_words import conversation_url
from api.pages.form_fields import Fields
from api.state.feedback import LONGEST_TEXT, Judgement
from corpus.errors import InvalidInput

router = APIRouter(include_in_schema=False)


@router.post("/tanggapan/{exchange_id}")
def judge(visit: AnyVisit, exchange_id: str, fields: Fields) -> Response:
    """Keep what somebody says of an answer; back to it, or just the part of its page for a script."""
    visit.check(fields)
    placed = visit.state.history.placed(visit.owner, exchange_id)
    said = _judgement(fields, placed.judgement)
    kept = visit.state.feedback.give(visit.owner, exchange_id, said).judgement
    if visit.by_script:
        return visit.page("tanggapan_isi.html", id=exchange_id, judgement=kept)
    return visit.go(conversation_url(placed.conversation.id, exchange_id))


def _judgement(fields: dict[str, str], before: Judgement | None) -> Judgement:
    """What the fields say; the same verdict again, without a reason, leaves the reason given before."""
    verdict = fields.get("membantu", "")
    if verdict not in {"ya", "tidak"}:
        raise InvalidInput("Pilih apakah jawaban itu membantu: Ya atau Tidak.")
    helpful = verdict == "ya"
    if not {"alasan", "uraian"} & set(fields):
        return before if before is not None and before.helpful is helpful else Judgement(helpful=helpful)
    text = fields.get("uraian", "").replace("\r\n", "\n").strip()
    if len(text) > LONGEST_TEXT:
        raise InvalidInput(f"Uraian paling panjang {LONGEST_TEXT} huruf; yang Anda tulis {len(text)} huruf.")
    try:
        return Judgement.model_validate(
            {"helpful": helpful, "reason": fields.get("alasan") or None, "text": text}
        )
    except ValidationError as error:
        raise InvalidInput("Alasan itu tidak ada di daftar. Pilih salah satu yang tampil.") from error
