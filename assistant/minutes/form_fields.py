"""What a secretary pastes into the form of a meeting: attendance list and agenda, one entry a line."""

import re

from assistant.minutes.models import Participant
from assistant.minutes.reading_words import in_order, word_set
from corpus.cleaning import clean
from corpus.errors import InvalidInput

MOST_PARTICIPANTS = 2_000
MOST_AGENDA_ITEMS = 100
_LONGEST_LINE = 500
_NUMBERING = re.compile(r"\s*(?:\(?\d{1,4}[.)]|[-–—*•·▪]|\[[ xX]?\]|[a-zA-Z][.)](?=\s))\s*")
_NIP = re.compile(
    r"(?:\bNIP\b\.?\s*:?\s*)?\(?(?<!\d)(\d{8}[ .]?\d{6}[ .]?\d[ .]?\d{3})(?!\d)\)?", re.IGNORECASE
)
_BARE_NIP = re.compile(r"\bNIP\b\.?\s*:?\s*-?\s*$", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[|\t;]\s*|\s+[-–—/]\s+|\s*:\s+")
_BRACKETED = re.compile(r"^(?P<name>[^()]{2,120}?)\s*\((?P<office>[^()]{2,120})\)\s*$")
_HEADINGS = re.compile(r"(?:no\.?|nama|nip|jabatan|unit kerja|instansi|[|\t;,/ ])+", re.IGNORECASE)


def read_participants(text: str) -> tuple[Participant, ...]:
    """An attendance list, one person a line: "1. Budi, S.Sos. / NIP 19800101 200501 1 001 / Kabid Mutasi".

    Numbering is dropped; NIP and office are optional and stand behind the name in any order, set off by a
    bar, a tab, a semicolon, a dash, a slash or brackets. A comma belongs to the titles unless an office
    follows it. A line that is only a NIP belongs to the person above. Someone listed twice is taken once.

    Raises:
        InvalidInput: there are too many lines, or one is too long to be a person.
    """
    people: list[Participant] = []
    for line in clean(text).split("\n"):
        bare = _unnumbered(line)
        if not bare or _HEADINGS.fullmatch(bare[:_LONGEST_LINE]):
            continue
        if len(bare) > _LONGEST_LINE:
            reason = f"satu baris lebih dari {_LONGEST_LINE} huruf; tulis satu orang per baris"
            raise InvalidInput(f"Daftar peserta: {reason}.")
        person = _participant(bare)
        if person.name:
            people.append(person)
        elif person.nip and people and people[-1].nip is None:
            people[-1] = Participant(people[-1].name, people[-1].office, person.nip)
    if len(people) > MOST_PARTICIPANTS:
        raise InvalidInput(
            f"Daftar peserta lebih dari {MOST_PARTICIPANTS} orang; tempel bagian yang hadir saja."
        )
    return tuple(dict.fromkeys(people))


def read_agenda(text: str) -> tuple[str, ...]:
    """The agenda, one item a line, its numbering dropped.

    Raises:
        InvalidInput: there are too many items, or one is too long.
    """
    items = [_unnumbered(line) for line in clean(text).split("\n")]
    kept = tuple(item for item in items if any(char.isalnum() for char in item))
    if len(kept) > MOST_AGENDA_ITEMS:
        raise InvalidInput(f"Agenda lebih dari {MOST_AGENDA_ITEMS} butir; gabungkan yang sejenis.")
    if any(len(item) > _LONGEST_LINE for item in kept):
        raise InvalidInput(f"Butir agenda lebih dari {_LONGEST_LINE} huruf; tulis satu butir per baris.")
    return kept


def _unnumbered(line: str) -> str:
    found = _NUMBERING.match(line)
    return line[found.end() :].strip() if found else line.strip()


def _participant(line: str) -> Participant:
    nip = _NIP.search(line)
    digits = re.sub(r"\D", "", nip[1]) if nip else None
    rest = f"{line[: nip.start()]} | {line[nip.end() :]}" if nip else line
    parts = [part.strip(" ,-–—") for part in _SEPARATOR.split(rest)]
    parts = [_BARE_NIP.sub("", part).strip() for part in parts]
    parts = [part for part in parts if any(char.isalnum() for char in part)]
    if not parts:
        return Participant("", None, digits)
    name, office = parts[0], "; ".join(parts[1:]) or None
    if office is None and (bracketed := _BRACKETED.match(name)):
        name, office = bracketed["name"], bracketed["office"]
    if office is None:
        name, office = _split_at_office(name)
    return Participant(name, office, digits)


def _split_at_office(name: str) -> tuple[str, str | None]:
    """A name and the office behind its last comma: "Sri Wahyuni, S.E., Kepala Bidang Mutasi"."""
    before, comma, after = name.rpartition(",")
    first = after.split()[0].lower() if after.split() else ""
    offices = {pair.split("=", 1)[0] for pair in in_order("offices")}
    if comma and (first in word_set("office_heads") or first in offices):
        return before.strip(), after.strip()
    return name, None
