"""``end-firm``, ``keep-firm`` and ``ended-firms``: a firm that ends, and the proof of it."""

import json
import sys
from argparse import Namespace

from bonbrug.accounts import ending
from bonbrug.accounts.acts import Act
from bonbrug.accounts.models import Ending, Organisation
from bonbrug.accounts.roles import Role
from bonbrug.site.database import open_store
from bonbrug.site.ending import exporting
from bonbrug.site.personal_data.erasing import Busy
from bonbrug.values.clock import system_clock

ACT = Act.LET_IN


def run(options: Namespace) -> int:
    """Return 0 when it was done, 1 when it has to wait, 2 when it cannot be."""
    open_store()
    if options.action == "ended-firms":
        return _ended()
    found = Organisation.objects.filter(name=options.organisation)
    if found.count() != 1:
        return _cannot(f"{found.count()} organisations are called {options.organisation}")
    return {"end-firm": _end, "keep-firm": _keep}[options.action](found.get(), options)


def _cannot(why: str) -> int:
    print(f"bonbrug: {why}", file=sys.stderr)
    return 2


def _end(organisation: Organisation, options: Namespace) -> int:
    if options.confirm is None:
        print(
            f"{organisation} would be read-only at once, put in a file, and erased after"
            f" {ending.days()} days. Nothing was changed yet. Add --confirm with its name to do it."
        )
        return 1
    if options.confirm != organisation.name:
        return _cannot("--confirm does not say the name of this firm; nothing was changed")
    row = ending.ask(organisation, Role.OPERATOR, system_clock())
    if row.exported_at is None and ending.claim_export(row, system_clock()):
        try:
            exporting.export(row, system_clock)
        except Busy as error:
            Ending.objects.filter(pk=row.pk).update(next_try_at=system_clock())
            print(f"The firm stands still. {error}")
            return 1
    return _told(Ending.objects.get(pk=row.pk))


def _told(row: Ending) -> int:
    if row.ends_at is None:
        print("The firm stands still; its export is being made elsewhere.")
        return 1
    print(f"{exporting.path_of(row.number)}\nsha256 {row.export_hash}")
    print(f"The firm is read-only and is erased at {row.ends_at:%Y-%m-%d %H:%M} UTC.")
    return 0


def _keep(organisation: Organisation, options: Namespace) -> int:
    del options
    if not ending.keep(organisation, system_clock()):
        return _cannot(f"{organisation} does not end")
    exporting.forget(organisation.pk)
    print(f"{organisation} goes on as before")
    return 0


def _ended() -> int:
    for row in Ending.objects.order_by("pk"):
        print(json.dumps(ending.proof_of(row)))
    return 0
