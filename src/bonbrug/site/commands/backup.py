"""``bonbrug backup``: everything in one file, while others serve and work."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from bonbrug.accounts.acts import Act
from bonbrug.accounts.keys import keyring, signing_keys
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import HOST, NewEvent, record
from bonbrug.site import owner_only
from bonbrug.site.backups import Impossible, naming
from bonbrug.site.backups.taking import take
from bonbrug.values.clock import system_clock
from bonbrug.values.sealing import key_id

ACT = Act.KEEP_SAFE
KEEP = (
    "The backup holds no keys; keep these in another place: {sealing} (opens), {signing} (signs)."
)


def run(options: Namespace) -> int:
    """Return 0 when the backup is whole and on the disk, 2 when there is none."""
    where = options.where or settings.BONBRUG_BACKUPS
    try:
        if not where:
            raise Impossible("say where: `bonbrug backup FOLDER`, or set BONBRUG_BACKUPS")
        if options.keep is not None and options.keep < 1:
            raise Impossible("--keep must be 1 or more")
        path = take(Path(where), system_clock())
        record(HOST, NewEvent(Kind.BACKUP_MADE), system_clock())
    except Impossible as error:
        print(f"bonbrug: {error}", file=sys.stderr)
        return 2
    print(path)
    if options.keep:
        print(f"{naming.forget_all_but(path.parent, options.keep)} older ones removed")
    print(KEEP.format(sealing=_ids(keyring().keys), signing=_ids(signing_keys())))
    return _closed(path.parent)


def _ids(keys: Sequence[bytes]) -> str:
    return ", ".join(map(key_id, keys))


def _closed(folder: Path) -> int:
    """Close older backups to others too; 1 when a file there is not ours to close."""
    try:
        owner_only.repair(folder)
    except owner_only.OpenToOthers as error:
        print(f"bonbrug: the backup was made, but {error}", file=sys.stderr)
        return 1
    return 0
