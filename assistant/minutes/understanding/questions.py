"""Open questions: asked and not answered, or put off to another day."""

import re
from collections.abc import Collection, Sequence
from functools import cache

from assistant.minutes.models import Statement
from assistant.minutes.understanding import cues
from assistant.minutes.understanding.acts import Act, nods, same_speaker
from assistant.minutes.understanding.clauses import Speech
from assistant.minutes.understanding.wording import tidy
from assistant.minutes.understanding.words import spoken_words
from corpus.search_words import search_words

ANSWERS = 3
"""Utterances after a question in which it is answered or put off."""
LEAST_WORDS = 2
_UNSETTLED = re.compile(
    r"\b(?:belum (?:ada )?(?:keputusan|diputuskan|disepakati|bisa (?:kita )?(?:di)?putuskan|final"
    r"|sepakat)|(?:kita )?(?:tunda|pending)|(?<!jangan )ditunda|dipending"
    r"|(?:kita |di)?bahas (?:lagi|kembali)|dibahas (?:lagi|kembali)|nanti kita (?:bahas|putuskan))\b"
)
_SOCIAL = re.compile(
    r"\b(?:ada (?:lagi|yang lain|pertanyaan|tanggapan|masukan|tambahan|yang mau)|(?:ke)?dengar(?:an)?"
    r"|kedengeran|masuk|kelihatan|sudah (?:semua|lengkap|kumpul|ngumpul|hadir)"
    r"|suara|mic|layar|izin bertanya|apa kabar|bagaimana (?:bapak|ibu|P\d|teman|semua|menurut"
    r"|yang lain)|(?:bapak|ibu|P\d) (?:ada|bagaimana)|oh ya|masa|ya kan|siapa yang belum|siap)\b"
)


def find_open_questions(
    speech: Speech, acts: Sequence[Sequence[Act]], settled: Collection[int]
) -> list[Statement]:
    """Questions that the meeting left open, in the order in which they were asked.

    A question counts when its answer says that nobody knows, that it is to be looked up or talked about
    later; or when it is the last thing that was said about anything. A matter that is put off without a
    question counts too.

    Args:
        speech: the meeting.
        acts: what its clauses do, by utterance.
        settled: places of utterances that something was decided by; a question just before one is answered.
    """
    found: list[Statement] = []
    seen: list[frozenset[str]] = []
    for position, utterance in enumerate(acts):
        for index, act in enumerate(utterance):
            if act.machine:
                continue
            statement, matter = (
                _question(speech, acts, position, index, act, settled)
                or _put_off(speech, acts, position, index, act)
                or (None, frozenset())
            )
            if statement is None or any(matter <= other or other <= matter for other in seen[-20:]):
                continue
            found.append(statement)
            seen.append(matter)
    return found


def _question(
    speech: Speech,
    acts: Sequence[Sequence[Act]],
    position: int,
    index: int,
    act: Act,
    settled: Collection[int],
) -> tuple[Statement, frozenset[str]] | None:
    if not act.asks or not _asks_something(act) or (act.reported and not act.clause.asks):
        return None
    matter = frozenset(search_words(act.clause.text))
    if len(matter) < LEAST_WORDS:
        return None
    for later in acts[position][index + 1 :]:
        if later.puts_off:
            return _statement(speech, act, (position,)), matter
    if _deflected(acts, position, speech):
        return _statement(speech, act, (position, position + 1)), matter
    if any(at in settled for at in range(position + 1, position + 1 + ANSWERS + 1)):
        return None
    answered = False
    for at in range(position + 1, min(position + 1 + ANSWERS, len(acts))):
        if same_speaker(speech, at, position):
            continue
        if not acts[at]:
            continue
        if (
            not answered
            and any(one.puts_off for one in acts[at])
            and not any(one.machine for one in acts[at])
        ):
            return _statement(speech, act, (position, at)), matter
        answered = answered or not (acts[at][0].asks or (nods(acts[at]) and not act.clause.asks))
        if answered:
            break
    return None


def _put_off(
    speech: Speech, acts: Sequence[Sequence[Act]], position: int, index: int, act: Act
) -> tuple[Statement, frozenset[str]] | None:
    """A matter that is put off: "Soal honor kita bahas lagi"; "itu kita tunda" means what came before."""
    if act.asks or act.supposes or act.reported or not _UNSETTLED.search(act.clause.said):
        return None
    own = frozenset(search_words(act.clause.text)) - _without_matter()
    if len(own) >= LEAST_WORDS:
        return _statement(speech, act, (position,)), own
    for at in range(position, max(-1, position - 6), -1):
        for other in reversed(acts[at][:index] if at == position else acts[at]):
            if (
                (other.asks or other.proposes)
                and not other.machine
                and len(search_words(other.clause.text)) > LEAST_WORDS
            ):
                return _statement(speech, other, (at, position)), frozenset(search_words(other.clause.text))
    return None


def _deflected(acts: Sequence[Sequence[Act]], position: int, speech: Speech) -> bool:
    """Whether the very next turn, of somebody else, says that there is no answer."""
    at = position + 1
    if at >= len(acts) or same_speaker(speech, at, position):
        return False
    return any(one.puts_off for one in acts[at]) and not any(one.machine for one in acts[at])


@cache
def _without_matter() -> frozenset[str]:
    """Stems that say that something is put off, but not what."""
    return frozenset(search_words(" ".join(spoken_words().put_off_words)))


def _asks_something(act: Act) -> bool:
    said = act.clause.said
    if _SOCIAL.search(said) and not cues.ASKS.match(said):
        return False
    return not (len(act.clause.tags) <= 3 or act.confirms)


def _statement(speech: Speech, act: Act, positions: Sequence[int]) -> Statement:
    text = tidy(act.clause.text)
    if act.asks:
        text += "?"
    return Statement(text, speech.ids(set(positions)))
