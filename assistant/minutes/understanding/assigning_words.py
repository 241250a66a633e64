"""The very words of a clause that may give a task, and of the answer to it, as features to be weighed."""

import re
from collections.abc import Sequence

from assistant.minutes.understanding.acts import Act
from assistant.minutes.understanding.clauses import Clause

ANSWERED = 4
"""Words of the next turn that are looked at: whether it takes the task on shows at its beginning."""
RUN = 3
"""Tags in a row that are one feature."""
PREFIXES = ("said:", "first:", "tags:", "next:")
_NUMBERED = re.compile(r"(?<=[PT])\d+|\d")


def word_features(clause: Clause, following: Sequence[Act]) -> dict[str, float]:
    """1 for each word of a clause, its first word, each run of its tags, and each first word of the answer.

    Names are "said:harus", "first:tolong", "tags:PyV", "next:siap"; persons are ``P``, days ``T``.

    Args:
        clause: the clause; of at most sixty words.
        following: what the next turn does.
    """
    words = [_NUMBERED.sub("", word) for word in clause.words()]
    answer = [word for act in following[:ANSWERED] for word in act.clause.words()][:ANSWERED]
    found = {f"said:{word}": 1.0 for word in words}
    found |= {f"first:{word}": 1.0 for word in words[:1]}
    found |= {f"tags:{clause.tags[at : at + RUN]}": 1.0 for at in range(len(clause.tags) - RUN + 1)}
    return found | {f"next:{_NUMBERED.sub('', word)}": 1.0 for word in answer}
