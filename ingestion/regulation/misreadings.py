"""How recognition misreads letters: what comes out, and what was printed.

The pairs were found by laying words that no cleanly typed regulation uses beside the words they
stand for, and kept where reading the examples showed next to no false ones. Pairs that are as
often an older spelling (``j`` for ``y``) or another word are left out. A pair says only what is
possible; `ingestion.regulation.words` decides by evidence.
"""

from collections.abc import Iterator

_LOWER = """
rn m  m rn  nr m  rrr m  rr m  in m  nn m  rri m  1n m  ni m  nl m  ln m  iri m
rr n  ri n  rl n  ir n  it n  rt n  ii n  ll n  tr n  11 n  i{ n  t{ n  lr n  u n  il n
rr u  tr u  lr u  ll u  rl u  ti u  li u  lt u  tt u  lj u  ij u  n u  ri u  r.r u  \\r u  \\.r u  i' u  q u
cl d  ci d  rl d  ct d  c d  o d  <i d  c! d
c e  e c  € e  0 o
i l  t l  1 l  ! l  | l  i, l  i. l  l, l  l. l  l' l
l i  1 i  ! i  | i  t i  r i  j i  ,r i  f,r fi
l t  i t  r t  ! t  l f  t f  i f
h b  b h  6 b  8 b  lr h  tr h  li h  ii h  ir h  fl h  ti h  i{ h  h fi  fl fi
l< k  i< k  t< k  < k  )< k  >< k  !< k  ]< k  li k  l( k  i( k  lc k  lr k  x k  l k
5r y  jr y  )r y  1r y  v y
vv w  u, w  u' w  rv w
qi uj  qj uj  qu uj  tq tuj  ql uj  q aj  qi aj  4 aj  .i j  "i j  ,i j  i j  l j  q g  d rj  { rj
k le  €r a  € a  er a  zr a  4 a  €u an  €rn an  €n an  [€ lka
lrmb lemb  hr tu  nr ru  m ru  5 s  4i aj  fr u  [r u  sl eb  rrn rm
"""
_UPPER = """
U LI  1 I  ! I  | I  L I  T I  I L  1 L  I, L  I. L  L, L  L. L
0 O  D O  O D  5 S  8 B  H N  E B  B E  F P  P F
I( K  I< K  L( K  X K  IJ U  LJ U  I{ N  I{ H  INIX)N INDON  IX)N DON  N M
"""
_STRONG = frozenset({("rn", "m"), ("c", "e"), ("i", "l"), ("l", "i"), ("m", "rn"), ("in", "m"), ("ni", "m")})

Edit = tuple[int, str, str]
"""Where in the word, what came out, and what was printed."""


def _pairs(table: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (raw, printed)
        for line in table.strip().splitlines()
        for raw, printed in (pair.split(" ") for pair in line.split("  "))
    )


LOWER = _pairs(_LOWER)
"""Pairs among small letters."""

UPPER = _pairs(_UPPER)
"""Pairs among capitals."""


def once(word: str, pairs: tuple[tuple[str, str], ...] = LOWER) -> dict[str, Edit]:
    """Every string that one misreading turns into ``word``, with the edit that leads back to it."""
    found: dict[str, Edit] = {}
    for printed, edit in _undone(word, pairs):
        found.setdefault(printed, edit)
    return found


def twice(word: str, candidates: frozenset[str]) -> dict[str, tuple[Edit, Edit]]:
    """The candidates that two misreadings turn into ``word``."""
    found: dict[str, tuple[Edit, Edit]] = {}
    for halfway, first in once(word).items():
        for printed, second in _undone(halfway, LOWER):
            if printed in candidates:
                found.setdefault(printed, (second, first))
    return found


def _undone(word: str, pairs: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, Edit]]:
    """``word`` with one misreading undone, for every pair and place."""
    for raw, printed in pairs:
        if raw not in word:
            continue
        place = word.find(raw)
        while place >= 0:
            yield word[:place] + printed + word[place + len(raw) :], (place, raw, printed)
            place = word.find(raw, place + 1)


def is_strong(edit: Edit) -> bool:
    """Whether the misreading is so common that a rare word with it is not taken for a word."""
    return edit[1:] in _STRONG
