"""``bonbrug verify-journal``: recompute every chain of hashes, of deleted connections too."""

import sys
from argparse import Namespace

from bonbrug.accounts.acts import Act
from bonbrug.link.actions.journal import forget_old_events, newest_key, verify
from bonbrug.link.models import Connection
from bonbrug.site.connections import PK_DIGITS
from bonbrug.values.clock import system_clock

ACT = Act.OPERATE
WHY = {
    "missing": "it is missing",
    "changed": "it is not what was written",
    "other_chain": "it does not follow the event before it",
    "other_head": "it is not the event that was kept as the last one",
    "added": "it was added outside the program",
    "unsigned": "the end of the chain was changed outside the program",
    "no_key": "its signing key is not here",
}
OLDER = " (not the newest; `bonbrug keys rotate signing` signs the end of every chain anew)"


def run(options: Namespace) -> int:
    """Print a line per connection; 1 when a chain is broken, with the first wrong event."""
    connections = list(_chosen(options.connection))
    if options.connection and not connections:
        print(f"bonbrug: no connection is called {options.connection!r}", file=sys.stderr)
        return 2
    if options.forget_old:
        for connection in connections:
            count = forget_old_events(connection, system_clock())
            print(f"connection {connection.pk}: {count} events older than seven years removed")
    whole = [_one(connection) for connection in connections]
    return 0 if all(whole) else 1


def _chosen(word: str | None) -> list[Connection]:
    everything = Connection.objects.order_by("pk")
    if not word:
        return list(everything)
    is_number = word.isascii() and word.isdigit() and len(word) <= PK_DIGITS
    return list(everything.filter(pk=int(word)) if is_number else everything.filter(name=word))


def _one(connection: Connection) -> bool:
    found = verify(connection.pk)
    if found.broken is None:
        plain = f", {found.plain} of before there was a key" if found.plain else ""
        print(
            f"connection {connection.pk}: {found.events} events{plain}, whole, ends in {found.head}"
            f", signed with {found.key}{'' if found.key == newest_key() else OLDER}"
        )
        return True
    print(
        f"connection {connection.pk}: event {found.broken} is wrong: {WHY[found.why]}"
        f" ({found.events} events before it are whole)"
    )
    return False
