"""What came of many falls, as a table."""

import sys
import time
from collections import Counter
from collections.abc import Iterable

from tests.proofs.crash.chapters import CHAPTERS
from tests.proofs.crash.scene import ACTIONS, Verdict

ROW = "{:<14}{:>8}" + "{:>11}" * len(ACTIONS) + "{:>8}"
SIGN_OF_LIFE = 100  # falls


class Table:
    """A row per chapter, a column per action: how many held; what failed is told as it comes."""

    def __init__(self, database: str) -> None:
        self.database = database
        self.points: set[tuple[str, str]] = set()
        self.held: Counter[tuple[str, str]] = Counter()
        self.failed: Counter[str] = Counter()
        self.runs = 0

    def filled(self, verdicts: Iterable[Verdict]) -> int:
        """Count, print, and return 1 when one failed or there was nothing to count."""
        started = time.monotonic()
        for verdict in verdicts:
            self._count(verdict)
        self._fingerprint(time.monotonic() - started)
        return int(bool(self.failed) or not self.points)

    def _count(self, verdict: Verdict) -> None:
        chapter, point, action = verdict.fall
        self.points.add((chapter.name, point))
        self.runs = max(self.runs, verdict.runs)
        if verdict.failed:
            self.failed[chapter.name] += 1
            say(f"{self.database}: {verdict}")
        else:
            self.held[chapter.name, action] += 1
        if self.falls % SIGN_OF_LIFE == 0:
            say(f"{self.database}: {self.falls} falls, {self.failed.total()} failed")

    @property
    def falls(self) -> int:
        return self.held.total() + self.failed.total()

    def _fingerprint(self, seconds: float) -> None:
        say(ROW.format(self.database, "points", *ACTIONS, "failed"))
        for name in (chapter.name for chapter in CHAPTERS):
            points = sum(name == chapter for chapter, _ in self.points)
            held = (self.held[name, action] for action in ACTIONS)
            say(ROW.format(name, points, *held, self.failed[name]))
        held = (sum(self.held[c.name, action] for c in CHAPTERS) for action in ACTIONS)
        say(ROW.format("together", len(self.points), *held, self.failed.total()))
        say(
            f"{self.falls} falls in {seconds:.0f} s; at most {self.runs} runs until all was at rest"
        )


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
