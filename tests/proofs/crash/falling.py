"""Many falls, over several scenes at the same time."""

import queue
import random
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tests.proofs.crash.chapters import CHAPTERS
from tests.proofs.crash.scene import ACTIONS, Fall, Scene, Verdict, scene

Points = Mapping[str, Sequence[str]]  # chapter → its points
Chosen = Callable[[Points], Sequence[Fall]]


def enumerated(stage: Scene) -> Points:
    """Return what the real deeds come by, per chapter."""
    return {chapter.name: stage.points(chapter) for chapter in CHAPTERS}


def every_action(points: Points) -> list[Fall]:
    return [
        Fall(chapter, point, action)
        for chapter in CHAPTERS
        for point in points[chapter.name]
        for action in ACTIONS
    ]


def every_point(seed: str) -> Chosen:
    """Give each point one action, by chance."""

    def chosen(points: Points) -> list[Fall]:
        return list(_one_of_each(every_action(points), len(ACTIONS), seed))

    return chosen


def sample(count: int, seed: str) -> Chosen:
    """Give so many falls, one by chance out of each stretch of the whole."""

    def chosen(points: Points) -> list[Fall]:
        falls = every_action(points)
        return list(_one_of_each(falls, max(1, len(falls) // count), seed))[:count]

    return chosen


def _one_of_each(falls: Sequence[Fall], stretch: int, seed: str) -> Iterator[Fall]:
    chance = random.Random(seed)
    for first in range(0, len(falls), stretch):
        yield chance.choice(falls[first : first + stretch])


def played(chosen: Chosen, databases: Sequence[str]) -> Generator[Verdict, None, None]:
    """Yield the verdict of each fall as it comes; a scene per database ('' is a file)."""
    told: queue.Queue[Verdict | None] = queue.Queue()
    shares = len(databases)

    def share(place: int) -> None:
        try:
            with staged(databases[place]) as stage:
                for fall in chosen(enumerated(stage))[place::shares]:
                    told.put(fallen(stage, fall))
        finally:
            told.put(None)

    with ThreadPoolExecutor(shares) as pool:
        shared = [pool.submit(share, place) for place in range(shares)]
        for _ in range(shares):
            yield from iter(told.get, None)
        for each in shared:
            each.result()


def fallen(stage: Scene, fall: Fall) -> Verdict:
    """A task that ended otherwise than it should is a verdict too."""
    try:
        return stage.play(fall)
    except AssertionError as error:
        return Verdict(fall, struck=True, runs=0, broken=[str(error)])


@contextmanager
def staged(database: str, **settings: str) -> Iterator[Scene]:
    with (
        tempfile.TemporaryDirectory(prefix="bonbrug-crash-") as folder,
        scene(Path(folder), database, **settings) as stage,
    ):
        yield stage
