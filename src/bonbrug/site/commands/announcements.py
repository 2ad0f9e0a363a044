"""``bonbrug announcements``: what everybody is told on every page, from one moment to another."""

import sys
from argparse import Namespace

from bonbrug.accounts.acts import Act
from bonbrug.accounts.announcements import Telling, announce, not_over, withdraw
from bonbrug.values.clock import system_clock

ACT = Act.TELL_ALL
LONGEST = 300


def run(options: Namespace) -> int:
    """Return 0 when it was done, 2 when it cannot be."""
    return ACTIONS[options.action](options)


def _list(options: Namespace) -> int:
    del options
    for each in not_over(system_clock()):
        print(f"{each.pk}  {each.from_at:%Y-%m-%d %H:%M} - {each.until_at:%Y-%m-%d %H:%M} UTC")
        print(f"    {each.dutch}")
        print(f"    {each.english}")
    return 0


def _make(options: Namespace) -> int:
    now = system_clock()
    begin = options.begin or now
    if options.until <= max(begin, now):
        return _cannot("--until must be later than --from, and than now")
    for text in (options.dutch, options.english):
        if not text.strip() or len(text) > LONGEST:
            return _cannot(f"a text has 1 to {LONGEST} characters")
    made = announce(Telling(options.dutch, options.english, begin, options.until), now)
    print(f"announcement {made.pk}")
    return 0


def _withdraw(options: Namespace) -> int:
    if not withdraw(options.announcement, system_clock()):
        return _cannot(f"there is no announcement {options.announcement}")
    return 0


def _cannot(why: str) -> int:
    print(f"bonbrug: {why}", file=sys.stderr)
    return 2


ACTIONS = {"list": _list, "make": _make, "withdraw": _withdraw}
