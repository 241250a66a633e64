"""Asking back: the fact that a question lacks, found in what the passages that answer it are about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.models import Choice, Question
from assistant.understand import Understood
from corpus.models import Passage, PassageKind
from corpus.open_snapshot import OpenSnapshot
from corpus.search_words import known_words
from corpus.text import words

COMPARABLE = 1.2
"""Passages answer comparably up to this difference in score to the best one."""
SAME = 0.8
"""Share of words in common from which two passages say the same: no need to ask then."""
MOST_CHOICES = 4
FEWEST_POSTS = 3
"""Posts that comparable passages must tell apart before a question is taken to hang on the post."""

Ranked = Sequence[tuple[Passage, float]]


@dataclass(frozen=True, slots=True)
class Missing:
    """The fact that a question lacks.

    Attributes:
        text: asks for it, in a sentence.
        choices: what it may be, two to four.
        confidence: that the passages behind the choices answer.
    """

    text: str
    choices: tuple[Choice, ...]
    confidence: float


EMPLOYEES = {"pns": "PNS", "cpns": "CPNS", "pppk": "PPPK"}
_OF_ALL = frozenset({"asn", "aparatur"})
_WORDS_OF_PPPK = re.compile(r"\bpppk\b|perjanjian kerja", re.IGNORECASE)
_WORDS_OF_PNS = re.compile(r"\bpns\b|pegawai negeri", re.IGNORECASE)
_WORDS_OF_CPNS = re.compile(r"\bcpns\b|calon (?:pns|pegawai negeri)", re.IGNORECASE)

POSTS = {
    "pejabat pimpinan tinggi": re.compile(r"\b(?:pimpinan tinggi|jpt|eselon|kepala dinas|sekda)\b", re.I),
    "pejabat administrator atau pengawas": re.compile(
        r"\b(?:administrator|pengawas|kepala bidang|kabid|camat)\b", re.I
    ),
    "pejabat fungsional": re.compile(r"\b(?:fungsional|jf|ahli (?:pertama|muda|madya|utama))\b", re.I),
    "pelaksana": re.compile(r"\b(?:pelaksana|staf|jabatan umum)\b", re.I),
    "guru": re.compile(r"\b(?:guru|kepala sekolah)\b", re.I),
    "dosen": re.compile(r"\b(?:dosen|profesor|guru besar|lektor)\b", re.I),
}
"""Posts that the rules tell apart, the widest first, by the words that name them."""
_BY_POST = re.compile(
    r"\b(?:menurut|sesuai|berdasarkan|tergantung|bergantung(?:\s+pada)?)\s+jabatan(?:\s+(?:saya|masing|ku)|ku|nya)\b",
    re.IGNORECASE,
)


def ask_back(
    snapshot: OpenSnapshot, question: Question, understood: Understood, ranked: Ranked, needed: float
) -> Missing | None:
    """What must be asked before the question can be answered; None where its answer is one.

    The question is ambiguous when passages that answer it comparably well are about different people
    (``Entry.applies_to``, the subject of the regulation, the words of the provision), say different things,
    and the question names none of these people.

    Args:
        ranked: passages best first, each with the probability that it answers.
        needed: the probability from which one does.
    """
    holding = [pair for pair in ranked if pair[0].holds]
    if not holding or understood.named:
        return None
    best = holding[0][0].score
    near = [pair for pair in holding if pair[0].score >= best - COMPARABLE and pair[1] >= needed]
    return _employee(snapshot, question, understood, near) or _post(snapshot, question, understood, near)


def _employee(
    snapshot: OpenSnapshot, question: Question, understood: Understood, near: Ranked
) -> Missing | None:
    """Whether the kind of employee is missing."""
    if understood.employees or _OF_ALL & frozenset(words(understood.text)):
        return None
    firsts: dict[str, tuple[Passage, float]] = {}
    for passage, probability in near:
        about = subject(snapshot, passage)
        if "pppk" in about and len(about) > 1:
            # One passage that answers for both needs no question.
            return None
        kind = "pppk" if "pppk" in about else "pns" if "pns" in about else "cpns" if about else ""
        if kind:
            firsts.setdefault(kind, (passage, probability))
    if not {"pns", "pppk"} <= firsts.keys() or _say_the_same(firsts["pns"][0], firsts["pppk"][0]):
        return None
    likelihoods = [probability for _, probability in firsts.values()]
    labels = [EMPLOYEES[kind] for kind in EMPLOYEES if kind in firsts]
    text = f"Jawabannya berbeda untuk {_listed(labels, 'dan')}. Anda yang mana?"
    return Missing(text, tuple(_choice(question, label) for label in labels), min(likelihoods))


def _post(snapshot: OpenSnapshot, question: Question, understood: Understood, near: Ranked) -> Missing | None:
    """Whether the post is missing."""
    if any(pattern.search(understood.text) for pattern in POSTS.values()):
        return None
    about = [(_posts(snapshot, passage), probability) for passage, probability in near]
    alone = [(next(iter(posts)), probability) for posts, probability in about if len(posts) == 1]
    told = {post for post, _ in alone}
    if _BY_POST.search(understood.text):
        labels = list(POSTS)[:MOST_CHOICES]
    elif len(told) >= FEWEST_POSTS and about[0][0]:
        named = {post for posts, _ in about for post in posts}
        labels = [post for post in POSTS if post in named][:MOST_CHOICES]
    else:
        return None
    text = f"Jawabannya bergantung pada jabatan: {_listed(labels, 'atau')}. Jabatan Anda yang mana?"
    confidence = min((probability for _, probability in alone), default=0.0)
    return Missing(text, tuple(_choice(question, label) for label in labels), confidence)


def subject(snapshot: OpenSnapshot, passage: Passage) -> frozenset[str]:
    """The kinds of employee that a passage is about; empty where it is about everyone or nobody.

    An approved entry says so itself; of a law it is in the title, or else in the provision's words.
    """
    entry = snapshot.knowledge.entry(passage.unit.id)
    if entry is not None:
        return frozenset(name.lower() for name in entry.applies_to) & EMPLOYEES.keys()
    if passage.unit.kind is PassageKind.TEXT:
        return frozenset()
    titled = _named_in(snapshot.knowledge.source(passage.unit.source_id).title)
    return titled if len(titled) == 1 else _named_in(passage.unit.text)


def _named_in(text: str) -> frozenset[str]:
    return frozenset(
        kind
        for kind, pattern in (("pns", _WORDS_OF_PNS), ("pppk", _WORDS_OF_PPPK))
        if pattern.search(_WORDS_OF_CPNS.sub(" ", text))
    ) or (frozenset({"cpns"}) if _WORDS_OF_CPNS.search(text) else frozenset())


def _posts(snapshot: OpenSnapshot, passage: Passage) -> set[str]:
    """The posts that a passage is about, by the question of an entry or by the words of a provision."""
    entry = snapshot.knowledge.entry(passage.unit.id)
    text = passage.unit.text
    if entry is not None:
        text = " ".join((*passage.unit.path, *entry.applies_to))
    return {post for post, pattern in POSTS.items() if pattern.search(text)}


def _say_the_same(one: Passage, other: Passage) -> bool:
    mine, theirs = known_words(one.unit.text), known_words(other.unit.text)
    return len(mine & theirs) >= SAME * len(mine | theirs)


def _choice(question: Question, label: str) -> Choice:
    """The question with the missing fact said at its end."""
    return Choice(label=label, question=f"{question.text.rstrip(' ?!.')} bagi {label}?")


def _listed(labels: Sequence[str], last: str) -> str:
    """``a dan b``, ``a, b, atau c``."""
    if len(labels) == 2:
        return f"{labels[0]} {last} {labels[1]}"
    return f"{', '.join(labels[:-1])}, {last} {labels[-1]}"
