"""What each word of a clause is for an assignment."""

import re

from assistant.minutes.understanding.words import is_speech_verb, is_verb, spoken_words, standard

_NEXT = re.compile(r"\w+")


def is_work(text: str, at: int) -> bool:
    """Whether a bare verb follows a place of a text."""
    found = _NEXT.match(text, at + 1)
    if found is None:
        return False
    word = found[0].lower()
    written = standard(word)
    bare = not written.startswith(("me", "di", "ber", "ter"))
    lists = spoken_words()
    return bare and (
        written in lists.task_verbs or word in lists.verb_roots or (written != word and is_verb(written))
    )


AHEAD = frozenset({"ya", "harus", "biar", "supaya", "agar", "bisa"})
_TAGS = {
    **dict.fromkeys(("saya", "kami"), "m"),
    "kita": "k",
    "yang": "y",
    **dict.fromkeys(("anda", "bapak", "ibu", "mas", "kalian", "saudara", "dik"), "a"),
    **dict.fromkeys(("tolong", "mohon", "minta", "coba", "silakan", "dimohon", "diminta", "tugaskan"), "r"),
    **dict.fromkeys(("tidak", "belum", "bukan", "jangan", "tanpa"), "n"),
    **dict.fromkeys(("sudah", "telah", "pernah", "tadi", "kemarin", "barusan"), "d"),
    **dict.fromkeys(("kalau", "jika", "bila", "apabila", "seandainya", "andai", "misalnya", "misal"), "f"),
    **dict.fromkeys(("oleh",), "b"),
    **dict.fromkeys(("dan", "sama", "dengan", "serta", "berdua", "bareng"), "&"),
    **dict.fromkeys(
        (
            "nanti", "akan", "bisa", "siap", "biar", "harus", "mau", "segera", "langsung", "juga", "saja",
            "dulu", "untuk", "ya", "agar", "supaya", "dapat", "itu", "lagi", "perlu", "ini", "sekalian",
            "izin", "dari", "lah", "sendiri", "coba", "kan", "deh", "bersama-sama", "barengan",
        ),
        "h",
    ),
}  # fmt: skip


def tag_of(word: str) -> str:
    """What a word in standard spelling is for an assignment.

    ``m`` I, ``k`` we, ``a`` you, ``y`` yang, ``r`` a request, ``n`` not, ``d`` done, ``f`` if, ``b`` by,
    ``&`` and, ``h`` a word that may stand between person and verb, ``S`` a verb of speaking, ``V`` another
    verb, ``o`` anything else; ``P`` and ``T`` stand for persons and days.
    """
    known = _TAGS.get(word)
    if known is not None:
        return known
    if is_verb(word):
        return "S" if is_speech_verb(word) else "V"
    return "o"
