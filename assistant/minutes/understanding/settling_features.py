"""What a clause shows of whether the meeting settled something by it, as numbers for a weighted judgement."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

from assistant.minutes.transcript.rough_notes import SPEAKER as NOTES
from assistant.minutes.understanding import cues
from assistant.minutes.understanding.acts import Act, nods, same_speaker
from assistant.minutes.understanding.agreement import Agreement
from assistant.minutes.understanding.clauses import Clause, Speech
from assistant.minutes.understanding.people import is_unknown
from assistant.minutes.understanding.settling_signs import (
    carried_lead,
    forbids,
    is_of_the_speaker,
    is_to_be_done,
    lead_of,
    we_do,
)
from assistant.minutes.understanding.slots import says_only_when
from assistant.minutes.understanding.task_wording import content
from corpus.number_words import PHRASE
from corpus.search_words import known_words

BEFORE, AFTER = 6, 4
"""Turns before and after a clause in which its matter is looked for."""
SUMMED_UP = 12
"""Turns within which words of summing up still govern what the same person says."""
SHORT_TURN = 4
MOST_WORDS = 10
_NUMBER = re.compile(rf"\d|\b{PHRASE}\b")
_ORDINAL = re.compile(
    r"^(?:(?:yang|poin|nomor|lalu|dan) )?(?:(?P<count>satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)"
    r"|pertama|kedua|ketiga|keempat|kelima|keenam|terakhir)(?!\S)"
)
_SUMS_UP = re.compile(
    r"\b(?:simpulkan|kesimpulan|simpulan|ringkas|rangkum|bacakan|keputusannya|catat|hasilnya|jadi rapat)\b"
)
_STATE = re.compile(
    r"\b(?:tetap|boleh|cukup|berlaku|maksimal|maks|minimal|kecuali|dikecualikan|mulai|per|seperti|dihapus"
    r"|ditiadakan|digabung|diganti|ditahan|dibagi|masing-masing|setiap|tiap|bukan|tanpa|sama)\b"
)
_PAST = re.compile(r"\b(?:sudah|telah|tadi|kemarin|dulu (?:itu|kita|pernah)|waktu itu|biasanya|selama ini)\b")
_ARROW = re.compile(r"(?:->|=>|→|⇒)\s*$")
"""In notes: what comes of it."""
_REASONS = re.compile(r"\b(?:karena|soalnya|makanya|supaya|biar|padahal|daripada|sebab|nanti malah)\b")
_MOVES_ON = re.compile(
    r"^(?:(?:oke|baik|nah|ya|sudah) )*(?:lanjut|selanjutnya|berikut(?:nya)?|terus|sekarang|kemudian|lalu"
    r"|soal|mengenai|terakhir|satu lagi|ada lagi|untuk)\b"
)
_BY_CHAIR = (
    "state",
    "answers",
    "number",
    "number_before",
    "said_before",
    "passive",
    "denies",
    "day",
    "requests",
    "last",
    "particle",
    "short_answer",
)
_BY_OTHERS = ("explicit", "taken_up", "chair_agreed", "state", "proposes")
_IN_NOTES = ("state", "passive", "names", "number", "asks", "particle", "day")
_PASSIVE = re.compile(r"\bdi[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of a clause: by deciding words, by their weights, or as a proposal taken up."""

    explicit: bool
    confirmed: bool
    listed: bool
    weight: float
    enough: bool
    taken_up: bool


def features_of(
    speech: Speech,
    acts: Sequence[Sequence[Act]],
    position: int,
    index: int,
    lead: float,
    agreed: Agreement,
    verdict: Verdict,
    *,
    assigned: bool,
    of_a_task: bool,
    summing_up: bool,
) -> dict[str, float]:
    """Numbers of one clause, in a fixed order of names; each is bounded.

    Args:
        speech: the meeting.
        acts: what its clauses do, by turn.
        position: the turn of the clause, ``index`` its place there.
        index: see above.
        lead: what the words before it lend to it.
        agreed: what followed.
        verdict: of the rules.
        assigned: the clause gives somebody a task.
        of_a_task: its turn says of a task who does it or until when.
        summing_up: its speaker is summing up what was settled.
    """
    act = acts[position][index]
    clause = act.clause
    said, tags = clause.said, clause.tags
    speaker = speech.turns[position].speaker
    people = speech.people
    unknown = is_unknown(speaker)
    chair = people.is_chair(speaker)
    first_verb = tags.split("V")[0]
    values: dict[str, float | bool] = {
        "explicit": verdict.explicit,
        "confirmed": verdict.confirmed,
        "listed": verdict.listed,
        "weight": max(-2.0, min(5.0, verdict.weight)),
        "enough": verdict.enough,
        "taken_up": verdict.taken_up,
        "chair": chair,
        "other": people.has_chair and not unknown and not chair,
        "notes": speaker == NOTES,
        "unknown": unknown and speaker != NOTES,
        "deciding_words": act.cue is not None,
        "proposes": act.proposes,
        "proposes_by_chair": act.proposes and chair,
        "assents": act.assents,
        "objects": act.objects,
        "asks": act.asks or clause.asks,
        "confirms": act.confirms,
        "puts_off": act.puts_off,
        "reported": act.reported,
        "supposes": act.supposes,
        "revises": act.revises,
        "takes_back": act.takes_back,
        "procedure": act.procedure,
        "assigned": assigned,
        "of_a_task": of_a_task,
        "only_when": "T" in tags and says_only_when(clause),
        "summing_up": summing_up,
        "after_arrow": index == 0 and _ARROW.search(_text_before(speech, position)) is not None,
        "in_order": in_order(acts[position], index),
        "lead": max(lead, lead_of(said)),
        "settles": cues.SETTLES.match(said) is not None,
        "is": cues.LEAD.match(said) is not None,
        "particle": cues.PARTICLE.search(said) is not None,
        "all": cues.ALL.search(said) is not None,
        "counts": cues.COUNTS.search(said) is not None,
        "forbids": forbids(clause),
        "we_do": we_do(clause),
        "to_be_done": is_to_be_done(clause),
        "of_speaker": is_of_the_speaker(tags),
        "state": _STATE.search(said) is not None,
        "past": _PAST.search(said) is not None,
        "reasons": _REASONS.search(said) is not None,
        "says_i": "m" in tags,
        "names": "P" in tags,
        "day": "T" in tags,
        "denies": "n" in tags,
        "done": "d" in first_verb,
        "if": "f" in tags,
        "which": "y" in tags,
        "requests": "r" in tags,
        "verb": "V" in tags,
        "speech_verb": "S" in tags,
        "passive": _PASSIVE.search(said) is not None,
        "number": _NUMBER.search(said) is not None,
        "words": log1p(len(tags)),
        "long": len(tags) > 18,
        "matter": min(MOST_WORDS, content(clause.text)),
        "thin": content(clause.text) < 2,
        "first": index == 0,
        "last": index == len(acts[position]) - 1,
        "turn": min(12, len(acts[position])),
        "strong": min(2, len(agreed.strong)),
        "weak": min(2, len(agreed.weak)),
        "objected": agreed.objected,
        "chair_agreed": agreed.chair and bool(agreed.strong or agreed.weak),
        **_around(speech, acts, position, index, clause),
    }
    values |= {
        "chair_sums_up": chair and summing_up,
        "sums_up_in_order": summing_up and in_order(acts[position], index),
        **{f"chair_{name}": chair and values[name] for name in _BY_CHAIR},
        **{f"other_{name}": values["other"] and values[name] for name in _BY_OTHERS},
        **{f"notes_{name}": values["notes"] and values[name] for name in _IN_NOTES},
    }
    return {name: float(value) for name, value in values.items()}


def _text_before(speech: Speech, position: int) -> str:
    """What the utterance of a turn holds before it."""
    turn = speech.turns[position]
    return turn.utterance.text[: turn.start]


def sums_up(act: Act) -> bool:
    """Whether a clause says that what was settled follows: "saya simpulkan", "saya ringkas"."""
    return not act.asks and not act.supposes and _SUMS_UP.search(act.clause.said) is not None


def in_order(acts: Sequence[Act], index: int) -> bool:
    """Whether a clause of a turn is numbered: "Dua, …", or after a bare "Dua."."""
    if is_numbered(acts[index].clause) and " " in acts[index].clause.said:
        return True
    before = acts[index - 1].clause if index else None
    return before is not None and len(before.tags) <= 2 and is_numbered(before)


def is_numbered(clause: Clause) -> bool:
    """Whether a clause begins with its number in a list: "Dua, …", "kedua …"; not "dua puluh lima juta"."""
    found = _ORDINAL.match(clause.said)
    if found is None or found["count"] is None:
        return found is not None
    end = clause.places[clause.word_at(found.start("count"))][1]
    return clause.text[end : end + 1] in ("", ",", ".", ":", ";", ")")


def _around(
    speech: Speech, acts: Sequence[Sequence[Act]], position: int, index: int, clause: Clause
) -> dict[str, float | bool]:
    """How the clause stands among the turns about it."""
    matter = known_words(clause.text)
    numbers = {one[0] for one in _NUMBER.finditer(clause.said)}
    before = [turn for turn in range(max(0, position - BEFORE), position) if acts[turn]]
    after = [turn for turn in range(position + 1, min(len(acts), position + 1 + AFTER)) if acts[turn]]
    earlier = frozenset().union(*(known_words(one.clause.text) for at in before for one in acts[at]))
    later = frozenset().union(*(known_words(one.clause.text) for at in after for one in acts[at]))
    proposed = [one for at in before[-4:] for one in acts[at] if one.proposes or one.asks or one.clause.asks]
    prior = acts[before[-1]] if before else []
    following = acts[after[0]] if after else []
    own_after = next((at for at in after if same_speaker(speech, at, position)), None)
    rest = acts[position][index + 1] if index + 1 < len(acts[position]) else None
    size = max(1, len(matter))
    same = bool(before) and same_speaker(speech, before[-1], position)
    return {
        "said_before": len(matter & earlier) / size,
        "said_after": len(matter & later) / size,
        "was_proposed": any(len(matter & known_words(one.clause.text)) >= 2 for one in proposed),
        "proposal_near": bool(proposed),
        "answers": bool(prior) and not same and (prior[-1].asks or prior[-1].clause.asks),
        "answers_proposal": bool(prior) and not same and any(one.proposes for one in prior),
        "number_before": bool(numbers)
        and any(number in one.clause.said for at in before for one in acts[at] for number in numbers),
        "nodded": bool(following) and nods(following),
        "short_answer": bool(following) and sum(len(one.clause.tags) for one in following) <= SHORT_TURN,
        "asked_after": bool(following) and (following[0].asks or following[0].clause.asks),
        "objected_next": bool(following) and following[0].objects,
        "moves_on": (rest is not None and _MOVES_ON.match(rest.clause.said) is not None)
        or (own_after is not None and bool(_MOVES_ON.match(acts[own_after][0].clause.said)))
        or (bool(following) and _MOVES_ON.match(following[0].clause.said) is not None),
        "lead_before": index > 0 and carried_lead(acts[position][index - 1]) > 0,
        "starts_meeting": position < min(BEFORE, len(acts) // 8),
        "ends_meeting": position >= len(acts) - min(BEFORE, len(acts) // 8),
    }
