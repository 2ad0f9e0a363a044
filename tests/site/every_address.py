"""Every address of the site, with something in the place of each part of it."""

from tests.proofs.hostile.roads import Road, roads

LEAST = 120
WORDS = {"version": "8", "endpoint": "relations"}


def every_address() -> list[str]:
    """Return all of them; fails when they are suddenly few."""
    found = ["/" + _filled(road) for road in roads()]
    assert len(found) > LEAST
    return found


def _filled(road: Road) -> str:
    """A number where a number is asked, for most parts are one."""
    return road.text % {name: WORDS.get(name, "1") for name in road.parts}
