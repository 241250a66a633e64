"""What a model's raw reply must not hold, checked before anything else is done with it."""

import re
from collections.abc import Collection, Sequence
from enum import StrEnum

from assistant.guard.injection_view import is_invisible
from assistant.guard.personal_data import PLACEHOLDER, placeholder_name
from assistant.guard.personal_kinds import PersonalKind
from assistant.guard.personal_numbers import numbers
from assistant.guard.words import word_list
from corpus.models import Frozen
from corpus.text import words


class LeakKind(StrEnum):
    """What is wrong with a reply."""

    PROMPT = "instruksi-sistem"
    CANARY = "penanda-rahasia"
    CONTACT = "kontak-tanpa-sumber"
    PLACEHOLDER = "penanda-karangan"
    LANGUAGE = "bahasa-lain"
    MARKUP = "kode-tampilan"
    PROMISE = "peran-atau-janji"


class Leak(Frozen):
    """One thing that is wrong with a reply; ``detail`` in Indonesian, without repeating personal data."""

    kind: LeakKind
    detail: str


_SHINGLE = 8
"""Words in a row that nobody repeats from a prompt by chance."""
_URL = re.compile(r"(?:https?://|www\.)[^\s\"'<>)\]]+", re.IGNORECASE)
_MARKUP = re.compile(
    r"<\s*(?:/?\s*[a-z][\w-]*|!--|!doctype|\?)|javascript\s*:|data:text/html|!?\[[^\]]{0,200}\]\([^)]*\)"
    r"|\bon(?:click|error|load)\s*=",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\bsebagai\s+(?:sebuah\s+)?(?:model\s+bahasa|ai\b|asisten\s+(?:ai|virtual)|kecerdasan\s+buatan"
    r"|chatbot|bot\b)"
    r"|\b(?:saya|aku|kami)\s+(?:adalah\s+|hanyalah\s+|ini\s+)?(?:sebuah\s+)?(?:ai\b|model\s+bahasa|chatbot"
    r"|bot\b|asisten\s+ai)"
    r"|\bas\s+an?\s+(?:ai|language\s+model)\b|\bi\s+am\s+an?\s+(?:ai|assistant|language\s+model)\b"
    r"|\b(?:saya|kami|aku)\s+(?:ber)?(?:janji|jamin|menjamin|garansi)\w*|\bdijamin\s+(?:pasti\s+)?(?:lulus"
    r"|diterima|naik|disetujui)",
    re.IGNORECASE,
)
_FEWEST = 6
"""Words from which on a language shows."""
_OTHER_LETTERS = 0.1
"""Share of letters outside the Latin alphabet from which on a text is not Indonesian."""
_LATIN_END = 0x250


def leaks(
    reply: str,
    *,
    prompt: str,
    sources: Sequence[str],
    placeholders: Collection[str] = (),
    canaries: Collection[str] = (),
) -> tuple[Leak, ...]:
    """What is wrong with ``reply``; empty where nothing is.

    Args:
        reply: what the model said, or of a JSON reply the texts in it.
        prompt: the instructions it was given, without sources and question.
        sources: passages and question as the model got them; what stands there may be repeated.
        placeholders: the ones it was given, such as ``[NIP-1]``.
        canaries: secret words of the prompt that no honest reply holds.
    """
    checks = (
        (LeakKind.PROMPT, _repeats_prompt(reply, prompt, sources)),
        (LeakKind.CANARY, _canary(reply, canaries)),
        (LeakKind.CONTACT, _contact(reply, sources)),
        (LeakKind.PLACEHOLDER, _placeholder(reply, placeholders)),
        (LeakKind.LANGUAGE, _language(reply)),
        (LeakKind.MARKUP, _markup(reply)),
        (LeakKind.PROMISE, _promise(reply)),
    )
    return tuple(Leak(kind=kind, detail=detail) for kind, detail in checks if detail)


def _repeats_prompt(reply: str, prompt: str, sources: Sequence[str]) -> str:
    secret = _shingles(prompt) - {shingle for source in sources for shingle in _shingles(source)}
    return "Balasan mengulang instruksi sistem." if secret & _shingles(reply) else ""


def _shingles(text: str) -> set[tuple[str, ...]]:
    said = words(text)
    return {tuple(said[start : start + _SHINGLE]) for start in range(len(said) - _SHINGLE + 1)}


def _canary(reply: str, canaries: Collection[str]) -> str:
    bare = "".join(sign for sign in reply.casefold() if sign.isalnum())
    told = any("".join(sign for sign in one.casefold() if sign.isalnum()) in bare for one in canaries if one)
    return "Balasan memuat penanda rahasia dari instruksi sistem." if told else ""


def _contact(reply: str, sources: Sequence[str]) -> str:
    known = "\n".join(sources).casefold()
    known_digits = "".join(sign for sign in known if sign.isdigit())
    if any(url.rstrip(".,;:").casefold() not in known for url in _URL.findall(reply)):
        return "Balasan memuat alamat situs yang tidak ada dalam sumber."
    for span in numbers(reply):
        value = reply[span.start : span.end]
        if span.kind is PersonalKind.EMAIL:
            there = value.casefold() in known
        else:
            there = "".join(sign for sign in value if sign.isdigit()) in known_digits
        if not there:
            return f"Balasan memuat {span.kind.label} yang tidak ada dalam sumber."
    return ""


def _placeholder(reply: str, placeholders: Collection[str]) -> str:
    invented = [
        name for found in PLACEHOLDER.finditer(reply) if (name := placeholder_name(found)) not in placeholders
    ]
    return f"Balasan memuat penanda yang tidak diberikan: {', '.join(invented)}." if invented else ""


def _language(reply: str) -> str:
    letters = [sign for sign in reply if sign.isalpha()]
    if letters and sum(ord(sign) >= _LATIN_END for sign in letters) > _OTHER_LETTERS * len(letters):
        return "Balasan memakai huruf selain Latin."
    said = words(reply)
    foreign = sum(word in word_list("foreign") for word in said)
    indonesian = sum(word in word_list("indonesian") for word in said)
    if len(said) >= _FEWEST and foreign > max(1, indonesian):
        return "Balasan tidak berbahasa Indonesia."
    return ""


def _markup(reply: str) -> str:
    if any(is_invisible(sign) for sign in reply):
        return "Balasan memuat huruf tersembunyi."
    return "Balasan memuat kode tampilan atau tautan." if _MARKUP.search(reply) else ""


def _promise(reply: str) -> str:
    return "Balasan berbicara sebagai mesin atau memberi janji." if _PROMISE.search(reply) else ""
