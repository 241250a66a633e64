"""The glossary for programs."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.routes import PROBLEMS
from corpus.glossary import GlossaryEntry, find_terms

LONGEST = 100
"""Characters of what may be looked for."""

router = APIRouter(prefix="/api/v1", responses=PROBLEMS)


class TermOut(BaseModel):
    """A term of the glossary.

    Attributes:
        legal_basis: provisions that bear the meaning out; empty where it is common usage alone.
    """

    term: str
    expansion: str
    meaning: str
    also: tuple[str, ...]
    related: tuple[str, ...]
    legal_basis: tuple[str, ...]

    @classmethod
    def of(cls, entry: GlossaryEntry) -> "TermOut":
        """An entry as programs see it."""
        return cls(
            term=entry.term,
            expansion=entry.expansion,
            meaning=entry.meaning,
            also=entry.also,
            related=entry.related,
            legal_basis=entry.provisions,
        )


@router.get("/glossary", tags=["Pustaka"], summary="Glosarium istilah dan singkatan ASN")
def glossary_terms(
    q: Annotated[
        str, Query(max_length=LONGEST, description="Istilah, singkatan, atau kata sehari-hari.")
    ] = "",
) -> list[TermOut]:
    """Terms from A to Z, or those that a word names, the closest first."""
    return [TermOut.of(entry) for entry in find_terms(q)]
