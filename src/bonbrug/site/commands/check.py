"""``bonbrug check``: settings, database, and both sides of each connection; changes nothing.

Settings that are not right end the command before this module: all of them, at once.
"""

from argparse import Namespace
from importlib import import_module

from django.conf import settings

from bonbrug.site.database import check_store, is_made


def run(options: Namespace) -> int:
    """Return 0 when nothing is wrong."""
    print("settings: in order")
    check_store()
    if not is_made():
        print("database: empty; the first start makes the tables")
        return 0
    print("database: whole")
    if "link" not in settings.HOUSES:
        return 0
    return int(import_module("bonbrug.site.connection_checks").tell(options.connection))
