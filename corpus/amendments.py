"""How one regulation changes the words of another, and the versions that follow from it.

An amendment points at its new wording inside the amending regulation; a version of a pasal is a
tree of provisions under an identifier of its own, ``uu-8-1974/pasal-2@1999-09-30``, so that a
citation of today's words and one of the original words never meet.
"""

from datetime import date
from enum import StrEnum

from pydantic import Field

from corpus.models import Frozen


class AmendmentAction(StrEnum):
    """What an amending regulation does to a unit."""

    REPLACE = "diubah"
    INSERT = "disisipkan"
    DELETE = "dihapus"
    SUBSTITUTE = "frasa-diganti"
    OTHER = "lain"


class Amendment(Frozen):
    """One change that an amending regulation orders.

    Attributes:
        regulation_id: the amending regulation.
        order: position among its changes, from 0.
        instruction_id: the provision that orders it: ``uu-43-1999/pasal-i/angka-3``.
        action: what is done.
        target_id: the unit that is changed, inserted or deleted, in the amended regulation:
            ``uu-8-1974/pasal-5`` or ``uu-8-1974/pasal-5/ayat-2``; ``uu-8-1974/bab-3`` for a heading.
        after_id: for an inserted unit, the unit that it follows, where the text says so.
        text_id: the provision of the amending regulation that holds the new wording, empty for a
            deletion or a substitution: ``uu-43-1999/pasal-i/angka-3/pasal-5``.
        old_words, new_words: for a substitution of words.
        evidence: the words that order it.
        since: the day it takes effect, where known.
        doubt: why it must not be applied without a person, in Indonesian; empty where it is safe.
    """

    regulation_id: str
    order: int = Field(ge=0)
    instruction_id: str
    action: AmendmentAction
    target_id: str
    after_id: str = ""
    text_id: str = ""
    old_words: str = ""
    new_words: str = ""
    evidence: str
    since: date | None = None
    doubt: str = ""


class PasalVersion(Frozen):
    """One wording of a pasal and the days on which it held.

    Attributes:
        pasal_id: the pasal in the amended regulation, without a date.
        text_id: identifier of the pasal in this wording: ``pasal_id`` for the original,
            ``pasal_id@since`` for a later one.
        since: first day; None for the original, which holds from the regulation's own first day.
        until: first day on which it no longer holds; None where it still does.
        by: identifiers of the instructions that made this wording, in the order they were applied.
        ended_by: identifiers of the instructions that ended it.
        doubt: what could not be applied safely to this wording, in Indonesian; empty where all was.
        doubt_since: first day from which the doubt concerns the wording; None where that is unknown.
    """

    pasal_id: str
    text_id: str
    since: date | None = None
    until: date | None = None
    by: tuple[str, ...] = ()
    ended_by: tuple[str, ...] = ()
    doubt: str = ""
    doubt_since: date | None = None


class Term(Frozen):
    """A term with its legal definition.

    Attributes:
        term: as it is defined: ``"Pegawai Negeri Sipil"``.
        abbreviation: what the text says it is called from then on: ``"PNS"``; empty where none.
        definition: the words of the definition, without the term.
        provision_id: where it is defined.
    """

    term: str
    abbreviation: str = ""
    definition: str
    provision_id: str
