"""A run of another process stands still at a point; meanwhile somebody presses a button."""

import os
import random
import signal
import time
from collections.abc import Iterator
from typing import NamedTuple

from tests.proofs.buttons.questions import QUESTIONS, Asked, Question, Standing
from tests.proofs.crash.scene import WITHIN, Scene
from tests.proofs.faults import judge
from tests.proofs.faults.seen import Seen

AGAIN = 61  # minutes, so that what is unknown is looked up once more
READING = "before GetWorkorders #1"
CYCLES = 5  # in which everything must have come right


class Press(NamedTuple):
    """Which question is answered, and where the run stands still."""

    name: str
    point: str


class Pressed(NamedTuple):
    """`in_time`: the button did something; `told`: the run said that somebody had decided."""

    press: Press
    in_time: bool
    told: bool
    broken: list[str]

    def __str__(self) -> str:
        said = "; ".join(self.broken) or ("stood" if self.in_time else "came too late, and said so")
        return f"{self.press.name}, {self.press.point}: {said}"


def points(stage: Scene, name: str) -> list[str]:
    """Return what a run that nobody disturbs comes by."""
    question = QUESTIONS[name]
    asked = question.ask(stage)
    worked = stage.links.do("work", asked.pk, "run", "", "", question.ahead)
    assert worked["ran"]
    return list(worked["passed"])


def play(stage: Scene, press: Press, work: str = "work") -> Pressed:
    """Press while the run stands still, let it go on, and look; then look how all ends."""
    question = QUESTIONS[press.name]
    asked = question.ask(stage)
    running = stage.links.start(work, asked.pk, "run", press.point, "stop", question.ahead)
    if stage.links.wait(running)["state"] != "stopped":
        return Pressed(press, in_time=False, told=False, broken=["the point was not met"])
    in_time = _pressed(stage, question, asked, running, press.point)
    now: Standing = stage.links.do("stands", asked.pk)
    lost = in_time and not question.stood(now, asked.number)
    broken = [f"what was decided is written over: {now}"] if lost else []
    return Pressed(press, in_time, now["told"], [*broken, *_end(stage, question, asked)])


def _pressed(stage: Scene, question: Question, asked: Asked, running: int, point: str) -> bool:
    """In the middle of a commit the run keeps the row, so the button has to wait for it."""
    words = (asked.pk, question.kind, question.button, asked.number, question.ahead)
    pressing = stage.links.start("press_item", *words)
    if point.startswith(WITHIN):
        time.sleep(0.1)
        os.kill(running, signal.SIGCONT)
        in_time = stage.links.result(pressing)
    else:
        in_time = stage.links.result(pressing)
        os.kill(running, signal.SIGCONT)
    assert stage.links.result(running)["ran"], "the run did not go on"
    return bool(in_time)


def _end(stage: Scene, question: Question, asked: Asked) -> list[str]:
    """Run a few times more, an hour later each time, until everything is right."""
    broken = ["not looked yet"]
    for cycle in range(1, CYCLES + 1):
        healed = stage.links.do("heal", asked.pk, "run", question.ahead + cycle * AGAIN)
        now, (seen, _) = (
            stage.links.do("stands", asked.pk),
            stage.houses.do("look", asked.paper, {}),
        )
        broken = [
            *_bills(seen, question, asked),
            *([] if question.ended(now, asked.number) else [f"ended as {now}"]),
            *healed["damage"],
            *(f"the journal: {word}" for word in (healed["told"],) if word),
        ]
        if not broken:
            return []
    return broken


def _bills(seen: Seen, question: Question, asked: Asked) -> Iterator[str]:
    by_hand = [bill for bill in seen["bills"] if bill["number"] == asked.number]
    ours = [bill for bill in seen["bills"] if bill not in by_hand]
    yield from judge.doubled({**seen, "bills": ours})
    if len(seen["bills"]) != question.bills:
        yield f"{len(seen['bills'])} invoices: {seen['bills']}"


def spread(stage: Scene, count: int, seed: str) -> Iterator[Press]:
    """Yield so many presses, by chance over all questions and the points of their runs.

    Not the points at which the run has read nothing of a work order yet.
    """
    chance = random.Random(seed)
    everywhere = []
    for name in QUESTIONS:
        passed = points(stage, name)
        everywhere += [Press(name, point) for point in passed[passed.index(READING) :]]
    yield from chance.sample(everywhere, min(count, len(everywhere)))
