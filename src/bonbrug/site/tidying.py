"""Letting go of what is over, whichever houses are open here."""

import time
from collections.abc import Callable
from datetime import datetime
from importlib import import_module

from django.conf import settings

from bonbrug.accounts.actions import forget_old
from bonbrug.values.clock import Clock, system_clock

EVERY_SECONDS = 600.0
Tidy = Callable[[datetime], object]


class Tidying:
    """Call it as often as you like: it tidies every ten minutes, in each worker by itself."""

    def __init__(
        self, clock: Clock = system_clock, passed: Callable[[], float] = time.monotonic
    ) -> None:
        self.clock, self.passed, self.next_at = clock, passed, float("-inf")
        self.rooms: list[Tidy] = [forget_old, *_of_houses()]

    def __call__(self) -> None:
        if self.passed() >= self.next_at:
            self.next_at = self.passed() + EVERY_SECONDS
            for tidy in self.rooms:
                tidy(self.clock())


def _of_houses() -> list[Tidy]:
    open_here = [house for house in ("workorders", "books") if house in settings.HOUSES]
    return [import_module(f"bonbrug.{house}.jobs").tidy for house in open_here]
