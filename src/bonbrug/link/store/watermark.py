"""How far each connection had come, kept in a file beside the database.

A database that was restored from a backup is behind its mark: it has forgotten invoices that it
made since. Then no invoice is made before a person has looked. The counter in the database is the
epoch of the lease, which grows with every run.
"""

import logging
from datetime import datetime
from pathlib import Path

from django.conf import settings

from bonbrug.link.store.lease import HeldLease

log = logging.getLogger(__name__)
FOLDER = "marks"


def is_behind(lease: HeldLease, made_at: datetime) -> bool:
    """Tell whether this run was counted before; `made_at` tells two connections apart."""
    maker, _, epoch = _kept(lease).partition(" ")
    return maker == made_at.isoformat() and epoch.isdecimal() and lease.epoch <= int(epoch)


def keep(lease: HeldLease, made_at: datetime) -> None:
    """Set the mark to this run. Without a folder to write in there is no mark, and runs go on."""
    mark = _mark(lease)
    fresh = mark.with_suffix(".new")
    try:
        mark.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(f"{made_at.isoformat()} {lease.epoch}", "utf-8")
        fresh.replace(mark)
    except OSError:
        log.warning("connection %s: its mark could not be kept", lease.connection_id)


def _kept(lease: HeldLease) -> str:
    try:
        return _mark(lease).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _mark(lease: HeldLease) -> Path:
    return Path(settings.BONBRUG_DATA) / FOLDER / str(lease.connection_id)
