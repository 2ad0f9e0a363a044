"""A firm that ends: asked for, exported, read-only for a while, and stopped or erased.

Erasing itself is of `site`, which knows the houses.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from bonbrug.accounts.models import Ending, Organisation
from bonbrug.accounts.roles import Role
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import NewEvent, record

Proof = dict[str, Any]
AT_WORK = timedelta(minutes=10)  # nobody else exports while one does; each step begins it again


def waiting() -> QuerySet[Ending]:
    """Return the endings that were not carried out yet."""
    return Ending.objects.filter(erased_at=None)


def numbers() -> QuerySet[Ending, int]:
    """Return the numbers of the firms that stand still, for a query."""
    return waiting().values_list("number", flat=True)


def ends() -> Exists:
    """Return whether the firm of a membership ends, for its query."""
    return Exists(waiting().filter(number=OuterRef("organisation_id")))


def is_ending(organisation: int) -> bool:
    """Tell whether a firm, by its number, stands still until it is erased."""
    return waiting().filter(number=organisation).exists()


def of(organisation: Organisation) -> Ending | None:
    """Return the ending of a firm."""
    return waiting().filter(number=organisation.pk).first()


def ask(organisation: Organisation, role: Role, now: datetime) -> Ending:
    """Let a firm end, once however often it is asked; from now on it stands still."""
    asked = {"role": role, "asked_at": now, "next_try_at": now}
    with transaction.atomic():
        row, new = Ending.objects.get_or_create(number=organisation.pk, defaults=asked)
        if new:
            told = NewEvent(Kind.FIRM_ENDING_ASKED, details={"role": str(role)})
            record(organisation.pk, told, now)
    return row


def keep(organisation: Organisation, now: datetime) -> bool:
    """Stop the ending; False when there was none, or it was carried out."""
    with transaction.atomic():
        if not waiting().filter(number=organisation.pk).delete()[0]:
            return False
        record(organisation.pk, NewEvent(Kind.FIRM_KEPT), now)
    return True


def claim_export(row: Ending, now: datetime) -> bool:
    """Take the export of a firm upon oneself; False when somebody else has, or it is there."""
    mine = waiting().filter(pk=row.pk, exported_at=None, next_try_at__lte=now)
    return bool(mine.update(next_try_at=now + AT_WORK, rows_done=0))


def tell_progress(row: Ending, done: int, of_all: int, now: datetime) -> bool:
    """Keep how far the export is; False when the ending was stopped meanwhile."""
    going = waiting().filter(pk=row.pk, exported_at=None)
    return bool(going.update(rows_done=done, rows=of_all, next_try_at=now + AT_WORK))


def exported(row: Ending, export_hash: str, now: datetime) -> bool:
    """Keep that the export is there; from now on the time runs. False when it was stopped."""
    until = now + timedelta(days=days())
    going = waiting().filter(pk=row.pk, exported_at=None)
    return bool(going.update(exported_at=now, export_hash=export_hash, ends_at=until))


def due_exports(now: datetime) -> QuerySet[Ending]:
    """Return the endings whose export nobody is making."""
    return waiting().filter(exported_at=None, next_try_at__lte=now)


def due(now: datetime) -> QuerySet[Ending]:
    """Return the endings whose time is over."""
    return waiting().filter(ends_at__lte=now).exclude(exported_at=None)


def proof_of(row: Ending) -> Proof:
    """Return what proves that a firm was exported and erased."""
    return {
        "firm": row.number,
        "asked_at": row.asked_at.isoformat(),
        "asked_by": row.role,
        "exported_at": row.exported_at.isoformat() if row.exported_at else None,
        "export_sha256": row.export_hash,
        "ends_at": row.ends_at.isoformat() if row.ends_at else None,
        "erased_at": row.erased_at.isoformat() if row.erased_at else None,
        "rows": dict(sorted(row.counts.items())),
    }


def days() -> int:
    """Return for how many days a firm is read-only before it is erased."""
    found: int = settings.BONBRUG_ENDING_DAYS
    return found
