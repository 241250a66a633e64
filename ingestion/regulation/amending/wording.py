"""Instructions of an amending regulation: where one begins, and where the new wording begins in it.

The label before an instruction is what recognition loses first, so an instruction is known by its
words ("Ketentuan Pasal 5 diubah", "Di antara Pasal 12 dan Pasal 13 disisipkan"); its number is read
where it stands and proved by the sequence of all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingestion.regulation.amending.mentions import PASAL
from ingestion.regulation.repair import digits, is_plain

_KEYWORDS = (
    rf"(?P<firm>K[ec]n?t[ec]n\w{{2,5}}n(?!\s+sebagaimana)|D[il]\s?antara|Antara|{PASAL}(?=\s[\dlI])|(?:BAB|Bab)(?=\s[IVXl1])|Judul"
    r"|[PF][ec]njelasan(?=\s(?:Pasal|pasal|ayat|BAB|Umum|umum|ketentuan|atas|huruf))|Setelah|Sesudah|Sebelum|Lampiran|Me(?:ng|r)ubah"
    r"|Menambah(?:kan)?|Menghapus(?:kan)?|Menyisipkan|Mengganti|Meniadakan|Menyempurnakan"
    r"|Ayat(?=\s?\(\d)|Huruf(?=\s[a-z]\b)|Angka(?=\s\d)|Paragraf(?=\s\d)|Bagian(?=\s[KP]e)|Frasa|Frase|Kata(?=[\s-])"
    r"|Perkataan|Sebutan|Istilah)"
    r"|(?P<loose>K[ec]t[ec]n\w{2,5}n\s+sebagaimana\s+dimaksud\s+(?:dalam|pada)?\s*angka|Dengan\s+berlakunya|Dalam|Pada"
    r"|Semua|Seluruh|Rumusan|Bunyi|Daftar|Terhadap|Beberapa|Kalimat|Tarif|Besarnya|Penyebutan|Substansi|Khusus|Untuk)"
)
_LABEL = (
    r"(?:(?P<number>\(?[0-9lItTOoS]{1,3}\)?)(?:\s?[.,)]{1,2}\s{0,4}|\s{1,3})"
    r"|(?P<letter>[A-Za-z])\s?[.)]\s{0,4})?"
)
_OPENING = re.compile(rf"(?<![\w(/-]){_LABEL}[\"“”']?(?:{_KEYWORDS})(?!\w)")
_VERB = re.compile(
    r"\b(?:di\s?-?\s?r?[uo]bah|diganti(?:kan)?|di\s?hapus(?:kan)?|ditiadakan|dicabut|di\s?s[il](?:s[il]?)?pkan|disisipi|di\s?tambah(?:kan)?"
    r"|(?:menjadi\s+)?berbunyi|harus\s+dibaca|dibaca|diperbarui|disempurnakan|dijadikan|dimasukkan|tetap(?:,)?\s+dengan"
    r"|dipindahkan|dipecah|diadakan\s+perubahan|mengalami\s+perubahan)\b"
)
_ACTIVE = re.compile(r"Me(?:ng|r)ubah|Menambah|Menghapus|Menyisipkan|Mengganti|Meniadakan|Menyempurnakan")
_STARTS = re.compile(r"\b(?:mulai\s+)?berlaku(?:nya)?\b")
_SENTENCE = re.compile(
    r"[;:]|(?<!No)(?<!\d)\.\s+(?=[A-Z\"“(])|\n\s{0,4}(?=Pasal\s)|\.[\"”]\s|(?<=[a-z]{3})\.\s{1,12}(?=\d{1,3}\.\s)"
)
_UNIT = re.compile(
    rf"\b(?:{PASAL}|[Aa]ya[ti]|[Hh]uruf|[Aa]ngka|BAB|Bab|[Jj]udul|[Bb]agian|[Pp]aragraf|[Ll]ampiran|[Kk]ata|[Ff]rasa|[Ss]ebutan|[Dd]aftar)"
)
_NAMING = re.compile(
    rf"(?:{PASAL}|[Aa]ya[ti]|[Hh]uruf|[Aa]ngka|butir|nomor|BAB|[Bb]ab|[Bb]agian|[Pp]aragraf|[Ll]ampiran|[Jj]udul|[Pp]enjelasan|[Uu]mum"
    r"|ketentuan|dan|serta|dalam|pada|dari|lama|baru|setelah|sesudah|antara|sampai|dengan|s/d|kalimat|alinea|pertama|kedua|ketiga"
    r"|terakhir|[Aa]turan|[Tt]ambahan|[Pp]eralihan|[Pp]enutup|atas|isi|rumusan|selanjutnya|semula|juga|di|K[Ee][A-Za-z]{3,10}|Pertama"
    r"|[(\[{]?[0-9lIO]{1,4}[A-Za-z]?[)\]}l]?|\(|\)|[a-z]{1,2}|[IVXLlt1]{1,7}[A-Z]?)[,;.]?"
)
_NEW_WORDING = re.compile(
    r"(?:\b(?:berbunyi|dibaca|ditetapkan|adalah|menjadi|yaitu)\s{0,3})?\bs[ec]b\w{0,3}i\s{1,3}b[ec]r\w{0,2}k\w{1,3}t\b\s{0,3}[:;.]?"
    r"|\b(?:berbunyi|dibaca)\s{1,3}\S{3,9}\s{1,3}b[ec]r\w{0,2}k\w{1,3}t\b\s{0,3}[:;.]?"
    r"|\b(?:berbunyi|dibaca|menjadi)\b\s{0,3}(?:[:;]|\.(?=\s{0,3}[\"“„]))"
    r"|\bberbunyi\b(?=\s{0,3}[\"“]?\s{0,3}(?:Pasal|BAB|\())"
    r"|\bberbunyi\b(?=\s{0,3}[\"“„]\s?[A-Z][^\"“”]{60})"
)
_PRINTED_LABEL = re.compile(r"\(\w{1,3}\)\s?\.")
_REFERENCE_BEFORE = re.compile(
    r"\b(?:[Aa]yat|[Pp]asal|[Hh]uruf|[Aa]ngka|BAB|[Bb]ab|[Bb]agian|[Pp]aragraf|butir|[Nn]omor|[Tt]ahun|dan|serta|atau)\s*$"
)
# "berbunyi sebagai berikut: "Pasal 23 (1) dihapus.": what is quoted orders nothing.
_WORDING_BEFORE = re.compile(r"\bberbunyi\s+\S{3,9}\s+berikut\s?[:;.]\s*[\"“„]?\s*$")
_QUOTED_UNIT = re.compile(r"[.:;]\s{0,3}[\"“”]\s{0,3}(?=Pasal\s\d)")
_CLAUSE = 700
_LEAD = 6000
_OPEN_QUOTES = "\"“”„'‘’"


@dataclass(frozen=True, slots=True)
class Opening:
    """A place where an instruction may begin.

    Attributes:
        start: position of its label, or of its first word where the label is lost.
        words: position of its first word.
        number: as the label reads; None where it is lost or no number.
        exact: the label is printed in plain digits.
        letter: the label where it is a letter, else empty.
        firm: its words name units and a verb and nothing else, so it needs no label.
        score: evidence of its surroundings.
    """

    start: int
    words: int
    number: int | None
    exact: bool
    letter: str
    firm: bool
    score: float


def openings(text: str, start: int, end: int) -> list[Opening]:
    """Every place in ``text[start:end]`` that may begin an instruction, ascending."""
    found: list[Opening] = []
    blocked = start
    for match in _OPENING.finditer(text, start, end):
        words = match.start("firm") if match.group("firm") else match.start("loose")
        if words < blocked:
            continue
        verb = _verb(text, words, match, min(end, words + _CLAUSE))
        if verb is None:
            continue
        opening = _opening(text, match, words, verb, start)
        if opening is not None:
            found.append(opening)
            blocked = verb
    return found


def _verb(text: str, words: int, match: re.Match[str], limit: int) -> int | None:
    """Position of the verb of the clause that begins at ``words``; None where it orders nothing."""
    sentence = _SENTENCE.search(text, match.end(), limit)
    stop = sentence.start() if sentence else limit
    if (match.group("loose") and _STARTS.search(match.group())) or _is_commencement(match, text, stop):
        return match.end()
    if not _UNIT.search(text, words, stop):
        return None
    if _ACTIVE.match(text, words):
        return match.end()
    verb = _VERB.search(text, match.end(), stop)
    return verb.start() if verb else None


def _is_commencement(match: re.Match[str], text: str, stop: int) -> bool:
    loose = match.group("loose") or ""
    return loose.endswith("angka") and _STARTS.search(text, match.end(), stop) is not None


def _opening(text: str, match: re.Match[str], words: int, verb: int, start: int) -> Opening | None:
    before = text[max(start, match.start() - 40) : match.start()]
    stripped = before.rstrip(" \n^")
    at_line_start = not stripped or "\n" in before[len(stripped) :]
    after_sentence = not stripped or stripped[-1] in ".;:\"”’'!?)"
    raw, letter = match.group("number"), match.group("letter") or ""
    number = digits(raw.strip("()")) if raw else None
    named = all(_NAMING.fullmatch(token) for token in text[match.end() : verb].split())
    commences = (match.group("loose") or "").endswith("angka")
    firm = commences or (match.group("firm") is not None and (named or bool(_ACTIVE.match(text, words))))
    if raw is not None and (raw[0] == "(") != (raw[-1] == ")"):
        return None
    bracketed = raw is not None and raw[0] == "(" and not _PRINTED_LABEL.match(text, match.start())
    if bracketed and (not firm or _UNIT.match(text, words)):
        return None  # "ayat (4) Pasal 15 disisipkan", not "(3). Ketentuan Pasal 7"
    if raw is not None and _UNIT.match(text, words) and _REFERENCE_BEFORE.search(before):
        return None
    labelled = number is not None or bool(letter)
    if not labelled and _WORDING_BEFORE.search(before):
        return None
    if not labelled and not (firm and after_sentence and stripped[-1:] != ")"):
        return None
    if labelled and not (at_line_start or after_sentence) and not firm:
        return None
    score = 2.0 + firm + 0.5 * at_line_start + 0.5 * after_sentence
    begin = match.start() if labelled else words
    exact = raw is not None and is_plain(raw)
    return Opening(begin, words, number, exact, letter, firm, score)


def wording_start(text: str, start: int, end: int) -> int | None:
    """Where the new wording begins in an instruction at ``start``; None where it gives none.

    The position is after the colon and before the quotation mark.
    """
    found = None
    for match in _NEW_WORDING.finditer(text, start, min(end, start + _LEAD)):
        if found is not None and _SENTENCE_BETWEEN.search(text, found, match.start()):
            break
        found = match.end()
        if _BEGINS_WORDING.match(text, found, end):
            break
    if found is None and (quoted := _QUOTED_UNIT.search(text, start, min(end, start + _CLAUSE))):
        return quoted.start() + 1
    return found


_SENTENCE_BETWEEN = re.compile(r"\.\s+[A-Z]|\(1\)|\"|“")
_BEGINS_WORDING = re.compile(
    rf"[\s{_OPEN_QUOTES}^]{{0,12}}(?:(?:P[Aa][Ss][Aa][Ll1I]|BAB|B[Aa][Gg][Ii][Aa][Nn])\s{{0,3}}[\dIVXlKP]|[(\[]\s?\d|[a-z0-9]{{1,2}}\s?[.)]\s)"
)


def after_quotes(text: str, start: int, end: int) -> int:
    """Position after white space and opening quotation marks."""
    while start < end and (text[start].isspace() or text[start] in _OPEN_QUOTES or text[start] == "^"):
        start += 1
    return start


_CLOSING_QUOTE = re.compile(r"\s*[\"“”’']{1,2}\s*[.;,]?\s*$")


_QUOTE_THEN_LABEL = re.compile(r"\s*[\"”]\s*[.;,]?\s+(?:[a-z][.)]|\d{1,2}[.)]?)\s*(?P<opens>[\"“„]?)\s*$")
_QUOTE = re.compile(r"[\"“”„]")


def before_closing_quote(text: str, start: int, end: int) -> int:
    """Position before the quotation mark that ends ``text[start:end]``; ``end`` where there is none.

    The label of the next instruction, or a page number, may follow the mark; it must close what opened
    before ``start``, not words within.
    """
    tail = max(start, end - 24)
    residue = _QUOTE_THEN_LABEL.search(text[tail:end])
    if residue is not None and (len(_QUOTE.findall(text, start, end)) - len(residue["opens"])) % 2:
        return tail + residue.start()
    match = _CLOSING_QUOTE.search(text[tail:end])
    if match is None or match.group().strip() == "'":
        return end
    return tail + match.start()


def letters(found: list[Opening]) -> Iterator[Opening]:
    """The openings of ``found`` that continue a lettered list from a on."""
    due = 0
    for opening in found:
        if opening.letter and ord(opening.letter.lower()) - 97 == due:
            due += 1
            yield opening
