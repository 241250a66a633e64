"""The words of the law that a digest rests on, found in the reference documents by file and offset."""

from functools import cache
from pathlib import Path

import pypdfium2

from api.starter_check.files import DigestProvision
from api.starter_check.findings import Finding
from api.starter_check.numbers import numbers, states, words

SHARED_RUN = 8
"""Words in a row that a digest may not share with its law: digests are our own wording."""


class ReferenceTexts:
    """Texts of the reference documents under ``folder``, each read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read = cache(self._text)

    def located(self, provision: DigestProvision) -> str:
        """The words ``provision`` rests on.

        Raises:
            LookupError: the document is not there, or the offsets do not lie in it or cut a word.
        """
        text = self._read(provision.located.document)
        start, end = provision.located.start, provision.located.end
        if not start < end <= len(text):
            raise LookupError(f"offsets {start}-{end} do not lie in {provision.located.document}")
        for cut in (start, end):
            if text[cut - 1 : cut].isalnum() and text[cut : cut + 1].isalnum():
                raise LookupError(f"offset {cut} cuts a word of {provision.located.document}")
        return text[start:end]

    def _text(self, document: str) -> str:
        path = self.folder / document
        if not path.is_file():
            raise LookupError(f"there is no document {document}")
        if path.suffix != ".pdf":
            return path.read_bytes().decode("utf-8")
        with pypdfium2.PdfDocument(path) as pdf:
            return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def check_wording(identifier: str, provision: DigestProvision, texts: ReferenceTexts) -> list[Finding]:
    """Whether the words are there, hold every number of the digest, and were not copied."""
    try:
        real = texts.located(provision)
    except LookupError as error:
        return [Finding(identifier, str(error.args[0]))]
    missing = sorted(number for number in numbers(provision.text) if not states(real, number))
    copied = shared_runs(provision.text, real)
    return [
        *(Finding(identifier, f"the law's words do not hold the number {number}") for number in missing),
        *(Finding(identifier, f"repeats the law: {run!r}") for run in copied[:1]),
    ]


def shared_runs(own: str, real: str) -> list[str]:
    """Runs of ``SHARED_RUN`` words that stand in both texts."""
    return sorted(_runs(own) & _runs(real))


def _runs(text: str) -> set[str]:
    found = words(text)
    return {" ".join(found[at : at + SHARED_RUN]) for at in range(len(found) - SHARED_RUN + 1)}
