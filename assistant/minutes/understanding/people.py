"""Who is meant: spoken names and units, and the participants and speakers they stand for."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.minutes.models import MeetingForm
from assistant.minutes.person_names import person_name
from assistant.minutes.speakers import is_unnamed
from assistant.minutes.understanding.spoken_names import (
    SHORTEST_FORM,
    WORD,
    adjacent,
    heard_names,
    sole_fields,
    spoken_to,
    unit_length,
)
from assistant.minutes.understanding.words import is_verb, spoken_words, standard
from corpus.search_words import stop_words

_GOING = frozenset({"turun", "datang", "berangkat", "maju", "keluar", "ikut", "hadir"})
_OFFICE_SHORT = {
    "kabid": "kepala bidang", "kabag": "kepala bagian", "kasubag": "kepala subbagian",
    "kasubbag": "kepala subbagian", "kasubid": "kepala subbidang", "kasubbid": "kepala subbidang",
    "kasi": "kepala seksi", "kasie": "kepala seksi", "kaban": "kepala badan", "kadis": "kepala dinas",
    "sekban": "sekretaris badan", "sekdis": "sekretaris dinas", "sekda": "sekretaris daerah",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A person or unit that is named in an utterance: ``text[start:end]`` is how.

    Attributes:
        name: the participant or speaker that is meant, else the spoken name or unit itself.
        titled: "Pak" or the like stood before it.
        unit: it is a group or an office that nobody on the list was found for.
    """

    name: str
    spoken: str
    start: int
    end: int
    titled: bool
    unit: bool


@lru_cache(maxsize=4_096)
def name_words(name: str) -> tuple[str, ...]:
    """Lower-case words of a name without titles and degrees: "Dra. Sri Wahyuni, M.Si." → sri, wahyuni."""
    return tuple(word for word in person_name(name).words if len(word) > 1)


def is_unknown(speaker: str) -> bool:
    """Whether a speaker's label names nobody: "Pembicara 3", the label of notes, none at all."""
    return not speaker.strip() or is_unnamed(speaker)


def is_anybody(speaker: str) -> bool:
    """Whether two utterances under this label may be of different people: "Pembicara", not "Pembicara 3"."""
    return is_unknown(speaker) and not any(character.isdigit() for character in speaker)


class People:
    """The people of one meeting.

    Args:
        form: its participants, chair and secretary.
        speakers: the labels of the transcript.
        texts: everything that was said, to tell the names that only the speech holds.
    """

    def __init__(self, form: MeetingForm, speakers: Iterable[str], texts: Sequence[str]) -> None:
        listed = [participant.name for participant in form.participants]
        listed += [name for name in (form.chair, form.secretary) if name]
        self._names: list[str] = []
        self._by_word: dict[str, list[str]] = {}
        for name in (*listed, *dict.fromkeys(speakers)):
            if is_unknown(name):
                continue
            known = self._same(name)
            if known is None:
                self._names.append(name)
                for word in name_words(name):
                    self._by_word.setdefault(word, []).append(name)
            elif len(name_words(name)) == 1:
                # Under the label "Rosa" speaks Rosalinda: so she is called, too.
                self._by_word.setdefault(name_words(name)[0], [known])
        self._offices = [
            (participant.name, (participant.office or "").lower()) for participant in form.participants
        ]
        self._fields = sole_fields(self._offices)
        self._office_words = frozenset(
            word
            for _, office in self._offices
            for word in WORD.findall(office)[1:]
            if len(word) > SHORTEST_FORM and word not in stop_words()
        )
        self._chair = self.canonical(form.chair) if form.chair else None
        self._heard = heard_names(texts)

    def canonical(self, label: str) -> str:
        """The listed name of a speaker's label; the label itself where nobody listed fits it alone."""
        return self._same(label) or label

    def is_chair(self, speaker: str) -> bool:
        """Whether a speaker leads the meeting."""
        return self._chair is not None and self.canonical(speaker) == self._chair

    @property
    def has_chair(self) -> bool:
        """Whether it is known who leads the meeting."""
        return self._chair is not None

    def is_name_word(self, word: str) -> bool:
        """Whether a lower-case word is part of the name of somebody listed or speaking."""
        return word in self._by_word

    def mentions(self, text: str) -> list[Mention]:
        """Everybody and every unit that ``text`` names, by place. Linear in its length."""
        tokens = list(WORD.finditer(text))
        found: list[Mention] = []
        index = 0
        while index < len(tokens):
            mention, used = self._mention(text, tokens, index)
            if mention is not None:
                found.append(mention)
            index += max(1, used)
        return found

    def _mention(self, text: str, tokens: Sequence[re.Match[str]], index: int) -> tuple[Mention | None, int]:
        lists = spoken_words()
        word = tokens[index][0].lower()
        titled = word in lists.titles
        at = index + 1 if titled else index
        if at >= len(tokens) or (titled and not adjacent(text, tokens[index], tokens[at])):
            return None, 1
        named = self._name_length(text, tokens, at, titled=titled)
        if named:
            start, end = tokens[index].start(), tokens[at + named - 1].end()
            spoken = text[tokens[at].start() : end]
            person = self._person(spoken)
            return Mention(person or text[start:end], text[start:end], start, end, titled, False), (
                at + named - index
            )
        office = tokens[at][0].lower()
        if not titled and (holder := self._by_field(text, tokens, at)) is not None:
            return Mention(holder, tokens[at][0], tokens[at].start(), tokens[at].end(), False, False), 1
        if (titled and office in lists.offices) or office in lists.units or (office in _OFFICE_SHORT):
            length = 1 + unit_length(text, tokens, at, self._office_words)
            start, end = tokens[index].start(), tokens[at + length - 1].end()
            spoken = text[tokens[at].start() : end]
            holder = self._holder(spoken)
            if holder is None and not titled and length == 1 and office in lists.bare_units:
                return None, 1
            return (
                Mention(holder or text[start:end], text[start:end], start, end, titled, holder is None),
                at + length - index,
            )
        return None, 1

    def _by_field(self, text: str, tokens: Sequence[re.Match[str]], at: int) -> str | None:
        """The participant whose office alone has a word, where the word does something.

        "Gambarnya persampahan yang bikin", "disiapkan oleh umum", or for an answer: "Konsultan."
        """
        holder = self._fields.get(tokens[at][0].lower().removesuffix("nya"))
        if holder is None:
            return None
        after = standard(tokens[at + 1][0]) if at + 1 < len(tokens) else ""
        verb = standard(tokens[at + 2][0]) if at + 2 < len(tokens) else ""
        before = standard(tokens[at - 1][0]) if at else ""
        gap = text[tokens[at - 1].end() : tokens[at].start()] if at else "."
        answer = bool(set(".?!") & set(gap)) and text[tokens[at].end() : tokens[at].end() + 1] in (".", "")
        return (
            holder
            if (after == "yang" and (is_verb(verb) or verb in _GOING))
            or before == "oleh"
            or answer
            or (set(".?!") & set(gap) and is_verb(after) and not after.startswith("di"))
            else None
        )

    def _name_length(self, text: str, tokens: Sequence[re.Match[str]], at: int, *, titled: bool) -> int:
        """How many words from ``at`` on are a name; 0 where there is none."""
        lists = spoken_words()
        length = 0
        while at + length < len(tokens) and length < 4:
            if length and not adjacent(text, tokens[at + length - 1], tokens[at + length]):
                break
            said = tokens[at + length][0]
            word = said.lower()
            if word in lists.not_names or word in lists.titles:
                break
            known = word in self._by_word and (titled or length > 0 or self._stands_alone(said, word))
            known = known or (not titled and not length and self._is_called(text, tokens[at]))
            heard = titled and length == 0 and word in self._heard
            capital = said[0].isupper() and not said.isupper() and (titled or length > 0)
            plain = titled and length == 0 and said[0].isupper()
            if not (
                known or heard or (capital and word not in lists.offices and word not in lists.units) or plain
            ):
                break
            if (
                (plain or capital)
                and not known
                and not heard
                and (word in lists.offices or word in lists.units)
            ):
                break
            if length and not known and not self._continues(word, tokens, at):
                break
            length += 1
        return length

    def _continues(self, word: str, tokens: Sequence[re.Match[str]], at: int) -> bool:
        """A further word belongs to the name of somebody unlisted: "Pak Budi Santoso"."""
        first = tokens[at][0].lower()
        if first in self._by_word:
            return word in self._by_word
        return not is_verb(standard(word)) and word not in stop_words()

    def _stands_alone(self, said: str, word: str) -> bool:
        """A listed name without a title: "nanti Andi yang kirim", in rough notes "andi"."""
        if len(word) < 3 or word in stop_words() or word in spoken_words().not_names:
            return False
        if said[0].isupper() or not is_verb(standard(word)):
            return True
        root = word.removeprefix("di")  # "dimas yg urus" in notes: no work is called "mas"
        return root != word and root not in spoken_words().verb_roots and not root.endswith(("kan", "i"))

    def _is_called(self, text: str, token: re.Match[str]) -> bool:
        """A short form of a listed name with which somebody is called: "Cep, kontak PMI", "Kapan, Suf?"."""
        word = token[0].lower()
        if not token[0].istitle() or len(word) < SHORTEST_FORM or not spoken_to(text, token):
            return False
        lists = spoken_words()
        if word in lists.not_names or word in lists.openers or word in lists.closers:
            return False
        # "Ya kamu, Dah." A capital within a sentence is no writing of "sudah".
        within = text[: token.start()].rstrip()[-1:] == ","
        plain = standard(word) == word and word not in stop_words()
        return (plain or within) and self._by_short_form((word,), called=True) is not None

    def _person(self, spoken: str) -> str | None:
        """The one listed person whom a spoken name fits best; None where several or none do."""
        counts: Counter[str] = Counter()
        for word in name_words(spoken):
            counts.update(set(self._by_word.get(word, ())))
        if not counts:
            return self._by_short_form(name_words(spoken), called=True)
        (best, most), *others = counts.most_common()
        if others and others[0][1] == most:
            # "Bu Sri" among "Sri Wahyuni" and "Endang Sri": who is called by it goes first.
            first = name_words(spoken)[0]
            called = [name for name in counts if counts[name] == most and name_words(name)[0] == first]
            return called[0] if len(called) == 1 else None
        return best

    def _holder(self, office: str) -> str | None:
        """The only participant who holds a spoken office: "Kabid Mutasi" → "Kepala Bidang Mutasi"."""
        first, *rest = office.lower().split()
        if first in spoken_words().units and first not in spoken_words().offices:
            return None
        wanted = {*_OFFICE_SHORT.get(first, first).split(), *rest}
        holders = [name for name, held in self._offices if wanted <= set(WORD.findall(held))]
        return holders[0] if len(holders) == 1 else None

    def _same(self, label: str) -> str | None:
        """The listed name that a label is another writing of; None where none or several are."""
        wanted = set(name_words(label))
        if not wanted:
            return None
        fits = []
        for name in dict.fromkeys(name for word in wanted for name in self._by_word.get(word, ())):
            words = set(name_words(name))
            if words == wanted:
                return name
            if wanted <= words or words <= wanted:
                fits.append(name)
        if fits:
            return fits[0] if len(fits) == 1 else None
        return self._by_short_form(tuple(wanted))

    def _by_short_form(self, words: Sequence[str], *, called: bool = False) -> str | None:
        """The one listed name that a short form is cut from: "Bu Nur" → Nurhayati, "Pak Tarjo" → Sutarjo.

        Nobody leaves out the first letter alone: Agus is somebody else than Bagus. ``called``: nothing but a
        name can stand there, so that three letters of its end are enough ("Dah" → Subaidah).
        """
        if len(words) != 1 or len(words[0]) < SHORTEST_FORM:
            return None
        form = words[0]
        whole = {
            name
            for word, names in self._by_word.items()
            if word.startswith(form)
            or ((called or len(form) > SHORTEST_FORM) and word.endswith(form) and len(word) > len(form) + 1)
            for name in names
        }
        return whole.pop() if len(whole) == 1 else None
