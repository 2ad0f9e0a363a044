"""Chance from a seed: the same seed, the same history."""

import random
from typing import TypeVar

Thing = TypeVar("Thing")


class Chance(random.Random):
    """Seeded; never used for secrets."""

    def happens(self, rate: float) -> bool:
        return self.random() < rate

    def long(self, shortest: int, longest: int) -> int:
        """Return a duration in ms: short ones are as likely as long ones, by magnitude."""
        return int(shortest * (longest / shortest) ** self.random())

    def weighted(self, table: dict[Thing, int]) -> Thing:
        return self.choices(list(table), list(table.values()))[0]
