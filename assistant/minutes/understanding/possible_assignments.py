"""Clauses that may give somebody a task though no rule is sure of it; their features are weighed."""

import re

from assistant.minutes.understanding.acts import Act
from assistant.minutes.understanding.assignment_signs import blocked, called
from assistant.minutes.understanding.assignments import RECEIVING, Assignment
from assistant.minutes.understanding.clauses import Clause
from assistant.minutes.understanding.words import is_verb, spoken_words

_CLEFT = re.compile(r"(?P<who>P(?:&P|P){0,3}|m|a)(?P<mid>[ho]{0,2}y[hT]{0,3})(?P<verb>[VSo])")
"""Daeng Baso pale yang lapor; saya yang ke sana."""
_DOES = re.compile(r"(?P<who>P(?:&P|P){0,3})(?P<mid>[hoyrkT&]{0,5}?)(?P<verb>[VS])")
_BY = re.compile(r"(?P<verb>[VS])(?P<mid>[ohT]{0,4}b|)(?P<who>P(?:&P){0,3})")
_I_DO = re.compile(r"(?P<who>m)(?P<mid>[hyT&]{0,4})(?P<verb>[VS])")
_I_GO = re.compile(r"\bsaya (?:(?:nanti|akan|yang|saja|T\d|langsung) )*ke \S")
_ORDER = re.compile(r"^(?:[hroa]{0,2}P[ha]{0,3})?[hrT]{0,3}(?P<who>)(?P<mid>)(?P<verb>[VS])")
_PASSIVE = re.compile(r"(?P<who>)(?P<mid>)(?P<verb>[VS])")
_I_WILL = re.compile(r"(?P<who>m)(?P<mid>[hyT]{0,4})(?P<verb>o)")
"""Saya konsultasi ke KPP minggu ini: no verb is known."""
_NEEDED = re.compile(
    r"\b(?:perlu|harus|butuh|tinggal) (?:ada )?(?:yang )?(?:me[a-z]{4,})"
    r"|\b(?:harus|perlu|tolong) ada (?:yang )?[a-z]{3,}"
    r"|^(?:\S+ ){0,5}ada yang [a-z]{4,}.* (?:ya|dong|harus)\b"
)
_YOU = re.compile(r"(?P<who>a)(?P<mid>[hyrT]{0,4}(?:&P)?[hyrT]{0,2})(?P<verb>[VSo])")
"""Jadwalnya kamu bikin; kamu yang ke sana."""
_MINE = re.compile(r"mh{0,2}y|&m")
"""Saya saja yang minta; sini, sama saya."""
_MY_PREFIX = re.compile(r"\bku(?P<verb>[a-z]{4,})")
"""Kupisahkan dulu daftarnya."""
_RESULT = re.compile(r"\b(?:sudah|selesai|beres|jadi|habis|kelar|rampung|masuk|ada|lengkap)\b")
_MUST = re.compile(r"\b(?:harus|wajib|segera|tolong|siapa (?:pun|saja|yang))\b")
_BECAUSE = frozenset({"soalnya", "karena", "sebab", "kan"})
_EMPTY_ACTS = re.compile(r"^(?:\S+ )?(?:terima kasih|selamat|assalamualaikum)\b")
_WE_DO = re.compile(r"k[hT]{0,3}(?P<who>)(?P<mid>)(?P<verb>V)")


def read_possible(act: Act) -> Assignment | None:
    """A task that a clause may give: anybody who is named or speaks with work, or work that is ordered."""
    clause = act.clause
    if act.machine or len(clause.tags) < 2:
        return None
    return (
        _found(act, _CLEFT, "cleft")
        or _found(act, _BY, "by")
        or _found(act, _DOES, "does")
        or _prefixed(act)
        or _found(act, _I_DO, "i_do")
        or _going(act)
        or _ordered(act)
        or _passive(act)
        or _needed(act)
        or _found(act, _WE_DO, "we_do")
        or (_found(act, _I_WILL, "i_will") if clause.days else None)
        or _found(act, _YOU, "you")
        or _thing(act)
        or _result(act)
        or _rest(act)
    )


def _found(act: Act, pattern: re.Pattern[str], kind: str) -> Assignment | None:
    clause = act.clause
    words = clause.words()
    for found in pattern.finditer(_work_tags(clause)):
        verb, who = found.start("verb"), found["who"]
        if kind == "by" and not found["mid"] and not words[verb].startswith("di"):
            continue
        if blocked(clause, found) or words[verb].removesuffix("nya") in spoken_words().meeting_only_verbs:
            continue
        if who == "m" and _BECAUSE & set(words[max(0, found.start("who") - 2) : found.start("who")]):
            continue  # "soalnya Jumat saya cuti"
        if who == "m" and clause.days and RECEIVING & set(words[found.end("who") : verb + 1]):
            continue
        before = words[found.start("who") - 1] if who and found.start("who") else ""
        if before in spoken_words().not_asked_before:
            continue
        named = tuple(
            index for index in range(found.start("who"), found.end("who")) if clause.tags[index] == "P"
        )
        if who == "a" and not named:
            named = called(clause)
        return Assignment(
            act, named, speaker=who == "m" or kind == "i_do", addressed=who == "a" and not named, verb=verb,
            firm=False, kind=kind,
        )  # fmt: skip
    return None


def _going(act: Act) -> Assignment | None:
    """Somewhere the speaker goes: "Jumat saya ke sana"."""
    found = _I_GO.search(act.clause.said)
    if found is None or "d" in act.clause.tags:
        return None
    verb = act.clause.word_at(found.end() - 1) - 1
    return Assignment(act, (), speaker=True, addressed=False, verb=verb, firm=False, kind="goes")


def _ordered(act: Act) -> Assignment | None:
    """A bare verb, or one in -lah, with which a clause begins: "Cari yang baru", "Mintalah datanya"."""
    clause = act.clause
    found = _ORDER.match(_work_tags(clause))
    if found is None or blocked(clause, found):
        return None
    verb = found.start("verb")
    word = clause.words()[verb]
    if word.startswith(("me", "di")) or word in spoken_words().meeting_only_verbs:
        return None
    who = called(clause)
    return Assignment(act, who, speaker=False, addressed=not who, verb=verb, firm=False, kind="order")


def _passive(act: Act) -> Assignment | None:
    """Something that is to be done, by whom is not said: "segera disurati"."""
    clause = act.clause
    words = clause.words()
    for found in _PASSIVE.finditer(clause.tags):
        verb = found.start("verb")
        bare = words[verb].removesuffix("nya").removesuffix("lah")
        if not bare.startswith("di") or bare in spoken_words().meeting_only_verbs or blocked(clause, found):
            continue
        if set("dfm") & set(clause.tags[:verb]):
            return None
        who = called(clause)
        return Assignment(act, who, speaker=False, addressed=not who, verb=verb, firm=False, kind="passive")
    return None


def _needed(act: Act) -> Assignment | None:
    """Work for which somebody is sought: "Perlu ada yang mengecek ke lapangan"."""
    found = _NEEDED.search(act.clause.said)
    if found is None or "n" in act.clause.tags or "d" in act.clause.tags:
        return None
    verb = act.clause.word_at(found.end() - 1)
    return Assignment(act, (), speaker=False, addressed=True, verb=verb, firm=False, kind="needed")


def _thing(act: Act) -> Assignment | None:
    """A thing and who is called for it: "Kerangka acuan, Bu Siti. Minggu depan."."""
    clause = act.clause
    who = called(clause)
    if not who or set("ndfmk") & set(clause.tags) or clause.person(who[0]).unit:
        return None
    return Assignment(act, who, speaker=False, addressed=False, verb=0, firm=False, kind="thing")


def _prefixed(act: Act) -> Assignment | None:
    """What the speaker takes on in one word: "Kupisahkan dulu daftarnya"."""
    for found in _MY_PREFIX.finditer(act.clause.said):
        if is_verb(found["verb"]):
            verb = act.clause.word_at(found.start())
            return Assignment(
                act, (), speaker=True, addressed=False, verb=verb, firm=False, kind="i_do"
            )  # fmt: skip
    return None


def _result(act: Act) -> Assignment | None:
    """How things are to stand on a day: "Kamis itu catatannya sudah di meja saya ya, Mas Yoga"."""
    clause = act.clause
    if not clause.days or _RESULT.search(clause.said) is None or act.reported:
        return None
    mine = _MINE.search(clause.tags) is not None
    who = () if mine else called(clause)
    return Assignment(
        act, who, speaker=mine, addressed=not (who or mine), verb=0, firm=False, kind="result"
    )  # fmt: skip


def _rest(act: Act) -> Assignment | None:
    """Any other clause that says something: what it gives, only the turns about it can tell."""
    clause = act.clause
    says = clause.days or set("PamV") & set(clause.tags) or _MUST.search(clause.said)
    if _EMPTY_ACTS.search(clause.said) or not says:
        return None
    mine = _MINE.search(clause.tags) is not None
    who = () if mine else called(clause)
    return Assignment(act, who, speaker=mine, addressed=not (who or mine), verb=0, firm=False, kind="rest")


def _work_tags(clause: Clause) -> str:
    """The tags, where a bare root of work counts as a verb: "Pak Ketut geser lemarinya"."""
    roots = spoken_words().verb_roots
    return "".join(
        "V" if tag == "o" and word in roots else tag
        for tag, word in zip(clause.tags, clause.words(), strict=True)
    )
