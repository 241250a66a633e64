"""How alike two words are."""


def distance(one: str, other: str) -> int:
    """Levenshtein's edit distance: the fewest letters to change, add or leave out."""
    row = list(range(len(other) + 1))
    for index, char in enumerate(one, 1):
        diagonal, row[0] = row[0], index
        for column, target in enumerate(other, 1):
            diagonal, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, diagonal + (char != target)),
            )
    return row[-1]


def respelt(letters: str) -> str:
    """A word whatever the spelling: "soenarjo" and "sunaryo" are one, and neither is misread."""
    for old, new in (("oe", "u"), ("tj", "c"), ("dj", "j"), ("y", "j")):
        letters = letters.replace(old, new)
    return letters
