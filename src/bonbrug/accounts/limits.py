"""How many wrong guesses are let through, and how long the next one has to wait. Pure.

A bucket with a leak: every wrong guess fills it by one, and `leak` later that one is forgotten.
A bucket that is full makes its visitor wait, each time twice as long.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

STEPS = 12  # above `free`; more than these make no wait longer
NONE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Rule:
    """`free` wrong guesses are let through; then waits from `first`, doubling, to `longest`."""

    free: int
    leak: timedelta
    first: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True)
class Standing:
    """When the bucket will be empty again, and from when the next guess is let through."""

    empty_at: datetime
    free_at: datetime


MINUTE = timedelta(minutes=1)
# One visitor about one subject: an account, a company, a connection.
ONE_SUBJECT = Rule(10, leak=30 * MINUTE, first=MINUTE, longest=60 * MINUTE)
# One visitor about all of them. A whole office may stand behind one address.
ALL_SUBJECTS = Rule(100, leak=MINUTE, first=MINUTE, longest=60 * MINUTE)

# All visitors about one subject, where that is short: six digits. In the end one guess an hour.
ALL_VISITORS = Rule(30, leak=60 * MINUTE, first=MINUTE, longest=60 * MINUTE)


def wait(standing: Standing, rule: Rule, now: datetime) -> timedelta:
    """Return how long the next guess has to wait; zero when it is let through."""
    return max(NONE, min(standing.free_at - now, rule.longest))


def after_wrong(standing: Standing, rule: Rule, now: datetime) -> Standing:
    """Return the standing after one more wrong guess that was let through.

    A clock that was ahead for a while fills no bucket for longer than a full one lasts.
    """
    fullest = now + rule.leak * (rule.free + STEPS - 1)
    empty_at = min(max(standing.empty_at, now), fullest) + rule.leak
    level = -((now - empty_at) // rule.leak)  # rounded up
    return Standing(empty_at, now + _delay(level - rule.free, rule))


def _delay(above: int, rule: Rule) -> timedelta:
    return NONE if above < 0 else min(rule.first * 2 ** min(above, STEPS), rule.longest)
