"""Attachments under ``/api/v1/forum``: sent as a form, given back as a download and nothing else."""

import re
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Response, UploadFile

from api.accounts.signed_in import SignedIn
from api.csrf import refuse_elsewhere
from api.forum.attachments import Attachment
from api.forum.route_parts import PREFIX, RESPONSES, InForum
from api.forum.schemas import AttachmentsOut

UPLOADS = re.compile(r"/api/v1/forum/questions/[^/]+/attachments")
"""Paths whose requests may be as large as a file; see ``limits.BodyLimit``."""
FORM_BYTES = 10_000
"""What a form has beside its file."""

router = APIRouter(
    prefix=PREFIX, responses=RESPONSES, dependencies=[Depends(refuse_elsewhere)], tags=["Forum: lampiran"]
)


@router.post("/questions/{question_id}/attachments", status_code=201, summary="Lampirkan berkas")
def add(
    question_id: str,
    file: UploadFile,
    by: SignedIn,
    forum: InForum,
    post_id: Annotated[str, Form(max_length=120)] = "",
) -> Attachment:
    """Attach a PDF, PNG, JPEG, DOCX, XLSX or text file; what it is, is told from its bytes."""
    content = file.file.read()
    return forum.attachments.add(by, question_id, file.filename or "", content, post_id=post_id or None)


@router.get("/questions/{question_id}/attachments", summary="Lampiran pertanyaan")
def of_question(question_id: str, by: SignedIn, forum: InForum) -> AttachmentsOut:
    """The files of a question."""
    return AttachmentsOut(items=forum.attachments.of(by, question_id))


@router.get(
    "/attachments/{attachment_id}",
    summary="Unduh lampiran",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}, "description": "Isi berkas."}},
)
def download(attachment_id: str, by: SignedIn, forum: InForum) -> Response:
    """A file, to be saved and never to be shown in the page."""
    return download_of(*forum.attachments.read(by, attachment_id))


@router.delete("/attachments/{attachment_id}", status_code=204, summary="Hapus lampiran")
def remove(attachment_id: str, by: SignedIn, forum: InForum) -> None:
    """Take a file away."""
    forum.attachments.remove(by, attachment_id)


def download_of(attachment: Attachment, content: bytes) -> Response:
    """A file as browsers save it without opening it, and nobody keeps it on the way."""
    return Response(
        content,
        media_type=attachment.media_type,
        headers={
            "content-disposition": f"attachment; filename*=UTF-8''{quote(attachment.name, safe='')}",
            "x-content-type-options": "nosniff",
            "content-security-policy": "sandbox; default-src 'none'",
            "cache-control": "private, no-store",
        },
    )
