"""Forms of the forum, which may bring files: read whole, within the bound that the application sets."""

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import UploadFile

from api.settings import Settings

UPLOADS = re.compile(r"/forum/(?:ajukan|\d{1,9}/lampiran)")
"""Paths whose requests may be as large as ``largest`` says; see ``limits.BodyLimit``."""
FORM_BYTES = 150_000
"""What a form has beside its files: title and text, twice, as browsers encode them."""
_FIELDS = 40


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as the sender names it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class SentForm:
    """What a form brings; of a field sent twice the first, and no empty file."""

    fields: dict[str, str]
    files: tuple[SentFile, ...] = ()


def largest(settings: Settings) -> int:
    """The largest form that may be sent to ``UPLOADS``, in bytes."""
    return settings.attachment_max_files * settings.attachment_max_bytes + FORM_BYTES


async def sent_form(request: Request) -> SentForm:
    """Dependency: the form of a request.

    Raises:
        HTTPException: 400, it cannot be read, or has more files than a question may have.
    """
    settings: Settings = request.app.state.settings
    fields: dict[str, str] = {}
    files = []
    # An input for files that was left empty sends one file without a name.
    most = settings.attachment_max_files + 1
    async with request.form(max_files=most, max_fields=_FIELDS, max_part_size=FORM_BYTES) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                content = await value.read()
                if value.filename and content:
                    files.append(SentFile(value.filename, content))
            else:
                fields.setdefault(name, value)
    return SentForm(fields, tuple(files))


AnyForm = Annotated[SentForm, Depends(sent_form)]
