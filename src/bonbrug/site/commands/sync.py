"""``bonbrug sync``: one synchronisation now, with its summary on the terminal."""

import sys
from argparse import Namespace

from bonbrug.accounts.acts import Act
from bonbrug.link.actions import synchronise
from bonbrug.link.models import Connection
from bonbrug.site.connections import NoSuchConnection, chosen, told
from bonbrug.site.database import check_store, know_our_marks
from bonbrug.values.clock import system_clock

ACT = Act.OPERATE


def run(options: Namespace) -> int:
    """Return 0 only when everything went well or is named on a page for a person."""
    check_store()
    know_our_marks()
    try:
        connections = chosen(options.connection)
    except NoSuchConnection as error:
        print(f"bonbrug: {error}", file=sys.stderr)
        return 2
    good = [_one(connection, dry_run=options.dry_run) for connection in connections]
    if not good:
        print("There is no connection yet. Make one with `bonbrug connect` or on the page.")
    return 0 if all(good) else 1


def _one(connection: Connection, *, dry_run: bool) -> bool:
    done = synchronise(connection.pk, "terminal", system_clock, "terminal", dry_run=dry_run)
    if done is None:
        print(f"{connection.name}: another synchronisation is running; try again when it ended")
        return False
    print("\n".join((f"{connection.name}:", *told(done))))
    return done.outcome in ("done", "nothing")
