"""Personal data taken out of what leaves the owner's own conversation."""

from assistant.guard.personal_data import mask, mask_all
from assistant.models import Answer


def masked(text: str) -> str:
    """``text`` with placeholders for the personal data in it."""
    return mask(text).text


def has_personal_data(text: str) -> bool:
    """Whether any is found in ``text``."""
    return bool(mask(text).replacements)


def masked_answer(answer: Answer, question: str) -> Answer:
    """An answer with placeholders for the personal data of its question.

    Only what the asker wrote can hold any of theirs; the words of the sources stay, so that quotes still
    match.

    Args:
        question: as typed; the answer's own ``question`` may be completed.
    """
    found = mask_all((question, answer.question.text))[-1].replacements
    # The longest first: a name may be part of an e-mail address.
    longest_first = sorted(found.items(), key=lambda pair: -len(pair[1]))

    def hide(text: str) -> str:
        for placeholder, original in longest_first:
            text = text.replace(original, placeholder)
        return text

    completed = answer.question.model_copy(update={"text": hide(answer.question.text)})
    return answer.model_copy(
        update={
            "question": completed,
            "text": hide(answer.text),
            "claims": tuple(one.model_copy(update={"text": hide(one.text)}) for one in answer.claims),
            "checks": tuple(one.model_copy(update={"detail": hide(one.detail)}) for one in answer.checks),
            "choices": tuple(
                one.model_copy(update={"label": hide(one.label), "question": hide(one.question)})
                for one in answer.choices
            ),
            "read_as": tuple((hide(typed), hide(read)) for typed, read in answer.read_as),
        }
    )
