"""``bonbrug restore``: put a backup back in an empty place."""

import sys
from argparse import Namespace
from pathlib import Path

from django.utils import translation

from bonbrug.accounts import read_only
from bonbrug.accounts.acts import Act
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import HOST, NewEvent, record
from bonbrug.site.backups import Impossible
from bonbrug.site.backups.restoring import restore
from bonbrug.site.ending import ended_list
from bonbrug.site.ending.erasing import end_again
from bonbrug.site.personal_data import outside_list
from bonbrug.site.personal_data.erasing import erase_again
from bonbrug.values.clock import system_clock

ACT = Act.KEEP_SAFE


def run(options: Namespace) -> int:
    """Return 0 when all of it is back, 2 when nothing is."""
    try:
        manifest, waiting = restore(Path(options.file))
    except Impossible as error:
        print(f"bonbrug: {error}", file=sys.stderr)
        return 2
    details = {"taken_at": str(manifest.taken_at)}
    record(HOST, NewEvent(Kind.BACKUP_RESTORED, details=details), system_clock())
    rows, tables = sum(manifest.rows.values()), len(manifest.rows)
    print(f"{rows} rows in {tables} tables are back, as they were at {manifest.taken_at}.")
    print("Everybody has to log in again.")
    if read_only.is_on():
        print("The backup was made while everything was read only: `bonbrug read-only off`.")
    if waiting:
        print(
            f"{waiting} links make no invoice until a person releases them at To do:"
            " what was made after the backup is not in it."
        )
    return _erase_again(Path(options.file).parent)


def _erase_again(folder: Path) -> int:
    """Customers that were erased after the backup are in it; 1 when one has to wait."""
    outside_list.take_over(folder)
    ended_list.take_over(folder)
    ended = end_again(system_clock())
    if ended:
        print(f"Ended anew, for they ended after the backup: {ended} firms.")
    before = len(list(outside_list.not_erased_here()))
    with translation.override("en"):
        waiting = erase_again(system_clock())
    if before:
        print(f"Erased anew, for it was done after the backup: {before - len(waiting)} customers.")
    for said in waiting:
        print(f"Not erased yet: {said}")
    return 1 if waiting else 0
