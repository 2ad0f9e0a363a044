"""Deleting what has expired, whichever houses are open here."""

import time
from collections.abc import Callable
from datetime import datetime
from importlib import import_module

from django.conf import settings

from bonbrug.accounts import changing_address
from bonbrug.accounts.actions import forget_old
from bonbrug.accounts.inviting import forget_ended
from bonbrug.accounts.security.keeping import forget_old_events
from bonbrug.site.ending.erasing import erase_due
from bonbrug.site.personal_data.erasing import erase_again, finish
from bonbrug.values.clock import Clock, system_clock

EVERY_SECONDS = 600.0
Step = Callable[[datetime], object]


class Cleanup:
    """Call it as often as you like: it cleans up every ten minutes, in each worker by itself."""

    def __init__(
        self, clock: Clock = system_clock, passed: Callable[[], float] = time.monotonic
    ) -> None:
        self.clock, self.passed, self.next_at = clock, passed, float("-inf")
        self.steps: list[Step] = [
            forget_old, forget_ended, changing_address.forget_ended, forget_old_events,
            *_of_houses(), finish, erase_again, erase_due,
        ]  # fmt: skip

    def __call__(self) -> None:
        if self.passed() >= self.next_at:
            self.next_at = self.passed() + EVERY_SECONDS
            for step in self.steps:
                step(self.clock())


def _of_houses() -> list[Step]:
    open_here = [house for house in ("workorders", "books") if house in settings.HOUSES]
    return [import_module(f"bonbrug.{house}.jobs").clean_up for house in open_here]
