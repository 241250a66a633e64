"""Titles of topics that no agenda names: a noun phrase of the words that the stretch repeats.

A title is the term, of one or two neighbouring nouns, that a stretch says again and again and the rest of the
meeting does not (tf-idf); where nothing is repeated, what its first decision is about; else only its number.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from assistant.minutes.understanding.clauses import Clause
from assistant.minutes.understanding.wording import sentence_case
from assistant.minutes.understanding.words import is_verb, spoken_words, standard
from corpus.number_words import PHRASE
from corpus.search_words import search_words, stop_words

UNTITLED = "Pembahasan {number}"
LEAST_SAID = 2
"""Times that a term must be said: what is said once may be said in passing."""
LEAST_SAID_ALONE = 3
"""The same of a single word, which says less."""
LONGEST_SUBJECT = 3
_NUMBER = re.compile(rf"{PHRASE}|puluh|belas|ratus|ribu|juta|miliar|.*\d.*", re.IGNORECASE)
_VERB_FORM = re.compile(
    r"(?:(?:ber|ter|per(?=[bt]))(?!kas$|ita$|as$|minal$)[a-z]{3,}|di(?!nas|klat|rektur|sk|siplin|gital)[a-z]{4,}"
    r"|me(?:ng|ny|m|n|l|r|w|y)(?!eri$|ter$)[a-z]{3,}|[a-z]{3,}(?:kan|in)lah|ke[a-z]{3,}(?:in|en)|[a-z]+-[a-z]+)"
)
_POSSESSED = re.compile(r"(?<=[a-z]{4})nya$")


def title_of(
    stretch: Iterable[Clause],
    said_in: Counter[str],
    utterances: int,
    *,
    number: int,
    subject: Sequence[Clause] = (),
) -> str:
    """The title of a stretch of the meeting, as its nouns were said.

    Args:
        stretch: its clauses.
        said_in: in how many utterances of the meeting each stem occurs.
        utterances: how many the meeting has.
        number: the place of the stretch in the meeting, from 1.
        subject: the clauses of its first decision.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    forms: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for clause in stretch:
        for run in _noun_runs(clause):
            terms = [(one,) for one in run] + [(one, other) for one, other in pairwise(run)]
            for term in terms:
                stems = tuple(stem for stem, _ in term)
                if len(set(stems)) == len(stems):
                    counts[stems] += 1
                    forms[stems][" ".join(word for _, word in term)] += 1

    def worth(stems: tuple[str, ...]) -> float:
        return counts[stems] * sum(math.log1p(utterances / (1 + said_in[stem])) for stem in stems)

    repeated = [
        stems
        for stems, count in counts.items()
        if count >= (LEAST_SAID if len(stems) > 1 else LEAST_SAID_ALONE)
    ]
    if repeated:
        best = max(repeated, key=lambda stems: (worth(stems), stems))
        best = max(
            (longer for longer in repeated if set(best) < set(longer)),
            key=lambda stems: (counts[stems], stems),
            default=best,
        )
        return sentence_case(max(forms[best], key=lambda form: (forms[best][form], form)))
    for clause in subject:
        for run in _noun_runs(clause):
            return sentence_case(" ".join(word for _, word in run[:LONGEST_SUBJECT]))
    return UNTITLED.format(number=number)


def _noun_runs(clause: Clause) -> Iterator[list[tuple[str, str]]]:
    """Neighbouring words of a clause that may be nouns, each as its stem and its form in a title."""
    run: list[tuple[str, str]] = []
    end = 0
    for index, (first, last) in enumerate(clause.places):
        word = clause.text[first:last]
        stem = search_words(word) if clause.tags[index] == "o" and is_noun(word) else []
        if run and (len(stem) != 1 or clause.text[end:first].strip()):
            yield run
            run = []
        if len(stem) == 1:
            run.append((stem[0], _form(word, opens=index == 0)))
            end = last
    if run:
        yield run


def is_noun(word: str) -> bool:
    """Whether a word may stand in a title: nothing lists all nouns, so whatever is not known to be none."""
    written = standard(word.strip(",.;:!?"))
    bare = _POSSESSED.sub("", written)
    if len(bare) < 3 or not bare.replace("-", "").isalnum():
        return False
    lists = spoken_words()
    listed = (lists.not_nouns, lists.fillers, lists.openers, lists.closers, lists.deictic_words, stop_words())
    if any(one in words for words in listed for one in (written, bare, word.lower())):
        return False
    return not (_NUMBER.fullmatch(bare) or _VERB_FORM.fullmatch(bare) or is_verb(bare))


def _form(word: str, *, opens: bool) -> str:
    """A word as it stands in a title: names and abbreviations keep their capitals, "-nya" goes."""
    kept = word if word.isupper() or (word[:1].isupper() and not opens) else word.lower()
    return _POSSESSED.sub("", kept)
