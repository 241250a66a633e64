"""What was typed into a form by somebody who was signed in no more: carried through signing in, sent again.

The page to sign in carries it in a hidden field, and the page after that in a form of its own, which the
person sends. So nothing of it is kept here of somebody who is not signed in, and nothing is sent unseen.
"""

from fastapi import HTTPException, Request
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from api.accounts.signed_in import safe_next
from api.csrf import FIELD, says_same_origin
from api.pages.forum_uploads import FORM_BYTES
from api.pages.forum_words import ASK
from corpus.models import Frozen

CARRIED = "tulisan"
"""Name of the hidden field."""
LONGEST = 200_000
"""Characters that are carried at most."""
_FIELDS, _FILES = 40, 60
_SECRET = ("/akun", "/masuk", "/daftar")
"""Below these there are forms with passwords, which are never written into a page."""


class KeptWriting(Frozen):
    """A form that was not taken.

    Attributes:
        path: where it was sent to.
        fields: what it brought, without files and without its token.
        files: it brought files, which have to be chosen again.
    """

    path: str
    fields: dict[str, str]
    files: bool = False

    @property
    def packed(self) -> str:
        """As the hidden field carries it."""
        return self.model_dump_json()

    @property
    def words(self) -> list[str]:
        """What a person wrote, to be read once more; the same words once."""
        return list(dict.fromkeys(value for value in self.fields.values() if _written(value)))


def unpacked(carried: str) -> KeptWriting | None:
    """What a hidden field carries; None of what no page of ours put there."""
    if not carried or len(carried) > LONGEST:
        return None
    try:
        kept = KeptWriting.model_validate_json(carried)
    except ValidationError:
        return None
    return kept if safe_next(kept.path) == kept.path and _may_be_carried(kept.path) else None


async def writing_in(request: Request) -> KeptWriting | None:
    """What a refused request would lose; None where nobody wrote anything, or another site sends it."""
    path = request.url.path
    if request.method != "POST" or not _may_be_carried(path) or not says_same_origin(request):
        return None
    try:
        async with request.form(max_files=_FILES, max_fields=_FIELDS, max_part_size=FORM_BYTES) as form:
            items = form.multi_items()
            typed = {name: value for name, value in reversed(items) if isinstance(value, str)}
            files = any(isinstance(value, UploadFile) and value.filename for _, value in items)
    except HTTPException:
        # Too large, or no form at all: there is nothing that could be shown again.
        return None
    fields = {name: value for name, value in typed.items() if name != FIELD}
    if path == ASK and fields.get("langkah") == "kirim":
        # Files are chosen on the preview.
        fields["langkah"] = "pratinjau"
    kept = KeptWriting(path=path, fields=fields, files=files)
    return kept if kept.words and len(kept.packed) <= LONGEST else None


def _may_be_carried(path: str) -> bool:
    return not any(path == one or path.startswith(f"{one}/") for one in _SECRET)


def _written(value: str) -> bool:
    """Whether a person wrote it, not a page: more than one word."""
    return len(value.split()) > 1
