"""``bonbrug keys``: which keys there are, and a new one in the place of an older one."""

import sys
from argparse import Namespace

from bonbrug.accounts.acts import Act
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import HOST, NewEvent, record
from bonbrug.site import key_state, rotating
from bonbrug.site.database import CannotOpen, unapplied
from bonbrug.values.clock import system_clock

ACT = Act.KEEP_SAFE


def run(options: Namespace) -> int:
    """Return 0 when all is well, 1 when a person has to do something, 2 when nothing was done."""
    if unapplied():
        raise CannotOpen("the database is of an older version; start this one first")
    if options.action is None:
        return _show()
    try:
        with rotating.alone():
            return 0 if _rotated(options) else 1
    except rotating.Impossible as error:
        print(f"bonbrug: {error}", file=sys.stderr)
        return 2


def _show() -> int:
    for line in key_state.told():
        print(line)
    problems = key_state.problems()
    for problem in problems:
        print(f"  - {problem}")
    return 1 if problems else 0


def _rotated(options: Namespace) -> bool:
    both = options.purpose is None
    done = True
    if both or options.purpose == "sealing":
        done = rotating.sealing(_tell, options.wait)
    if both or options.purpose == "signing":
        done = rotating.signing(_tell) and done
    details = {"purpose": options.purpose or "both", "finished": done}
    record(HOST, NewEvent(Kind.KEYS_ROTATED, details=details), system_clock())
    if done:
        _tell("keep a copy of the keys of now, apart from the backups, and make a backup")
    return done


def _tell(line: str) -> None:
    print(line, flush=True)
