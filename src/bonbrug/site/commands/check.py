"""``bonbrug check``: settings, database, and both sides of each connection; changes nothing.

Settings that are not right end the command before this module: all of them, at once.
"""

from argparse import Namespace
from importlib import import_module

from django.conf import settings

from bonbrug.accounts.acts import Act
from bonbrug.site import key_state
from bonbrug.site.database import check_store, is_made, unapplied

ACT = Act.OPERATE


def run(options: Namespace) -> int:
    """Return 0 when nothing is wrong."""
    print("settings: in order")
    check_store()
    if not is_made():
        print("database: empty; the first start makes the tables")
        return 0
    print("database: whole")
    wrong = _keys()
    if "link" not in settings.HOUSES:
        return wrong
    return max(wrong, int(import_module("bonbrug.site.connection_checks").tell(options.connection)))


def _keys() -> int:
    if unapplied():
        print("keys: looked at after the next start, which brings the database to this version")
        return 0
    problems = key_state.problems()
    for problem in problems:
        print(f"keys: {problem}")
    if not problems:
        print("keys: in order")
    return 1 if problems else 0
