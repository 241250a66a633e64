"""Count names, numbers and dates of a notula that nobody said; shares no code with what it checks.

``python -m evals.minutes.unsupported notula.json transcript.vtt`` reads what ``tanya notula --json`` wrote
and the file it was made of, and exits with 1 where anything is unsupported. Evidence is what the cited
utterances hold, their speakers' names included; the form of the meeting is none, but for how the full name of
a participant is written, as it may also be of a speaker. The utterances themselves must stand in the file, in
its order.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from evals.minutes.said_dates import MONTHS, WEEKDAYS, date_fits
from evals.minutes.said_names import HONORIFICS, is_pointed_at, is_said, name_parts, takes_on
from evals.minutes.said_numbers import heard_numbers, stated_numbers, tokens

Kind = Literal["name", "number", "date", "citation", "transcript"]
Notula = Mapping[str, Any]
_SENTENCE = re.compile(r"(?<=[.?!:;\"“”(])\s+|\n")
_CAPITAL = re.compile(r"[^\W\d_]+")
_UNKNOWN = {"tidak disebutkan", ""}


@dataclass(frozen=True, slots=True)
class Unsupported:
    """One thing that nobody said.

    Attributes:
        where: the line, such as ``decisions[2]``.
        marked: the notula itself marks the line as to be checked.
    """

    kind: Kind
    where: str
    what: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What cited utterances say, who spoke them, and which of those spoke of themselves or agreed to it."""

    text: str
    speakers: str
    takers: str

    @property
    def words(self) -> frozenset[str]:
        return frozenset(tokens(f"{self.text} {self.speakers}"))


def unsupported(notula: Notula, transcript: str) -> list[Unsupported]:
    """Everything in a notula that its cited utterances do not hold, and utterances that the file does not.

    Args:
        notula: the JSON form, with ``transcript.utterances``; ``raw`` of an utterance goes before
            its ``text``.
        transcript: the file as it was given.

    Raises:
        ValueError: the notula has no utterances, so nothing can be checked.
    """
    utterances = {one["id"]: one for one in notula["transcript"]["utterances"]}
    if not utterances:
        raise ValueError("the notula holds no utterances")
    speakers = dict.fromkeys(str(one["speaker"]) for one in utterances.values())
    people = [dict(one) for one in notula["form"]["participants"]]
    people += [{"name": speaker, "office": None} for speaker in speakers]
    held_on = _day(notula["form"].get("held_on"))
    found = list(_invented(utterances.values(), transcript))
    for where, line, text in _lines(notula):
        ids = [str(one) for one in line["utterances"]]
        marked = line.get("standing") == "perlu diperiksa"
        missing = [one for one in ids if one not in utterances]
        if missing or not ids:
            found.append(Unsupported("citation", where, ", ".join(missing) or "none", marked))
        evidence = _evidence([utterances[one] for one in ids if one in utterances])
        found += [Unsupported(kind, where, what, marked) for kind, what in _of_text(text, evidence, people)]
        if "task" in line:
            checks = (*_of_person(line["pic"], evidence, people), *_of_deadline(line, evidence, held_on))
            found += [Unsupported(kind, where, what, marked) for kind, what in checks]
    found += _of_amounts(notula, utterances)
    found += _of_attendance(notula, utterances.values(), people)
    return found


def _lines(notula: Notula) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    for name in ("decisions", "actions", "open_questions"):
        for number, line in enumerate(notula.get(name, ())):
            yield f"{name}[{number}]", line, line["task"] if name == "actions" else line["text"]
    for number, topic in enumerate(notula.get("topics", ())):
        for place, line in enumerate(topic.get("key_points", ())):
            yield f"topics[{number}].key_points[{place}]", line, line["text"]


def _evidence(cited: Sequence[Mapping[str, Any]]) -> _Evidence:
    takers = [one for one in cited if takes_on(tokens(_said(one)))]
    return _Evidence(
        " ".join(_said(one) for one in cited),
        " ".join(str(one["speaker"]) for one in cited),
        " ".join(str(one["speaker"]) for one in takers),
    )


def _said(utterance: Mapping[str, Any]) -> str:
    return str(utterance.get("raw") or utterance["text"])


def _of_text(
    text: str, evidence: _Evidence, people: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Kind, str]]:
    words = evidence.words
    heard = heard_numbers(evidence.text)
    said = f" {' '.join(tokens(evidence.text))} "
    for phrase, value in stated_numbers(text):
        if round(value, 6) not in heard and f" {phrase} " not in said:
            yield "number", phrase
    for table in (MONTHS, WEEKDAYS):
        held = {table[word] for word in words if word in table}
        for word in _time_names(text, table):
            if table[word] not in held:
                yield "date", word
    for name in _names(text, people):
        if not is_said(name, words):
            yield "name", name


def _time_names(text: str, table: Mapping[str, int]) -> Iterator[str]:
    """Short forms ("mar", "jum") only where they are written as such: with a capital."""
    for word in _CAPITAL.findall(text):
        folded = word.casefold()
        if folded in table and (len(folded) > 3 or (word[0].isupper() and folded != "sep")):
            yield folded


def _names(text: str, people: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Capitalised words within a sentence, what follows a form of address, participants' names anywhere."""
    known = {part for one in people for part in name_parts(str(one["name"]))}
    for sentence in _SENTENCE.split(text):
        before = ""
        for number, word in enumerate(_CAPITAL.findall(sentence)):
            folded = word.casefold()
            addressed = before in HONORIFICS and before not in ("h", "rp", "rupiah") and word[0].isupper()
            capital = number > 0 and word[0].isupper() and len(word) > 1
            known_name = word[0].isupper() and folded in known
            is_time = folded in MONTHS or folded in WEEKDAYS
            if (addressed or capital or known_name) and folded not in HONORIFICS and not is_time:
                yield folded
            before = folded


def _of_person(
    pic: str | None, evidence: _Evidence, people: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Kind, str]]:
    if pic is None or pic.casefold() in _UNKNOWN:
        return
    # Who gives a task is not by that in charge of it.
    words = frozenset(tokens(f"{evidence.text} {evidence.takers}"))
    for person in re.split(r"\s*(?:;|&|/|\bdan\b|\bbersama\b|,(?!\s*[A-Z][A-Za-z]{0,3}\.))\s*", pic):
        parts = name_parts(person)
        if not parts or all(is_said(part, words) for part in parts) or is_pointed_at(parts, words, people):
            continue
        yield "name", person


def _of_deadline(
    line: Mapping[str, Any], evidence: _Evidence, held_on: date | None
) -> Iterator[tuple[Kind, str]]:
    phrase, day = line.get("deadline_phrase"), _day(line.get("deadline"))
    if phrase and phrase.casefold() not in _UNKNOWN and not _in_order(tokens(phrase), tokens(evidence.text)):
        yield "date", phrase
    if day is not None and not (phrase and held_on and date_fits(phrase, day, held_on)):
        yield "date", f"{day.isoformat()} ({phrase})"


def _of_amounts(notula: Notula, utterances: Mapping[str, Mapping[str, Any]]) -> Iterator[Unsupported]:
    for number, amount in enumerate(notula.get("amounts", ())):
        ids = amount.get("utterances") or [amount["utterance"]]
        said = " ".join(_said(utterances[one]) for one in ids if one in utterances)
        where = f"amounts[{number}]"
        if not _in_order(tokens(amount["phrase"]), tokens(said)):
            yield Unsupported("number", where, amount["phrase"])
        if round(float(amount["value"]), 6) not in heard_numbers(said):
            yield Unsupported("number", where, str(amount["value"]))


def _of_attendance(
    notula: Notula, utterances: Iterator[Mapping[str, Any]] | Any, people: Sequence[Mapping[str, Any]]
) -> Iterator[Unsupported]:
    listed = {part for one in people for part in name_parts(str(one["name"]))}
    for key in ("chair", "secretary"):
        listed |= set(name_parts(str(notula["form"].get(key) or "")))
    speaking = {part for one in utterances for part in name_parts(str(one["speaker"]))}
    for number, name in enumerate(notula.get("attendance", ())):
        if not set(name_parts(name)) <= listed | speaking:
            yield Unsupported("name", f"attendance[{number}]", name)


def _invented(utterances: Any, transcript: str) -> Iterator[Unsupported]:
    """Utterances with words that the file does not have at that place or after it."""
    words = iter(tokens(_plain(transcript)))
    for one in utterances:
        for word in tokens(_said(one)):
            if not any(word == other for other in words):
                yield Unsupported("transcript", str(one["id"]), word)
                return


def _plain(transcript: str) -> str:
    """JSON as its texts, so that escapes are no words; anything else as it stands."""
    try:
        content = json.loads(transcript)
    except ValueError:
        return transcript
    return " ".join(_texts(content))


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        for value in content.values():
            yield from _texts(value)
    elif isinstance(content, list):
        for value in content:
            yield from _texts(value)


def _in_order(wanted: Sequence[str], held: Sequence[str]) -> bool:
    rest = iter(held)
    return all(any(word == other for other in rest) for word in wanted)


def _day(written: Any) -> date | None:
    if written is None or isinstance(written, date):
        return written
    return date.fromisoformat(str(written))


def main() -> int:
    """Print each finding on a line; 1 where there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notula", type=Path)
    parser.add_argument("transcript", type=Path)
    asked = parser.parse_args()
    notula = json.loads(asked.notula.read_text(encoding="utf-8"))
    found = unsupported(notula, asked.transcript.read_text(encoding="utf-8"))
    for one in found:
        sys.stdout.write(f"{one.where}: {one.kind}: {one.what}{' (marked)' if one.marked else ''}\n")
    sys.stdout.write(f"{len(found)} unsupported\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
