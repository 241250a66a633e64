"""What an instruction says of which unit: changed, deleted, inserted, renumbered, worded anew."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingestion.regulation.amending.insertions import Insertion, insertion
from ingestion.regulation.amending.mentions import Mention, mentions_in, without_regulations
from ingestion.regulation.amending.substitutions import Substitution, substitutions_in

_CHANGE, _DELETE, _INSERT, _RENUMBER = "change", "delete", "insert", "renumber"
_PASSIVE = re.compile(
    r"\b(?:(?P<delete>di\s?hapus(?:kan)?|ditiadakan|dicabut)|(?P<insert>di\s?s[il](?:s[il]?)?pkan|disisipi|di\s?tambah(?:kan)?|dimasukkan)"
    r"|(?P<renumber>(?:di)?(?:jadikan|ubah\s+menjadi(?=\s+(?:ketentuan\s+)?(?:Pasal|ayat)))|menjadi(?=\s+(?:ketentuan\s+)?(?:Pasal|ayat|huruf)\s\(?\w{1,4}\)?(?:\s+baru)?))"
    r"|(?P<change>di\s?-?\s?r?[uo]bah|diganti(?:kan)?|diperbarui|disempurnakan|dipecah|(?:menjadi\s+|harus\s+)?berbunyi|dibaca|diadakan\s+perubahan))\b"
)
_ACTIVE = re.compile(
    r"\b(?:(?P<delete>Menghapus(?:kan)?|menghapus(?:kan)?|Meniadakan|meniadakan)|(?P<insert>Menambah(?:kan)?|menambah(?:kan)?|[Mm]enyisipkan)"
    r"|(?P<change>[Mm]e(?:ng|r)ubah|[Mm]engganti|[Mm]enyempurnakan))\b"
)
_RESULT = re.compile(
    r"\bs[ec]hingga\b|\b(?:yang\s+)?(?:menjadi\s+)?berbunyi\b|\b(?:di)?baca\s+sebagai\b|\bsebagai\s+berikut\b"
)
_WHOLE = re.compile(
    r"\bs[ec]hingga\s+(?:bunyi\s+)?(?:ketentuan\s+)?(?:Pasal\s+\w{1,5}\b(?!\s+(?:ayat|huruf|angka|butir)\b)|seluruhnya|keseluruhan|se[ck]ara\s+keseluruhan)|\b(?:ke)?seluruhan?nya\b|s[ec]cara\s+keseluruhan"
)
_EXPLANATION = re.compile(
    r"^\W*(?:Ketentuan\s+)?[PpF]enjelasan\s+(?=(?:Pasal|pasal|ayat))|\bperubahan\s+(?:pada\s+)?[Pp]enjelasan\b|\b[Pp]enjelasan(?:nya)?\s+di\s?ubah|\bsebagaimana\s+(?:tercantum|ditetapkan)\s+dalam\s+[Pp]enjelasan"
)
_CHANGES_NOTHING = re.compile(
    r"\bdinyatakan\s+(?:tidak\s+berlaku|dicabut)|sebagaimana\s+dimaksud\s+(?:dalam|pada)?\s*angka[^.]{0,60}berlaku"
)
_ORDER = re.compile(
    r"\b(?:di\s?-?\s?r?[uo]bah|di\s?hapus(?:kan)?|ditiadakan|dicabut|di\s?s[il](?:s[il]?)?pkan|disisipi|di\s?tambah(?:kan)?|diganti(?:kan)?|berbunyi|dibaca"
    r"|dijadikan|disempurnakan|dimasukkan|dipecah|diperbarui|[Mm]e(?:ng|r)ubah|[Mm]enambah(?:kan)?|[Mm]enghapus(?:kan)?|[Mm]enyisipkan|[Mm]engganti"
    r"|[Mm]eniadakan|[Mm]enyempurnakan)\b"
)
# "sebagaimana telah beberapa kali ditambah dan diubah, terakhir dengan …" orders nothing.
_EARLIER = re.compile(
    r"\b(?:sebagaimana|yang)\s+(?:telah|sudah)\s+(?:(?:beberapa|kali|ter?akhir|di[tru]\w{3,8}|dan|disempurnakan|diganti|untuk|ke\w{3,12})[\s,]+){1,10}dengan\b"
)
# "sepanjang tidak bertentangan atau belum diubah" orders nothing either.
_NOT_ORDERED = re.compile(
    r"\b(?:belum|tidak|dapat|akan|perlu|pernah)\s+(?:di(?:ubah|ganti(?:kan)?|cabut|tambah|hapus|sempurnakan|atur)\b[\s,]*(?:(?:dan|atau|dan/atau)\s+)?){1,5}"
)
_OLD_TO_NEW = re.compile(r"\blama\b[^.;:]{0,60}?\bdijadikan\b")


@dataclass(slots=True)
class Clauses:
    """What an instruction orders.

    Attributes:
        mentions: every unit that it names.
        changed, deleted, added: what is done to which.
        renumbered: pairs of a unit as it was called and as it is called from now on.
        promised: kind, how many the text says are inserted, and how many it names.
        whole: it says that a pasal reads as follows in full.
        attachments: lampiran that it changes.
        explanations: units whose official elucidation it changes.
        inserts: one of its verbs inserts.
        orders: it orders anything at all.
    """

    mentions: list[Mention] = field(default_factory=list)
    changed: list[Mention] = field(default_factory=list)
    deleted: list[Mention] = field(default_factory=list)
    added: list[Mention] = field(default_factory=list)
    renumbered: list[tuple[Mention, Mention]] = field(default_factory=list)
    promised: list[tuple[str, int, int]] = field(default_factory=list)
    substitutions: list[Substitution] = field(default_factory=list)
    attachments: list[Mention] = field(default_factory=list)
    explanations: list[Mention] = field(default_factory=list)
    anchors: dict[int, Mention] = field(default_factory=dict)
    whole: bool = False
    inserts: bool = False
    orders: bool = True

    @property
    def pasal(self) -> set[str]:
        """Numbers of all pasal named."""
        return self.values("pasal")

    @property
    def touched(self) -> set[str]:
        """Numbers of the pasal that it changes, deletes from or inserts, not of those around."""
        done = (*self.changed, *self.deleted, *self.added, *(new for _, new in self.renumbered))
        return {mention.get("pasal") for mention in done} - {""}

    @property
    def names_heading(self) -> bool:
        """Whether it is about a bab, bagian or paragraf, whose pasal it may leave unnamed."""
        return any(mention.kind in ("bab", "bagian", "paragraf") for mention in self.mentions)

    def values(self, kind: str) -> set[str]:
        """Values of a kind in all mentions."""
        return {mention.get(kind) for mention in self.mentions} - {""}

    def inserted(self, *path: tuple[str, str]) -> Mention | None:
        """The inserted mention with that path; None where it is not inserted."""
        return next((mention for mention in self.added if mention.path == path), None)

    def before(self, inserted: Mention) -> Mention | None:
        """The unit that an inserted one follows."""
        index = next(i for i, mention in enumerate(self.added) if mention is inserted)
        previous = self.added[index - 1] if index else None
        if (
            previous is not None
            and previous.path[:-1] == inserted.path[:-1]
            and previous.kind == inserted.kind
        ):
            return previous
        return self.anchors.get(id(inserted))


def without_earlier(words: str) -> str:
    """Blank what tells of earlier changes ("sebagaimana telah diubah dengan") or of none; positions stay."""
    words = _EARLIER.sub(lambda match: " " * len(match.group()), words)
    return _NOT_ORDERED.sub(lambda match: " " * len(match.group()), words)


def clauses_of(instruction: str, context: tuple[tuple[str, str], ...]) -> Clauses:
    """Read an instruction.

    Args:
        instruction: its own words, with or without the quotation after them.
        context: the pasal that an instruction above it is about.
    """
    found = Clauses()
    told = without_earlier(instruction)
    if _CHANGES_NOTHING.search(instruction) or not _ORDER.search(told):
        found.orders = False
        return found
    text = without_regulations(told)
    result = _result_start(text)
    found.whole = _WHOLE.search(text) is not None
    found.mentions = mentions_in(text, context)
    found.substitutions = list(substitutions_in(text, context))
    if found.substitutions:
        return found
    subject = mentions_in(text[:result], context)
    subject = _completed(subject, found.mentions, result)
    if _EXPLANATION.search(text):
        found.explanations = [mention for mention in subject if mention.get("pasal")][:20]
        return found
    found.attachments = _attachments(subject)
    if found.attachments:
        return found
    _assign(found, text, subject, result)
    return found


def _attachments(subject: list[Mention]) -> list[Mention]:
    """The lampiran that is changed, as a whole whatever points of it are named."""
    for mention in subject:
        if mention.get("lampiran"):
            return [Mention(mention.start, mention.end, mention.path[:1], mention.exact)]
    return []


def _result_start(text: str) -> int:
    """Where the instruction ends and what results from it begins ("sehingga Pasal 9 berbunyi")."""
    last = 0
    for match in _PASSIVE.finditer(text):
        if match.lastgroup != "change":
            last = match.end()
    result = _RESULT.search(text, last)
    return result.start() if result else len(text)


def _completed(subject: list[Mention], every: list[Mention], result: int) -> list[Mention]:
    """Parts that name no pasal take the one that results: "ayat (2) diubah sehingga Pasal 5 berbunyi"."""
    after = {mention.get("pasal") for mention in every if mention.start >= result} - {""}
    after = after or {mention.get("pasal") for mention in every} - {""}
    pasal = next(iter(after)) if len(after) == 1 else ""
    return [
        Mention(m.start, m.end, (("pasal", pasal), *m.path), m.exact)
        if pasal and m.kind in ("ayat", "huruf", "angka") and not m.get("pasal")
        else m
        for m in subject
    ]


def _assign(found: Clauses, text: str, subject: list[Mention], result: int) -> None:
    verbs = sorted(
        (match.start(), match.end(), match.lastgroup or "", pattern is _ACTIVE)
        for pattern in (_PASSIVE, _ACTIVE)
        for match in pattern.finditer(text, 0, result)
    )
    if not verbs:
        # Only the result is told: "Ketentuan Pasal 7 menjadi berbunyi sebagai berikut".
        found.changed.extend(subject)
        return
    # "disisipkan satu ayat yang dijadikan ayat (4) baru" inserts; nothing is renumbered by it.
    verbs = [
        verb for index, verb in enumerate(verbs)
        if not (verb[2] == _RENUMBER and index and verbs[index - 1][2] == _INSERT)
    ]  # fmt: skip
    found.inserts = any(verb == _INSERT for _, _, verb, _ in verbs)
    waiting = list(subject)
    for index, (start, end, verb, active) in enumerate(verbs):
        following = verbs[index + 1][0] if index + 1 < len(verbs) else result
        before = [mention for mention in waiting if mention.end <= start]
        after = [mention for mention in waiting if end <= mention.start < following]
        if active and verb != _INSERT:
            taken = after
            (found.deleted if verb == _DELETE else found.changed).extend(taken)
        elif verb == _INSERT:
            inserted = insertion(text, before, after, (end, following), followed=index + 1 < len(verbs))
            _take(found, inserted)
            taken = inserted.taken
        elif verb == _RENUMBER:
            taken = [*before, *after[: len(before)]]
            found.renumbered.extend(_pairs(before, after))
            found.changed = [m for m in found.changed if m not in before]
        else:
            taken = before
            (found.deleted if verb == _DELETE else found.changed).extend(taken)
        waiting = [mention for mention in waiting if mention not in taken]
    _renumbered_actively(found, text, result)


def _take(found: Clauses, inserted: Insertion) -> None:
    found.promised.extend(inserted.promised)
    new = inserted.new
    found.mentions = [_as_inserted(other, new) for other in found.mentions]
    found.mentions += [mention for mention in new if mention not in found.mentions]
    found.added.extend(new)
    if inserted.anchor is not None:
        found.anchors.update({id(mention): inserted.anchor for mention in new})


def _as_inserted(mention: Mention, new: list[Mention]) -> Mention:
    """The inserted unit that a mention names; the mention itself where it names none.

    Those that "Pasal 3A sampai dengan Pasal 3J" leaves out all stand where the last is named.
    """
    there = [other for other in new if other.start == mention.start]
    same = [other for other in there if other.path[-1] == mention.path[-1]]
    return (same or (there if len(there) == 1 else [mention]))[0]


def _pairs(before: list[Mention], after: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    for old, new in zip(before, after, strict=False):
        if old.kind == new.kind and old.path != new.path:
            yield old, new


def _renumbered_actively(found: Clauses, text: str, result: int) -> None:
    """After "Mengubah ketentuan Pasal 13 lama dan selanjutnya dijadikan Pasal 12 baru, sehingga berbunyi":
    the new wording under the new number is all that holds.
    """
    if not _OLD_TO_NEW.search(text, 0, result) or not found.changed:
        return
    last = [mention for mention in found.mentions if mention.start < result][-1:]
    if last and last[0] not in found.changed and last[0].kind == found.changed[-1].kind:
        found.changed = [*found.changed[:-1], *last]
