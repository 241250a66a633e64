"""The units that an instruction names: ``"Pasal 5 ayat (2) dan ayat (3)"`` as paths of segments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingestion.regulation.names import NAME
from ingestion.regulation.ordinals import ordinal_number
from ingestion.regulation.references import NUMBER
from ingestion.regulation.repair import digits, is_plain, roman

LETTER_FOR = {"8": "b", "4": "a", "0": "d", "6": "g", "1": "i", "5": "s"}
"""Which inserted letter a digit may have been: "Pasal 228" for Pasal 22B."""
HEADINGS = ("bab", "bagian", "paragraf")
RANKS = ("pasal", "ayat", "huruf", "angka")
"""Units of a pasal, outermost first; an angka may also stand directly under a pasal."""

PASAL = r"(?:[Pp]asal|[Pp]asa(?:1|-l|!|i|I|t)|Pasd)"
"""The word as it is printed and as recognition leaves it."""

_NUMBER = r"[0-9lIOoSt][0-9lIOoSZt]{0,3}(?:[A-Za-z](?!\w)|\s[A-Za-z](?![\w.]))?"
_MENTION = re.compile(
    rf"(?<!\w)(?:{PASAL}\s{{1,3}}(?P<pasal>{_NUMBER})(?!\w)"
    r"|[Aa]yat\s{0,3}(?:[({\[]\s?(?P<open>[0-9lI]{1,2}[A-Za-z]?)[1lI](?![\w)}\]])|[({\[]?(?P<ayat>[0-9lI]{1,2}\s?[a-zA-Z]?)(?:[)}\]]|(?!\w)))"
    r"|(?P<baru>ayat|huruf|angka|pasal)\s+baru\b"
    r"|(?:[Hh]uruf|\b[Ss]ub)\s{1,3}(?P<huruf>[a-z]{1,2}(?:\.?\d)?)(?!\w)"
    rf"|[Aa]ngka\s{{1,3}}(?P<angka>{_NUMBER})(?!\w)"
    r"|(?:BAB|Bab)\s{0,3}(?P<bab>[IVXLl1]{1,7}(?:\s?[A-Z](?!\w))?)(?!\w)"
    r"|(?:Bagian|BAGIAN|bagian)\s{1,3}(?P<bagian>(?:[Kk][Ee][A-Za-z]{3,12}|Pertama|PERTAMA|pertama)(?:\s[A-Z](?!\w))?)"
    r"|(?:Paragraf|PARAGRAF|paragraf)\s{1,3}(?P<paragraf>\d{1,2}[A-Z]?)(?!\w)"
    r"|(?P<lampiran>[Ll]ampiran(?:\s{1,2}[IVX]{1,5}(?!\w))?))"
)
# "Pasal 1, 2 dan 4": the word stands once before several numbers.
_FURTHER = re.compile(
    r"\s{0,2}(?:,\s{0,2}(?:dan\s{1,2})?|\s(?:dan|serta)\s{1,2})(?:\(?)(\d{1,3}\s?[A-Za-z]?)\)?(?=[\s,;:.])"
    r"(?!\s{0,2}(?:\(|%|orang|tahun|hari|bulan|ayat\b(?!\s\()|pasal\b))"
)
# "huruf c.2, d dan e"
_FURTHER_LETTER = re.compile(
    r"\s{0,2}(?:,\s{0,2}(?:dan\s{1,2})?|\s(?:dan|serta)\s{1,2})([a-z])(?=[\s,;:])(?!\s?[.)])"
)
_LIST = re.compile(r"[\s,]*(?:(?:dan|serta|atau|dan/atau|sampai\s+dengan|s/d|s\.d\.?)\s*)?")
_RANGE = re.compile(r"\s*(?:sampai\s+dengan|s/d|s\.d\.?|s\.?/?d\.?|hingga)\s*")
_COMPOUND = re.compile(r"\s*(?:dalam|pada|dari)?\s*")
_GAZETTE = re.compile(
    r"\((?:[^()]|\([^()]{0,40}\)){0,20}?(?:Lembaran|Berita)\s(?:[^()]|\([^()]{0,40}\)){0,200}\)?"
)
_LONGEST_RANGE = 200


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit as it is named.

    Attributes:
        path: kind and value, outermost first: ``(("pasal", "5"), ("ayat", "2"))``.
        exact: no character of it had to be read as another.
    """

    start: int
    end: int
    path: tuple[tuple[str, str], ...]
    exact: bool = True

    def get(self, kind: str) -> str:
        """The value of a kind in the path; empty where it has none."""
        return next((value for name, value in self.path if name == kind), "")

    @property
    def kind(self) -> str:
        """The innermost kind."""
        return self.path[-1][0]

    @property
    def segments(self) -> tuple[str, ...]:
        """The path as identifier segments; headings form one, as they do in identifiers."""
        headings = "-".join(f"{kind}-{value}" for kind, value in self.path if kind in HEADINGS)
        rest = tuple(f"{kind}-{value}" for kind, value in self.path if kind not in HEADINGS)
        return (headings, *rest) if headings else rest


@dataclass(slots=True)
class _Token:
    start: int
    end: int
    kind: str
    value: str
    exact: bool


def without_regulations(text: str) -> str:
    """``text`` of the same length with names of regulations and their gazettes blanked.

    "Pasal 5 Peraturan Pemerintah Nomor 7 Tahun 1977" names one unit, not three numbers.
    """
    chars = list(text)
    for match in _GAZETTE.finditer(text):
        chars[match.start() : match.end()] = " " * (match.end() - match.start())
    for name in NAME.finditer(text):
        number = NUMBER.match(text, name.end())
        if number is not None and not NAME.search(number.group("between")):
            chars[name.start() : number.end()] = " " * (number.end() - name.start())
    return "".join(chars)


def mentions_in(text: str, context: tuple[tuple[str, str], ...] = ()) -> list[Mention]:
    """The units named in ``text``, each with its full path, in reading order.

    What lacks its pasal takes it from the list that it stands in ("ayat (2) dan ayat (3) Pasal 5"),
    else from ``context``.
    """
    groups = _compounds(text, _tokens(text))
    paths = [{token.kind: token.value for token in group} for group in groups]
    _inherit(text, groups, paths, context)
    found = []
    for group, path in zip(groups, paths, strict=True):
        inner_first = group[-1].kind == "pasal" or [token.kind for token in group] == ["huruf", "angka"]
        kinds = [token.kind for token in (reversed(group) if inner_first else group)]
        angka_first = "angka" in kinds and "huruf" in kinds and kinds.index("angka") < kinds.index("huruf")
        found.append(
            Mention(
                group[0].start,
                group[-1].end,
                _ordered(path, angka_first=angka_first),
                all(token.exact for token in group),
            )
        )
    return _with_ranges(text, found)


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    for match in _MENTION.finditer(text):
        kind = match.lastgroup or ""
        if kind == "baru":
            continue
        raw = match.group(kind)
        token = _token(match.start(), match.end(), "ayat" if kind == "open" else kind, raw)
        if token is None:
            continue
        token.exact = token.exact and kind != "open"  # "ayat (21" was "ayat (2)"
        tokens.append(token)
        if kind in ("pasal", "ayat", "angka", "huruf"):
            tokens.extend(_further(text, token, _FURTHER_LETTER if kind == "huruf" else _FURTHER))
    return tokens


def _further(text: str, first: _Token, pattern: re.Pattern[str]) -> Iterator[_Token]:
    position = first.end
    while match := pattern.match(text, position):
        token = _token(match.start(1), match.end(), first.kind, match.group(1))
        if token is None:
            return
        yield token
        position = match.end()


def _token(start: int, end: int, kind: str, raw: str) -> _Token | None:
    value, exact = _value(kind, " ".join(raw.split()))
    return _Token(start, end, kind, value, exact) if value else None


def _value(kind: str, raw: str) -> tuple[str, bool]:
    if kind == "huruf":
        return raw.replace(".", ""), True
    if kind == "lampiran":
        return raw.lower().replace("lampiran", "").strip() or "1", True
    if kind == "bagian":
        word, _, letter = raw.partition(" ")
        return f"{ordinal_number(word) or word.lower()}{letter.lower()}", True
    if kind == "paragraf":
        return raw.lower(), True
    if kind == "bab":
        return _bab(raw)
    return number_with_letter(raw)


def _bab(raw: str) -> tuple[str, bool]:
    compact = raw.replace(" ", "").replace("l", "I").replace("1", "I")
    for cut in (len(compact), len(compact) - 1):
        number = roman(compact[:cut])
        if cut and number is not None:
            return f"{number}{compact[cut:].lower()}", compact == raw
    return "", False


def number_with_letter(raw: str) -> tuple[str, bool]:
    """``"16 A"`` → ``("16a", True)``, ``"l2A"`` → ``("12a", False)``; empty where it is no number."""
    compact = raw.replace(" ", "")
    if is_plain(compact):
        return compact.lstrip("0"), True
    base, letter = compact[:-1], compact[-1]
    if is_plain(base) and letter.isalpha() and letter not in "lIO":
        return f"{base.lstrip('0')}{letter.lower()}", True
    number = digits(compact)
    if number is not None:
        return str(number), False
    number = digits(base)
    return (f"{number}{letter.lower()}", False) if number is not None and letter.isalpha() else ("", False)


def _compounds(text: str, tokens: list[_Token]) -> list[list[_Token]]:
    """Tokens that name one unit together: "huruf b ayat (1) Pasal 9"."""
    groups: list[list[_Token]] = []
    for token in tokens:
        last = groups[-1] if groups else []
        between = text[last[-1].end : token.start] if last else ""
        joins = bool(last) and all(other.kind != token.kind for other in last)
        if joins and _COMPOUND.fullmatch(between):
            last.append(token)
        else:
            groups.append([token])
    return groups


def _inherit(
    text: str, groups: list[list[_Token]], paths: list[dict[str, str]], context: tuple[tuple[str, str], ...]
) -> None:
    for index, path in enumerate(paths):
        ranks = [RANKS.index(kind) for kind in path if kind in RANKS]
        if not ranks or "pasal" in path:
            continue
        outer = _from_following(text, groups, paths, index, min(ranks))
        if outer is None and index:
            outer = _above(paths[index - 1], path)
        if outer is None:
            outer = _above(dict(context), path)
        if outer:
            path.update({kind: value for kind, value in outer.items() if kind not in path})


def _above(other: dict[str, str], path: dict[str, str]) -> dict[str, str] | None:
    """What of ``other`` stands above ``path``; None where it has no pasal."""
    if "pasal" not in other:
        return None
    highest = min(RANKS.index(kind) for kind in path if kind in RANKS)
    if highest == 3 and "huruf" in other and "angka" not in other:
        return {"pasal": other["pasal"]}
    return {kind: value for kind, value in other.items() if kind in RANKS and RANKS.index(kind) < highest}


def _from_following(
    text: str, groups: list[list[_Token]], paths: list[dict[str, str]], index: int, rank: int
) -> dict[str, str] | None:
    """What a list puts behind its last member: "ayat (2) dan ayat (3) Pasal 5"."""
    own_kind = groups[index][-1].kind
    for later in range(index + 1, len(groups)):
        between = text[groups[later - 1][-1].end : groups[later][0].start]
        if not _LIST.fullmatch(between) or groups[later][0].kind != own_kind:
            return None
        if "pasal" in paths[later] and groups[later][-1].kind == "pasal":
            return {
                kind: value
                for kind, value in paths[later].items()
                if kind in RANKS and RANKS.index(kind) < rank
            }
    return None


def _ordered(path: dict[str, str], *, angka_first: bool) -> tuple[tuple[str, str], ...]:
    outer = () if "pasal" in path else ("lampiran", "bab", "bagian", "paragraf")
    ranks = ("pasal", "ayat", "angka", "huruf") if angka_first else RANKS
    return tuple((name, path[name]) for name in (*outer, *ranks) if name in path)


def _with_ranges(text: str, found: list[Mention]) -> list[Mention]:
    filled: list[Mention] = []
    for index, mention in enumerate(found):
        if index and _RANGE.fullmatch(text[found[index - 1].end : mention.start]):
            filled.extend(_between(found[index - 1], mention))
        filled.append(mention)
    return filled


def _between(first: Mention, last: Mention) -> Iterator[Mention]:
    if first.kind != last.kind:
        return
    low, high = first.path[-1][1], last.path[-1][1]
    if is_plain(low) and is_plain(high) and int(high) - int(low) <= _LONGEST_RANGE:
        values = [str(number) for number in range(int(low) + 1, int(high))]
    elif low[:-1] == high[:-1] and low[-1:].isalpha() and high[-1:].isalpha():
        values = [f"{low[:-1]}{chr(code)}" for code in range(ord(low[-1]) + 1, ord(high[-1]))]
    else:
        return
    for value in values:
        yield Mention(last.start, last.end, (*last.path[:-1], (last.kind, value)), first.exact and last.exact)
