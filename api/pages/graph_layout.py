"""Where the nodes and lines of the drawing of a regulation's relations stand; in units of the drawing."""

from dataclasses import dataclass

from api.pages.relations_view import Neighbour, RelationGroup
from corpus.dates import long_date

NODE_WIDTH, NODE_HEIGHT, GAP = 280, 46, 10
HEADING_HEIGHT = 34
MOST_DRAWN = 30
"""Nodes of one relation that are drawn; the list beside the drawing has them all."""
_LONGEST_LABEL = 32


@dataclass(frozen=True, slots=True)
class Node:
    """A regulation at a place; without ``url`` it is not in the library."""

    x: int
    y: int
    width: int
    height: int
    label: str
    note: str
    title: str
    url: str
    tone: str

    @property
    def middle(self) -> int:
        """Height of its middle."""
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Words:
    """Words at a place: the name of a relation, or that there are more."""

    x: int
    y: int
    text: str
    heading: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line from who acts to whom it acts on."""

    path: str
    tone: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing of ``width`` by ``height`` with the regulation it is about as its first node."""

    name: str
    width: int
    height: int
    nodes: list[Node]
    lines: list[Line]
    words: list[Words]


def wide_drawing(label: str, groups: list[RelationGroup]) -> Drawing:
    """Three columns: what it acts on, the regulation, what acts on it."""
    columns = {True: 0, False: 2 * (NODE_WIDTH + 90)}
    placed: list[tuple[RelationGroup, Node]] = []
    words: list[Words] = []
    bottom = 0
    for outward, x in columns.items():
        y = 0
        for group in groups:
            if group.outward is outward:
                y = _column(group, x, y, placed, words)
        bottom = max(bottom, y)
    height = max(bottom, 120)
    centre_y = min(height // 2, 260) - 32
    centre = Node(NODE_WIDTH + 90, centre_y, NODE_WIDTH, 64, label, "peraturan ini", label, "", "centre")
    lines = [Line(_curve(centre, node, outward=group.outward), group.key) for group, node in placed]
    nodes = [centre, *(node for _, node in placed)]
    return Drawing("lebar", 3 * NODE_WIDTH + 180, height, nodes, lines, words)


def narrow_drawing(label: str, groups: list[RelationGroup]) -> Drawing:
    """One column: what it acts on, the regulation below, then what acts on it; a rail at the left."""
    left, width = 44, NODE_WIDTH + 44
    placed: list[tuple[RelationGroup, Node]] = []
    words: list[Words] = []
    y = 0
    for group in groups:
        if group.outward:
            y = _column(group, left, y, placed, words)
    centre = Node(0, y + 8, width, 60, label, "peraturan ini", label, "", "centre")
    y = centre.y + centre.height
    for group in groups:
        if not group.outward:
            y = _column(group, left, y, placed, words)
    lines = []
    for group, node in placed:
        rail = (
            f"M16 {centre.middle}V{node.middle}H{left - 2}"
            if group.outward
            else (f"M{left} {node.middle}H16V{centre.y + centre.height + 2}")
        )
        lines.append(Line(rail, group.key))
    return Drawing("sempit", width, y, [centre, *(node for _, node in placed)], lines, words)


def _column(
    group: RelationGroup, x: int, y: int, placed: list[tuple[RelationGroup, Node]], words: list[Words]
) -> int:
    """Place the nodes of a group below ``y`` and give the height below them."""
    words.append(Words(x, y + HEADING_HEIGHT - 12, group.heading, heading=True))
    y += HEADING_HEIGHT
    for neighbour in group.neighbours[:MOST_DRAWN]:
        placed.append((group, _node(group, neighbour, x, y)))
        y += NODE_HEIGHT + GAP
    more = len(group.neighbours) - MOST_DRAWN
    if more > 0:
        words.append(Words(x, y + 16, f"dan {more} lainnya, lihat daftar", heading=False))
        y += 26
    return y


def _node(group: RelationGroup, neighbour: Neighbour, x: int, y: int) -> Node:
    label = neighbour.label
    if len(label) > _LONGEST_LABEL:
        label = label[: _LONGEST_LABEL - 1].rstrip() + "…"
    notes = (
        [f"{'sejak ' if not group.outward else ''}{long_date(neighbour.since)}"] if neighbour.since else []
    )
    if neighbour.partial and group.key in {"mencabut", "dicabut-oleh"}:
        notes.append("sebagian")
    if not neighbour.url:
        notes.append("tidak ada di pustaka")
    title = f"{group.heading}: {neighbour.label} {neighbour.title}".strip()
    return Node(
        x,
        y,
        NODE_WIDTH,
        NODE_HEIGHT,
        label,
        " · ".join(notes),
        title,
        neighbour.url,
        "held" if neighbour.url else "absent",
    )


def _curve(centre: Node, node: Node, *, outward: bool) -> str:
    """From the one that acts to the other; outward nodes stand at the left."""
    if outward:
        x0, x1 = centre.x, node.x + node.width + 4
        start, end = (x0, centre.middle), (x1, node.middle)
    else:
        x0, x1 = node.x, centre.x + centre.width + 4
        start, end = (x0, node.middle), (x1, centre.middle)
    bend = (x0 + x1) // 2
    return f"M{start[0]} {start[1]}C{bend} {start[1]} {bend} {end[1]} {end[0]} {end[1]}"
