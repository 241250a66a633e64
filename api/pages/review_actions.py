"""What officers do to a question from its page: take it over, pass it on, note, close, ask for a draft."""

from fastapi import APIRouter
from fastapi.responses import Response

from api.forum.models import Priority
from api.pages.form_fields import Fields
from api.pages.review_acting import act
from api.pages.review_page import review_page
from api.pages.review_parts import AnyCase, Case, version_in
from api.pages.review_words import BARE, WORK, work_url
from corpus.errors import InvalidInput

router = APIRouter(prefix=WORK + "/{number}", include_in_schema=False)
_LIST = "\nDasar:"


def _done(case: Case, word: str) -> str:
    return work_url(case.question.number, f"?selesai={word}")


@router.post("/ambil")
def take_over(case: AnyCase, fields: Fields) -> Response:
    """Work a question oneself."""

    def do() -> str:
        case.forum.work.take_over(case.officer, case.question.id, version=version_in(fields))
        return _done(case, "ambil")

    return act(case, fields, do)


@router.post("/kembalikan")
def hand_back(case: AnyCase, fields: Fields) -> Response:
    """Let a question be nobody's again."""

    def do() -> str:
        reason = fields.get("alasan_kembali", "")
        case.forum.work.hand_back(case.officer, case.question.id, reason, version=version_in(fields))
        return _done(case, "kembali")

    return act(case, fields, do)


@router.post("/pindah")
def move(case: AnyCase, fields: Fields) -> Response:
    """Put a question where it belongs; one that leaves the officer's bidang leaves their pages too."""

    def do() -> str:
        wanted = fields.get("kategori", "")
        bare = wanted.startswith(BARE)
        moved = case.forum.work.move(
            case.officer,
            case.question.id,
            category_id=None if bare else wanted or None,
            bidang_id=wanted.removeprefix(BARE) if bare else "",
            version=version_in(fields),
            note=fields.get("catatan_pindah", ""),
        )
        stays = moved.bidang_id == case.question.bidang_id
        return _done(case, "pindah") if stays else f"{WORK}?selesai=pindah"

    return act(case, fields, do)


@router.post("/tugaskan")
def assign(case: AnyCase, fields: Fields) -> Response:
    """Give a question to an officer of its bidang."""

    def do() -> str:
        officer = fields.get("petugas", "")
        if not officer:
            raise InvalidInput("Pilih petugasnya.")
        note = fields.get("catatan_tugas", "")
        case.forum.work.assign(case.officer, case.question.id, officer, version=version_in(fields), note=note)
        return _done(case, "tugas")

    return act(case, fields, do)


@router.post("/prioritas")
def set_priority(case: AnyCase, fields: Fields) -> Response:
    """Say how soon it is wanted."""

    def do() -> str:
        chosen = next((one for one in Priority if one.value == fields.get("prioritas")), None)
        if chosen is None:
            raise InvalidInput("Pilih prioritasnya.")
        case.forum.work.set_priority(case.officer, case.question.id, chosen, version=version_in(fields))
        return _done(case, "prioritas")

    return act(case, fields, do)


@router.post("/selesai")
def resolve(case: AnyCase, fields: Fields) -> Response:
    """Close a question that was replied to."""

    def do() -> str:
        case.forum.work.resolve(case.officer, case.question.id, version=version_in(fields))
        return _done(case, "tutup")

    return act(case, fields, do)


@router.post("/tolak")
def reject(case: AnyCase, fields: Fields) -> Response:
    """Close a question that is not going to be answered."""

    def do() -> str:
        reason = fields.get("alasan_tolak", "")
        case.forum.work.reject(case.officer, case.question.id, reason, version=version_in(fields))
        return _done(case, "tolak-pertanyaan")

    return act(case, fields, do)


@router.post("/catatan")
def note(case: AnyCase, fields: Fields) -> Response:
    """Say something to the other officers."""

    def do() -> str:
        case.forum.posts.note(case.officer, case.question.id, fields.get("catatan", ""))
        return _done(case, "catatan") + "#utas"

    return act(case, fields, do)


@router.post("/draf-baru")
def another_draft(case: AnyCase, fields: Fields) -> Response:
    """Have another draft made, with a wish."""

    def do() -> str:
        case.drafts.order(case.question.id, case.officer, instruction=fields.get("arahan", ""))
        return _done(case, "draf-baru")

    return act(case, fields, do)


@router.post("/sisip")
def insert_saved(case: AnyCase, fields: Fields) -> Response:
    """Put words of the bidang into the reply that is being written, before its list of sources."""
    case.visit.check(fields)
    wanted = fields.get("tersimpan", "")
    found = next(
        (one for one in case.saved.list(case.officer, case.question.bidang_id) if one.id == wanted), None
    )
    if found is None:
        return review_page(case, status=422, trouble="Pilih balasan tersimpan yang disisipkan.", typed=fields)
    name = "teks" if "teks" in fields else "sendiri"
    return review_page(case, typed={**fields, name: with_words(fields.get(name, ""), found.text)})


def with_words(text: str, words: str) -> str:
    """A reply with further words at its end, before its list of sources."""
    kept = text.replace("\r\n", "\n").rstrip()
    body, mark, sources = kept.rpartition(_LIST)
    said, listed = (body.rstrip(), f"\n{mark}{sources}") if mark else (kept, "")
    return "\n".join(part for part in (said, words.strip()) if part) + listed
