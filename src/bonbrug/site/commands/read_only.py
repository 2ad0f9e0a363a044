"""``bonbrug read-only``: nothing is changed for a while, such as during an upgrade."""

import time
from argparse import Namespace

from bonbrug.accounts import read_only
from bonbrug.accounts.acts import Act
from bonbrug.site.operator.read_only import runs_going
from bonbrug.values.clock import system_clock

ACT = Act.READ_ONLY


def run(options: Namespace) -> int:
    """Return 0 when it is as asked; 1 when runs that had begun did not end in time."""
    if options.asked == "off":
        read_only.turn_off(system_clock())
        print("everything can be changed again; what was due goes on")
        return 0
    if options.asked == "on":
        read_only.turn_on(system_clock())
        return _wait(options.wait)
    since = read_only.since()
    print(f"read only since {since:%Y-%m-%d %H:%M} UTC" if since else "everything can be changed")
    return 0


def _wait(seconds: int) -> int:
    print("read only: nothing is changed until `bonbrug read-only off`")
    until = time.monotonic() + seconds
    while (going := runs_going()) and time.monotonic() < until:
        time.sleep(1)
    if going:
        print(f"{going} synchronisations that had begun are still finishing; look again")
    return 1 if going else 0
