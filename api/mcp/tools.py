"""What the tools do, apart from the protocol that carries them."""

from collections.abc import Sequence
from datetime import date

from api.answer_desk import AnswerDesk
from api.answer_text import cited_sources, read_as_words
from api.library import Library
from api.mcp.shapes import AnswerOut, CitationVerdict, FoundPassage, ProvisionText
from api.schemas import completed
from api.views import ProvisionView
from assistant.followup import Turn
from assistant.models import Question
from corpus.citations import find_citations, format_citation
from corpus.errors import InvalidIdentifier, InvalidInput, NotFound
from corpus.identifiers import split_provision_id
from corpus.models import Passage, Provision


class Tools:
    """Search, read, ask and check over one open library. Safe to share between threads."""

    def __init__(self, library: Library, desk: AnswerDesk) -> None:
        self._library = library
        self._desk = desk

    def search(self, question: str, *, on: date | None, limit: int) -> list[FoundPassage]:
        """The nearest passages, best first."""
        return [self._found(passage) for passage in self._library.search(question, on, limit)]

    def provision(self, name: str, *, on: date | None) -> ProvisionText:
        """A provision by identifier or by citation, as it read on a day, today by default.

        Raises:
            InvalidInput: the name is neither.
            NotFound: it is not in the library.
        """
        view = self._view(_identifier(name), on or self._library.today())
        return ProvisionText(
            id=view.provision.id,
            label=format_citation(view.provision.id),
            title=view.source.regulation.title if view.source.regulation else view.source.title,
            heading=list(view.provision.heading_path),
            text=view.provision.full_text,
            elucidation=view.provision.penjelasan,
            legal_force=view.status,
            reason=view.status_reason,
            official_words=not view.digest,
        )

    def ask(self, question: str, *, on: date | None, earlier: Sequence[str], user: str = "") -> AnswerOut:
        """A checked answer; ``earlier`` questions complete one that leans on them.

        Args:
            user: name of the caller, for daily budgets; empty for the server's own programs.
        """
        asked = Question(text=question, on=on or self._library.today())
        answer = self._desk.answer(asked, history=[Turn(question=text) for text in earlier], user=user)
        return AnswerOut(
            status=answer.status.value,
            text=answer.text,
            sources=list(cited_sources(answer.claims, self._library.source_title)),
            choices=[choice.question for choice in answer.choices],
            understood_as=completed(answer, question),
            read_as=read_as_words(answer),
        )

    def check(self, citation: str, *, quote: str, on: date | None) -> CitationVerdict:
        """Whether a cited provision exists, has the quoted words, and was in force.

        Raises:
            InvalidInput: the citation names no provision of a regulation.
        """
        identifier, day = _identifier(citation), on or self._library.today()
        try:
            view = self._view(identifier, day, quote)
        except NotFound as error:
            return CitationVerdict(
                id=identifier,
                label=format_citation(identifier),
                found=False,
                verbatim=None,
                in_force=None,
                legal_force="tidak-diketahui",
                reason=str(error),
                text="",
            )
        force = self._library.snapshot().force.in_force(view.provision.id, day)
        verbatim = _has(view.provision, quote) if quote.strip() else None
        says = {True: "Kutipannya sama kata demi kata. ", False: "Kutipannya tidak ada dalam ketentuan itu. "}
        return CitationVerdict(
            id=view.provision.id,
            label=format_citation(view.provision.id),
            found=True,
            verbatim=verbatim,
            in_force=force.holds,
            legal_force=force.status.value,
            reason=(says[verbatim] if verbatim is not None else "") + force.reason,
            text=view.provision.full_text,
        )

    def _view(self, identifier: str, on: date, quote: str = "") -> ProvisionView:
        wording = self._library.law.wording_on(identifier, on)
        return self._library.provision(wording, quote=quote, on=on)

    def _found(self, passage: Passage) -> FoundPassage:
        unit = passage.unit
        return FoundPassage(
            id=unit.id,
            label=self._label(unit.id),
            heading=list(unit.path),
            text=unit.text,
            kind=unit.kind.value,
            legal_force=passage.status,
            score=passage.score,
        )

    def _label(self, identifier: str) -> str:
        try:
            return format_citation(identifier)
        except InvalidIdentifier:
            return self._library.source_title(identifier)


def _identifier(name: str) -> str:
    """The provision that an identifier or a citation in words names."""
    try:
        split_provision_id(name.strip())
    except InvalidIdentifier:
        named = [match.ref.id for match in find_citations(name) if match.ref.id and match.ref.path]
        if len(named) != 1:
            raise InvalidInput(
                f"“{name[:200]}” bukan satu ketentuan. Tulis misalnya “Pasal 5 ayat (2) PP 94/2021” "
                "atau pp-94-2021/pasal-5/ayat-2."
            ) from None
        return named[0]
    return name.strip()


def _has(provision: Provision, quote: str) -> bool:
    """Whether the words stand in it as they are; only white space may differ."""
    return " ".join(quote.split()) in " ".join(provision.full_text.split())
