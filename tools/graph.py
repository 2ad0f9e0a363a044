"""Print who imports whom: the rooms of the building, and the rooms of the engine.

A room is a package or a module directly under the one that is printed. A file is a module; the
`__init__` of a room and its migrations are not counted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import grimp

BUILDING = "bonbrug"
ENGINE = "bonbrug.sync"


@dataclass(frozen=True, slots=True)
class Room:
    """`imports`: how many files of another room are imported, by room."""

    name: str
    files: int
    imports: Mapping[str, int]


def load() -> grimp.ImportGraph:
    return grimp.build_graph(BUILDING, cache_dir=None)


def rooms(graph: grimp.ImportGraph, package: str) -> list[Room]:
    return [_room(graph, name) for name in sorted(graph.find_children(package))]


def arrows(found: list[Room]) -> int:
    return sum(len(room.imports) for room in found)


def circles(graph: grimp.ImportGraph, package: str) -> list[list[str]]:
    """Return who imports each other over any number of steps, beside each other at any depth."""
    return [
        circle
        for parent in _parents(graph, package)
        for circle in _among({room.name: set(room.imports) for room in rooms(graph, parent)})
    ]


def _room(graph: grimp.ImportGraph, name: str) -> Room:
    inside = graph.find_descendants(name)
    files = [
        module
        for module in inside
        if not graph.find_children(module) and ".migrations." not in module
    ]
    parent = name.rpartition(".")[0]
    imports: dict[str, int] = {}
    for module in inside | {name}:
        for target in graph.find_modules_directly_imported_by(module):
            other = _beside(target, parent)
            if other and other != name:
                imports[other] = imports.get(other, 0) + 1
    return Room(name, len(files) or 1, imports)


def _beside(module: str, parent: str) -> str:
    """Return the room under `parent` that holds the module; '' when none does."""
    if not module.startswith(f"{parent}."):
        return ""
    return f"{parent}.{module.removeprefix(f'{parent}.').partition('.')[0]}"


def _parents(graph: grimp.ImportGraph, package: str) -> Iterator[str]:
    yield package
    yield from (name for name in graph.find_descendants(package) if graph.find_children(name))


def _among(imports: Mapping[str, set[str]]) -> Iterator[list[str]]:
    reached = {name: _reached(imports, name) for name in imports}
    told: set[str] = set()
    for name in sorted(imports):
        together = {other for other in reached[name] if name in reached[other]}
        if together and name not in told:
            told |= together
            yield sorted(together)


def _reached(imports: Mapping[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    ahead = set(imports[start])
    while ahead:
        seen |= ahead
        ahead = {far for near in ahead for far in imports[near]} - seen
    return seen


def told(graph: grimp.ImportGraph, package: str) -> Iterator[str]:
    """Yield the table of one package, line by line."""
    found = rooms(graph, package)
    round_about = circles(graph, package)
    yield f"{package}: {len(found)} rooms, {arrows(found)} arrows, {len(round_about)} circles"
    for room in found:
        towards = sorted(room.imports.items())
        names = ", ".join(f"{_short(other)} ({count})" for other, count in towards)
        yield f"  {_short(room.name):14}{room.files:>4} files  → {names or 'nobody'}"
    yield from (f"  circle: {' ⇄ '.join(circle)}" for circle in round_about)


def _short(name: str) -> str:
    return name.rpartition(".")[2]


def main() -> int:
    graph = load()
    for package in (BUILDING, ENGINE):
        print(*told(graph, package), "", sep="\n")
    return bool(circles(graph, BUILDING))


if __name__ == "__main__":
    raise SystemExit(main())
