"""Where the boxes of a house stand: who points to others stands to the right of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BOX = 168, 36
GAP = 66
ROW = 50
HEAD = 46  # the name of the house
LANE = 8
FEW = 3  # a table that fewer point to is no hub
ACROSS = 7  # tables in a row, of those that hang on the hub alone


@dataclass(frozen=True, slots=True)
class Edge:
    """A foreign key inside a house."""

    source: str
    column: str
    target: str


@dataclass(frozen=True, slots=True)
class Layout:
    """`places`: column and row of each table; `on_hub`: who points to what nearly all do."""

    places: Mapping[str, tuple[int, int]]
    edges: Sequence[Edge]
    on_hub: frozenset[str]

    @property
    def lanes(self) -> list[str]:
        """The targets of lines that pass a column; each has a lane above the boxes."""
        return sorted({edge.target for edge in self.edges if self.is_long(edge)})

    @property
    def columns(self) -> int:
        return 1 + max(column for column, _row in self.places.values())

    @property
    def height(self) -> int:
        rows = 1 + max(row for _column, row in self.places.values())
        return HEAD + LANE * len(self.lanes) + rows * ROW

    def is_long(self, edge: Edge) -> bool:
        return self.places[edge.source][0] - self.places[edge.target][0] > 1

    def corner(self, table: str) -> tuple[int, int]:
        """Return the upper left corner of a box, in its house."""
        column, row = self.places[table]
        return column * (BOX[0] + GAP) + GAP // 2, HEAD + LANE * len(self.lanes) + row * ROW


def lay_out(names: Sequence[str], edges: Sequence[Edge]) -> Layout:
    """Place the tables. A key to the hub is drawn only where it explains more than a mark does."""
    inside = [edge for edge in edges if edge.source != edge.target]
    pointed = [edge.target for edge in inside]
    hub = max(names, key=lambda name: (pointed.count(name), name))
    hub = hub if pointed.count(hub) >= FEW else ""
    others = {edge.source for edge in inside if edge.target != hub}
    leaves = {e.source for e in inside if e.source not in others and e.source not in pointed}
    marked = others | leaves
    drawn = [edge for edge in inside if edge.target != hub or edge.source not in marked]
    on_hub = frozenset(e.source for e in inside if e.target == hub and e.source in marked)
    places = _places([name for name in names if name not in leaves], drawn)
    below = 1 + max(row for _column, row in places.values())
    for at, name in enumerate(sorted(leaves)):
        places[name] = at % ACROSS, below + at // ACROSS
    return Layout(places, drawn, on_hub)


def _places(names: Sequence[str], edges: Sequence[Edge]) -> dict[str, tuple[int, int]]:
    columns = _columns(names, edges)
    places: dict[str, tuple[int, int]] = {}
    for column in range(max(columns.values()) + 1):
        here = sorted(name for name in names if columns[name] == column)
        here.sort(key=lambda name: _height(name, edges, places))
        places.update({name: (column, row) for row, name in enumerate(here)})
    return places


def _columns(names: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    columns = dict.fromkeys(names, 0)
    for _ in names:
        for edge in edges:
            columns[edge.source] = max(columns[edge.source], columns[edge.target] + 1)
    return columns


def _height(name: str, edges: Sequence[Edge], places: Mapping[str, tuple[int, int]]) -> float:
    """Return the mean row of what a table points to."""
    rows = [places[edge.target][1] for edge in edges if edge.source == name]
    return sum(rows) / len(rows) if rows else 0.0
