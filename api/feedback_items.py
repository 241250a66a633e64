"""Accepted complaints as candidate questions for the evaluation sets.

A line has the fields of ``evals/datasets/README.md``, but its gold is left empty: ``evals.datasets.load_set``
refuses it until somebody has read the law and filled it in.
"""

import json
from collections.abc import Iterable

from api.state.feedback import Feedback, ReviewState
from api.state.masking import has_personal_data
from corpus.errors import InvalidInput

TAG = "umpan-balik"
AUTHOR = "umpan balik pengguna"


def candidate_lines(feedback: Iterable[Feedback]) -> list[str]:
    """One JSON object for each accepted judgement that an answer did not help; others are left out.

    Raises:
        InvalidInput: personal data is still found in a question; the message names every one.
    """
    wanted = [one for one in feedback if one.state is ReviewState.ACCEPTED and not one.judgement.helpful]
    revealing = [one.id for one in wanted if has_personal_data(_asked(one)[0])]
    if revealing:
        raise InvalidInput(
            f"Pertanyaan dari penilaian {', '.join(revealing)} masih memuat data pribadi. Tolak penilaian "
            "itu dengan tanya feedback reject, atau tulis ulang soalnya dengan tangan."
        )
    return [json.dumps(_item(one), ensure_ascii=False) for one in wanted]


def _item(feedback: Feedback) -> dict[str, object]:
    reason = feedback.judgement.reason
    question, on = _asked(feedback)
    item: dict[str, object] = {"id": f"{TAG}-{feedback.id}", "question": question}
    if on:
        item["on"] = on
    return {
        **item,
        "answerable": True,
        "gold": [],
        "tags": [TAG, *([reason.value] if reason else [])],
        "split": "dev",
        "author": AUTHOR,
        "reviewer": "",
        "licence": "",
    }


def _asked(feedback: Feedback) -> tuple[str, str]:
    """The question as it reads on its own, and the date it was answered for; empty where that is unknown."""
    asked = feedback.answer.get("question")
    if not isinstance(asked, dict):
        return feedback.question, ""
    return str(asked.get("text", feedback.question)), str(asked.get("on", ""))
