"""The houses in one process, workers of the link in others, and a point where one of them falls."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tests.journeys.program import clean_environment, free_port, serving
from tests.proofs.crash.chapters import COMPARED, Chapter, Staged
from tests.proofs.crash.forks import Forks
from tests.proofs.crash.naming import SENDING
from tests.proofs.faults import judge

ACTIONS = ("kill", "exception", "stop")
WITHIN = "within "  # a point with a transaction open
CYCLE = 20  # minutes, longer than the quiet period
CYCLES = 4  # in which everything must have come right
LIFE = 10  # falls of one firm


class Fall(NamedTuple):
    """Where somebody falls, and how."""

    chapter: Chapter
    point: str
    action: str


class Verdict(NamedTuple):
    """`struck`: somebody came by that point; `broken`: which sentences did not hold."""

    fall: Fall
    struck: bool
    runs: int
    broken: list[str]

    @property
    def failed(self) -> bool:
        return bool(self.broken) or not self.struck

    def __str__(self) -> str:
        chapter, point, action = self.fall
        what = "; ".join(self.broken) or ("held" if self.struck else "the point was not met")
        return f"{chapter.name}, {point}, {action}: {what}"


@dataclass
class Scene:
    """Both sides. A chapter that can go on does so with the same firm, until something is wrong."""

    houses: Forks
    links: Forks
    going: dict[str, Staged] = field(default_factory=dict)

    def begin(self, chapter: Chapter) -> Staged:
        staged = self.going.pop(chapter.name, None)
        if staged is None or chapter.go_on is None:
            return chapter.begin(self.houses, self.links)
        return chapter.go_on(self.houses, staged)

    def points(self, chapter: Chapter) -> list[str]:
        """Return the name of every point that an undisturbed deed comes by."""
        worked = self.links.do("work", self.begin(chapter).pk, chapter.deed, "", "")
        assert worked["ran"]
        return list(worked["passed"])

    def play(self, fall: Fall) -> Verdict:
        staged = self.begin(fall.chapter)
        if fall.action == "stop":
            struck, staged = self._freeze(fall, staged)
        else:
            ended = self.links.wait(self._start(fall, staged))
            struck = ended["state"] == "killed" or bool(ended.get("result", {}).get("struck"))
        verdict, staged = self.healed(fall, staged)
        if not verdict.broken and staged.turn < LIFE:
            self.going[fall.chapter.name] = staged
        return verdict._replace(struck=struck)

    def _start(self, fall: Fall, staged: Staged) -> int:
        chapter, point, action = fall
        return self.links.start("work", staged.pk, chapter.deed, point, action, staged.ahead)

    def _freeze(self, fall: Fall, staged: Staged) -> tuple[bool, Staged]:
        """Stop a worker, let another take over, and let the first one go on.

        Meanwhile records change, so that what the first one holds is old; but not when it has
        looked for the last time, because both services take the last write and know no versions.
        In the middle of a commit it keeps the row, so the other has to wait for it.
        """
        frozen = self._start(fall, staged)
        if self.links.wait(frozen)["state"] != "stopped":
            return False, staged
        if staged.turns and not fall.point.startswith(SENDING):
            newer = self.houses.do("change", staged.paper, 2 * staged.turn + 1)
            staged = staged._replace(turns=newer)
        other = self.links.start("work", staged.pk, "run", "", "", staged.ahead + CYCLE)
        if fall.point.startswith(WITHIN):
            time.sleep(0.1)
        else:
            self.links.result(other)
        os.kill(frozen, signal.SIGCONT)
        self.links.result(frozen)
        if fall.point.startswith(WITHIN):
            self.links.result(other)
        return True, staged

    def healed(self, fall: Fall, staged: Staged) -> tuple[Verdict, Staged]:
        """Run a few times more, a cycle later each time, until everything is right."""
        runs, broken = 0, ["not looked yet"]
        while broken and runs < CYCLES:
            runs, staged = runs + 1, staged._replace(ahead=staged.ahead + 2 * CYCLE)
            broken = self._broken(fall.chapter, staged)
        return Verdict(fall, struck=True, runs=runs, broken=broken), staged

    def _broken(self, chapter: Chapter, staged: Staged) -> list[str]:
        healed = self.links.do("heal", staged.pk, chapter.deed, staged.ahead)
        kept, (seen, old) = healed["kept"], self.houses.do("look", staged.paper, staged.turns)
        return [
            *judge.faults_of(seen, kept, staged.orders),
            *old,
            *healed["damage"],
            *(f"the journal: {word}" for word in (healed["told"],) if word),
            *(f"item {code} {subject}" for code, subject in kept["items"]),
            *(self.links.do("compared", staged.pk) if chapter is COMPARED else ()),
        ]


@contextmanager
def scene(folder: Path, database: str = "", **settings: str) -> Iterator[Scene]:
    """Open houses on a port, and a link with a database of its own (a file, or this address)."""
    port = free_port()
    environment = clean_environment(BONBRUG_SQLITE_SYNCHRONOUS="OFF", BONBRUG_LOG_LEVEL="ERROR")
    with serving(folder / "houses", port, environment) as program:
        services = {
            "BONBRUG_EBOEKHOUDEN_SOAP_URL": f"{program.address}/soap.asmx",
            "BONBRUG_WERKBONAPP_URL": f"{program.address}/openapi/8",
            "BONBRUG_DATA": str(folder / "link"),
            "BONBRUG_SQLITE_SYNCHRONOUS": "OFF",  # what a process wrote outlives kill -9 anyhow
            **({"BONBRUG_DATABASE_URL": database} if database else {}),
        }
        houses = Forks(BONBRUG_DATA=str(program.data), BONBRUG_SQLITE_SYNCHRONOUS="OFF")
        links = Forks(**services, **settings)
        try:
            yield Scene(houses, links)
        finally:
            links.close()
            houses.close()
