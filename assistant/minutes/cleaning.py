"""What speech recognition adds to speech, taken out of what is read as evidence.

Only what carries no meaning goes: hesitations, words said twice in a row by slip, sentences a recogniser
loops on, and the credits it makes up in silence. A correction ("lima, eh, enam"), a number, a negation and
a name always stay, and whatever is repeated stays once. What the transcript held is kept as ``raw``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.minutes.reading_words import word_set
from corpus.number_words import PHRASE, SCALES

_SCALES = "|".join((*SCALES, "puluh", "belas", "ratus", "persen"))
_NUMBER = re.compile(rf"\d|(?<![\w-])(?:{PHRASE}|(?:{_SCALES})(?!\w))", re.IGNORECASE)
_HESITATION = re.compile(
    r"(?<![\w.-])(?:[Ee]m+|[EeUu]hm+|[Hh]m{2,}|[Mm]{3,}|[Ee]{2,}h*|[Uu]h+|[Uu]m+)(?![\w-])"
    r"[ ]?(?:,|…|\.{2,3})?(?P<next>[ ]?\w?)"
)
_STARTING = re.compile(
    r"(?:^|(?<=[.?!] ))[Ee]h+(?:,|…|\.{2,3})? "
    r"(?!(?:bukan|salah|maaf|maksud|ralat|tidak|enggak|nggak|koreksi)\b)(?P<next>\w?)"
)
_ASIDE = re.compile(
    r"(?:^|(?P<comma>,) )(?:anu|apa namanya|apa ya namanya|apa itu namanya|apa ya)(?:,|…|\.{2,3}) ",
    re.IGNORECASE,
)
_TAIL = re.compile(r", gitu(?: ya| loh| lho)?(?=[.!…]|$)|(?<=,) gitu(?: ya| loh| lho)?,", re.IGNORECASE)

_ASKED = (
    r"(?: (?:share|komen|comment|dan|subscribe|like|channel|kanal|ini|ya|klik|tombol|lonceng|notifikasi))"
)
_CREDITS = re.compile(
    r"(?:oke |ok |okay )?(?:sekian )?(?:dan )?terima kasih (?:banyak )?"
    r"(?:telah|sudah|karena telah|karena sudah|untuk) (?:menonton|menyaksikan)"
    r"(?: (?:video|channel|kanal|tayangan)(?: (?:ini|saya|kami))?)?"
    r"|sampai jumpa(?: lagi)? di (?:video|episode|konten) (?:selanjutnya|berikutnya|lainnya)"
    rf"|jangan lupa (?:untuk )?(?:like|subscribe|klik subscribe|tekan tombol subscribe){_ASKED}{{0,10}}"
    rf"|(?:silakan )?(?:like|subscribe){_ASKED}{{1,8}}"
    r"|(?:subtitles?|teks|takarir|sub indo|terjemahan) (?:oleh|by)(?: (?:the )?\w+){1,5}"
    r"|(?:diterjemahkan|alih bahasa) oleh (?:komunitas )?amara(?: ?\.?org)?"
    r"|(?:thanks|thank you)(?: so much| very much)? for watching(?: (?:this|the|my) video)?"
    r"|(?:please )?(?:like and )?subscribe(?: to (?:my|our|the) channel)?"
)
_SOUND = re.compile(
    r"[\[(*♪♫ ]*(?:musik|music|tepuk tangan|applause|tertawa|tawa|laughter|suara \w+|hening|silence|batuk"
    r"|bunyi \w+|tidak terdengar|inaudible|blank_audio)?[\])*♪♫ ]*\.?",
    re.IGNORECASE,
)
_LONGEST_NOISE = 160
_WORD = re.compile(r"\w+(?:[-'’./]\w+)*")
_LONGEST_PHRASE = 12
_SLIPS = 3
_LOOP = 4
_SHORT_LOOP = 10
_SHORT = 3
_LONGEST_PERIOD = 3


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without what recognition added, and how many words of each kind were left out."""

    text: str
    fillers: int = 0
    repeats: int = 0


def is_noise(sentence: str) -> bool:
    """Whether a whole sentence is a credit that recognisers invent in silence, or names a sound."""
    if len(sentence) > _LONGEST_NOISE:
        return False
    if sentence.strip()[:1] in ("[", "(", "*", "♪", "♫") and _SOUND.fullmatch(sentence.strip()):
        return True
    words = _WORD.findall(sentence.casefold())
    return len(words) > 1 and _CREDITS.fullmatch(" ".join(words)) is not None


def looped(sentences: Sequence[str], speakers: Sequence[str | None]) -> list[bool]:
    """Which sentences only repeat, over and over, what the same speaker said just before.

    One to three sentences said in turn count as a loop from the fourth time on, very short ones ("Ya.",
    "Setuju.") from the tenth: people vote and agree so. The first time is never among them. Linear.
    """
    keys = [" ".join(_WORD.findall(sentence.casefold())) for sentence in sentences]
    repeats = [False] * len(keys)
    for period in range(1, _LONGEST_PERIOD + 1):
        run = 0
        for index in range(period, len(keys) + 1):
            same = (
                index < len(keys)
                and keys[index] != ""
                and keys[index] == keys[index - period]
                and speakers[index] == speakers[index - period]
            )
            if same:
                run += 1
                continue
            if run and run // period + 1 >= _needed(keys[index - period : index]):
                repeats[index - run : index] = [True] * run
            run = 0
    return repeats


def _needed(keys: Sequence[str]) -> int:
    return _LOOP if sum(len(key.split()) for key in keys) >= _SHORT else _SHORT_LOOP


def clean_speech(raw: str) -> Cleaned:
    """What was said without hesitations and slips of repetition; all of it where nothing else is left.

    Every number, negation and name of ``raw`` is in the text. Meant for one utterance, not for a transcript.
    """
    text, fillers = _without_fillers(raw)
    text, repeats = _without_repeats(text)
    if not any(char.isalnum() for char in text):
        return Cleaned(raw)
    return Cleaned(text, fillers, repeats)


def _without_fillers(raw: str) -> tuple[str, int]:
    before = len(raw.split())
    text = _HESITATION.sub(_hesitation, raw)
    text = _STARTING.sub(lambda found: found["next"].upper(), text)
    text = _ASIDE.sub(lambda found: ", " if found["comma"] else "", text)
    text = _TAIL.sub("", text)
    if text == raw:
        return raw, 0
    text = re.sub(r" {2,}", " ", text).strip()
    text = re.sub(r" (?=[,.;?!])|(?<=,) ?,", "", text).lstrip(" ,")
    if raw[:1].isupper() and text[:1].islower():
        text = text[0].upper() + text[1:]
    return text, before - len(text.split())


def _hesitation(found: re.Match[str]) -> str:
    """Nothing in its place; a unit ("5 mm") and an abbreviation ("E.M.") are no hesitation."""
    before = found.string[max(0, found.start() - 2) : found.start()].strip()
    if before.isdigit():
        return found[0]
    return found["next"].upper() if found[0][0].isupper() else found["next"]


def _without_repeats(text: str) -> tuple[str, int]:
    """Words and phrases said again right away, taken once."""
    tokens = text.split(" ")
    keys = [token.strip(",.…").casefold() for token in tokens]
    kept: list[int] = []
    index = 0
    while index < len(tokens):
        length, times = _repetition(tokens, keys, index)
        if times > 1:
            # The last time is kept: its punctuation belongs to what follows.
            index += length * (times - 1)
        kept.extend(range(index, index + length))
        index += length
    if len(kept) == len(tokens):
        return text, 0
    result = [tokens[place] for place in kept]
    if tokens[0][:1].isupper() and result[0][:1].islower():
        result[0] = result[0][:1].upper() + result[0][1:]
    return " ".join(result), len(tokens) - len(kept)


def _repetition(tokens: Sequence[str], keys: Sequence[str], index: int) -> tuple[int, int]:
    """Length and number of times of what is repeated from a word on; ``(1, 1)`` where nothing is."""
    for length in range(1, min(_LONGEST_PHRASE, (len(tokens) - index) // 2) + 1):
        phrase = keys[index : index + length]
        if phrase[0] != keys[index + length] or phrase != keys[index + length : index + 2 * length]:
            continue
        times = 2
        while phrase == keys[index + times * length : index + (times + 1) * length]:
            times += 1
        if _is_slip(tokens[index : index + length * times], phrase, times):
            return length, times
    return 1, 1


def _is_slip(tokens: Sequence[str], phrase: Sequence[str], times: int) -> bool:
    if not all(any(char.isalnum() for char in key) for key in phrase):
        return False
    if word_set("negations").intersection(phrase) or _NUMBER.search(" ".join(phrase)):
        return False
    if any(token[-1:] in ".?!;:" for token in tokens[:-1]) or any(
        token[:1].isupper() for token in tokens[1:]
    ):
        return False  # sentences that begin alike, and names
    if times >= _SLIPS or phrase[0] in word_set("stuttered"):
        return True
    return len(phrase) >= _SHORT
