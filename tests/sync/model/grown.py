"""Run in a tree in which relations have a web address: what the engine does with it, as JSON."""

import json
import sys
from dataclasses import replace
from typing import Any

from bonbrug.gateways.eboekhouden_soap import mapping
from bonbrug.gateways.werkbonapp import nouns, service
from bonbrug.sync.fingerprints import relation_fingerprint
from bonbrug.sync.model.bindings import RELATION
from bonbrug.sync.model.serializers import face
from bonbrug.wire.eboekhouden import records as books_wire
from bonbrug.wire.werkbonapp import records as work_wire
from bonbrug.wire.werkbonapp.api import write_post
from tests.fakes.world import CHOICES, World, relation

SITE = "https://klant.example.test"
OTHER, THIRD = f"{SITE}/nl", f"{SITE}/en"


def grown(**other: str) -> Any:
    return relation(**{"website": SITE, **other})


def changed(world: World, *, books: str | None = None, work: str | None = None) -> None:
    """Somebody writes another address on one side or on both."""
    shelves: list[tuple[Any, str, str | None]] = [
        (world.books.relations_, "1", books),
        (world.field.relations_, "TEST1", work),
    ]
    for shelf, key, text in shelves:
        if text is not None:
            shelf[key] = replace(shelf[key], website=text)


def both(world: World) -> list[str]:
    sides: list[Any] = [world.books.relations_["1"], world.field.relations_["TEST1"]]
    return [side.website for side in sides]


def on_the_wires() -> dict[str, Any]:
    row = books_wire.Relatie(ID=1, Code="TEST1", Bedrijf="Klant", Site=SITE)
    read: Any = mapping.relation(row)
    posted = json.loads(write_post([nouns.relation_row(read)], service._OUR_RELATION))
    back, _problems = work_wire.RELATION.take(posted[0], posted=False)
    again: Any = nouns.relation(back)
    return {
        "read": read.website,
        "posted": posted[0]["website"],
        "back": again.website,
        "changed": mapping.changed(row, replace(read, website=OTHER)).Site,
        "may_be_missing": list(mapping.RELATION_TEXTS["Site"]),
    }


def merged() -> dict[str, Any]:
    world = World(replace(CHOICES, export_relations=True))
    changed(world, books=SITE)
    world.run()
    first = both(world)
    changed(world, books=OTHER)
    world.later()
    from_books = both(world)
    changed(world, work=THIRD)
    world.later()
    from_work = both(world)
    changed(world, books=SITE, work=OTHER)
    report = world.later()
    told = [dict(f.facts)["fields"] for f in report.findings if f.code == "both_changed"]
    world.later()
    base = world.memory.bases(RELATION, {"test1"})["test1"]
    return {
        "first": first,
        "from_books": from_books,
        "from_work": from_work,
        "both_changed": told,
        "after": both(world),
        "base": base["website"],
    }


def of_before() -> dict[str, Any]:
    """The memory is of before: it knows the relation and no web address of it."""
    found = {}
    for name, sides in {"books": (SITE, ""), "work": ("", SITE), "two": (SITE, OTHER)}.items():
        world = World(replace(CHOICES, export_relations=True))
        world.run()
        bound = world.memory.bound[RELATION, "test1"]
        old = {key: value for key, value in bound.base.items() if key != "website"}
        world.memory.bound[RELATION, "test1"] = replace(bound, base=old)
        changed(world, books=sides[0], work=sides[1])
        world.later()
        found[name] = both(world)
    return found


def too_long() -> list[tuple[str, object]]:
    world = World()
    changed(world, books=f"{SITE}/{'x' * 255}")
    return [(f.code, dict(f.facts)["field"]) for f in world.run().findings]


def told() -> dict[str, Any]:
    return {
        "wires": on_the_wires(),
        "merged": merged(),
        "of_before": of_before(),
        "fingerprints": [relation_fingerprint(one) for one in (relation(), grown())],
        "too_long": too_long(),
        "face": SITE in face(grown()),
    }


if __name__ == "__main__":
    json.dump(told(), sys.stdout)
