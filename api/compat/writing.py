"""An answer as the text that a chat client shows."""

from collections.abc import Callable

from api.answer_text import cited_sources, read_as_words, sources_text
from api.compat.shapes import MODEL, ChatBody, TanyaField, UsageOut
from assistant.llm.tokens import count
from assistant.models import Answer, Claim
from assistant.render import citation_numbers

WITHDRAWN = "(Kalimat di atas tidak cukup menjawab. Jawaban dari pustaka:)"


class Writing:
    """The text of one answer while it is written; what was written cannot be taken back."""

    def __init__(self, title: Callable[[str], str]) -> None:
        self._title = title
        self._claims: list[Claim] = []
        self.text = ""

    def sentence(self, claim: Claim) -> str:
        """The next sentence with its markers, numbered on from those before."""
        self._claims.append(claim)
        numbers = citation_numbers(self._claims)
        marks = sorted({numbers[citation.provision_id] for citation in claim.citations})
        return self._add(" ".join((claim.text, *(f"[{mark}]" for mark in marks))) + "\n")

    def withdrawn(self) -> str:
        """Says that the sentences so far are no answer."""
        self._claims.clear()
        return self._add(f"\n{WITHDRAWN}\n\n")

    def rest(self, answer: Answer) -> str:
        """What the whole answer has beyond the sentences written, then its choices and its sources."""
        begun = len(self.text)
        if list(answer.claims[: len(self._claims)]) != self._claims:
            self.withdrawn()
        for claim in answer.claims[len(self._claims) :]:
            self.sentence(claim)
        if not answer.claims:
            self._add(answer.text)
        if answer.choices:
            self._add("\n" + "\n".join(f"- {one.label}: {one.question}" for one in answer.choices))
        if read_as := read_as_words(answer):
            self._add(f"\n{read_as}\n")
        sources = sources_text(cited_sources(answer.claims, self._title))
        if sources:
            self._add(f"\n{sources}")
        return self.text[begun:].rstrip("\n")

    def _add(self, text: str) -> str:
        self.text += text
        return text


def whole_text(answer: Answer, title: Callable[[str], str]) -> str:
    """A whole answer, as a stream of it would have written."""
    return Writing(title).rest(answer)


def tanya_field(answer: Answer, title: Callable[[str], str]) -> TanyaField:
    """How the question ended and on what the answer rests."""
    return TanyaField(
        status=answer.status.value,
        confidence=answer.confidence,
        citations=list(cited_sources(answer.claims, title)),
        choices=[choice.question for choice in answer.choices],
    )


def usage_of(body: ChatBody, text: str) -> UsageOut:
    """Tokens of what was sent and of ``text``, estimated: loading a tokenizer costs 135 MB."""
    sent = sum(count(message.text, MODEL) for message in body.messages)
    said = count(text, MODEL)
    return UsageOut(prompt_tokens=sent, completion_tokens=said, total_tokens=sent + said)
