"""Somebody falls at a point of the real link: in the end one invoice per order, and none lost.

A spread choice; ``CRASH_SEED``, such as the hash of a commit, gives others. All of them:
``python -m tests.proofs.crash --all``.
"""

import os

import pytest

from tests.proofs.crash.chapters import ANSWERS, FIRST, LATER
from tests.proofs.crash.falling import Points, enumerated, fallen, sample
from tests.proofs.crash.scene import Fall, Scene

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(300)]

LEAST = 60  # labelled points
SPREAD = 10
SEED = os.environ.get("CRASH_SEED") or "2018"
# Where it matters most, whatever the seed.
ALWAYS = (
    Fall(LATER, "after AddFactuur #1", "kill"),
    Fall(LATER, "sending AddFactuur #2", "stop"),
    Fall(LATER, "within conclude #1", "exception"),
    Fall(LATER, "after GetWorkorder, settling #1", "kill"),
    Fall(LATER, "before UpdateRelatie #1", "stop"),
    Fall(FIRST, "before POST relations #1", "stop"),
    Fall(ANSWERS, "within retry #1", "kill"),
)
MUST = {
    "first import": "POST relations, POST materials, POST hourtypes, keep, keep_readings",
    "later run": "task_queue.send, queue.take, watermark.keep, begin, UpdateRelatie, AddRelatie, "
    "receive, claim, stamp, AddFactuur, conclude, GetFacturen, GetOpenPosten, change, settling, "
    "progress sweep, swept, end",
    "Te doen": "accept, retry",
    "comparison": "reconcile, run_reconciliation, _finish",
}


@pytest.fixture(scope="session")
def points(stage: Scene) -> Points:
    return enumerated(stage)


@pytest.mark.parametrize("fall", ALWAYS, ids=lambda fall: f"{fall.point}, {fall.action}")
def test_who_falls_where_it_matters_loses_and_doubles_nothing(stage: Scene, fall: Fall) -> None:
    assert str(fallen(stage, fall)).endswith(": held")


@pytest.mark.parametrize("place", range(SPREAD))
def test_who_falls_anywhere_loses_and_doubles_nothing(
    stage: Scene, points: Points, place: int
) -> None:
    fall = sample(SPREAD, SEED)(points)[place]
    assert str(fallen(stage, fall)).endswith(": held")


def test_every_call_and_every_commit_that_matters_is_a_point(points: Points) -> None:
    assert sum(map(len, points.values())) >= LEAST
    missing = [
        (chapter, word)
        for chapter, words in MUST.items()
        for word in words.split(", ")
        if not any(f" {word} #" in point for point in points[chapter])
    ]
    assert missing == []
