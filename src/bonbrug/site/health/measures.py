"""What is measured for machines, and which of it is past its limit."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings

from bonbrug.accounts import schema_version
from bonbrug.jobs import task_queue
from bonbrug.site.backups import naming
from bonbrug.site.database import is_made, unapplied

MIB = 1 << 20
Numbers = dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Health:
    """`wrong` names what is past its limit; `numbers` in seconds, MiB or counts, None for none."""

    wrong: list[str] = field(default_factory=list)
    numbers: Numbers = field(default_factory=dict)


def ready(now: datetime) -> Health:
    """Whether pages can be served: tables of this version, and room on the disk."""
    del now
    numbers: Numbers = {
        "migrations_to_do": len(unapplied()),
        "migrations_unknown": len(schema_version.unknown()) if is_made() else 0,
        "disk_free_mib": shutil.disk_usage(settings.BONBRUG_DATA).free // MIB,
    }
    wrong = [name for name in ("migrations_to_do", "migrations_unknown") if numbers[name]]
    if (numbers["disk_free_mib"] or 0) < settings.BONBRUG_DISK_FREE_MIB:
        wrong.append("disk_free_mib")
    return Health(wrong, numbers)


def works(now: datetime) -> Health:
    """Whether the work is done in time."""
    numbers: Numbers = {}
    limits: dict[str, int] = {}
    if "link" in settings.HOUSES:
        found = _link().lag(now)
        numbers = {
            "late_seconds": found.late,
            "mail_seconds": found.mail,
            "run_seconds": found.run,
            "reconciliation_seconds": found.reconciliation,
        }
        limits = {
            "late_seconds": settings.BONBRUG_LATE_SECONDS,
            "mail_seconds": settings.BONBRUG_MAIL_LATE_SECONDS,
            "run_seconds": settings.BONBRUG_STUCK_SECONDS,
            "reconciliation_seconds": settings.BONBRUG_STUCK_SECONDS,
        }
    wrong = [name for name, most in limits.items() if (numbers[name] or 0) > most]
    if settings.BONBRUG_BACKUPS:
        numbers["backup_seconds"] = age = backup_age(Path(settings.BONBRUG_BACKUPS), now)
        if age is None or age > settings.BONBRUG_BACKUP_HOURS * 3600:
            wrong.append("backup_seconds")
    return Health(wrong, numbers)


def backup_age(folder: Path, now: datetime) -> float | None:
    """Return the age of the newest backup in seconds; None without one."""
    taken = naming.taken(folder)
    return max(0.0, (now - taken[0][0]).total_seconds()) if taken else None


def totals(now: datetime) -> Mapping[str, Any]:
    """Return what the tables hold, and how many jobs wait in the queue."""
    if "link" not in settings.HOUSES:
        return {}
    return {"jobs_waiting": task_queue.length(), "link": _link().totals(now)}


def _link() -> Any:
    return import_module("bonbrug.link.actions.metrics")
