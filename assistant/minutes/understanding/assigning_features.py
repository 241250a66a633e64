"""What a clause and the turns about it show of whether it gives a task, as numbers to be weighed."""

import re
from collections.abc import Sequence
from math import log1p

from assistant.minutes.transcript.rough_notes import SPEAKER as NOTES
from assistant.minutes.understanding import assignment_cues as patterns
from assistant.minutes.understanding import cues
from assistant.minutes.understanding.acts import Act, nods, same_speaker
from assistant.minutes.understanding.assigning_words import word_features
from assistant.minutes.understanding.assignment_signs import called, leaves_the_room, must, plans
from assistant.minutes.understanding.assignments import Assignment
from assistant.minutes.understanding.clauses import Clause, Speech
from assistant.minutes.understanding.people import is_unknown
from assistant.minutes.understanding.slots import deadline_in, does_it, takes_on
from assistant.minutes.understanding.task_wording import content
from assistant.minutes.understanding.tasks import Task
from assistant.minutes.understanding.words import spoken_words

KINDS = (
    "in_charge", "to_person", "thing_done", "to_speaker", "asked", "to_nobody",
    "cleft", "by", "does", "i_do", "goes", "order", "passive", "we_do", "needed", "i_will", "thing",
    "you", "result", "rest",
)  # fmt: skip
_RULED = KINDS[:6]
SHORT_TURN = 5
MOST_WORDS = 8
SHORT = 8
"""Clauses of the turn before or after that are looked at; a turn of more is no nod."""
_STATE = re.compile(
    r"\b(?:tetap|boleh|cukup|berlaku|maksimal|maks|minimal|kecuali|mulai|per|masing-masing|setiap|tiap|dibagi"
    r"|diganti|dihapus|ditiadakan|dipindah\w*|pakai|gratis|bebas)\b"
)
_PAST = re.compile(
    r"\b(?:sudah|telah|tadi|kemarin|dulu (?:itu|kita|pernah)|waktu itu|biasanya|selama ini|kan|memang|lalu)\b"
)
_REASONS = re.compile(r"\b(?:karena|soalnya|makanya|padahal|daripada|sebab|nanti malah|takutnya|masa)\b")
_URGES = re.compile(r"\b(?:segera|dong|ya|dulu|jangan lupa|lagi|secepatnya|langsung|sekalian|sekarang)\b")
_OTHERS = re.compile(
    r"\b(?:mereka|warga|orang|anak-anak|masyarakat|beliau|dia|kantor (?:sebelah|lain)|pusat)\b"
)
_OFFERS = re.compile(r"\b(?:biar|biarkan|saya (?:bantu|siap|sanggup|bersedia)|serahkan)\b")
_CONDITION = re.compile(r"\b(?:kalau|jika|bila|apabila|seandainya|misal\w*|umpama\w*)\b")


_YOU = re.compile(r"\b(?:anda|kalian|saudara)\b")
_RECEIVES = re.compile(
    r"\bsaya (?:mau |sudah |minta )?(?:lihat|terima|menerima|tunggu|pegang|tagih|baca|cek)\b"
)
_RESULT = re.compile(r"\b(?:sudah|selesai|beres|jadi|habis|kelar|rampung|lengkap)\b")
_WHY = re.compile(r"\b(?:biar|supaya|jangan sampai|soalnya|keburu|agar)\b")
_WHEN = re.compile(r"\b(?:kapan|tanggal berapa|hari apa|berapa (?:lama|hari))\b")
_ANYBODY = re.compile(r"\bada yang\b|\b(?:siapa|entah) (?:pun|saja|siapa|yang (?:sempat|bisa|sanggup|mau))\b")
_BROKEN = re.compile(
    r"\b(?:rusak|mati|bocor|kurang|habis|jebol|lepas|hilang|sumbat\w*|tersumbat|macet|putus|robek|patah|pecah"
    r"|luntur|kotor|longgar|goyang|miring|kosong|berlubang|bolong|netes|menetes|buruk|e?rror|kedaluwarsa|pudar"
    r"|jentik|tersandung|menjuntai|bahaya|mampet|lemah|copot|retak|rapuh|karatan|bau|belum|tinggal)(?:nya)?\b"
)
_APPROVES = re.compile(
    r"^(?:boleh|silakan|cukup|sip|bagus|mantap|rancak|baik|oke|nah|terima kasih|makasih|catat|alhamdulillah"
    r"|suwun|ya|betul|setuju|coba|apik|siap|sae|saé)\b"
)


def _phrases(clause: Clause) -> set[str]:
    return {day.phrase.lower() for day in clause.days}


def task_features(
    speech: Speech, acts: Sequence[Sequence[Act]], index: int, assignment: Assignment, task: Task
) -> dict[str, float]:
    """Numbers of one clause that may give a task, each bounded: always the same names, then those of words.

    Args:
        speech: the meeting.
        acts: what its clauses do, by turn.
        index: the place of the clause in the turn ``task.position``.
        assignment: how it is read.
        task: what was made of it, with what the turns after it add.
    """
    position = task.position
    act, clause = assignment.act, assignment.clause
    said, tags, words = clause.said, clause.tags, clause.words()
    verb = min(assignment.verb, len(words) - 1)
    speaker = speech.turns[position].speaker
    chair = speech.people.is_chair(speaker)
    unknown = is_unknown(speaker)
    notes = speaker == NOTES
    following = next((acts[at] for at in range(position + 1, min(len(acts), position + 3)) if acts[at]), [])
    other_next = (
        bool(following)
        and position + 1 < len(acts)
        and not same_speaker(speech, position, following[0].clause.position)
    )
    next_speaker = speech.turns[position + 1].speaker if other_next else ""
    following = following[:SHORT]
    before = acts[position - 1][-SHORT:] if position else []
    kind = assignment.kind
    values: dict[str, float | bool] = {f"kind_{name}": kind == name for name in KINDS}
    ruled = kind in _RULED
    values |= {
        "ruled": ruled,
        "firm": assignment.firm,
        "firm_or_due": ruled and (assignment.firm or task.accepted or task.spoken is not None),
        "chair": chair,
        "other": speech.people.has_chair and not unknown and not chair,
        "unknown": unknown and not notes,
        "notes": notes,
        "day": deadline_in(clause) is not None,
        "limit": any(day.bound for day in clause.days),
        "day_later": task.spoken is not None and deadline_in(clause) is None,
        "due": task.spoken is not None,
        "accepted": task.accepted,
        "nodded": other_next and nods(following),
        "takes_on": other_next and takes_on(following[0].clause),
        "short_answer": other_next and sum(len(one.clause.tags) for one in following) <= SHORT_TURN,
        "asked_after": other_next and (following[0].asks or following[0].clause.asks),
        "objected": other_next and following[0].objects,
        "answers": bool(before) and (before[-1].asks or before[-1].clause.asks),
        "answers_who": bool(before) and any(patterns.WHO.search(one.clause.said) for one in before),
        "somebody": bool(task.people),
        "names": "P" in tags,
        "calls": bool(called(clause)),
        "you": _YOU.search(said) is not None,
        "guessed": task.guessed,
        "me": "m" in tags,
        "receives": _RECEIVES.search(said) is not None,
        "result": bool(clause.days) and _RESULT.search(said) is not None,
        "next_is_charged": other_next and speech.people.canonical(next_speaker) in task.people,
        "next_does": other_next and does_it(following[0].clause),
        "next_repeats_day": other_next and bool(_phrases(clause) & _phrases(following[0].clause)),
        "next_repeats": other_next
        and bool(clause.matter() & {stem for one in following[:3] for stem in one.clause.matter()}),
        "before_is_next": other_next
        and position > 0
        and speech.people.canonical(speech.turns[position - 1].speaker)
        == speech.people.canonical(next_speaker),
        "before_lacks": bool(before) and "n" in before[-1].clause.tags,
        "before_chair": position > 0 and speech.people.is_chair(speech.turns[position - 1].speaker),
        "told_why": _WHY.search(said) is not None,
        "root_verb": words[verb] in spoken_words().verb_roots,
        "question_before_day": bool(before) and _WHEN.search(before[-1].clause.said) is not None,
        "before_broken": bool(before) and any(_BROKEN.search(one.clause.said) for one in before[-3:]),
        "broken": _BROKEN.search(said) is not None,
        "approved": other_next and _APPROVES.search(following[0].clause.said) is not None,
        "before_approves": bool(before) and _APPROVES.search(before[0].clause.said) is not None,
        "before_short": bool(before) and sum(len(one.clause.tags) for one in before) <= SHORT_TURN,
        "before_asks_short": bool(before)
        and sum(len(one.clause.tags) for one in before) <= SHORT_TURN
        and (before[-1].asks or before[-1].clause.asks),
        "before_assigns": bool(before)
        and any("r" in one.clause.tags or "a" in one.clause.tags for one in before[-2:]),
        "after_day": index + 1 < len(acts[position]) and bool(acts[position][index + 1].clause.days),
        "comma": "," in clause.text,
        "bracketed": clause.utterance.text.lstrip(" -•*")[:1] in ("(", "["),
        "somebody_should": _ANYBODY.search(said) is not None,
        "of_speaker": assignment.speaker,
        "addressed": assignment.addressed,
        "unit": any(one.unit for one in clause.people),
        "cleft": "y" in tags[:verb] and ("P" in tags[:verb] or "m" in tags[:verb]),
        "requests": "r" in tags[: verb + 1],
        "must": must(clause, verb),
        "plans": plans(clause, verb),
        "speech_verb": tags[verb] == "S",
        "leaves": tags[verb] == "S" and leaves_the_room(clause, verb),
        "no_verb": tags[verb] not in "VS",
        "known_verb": words[verb].removesuffix("nya") in spoken_words().task_verbs,
        "me_verb": words[verb].startswith("me"),
        "passive_verb": words[verb].startswith("di"),
        "kan_verb": words[verb].endswith(("kan", "i")),
        "lah_verb": words[verb].endswith("lah"),
        "generic": assignment.generic,
        "verb_at": min(10, verb),
        "first_verb": verb == 0,
        "we": "k" in tags,
        "asks": act.asks or clause.asks,
        "reported": act.reported,
        "supposes": act.supposes,
        "condition": _CONDITION.search(said) is not None,
        "proposes": act.proposes,
        "objects": act.objects,
        "assents": act.assents,
        "puts_off": act.puts_off,
        "procedure": act.procedure,
        "decides": act.cue is not None,
        "wish": patterns.WISH.search(said) is not None,
        "floor": patterns.FLOOR.search(said) is not None,
        "done": "d" in tags[:verb],
        "done_after": "d" in tags[verb:],
        "denied": "n" in tags[:verb],
        "past": _PAST.search(said) is not None,
        "state": _STATE.search(said) is not None,
        "reasons": _REASONS.search(said) is not None,
        "urges": _URGES.search(said) is not None,
        "offers": _OFFERS.search(said) is not None,
        "others": _OTHERS.search(said) is not None,
        "is": cues.LEAD.match(said) is not None,
        "particle": cues.PARTICLE.search(said) is not None,
        "outward": patterns.OUTWARD.search(said) is not None,
        "number": any(word[0].isdigit() for word in words),
        "words": log1p(len(tags)),
        "long": len(tags) > 18,
        "matter": min(MOST_WORDS, content(task.text)),
        "thin": content(task.text) < 2,
        "first": index == 0,
        "last": index == len(acts[position]) - 1,
        "starts_meeting": position < min(6, len(acts) // 8),
    }
    loose = not ruled
    values |= {
        "loose_chair": loose and chair,
        "loose_unknown": loose and values["unknown"],
        "loose_due": loose and task.spoken is not None,
        "loose_accepted": loose and task.accepted,
        "loose_urges": loose and values["urges"],
        "chair_names": chair and "P" in tags,
        "chair_accepted": chair and task.accepted,
        "chair_due": chair and task.spoken is not None,
        "own_due": assignment.speaker and task.spoken is not None,
        "own_plans": assignment.speaker and values["plans"],
        "own_answers": assignment.speaker and values["answers"],
        "own_approved": assignment.speaker and values["approved"],
        "own_cleft": assignment.speaker and values["cleft"],
        "own_before_chair": assignment.speaker and values["before_chair"],
        "own_chair": assignment.speaker and chair,
        "chair_passive": chair and values["passive_verb"],
        "chair_passive_broken": chair and values["passive_verb"] and values["before_broken"],
        "chair_anybody": chair and values["somebody_should"],
        "chair_must": chair and values["must"],
        "chair_you": chair and values["you"],
        "chair_calls": chair and values["calls"],
        "charged_replies": values["next_is_charged"] and (task.accepted or values["approved"]),
        "unknown_calls": values["unknown"] and values["calls"],
        "unknown_accepted": values["unknown"] and task.accepted,
        "notes_names": notes and "P" in tags,
        "notes_due": notes and task.spoken is not None,
        "unknown_due": values["unknown"] and task.spoken is not None,
    }
    after = acts[position + 1] if position + 1 < len(acts) else ()
    return {name: float(value) for name, value in values.items()} | word_features(clause, after)
