"""The engine stays in rooms: none too large, and none that needs who needs it."""

import grimp
import pytest
from tools import graph

MOST_FILES = 12


@pytest.fixture(scope="module")
def building() -> grimp.ImportGraph:
    return graph.load()


def test_nobody_imports_who_imports_them(building: grimp.ImportGraph) -> None:
    assert graph.circles(building, graph.BUILDING) == []


def test_no_room_of_the_engine_has_too_many_files(building: grimp.ImportGraph) -> None:
    engine = graph.rooms(building, graph.ENGINE)
    beside_the_rooms = sum(room.files == 1 for room in engine)
    assert len(engine) > 5
    assert max(beside_the_rooms, *(room.files for room in engine)) <= MOST_FILES


def test_a_circle_over_three_rooms_is_found() -> None:
    made = grimp.ImportGraph()
    for importer, imported in (("a.one", "b.two"), ("b.three", "c"), ("c", "a.four")):
        made.add_import(importer=f"x.{importer}", imported=f"x.{imported}")
    for package in ("x", "x.a", "x.b"):
        made.add_module(package)
    assert graph.circles(made, "x") == [["x.a", "x.b", "x.c"]]


def test_an_arrow_between_rooms_is_counted_once(building: grimp.ImportGraph) -> None:
    engine = {room.name: room for room in graph.rooms(building, graph.ENGINE)}
    assert engine["bonbrug.sync.ports"].imports.keys() == {
        "bonbrug.sync.model",
        "bonbrug.sync.states",
    }
    assert engine["bonbrug.sync.model"].imports == {}
