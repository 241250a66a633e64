"""Questions that lean on what was asked before, completed by rule: substitution and ellipsis."""

import re
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field, StringConstraints

from assistant.lexicon import lexicon
from assistant.models import Question
from corpus.citations import format_citation
from corpus.errors import InvalidIdentifier
from corpus.models import Frozen
from corpus.search_words import search_words
from corpus.text import clean, words

MOST_TURNS = 10
"""Turns of a conversation that are read; what is older is forgotten."""
LONGEST = 4000
"""Characters of a question, as in ``Question``."""
MOST_ADDED = 2
"""Words of its own that a question may have and still lean on the one before it."""


class Turn(Frozen):
    """A question that was asked before, with what its answer cited.

    Attributes:
        cited: identifiers of the provisions that the answer cites, in order.
    """

    question: str = Field(min_length=1, max_length=LONGEST)
    cited: tuple[Annotated[str, StringConstraints(max_length=200)], ...] = Field((), max_length=50)


_LEANS = re.compile(
    r"^(?:(?:terus|lalu|nah|oke|ok|baik|jadi|dan|eh|oh|kemudian)[ ,]+)*"
    r"(?P<link>(?:bagaimana\s+)?(?:kalau|jika|bila)|bagaimana\s+dengan|untuk(?:\s+yang)?|bagi(?:\s+yang)?|yang"
    r"|sedangkan|khusus)?\s*(?:begitu|demikian)?[ ,]*",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"^(?:\w+[ ,]+)?(?:bagaimana\s+)?(?:kalau|jika|bila)\b", re.IGNORECASE)
_CONNECTED = re.compile(r"^(?:terus|lalu|nah|kemudian)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(r"\b(?:itu|tersebut|tadi)\b", re.IGNORECASE)
_OF_IT = re.compile(
    r"\b(?!biasanya|misalnya|contohnya|hanya|tanya|punya|katanya|karenanya|sebaiknya|seharusnya|maksimalnya|adanya)"
    r"\w{3,}nya\b",
    re.IGNORECASE,
)
"""A noun of what was spoken of: "gajinya"."""
_JUST = re.compile(r"\baja\b", re.IGNORECASE)
_THAT_RULE = re.compile(
    r"\b(?:pasal|ayat|aturan|peraturan|ketentuan)(?:nya)?\s+(?:itu|tersebut|tadi)\b", re.IGNORECASE
)
_ASKS = frozenset(
    words(
        "apa apakah berapa bagaimana kapan siapa mana dimana kemana kenapa mengapa boleh bolehkah bisa "
        "bisakah haruskah harus perlu perlukah wajib adakah ada dapat dapatkah saja sih ya tidak kah dong "
        "gitu berlaku juga sama masih sampai paling maksimal minimal itu tersebut tadi yang nya kalau jika "
        "bila untuk bagi dengan di ke dari pada oleh dan atau saya aku kami anda kita terus lalu nah begitu "
        "bagaimanakah berapakah siapakah kapankah oke ok jadi maka lagi sudah belum adalah ialah kok dulu "
        "tahu mau ingin minta tolong min selama setelah sesudah sebelum seorang para si aja ajah tetap "
        "mereka dia ia beliau hanya kah lah pun tentang soal nggak"
    )
)
"""Words that ask or join and have no matter of their own."""
_ASPECTS = frozenset(
    words(
        "lama lamanya syarat syaratnya persyaratan persyaratannya prosedur prosedurnya cara caranya alur "
        "alurnya dasar dasarnya hukum hukumnya aturan aturannya pasal pasalnya peraturan peraturannya besar "
        "besarnya besaran besarannya jumlah jumlahnya batas batasnya waktu waktunya biaya biayanya dokumen "
        "dokumennya berkas berkasnya tanggal pejabat pejabatnya berwenang alasan alasannya jenis jenisnya "
        "contoh contohnya akibat akibatnya sanksi sanksinya hukuman hukumannya hak haknya kewajiban "
        "kewajibannya"
    )
)
"""What may be asked of any matter."""
_BARE_ASPECTS = frozenset(
    words(
        "hukuman hukum sanksi hak kewajiban biaya pejabat berkas dokumen peraturan aturan pasal alasan "
        "tanggal"
    )
)
"""Those that are a matter of their own when they stand without -nya, and stay in what was talked about."""

_DENIALS = frozenset(words("tidak belum bukan tanpa"))
_ROLES = frozenset(words("bagi pada di"))
"""Words that join and stay in what is talked about."""

_EMPLOYEES = ("pns", "cpns", "pppk")
_POSTS = (
    "guru",
    "dosen",
    "pelaksana",
    "pejabat fungsional",
    "pejabat pimpinan tinggi",
    "administrator",
    "pengawas",
)
_ALIKE: tuple[tuple[str, ...], ...] = (
    _EMPLOYEES,
    _POSTS,
    ("istri", "suami", "anak", "orang tua", "ibu", "ayah", "mertua", "kakak", "adik", "menantu", "saudara"),
    (
        "cuti tahunan", "cuti besar", "cuti sakit", "cuti melahirkan", "cuti bersama",
        "cuti karena alasan penting", "cuti alasan penting", "cuti di luar tanggungan negara", "cltn",
    ),
    ("ringan", "sedang", "berat"),
    ("keberatan", "banding"),
    ("janda", "duda"),
    ("laki-laki", "perempuan"),
)  # fmt: skip
"""Words that take each other's place in a question, by kind."""
_AMOUNT = re.compile(r"\b\d{1,4}\s+(hari kerja|hari|minggu|bulan|tahun|anak|persen)\b", re.IGNORECASE)
_GRADE = re.compile(r"\b(?:golongan\s+)?(?:I{1,3}|IV)/?[a-e]\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:(?:pada|di)\s+)?(?:tahun\s+)?((?:19|20)\d\d)\b", re.IGNORECASE)
_LAST_YEAR = re.compile(r"\b(?:pada\s+)?tahun\s+(lalu|kemarin|depan|ini)\b", re.IGNORECASE)
_SHIFT = {"lalu": -1, "kemarin": -1, "ini": 0, "depan": 1}
_TOKEN = re.compile(r"\w+(?:[-/]\w+)*")


def rewrite(question: Question, history: Sequence[Turn]) -> Question:
    """The question as it would be asked on its own; unchanged where it already can be.

    A question leans on the one before it when it has next to no matter of its own ("berapa lama?", "kalau
    PPPK?", "dasar hukumnya apa?"). What it names takes the place of its like in the earlier question (kind
    of employee, relative, kind of leave, number, year); else it is asked of the matter of the earlier one.
    Deterministic.

    Args:
        history: earlier turns, the oldest first; the last ``MOST_TURNS`` count.
    """
    base = ""
    cited: tuple[str, ...] = ()
    for turn in history[-MOST_TURNS:]:
        base, cited = _completed(turn.question, base, cited, question.on.year), turn.cited or cited
    text = _completed(question.text, base, cited, question.on.year)
    return question if text == question.text else question.model_copy(update={"text": text[:LONGEST]})


def _completed(text: str, base: str, cited: tuple[str, ...], year: int) -> str:
    """``text`` completed from the earlier question ``base``; itself where it stands alone."""
    plain = " ".join(lexicon().standardise(lexicon().matter(clean(text))).split()).rstrip(" ?!.")
    plain = _JUST.sub("saja", plain)
    named = _that_rule_named(plain, cited)
    if named != plain:
        return f"{named}?"
    if not base or not _leans(plain, text):
        return text
    earlier = base.rstrip(" ?!.")
    said = _LEANS.sub("", plain, count=1).strip(" ,")
    condition = _CONDITION.match(plain) is not None
    swapped, used = _swapped(earlier, said, year)
    added = [word for word in _matter(said) if word not in used and word not in set(search_words(earlier))]
    if added:
        return f"{_topic(swapped)}, {'kalau ' if condition else ''}{said}?"
    if _asks_anew(said):
        return f"{_asked(_without(said, used))} {_topic(swapped)}?"
    return f"{swapped}?" if swapped != earlier else text


def _leans(plain: str, text: str) -> bool:
    """Whether a question, in standard words and as typed, cannot be understood without the one before it."""
    tokens = _TOKEN.findall(plain.lower())
    if not tokens:
        return False
    opened = _LEANS.match(plain)
    link = opened["link"] if opened else None
    matter = _matter(plain)
    if not matter:
        return True
    linked = link is not None or _OF_IT.search(text) or _CONNECTED.match(plain) or _POINTS_BACK.search(plain)
    return bool(linked) and len(matter) <= MOST_ADDED and len(tokens) <= 2 * MOST_ADDED + 3


def _matter(text: str) -> list[str]:
    """Stemmed words of ``text`` that are neither asking, joining, nor what may be asked of any matter."""
    kept = [word for word in _TOKEN.findall(text.lower()) if word not in _ASKS and word not in _ASPECTS]
    kinds = {member for kind in _ALIKE[:2] for member in kind}
    kept = [word for word in kept if word not in kinds and not word.isdigit() and word != "tahun"]
    return search_words(" ".join(kept))


def _asks_anew(said: str) -> bool:
    """Whether it asks something of its own rather than naming who or what else is meant."""
    return any(word in _ASPECTS or word in _QUESTIONS for word in _TOKEN.findall(said.lower()))


_QUESTIONS = frozenset(words("apa berapa kapan siapa mana dimana kemana kenapa mengapa bolehkah bisakah"))


def _swapped(earlier: str, said: str, year: int) -> tuple[str, frozenset[str]]:
    """``earlier`` with what ``said`` names in the place of its like, and the search words that were used."""
    used: set[str] = set()
    for kind in _ALIKE:
        new, old = _member(said, kind), _member(earlier, kind)
        if new is None:
            continue
        if old is not None:
            earlier = earlier[: old.start()] + new["word"] + earlier[old.end("word") :]
        elif kind in (_EMPLOYEES, _POSTS):
            earlier = f"{earlier} bagi {new['word']}"
        else:
            continue
        used.update(search_words(new.group()), search_words(new["word"]))
    for pattern in (_AMOUNT, _GRADE):
        amount, was = pattern.search(said), pattern.search(earlier)
        if amount and was and amount.groups() == was.groups():
            earlier = earlier[: was.start()] + amount.group() + earlier[was.end() :]
            used.update(search_words(amount.group()))
    asked = _asked_year(said, year)
    if asked is not None:
        without = " ".join(_LAST_YEAR.sub(" ", _YEAR.sub(" ", earlier)).split())
        earlier = f"{without} pada tahun {asked}"
        used.update(search_words("tahun lalu kemarin depan ini pada"))
    return earlier, frozenset(used)


def _asked_year(said: str, year: int) -> int | None:
    relative = _LAST_YEAR.search(said)
    if relative is not None:
        return year + _SHIFT[relative[1].lower()]
    named = _YEAR.search(said)
    return int(named[1]) if named else None


def _member(text: str, kind: tuple[str, ...]) -> re.Match[str] | None:
    """The first member of a kind in ``text``, the longest where two begin alike, also with -nya."""
    longest_first = sorted(kind, key=len, reverse=True)
    pattern = rf"\b(?P<word>{'|'.join(map(re.escape, longest_first))})(?:nya|ku)?\b"
    return re.search(pattern, text, re.IGNORECASE)


def _without(said: str, used: frozenset[str]) -> str:
    """``said`` without the words that took the place of others."""
    return " ".join(word for word in said.split() if not (set(search_words(word)) & used))


def _asked(said: str) -> str:
    """What is asked, the asking word first and without -nya: ``syaratnya apa`` → ``apa syarat``."""
    tokens = [word for word in said.split() if not _POINTS_BACK.fullmatch(word)]
    first = [word for word in tokens if word.lower() in _QUESTIONS or word.lower() in {"bagaimana", "saja"}]
    rest = [word for word in tokens if word not in first]
    return " ".join(
        (*first, *(word.removesuffix("nya") if word.lower() in _ASPECTS else word for word in rest))
    )


def _topic(earlier: str) -> str:
    """What a question is about: without the words that ask, and without what it asks of its matter."""
    kept: list[str] = []
    denied = ""
    for token in (token.strip("?!.,") for token in earlier.split()):
        word = lexicon().standardise(token.lower())
        if word in _DENIALS:
            denied = token
            continue
        of_matter = word in _ASPECTS and (word not in _BARE_ASPECTS or not kept)
        is_leave = word == "besar" and kept and kept[-1].lower() == "cuti"
        if is_leave or not (of_matter or word in _ASKS - _ROLES):
            # "Tidak masuk kerja" keeps its denial, "boleh tidak" has none to keep.
            kept += [denied, token] if denied else [token]
        denied = ""
    return " ".join(kept)


def _that_rule_named(plain: str, cited: tuple[str, ...]) -> str:
    """Put the name of the first provision that the last answer cites for “pasal itu”."""
    if not cited:
        return plain
    try:
        label = format_citation(cited[0])
    except InvalidIdentifier:
        return plain
    return _THAT_RULE.sub(lambda _: label, plain)
