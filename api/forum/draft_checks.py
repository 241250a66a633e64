"""What is noted with a draft beside the verifier's checks: whose question it answers, and on what matter.

They stand among the answer's checks, so that they are kept, shown and counted with the draft.
"""

from collections.abc import Sequence

from api.forum.topics import Topical
from assistant.draft_entry import OF_QUESTION, OF_THREAD, OF_TOPIC
from assistant.models import Answer, AnswerStatus, Check, Claim
from assistant.render import no_source_text, render
from assistant.routing.topic import Fit, Topics

TOPIC, NEIGHBOUR, REPEATED = "topic", "asked", "repeated"
"""Names of the checks."""
AGAIN = "Sumber yang ada memberi draf yang sama dengan yang sudah ditolak, jadi tidak diajukan lagi."
_HEADINGS = (OF_QUESTION, OF_TOPIC, OF_THREAD)


def as_reply(answer: Answer, *, several: bool) -> Answer:
    """An answer as words to the one who asked: without the heading that names another's question.

    What the heading told is noted as a check, for the officer who reads the draft.

    Args:
        several: more than one thing was asked; the heading stays and says which of them is answered.
    """
    heading = next((claim for claim in answer.claims if _is_heading(claim)), None)
    if heading is None:
        return answer
    told = heading.text.rstrip(":")
    detail = f"Diambil dari {told[:1].lower()}{told[1:]}; periksa apakah itu yang ditanyakan."
    noted = (*answer.checks, Check(name=NEIGHBOUR, passed=False, detail=detail))
    if several:
        return answer.model_copy(update={"checks": noted})
    claims = tuple(claim for claim in answer.claims if claim is not heading)
    return answer.model_copy(update={"claims": claims, "text": render(claims), "checks": noted})


def on_topic(answer: Answer, topics: Topics, topical: Topical, *, contact: str) -> Answer:
    """An answer with what was found out about its matter; one about another matter answers nothing.

    Args:
        contact: whom to turn to, as it reads in a sentence.
    """
    asked, answered = topical.name_of(topics.asked), topical.name_of(topics.answered)
    match topics.fit:
        case Fit.SAME:
            detail = f"Sumber draf ini membahas {answered}, sesuai pertanyaannya."
        case Fit.DOUBTED:
            detail = f"Pertanyaannya tampaknya tentang {asked}, sedangkan sumber draf ini tentang {answered}."
        case Fit.ANOTHER:
            detail = (
                f"Pertanyaannya tampaknya tentang {asked}. Yang ditemukan hanya tentang {answered}, "
                "jadi tidak dipakai."
            )
    check = Check(name=TOPIC, passed=topics.fit is Fit.SAME, detail=detail)
    if topics.fit is not Fit.ANOTHER:
        return answer.model_copy(update={"checks": (*answer.checks, check)})
    return _unanswered(answer, check, contact)


def not_again(answer: Answer, rejected: Sequence[Answer], *, contact: str) -> Answer:
    """An answer, unless it says what was rejected before: then no source answers.

    Args:
        rejected: earlier drafts for the same words.
        contact: whom to turn to, as it reads in a sentence.
    """
    cites = any(claim.citations for claim in answer.claims)
    if not cites or all(one.claims != answer.claims for one in rejected):
        return answer
    return _unanswered(answer, Check(name=REPEATED, passed=False, detail=AGAIN), contact)


def _unanswered(answer: Answer, check: Check, contact: str) -> Answer:
    """What is left of an answer that is not given: what was found, and why it is not."""
    text = no_source_text(contact)
    return Answer(
        question=answer.question,
        status=AnswerStatus.NO_SOURCE,
        text=text,
        claims=(Claim(text=text),),
        confidence=0.0,
        passages=answer.passages,
        checks=(check,),
        read_as=answer.read_as,
    )


def topic_doubted(answer: Answer) -> str | None:
    """What speaks against the matter of a draft, in Indonesian; None where nothing does."""
    return _failed(answer, TOPIC)


def neighbour_of(answer: Answer) -> str | None:
    """Whose question a draft answers where it is not the one that was asked, in Indonesian; else None."""
    return _failed(answer, NEIGHBOUR)


def _failed(answer: Answer, name: str) -> str | None:
    return next((one.detail for one in answer.checks if one.name == name and not one.passed), None)


def _is_heading(claim: Claim) -> bool:
    return not claim.citations and claim.text.startswith(_HEADINGS)
