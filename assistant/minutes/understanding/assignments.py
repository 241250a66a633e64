"""Clauses that give somebody a task: who is asked, or who takes it on, and where the task begins."""

import re
from dataclasses import dataclass, replace

from assistant.minutes.transcript.rough_notes import SPEAKER as NOTES
from assistant.minutes.understanding import assignment_cues as patterns
from assistant.minutes.understanding import cues
from assistant.minutes.understanding.acts import Act
from assistant.minutes.understanding.assignment_signs import blocked, called, leaves_the_room, must, plans
from assistant.minutes.understanding.clauses import Clause
from assistant.minutes.understanding.words import spoken_words

_ABILITY = frozenset({"bisa", "mau", "boleh"})
_TAKES_PLACE = frozenset({"dilaksanakan", "diadakan", "digelar", "diselenggarakan", "dimulai"})
LONGEST_ORDER = 8
RECEIVING = frozenset(
    {"lihat", "melihat", "terima", "menerima", "tunggu", "menunggu", "tagih", "menagih", "mau",
     "tandatangani", "menandatangani", "paraf"}
)  # fmt: skip
"""What the one who gives a task does on its day."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A clause that gives or takes on a task.

    Attributes:
        who: words of the clause that name those in charge (tags ``P``), empty where nobody is named.
        speaker: whoever speaks takes it on.
        addressed: "you": whoever is spoken to.
        verb: the word with which the work begins.
        firm: it stands alone; otherwise it needs an answer that takes it on, or a deadline.
        kind: how it is worded.
    """

    act: Act
    who: tuple[int, ...]
    speaker: bool
    addressed: bool
    verb: int
    firm: bool
    kind: str = ""

    @property
    def clause(self) -> Clause:
        """The clause itself."""
        return self.act.clause

    @property
    def generic(self) -> bool:
        """Its verb alone does not say what is to be done: "yang handle Bu Sri"."""
        words = self.clause.words()
        return self.verb >= len(words) or words[self.verb].removesuffix("nya") in spoken_words().generic_verbs


def read_assignment(act: Act, *, chair: bool, unknown: bool) -> Assignment | None:
    """The task that a clause gives, None where it gives none.

    Args:
        act: the clause and what it does.
        chair: the chair says it, whose plain "Bu Sri menyiapkan undangan" is an order.
        unknown: nobody's name is known, so anybody may be the chair.
    """
    clause = act.clause
    dated = bool(clause.days)
    if act.machine or _supposed(act) or patterns.WISH.search(clause.said):
        return None
    if not dated and (act.reported or patterns.FLOOR.search(clause.said)):
        return None
    leads = chair or unknown
    readings = (
        ("to_person", _relayed(act)),
        ("in_charge", _in_charge(act)),
        ("to_person", _to_person(act, leads=leads)),
        ("thing_done", _thing_done(act, leads=leads) or _by_agent(act, leads=leads)),
        ("to_speaker", _to_speaker(act)),
        ("asked", _asked(act)),
        ("to_nobody", _to_nobody(act, chair=chair, unknown=unknown)),
    )
    return next((replace(found, kind=kind) for kind, found in readings if found is not None), None)


def is_volunteering(act: Act) -> bool:
    """Whether a clause is an answer to who does it: "Saya, Pak.", "Biar saya saja"."""
    return patterns.VOLUNTEERS.search(act.clause.said) is not None


def asks_who(act: Act) -> bool:
    """Whether a clause asks who does something: "Siapa yang menyiapkan undangan?"."""
    return act.asks and patterns.WHO.search(act.clause.said) is not None


def _supposed(act: Act) -> bool:
    """A condition that the clause leaves open; after "kalau sudah disetujui" a request still stands."""
    clause = act.clause
    found = cues.SUPPOSES.search(clause.said)
    if found is None:
        return False
    rest = clause.tags[clause.word_at(found.start()) :]
    if patterns.SUPPOSED_DOER.match(rest) and not clause.days:
        return True
    return found[0].startswith(patterns.MERE_THOUGHTS) or patterns.STANDS_IN_SPITE.search(rest) is None


def _in_charge(act: Act) -> Assignment | None:
    clause = act.clause
    found = (
        patterns.IN_CHARGE.search(clause.said)
        or patterns.HANDED.search(clause.said)
        or patterns.FROM_UNIT.search(clause.said)
    )
    if found is None or act.asks:
        return None
    to = "to" if "to" in found.groupdict() and found["to"] else "who"
    who = (clause.word_at(found.start(to)),)
    return Assignment(act, who, speaker=False, addressed=False, verb=0, firm=True)


def _relayed(act: Act) -> Assignment | None:
    """What somebody who is not here is to be told to do: "bilang ke Pak Darto suruh menghubungi mereka"."""
    clause = act.clause
    found = patterns.RELAYED.search(clause.said)
    if found is None or act.asks or "d" in clause.tags[: clause.word_at(found.start())]:
        return None
    who = clause.word_at(found.start("who") if found["who"] else found.start("whom"))
    verb = clause.word_at(found.start("verb") if found["verb"] else found.start("work"))
    return Assignment(act, (who,), speaker=False, addressed=False, verb=verb, firm=False)


def _to_person(act: Act, *, leads: bool) -> Assignment | None:
    """A person who is asked, named for it, or simply said to do it."""
    clause = act.clause
    words = clause.words()
    for pattern in patterns.TO_PERSON:
        for found in pattern.finditer(clause.tags):
            who, verb = _people(clause, found), found.start("verb")
            if not who or blocked(clause, found):
                continue
            if "b" in found["mid"] and patterns.I_DO.search(clause.tags[:verb]):
                continue  # "kami siapkan, nanti diperiksa oleh …": first comes what the speaker does
            asked = "r" in clause.tags[:verb]
            meant = asked or "y" in found["mid"] or plans(clause, verb)
            if clause.tags[verb] == "o" and not (asked and clause.days and words[found.start()] != "silakan"):
                continue
            if clause.tags[verb] == "S" and not leaves_the_room(clause, verb):
                continue
            if any(clause.person(word).unit for word in who) and not meant:
                continue
            if act.asks and not (asked or clause.days or words[max(0, verb - 1)] in _ABILITY):
                continue
            firm = not (act.asks or clause.asks) and (meant or leads)
            return Assignment(act, who, speaker=False, addressed=False, verb=verb, firm=firm)
    return None


def _thing_done(act: Act, *, leads: bool) -> Assignment | None:
    """A person with a thing to be done: "Bu Ratna rinciannya direvisi"."""
    clause = act.clause
    found = patterns.THING_DONE.match(clause.tags)
    if found is None or act.asks or blocked(clause, found):
        return None
    who, verb = _people(clause, found), found.start("verb")
    word = clause.words()[verb]
    passive = word.startswith(("di", "ke"))
    ordered = leads and word.endswith(("kan", "i")) and not word.startswith("me")
    if not who or not (passive or ordered or must(clause, verb)):
        return None
    firm = not clause.asks and (leads or plans(clause, verb))
    return Assignment(act, who, speaker=False, addressed=False, verb=verb, firm=firm)


def _by_agent(act: Act, *, leads: bool) -> Assignment | None:
    """A passive with its agent right after it: "agar disampaikan penyedia kepada PPK"."""
    clause = act.clause
    for found in patterns.BY_AGENT.finditer(clause.tags):
        verb = found.start("verb")
        who = _people(clause, found)
        if not clause.words()[verb].startswith("di") or not who or act.asks or blocked(clause, found):
            continue
        if plans(clause, verb) or "agar" in clause.words()[:verb]:
            return Assignment(act, who, speaker=False, addressed=False, verb=verb, firm=leads)
    return None


def _to_speaker(act: Act) -> Assignment | None:
    """What the speaker takes on: "nanti saya siapkan", "biar saya yang hubungi"; not "sudah saya kirim"."""
    clause = act.clause
    words = clause.words()
    for found in (*patterns.I_DO.finditer(clause.tags), *patterns.WE_FROM.finditer(clause.tags)):
        verb, before = found.start("verb"), clause.tags[max(0, found.start() - 1) : found.start()]
        if "r" in clause.tags[: found.start()] and called(clause):
            continue  # "tolong direkap ya Bu Sri, Jumat sudah saya pegang" asks her
        if act.asks or before in ("V", "b", "S") or words[verb].startswith("di") or blocked(clause, found):
            continue
        if words[verb] in RECEIVING and clause.days:
            continue  # "minggu depan saya lihat": by then another's work is to be done
        # "Saya kirimkan" is offered, "kami mengajukan" is told.
        offers = words[verb].endswith(("kan", "i")) and not words[verb].startswith("me")
        offers = offers or words[verb] == "bantu"
        plan = "y" in found["mid"] or plans(clause, verb) or offers
        return Assignment(act, (), speaker=True, addressed=False, verb=verb, firm=plan)
    said = patterns.I_SAY.search(clause.tags)
    if said is not None and not act.asks and leaves_the_room(clause, said.start("verb")):
        return Assignment(act, (), speaker=True, addressed=False, verb=said.start("verb"), firm=True)
    return None


def _asked(act: Act) -> Assignment | None:
    """A request to whoever is called, or to "you": "tolong disiapkan ya Bu Sri", "njenengan yang kirim"."""
    clause = act.clause
    words, tags = clause.words(), clause.tags
    for pattern in patterns.ASKED:
        for found in pattern.finditer(tags):
            verb = found.start("verb")
            if "o" in found["mid"] and not words[verb].startswith("di"):
                continue
            here_and_now = words[verb].removesuffix("nya") in spoken_words().meeting_only_verbs
            if blocked(clause, found) or (here_and_now and not clause.days):
                continue
            if tags[verb] == "S" and not leaves_the_room(clause, verb):
                continue
            if not found["who"] and words[found.start()] == "minta" and tags[: found.start()].strip("hP"):
                continue  # "warga minta pindah" tells what others want
            if found["who"] and not (clause.days or set("yr") & set(found["mid"])):
                continue
            who = called(clause)
            firm = not (act.asks or clause.asks)
            return Assignment(act, who, speaker=False, addressed=not who, verb=verb, firm=firm)
    return None


def _to_nobody(act: Act, *, chair: bool, unknown: bool) -> Assignment | None:
    """Work with a limit that names nobody: "undangan dikirim paling lambat Jumat"; in notes "cek genset"."""
    clause = act.clause
    words, tags = clause.words(), clause.tags
    if act.asks or clause.asks or act.decides:
        return None
    limited = any(day.bound for day in clause.days) or ((chair or unknown) and _short_order(clause))
    for found in patterns.ANY_VERB.finditer(tags):
        verb = found.start("verb")
        due = limited or (bool(clause.days) and must(clause, verb))
        if tags[verb] == "S" and not (limited and patterns.OUTWARD.search(clause.said)):
            continue
        if due and not blocked(clause, found) and not set("dfm") & set(tags[:verb]):
            firm = chair or unknown or limited
            return Assignment(act, called(clause), speaker=False, addressed=False, verb=verb, firm=firm)
    first = patterns.IMPERATIVE.match(tags)
    in_notes = clause.utterance.speaker == NOTES
    if first is None or len(tags) < 2 or not in_notes or set("ndkf") & set(tags):
        return None
    verb = first.start("verb")
    if words[verb] not in spoken_words().task_verbs:
        return None
    return Assignment(act, (), speaker=False, addressed=True, verb=verb, firm=unknown)


def _short_order(clause: Clause) -> bool:
    """Whether few words say what is done with a thing, and when: "edarannya dibagikan minggu ini".

    Not when an event takes place ("dilaksanakan 13 sampai 16 April"): that is no work of anybody's.
    """
    tags, words = clause.tags, clause.words()
    passive = [word for tag, word in zip(tags, words, strict=True) if tag == "V" and word.startswith("di")]
    stretch = any(
        day.phrase.lower().startswith(("sampai", "hingga")) and not day.bound for day in clause.days
    )
    is_event = any(word in _TAKES_PLACE for word in passive)
    return (
        bool(passive)
        and "T" in tags
        and len(tags) <= LONGEST_ORDER
        and not (stretch or is_event or set("mPk") & set(tags))
    )


def _people(clause: Clause, found: re.Match[str]) -> tuple[int, ...]:
    """The words of those in charge; none where the person is only a destination, a source or denied."""
    first, words = found.start("who"), clause.words()
    if first and words[first - 1] in spoken_words().not_asked_before:
        return ()
    return tuple(
        index
        for index in range(first, found.end("who"))
        if clause.tags[index] == "P" and clause.tags[max(0, index - 1) : index] != "n"
    )
